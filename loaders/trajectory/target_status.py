"""The verdict on a target on a given day: the only place where it is derived, for every page.

A target that stands in the register and in port_targets (links.yaml) is judged once, by the measured series
that port_targets names. Only full years are judged.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from loaders.trajectory.links import links

STATUSES = ("reached", "not_held", "missed", "no_figure", "open", "undated", "later", "postponed")
# A target that was given up or moved is not judged by what was measured.
WITHDRAWN = ("later", "postponed")
AT_MOST = ("at_most", "less", "less_pct", "less_range", "less_up_to")


def target_status(row: Mapping[Any, Any], figures: Mapping[int, float], today: date) -> str:
    """One of STATUSES, or empty for what is no target.

    row      status, sign, value, year of the register; of a target in port_targets `value` in the unit of its series
    figures  the comparable full years after the base year: year to value; empty where there are none

    A figure of the target year decides. Was it met then, but not in the newest full year, it is "not_held".
    An open target without a year is "undated": it is never due.
    """
    if row["status"] in ("", *WITHDRAWN):
        return str(row["status"])
    if pd.isna(row["year"]):
        return "undated" if row["status"] == "open" else str(row["status"])
    year = int(row["year"])
    if year in figures and pd.notna(row["value"]):
        met = {at: meets(value, row["value"], row["sign"]) for at, value in figures.items() if at >= year}
        return "missed" if not met[year] else "reached" if met[max(met)] else "not_held"
    if row["status"] in ("open", "no_figure"):
        return "no_figure" if year < today.year else "open"
    return str(row["status"])


def meets(value: float, aim: float, sign: str) -> bool:
    """Whether a figure meets a target of the register's `sign`; what is to grow meets it at or above."""
    return value <= aim if sign in AT_MOST else value >= aim


def aim(row: Mapping[Any, Any], base: float) -> float | None:
    """The value that a target of the register means in the unit of its base: 35 % less than 100 is 65."""
    if pd.isna(row["value"]):
        return None
    value = float(row["value"])
    if row["sign"] == "less_pct":
        return base * (1 - value / 100)
    return base - value if row["sign"] in ("less", "less_up_to") else value


def linked(target: str) -> str:
    """The key in port_targets of a target of the register; empty where it is not there."""
    return links().targets.get(target, "")
