"""One outcome in every scenario: sentences, charts on one scale, the table of differences, and their map."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from charts import scenario_panels
from charts.panel_grid import join_panels
from i18n.translator import Words
from pages.scenarios import difference_map, session
from pages.scenarios.controls import OWN, parameter_name
from pages.scenarios.model_runs import (
    assumption_counts,
    baseline,
    difference,
    effects,
    outcome_rows,
    place_names,
    result,
    scenario_title,
    source_line,
    target_marks,
)
from pages.scenarios.results import choose_outcome, outcome_figure
from pages.scenarios.sentences import describe_outcome, explain_uncounted
from scenarios.assumption_counts import AssumptionCount
from scenarios.outcomes import Outcome
from scenarios.parameters import parameters
from scenarios.scenario import Scenario
from shell import components
from shell.briefing import collect
from shell.exhibits import arithmetic
from shell.url_state import choose

YEARS = ("2030", "2035", "2040", "2045", "2050")
# The years of the table, which has room for three with their bands and differences.
TABLE_YEARS = (2030, 2040, 2050)


def outcome_panels(t: Words) -> None:
    """One outcome in every scenario: sentences, small multiples on one scale, the differences, and their map."""
    outcome, place, chosen_year = choose_outcome_and_year(t)
    year = int(chosen_year)
    shown = _shown_outcome(outcome, place, t)
    components.subheading(shown.heading)
    sentences = [_sentence(index, shown, year, t) for index in range(len(shown.rows))]
    active = session.scenario_set_now().active
    components.key_message(sentences[active])
    components.note(*(text for index, text in enumerate(sentences) if index != active), links=False)
    components.note(_assumptions_note(shown, year, t), _closures_note(shown, t), links=False)
    panels = _draw_panels(shown, sentences, t)
    components.note(t("studio.panels"))
    _offer_all_panels(shown, panels, year, t)
    differences(shown, t)
    difference_map.differences(outcome, year, t)


@dataclass(frozen=True)
class ShownOutcome:
    """One outcome in one place: its rows in the baseline and in every scenario, which are those of the set."""

    outcome: Outcome
    place: str
    heading: str
    base: pd.DataFrame
    scenarios: tuple[Scenario, ...]
    rows: tuple[pd.DataFrame, ...]
    titles: tuple[str, ...]

    def counts(self, index: int) -> AssumptionCount | None:
        """How many assumptions the outcome rests on in a scenario."""
        return assumption_counts(self.scenarios[index]).get((self.outcome.key, self.place))


def _shown_outcome(outcome: Outcome, place: str, t: Words) -> ShownOutcome:
    scenarios = session.scenario_set_now().scenarios
    return ShownOutcome(
        outcome=outcome,
        place=place,
        heading=f"{t.of(outcome.label)}, {place_names(t)[place]}",
        base=outcome_rows(baseline(), outcome.key, place),
        scenarios=scenarios,
        rows=tuple(outcome_rows(result(scenario), outcome.key, place) for scenario in scenarios),
        titles=tuple(scenario_title(scenario, t) for scenario in scenarios),
    )


def _draw_panels(shown: ShownOutcome, sentences: Sequence[str], t: Words) -> list[tuple[go.Figure, str]]:
    """A chart per scenario, side by side on one scale. Returns the charts with their alt texts."""
    outcome, base = shown.outcome, shown.base
    targets = target_marks(outcome.key, shown.place, t)
    span = scenario_panels.value_range([base, *shown.rows], targets)
    panels = []
    for index, (column, scenario, rows) in enumerate(
        zip(st.columns(len(shown.rows)), shown.scenarios, shown.rows, strict=True)
    ):
        with column:
            name = shown.titles[index]
            view = scenario_panels.PanelView(span, index, targets, legend=False, height=300)
            figure, alt = outcome_figure(scenario, outcome, rows, base, f"{shown.heading}: {name}", view, t)
            collect.set_message(sentences[index])
            components.show(
                figure,
                key=f"studio-panel-{index}",
                alt=alt,
                source=source_line(t, shown.counts(index)),
                title=f"{name}: {shown.heading}",
                # On a slide with the legend, which the page has under all panels.
                slide_figure=partial(join_panels, [figure], unit=t.of(outcome.unit)),
            )
            panels.append((figure, alt))
    return panels


def _offer_all_panels(shown: ShownOutcome, panels: Sequence[tuple[go.Figure, str]], year: int, t: Words) -> None:
    """Offer all panels as one figure for a slide: one panel alone does not compare."""
    collect.set_message(_summary(shown, year, t))
    figures, unit = [figure for figure, _ in panels], t.of(shown.outcome.unit)
    collect.offer_exhibit(
        "chart",
        "studio-panels",
        lambda: {"figure": join_panels(figures, unit=unit)},
        title=shown.heading,
        alt=" ".join(alt for _, alt in panels),
        source=source_line(t, shown.counts(session.scenario_set_now().active)),
    )


def _summary(shown: ShownOutcome, year: int, t: Words) -> str:
    """The value of the baseline and of every scenario in a year, in one sentence; empty without figures."""
    outcome = shown.outcome
    values = [rows.loc[rows["year"] == year, "mid"] for rows in (shown.base, *shown.rows)]
    parts = [
        f"{name} {t.number(float(value.iloc[0]), outcome.decimals)}"
        for name, value in zip([t("studio.baseline"), *shown.titles], values, strict=True)
        if len(value)
    ]
    return t("studio.beside", year=year, told="; ".join(parts), unit=t.of(outcome.unit)) if parts else ""


def _sentence(index: int, shown: ShownOutcome, year: int, t: Words) -> str:
    """What a scenario has in a year, compared with the baseline."""
    compared = difference(shown.scenarios[index])
    compared = compared[(compared["outcome"] == shown.outcome.key) & (compared["place"] == shown.place)]
    rows, base, differences = (table[table["year"] == year] for table in (shown.rows[index], shown.base, compared))
    return describe_outcome(shown.titles[index], year, shown.outcome, rows, base, differences, t)


def _assumptions_note(shown: ShownOutcome, year: int, t: Words) -> str:
    """How many assumptions the outcome of the active scenario rests on, how many without source, and the largest."""
    active = session.scenario_set_now().active
    counts = shown.counts(active)
    moved_by = effects(shown.scenarios[active], shown.outcome.key, year, shown.place)
    if not counts or not len(moved_by):
        return ""
    largest = parameter_name(parameters()[moved_by["parameter"].iloc[0]], t)
    return t("studio.resting", own=counts.own, of=counts.assumptions, sign=OWN, name=largest)


def _closures_note(shown: ShownOutcome, t: Words) -> str:
    notes = [explain_uncounted(scenario, shown.outcome, t) for scenario in shown.scenarios]
    return "; ".join(f"{title}: {note}" for title, note in zip(shown.titles, notes, strict=True) if note)


def differences(shown: ShownOutcome, t: Words) -> None:
    """The table of the baseline and every scenario by year: the value, its band, and the difference."""
    outcome = shown.outcome
    base = {row["year"]: row for row in shown.base.to_dict("records")}
    body = []
    for name, rows in zip([t("studio.baseline"), *shown.titles], [shown.base, *shown.rows], strict=True):
        by_year = {row["year"]: row for row in rows.to_dict("records")}
        cells = []
        for year in TABLE_YEARS:
            if year not in by_year:
                cells.append("–")
                continue
            low, mid, high = (t.number(by_year[year][part], outcome.decimals) for part in ("low", "mid", "high"))
            cell = f"{mid} ({low} – {high})"
            if rows is not shown.base:
                change = arithmetic.difference(by_year[year]["mid"], base[year]["mid"], outcome.decimals)
                cell += f" · {t.number(change, outcome.decimals, signed=True)}"
            cells.append(cell)
        body.append([name, *cells])
    caption = t("studio.differences", outcome=t.of(outcome.label), unit=t.of(outcome.unit))
    components.table(
        [t("studio.scenario"), *map(str, TABLE_YEARS)], body, key="studio_courses-differences", caption=caption
    )


def choose_outcome_and_year(t: Words) -> tuple[Outcome, str, str]:
    """Which outcome, of which place, in which year."""
    left, right = st.columns([9, 4], gap="small", vertical_alignment="bottom")
    with left:
        outcome, place = choose_outcome(t)
    with right:
        years = {year: year for year in YEARS}
        year = choose("by", years, label=t("period.label"), words=t, default="2040", widget=st.select_slider)
    return outcome, place, year
