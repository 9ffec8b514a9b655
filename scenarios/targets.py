"""The targets that partners set, held against the model: met or missed, by how much, and when reached."""

from collections.abc import Mapping

import pandas as pd

from scenarios.observed import Observed

COLUMNS = [
    *("outcome", "area", "target", "name_nl", "name_en", "year", "value", "reached", "met", "gap", "reached_in"),
    *("compare", "why_nl", "why_en", "source", "unit"),
]
# A value that would be written the same as the target meets it.
SAME = 0.005


def judged(frame: pd.DataFrame, observed: Observed) -> pd.DataFrame:
    """One row a target that an outcome answers; `gap` is the model's value minus the target, in the target's unit."""
    asked = observed["targets"]
    frame = frame[frame["outcome"].isin(asked["outcome"])]
    paths: dict[tuple[str, str], dict[int, float]] = {}
    rows = (frame[name].tolist() for name in ("outcome", "area", "year", "mid"))
    for outcome, area, year, value in zip(*rows, strict=True):
        paths.setdefault((outcome, area), {})[year] = value
    table = []
    for target in asked.to_dict("records"):
        path = paths.get((target["outcome"], target["area"]), {})
        if (reached := path.get(target["year"])) is not None:
            met = {year: _meets(value, target["value"], target["compare"]) for year, value in path.items()}
            told = {"reached": reached, "met": met[target["year"]], "gap": reached - target["value"]}
            table.append({**target, **told, "reached_in": _lasting(met)})
    return pd.DataFrame(table, columns=COLUMNS).astype({"reached_in": "Int64"})


def _meets(value: float, target: float, compare: str) -> bool:
    return value <= target + SAME if compare == "at_most" else value >= target - SAME


def _lasting(met: Mapping[int, bool]) -> int | None:
    """The first year from which the target is met in all later years too: touching it once is not reaching it."""
    first = None
    for year in sorted(met, reverse=True):
        if not met[year]:
            break
        first = year
    return first
