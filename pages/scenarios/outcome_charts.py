"""One outcome in each scenario: the course on one scale, the sentences, the differences, and the map of them."""

from collections.abc import Sequence
from functools import partial

import pandas as pd
import streamlit as st

from charts import scenario_panels
from charts.panel_grid import together
from i18n.translator import Words
from pages.scenarios import difference_map, session
from pages.scenarios.controls import OWN, named
from pages.scenarios.model_runs import aims, baseline, behind, course, effects, off, places, result, source, title
from pages.scenarios.results import course_drawn, pick
from pages.scenarios.sentences import sentence, uncounted
from scenarios.outcomes import Outcome
from scenarios.parameters import parameters
from scenarios.scenario import Scenario
from shell import arithmetic, components
from shell.briefing import collect
from shell.url_state import choose

YEARS = ("2030", "2035", "2040", "2045", "2050")
# The table has room for the band and the difference of three of them.
TABLED = (2030, 2040, 2050)


def courses(t: Words) -> None:
    """Small multiples of one outcome on one scale, the key sentences, the differences, and the map of them."""
    outcome, place, year = choice(t)
    scenarios = session.desk().scenarios
    base = course(baseline(), outcome.key, place)
    rows = [course(result(scenario), outcome.key, place) for scenario in scenarios]
    heading = f"{t.of(outcome.label)}, {places(t)[place]}"
    components.part(heading)
    told = [
        _said(scenario, mine, base, outcome, place, int(year), t)
        for scenario, mine in zip(scenarios, rows, strict=True)
    ]
    active = session.desk().active
    components.reading(told[active])
    components.note(*(text for position, text in enumerate(told) if position != active), links=False)
    components.note(
        _resting(scenarios[active], outcome, place, int(year), t), _closing(scenarios, outcome, t), links=False
    )
    goals = aims(outcome.key, place, t)
    span = scenario_panels.reach([base, *rows], goals)
    unit, panels = t.of(outcome.unit), []
    for position, (column, scenario, mine) in enumerate(zip(st.columns(len(rows)), scenarios, rows, strict=True)):
        with column:
            name = title(scenario, t)
            look = {"span": span, "place": position, "targets": goals, "legend": False, "height": 300}
            figure, alt = course_drawn(scenario, outcome, mine, base, f"{heading}: {name}", look, t)
            collect.said(told[position])
            counted = behind(scenario).get((outcome.key, place))
            components.show(
                figure,
                key=f"studio-panel-{position}",
                alt=alt,
                source=source(t, counted),
                title=f"{name}: {heading}",
                kept=partial(together, [figure], unit=unit),  # with the legend that the page has under all panels
            )
            panels.append((figure, alt))
    components.note(t("studio.panels"))
    collect.said(_beside(base, rows, outcome, int(year), t))
    alt = " ".join(alt for _, alt in panels)
    # For a slide all beside each other: one panel alone does not compare.
    drawn = [figure for figure, _ in panels]
    collect.offer(
        "chart",
        "studio-panels",
        lambda: {"figure": together(drawn, unit=unit)},
        title=heading,
        alt=alt,
        source=source(t, behind(scenarios[active]).get((outcome.key, place))),
    )
    differences(outcome, base, rows, t)
    difference_map.differences(outcome, int(year), t)


def _beside(base: pd.DataFrame, rows: list[pd.DataFrame], outcome: Outcome, year: int, t: Words) -> str:
    """What every scenario gives in a year, in one sentence: the message of all panels together."""
    names = [t("studio.baseline"), *(title(one, t) for one in session.desk().scenarios)]
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
    away = off(scenario)
    away = away[(away["outcome"] == outcome.key) & (away["place"] == place) & (away["year"] == year)]
    ours, before = (table[table["year"] == year] for table in (mine, base))
    return sentence(title(scenario, t), year, outcome, ours, before, away, t)


def _resting(scenario: Scenario, outcome: Outcome, place: str, year: int, t: Words) -> str:
    """What stands behind the figure: how many assumptions, how many without a source, and which weighs most."""
    counted = behind(scenario).get((outcome.key, place))
    moved = effects(scenario, outcome.key, year, place)
    if not counted or not len(moved):
        return ""
    heaviest = named(parameters()[moved["parameter"].iloc[0]], t)
    return t("studio.resting", own=counted.own, of=counted.assumptions, sign=OWN, name=heaviest)


def _closing(scenarios: Sequence[Scenario], outcome: Outcome, t: Words) -> str:
    return "; ".join(f"{title(one, t)}: {told}" for one in scenarios if (told := uncounted(one, outcome, t)))


def differences(outcome: Outcome, base: pd.DataFrame, rows: list[pd.DataFrame], t: Words) -> None:
    """Every scenario and the baseline by year: the value, its band, and how far from the baseline."""
    table = []
    before = base.set_index("year")["mid"]
    names = [t("studio.baseline"), *(title(one, t) for one in session.desk().scenarios)]
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


def choice(t: Words) -> tuple[Outcome, str, str]:
    """Which outcome, of which place, in which year."""
    left, right = st.columns([9, 4], gap="small", vertical_alignment="bottom")
    with left:
        outcome, place = pick(t)
    with right:
        years = {year: year for year in YEARS}
        year = choose("by", years, label=t("period.label"), words=t, default="2040", widget=st.select_slider)
    return outcome, place, year
