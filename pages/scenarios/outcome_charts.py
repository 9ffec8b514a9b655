"""One outcome in every scenario: sentences, charts on one scale, the table of differences, and their map."""

import streamlit as st

from i18n.translator import Words
from pages.scenarios import difference_map, session
from pages.scenarios import outcome_exhibits as exhibits
from pages.scenarios.choices import year_choice
from pages.scenarios.model_runs import effects, result
from pages.scenarios.outcome_exhibits import ShownOutcome
from pages.scenarios.parameter_texts import OWN, parameter_name
from pages.scenarios.results import choose_outcome
from pages.scenarios.sentences import explain_clipped
from scenarios.observed import DISTRICT
from scenarios.parameters import parameters
from shell import components
from shell.briefing import collect
from shell.widgets import choose


def outcome_panels(t: Words) -> None:
    """One outcome in every scenario: sentences, small multiples on one scale, the differences, and their map."""
    choices = choose_outcome_and_year(t)
    scenarios = session.scenario_set_now()
    shown = exhibits.read_outcome(scenarios, choices, t)
    panels = [exhibits.panel(index)(scenarios, choices, t) for index in range(len(shown.rows))]
    components.subheading(shown.heading)
    components.key_message(panels[scenarios.active].message)
    components.note(*(panel.message for panel in panels if panel is not panels[scenarios.active]), links=False)
    components.note(_assumptions_note(shown, t), _clipped_note(shown, t), links=False)
    for column, panel in zip(st.columns(len(panels)), panels, strict=True):
        with column:
            components.show_exhibit(panel)
    components.note(t("studio.panels"))
    collect.offer(exhibits.all_panels(scenarios, choices, t))
    components.show_exhibit(exhibits.differences_table(scenarios, choices, t))
    difference_map.differences(scenarios, choices, t)


def _assumptions_note(shown: ShownOutcome, t: Words) -> str:
    """How many assumptions the outcome of the active scenario rests on, how many without source, and the largest."""
    counts = shown.counts(shown.compared.active)
    moved_by = effects(shown.compared.active_scenario, shown.outcome.key, shown.year, shown.place)
    if not counts or not len(moved_by):
        return ""
    largest = parameter_name(parameters()[moved_by["parameter"].iloc[0]], t)
    return t("studio.resting", own=counts.own, of=counts.assumptions, sign=OWN, name=largest)


def _clipped_note(shown: ShownOutcome, t: Words) -> str:
    clipped = [
        {shown.year: result(scenario).value("emissions_clipped", shown.year, DISTRICT)}
        for scenario in shown.compared.scenarios
    ]
    notes = [explain_clipped(values, shown.outcome, t) for values in clipped]
    return "; ".join(f"{title}: {note}" for title, note in zip(shown.titles, notes, strict=True) if note)


def choose_outcome_and_year(t: Words) -> dict[str, str]:
    """Which outcome, of which place, in which year."""
    left, right = st.columns([9, 4], gap="small", vertical_alignment="bottom")
    with left:
        choices = choose_outcome(t)
    with right:
        return choices | choose(year_choice(), label=t("period.label"), words=t, widget=st.select_slider)
