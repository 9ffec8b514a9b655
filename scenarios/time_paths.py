"""The small sums that the chains share: growth over years, lines between points, and the check of a whole."""

from collections.abc import Iterable, Sequence
from functools import reduce
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

# Numbers of a run: one row a year, one column a run (the first is the central one). A parameter is one row.
Numbers = npt.NDArray[np.float64]
Outcomes = dict[tuple[str, str], Numbers]
LAST = 2050


def column(years: Sequence[float]) -> Numbers:
    """Years, or a value a year, as a column, so that they meet the runs in a table of years by runs."""
    return np.asarray(years, float)[:, None]


def compound(rate: Any, steps: Numbers) -> Numbers:
    """(1 + rate / 100) to the power `steps`; rate in % a year, above -100."""
    return np.asarray(np.exp(steps * np.log1p(np.asarray(rate) / 100)))


def straight_line(years: Numbers, points: Sequence[tuple[float, Any]]) -> Numbers:
    """A straight line through (year, value) points, level before the first and after the last."""
    value = np.asarray(points[0][1], float) + 0 * years
    for (start, before), (end, after) in pairwise(points):
        value = value + (np.asarray(after) - np.asarray(before)) * np.clip((years - start) / (end - start), 0, 1)
    return value


def sum_parts(parts: Iterable[Numbers]) -> Numbers:
    """The sum of at least one table of numbers."""
    return np.asarray(reduce(np.add, parts))


def check_sum(parts: Sequence[Numbers], total: Numbers, what: str) -> None:
    """Raises ArithmeticError unless the parts add up to the total: a run that loses anything is not shown."""
    off = float(np.max(np.abs(sum_parts(parts) - total)))
    if not off <= 1e-9 * max(1.0, float(np.max(np.abs(total)))):
        raise ArithmeticError(f"{what}: the parts miss the total by {off:g}")
