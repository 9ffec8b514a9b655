"""The toolbar of the studio: the active scenario, its name and preset, adding and removing, undo and redo."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import count

import streamlit as st

from i18n.translator import Words
from pages.scenarios import session
from pages.scenarios.model_runs import scenario_title
from pages.scenarios.scenario_set import BASELINE, MOST, clean_name, from_preset
from pages.scenarios.session import NAMES, STEPS
from scenarios.presets import presets
from scenarios.scenario import NAME_LENGTH, Scenario
from shell import components, widget_seeds
from shell.plain_text import escape_markdown

# The widgets that show a part of the scenarios, see `widget_seeds.seed_widget`.
ACTIVE, NAME, PRESET = "studio.active", "studio.name", "studio.preset"


def toolbar(t: Words) -> None:
    """The scenarios in one row, and beside them what can be done with them."""
    with st.container(horizontal=True, vertical_alignment="center", key="studio-bar"):
        names(t)
        manage(t)
        steps(t)


def names(t: Words) -> None:
    """The scenarios by name, one of them active; a fragment of its own, redrawn where a name changes."""

    def draw() -> None:
        current = session.scenario_set_now()
        titles = [escape_markdown(scenario_title(scenario, t)) for scenario in current.scenarios]
        widget = widget_seeds.seed_widget(ACTIVE, current.active, tuple(titles))
        st.segmented_control(
            t("studio.scenario"),
            list(range(len(titles))),
            # The widget may still ask for the title of a scenario that was removed.
            format_func=lambda index: titles[index] if index < len(titles) else "",
            key=widget,
            label_visibility="collapsed",
            required=True,
            on_change=_choose,
            args=(widget,),
        )

    # A fragment takes the full width unless its container does not: the other controls stand beside the names.
    with st.container(width="content"):
        st.fragment(draw, key=NAMES)()


def steps(t: Words) -> None:
    """Undo and redo; a fragment of its own, redrawn after each change."""

    def draw() -> None:
        now = session.history()
        with st.container(horizontal=True, gap="small", width="content"):
            undo, redo = t("studio.undo"), t("studio.redo")
            st.button(undo, icon=":material/undo:", key="studio.undo", disabled=not now.past, on_click=session.undo)
            st.button(redo, icon=":material/redo:", key="studio.redo", disabled=not now.future, on_click=session.redo)

    st.fragment(draw, key=STEPS)()


def manage(t: Words) -> None:
    """Rename, copy, remove, and add from a preset."""
    current = session.scenario_set_now()
    popover = st.popover(t("studio.manage"), key="studio-manage", on_change="rerun")
    if not popover.open:
        return
    with popover:
        widget = widget_seeds.seed_widget(NAME, current.active_scenario.name)
        st.text_input(
            t("studio.name", most=NAME_LENGTH),
            key=widget,
            max_chars=NAME_LENGTH,
            placeholder=scenario_title(current.active_scenario, t),
            on_change=_rename,
            args=(widget,),
        )
        full = len(current.scenarios) >= MOST
        st.button(t("studio.copy"), key="studio.copy", disabled=full, on_click=partial(_copy, t), width="stretch")
        alone = len(current.scenarios) == 1
        st.button(t("studio.remove"), key="studio.remove", disabled=alone, on_click=_remove, width="stretch")
        if full:
            components.note(t("studio.full", most=MOST))
            return
        st.selectbox(
            t("studio.add_from"), list(presets()), format_func=lambda key: t.of(presets()[key].name), key="studio.new"
        )
        st.button(t("studio.add"), key="studio.add", on_click=partial(_add, t), width="stretch")


def preset(t: Words) -> None:
    """The preset from which the active scenario began, and its story."""
    scenario = session.scenario_set_now().active_scenario
    key = scenario.preset if scenario.preset in presets() else BASELINE
    widget = widget_seeds.seed_widget(PRESET, key, t.language)
    st.selectbox(
        t("studio.preset"),
        list(presets()),
        format_func=lambda key: t.of(presets()[key].name),
        key=widget,
        on_change=_begin,
        args=(widget, t),
    )
    components.note(t.of(presets()[key].story))


def _choose(widget: str) -> None:
    if widget_seeds.is_current(ACTIVE, widget):
        session.apply(session.scenario_set_now().choose(int(st.session_state[widget])))


def _rename(widget: str) -> None:
    if widget_seeds.is_current(NAME, widget):
        session.apply(session.scenario_set_now().rename(st.session_state[widget]))


def _copy(t: Words) -> None:
    current = session.scenario_set_now()
    named = replace(
        current.active_scenario, name=clean_name(t("studio.copy_of", name=scenario_title(current.active_scenario, t)))
    )
    session.apply(current.add(unique_name(named, current.scenarios, t)))


def _remove() -> None:
    current = session.scenario_set_now()
    session.apply(current.remove(current.active))


def _add(t: Words) -> None:
    current = session.scenario_set_now()
    session.apply(current.add(unique_name(from_preset(st.session_state["studio.new"]), current.scenarios, t)))


def _begin(widget: str, t: Words) -> None:
    if widget_seeds.is_current(PRESET, widget):
        current = session.scenario_set_now()
        session.apply(current.put(unique_name(from_preset(st.session_state[widget]), current.others, t)))


def unique_name(scenario: Scenario, others: Sequence[Scenario], t: Words) -> Scenario:
    """The scenario under a name that none of the others has: views tell scenarios apart by name.

    The plain name of a preset is taken too where another scenario shows it adjusted: both would once both are adjusted.
    """
    taken = {scenario_title(other, t) for other in others} | {
        t.of(presets()[other.preset].name) for other in others if not other.name
    }
    name = scenario_title(scenario, t)
    if name not in taken:
        return scenario
    numbered = (f"{name[: NAME_LENGTH - 4]} ({number})" for number in count(2))
    return replace(scenario, name=next(free for free in numbered if free not in taken))
