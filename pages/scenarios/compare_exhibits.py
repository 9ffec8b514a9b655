"""Exhibits of scenarios side by side: inputs that differ from the baseline and why, and which targets are met."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from briefings.exhibit import Exhibit
from i18n.translator import Words
from pages.scenarios.choices import PAGE, scenario_builder
from pages.scenarios.model_runs import baseline, result, scenario_title, source_line
from pages.scenarios.parameter_texts import format_value, parameter_name
from pages.scenarios.scenario_set import ScenarioSet, with_preset_reasons
from pages.scenarios.sentences import describe_draws, target_decimals
from scenarios.outcomes import outcomes
from scenarios.parameters import parameters
from scenarios.scenario import Scenario
from shell import exhibits
from shell.exhibits import NoFiguresError, arithmetic
from shell.exhibits.choices import Choices

# The name of a column and the targets in it.
Targets = tuple[str, pd.DataFrame]


@scenario_builder
def inputs_table(scenarios: ScenarioSet, _choices: Choices, t: Words) -> Exhibit:
    """Every assumption that differs from the baseline in any of the scenarios. Raises NoFiguresError without any."""
    known, changed = parameters(), _changed(scenarios, t)
    body = [
        [
            parameter_name(known[key], t),
            t.of(known[key].unit),
            format_value(known[key], known[key].value, t),
            *(_changed_value(scenario, key, t) for scenario in scenarios.scenarios),
        ]
        for key in changed
    ]
    names = [scenario_title(scenario, t) for scenario in scenarios.scenarios]
    return exhibits.table(
        "table-studio_compare-inputs",
        PAGE,
        [t("studio.assumption"), t("table.unit"), t("studio.baseline"), *names],
        body,
        caption=t("studio.inputs_caption"),
        message=_count_changed(changed, t),
        source=source_line(t),
    )


@scenario_builder
def reasons_table(scenarios: ScenarioSet, _choices: Choices, t: Words) -> Exhibit:
    """The reasons of the changed values: the maker's, or the preset's for a value that is still the preset's.

    Raises NoFiguresError where no value is changed, or none of them has a reason.
    """
    changed, body = _changed(scenarios, t), []
    for scenario in scenarios.scenarios:
        for key, why in with_preset_reasons(scenario).reasons.items():
            if key in changed and key in scenario.changes:
                name, value = parameter_name(parameters()[key], t), _changed_value(scenario, key, t)
                reason = why if isinstance(why, str) else why.get(t.language, "")
                body.append([scenario_title(scenario, t), name, value, reason])
    if not body:
        raise NoFiguresError(t("briefing.no_figure"))
    return exhibits.table(
        "table-studio_compare-reasons",
        PAGE,
        [t("studio.scenario"), t("studio.assumption"), t("studio.value"), t("studio.reason")],
        body,
        caption=t("studio.reasons"),
        message=_count_changed(changed, t),
        source=source_line(t),
    )


def _changed(scenarios: ScenarioSet, t: Words) -> list[str]:
    """The keys of the assumptions that differ from the baseline in any of the scenarios."""
    changed = [key for key in parameters() if any(key in scenario.changes for scenario in scenarios.scenarios)]
    if not changed:
        raise NoFiguresError(t("studio.inputs_none"))
    return changed


def _changed_value(scenario: Scenario, key: str, t: Words) -> str:
    return format_value(parameters()[key], scenario.changes[key], t) if key in scenario.changes else "–"


def _count_changed(changed: Sequence[str], t: Words) -> str:
    return t("studio.inputs_count", count=len(changed), of=len(parameters()))


@scenario_builder
def targets_table(scenarios: ScenarioSet, _choices: Choices, t: Words) -> Exhibit:
    """Each target in the baseline and each scenario: met or missed, by how much, and when it is reached."""
    columns = _targets(scenarios, t)
    body = []
    for index, row in enumerate(columns[0][1].to_dict("records")):
        outcome = outcomes()[row["outcome"]]
        results = [table.iloc[index].to_dict() for _, table in columns]
        decimals = max(target_decimals(reached, outcome) for reached in results)
        limit = t(f"studio.{row['compare']}", value=t.number(row["value"], decimals), unit=t.of(outcome.unit))
        cells = [_describe_result(reached, decimals, t) for reached in results]
        body.append([row[f"name_{t.language}"], f"{limit} ({row['year']})", *cells])
    return exhibits.table(
        "table-studio_compare-checks",
        PAGE,
        [t("studio.target"), t("studio.limit"), *(name for name, _ in columns)],
        body,
        caption=t("studio.targets"),
        message=_describe_met(columns, t),
        source=source_line(t),
    )


@scenario_builder
def about_targets(scenarios: ScenarioSet, _choices: Choices, t: Words) -> Exhibit:
    """What each target says, and why it is checked this way."""
    columns = _targets(scenarios, t)
    return exhibits.table(
        # The second table of its section in version 0.1, which numbered them.
        "table-studio_compare-checks-2",
        PAGE,
        [t("studio.target"), t("studio.explained"), t("studio.address")],
        [
            [row[f"name_{t.language}"], row[f"why_{t.language}"], row["source"]]
            for row in columns[0][1].to_dict("records")
        ],
        caption=t("studio.targets_about"),
        message=_describe_met(columns, t),
        source=source_line(t),
    )


def _targets(scenarios: ScenarioSet, t: Words) -> list[Targets]:
    """The targets in the baseline, then in each scenario."""
    columns = [(scenario_title(scenario, t), result(scenario).targets) for scenario in scenarios.scenarios]
    return [(t("studio.baseline"), baseline().targets), *columns]


def _describe_met(columns: Sequence[Targets], t: Words) -> str:
    met = "; ".join(_count_met(name, table, t) for name, table in columns)
    return t("studio.targets_met", of=len(columns[0][1]), told=met)


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
