"""The page of the meeting: what it is for, the slides in order, where to begin, and how to present and take away."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from briefings.briefing import Briefing, BriefingError, from_json
from briefings.links import from_link
from i18n.translator import Words
from pages.meeting import data_changes, export, previous_briefing, slide_list
from pages.meeting.previous_briefing import replace_briefing
from pages.meeting.slide_list import apply
from shell import components, plain_text, url_state
from shell.briefing import store, templates
from shell.briefing.redraw_process import NotDrawnError, draw_in_process
from shell.frame import error_boundary

AVAILABLE = (5, 10, 15, 20, 30, 45, 60, 90, 120)
LINK = "briefing"
ABOUT = ("title", "occasion", "place", "day", "author")


def shared_briefing(t: Words) -> None:
    """A briefing that came as a link: told, and drawn only when the reader asks for it."""
    text = st.query_params.get(LINK)
    if not text:
        return
    try:
        wanted = from_link(text)
    except BriefingError as error:
        plain_text.warning(error.told(t.language))
        return
    with st.container(border=True):
        components.note(t("briefing.linked", count=t.number(len(wanted))))
        if st.button(t("briefing.linked_open"), type="primary", key="link-open"):
            with st.spinner(t("briefing.renewing", count=len(wanted))):
                try:
                    slides = draw_in_process(wanted, t.language)
                except NotDrawnError as error:
                    plain_text.error(t("briefing.not_renewed", why=str(error)))
                    return
            replace_briefing(lambda held: replace(held, slides=tuple(slides)), t)
            del st.query_params[LINK]
            st.rerun()


def meeting(t: Words) -> None:
    """All of it, in a part of its own; each section by itself, so that one that fails takes no other away."""
    briefing = store.current_briefing(t)
    _notices(t)
    if not store.is_kept_on_server():
        components.note(t("briefing.only_here"))
    if not briefing.slides:
        plain_text.info(t("briefing.empty"))
        with st.container(horizontal=True):
            _undo_button(t)
            previous_briefing.previous_button(t)
        with error_boundary(t, "where to begin"):
            _start(briefing, t)
        return
    with error_boundary(t, "the agenda"):
        _agenda(briefing, t)
    bar = st.container()
    slide_list.slides(briefing, t)
    with st.expander(t("briefing.about")), error_boundary(t, "about the meeting"):
        _about(briefing, t)
    with st.expander(t("briefing.files")):
        with error_boundary(t, "saving the briefing"):
            export.save_options(briefing, t)
        with st.container(horizontal=True):
            st.button(t("briefing.clear"), on_click=_clear, args=(t,), key="briefing-clear")
            previous_briefing.previous_button(t)
        with error_boundary(t, "where to begin"):
            _start(briefing, t)
    # Last, so that all of the page is there while it takes its time.
    with bar, error_boundary(t, "making the kit"):
        export.make_kit(briefing, t)


def _notices(t: Words) -> None:
    """What was wrong, and what the last step did, each once."""
    held = store.draft_session()
    for text in filter(None, (store.take_notice(), held.told)):
        plain_text.warning(text)
    if held.done_well:
        plain_text.info(held.done_well)
    held.told = held.done_well = ""


def _clear(t: Words) -> None:
    replace_briefing(lambda held: replace(held, slides=()), t)


def _agenda(briefing: Briefing, t: Words) -> None:
    """How many slides and minutes, against the time there is; and the way back."""
    asked = sum(slide.minutes for slide in briefing.main)
    with st.container(horizontal=True, vertical_alignment="bottom", key="agenda-head"):
        options = {str(count): t("briefing.minutes_short", count=count) for count in AVAILABLE}
        there = int(
            url_state.choose("minutes", options, label=t("briefing.available"), words=t, default="10", width=150)
        )
        export.present_link(briefing, t)
        export.kit_button(briefing, t)
        _undo_button(t)
        if any(map(data_changes.changed_datasets, briefing.slides)) and st.button(
            t("briefing.renew_all"), key="renew-all"
        ):
            made = data_changes.renew_all(briefing, t)
            if made:
                apply(lambda _: made, t)
                st.rerun()
    count = len(briefing.main)
    told = {
        "slides": t("briefing.slides_one") if count == 1 else t("briefing.slides", count=t.number(count)),
        "minutes": slide_list.format_minutes(asked, t),
        "appendix": t.number(len(briefing.appendix)),
        "available": slide_list.format_minutes(there, t),
    }
    over = asked - there
    components.key_message(
        t("briefing.agenda", **told)
        + " "
        + (t("briefing.over", over=slide_list.format_minutes(over, t)) if over > 0 else t("briefing.fits"))
    )


def _undo_button(t: Words) -> None:
    back = not store.count_undo_steps()
    st.button(t("briefing.undo"), on_click=_undo, args=(t,), disabled=back, key="briefing-undo")


def _undo(t: Words) -> None:
    try:
        store.undo(t)
    except store.NotKeptError as error:
        store.draft_session().told = error.told(t)
    except BriefingError as error:
        store.draft_session().told = error.told(t.language)


def _about(briefing: Briefing, t: Words) -> None:
    """What the opening slide says."""
    columns = st.columns([4, 4, 3, 2, 3])
    for column, name in zip(columns, ABOUT, strict=True):
        key = f"about.{name}"
        st.session_state[key] = getattr(briefing, name)

        def changed(name: str = name, key: str = key) -> None:
            written = str(st.session_state[key])
            text = _dated(written) if name == "day" else written
            if text is None:
                store.draft_session().told = t("briefing.no_day")
                return
            new: dict[str, Any] = {name: text}
            apply(lambda held: replace(held, **new), t)

        with column:
            # A date input that holds no date is one that axe refuses; this one may stay empty.
            shown: dict[str, Any] = {"placeholder": t("briefing.day_like")} if name == "day" else {}
            st.text_input(t(f"briefing.about_{name}"), key=key, on_change=changed, max_chars=300, **shown)


def _dated(text: str) -> str | None:
    """A day as ISO has it, from 2026-12-01 or 1-12-2026; empty stays empty, and none is no day."""
    text = text.strip()
    if found := re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", text):
        text = f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}"
    try:
        return str(date.fromisoformat(text)) if text else ""
    except ValueError:
        return None


def _start(briefing: Briefing, t: Words) -> None:
    """A ready-made briefing or a file, in the place of what is there or after it."""
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
                    _ready(name, t, add=way == "add")
    with right:
        file = st.file_uploader(t("briefing.load"), type="json", key="briefing-file", max_upload_size=10)
        if file is not None and st.session_state.get("briefing.loaded") != file.file_id:
            st.session_state["briefing.loaded"] = file.file_id
            try:
                found = from_json(file.getvalue())
            except BriefingError as error:
                plain_text.error(t("briefing.refused", file=file.name, why=error.told(t.language)))
                return
            replace_briefing(lambda _: found, t)
            st.rerun()


def _ready(name: str, t: Words, *, add: bool) -> None:
    with st.spinner(t("briefing.making")):
        try:
            made = templates.make_from_template(name, t.language)
        except NotDrawnError as error:
            plain_text.error(t("briefing.not_renewed", why=str(error)))
            return
    if add:
        apply(lambda held: replace(held, slides=(*held.slides, *made.slides)), t)
    else:
        replace_briefing(lambda held: replace(made, occasion=held.occasion, place=held.place, day=held.day), t)
    st.rerun()
