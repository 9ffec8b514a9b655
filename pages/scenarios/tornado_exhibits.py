"""Exhibits of which assumption moves the chosen outcome most in the active scenario."""

import pandas as pd

from briefings.exhibit import Exhibit
from charts import tornado
from i18n.translator import Words
from pages.scenarios.choices import PAGE, chosen_outcome, scenario_builder, year_choice
from pages.scenarios.model_runs import effects, scenario_title, source_line
from pages.scenarios.parameter_texts import format_range, parameter_name
from pages.scenarios.scenario_set import ScenarioSet
from pages.scenarios.sentences import lower_first
from scenarios.outcomes import Outcome
from scenarios.parameters import parameters
from shell import exhibits
from shell.exhibits import NoFiguresError
from shell.exhibits.choices import Choices


def heading(scenarios: ScenarioSet, choices: Choices, t: Words) -> str:
    """Which outcome, year and scenario the exhibits are about."""
    outcome, _ = chosen_outcome(choices, t)
    name = scenario_title(scenarios.active_scenario, t)
    return t("studio.moves", outcome=lower_first(t.of(outcome.label)), year=year_choice().of(choices), name=name)


def moving_assumptions(scenarios: ScenarioSet, choices: Choices, t: Words) -> tuple[Outcome, pd.DataFrame]:
    """The chosen outcome and the assumptions that move it, the strongest first; `label` is their name.

    Raises NoFiguresError where none does.
    """
    outcome, place = chosen_outcome(choices, t)
    year = int(year_choice().of(choices))
    rows = tornado.sort_by_reach(effects(scenarios.active_scenario, outcome.key, year, place))
    if not len(rows):
        raise NoFiguresError(t("studio.moves_none"))
    return outcome, rows.assign(label=[parameter_name(parameters()[key], t) for key in rows["parameter"]])


@scenario_builder
def tornado_chart(scenarios: ScenarioSet, choices: Choices, t: Words) -> Exhibit:
    """A bar per assumption, from the outcome at its lowest value to that at its highest."""
    outcome, rows = moving_assumptions(scenarios, choices, t)
    title, unit, decimals = heading(scenarios, choices, t), t.of(outcome.unit), outcome.decimals
    at_low, at_high = t("studio.at_low"), t("studio.at_high")
    return exhibits.chart(
        "studio-moves",
        PAGE,
        tornado.draw(rows, words=t, unit=unit, decimals=decimals, at_low=at_low, at_high=at_high),
        title=title,
        message=_describe_first(outcome, rows, t),
        alt=tornado.describe(rows, title=title, words=t, unit=unit, decimals=decimals),
        source=source_line(t),
    )


@scenario_builder
def moves_table(scenarios: ScenarioSet, choices: Choices, t: Words) -> Exhibit:
    """The figures of the chart, with the range of each assumption."""
    outcome, rows = moving_assumptions(scenarios, choices, t)
    title = heading(scenarios, choices, t)
    return exhibits.table(
        "table-studio_compare-moves",
        PAGE,
        [t(f"studio.{key}") for key in ("assumption", "ranged", "at_low", "as_set", "at_high")],
        [
            [
                row["label"],
                format_range(parameters()[row["parameter"]], t),
                *(t.number(row[edge], outcome.decimals) for edge in ("low", "mid", "high")),
            ]
            for row in rows.to_dict("records")
        ],
        caption=f"{title} ({t.of(outcome.unit)})",
        title=title,
        message=_describe_first(outcome, rows, t),
        source=source_line(t),
    )


def _describe_first(outcome: Outcome, rows: pd.DataFrame, t: Words) -> str:
    """The strongest assumption, and the outcome between its lowest and its highest value."""
    first = rows.iloc[0]
    low, high = (t.number(value, outcome.decimals) for value in sorted((first["low"], first["high"])))
    return t("studio.moves_most", name=first["label"], low=low, high=high, unit=t.of(outcome.unit))
