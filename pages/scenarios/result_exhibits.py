"""Exhibits of the active scenario: its key outcomes beside the baseline, and one outcome over the years."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from briefings.exhibit import Exhibit
from charts import scenario_panels
from i18n.translator import Words
from pages.scenarios.choices import PAGE, chosen_outcome, scenario_builder
from pages.scenarios.model_runs import (
    GOALS,
    assumption_counts,
    baseline,
    baseline_rows,
    legend_names,
    outcome_rows,
    place_names,
    places_by_outcome,
    result,
    scenario_title,
    source_line,
    target_marks,
)
from pages.scenarios.scenario_set import ScenarioSet
from pages.scenarios.sentences import describe_draws, target_decimals
from scenarios.observed import DISTRICT
from scenarios.outcomes import Outcome, outcomes
from scenarios.scenario import Scenario
from shell import exhibits
from shell.exhibits import arithmetic
from shell.exhibits.choices import Choices

YEARS = (2030, 2050)
# Rows of a result by outcome, place and year.
Rows = Mapping[tuple[str, str, int], Mapping[Any, Any]]
HEAD = ("period.label", "studio.goal_value", "studio.goal_off")


@dataclass(frozen=True)
class KeyOutcomes:
    """The key outcomes of a scenario and of the baseline, by outcome, place and year, and the scenario's targets.

    clipped  year to the effect of measures that does not count, in Mt
    """

    scenario: Scenario
    rows: Rows
    base: Rows
    targets: Sequence[Mapping[Any, Any]]
    clipped: Mapping[int, float]

    def years(self, outcome: Outcome, place: str) -> list[tuple[str, str, int]]:
        """The keys of the rows of an outcome that both the scenario and the baseline have."""
        keys = [(outcome.key, place, year) for year in YEARS]
        return [key for key in keys if key in self.rows and key in self.base]


def read_key_outcomes(scenario: Scenario) -> KeyOutcomes:
    """The key outcomes of a scenario."""
    run = result(scenario)
    clipped = {year: run.value("emissions_clipped", year, DISTRICT) for year in YEARS}
    rows, base = _key_rows(run.frame), _key_rows(baseline().frame)
    return KeyOutcomes(scenario, rows, base, run.targets.to_dict("records"), clipped)


def _key_rows(frame: pd.DataFrame) -> Rows:
    """The rows of the key outcomes by outcome, place and year: one selection for all."""
    rows = frame[frame["year"].isin(YEARS) & frame["outcome"].isin(GOALS)]
    return {(row["outcome"], row["place"], row["year"]): row for row in rows.to_dict("records")}


def outcomes_with_place() -> list[tuple[Outcome, str]]:
    """The key outcomes, each with its first place."""
    places_of = places_by_outcome()
    return [(outcomes()[key], places_of[key][0]) for key in GOALS if key in places_of]


@scenario_builder
def key_outcomes(scenarios: ScenarioSet, _choices: Choices, t: Words) -> Exhibit:
    """The key outcomes of 2030 and 2050: value, band, difference to the baseline, target."""
    scenario = scenarios.active_scenario
    # The page draws cards, at every change of a slider: the table is made for a slide only.
    return Exhibit(
        "studio-goals",
        PAGE,
        "table",
        t("studio.goals", name=scenario_title(scenario, t)),
        lambda: _table(read_key_outcomes(scenario), t),
        source=source_line(t),
    )


def _table(shown: KeyOutcomes, t: Words) -> dict[str, Any]:
    """The key outcomes as a table: one row per outcome and year."""
    body = []
    for outcome, place in outcomes_with_place():
        label = f"{t.of(outcome.label)} ({t.of(outcome.unit)})"
        met = " ".join(describe_targets(shown.targets, outcome, place, t))
        for key in shown.years(outcome, place):
            value, band, change = format_row(shown.rows[key], shown.base[key], outcome, t)
            body.append([label, str(key[2]), f"{value} ({band})", change, met or "–"])
    head = [t(key) for key in ("studio.outcome", *HEAD, "studio.view_targets")]
    return {"head": head, "rows": body, "caption": ""}


def format_row(row: Mapping[Any, Any], base: Mapping[Any, Any], outcome: Outcome, t: Words) -> tuple[str, str, str]:
    """Value, band and difference to the baseline of a key outcome, as texts."""
    value, low, high = (t.number(row[edge], outcome.decimals) for edge in ("mid", "low", "high"))
    difference = arithmetic.difference(row["mid"], base["mid"], outcome.decimals)
    change = t.number(difference, outcome.decimals, signed=True) if difference else t("studio.as_base")
    return value, f"{low} – {high}", change


def describe_targets(targets: Sequence[Mapping[Any, Any]], outcome: Outcome, place: str, t: Words) -> list[str]:
    """The targets of an outcome in words: met or missed, by how much, and in how many draws."""
    texts = []
    for row in targets:
        if (row["outcome"], row["place"]) == (outcome.key, place):
            word = "studio.goal_met" if row["met"] else "studio.goal_missed"
            decimals = target_decimals(row, outcome)
            target = t.number(row["value"], decimals)
            gap = t.number(abs(arithmetic.difference(row["reached"], row["value"], decimals)), decimals)
            texts.append(t(word, target=target, year=row["year"], gap=gap) + describe_draws(row, t))
    return texts


@scenario_builder
def outcome_over_time(scenarios: ScenarioSet, choices: Choices, t: Words) -> Exhibit:
    """The chosen outcome over the years in the active scenario, with the baseline in grey."""
    (outcome, place), scenario = chosen_outcome(choices, t), scenarios.active_scenario
    rows, base = outcome_rows(scenario, outcome.key, place), baseline_rows(outcome.key, place)
    targets = target_marks(outcome.key, place, t)
    title = f"{t.of(outcome.label)}, {place_names(t)[place]}: {scenario_title(scenario, t)}"
    span = scenario_panels.value_range([rows, base], targets)
    view = scenario_panels.PanelView(span, scenarios.active, targets, height=360)
    return exhibits.chart(
        "studio-course",
        PAGE,
        draw_outcome(scenario, outcome, rows, base, view, t),
        title=title,
        alt=describe_panel(scenario, outcome, rows, base, title, t),
        source=source_line(t, assumption_counts(scenario).get((outcome.key, place))),
    )


def draw_outcome(
    scenario: Scenario,
    outcome: Outcome,
    rows: pd.DataFrame,
    base: pd.DataFrame,
    view: scenario_panels.PanelView,
    t: Words,
) -> go.Figure:
    """The chart of an outcome in a scenario, from its rows and those of the baseline."""
    return scenario_panels.panel(rows, base, **_shared(scenario, outcome, t), view=view)


def describe_panel(
    scenario: Scenario, outcome: Outcome, rows: pd.DataFrame, base: pd.DataFrame, title: str, t: Words
) -> str:
    """The alternative text of that chart."""
    return scenario_panels.describe(rows, base, title=title, **_shared(scenario, outcome, t))


def _shared(scenario: Scenario, outcome: Outcome, t: Words) -> dict[str, Any]:
    unit = t.of(outcome.unit)
    return {"words": t, "unit": unit, "decimals": outcome.decimals, "names": legend_names(scenario, t)}
