"""Sharing: the link that is the scenarios, a scenario as a small file with author and notes, and all figures."""

from html import escape
from urllib.parse import urlencode

import streamlit as st

from i18n.translator import Words
from pages.scenarios import exports, session
from pages.scenarios.model_runs import data_version, describe_refusal, model_version, scenario_title, write_message
from pages.scenarios.scenario_link import SEPARATOR
from pages.scenarios.scenario_set import MOST, with_default_name, with_preset_reasons, without_default_name
from pages.scenarios.toolbar import toolbar, unique_name
from scenarios import serialization
from scenarios.safe_yaml import LARGEST
from scenarios.scenario import NAME_LENGTH, NOTES_LENGTH
from shell import components, widget_seeds
from shell.exhibits.choices import VERSION
from shell.plain_text import escape_markdown


def share_section(t: Words) -> None:
    """Link, file and figures of the scenarios of this visit."""
    toolbar(t)
    link(t)
    left, right = st.columns(2, gap="large")
    with left:
        save(t)
    with right:
        load(t)
    export(t)


def link(t: Words) -> None:
    """The address that opens these scenarios, to copy; and what changed since it was made, if it is old."""
    components.subheading(t("studio.link_title"))
    scenarios = session.scenario_set_now()
    query = {"v": VERSION, "lang": t.language, "studio": "compare"}
    query |= session.address(scenarios)
    st.code(f"{st.context.url}?{urlencode(query, safe=SEPARATOR)}", language=None, wrap_lines=True)
    components.note(t("studio.link_help", model=model_version(), data=data_version()))


def describe_opened(t: Words) -> None:
    """What changed since the opened link or file was made, until another is opened."""
    if changes := st.session_state.get(session.CHANGED_SINCE):
        rows = "".join(f"<li>{escape(change)}</li>" for change in changes)
        with st.container(border=True):
            st.html(f'<p class="reading">{escape(t("studio.told"))}</p><ul>{rows}</ul>')


def save(t: Words) -> None:
    """Author and notes of the active scenario, and the file."""
    scenario = session.scenario_set_now().active_scenario
    name = scenario_title(scenario, t)
    components.subheading(t("studio.save_title"))
    components.note(t("studio.save_what", name=name), links=False)
    author = widget_seeds.seed_widget("studio.author", scenario.author)
    st.text_input(t("studio.author"), key=author, max_chars=NAME_LENGTH, on_change=_sign)
    notes = widget_seeds.seed_widget("studio.notes", scenario.notes)
    st.text_area(t("studio.notes"), key=notes, max_chars=NOTES_LENGTH, height=100, on_change=_sign)
    named = with_preset_reasons(with_default_name(scenario, t.language))
    body = serialization.to_yaml(named, data_version()).encode("utf-8")
    file = f"scenario-{exports.slug(name)}.yaml"
    st.download_button(t("studio.save"), body, file, "application/yaml", key="studio.save", on_click="ignore")


def load(t: Words) -> None:
    """The upload of a saved scenario, which is opened beside the others."""
    components.subheading(t("studio.load"))
    st.file_uploader(
        t("studio.load"),
        type=["yaml", "yml", "json"],
        key="studio.file",
        label_visibility="collapsed",
        on_change=_load,
        args=(t,),
    )
    # Streamlit refuses a very large file in the browser, in English; so the limit is shown beforehand.
    components.note(t("studio.load_most", most=t.number(LARGEST // 1000)))
    if upload := st.session_state.get(session.UPLOAD):
        opened, message = upload
        (st.success if opened else st.warning)(escape_markdown(message))


def export(t: Words) -> None:
    """The downloads of every outcome and every assumption, as CSV and as one workbook."""
    components.subheading(t("studio.export_title"))
    components.note(t("studio.export_note"))
    exports.download_buttons("studio-take", t, outcomes_too=True)


def _sign() -> None:
    author, notes = (str(widget_seeds.widget_value(f"studio.{name}")) for name in ("author", "notes"))
    session.apply(session.scenario_set_now().sign(author, notes))


def _load(t: Words) -> None:
    file = st.session_state["studio.file"]
    if file is None:
        st.session_state.pop(session.UPLOAD, None)
        st.rerun(session.ALL)
    _open(file.getvalue(), t)


def _open(body: bytes, t: Words) -> None:
    """Open the file of a scenario, or say why not; the scenarios of before stay where it cannot be read."""
    opened = serialization.from_yaml(body, data_version())
    if opened.scenario is None:
        why = " ".join(describe_refusal(fault, t, kept=False) for fault in opened.faults[:5])
        st.session_state[session.UPLOAD] = (False, t("studio.load_refused", why=why))
        st.rerun(session.ALL)
        return
    current = session.scenario_set_now()
    full = len(current.scenarios) >= MOST
    scenario = unique_name(without_default_name(opened.scenario), current.others if full else current.scenarios, t)
    message = t("studio.loaded", name=scenario_title(scenario, t))
    if full:
        message += " " + t("studio.load_full", most=MOST, name=scenario_title(current.active_scenario, t))
        current = current.put(scenario)
    else:
        current = current.add(scenario)
    st.session_state[session.UPLOAD] = (True, message)
    st.session_state[session.CHANGED_SINCE] = [write_message(change.message, t) for change in opened.messages]
    session.apply(current)
