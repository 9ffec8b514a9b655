"""Sentences about a comparison: more or less than the baseline, by how much, and within which band."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from i18n.translator import Words
from scenarios.outcomes import Outcome
from shell.exhibits import arithmetic

# Shares and indices are compared in points: per cent of a per cent misleads.
POINTS = ("pct", "index", "points")
# A value lies at an end of its band within this fraction of the band's width.
EDGE = 0.05


def lower_first(label: str) -> str:
    """A label inside a sentence: its first letter lower case, unless the word is a name or an abbreviation."""
    return label[:1].lower() + label[1:] if label[1:2].islower() or label[1:2] == "-" else label


def describe_outcome(
    name: str,
    year: int,
    outcome: Outcome,
    rows: pd.DataFrame,
    base_rows: pd.DataFrame,
    differences: pd.DataFrame,
    t: Words,
) -> str:
    """The outcome of a scenario in a year, compared with the baseline.

    rows, base_rows  the row of that year in the scenario and in the baseline, column mid; empty without a figure
    differences      the row of the difference: columns low, mid, high
    """
    texts = {"year": year, "name": name, "outcome": t.of(outcome.label)}
    if not len(rows) or not len(base_rows) or not len(differences):
        return t("studio.says_nothing", **texts | {"outcome": lower_first(t.of(outcome.label))})
    base, row = float(base_rows["mid"].iloc[0]), differences.iloc[0].to_dict()
    texts["value"] = f"{t.number(rows['mid'].iloc[0], outcome.decimals)} {t.of(outcome.unit)}"
    if abs(row["mid"]) < 0.5 * 10**-outcome.decimals:
        return t("studio.says_same", **texts)
    relative = base > 0 and outcome.unit_key not in POINTS
    factor, decimals, unit = (100 / base, 1, "%") if relative else (1.0, outcome.decimals, t.of(outcome.unit))
    side = "more" if row["mid"] > 0 else "less"
    if row["low"] >= 0 or row["high"] <= 0:
        low, high = sorted((abs(row["low"]), abs(row["high"])))
        edges = [t.number(edge * factor, decimals) for edge in (low, high)]
    else:
        # A band on both sides of zero keeps its signs.
        edges = [t.number(row[edge] * factor, decimals, signed=True) for edge in ("low", "high")]
    change = f"{t.number(abs(row['mid']) * factor, decimals)} {unit}"
    sentence = t(f"studio.says_{side}", **texts, change=change, band=f"{edges[0]} – {edges[1]} {unit}")
    edge = is_skewed(row)
    return f"{sentence} {t(f'studio.says_{edge}')}" if edge and edges[0] != edges[1] else sentence


def target_decimals(row: Mapping[Any, Any], outcome: Outcome) -> int:
    """The decimals for a target and what the model reaches: more of them where a missed target would print as met."""
    if row["met"]:
        return outcome.decimals
    return arithmetic.decimals_apart(row["reached"], row["value"], outcome.decimals)


def is_skewed(difference: Mapping[Any, Any]) -> str:
    """The end of its band at which a difference lies; empty where it lies inside.

    at_most   about nine of ten draws are smaller
    at_least  about nine of ten draws are larger
    difference  its mid, low and high
    """
    span = difference["high"] - difference["low"]
    near_low, near_high = (
        difference["mid"] - difference["low"] <= EDGE * span,
        difference["high"] - difference["mid"] <= EDGE * span,
    )
    if not span or near_low == near_high:
        return ""
    return "at_most" if near_low == (difference["mid"] < 0) else "at_least"


def describe_draws(target: Mapping[Any, Any], t: Words) -> str:
    """In how many draws a target is met; empty without draws and for a target that is missed in all of them."""
    share = target["draws_met"]
    if pd.isna(share) or not (target["met"] or share >= 0.5):
        return ""
    return t("studio.in_draws", count=t.number(share))


def explain_clipped(clipped: Mapping[int, float], outcome: Outcome, t: Words) -> str:
    """The note that measures would avoid more than their sites still emit; empty where all of them counts.

    clipped  year to Mt of an effect that does not count
    """
    if outcome.key not in ("emissions", "emissions_avoided"):
        return ""
    parts = [
        t("studio.clipped_year", year=year, value=t.number(value, outcome.decimals))
        for year, value in clipped.items()
        if value >= 0.5 * 10**-outcome.decimals
    ]
    return t("studio.clipped", parts="; ".join(parts)) if parts else ""
