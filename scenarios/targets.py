"""The targets that partners set, held against the model: met or missed, by how much, and when reached."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from scenarios.observed import Observed
from scenarios.time_paths import Numbers, Outcomes

COLUMNS = [
    *("outcome", "place", "target", "name_nl", "name_en", "year", "value", "reached", "met", "gap", "reached_in"),
    *("draws_met", "compare", "why_nl", "why_en", "source", "unit"),
]
# A value that would be written the same as the target meets it.
SAME = 0.005


def evaluate(frame: pd.DataFrame, observed: Observed, runs: Outcomes) -> pd.DataFrame:
    """One row per target that an outcome answers; `gap` is the model's value minus the target, in the target's unit.

    runs  (outcome, place) to years by runs, the central one first: `draws_met` is in how many of 100 draws the target
          is met in its year; missing without draws
    """
    asked = observed["targets"]
    frame = frame[frame["outcome"].isin(asked["outcome"])]
    paths: dict[tuple[str, str], dict[int, float]] = {}
    rows = (frame[name].tolist() for name in ("outcome", "place", "year", "mid"))
    for outcome, place, year, value in zip(*rows, strict=True):
        paths.setdefault((outcome, place), {})[year] = value
    table = []
    for target in asked.to_dict("records"):
        path = paths.get((target["outcome"], target["place"]), {})
        if (reached := path.get(target["year"])) is not None:
            met = {year: _meets(value, target["value"], target["compare"]) for year, value in path.items()}
            told = {"reached": reached, "met": met[target["year"]], "gap": reached - target["value"]}
            told["draws_met"] = _in_draws(runs[target["outcome"], target["place"]], target, observed.base.year)
            table.append({**target, **told, "reached_in": _lasting(met)})
    return pd.DataFrame(table, columns=COLUMNS).astype({"reached_in": "Int64", "draws_met": "Float64"})


def _in_draws(runs: Numbers, target: Mapping[Any, Any], base_year: int) -> float | None:
    """In how many of 100 draws a target is met in its year; none where that year was counted, or nothing was drawn."""
    place = target["year"] - base_year
    if place < 0 or runs.shape[1] < 2:
        return None
    return float(100 * np.mean(_meets(runs[place, 1:], target["value"], target["compare"])))


def _meets(value: Any, target: float, compare: str) -> Any:
    """Whether a value, or each of many, meets a target."""
    return value <= target + SAME if compare == "at_most" else value >= target - SAME


def _lasting(met: Mapping[int, bool]) -> int | None:
    """The first year from which the target is met in all later years too: touching it once is not reaching it."""
    first = None
    for year in sorted(met, reverse=True):
        if not met[year]:
            break
        first = year
    return first
