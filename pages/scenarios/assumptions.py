"""The assumptions of the model, generated from it: every value with its source, the formulas, the hindcast."""

import streamlit as st

from charts import hindcast as drawing
from i18n.translator import Words
from pages.scenarios import exports, session
from pages.scenarios.controls import OWN, format_value, parameter_name
from pages.scenarios.model_runs import effects, hindcast, place_names, scenario_title, source_line
from pages.scenarios.sentences import POINTS, lower_first
from scenarios import documentation
from scenarios.outcomes import outcomes
from scenarios.parameters import Parameter, own_assumption, parameters
from scenarios.scenario import Scenario
from shell import components
from shell.exhibits import arithmetic
from shell.url_state import choose, choose_part

VIEWS = ("table", "formulas", "hindcast")
# The outcomes by which the weight of a chain's assumptions is measured, with their place: the first that it changes.
HEADLINES = {
    "cargo": (("co2_total", "NSP"), ("lorries", "NSP"), ("barges", "NSP"), ("trains", "NSP"), ("passages", "NSP")),
    "economy": (("jobs_total", "NSP"), ("value_total", "NSP")),
    "industry": (("emissions", "NSPD"), ("power_total", "NSP"), ("hydrogen", "NSP"), ("electrolysers", "NSP")),
    "people": (("labour_balance", "NSP"), ("housing_need", "BE-44021"), ("housing_need", "NL-GM0715")),
}
YEAR = 2040
START, UNTIL = 2018, 2023


def assumptions(t: Words) -> None:
    """The assumptions of one chain, its formulas, or the hindcast."""
    views = {view: t(f"studio.assumed_{view}") for view in VIEWS}
    view = choose_part("assumed", views, label=t("studio.assumed"), words=t)
    {"table": values, "formulas": formulas, "hindcast": hindcast_table}[view](t)


def _choose_chain(t: Words) -> str:
    titles = {key: t.of(chain.title) for key, chain in documentation.chains().items()}
    return choose("chain", titles, label=t("studio.chain"), words=t)


def values(t: Words) -> None:
    """Every assumption of a chain: value, range, unit, source, who decided, where it is used, and its weight."""
    every = parameters()
    own = sum(map(own_assumption, every.values()))
    components.key_message(t("studio.assumed_says", own=own, of=len(every), sign=OWN))
    chain = _choose_chain(t)
    scenario = session.scenario_set_now().active_scenario
    (outcome, place), *_ = HEADLINES[chain]
    weights = _weights(scenario, chain, t)
    rows = {row["parameter"]: row for row in documentation.table(t.language, scenario.changes).to_dict("records")}
    head = ("assumption", "baseline", "as_set", "unit_range", "origin", "address", "used", "weight", "explained")
    body = []
    for key, parameter in every.items():
        if parameter.chain == chain:
            row = rows[key]
            body.append(
                [
                    parameter_name(parameter, t),
                    format_value(parameter, parameter.value, t),
                    format_value(parameter, row["value"], t),
                    _range(parameter, t),
                    f"{row['reference']} ({row['date']}); {row['decided']}" if row["reference"] else row["decided"],
                    str(row["address"]),
                    str(row["used_in"]),
                    weights.get(key, "–"),
                    str(row["note"]),
                ]
            )
    name = scenario_title(scenario, t)
    components.table(
        [t(f"studio.{key}") for key in head],
        body,
        key="studio_assumptions-values",
        caption=t.of(documentation.chains()[chain].title),
        words=True,
        source=source_line(t),
    )
    components.note(
        t("studio.as_set_note", name=name),
        t(
            "studio.weight_note",
            outcome=f"{t.of(outcomes()[outcome].label)}, {place_names(t)[place]}",
            year=YEAR,
            name=name,
        ),
        t("studio.own_sign", sign=OWN),
        links=False,
    )
    exports.download_buttons("studio-assumed", t, outcomes_too=False)


def _range(parameter: Parameter, t: Words) -> str:
    if parameter.kind == "switch":
        return t.of(parameter.unit)
    unit = "" if parameter.kind == "year" else f" {t.of(parameter.unit)}"
    return f"{format_value(parameter, parameter.low, t)} – {format_value(parameter, parameter.high, t)}{unit}"


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


def formulas(t: Words) -> None:
    """The formulas of a chain with their parameters and outcomes; where the chain starts, and its limits."""
    chain = documentation.chains()[_choose_chain(t)]
    components.subheading(t.of(chain.title))
    components.key_message(t.of(chain.base))
    known, calculated = parameters(), outcomes()
    for formula in chain.formulas:
        components.subheading(t.of(formula.title))
        st.code(formula.formula, language=None, wrap_lines=True)
        components.note(t.of(formula.text))
        used = [
            [key, parameter_name(known[key], t), format_value(known[key], known[key].value, t), _range(known[key], t)]
            for key in formula.uses
        ]
        head = [t("studio.sign"), t("studio.assumption"), t("studio.baseline"), t("studio.unit_range")]
        components.table(head, used, key="studio_assumptions-formulas", caption=t("studio.uses"), words=True)
        results = [calculated[key] for key in formula.results if key in calculated]
        labels = "; ".join(f"{t.of(outcome.label)} ({t.of(outcome.unit)})" for outcome in results)
        components.note(t("studio.formula_gives", outcomes=labels))
    components.subheading(t("studio.limits"))
    components.note(t.of(chain.limits), t.of(documentation.uncertainty()))


def hindcast_table(t: Words) -> None:
    """The hindcast: the model started in the past, compared with what was observed since, with its errors."""
    table = hindcast(START, UNTIL)
    components.subheading(t("studio.hindcast", start=START))
    if not len(table):
        components.key_message(t("studio.hindcast_none"))
        return
    worst = max(table.to_dict("records"), key=lambda row: abs(row["error_pct"]))
    names = {key: t.of(outcomes()[key].label) for key in dict.fromkeys(table["outcome"])}
    texts = {"start": START, "until": UNTIL, "mean": t.number(table["error_pct"].abs().mean(), 1)}
    texts |= {"worst": lower_first(names[worst["outcome"]]), "year": int(worst["year"])}
    components.key_message(t("studio.hindcast_says", **texts, error=t.number(worst["error_pct"], 1, signed=True)))
    figure = drawing.errors(table, words=t, names=names, unit=t("studio.error_unit"))
    body = []
    for row in table.to_dict("records"):
        outcome = outcomes()[row["outcome"]]
        # Enough decimals to calculate the error from the two figures beside it.
        decimals = arithmetic.decimals_for_pct(row["model"], row["observed"], outcome.decimals)
        model, counted = (t.number(row[key], decimals) for key in ("model", "observed"))
        error = f"{t.number(row['error_pct'], 1, signed=True)} %"
        name = f"{names[outcome.key]} ({t.of(outcome.unit)})"
        body.append([name, str(row["year"]), t(f"studio.driver_{row['driver']}"), model, counted, error])
    alt = f"{t('studio.hindcast', start=START)}. " + "; ".join(f"{row[0]} {row[1]}: {row[-1]}" for row in body) + "."
    components.show(figure, key="studio-backcast", alt=alt, source=source_line(t))
    components.note(t("studio.hindcast_note"))
    head = ("outcome", "in_year", "driver", "model", "counted", "error")
    components.table(
        [t(f"studio.{key}") for key in head],
        body,
        key="studio_assumptions-past",
        caption=t("studio.hindcast", start=START),
        headed=True,
    )
