"""Exhibits of the assumptions of the model, generated from it: values with their source, formulas, the hindcast."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from briefings.exhibit import Exhibit
from charts import hindcast as errors_chart
from i18n.translator import Words
from pages.scenarios.choices import PAGE, chain_choice, scenario_builder
from pages.scenarios.model_runs import effects, hindcast, place_names, source_line
from pages.scenarios.parameter_texts import OWN, format_range_with_unit, format_value, parameter_name
from pages.scenarios.scenario_set import ScenarioSet
from pages.scenarios.sentences import POINTS, lower_first
from scenarios import documentation
from scenarios.hindcast import coverage
from scenarios.outcomes import outcomes
from scenarios.parameters import Parameter, own_assumption, parameters
from scenarios.scenario import Scenario
from shell import exhibits
from shell.exhibits import Builder, NoFiguresError, arithmetic, builder
from shell.exhibits.choices import Choices

# The outcomes by which the weight of a chain's assumptions is measured, with their place: the first that it changes.
HEADLINES = {
    "cargo": (("co2_total", "NSP"), ("lorries", "NSP"), ("barges", "NSP"), ("trains", "NSP"), ("passages", "NSP")),
    "economy": (("jobs_total", "NSP"), ("value_total", "NSP")),
    "industry": (("emissions", "NSPD"), ("power_total", "NSP"), ("hydrogen", "NSP"), ("electrolysers", "NSP")),
    "people": (("labour_balance", "NSP"), ("housing_need", "BE-44021"), ("housing_need", "NL-GM0715")),
}
YEAR = 2040
START, UNTIL = 2018, 2025
PAST_HEAD = ("outcome", "in_year", "driver", "model", "hindcast_band", "counted", "error", "within")


@scenario_builder
def values_table(scenarios: ScenarioSet, choices: Choices, t: Words) -> Exhibit:
    """Every assumption of a chain: value, range, unit, source, who decided, where it is used, and its weight."""
    scenario, choice = scenarios.active_scenario, chain_choice(t)
    chain = choice.of(choices)
    weights = _weights(scenario, chain, t)
    documented = documentation.table(t.language, scenario.changes).to_dict("records")
    rows = {row["parameter"]: row for row in documented}
    head = ("assumption", "baseline", "as_set", "unit_range", "origin", "address", "used", "weight", "explained")
    return exhibits.table(
        "table-studio_assumptions-values",
        PAGE,
        [t(f"studio.{key}") for key in head],
        [
            _value_row(parameter, rows[key], weights.get(key, "–"), t)
            for key, parameter in parameters().items()
            if parameter.chain == chain
        ],
        caption=choice.options[chain],
        message=count_own(t),
        source=source_line(t),
    )


def count_own(t: Words) -> str:
    """How many of all assumptions are our own, without a source."""
    every = parameters().values()
    return t("studio.assumed_says", own=sum(map(own_assumption, every)), of=len(every), sign=OWN)


def _value_row(parameter: Parameter, row: Mapping[Any, Any], weight: str, t: Words) -> list[str]:
    """An assumption as a row of the table; `row` is that of `documentation.table`."""
    return [
        parameter_name(parameter, t),
        format_value(parameter, parameter.value, t),
        format_value(parameter, row["value"], t),
        format_range_with_unit(parameter, t),
        f"{row['reference']} ({row['date']}); {row['decided']}" if row["reference"] else row["decided"],
        str(row["address"]),
        str(row["used_in"]),
        weight,
        str(row["note"]),
    ]


def _weights(scenario: Scenario, chain: str, t: Words) -> dict[str, str]:
    """How much each assumption changes the first outcome of HEADLINES that it changes at all, with its name.

    The first of HEADLINES is named in the note under the table only.
    """
    weights: dict[str, str] = {}
    for index, (key, place) in enumerate(HEADLINES[chain]):
        outcome = outcomes()[key]
        suffix = f" ({t.of(outcome.label)}, {place_names(t)[place]})" if index else ""
        for row in effects(scenario, key, YEAR, place).to_dict("records"):
            reach, level = abs(row["high"] - row["low"]), abs(row["mid"])
            # The change itself where per cent means nothing: of zero, or of points.
            relative = level > 0 and outcome.unit_key not in POINTS
            plain_change = f"{t.number(reach, outcome.decimals)} {t.of(outcome.unit)}"
            weight = f"{t.number(100 * reach / level, 1)} %" if relative else plain_change
            weights.setdefault(row["parameter"], weight + suffix)
    return weights


def formula_table(number: int) -> Builder:
    """The builder of the table of what goes into the first, second or further formula of a chain.

    Raises NoFiguresError where the chain has fewer formulas.
    """

    @builder
    def build(choices: Choices, t: Words) -> Exhibit:
        formulas = documentation.chains()[chain_choice(t).of(choices)].formulas
        if number > len(formulas):
            raise NoFiguresError(t("briefing.no_figure"))
        used = [parameters()[key] for key in formulas[number - 1].uses]
        return exhibits.table(
            "table-studio_assumptions-formulas" + (f"-{number}" if number > 1 else ""),
            PAGE,
            [t("studio.sign"), t("studio.assumption"), t("studio.baseline"), t("studio.unit_range")],
            [
                [one.key, parameter_name(one, t), format_value(one, one.value, t), format_range_with_unit(one, t)]
                for one in used
            ],
            caption=t("studio.uses"),
            source=source_line(t),
        )

    return build


def most_formulas() -> int:
    """The number of formulas of the chain that has most."""
    return max(len(chain.formulas) for chain in documentation.chains().values())


@builder
def hindcast_chart(_choices: Choices, t: Words) -> Exhibit:
    """The errors of the model started in the past. Raises NoFiguresError without observed years."""
    table = _hindcast(t)
    names = {key: t.of(outcomes()[key].label) for key in dict.fromkeys(table["outcome"])}
    title = t("studio.hindcast", start=START)
    rows = "; ".join(f"{row[0]} {row[1]}: {row[-2]}" for row in _hindcast_rows(table, t))
    return exhibits.chart(
        "studio-backcast",
        PAGE,
        errors_chart.errors(table, words=t, names=names, unit=t("studio.error_unit")),
        title=title,
        message=_describe_errors(table, t),
        alt=f"{title}. {rows}.",
        source=source_line(t),
    )


@builder
def hindcast_table(_choices: Choices, t: Words) -> Exhibit:
    """The hindcast, compared with what was observed since, with its errors. Raises NoFiguresError as the chart does."""
    table = _hindcast(t)
    return exhibits.table(
        "table-studio_assumptions-past",
        PAGE,
        [t(f"studio.{key}") for key in PAST_HEAD],
        _hindcast_rows(table, t),
        caption=t("studio.hindcast", start=START),
        message=_describe_errors(table, t),
        source=source_line(t),
    )


def _hindcast(t: Words) -> pd.DataFrame:
    table = hindcast(START, UNTIL)
    if table.empty:
        raise NoFiguresError(t("studio.hindcast_none"))
    return table


def _describe_errors(table: pd.DataFrame, t: Words) -> str:
    """The mean error, and the largest with its outcome and year."""
    worst = max(table.to_dict("records"), key=lambda row: abs(row["error_pct"]))
    says = t(
        "studio.hindcast_says",
        start=START,
        until=UNTIL,
        mean=t.number(table["error_pct"].abs().mean(), 1),
        worst=lower_first(t.of(outcomes()[worst["outcome"]].label)),
        year=int(worst["year"]),
        error=t.number(worst["error_pct"], 1, signed=True),
    )
    return f"{says} {_describe_coverage(table, t)}"


def _describe_coverage(table: pd.DataFrame, t: Words) -> str:
    """How many of the observed years lie in the band, in all and by outcome."""
    counted = coverage(table)
    parts = [
        t("studio.coverage_part", name=lower_first(t.of(outcomes()[str(key)].label)), inside=inside, years=years)
        for key, years, inside in counted.itertuples()
    ]
    return t("studio.hindcast_coverage", inside=int(counted["inside"].sum()), years=len(table), parts="; ".join(parts))


def _hindcast_rows(table: pd.DataFrame, t: Words) -> list[list[str]]:
    """Outcome, year, what the model was given, its figure and band, the observed one, error, in the band: as texts."""
    body = []
    for row in table.to_dict("records"):
        outcome = outcomes()[row["outcome"]]
        # Enough decimals to calculate the error from the two figures beside it.
        decimals = arithmetic.decimals_for_pct(row["model"], row["observed"], outcome.decimals)
        model, counted, low, high = (t.number(row[key], decimals) for key in ("model", "observed", "low", "high"))
        error = f"{t.number(row['error_pct'], 1, signed=True)} %"
        name = f"{t.of(outcome.label)} ({t.of(outcome.unit)})"
        within = t("studio.within_yes" if row["inside"] else "studio.within_no")
        driver = t(f"studio.driver_{row['driver']}")
        body.append([name, str(row["year"]), driver, model, f"{low} – {high}", counted, error, within])
    return body
