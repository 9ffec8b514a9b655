"""Which scenario is being set, its name and preset, one more or one less, and steps back and forth."""

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
from shell import components
from shell.plain_text import escape_markdown


def toolbar(t: Words) -> None:
    """The scenarios in one row, and beside them what can be done with them."""
    with st.container(horizontal=True, vertical_alignment="center", key="studio-bar"):
        names(t)
        manage(t)
        steps(t)


def names(t: Words) -> None:
    """The scenarios by name, one of them active; drawn anew where a change gives one another name."""

    def drawn() -> None:
        desk = session.scenario_set_now()
        st.session_state["studio.active"] = desk.active
        st.segmented_control(
            t("studio.scenario"),
            list(range(len(desk.scenarios))),
            format_func=lambda place: (
                escape_markdown(scenario_title(desk.scenarios[place], t)) if place < len(desk.scenarios) else ""
            ),
            key="studio.active",
            label_visibility="collapsed",
            required=True,
            on_change=_choose,
        )

    # What is drawn by itself takes all the width there is; what else can be done stands right beside the names.
    with st.container(width="content"):
        st.fragment(drawn, key=NAMES)()


def steps(t: Words) -> None:
    """Undo and redo, drawn anew after each change."""

    def drawn() -> None:
        now = session.steps()
        with st.container(horizontal=True, gap="small", width="content"):
            undo, redo = t("studio.undo"), t("studio.redo")
            st.button(undo, icon=":material/undo:", key="studio.undo", disabled=not now.past, on_click=session.undo)
            st.button(redo, icon=":material/redo:", key="studio.redo", disabled=not now.future, on_click=session.redo)

    st.fragment(drawn, key=STEPS)()


def manage(t: Words) -> None:
    """Rename, copy, remove, and add from a preset."""
    desk = session.scenario_set_now()
    folded = st.popover(t("studio.manage"), key="studio-manage", on_change="rerun")
    if not folded.open:
        return
    with folded:
        st.session_state["studio.name"] = desk.now.name
        st.text_input(
            t("studio.name", most=NAME_LENGTH),
            key="studio.name",
            max_chars=NAME_LENGTH,
            placeholder=scenario_title(desk.now, t),
            on_change=_rename,
        )
        full = len(desk.scenarios) >= MOST
        st.button(t("studio.copy"), key="studio.copy", disabled=full, on_click=partial(_copy, t), width="stretch")
        alone = len(desk.scenarios) == 1
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
    now = session.scenario_set_now().now
    st.session_state["studio.preset"] = now.preset if now.preset in presets() else BASELINE
    st.selectbox(
        t("studio.preset"),
        list(presets()),
        format_func=lambda key: t.of(presets()[key].name),
        key="studio.preset",
        on_change=_begin,
        args=(t,),
    )
    components.note(t.of(presets()[st.session_state["studio.preset"]].story))


def _choose() -> None:
    session.apply(session.scenario_set_now().choose(int(st.session_state["studio.active"])))


def _rename() -> None:
    session.apply(session.scenario_set_now().rename(st.session_state["studio.name"]))


def _copy(t: Words) -> None:
    desk = session.scenario_set_now()
    named = replace(desk.now, name=clean_name(t("studio.copy_of", name=scenario_title(desk.now, t))))
    session.apply(desk.add(unique_name(named, desk.scenarios, t)))


def _remove() -> None:
    desk = session.scenario_set_now()
    session.apply(desk.remove(desk.active))


def _add(t: Words) -> None:
    desk = session.scenario_set_now()
    session.apply(desk.add(unique_name(from_preset(st.session_state["studio.new"]), desk.scenarios, t)))


def _begin(t: Words) -> None:
    desk = session.scenario_set_now()
    session.apply(desk.put(unique_name(from_preset(st.session_state["studio.preset"]), desk.others, t)))


def unique_name(scenario: Scenario, others: Sequence[Scenario], t: Words) -> Scenario:
    """The scenario under a name that none of the others has: two of one name could not be told apart in any view.

    One that is called after its preset will be so when it is adjusted too, so that preset is taken.
    """
    taken = {scenario_title(one, t) for one in others} | {
        t.of(presets()[one.preset].name) for one in others if not one.name
    }
    name = scenario_title(scenario, t)
    if name not in taken:
        return scenario
    free = (f"{name[: NAME_LENGTH - 4]} ({number})" for number in count(2))
    return replace(scenario, name=next(one for one in free if one not in taken))
