"""Scenarios side by side: outcomes, inputs that differ from the baseline, targets met, and a tornado chart."""

from i18n.translator import Words
from pages.scenarios import compare_exhibits, session, tornado_exhibits
from pages.scenarios.outcome_charts import choose_outcome_and_year, outcome_panels
from pages.scenarios.parameter_texts import OWN
from pages.scenarios.toolbar import toolbar
from scenarios.parameters import own_assumption, parameters
from shell import components
from shell.exhibits import NoFiguresError
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
    scenarios = session.scenario_set_now()
    components.subheading(t("studio.inputs"))
    try:
        table = compare_exhibits.inputs_table(scenarios, {}, t)
    except NoFiguresError as error:
        components.key_message(str(error))
        return
    components.key_message(table.message)
    components.show_exhibit(table)
    components.note(t("studio.inputs_note"), t("studio.own_sign", sign=OWN))
    try:
        reasons = compare_exhibits.reasons_table(scenarios, {}, t)
    except NoFiguresError:
        return
    components.show_exhibit(reasons, words=True, links=False)


def checks(t: Words) -> None:
    """Each target in the baseline and each scenario: met or missed, by how much, and when it is reached."""
    scenarios = session.scenario_set_now()
    components.show_with_heading(compare_exhibits.targets_table(scenarios, {}, t), words=True, headed=True)
    components.note(t("studio.targets_note"))
    components.show_exhibit(compare_exhibits.about_targets(scenarios, {}, t), words=True)


def tornado_chart(t: Words) -> None:
    """Which assumption moves the chosen outcome most in the active scenario."""
    choices = choose_outcome_and_year(t)
    scenarios = session.scenario_set_now()
    components.subheading(tornado_exhibits.heading(scenarios, choices, t))
    try:
        _, rows = tornado_exhibits.moving_assumptions(scenarios, choices, t)
    except NoFiguresError as error:
        components.key_message(str(error))
        return
    chart = tornado_exhibits.tornado_chart(scenarios, choices, t)
    components.key_message(chart.message)
    components.show_exhibit(chart)
    components.note(t("studio.moves_note"))
    components.show_exhibit(tornado_exhibits.moves_table(scenarios, choices, t), headed=True)
    own = sum(own_assumption(parameters()[key]) for key in rows["parameter"])
    components.note(t("studio.own_count", sign=OWN, count=own, of=len(rows)))
