"""Calculations that the chains share: growth over years, lines between points, and the check of a total."""

from collections.abc import Iterable, Sequence
from functools import reduce
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

# One row per year and one column per run, the central run first. A parameter is one row.
Numbers = npt.NDArray[np.float64]
Outcomes = dict[tuple[str, str], Numbers]
LAST = 2050


def column(years: Sequence[float]) -> Numbers:
    """Years, or one value per year, as a column, to be combined with parameters into years by runs."""
    return np.asarray(years, float)[:, None]


def compound(rate: Any, steps: Numbers) -> Numbers:
    """(1 + rate / 100) to the power `steps`; rate in % per year, above -100."""
    return np.asarray(np.exp(steps * np.log1p(np.asarray(rate) / 100)))


def straight_line(years: Numbers, points: Sequence[tuple[float, Any]]) -> Numbers:
    """A straight line through (year, value) points, level before the first and after the last."""
    value = np.asarray(points[0][1], float) + 0 * years
    for (start, before), (end, after) in pairwise(points):
        value = value + (np.asarray(after) - np.asarray(before)) * np.clip((years - start) / (end - start), 0, 1)
    return value


def sum_parts(parts: Iterable[Numbers]) -> Numbers:
    """The sum of one or more arrays."""
    return np.asarray(reduce(np.add, parts))


def check_sum(parts: Sequence[Numbers], total: Numbers, name: str) -> None:
    """Raises ArithmeticError unless the parts add up to the total, so that no inconsistent run is shown."""
    difference = float(np.max(np.abs(sum_parts(parts) - total)))
    if not difference <= 1e-9 * max(1.0, float(np.max(np.abs(total)))):
        raise ArithmeticError(f"{name}: the parts miss the total by {difference:g}")
