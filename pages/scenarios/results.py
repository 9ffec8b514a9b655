"""What the active scenario gives: the goal figures, always in view, and the course of one outcome."""

from collections.abc import Callable, Mapping, Sequence
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
from shell import arithmetic, components
from shell.briefing import collect
from shell.frame import error_boundary
from shell.url_state import choose

YEARS = (2030, 2050)
HEAD = ("period.label", "studio.goal_value", "studio.goal_off")


def results(t: Words) -> None:
    """Goal figures and one chart. What a change moves is drawn anew by name; words and choices stay as they are."""
    _part(RESULTS, goals, t)
    components.note(t("studio.goals_note"))

    def chosen() -> None:
        with error_boundary(t, "studio outcome"):
            outcome, place = choose_outcome(t)
            _part(COURSE, partial(chart, outcome, place), t)

    st.fragment(chosen)()


def _part(name: str, draws: Callable[[Words], None], t: Words) -> None:
    def drawn() -> None:
        with error_boundary(t, name):
            draws(t)

    st.fragment(drawn, key=name)()


def goals(t: Words) -> None:
    """The goal figures of 2030 and 2050: value, band, difference to the baseline, target."""
    scenario = session.scenario_set_now().now
    ours, base = _wanted(result(scenario).frame), _wanted(baseline().frame)
    targets = result(scenario).targets.to_dict("records")
    places_of = places_by_outcome()
    cards = "".join(
        _card(scenario, outcomes()[key], places_of[key][0], ours, base, targets, t) for key in GOALS if key in places_of
    )
    heading = t("studio.goals", name=scenario_title(scenario, t))
    count = count_adjusted(scenario)
    told = t("studio.adjusted", count=count, of=len(parameters())) if count else ""
    collect.set_title(heading)
    # One piece: each element of its own carries a hundred bytes of wrapping.
    note = f'<p class="note">{escape(told)}</p>' if told else ""
    st.html(f'<h2 class="part">{escape(heading)}</h2>{note}<div class="goals">{cards}</div>')
    collect.offer_exhibit("table", "studio-goals", lambda: _listed(ours, base, targets, t), source=source_line(t))


def _listed(
    ours: Mapping[tuple[str, str, int], Mapping[Any, Any]],
    base: Mapping[tuple[str, str, int], Mapping[Any, Any]],
    targets: Sequence[Mapping[Any, Any]],
    t: Words,
) -> dict[str, Any]:
    """The goal figures as a table: an outcome and year a row."""
    rows = []
    for outcome in (outcomes()[key] for key in GOALS if key in places_by_outcome()):
        place = places_by_outcome()[outcome.key][0]
        label = f"{t.of(outcome.label)} ({t.of(outcome.unit)})"
        met = " ".join(describe_targets(targets, outcome, place, t))
        for key in ((outcome.key, place, year) for year in YEARS):
            if key in ours and key in base:
                value, band, change = _told(ours[key], base[key], outcome, t)
                rows.append([label, str(key[2]), f"{value} ({band})", change, met or "–"])
    head = [t(key) for key in ("studio.outcome", *HEAD, "studio.view_targets")]
    return {"head": head, "rows": rows, "caption": ""}


def _told(row: Mapping[Any, Any], base: Mapping[Any, Any], outcome: Outcome, t: Words) -> tuple[str, str, str]:
    """The value of a goal figure, its band, and its difference to the baseline."""
    value, low, high = (t.number(row[edge], outcome.decimals) for edge in ("mid", "low", "high"))
    away = arithmetic.difference(row["mid"], base["mid"], outcome.decimals)
    change = t.number(away, outcome.decimals, signed=True) if away else t("studio.as_base")
    return value, f"{low} – {high}", change


def _wanted(frame: pd.DataFrame) -> dict[tuple[str, str, int], dict[Any, Any]]:
    """The rows of the goal figures by outcome, place and year: looked for once, not once a card."""
    rows = frame[frame["year"].isin(YEARS) & frame["outcome"].isin(GOALS)]
    return {(row["outcome"], row["place"], row["year"]): row for row in rows.to_dict("records")}


def _card(
    scenario: Scenario,
    outcome: Outcome,
    place: str,
    ours: Mapping[tuple[str, str, int], Mapping[Any, Any]],
    base: Mapping[tuple[str, str, int], Mapping[Any, Any]],
    targets: Sequence[Mapping[Any, Any]],
    t: Words,
) -> str:
    keys = [(outcome.key, place, year) for year in YEARS]
    lines = "".join(_line(ours[key], base[key], outcome, t) for key in keys if key in ours and key in base)
    told = [*describe_targets(targets, outcome, place, t), explain_uncounted(scenario, outcome, t)]
    notes = "".join(f"<p>{escape(text)}</p>" for text in told if text)
    head = "".join(f'<th scope="col">{escape(t(key))}</th>' for key in HEAD)
    return (
        f'<section class="card"><h3>{escape(t.of(outcome.label))}</h3><p>{escape(t.of(outcome.unit))}</p>'
        f'<table><thead class="hidden"><tr>{head}</tr></thead><tbody>{lines}</tbody></table>{notes}</section>'
    )


def _line(row: Mapping[Any, Any], base: Mapping[Any, Any], outcome: Outcome, t: Words) -> str:
    """A year of a goal figure: the value with its band, and the difference to the baseline."""
    value, band, change = _told(row, base, outcome, t)
    kind = ' class="same"' if change == t("studio.as_base") else ""
    return (
        f'<tr><th scope="row">{row["year"]}</th><td><b>{escape(value)}</b> <small>{escape(band)}</small></td>'
        f"<td{kind}>{escape(change)}</td></tr>"
    )


def describe_targets(targets: Sequence[Mapping[Any, Any]], outcome: Outcome, place: str, t: Words) -> list[str]:
    """The targets of an outcome in words: met or missed, by how much, and in how many draws."""
    told = []
    for row in targets:
        if (row["outcome"], row["place"]) == (outcome.key, place):
            word = "studio.goal_met" if row["met"] else "studio.goal_missed"
            decimals = target_decimals(row, outcome)
            target = t.number(row["value"], decimals)
            gap = t.number(abs(arithmetic.difference(row["reached"], row["value"], decimals)), decimals)
            told.append(t(word, target=target, year=row["year"], gap=gap) + describe_draws(row, t))
    return told


def chart(outcome: Outcome, place: str, t: Words) -> None:
    """The course of a chosen outcome in the active scenario, the baseline grey behind it."""
    desk = session.scenario_set_now()
    rows, base = (outcome_rows(one, outcome.key, place) for one in (result(desk.now), baseline()))
    targets = target_marks(outcome.key, place, t)
    heading = f"{t.of(outcome.label)}, {place_names(t)[place]}: {scenario_title(desk.now, t)}"
    span = scenario_panels.value_range([rows, base], targets)
    look = {"span": span, "place": desk.active, "targets": targets, "height": 360}
    figure, alt = outcome_figure(desk.now, outcome, rows, base, heading, look, t)
    counted = assumption_counts(desk.now).get((outcome.key, place))
    components.show(figure, key="studio-course", alt=alt, source=source_line(t, counted), title=heading)


def outcome_figure(
    scenario: Scenario,
    outcome: Outcome,
    rows: pd.DataFrame,
    base: pd.DataFrame,
    heading: str,
    look: Mapping[str, Any],
    t: Words,
) -> tuple[go.Figure, str]:
    """The course of an outcome in a scenario, and the same in words; `look`: how scenario_panels draws it."""
    told: dict[str, Any] = {"words": t, "unit": t.of(outcome.unit), "decimals": outcome.decimals}
    told["names"] = legend_names(scenario, t)
    return scenario_panels.panel(rows, base, **told, **look), scenario_panels.describe(
        rows, base, title=heading, **told
    )


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
        place = choose("area", {one: names[one] for one in places_of[key]}, label=t("table.place"), words=t)
    return outcome, place
