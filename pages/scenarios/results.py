"""The results of the active scenario: the key outcomes, always in view, and one outcome over the years."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from charts import scenario_panels
from i18n.translator import Words
from pages.scenarios import session
from pages.scenarios.model_runs import (
    GOALS,
    assumption_counts,
    baseline,
    legend_names,
    outcome_rows,
    place_names,
    places_by_outcome,
    result,
    scenario_title,
    source_line,
    target_marks,
)
from pages.scenarios.scenario_set import count_adjusted
from pages.scenarios.sentences import describe_draws, explain_uncounted, target_decimals
from pages.scenarios.session import COURSE, RESULTS
from scenarios.outcomes import Outcome, outcomes
from scenarios.parameters import parameters
from scenarios.scenario import Scenario
from shell import components
from shell.briefing import collect
from shell.exhibits import arithmetic
from shell.frame import error_boundary
from shell.url_state import choose

YEARS = (2030, 2050)
# Rows of a result by outcome, place and year.
Rows = Mapping[tuple[str, str, int], Mapping[Any, Any]]
HEAD = ("period.label", "studio.goal_value", "studio.goal_off")


def results(t: Words) -> None:
    """Key outcomes and one chart, each a fragment that a change redraws; the choice of outcome is not redrawn."""
    _part(RESULTS, goals, t)
    components.note(t("studio.goals_note"))

    def chosen() -> None:
        with error_boundary(t, "studio outcome"):
            outcome, place = choose_outcome(t)
            _part(COURSE, partial(chart, outcome, place), t)

    st.fragment(chosen)()


def _part(name: str, draws: Callable[[Words], None], t: Words) -> None:
    def draw() -> None:
        with error_boundary(t, name):
            draws(t)

    st.fragment(draw, key=name)()


@dataclass(frozen=True)
class KeyOutcomes:
    """The key outcomes of a scenario and of the baseline, by outcome, place and year, and the scenario's targets."""

    scenario: Scenario
    rows: Rows
    base: Rows
    targets: Sequence[Mapping[Any, Any]]


def goals(t: Words) -> None:
    """The key outcomes of 2030 and 2050: value, band, difference to the baseline, target."""
    scenario = session.scenario_set_now().active_scenario
    run = result(scenario)
    shown = KeyOutcomes(scenario, _key_rows(run.frame), _key_rows(baseline().frame), run.targets.to_dict("records"))
    places_of = places_by_outcome()
    cards = "".join(_card(shown, outcomes()[key], places_of[key][0], t) for key in GOALS if key in places_of)
    heading = t("studio.goals", name=scenario_title(scenario, t))
    count = count_adjusted(scenario)
    adjusted = t("studio.adjusted", count=count, of=len(parameters())) if count else ""
    collect.set_title(heading)
    # One st.html for all: each element of its own is sent with a hundred bytes of wrapping.
    note = f'<p class="note">{escape(adjusted)}</p>' if adjusted else ""
    st.html(f'<h2 class="part">{escape(heading)}</h2>{note}<div class="goals">{cards}</div>')
    collect.offer_exhibit("table", "studio-goals", lambda: _table(shown, t), source=source_line(t))


def _table(shown: KeyOutcomes, t: Words) -> dict[str, Any]:
    """The key outcomes as a table: one row per outcome and year."""
    body = []
    for outcome in (outcomes()[key] for key in GOALS if key in places_by_outcome()):
        place = places_by_outcome()[outcome.key][0]
        label = f"{t.of(outcome.label)} ({t.of(outcome.unit)})"
        met = " ".join(describe_targets(shown.targets, outcome, place, t))
        for key in ((outcome.key, place, year) for year in YEARS):
            if key in shown.rows and key in shown.base:
                value, band, change = _format_row(shown.rows[key], shown.base[key], outcome, t)
                body.append([label, str(key[2]), f"{value} ({band})", change, met or "–"])
    head = [t(key) for key in ("studio.outcome", *HEAD, "studio.view_targets")]
    return {"head": head, "rows": body, "caption": ""}


def _format_row(row: Mapping[Any, Any], base: Mapping[Any, Any], outcome: Outcome, t: Words) -> tuple[str, str, str]:
    """Value, band and difference to the baseline of a key outcome, as texts."""
    value, low, high = (t.number(row[edge], outcome.decimals) for edge in ("mid", "low", "high"))
    difference = arithmetic.difference(row["mid"], base["mid"], outcome.decimals)
    change = t.number(difference, outcome.decimals, signed=True) if difference else t("studio.as_base")
    return value, f"{low} – {high}", change


def _key_rows(frame: pd.DataFrame) -> Rows:
    """The rows of the key outcomes by outcome, place and year: one selection for all cards."""
    rows = frame[frame["year"].isin(YEARS) & frame["outcome"].isin(GOALS)]
    return {(row["outcome"], row["place"], row["year"]): row for row in rows.to_dict("records")}


def _card(shown: KeyOutcomes, outcome: Outcome, place: str, t: Words) -> str:
    keys = [(outcome.key, place, year) for year in YEARS]
    lines = "".join(
        _line(shown.rows[key], shown.base[key], outcome, t) for key in keys if key in shown.rows and key in shown.base
    )
    texts = [*describe_targets(shown.targets, outcome, place, t), explain_uncounted(shown.scenario, outcome, t)]
    notes = "".join(f"<p>{escape(text)}</p>" for text in texts if text)
    head = "".join(f'<th scope="col">{escape(t(key))}</th>' for key in HEAD)
    return (
        f'<section class="card"><h3>{escape(t.of(outcome.label))}</h3><p>{escape(t.of(outcome.unit))}</p>'
        f'<table><thead class="hidden"><tr>{head}</tr></thead><tbody>{lines}</tbody></table>{notes}</section>'
    )


def _line(row: Mapping[Any, Any], base: Mapping[Any, Any], outcome: Outcome, t: Words) -> str:
    """One year of a key outcome: the value with its band, and the difference to the baseline."""
    value, band, change = _format_row(row, base, outcome, t)
    kind = ' class="same"' if change == t("studio.as_base") else ""
    return (
        f'<tr><th scope="row">{row["year"]}</th><td><b>{escape(value)}</b> <small>{escape(band)}</small></td>'
        f"<td{kind}>{escape(change)}</td></tr>"
    )


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


def chart(outcome: Outcome, place: str, t: Words) -> None:
    """The chosen outcome over the years in the active scenario, with the baseline in grey."""
    current = session.scenario_set_now()
    rows, base = (outcome_rows(run, outcome.key, place) for run in (result(current.active_scenario), baseline()))
    targets = target_marks(outcome.key, place, t)
    heading = f"{t.of(outcome.label)}, {place_names(t)[place]}: {scenario_title(current.active_scenario, t)}"
    span = scenario_panels.value_range([rows, base], targets)
    view = scenario_panels.PanelView(span, current.active, targets, height=360)
    figure, alt = outcome_figure(current.active_scenario, outcome, rows, base, heading, view, t)
    counted = assumption_counts(current.active_scenario).get((outcome.key, place))
    components.show(figure, key="studio-course", alt=alt, source=source_line(t, counted), title=heading)


def outcome_figure(
    scenario: Scenario,
    outcome: Outcome,
    rows: pd.DataFrame,
    base: pd.DataFrame,
    heading: str,
    view: scenario_panels.PanelView,
    t: Words,
) -> tuple[go.Figure, str]:
    """The chart of an outcome in a scenario, and its alt text."""
    shared: dict[str, Any] = {"words": t, "unit": t.of(outcome.unit), "decimals": outcome.decimals}
    shared["names"] = legend_names(scenario, t)
    figure = scenario_panels.panel(rows, base, **shared, view=view)
    return figure, scenario_panels.describe(rows, base, title=heading, **shared)


def choose_outcome(t: Words) -> tuple[Outcome, str]:
    """Which outcome and which place the reader wants to see."""
    left, right = st.columns([7, 5], gap="small")
    places_of = places_by_outcome()
    with left:
        options = {key: t.of(outcomes()[key].label) for key in places_of}
        key = choose("outcome", options, label=t("studio.outcome"), words=t, default="emissions")
    outcome = outcomes()[key]
    with right:
        names = place_names(t)
        place = choose("area", {place: names[place] for place in places_of[key]}, label=t("table.place"), words=t)
    return outcome, place
