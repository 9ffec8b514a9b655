"""The assumptions of the model, generated from it: every value with its source, the formulas, the hindcast."""

import streamlit as st

from i18n.translator import Words
from pages.scenarios import assumption_exhibits as exhibits
from pages.scenarios import exports, session
from pages.scenarios.assumption_exhibits import HEADLINES, START, YEAR
from pages.scenarios.choices import chain_choice
from pages.scenarios.model_runs import place_names, scenario_title
from pages.scenarios.parameter_texts import OWN
from scenarios import documentation
from scenarios.outcomes import outcomes
from shell import components
from shell.exhibits import NoFiguresError
from shell.url_state import choose_part
from shell.widgets import choose

VIEWS = ("table", "formulas", "hindcast")


def assumptions(t: Words) -> None:
    """The assumptions of one chain, its formulas, or the hindcast."""
    views = {view: t(f"studio.assumed_{view}") for view in VIEWS}
    view = choose_part("assumed", views, label=t("studio.assumed"), words=t)
    {"table": values, "formulas": formulas, "hindcast": hindcast_table}[view](t)


def _choose_chain(t: Words) -> dict[str, str]:
    return choose(chain_choice(t), label=t("studio.chain"), words=t)


def values(t: Words) -> None:
    """Every assumption of a chain: value, range, unit, source, who decided, where it is used, and its weight."""
    components.key_message(exhibits.count_own(t))
    choices, scenarios = _choose_chain(t), session.scenario_set_now()
    components.show_exhibit(exhibits.values_table(scenarios, choices, t), words=True)
    (outcome, place), *_ = HEADLINES[choices["chain"]]
    name = scenario_title(scenarios.active_scenario, t)
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


def formulas(t: Words) -> None:
    """The formulas of a chain with their parameters and outcomes; where the chain starts, and its limits."""
    choices = _choose_chain(t)
    chain = documentation.chains()[choices["chain"]]
    components.subheading(t.of(chain.title))
    components.key_message(t.of(chain.base))
    calculated = outcomes()
    for number, formula in enumerate(chain.formulas, 1):
        components.subheading(t.of(formula.title))
        st.code(formula.formula, language=None, wrap_lines=True)
        components.note(t.of(formula.text))
        components.show_exhibit(exhibits.formula_table(number)(choices, t), words=True)
        results = [calculated[key] for key in formula.results if key in calculated]
        labels = "; ".join(f"{t.of(outcome.label)} ({t.of(outcome.unit)})" for outcome in results)
        components.note(t("studio.formula_gives", outcomes=labels))
    components.subheading(t("studio.limits"))
    components.note(t.of(chain.limits), t.of(documentation.uncertainty()))


def hindcast_table(t: Words) -> None:
    """The hindcast: the model started in the past, compared with what was observed since, with its errors."""
    try:
        chart = exhibits.hindcast_chart({}, t)
    except NoFiguresError as error:
        components.subheading(t("studio.hindcast", start=START))
        components.key_message(str(error))
        return
    components.show_with_heading(chart)
    components.note(t("studio.hindcast_note"))
    components.show_exhibit(exhibits.hindcast_table({}, t), headed=True)
