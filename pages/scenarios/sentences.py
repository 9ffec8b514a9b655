"""What a comparison says, in one sentence: more or less than the baseline, by how much, and within which band."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from i18n.translator import Words
from scenarios.industry import closures
from scenarios.outcomes import Outcome
from scenarios.scenario import Scenario
from shell import arithmetic

# Shares and indices are compared in points; per cent of a per cent is a trap.
POINTS = ("pct", "index", "points")
# A value so near to an end of its band, as a part of the band, lies at that end.
EDGE = 0.05


def lower_first(label: str) -> str:
    """A label inside a sentence: a small letter first, unless the word is a name or an abbreviation."""
    return label[:1].lower() + label[1:] if label[1:2].islower() or label[1:2] == "-" else label


def describe_outcome(
    name: str,
    year: int,
    outcome: Outcome,
    ours: pd.DataFrame,
    before: pd.DataFrame,
    away: pd.DataFrame,
    t: Words,
) -> str:
    """What a scenario gives in a year, beside the baseline.

    ours, before  the rows of that year in the scenario and in the baseline: column mid; none where there is no figure
    away          the row of the difference: columns low, mid, high
    """
    told = {"year": year, "name": name, "outcome": t.of(outcome.label)}
    if not len(ours) or not len(before) or not len(away):
        return t("studio.says_nothing", **told | {"outcome": lower_first(t.of(outcome.label))})
    base, row = float(before["mid"].iloc[0]), away.iloc[0]
    told["value"] = f"{t.number(ours['mid'].iloc[0], outcome.decimals)} {t.of(outcome.unit)}"
    if abs(row["mid"]) < 0.5 * 10**-outcome.decimals:
        return t("studio.says_same", **told)
    relative = base > 0 and outcome.unit_key not in POINTS
    factor, decimals, unit = (100 / base, 1, "%") if relative else (1.0, outcome.decimals, t.of(outcome.unit))
    side = "more" if row["mid"] > 0 else "less"
    if row["low"] >= 0 or row["high"] <= 0:
        low, high = sorted((abs(row["low"]), abs(row["high"])))
        edges = [t.number(edge * factor, decimals) for edge in (low, high)]
    else:
        # A band over both sides of zero keeps its signs: it may be more, it may be less.
        edges = [t.number(row[edge] * factor, decimals, signed=True) for edge in ("low", "high")]
    change = f"{t.number(abs(row['mid']) * factor, decimals)} {unit}"
    said = t(f"studio.says_{side}", **told, change=change, band=f"{edges[0]} – {edges[1]} {unit}")
    return f"{said} {t(f'studio.says_{edge}')}" if (edge := is_skewed(row)) and edges[0] != edges[1] else said


def target_decimals(row: Mapping[Any, Any], outcome: Outcome) -> int:
    """The decimals for a target and what the model reaches: more where a missed target would be printed as met."""
    if row["met"]:
        return outcome.decimals
    return arithmetic.decimals_apart(row["reached"], row["value"], outcome.decimals)


def is_skewed(away: Mapping[Any, Any]) -> str:
    """Whether a difference lies at an end of its own band: then about nine of ten draws give less, or more, of it.

    away  mid, low and high of the difference
    """
    span = away["high"] - away["low"]
    near_low, near_high = away["mid"] - away["low"] <= EDGE * span, away["high"] - away["mid"] <= EDGE * span
    if not span or near_low == near_high:
        return ""
    return "at_most" if near_low == (away["mid"] < 0) else "at_least"


def describe_draws(target: Mapping[Any, Any], t: Words) -> str:
    """In how many draws a target is met, where that adds something: not for one that is missed in all."""
    share = target["draws_met"]
    if pd.isna(share) or not (target["met"] or share >= 0.5):
        return ""
    return t("studio.in_draws", count=t.number(share))


def explain_uncounted(scenario: Scenario, outcome: Outcome, t: Words) -> str:
    """What a scenario that closes a plant leaves out of this outcome: jobs and value added."""
    touched = outcome.chain == "economy" or outcome.key in ("jobs_index", "labour_balance")
    return t("studio.no_jobs_on") if touched and closures(scenario.changes) else ""
