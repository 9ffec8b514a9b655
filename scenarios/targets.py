"""The targets that partners set, compared with the model: met or missed, by how much, and when reached."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from scenarios.observed import Observed
from scenarios.time_paths import Numbers, Outcomes

COLUMNS = [
    *("outcome", "place", "target", "name_nl", "name_en", "year", "value", "reached", "met", "gap", "reached_in"),
    *("draws_met", "compare", "why_nl", "why_en", "source", "unit"),
]
# A value that is printed the same as the target meets it.
SAME = 0.005


def evaluate(frame: pd.DataFrame, observed: Observed, runs: Outcomes) -> pd.DataFrame:
    """One row per target whose outcome the model has; `gap` is the model's value minus the target, in its unit.

    runs  (outcome, place) to years by runs, the central run first: `draws_met` is in how many of 100 draws the
          target is met in its year; missing without draws
    """
    known = _records(observed)
    frame = frame[frame["outcome"].isin([target["outcome"] for target in known])]
    paths: dict[tuple[str, str], dict[int, float]] = {}
    columns = (frame[name].tolist() for name in ("outcome", "place", "year", "mid"))
    for outcome, place, year, value in zip(*columns, strict=True):
        paths.setdefault((outcome, place), {})[year] = value
    table = []
    for target in known:
        path = paths.get((target["outcome"], target["place"]), {})
        if (reached := path.get(target["year"])) is not None:
            met = {year: _meets(value, target["value"], target["compare"]) for year, value in path.items()}
            result = {"reached": reached, "met": met[target["year"]], "gap": reached - target["value"]}
            result["draws_met"] = _in_draws(runs[target["outcome"], target["place"]], target, observed.base.year)
            table.append(target | result | {"reached_in": _met_from(met)})
    return pd.DataFrame(table, columns=COLUMNS).astype({"reached_in": "Int64", "draws_met": "Float64"})


@lru_cache(maxsize=4)
def _records(observed: Observed) -> list[dict[str, Any]]:
    """The targets that were set, one record each. Shared: never alter it."""
    return [{str(name): cell for name, cell in record.items()} for record in observed["targets"].to_dict("records")]


def _in_draws(runs: Numbers, target: Mapping[Any, Any], base_year: int) -> float | None:
    """In how many of 100 draws a target is met in its year; none for an observed year or without draws."""
    index = target["year"] - base_year
    if index < 0 or runs.shape[1] < 2:
        return None
    return float(100 * np.mean(_meets(runs[index, 1:], target["value"], target["compare"])))


def _meets(value: Any, target: float, compare: str) -> Any:
    """Whether a value, or each of many, meets a target."""
    return value <= target + SAME if compare == "at_most" else value >= target - SAME


def _met_from(met: Mapping[int, bool]) -> int | None:
    """The first year from which the target is met in every later year too; none where it is not."""
    first = None
    for year in sorted(met, reverse=True):
        if not met[year]:
            break
        first = year
    return first
