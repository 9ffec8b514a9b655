"""The page of the meeting: the slides in order, about the meeting, where to begin, present mode and downloads."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from briefings.briefing import Briefing, BriefingError, from_json
from briefings.links import from_link
from i18n.translator import LANGUAGES, Words
from pages.meeting import data_changes, export, previous_briefing, slide_list
from pages.meeting.previous_briefing import replace_briefing
from pages.meeting.slide_list import apply
from shell import components, plain_text, url_state
from shell.briefing import store, templates
from shell.briefing.builders import build_slides
from shell.frame import error_boundary

AVAILABLE = (5, 10, 15, 20, 30, 45, 60, 90, 120)
LINK = "briefing"
ABOUT_FIELDS = ("title", "occasion", "place", "day", "author")


def shared_briefing(t: Words) -> None:
    """A briefing in a link: its slides are built only when the reader presses the button."""
    text = url_state.address().get(LINK)
    if not text:
        return
    try:
        wanted = from_link(text)
    except BriefingError as error:
        plain_text.warning(error.message(t.language))
        return
    with st.container(border=True):
        components.note(t("briefing.linked", count=t.number(len(wanted))))
        if st.button(t("briefing.linked_open"), type="primary", key="link-open"):
            with st.spinner(t("briefing.renewing", count=len(wanted))):
                slides = build_slides(wanted, t.language)
            replace_briefing(lambda before: replace(before, slides=tuple(slides)), t)
            url_state.drop(LINK)
            st.rerun()


def meeting(t: Words) -> None:
    """The page, as a fragment; an error in one section leaves the others as they are."""
    briefing = store.current_briefing(t)
    # In a container of their own: a message that comes or goes would move what is below, and fold open parts shut.
    with st.container():
        _show_messages(t)
    if not store.is_kept_on_server():
        components.note(t("briefing.only_here"))
    if not briefing.slides:
        plain_text.info(t("briefing.empty"))
        with st.container(horizontal=True):
            if store.count_undo_steps():
                _undo_button(t)
            previous_briefing.previous_button(t)
        with error_boundary(t, "where to begin"):
            _show_start(briefing, t)
        return
    with error_boundary(t, "the agenda"):
        _show_agenda(briefing, t)
    bar = st.container()
    slide_list.slides(briefing, t)
    with st.expander(t("briefing.about")), error_boundary(t, "about the meeting"):
        _show_about(briefing, t)
    with st.expander(t("briefing.files")):
        with error_boundary(t, "saving the briefing"):
            export.save_options(briefing, t)
        with st.container(horizontal=True):
            st.button(t("briefing.clear"), on_click=_clear, args=(t,), key="briefing-clear")
            previous_briefing.previous_button(t)
        with error_boundary(t, "where to begin"):
            _show_start(briefing, t)
    # Last, so that the page is complete while the kit is made.
    with bar, error_boundary(t, "making the kit"):
        export.make_kit(briefing, t)


def _show_messages(t: Words) -> None:
    """Show once what went wrong, and what the last step did."""
    session = store.draft_session()
    for text in filter(None, (store.take_notice(), session.failure)):
        plain_text.warning(text)
    if session.done_well:
        plain_text.info(session.done_well)
    session.failure = session.done_well = ""


def _clear(t: Words) -> None:
    replace_briefing(lambda before: replace(before, slides=()), t)


def _show_agenda(briefing: Briefing, t: Words) -> None:
    """Show the number of slides and minutes against the time available, and the buttons of the page."""
    planned = sum(slide.minutes for slide in briefing.main)
    with st.container(horizontal=True, vertical_alignment="bottom", key="agenda-head"):
        options = {str(count): t("briefing.minutes_short", count=count) for count in AVAILABLE}
        available = int(
            url_state.choose("minutes", options, label=t("briefing.available"), words=t, default="10", width=150)
        )
        export.present_link(briefing, t)
        export.kit_button(briefing, t)
        _undo_button(t)
        if any(map(data_changes.changed_datasets, briefing.slides)) and st.button(
            t("briefing.renew_all"), key="renew-all"
        ):
            renewed = data_changes.renew_all(briefing, t)
            if renewed:
                apply(lambda _: renewed, t)
                st.rerun()
    count = len(briefing.main)
    values = {
        "slides": t("briefing.slides_one") if count == 1 else t("briefing.slides", count=t.number(count)),
        "minutes": slide_list.format_minutes(planned, t),
        "appendix": t.number(len(briefing.appendix)),
        "available": slide_list.format_minutes(available, t),
    }
    over = planned - available
    components.key_message(
        t("briefing.agenda", **values)
        + " "
        + (t("briefing.over", over=slide_list.format_minutes(over, t)) if over > 0 else t("briefing.fits"))
    )


def _undo_button(t: Words) -> None:
    is_empty = not store.count_undo_steps()
    st.button(t("briefing.undo"), on_click=_undo, args=(t,), disabled=is_empty, key="briefing-undo")


def _undo(t: Words) -> None:
    try:
        store.undo(t)
    except store.NotKeptError as error:
        store.draft_session().failure = error.message(t)
    except BriefingError as error:
        store.draft_session().failure = error.message(t.language)


def _show_about(briefing: Briefing, t: Words) -> None:
    """Show the fields of the opening slide."""
    columns = st.columns([4, 4, 3, 2, 3])
    for column, name in zip(columns, ABOUT_FIELDS, strict=True):
        key = f"about.{name}"
        st.session_state[key] = t.iso_date(briefing.day) if name == "day" else getattr(briefing, name)

        def changed(name: str = name, key: str = key) -> None:
            typed = str(st.session_state[key])
            text = _parse_day(typed) if name == "day" else typed
            if text is None:
                store.draft_session().failure = t("briefing.no_day")
                return
            new: dict[str, Any] = {name: text}
            apply(lambda before: replace(before, **new), t)

        with column:
            # A text input: axe refuses an empty date input, and this field may stay empty.
            settings: dict[str, Any] = {"placeholder": t("briefing.day_like")} if name == "day" else {}
            st.text_input(t(f"briefing.about_{name}"), key=key, on_change=changed, max_chars=300, **settings)


def _parse_day(text: str) -> str | None:
    """A day in ISO format, from 1 december 2026, 1-12-2026 or 2026-12-01; empty for no text, None for any other."""
    text = text.strip()
    months = (Words(language).calendar()["months"] for language in LANGUAGES)
    for number, names in enumerate(zip(*months, strict=True), 1):
        text = re.sub(rf" ({'|'.join(names)}) ", f"-{number}-", text, flags=re.IGNORECASE)
    if match := re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", text):
        text = f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}"
    try:
        return str(date.fromisoformat(text)) if text else ""
    except ValueError:
        return None


def _show_start(briefing: Briefing, t: Words) -> None:
    """Show the templates and the file upload: they replace the slides, or are added after them."""
    left, right = st.columns(2, gap="medium")
    with left:
        options = templates.template_names(t.language)
        name = st.selectbox(t("briefing.ready"), list(options), format_func=lambda key: options[key], key="ready-which")
        with st.container(horizontal=True):
            ways = {"replace": "briefing.ready_open"}
            if briefing.slides:
                ways["add"] = "briefing.ready_add"
            for way, label in ways.items():
                if st.button(t(label), key=f"ready-{way}"):
                    _open_template(name, t, add=way == "add")
    with right:
        file = st.file_uploader(t("briefing.load"), type="json", key="briefing-file", max_upload_size=10)
        if file is not None and st.session_state.get("briefing.loaded") != file.file_id:
            st.session_state["briefing.loaded"] = file.file_id
            try:
                loaded = from_json(file.getvalue())
            except BriefingError as error:
                plain_text.error(t("briefing.refused", file=file.name, why=error.message(t.language)))
                return
            replace_briefing(lambda _: loaded, t)
            st.rerun()


def _open_template(name: str, t: Words, *, add: bool) -> None:
    with st.spinner(t("briefing.making")):
        template = templates.make_from_template(name, t.language)
    if add:
        apply(lambda before: replace(before, slides=(*before.slides, *template.slides)), t)
    else:
        replace_briefing(
            lambda before: replace(template, occasion=before.occasion, place=before.place, day=before.day), t
        )
    st.rerun()
