"""The targets that partners set, held against the model: met or missed, by how much, and when reached."""

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
        path = pd.Series(paths.get((target["outcome"], target["area"]), {}), dtype=float).sort_index()
        if target["year"] not in path.index:
            continue
        reached = float(path[target["year"]])
        gap = reached - target["value"]
        met = path <= target["value"] + SAME if target["compare"] == "at_most" else path >= target["value"] - SAME
        # A year counts once the target is met there and in all later years: touching it once is not reaching it.
        lasting = met[::-1].cummin()[::-1]
        first = lasting.index[lasting].min() if lasting.any() else None
        table.append({**target, "reached": reached, "met": bool(met[target["year"]]), "gap": gap, "reached_in": first})
    found = pd.DataFrame(table, columns=COLUMNS)
    return found.astype({"reached_in": "Int64"})
