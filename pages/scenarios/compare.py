"""Scenarios side by side: outcomes, inputs that differ from the baseline, targets met, and a tornado chart."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from charts import tornado
from i18n.translator import Words
from pages.scenarios import session
from pages.scenarios.controls import OWN, format_value, parameter_name
from pages.scenarios.model_runs import baseline, effects, result, scenario_title, source_line
from pages.scenarios.outcome_charts import choose_outcome_and_year, outcome_panels
from pages.scenarios.scenario_set import with_preset_reasons
from pages.scenarios.sentences import describe_draws, lower_first, target_decimals
from pages.scenarios.toolbar import toolbar
from scenarios.outcomes import outcomes
from scenarios.parameters import own_assumption, parameters
from shell import components
from shell.exhibits import arithmetic
from shell.url_state import choose_part

VIEWS = ("course", "inputs", "targets", "moves")


def comparison(t: Words) -> None:
    """One view of the scenarios side by side."""
    toolbar(t)
    views = {view: t(f"studio.view_{view}") for view in VIEWS}
    view = choose_part("view", views, label=t("studio.view"), words=t)
    {"course": outcome_panels, "inputs": inputs, "targets": checks, "moves": tornado_chart}[view](t)


def inputs(t: Words) -> None:
    """Every assumption that differs from the baseline in any of the scenarios, and why."""
    scenarios = session.scenario_set_now().scenarios
    known = parameters()
    changed = [key for key in known if any(key in scenario.changes for scenario in scenarios)]
    names = [scenario_title(scenario, t) for scenario in scenarios]
    components.subheading(t("studio.inputs"))
    if not changed:
        components.key_message(t("studio.inputs_none"))
        return
    components.key_message(t("studio.inputs_count", count=len(changed), of=len(known)))
    body = [
        [
            parameter_name(known[key], t),
            t.of(known[key].unit),
            format_value(known[key], known[key].value, t),
            *(
                format_value(known[key], scenario.changes[key], t) if key in scenario.changes else "–"
                for scenario in scenarios
            ),
        ]
        for key in changed
    ]
    components.table(
        [t("studio.assumption"), t("table.unit"), t("studio.baseline"), *names],
        body,
        key="studio_compare-inputs",
        caption=t("studio.inputs_caption"),
        source=source_line(t),
    )
    components.note(t("studio.inputs_note"), t("studio.own_sign", sign=OWN))
    _reasons(changed, t)


def _reasons(changed: list[str], t: Words) -> None:
    """The reasons of the changed values: the maker's, or the preset's for a value that is still the preset's."""
    body = []
    for scenario in session.scenario_set_now().scenarios:
        for key, why in with_preset_reasons(scenario).reasons.items():
            if key in changed and key in scenario.changes:
                value = format_value(parameters()[key], scenario.changes[key], t)
                reason = why if isinstance(why, str) else why.get(t.language, "")
                body.append([scenario_title(scenario, t), parameter_name(parameters()[key], t), value, reason])
    if body:
        head = [t("studio.scenario"), t("studio.assumption"), t("studio.value"), t("studio.reason")]
        components.table(
            head,
            body,
            key="studio_compare-reasons",
            caption=t("studio.reasons"),
            words=True,
            source=source_line(t),
            links=False,
        )


def checks(t: Words) -> None:
    """Each target in the baseline and each scenario: met or missed, by how much, and when it is reached."""
    components.subheading(t("studio.targets"))
    columns = [(t("studio.baseline"), baseline().targets)]
    columns += [
        (scenario_title(scenario, t), result(scenario).targets) for scenario in session.scenario_set_now().scenarios
    ]
    first = columns[0][1].to_dict("records")
    met = "; ".join(_count_met(name, table, t) for name, table in columns)
    components.key_message(t("studio.targets_met", of=len(first), told=met))
    body = []
    for index, row in enumerate(first):
        outcome = outcomes()[row["outcome"]]
        results = [table.iloc[index].to_dict() for _, table in columns]
        decimals = max(target_decimals(reached, outcome) for reached in results)
        limit = t(f"studio.{row['compare']}", value=t.number(row["value"], decimals), unit=t.of(outcome.unit))
        cells = [_describe_result(reached, decimals, t) for reached in results]
        body.append([row[f"name_{t.language}"], f"{limit} ({row['year']})", *cells])
    head = [t("studio.target"), t("studio.limit"), *(name for name, _ in columns)]
    components.table(
        head,
        body,
        key="studio_compare-checks",
        caption=t("studio.targets"),
        words=True,
        headed=True,
        source=source_line(t),
    )
    components.note(t("studio.targets_note"))
    about = [[row[f"name_{t.language}"], row[f"why_{t.language}"], row["source"]] for row in first]
    head = [t("studio.target"), t("studio.explained"), t("studio.address")]
    components.table(
        head, about, key="studio_compare-checks", caption=t("studio.targets_about"), words=True, source=source_line(t)
    )


def _count_met(name: str, table: pd.DataFrame, t: Words) -> str:
    """How many targets a scenario meets, and how many of these in at least half of the draws."""
    met = table[table["met"]]
    if not len(met):
        return f"{name} 0"
    return t("studio.targets_of", name=name, met=len(met), sure=int((met["draws_met"] >= 50).sum()))


def _describe_result(row: Mapping[Any, Any], decimals: int, t: Words) -> str:
    """One target in one scenario: met or missed, the value, the gap, and from when it is met in every year."""
    value = t.number(row["reached"], decimals)
    gap = t.number(abs(arithmetic.difference(row["reached"], row["value"], decimals)), decimals)
    never = pd.isna(row["reached_in"])
    when = t("studio.reached_never") if never else t("studio.reached", year=row["reached_in"])
    text = t("studio.met" if row["met"] else "studio.missed", value=value, gap=gap, when=when)
    return text + describe_draws(row, t)


def tornado_chart(t: Words) -> None:
    """Which assumption moves the chosen outcome most in the active scenario."""
    outcome, place, year = choose_outcome_and_year(t)
    scenario = session.scenario_set_now().active_scenario
    rows = tornado.sort_by_reach(effects(scenario, outcome.key, int(year), place))
    heading = t("studio.moves", outcome=lower_first(t.of(outcome.label)), year=year, name=scenario_title(scenario, t))
    components.subheading(heading)
    if not len(rows):
        components.key_message(t("studio.moves_none"))
        return
    rows = rows.assign(label=[parameter_name(parameters()[key], t) for key in rows["parameter"]])
    first = rows.iloc[0]
    unit = t.of(outcome.unit)
    low, high = sorted((first["low"], first["high"]))
    most = {"name": first["label"], "low": t.number(low, outcome.decimals), "high": t.number(high, outcome.decimals)}
    components.key_message(t("studio.moves_most", **most, unit=unit))
    figure = tornado.draw(
        rows, words=t, unit=unit, decimals=outcome.decimals, at_low=t("studio.at_low"), at_high=t("studio.at_high")
    )
    alt = tornado.describe(rows, title=heading, words=t, unit=unit, decimals=outcome.decimals)
    components.show(figure, key="studio-moves", alt=alt, source=source_line(t))
    components.note(t("studio.moves_note"))
    body = [
        [
            row["label"],
            f"{format_value(parameters()[row['parameter']], parameters()[row['parameter']].low, t)} – "
            f"{format_value(parameters()[row['parameter']], parameters()[row['parameter']].high, t)}",
            *(t.number(row[edge], outcome.decimals) for edge in ("low", "mid", "high")),
        ]
        for row in rows.to_dict("records")
    ]
    head = [t("studio.assumption"), t("studio.ranged"), t("studio.at_low"), t("studio.as_set"), t("studio.at_high")]
    components.table(head, body, key="studio_compare-moves", caption=f"{heading} ({unit})", headed=True)
    own = sum(own_assumption(parameters()[key]) for key in rows["parameter"])
    components.note(t("studio.own_count", sign=OWN, count=own, of=len(rows)))
