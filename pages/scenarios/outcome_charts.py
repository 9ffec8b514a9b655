"""One outcome in each scenario: the course on one scale, the sentences, the differences, and the map of them."""

from collections.abc import Sequence
from functools import partial

import pandas as pd
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
from scenarios.outcomes import Outcome
from scenarios.parameters import parameters
from scenarios.scenario import Scenario
from shell import arithmetic, components
from shell.briefing import collect
from shell.url_state import choose

YEARS = ("2030", "2035", "2040", "2045", "2050")
# The table has room for the band and the difference of three of them.
TABLED = (2030, 2040, 2050)


def outcome_panels(t: Words) -> None:
    """Small multiples of one outcome on one scale, the key sentences, the differences, and the map of them."""
    outcome, place, year = choose_outcome_and_year(t)
    scenarios = session.scenario_set_now().scenarios
    base = outcome_rows(baseline(), outcome.key, place)
    rows = [outcome_rows(result(scenario), outcome.key, place) for scenario in scenarios]
    heading = f"{t.of(outcome.label)}, {place_names(t)[place]}"
    components.subheading(heading)
    told = [
        _said(scenario, mine, base, outcome, place, int(year), t)
        for scenario, mine in zip(scenarios, rows, strict=True)
    ]
    active = session.scenario_set_now().active
    components.key_message(told[active])
    components.note(*(text for position, text in enumerate(told) if position != active), links=False)
    components.note(
        _resting(scenarios[active], outcome, place, int(year), t), _closing(scenarios, outcome, t), links=False
    )
    goals = target_marks(outcome.key, place, t)
    span = scenario_panels.value_range([base, *rows], goals)
    unit, panels = t.of(outcome.unit), []
    for position, (column, scenario, mine) in enumerate(zip(st.columns(len(rows)), scenarios, rows, strict=True)):
        with column:
            name = scenario_title(scenario, t)
            look = {"span": span, "place": position, "targets": goals, "legend": False, "height": 300}
            figure, alt = outcome_figure(scenario, outcome, mine, base, f"{heading}: {name}", look, t)
            collect.set_message(told[position])
            counted = assumption_counts(scenario).get((outcome.key, place))
            components.show(
                figure,
                key=f"studio-panel-{position}",
                alt=alt,
                source=source_line(t, counted),
                title=f"{name}: {heading}",
                # With the legend that the page has under all panels.
                slide_figure=partial(join_panels, [figure], unit=unit),
            )
            panels.append((figure, alt))
    components.note(t("studio.panels"))
    collect.set_message(_beside(base, rows, outcome, int(year), t))
    alt = " ".join(alt for _, alt in panels)
    # For a slide all beside each other: one panel alone does not compare.
    drawn = [figure for figure, _ in panels]
    collect.offer_exhibit(
        "chart",
        "studio-panels",
        lambda: {"figure": join_panels(drawn, unit=unit)},
        title=heading,
        alt=alt,
        source=source_line(t, assumption_counts(scenarios[active]).get((outcome.key, place))),
    )
    differences(outcome, base, rows, t)
    difference_map.differences(outcome, int(year), t)


def _beside(base: pd.DataFrame, rows: list[pd.DataFrame], outcome: Outcome, year: int, t: Words) -> str:
    """What every scenario gives in a year, in one sentence: the message of all panels together."""
    names = [t("studio.baseline"), *(scenario_title(one, t) for one in session.scenario_set_now().scenarios)]
    values = [mine.loc[mine["year"] == year, "mid"] for mine in (base, *rows)]
    told = [
        f"{name} {t.number(float(value.iloc[0]), outcome.decimals)}"
        for name, value in zip(names, values, strict=True)
        if len(value)
    ]
    return t("studio.beside", year=year, told="; ".join(told), unit=t.of(outcome.unit)) if told else ""


def _said(
    scenario: Scenario, mine: pd.DataFrame, base: pd.DataFrame, outcome: Outcome, place: str, year: int, t: Words
) -> str:
    away = difference(scenario)
    away = away[(away["outcome"] == outcome.key) & (away["place"] == place) & (away["year"] == year)]
    ours, before = (table[table["year"] == year] for table in (mine, base))
    return describe_outcome(scenario_title(scenario, t), year, outcome, ours, before, away, t)


def _resting(scenario: Scenario, outcome: Outcome, place: str, year: int, t: Words) -> str:
    """What stands behind the figure: how many assumptions, how many without a source, and which weighs most."""
    counted = assumption_counts(scenario).get((outcome.key, place))
    moved = effects(scenario, outcome.key, year, place)
    if not counted or not len(moved):
        return ""
    heaviest = parameter_name(parameters()[moved["parameter"].iloc[0]], t)
    return t("studio.resting", own=counted.own, of=counted.assumptions, sign=OWN, name=heaviest)


def _closing(scenarios: Sequence[Scenario], outcome: Outcome, t: Words) -> str:
    return "; ".join(
        f"{scenario_title(one, t)}: {told}" for one in scenarios if (told := explain_uncounted(one, outcome, t))
    )


def differences(outcome: Outcome, base: pd.DataFrame, rows: list[pd.DataFrame], t: Words) -> None:
    """Every scenario and the baseline by year: the value, its band, and how far from the baseline."""
    table = []
    before = base.set_index("year")["mid"]
    names = [t("studio.baseline"), *(scenario_title(one, t) for one in session.scenario_set_now().scenarios)]
    for name, mine in zip(names, [base, *rows], strict=True):
        kept = mine.set_index("year")
        cells = []
        for year in TABLED:
            if year not in kept.index:
                cells.append("–")
                continue
            row = kept.loc[year]
            low, high = (t.number(row[edge], outcome.decimals) for edge in ("low", "high"))
            cell = f"{t.number(row['mid'], outcome.decimals)} ({low} – {high})"
            if mine is not base:
                away = arithmetic.difference(row["mid"], before[year], outcome.decimals)
                cell += f" · {t.number(away, outcome.decimals, signed=True)}"
            cells.append(cell)
        table.append([name, *cells])
    caption = t("studio.differences", outcome=t.of(outcome.label), unit=t.of(outcome.unit))
    components.table(
        [t("studio.scenario"), *map(str, TABLED)], table, key="studio_courses-differences", caption=caption
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
