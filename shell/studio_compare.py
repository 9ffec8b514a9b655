"""Scenarios side by side: one outcome on one scale, what differs from the baseline, which targets are met."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from charts import compare, tornado
from charts.panels import together
from scenarios.outcomes import Outcome, outcomes
from scenarios.parameters import own_assumption, parameters
from scenarios.scenario import Scenario
from shell import collect, draw, studio_desk, studio_map
from shell.choices import choose, choose_part
from shell.studio_bar import bar
from shell.studio_controls import OWN, bare, named
from shell.studio_reading import in_draws, sentence, uncounted, within
from shell.studio_results import course_drawn, pick
from shell.studio_runs import (
    aims,
    baseline,
    behind,
    course,
    effects,
    off,
    places,
    result,
    source,
    title,
)
from shell.studio_state import reasoned
from shell.words import Words

YEARS = ("2030", "2035", "2040", "2045", "2050")
# The table has room for the band and the difference of three of them.
TABLED = (2030, 2040, 2050)
VIEWS = ("course", "inputs", "targets", "moves")


def comparing(t: Words) -> None:
    """The scenarios on the desk beside each other, one view of them at a time."""
    bar(t)
    views = {view: t(f"studio.view_{view}") for view in VIEWS}
    view = choose_part("view", views, label=t("studio.view"), words=t)
    {"course": courses, "inputs": inputs, "targets": checks, "moves": moves}[view](t)


def courses(t: Words) -> None:
    """Small multiples of one outcome on one scale, the key sentences, the differences, and the map of them."""
    outcome, area, year = _choice(t)
    scenarios = studio_desk.desk().scenarios
    base = course(baseline(), outcome.key, area)
    rows = [course(result(scenario), outcome.key, area) for scenario in scenarios]
    heading = f"{t.of(outcome.label)}, {places(t)[area]}"
    draw.part(heading)
    told = [
        _said(scenario, mine, base, outcome, area, int(year), t) for scenario, mine in zip(scenarios, rows, strict=True)
    ]
    active = studio_desk.desk().active
    draw.reading(told[active])
    draw.note(*(text for place, text in enumerate(told) if place != active))
    draw.note(_resting(scenarios[active], outcome, area, int(year), t), _closing(scenarios, outcome, t))
    goals = aims(outcome.key, area, t)
    span = compare.reach([base, *rows], goals)
    unit, panels = t.of(outcome.unit), []
    for place, (column, scenario, mine) in enumerate(zip(st.columns(len(rows)), scenarios, rows, strict=True)):
        with column:
            name = title(scenario, t)
            look = {"span": span, "place": place, "targets": goals, "legend": False, "height": 300}
            figure, alt = course_drawn(scenario, outcome, mine, base, f"{heading}: {name}", look, t)
            collect.said(told[place])
            counted = behind(scenario).get((outcome.key, area))
            draw.show(
                figure,
                key=f"studio-panel-{place}",
                alt=alt,
                source=source(t, counted),
                title=f"{name}: {heading}",
                kept=partial(together, [figure], unit=unit),  # with the legend that the page has under all panels
            )
            panels.append((figure, alt))
    draw.note(t("studio.panels"))
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
        source=source(t, behind(scenarios[active]).get((outcome.key, area))),
    )
    differences(outcome, base, rows, t)
    studio_map.differences(outcome, int(year), t)


def _beside(base: pd.DataFrame, rows: list[pd.DataFrame], outcome: Outcome, year: int, t: Words) -> str:
    """What every scenario gives in a year, in one sentence: the message of all panels together."""
    names = [t("studio.baseline"), *(title(one, t) for one in studio_desk.desk().scenarios)]
    values = [mine.loc[mine["year"] == year, "mid"] for mine in (base, *rows)]
    told = [
        f"{name} {t.number(float(value.iloc[0]), outcome.decimals)}"
        for name, value in zip(names, values, strict=True)
        if len(value)
    ]
    return t("studio.beside", year=year, told="; ".join(told), unit=t.of(outcome.unit)) if told else ""


def _said(
    scenario: Scenario, mine: pd.DataFrame, base: pd.DataFrame, outcome: Outcome, area: str, year: int, t: Words
) -> str:
    away = off(scenario)
    away = away[(away["outcome"] == outcome.key) & (away["area"] == area) & (away["year"] == year)]
    ours, before = (table[table["year"] == year] for table in (mine, base))
    return sentence(title(scenario, t), year, outcome, ours, before, away, t)


def _resting(scenario: Scenario, outcome: Outcome, area: str, year: int, t: Words) -> str:
    """What stands behind the figure: how many assumptions, how many without a source, and which weighs most."""
    counted = behind(scenario).get((outcome.key, area))
    moved = effects(scenario, outcome.key, year, area)
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
    names = [t("studio.baseline"), *(title(one, t) for one in studio_desk.desk().scenarios)]
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
                cell += f" · {t.number(row['mid'] - before[year], outcome.decimals, signed=True)}"
            cells.append(cell)
        table.append([name, *cells])
    caption = t("studio.differences", outcome=t.of(outcome.label), unit=t.of(outcome.unit))
    draw.table([t("studio.scenario"), *map(str, TABLED)], table, caption=caption)


def inputs(t: Words) -> None:
    """Every assumption that is not the baseline's, in any of the scenarios, and why."""
    scenarios = studio_desk.desk().scenarios
    known = parameters()
    changed = [key for key in known if any(key in scenario.changes for scenario in scenarios)]
    names = [title(scenario, t) for scenario in scenarios]
    draw.part(t("studio.inputs"))
    if not changed:
        draw.reading(t("studio.inputs_none"))
        return
    draw.reading(t("studio.inputs_count", count=len(changed), of=len(known)))
    body = [
        [
            named(known[key], t),
            t.of(known[key].unit),
            bare(known[key], known[key].value, t),
            *(bare(known[key], one.changes[key], t) if key in one.changes else "–" for one in scenarios),
        ]
        for key in changed
    ]
    draw.table(
        [t("studio.assumption"), t("table.unit"), t("studio.baseline"), *names],
        body,
        caption=t("studio.inputs_caption"),
        source=source(t),
    )
    draw.note(t("studio.inputs_note"), t("studio.own_sign", sign=OWN))
    _reasons(changed, t)


def _reasons(changed: list[str], t: Words) -> None:
    """Why a preset has the values it has, as long as the scenario still has them."""
    told = []
    for scenario in studio_desk.desk().scenarios:
        for key, why in reasoned(scenario).reasons.items():
            if key in changed and key in scenario.changes:
                value = bare(parameters()[key], scenario.changes[key], t)
                reason = why if isinstance(why, str) else why.get(t.language, "")
                told.append([title(scenario, t), named(parameters()[key], t), value, reason])
    if told:
        head = [t("studio.scenario"), t("studio.assumption"), t("studio.value"), t("studio.reason")]
        draw.table(head, told, caption=t("studio.reasons"), words=True, source=source(t))


def checks(t: Words) -> None:
    """Each target in each scenario and the baseline: met or missed, by how much, and when it is reached."""
    draw.part(t("studio.targets"))
    columns = [(t("studio.baseline"), baseline().targets)]
    columns += [(title(one, t), result(one).targets) for one in studio_desk.desk().scenarios]
    first = columns[0][1].to_dict("records")
    told = "; ".join(_met(name, table, t) for name, table in columns)
    draw.reading(t("studio.targets_met", of=len(first), told=told))
    body = []
    for place, row in enumerate(first):
        outcome = outcomes()[row["outcome"]]
        limit = t(f"studio.{row['compare']}", value=t.number(row["value"], outcome.decimals), unit=t.of(outcome.unit))
        cells = [_check(table.iloc[place].to_dict(), outcome, t) for _, table in columns]
        body.append([row[f"name_{t.language}"], f"{limit} ({row['year']})", *cells])
    head = [t("studio.target"), t("studio.limit"), *(name for name, _ in columns)]
    draw.table(head, body, caption=t("studio.targets"), words=True, headed=True, source=source(t))
    draw.note(t("studio.targets_note"))
    about = [[row[f"name_{t.language}"], row[f"why_{t.language}"], row["source"]] for row in first]
    head = [t("studio.target"), t("studio.explained"), t("studio.address")]
    draw.table(head, about, caption=t("studio.targets_about"), words=True, source=source(t))


def _met(name: str, table: pd.DataFrame, t: Words) -> str:
    """How many targets a scenario meets, and how many of those in at least half of the draws."""
    met = table[table["met"]]
    if not len(met):
        return f"{name} 0"
    return t("studio.targets_of", name=name, met=len(met), sure=int((met["draws_met"] >= 50).sum()))


def _check(row: Mapping[Any, Any], outcome: Outcome, t: Words) -> str:
    """One target in one scenario: met or missed, the value, how far off, and when it is reached for good."""
    value, gap = (t.number(abs(row[key]), outcome.decimals) for key in ("reached", "gap"))
    never = pd.isna(row["reached_in"])
    when = t("studio.reached_never") if never else t("studio.reached", year=row["reached_in"])
    told = t("studio.met" if row["met"] else "studio.missed", value=value, gap=gap, when=when)
    return told + in_draws(row, t)


def moves(t: Words) -> None:
    """Which assumption moves the chosen outcome most in the active scenario."""
    outcome, area, year = _choice(t)
    scenario = studio_desk.desk().now
    rows = tornado.ordered(effects(scenario, outcome.key, int(year), area))
    heading = t("studio.moves", outcome=within(t.of(outcome.label)), year=year, name=title(scenario, t))
    draw.part(heading)
    if not len(rows):
        draw.reading(t("studio.moves_none"))
        return
    rows = rows.assign(label=[named(parameters()[key], t) for key in rows["parameter"]])
    first = rows.iloc[0]
    unit = t.of(outcome.unit)
    low, high = sorted((first["low"], first["high"]))
    told = {"name": first["label"], "low": t.number(low, outcome.decimals), "high": t.number(high, outcome.decimals)}
    draw.reading(t("studio.moves_most", **told, unit=unit))
    figure = tornado.draw(
        rows, words=t, unit=unit, decimals=outcome.decimals, at_low=t("studio.at_low"), at_high=t("studio.at_high")
    )
    alt = tornado.spoken(rows, title=heading, words=t, unit=unit, decimals=outcome.decimals)
    draw.show(figure, key="studio-moves", alt=alt, source=source(t))
    draw.note(t("studio.moves_note"))
    body = [
        [
            row["label"],
            f"{bare(parameters()[row['parameter']], parameters()[row['parameter']].low, t)} – "
            f"{bare(parameters()[row['parameter']], parameters()[row['parameter']].high, t)}",
            *(t.number(row[edge], outcome.decimals) for edge in ("low", "mid", "high")),
        ]
        for row in rows.to_dict("records")
    ]
    head = [t("studio.assumption"), t("studio.ranged"), t("studio.at_low"), t("studio.as_set"), t("studio.at_high")]
    draw.table(head, body, caption=f"{heading} ({unit})", headed=True)
    own = sum(own_assumption(parameters()[key]) for key in rows["parameter"])
    draw.note(t("studio.own_count", sign=OWN, count=own, of=len(rows)))


def _choice(t: Words) -> tuple[Outcome, str, str]:
    left, right = st.columns([9, 4], gap="small", vertical_alignment="bottom")
    with left:
        outcome, area = pick(t)
    with right:
        years = {year: year for year in YEARS}
        year = choose("by", years, label=t("period.label"), words=t, default="2040", widget=st.select_slider)
    return outcome, area, year
