"""The slides of the briefing in order, and the chosen one: its place, texts and minutes."""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import streamlit as st

from briefings.briefing import Briefing, BriefingError, Slide
from i18n.translator import Words
from pages.meeting import data_changes
from pages.meeting.slide_preview import show_preview
from shell import components, frame
from shell.briefing import store
from shell.briefing.store import DraftSession
from shell.server.own_files import component_script

_list_component = st.components.v2.component(
    "briefing_agenda",
    html='<div class="agenda-frame"></div>',
    js=component_script("slide_list.js"),
    isolate_styles=False,
)


def slides(briefing: Briefing, t: Words) -> None:
    """The list at the left, the chosen slide at the right."""
    at = chosen_position(briefing)
    left, right = st.columns(2, gap="medium")
    # Separate error boundaries: a broken slide must not hide the list, or the button that removes it.
    with left:
        with frame.error_boundary(t, "the list of slides"):
            _show_list(briefing, at, t)
        with st.container(border=True, key="glance"):
            show_preview(briefing.slides[at], t)
    with right, frame.error_boundary(t, "the form of a slide"):
        _show_editor(briefing, at, t)


def chosen_position(briefing: Briefing) -> int:
    """The place of the chosen slide; the last one where it is gone."""
    return max(0, min(store.draft_session().at, len(briefing.slides) - 1))


def apply(do: Callable[[Briefing], Briefing], t: Words, session: DraftSession | None = None) -> bool:
    """Change the briefing. Returns whether it changed; an error is shown when the page is drawn next."""
    session = session or store.draft_session()
    try:
        store.change(do, t, session)
    except BriefingError as error:
        session.failure = error.message(t.language)
        return False
    except store.NotKeptError as error:
        session.failure = error.message(t)
    except store.MovedError:
        session.failure = t("briefing.moved")
        return False
    return True


def _show_list(briefing: Briefing, at: int, t: Words) -> None:
    rows, number = [], 0
    for slide in briefing.slides:
        number += not slide.appendix
        label = t("briefing.appendix_short") if slide.appendix else f"{number}."
        aside = "" if slide.appendix else format_minutes(slide.minutes, t)
        rows.append([label, slide.title, aside, slide.appendix, bool(data_changes.changed_datasets(slide))])

    def on_steps() -> None:
        sent, session = str(st.session_state["agenda"].did), store.draft_session()
        # All steps that the list has not seen answered: some may have been taken in a run that the next step
        # interrupted. So they apply to the briefing of the session, not to the one that was drawn.
        latest, error = session.briefing or briefing, session.failure
        for number, kind, *places in _steps(sent, len(latest.slides)):
            if number <= session.done:
                continue
            if kind == "choose":
                session.at = places[0]
            elif kind == "move" and len(places) == 2 and session.failure == error:
                _move(latest, places[0], places[1], t, session)
                latest = session.briefing or latest
            session.done = number

    words = {"label": t("briefing.order"), "changed": t("briefing.changed_short")}
    data = {"rows": rows, "chosen": at, "done": store.draft_session().done, "words": words}
    _list_component(data=data, key="agenda", on_did_change=on_steps)
    components.note(t("briefing.order_hint"))


def _steps(text: str, count: int) -> Iterator[tuple[Any, ...]]:
    """Number, kind and places of each step in the text that the list sends; invalid ones are left out."""
    for step in text.split(";"):
        parts = step.split()
        if len(parts) > 2 and all(one.isdecimal() for one in (parts[0], *parts[2:])):
            number, what, places = int(parts[0]), parts[1], [int(place) for place in parts[2:]]
            if max(places) < count:
                yield number, what, *places


def format_minutes(count: float, t: Words) -> str:
    """Minutes with their unit: 2 min, 1,5 min."""
    return t("briefing.minutes_short", count=t.number(count, 0 if float(count).is_integer() else 1))


def _move(briefing: Briefing, place: int, to: int, t: Words, session: DraftSession | None = None) -> None:
    """Move a slide; the appendix stays at the end, so its new place may be another than `to`."""
    session = session or store.draft_session()
    slide = briefing.slides[place]

    def moved(before: Briefing) -> Briefing:
        _check_unchanged(before, place, slide)
        rest = [*before.slides[:place], *before.slides[place + 1 :]]
        return replace(before, slides=(*rest[:to], slide, *rest[to:]))

    apply(moved, t, session)
    now = store.current_briefing(t, session).slides
    session.at = next((at for at, one in enumerate(now) if one is slide), to)


def _check_unchanged(briefing: Briefing, place: int, slide: Slide) -> None:
    """Raise MovedError where another window moved or changed the slide that the reader saw."""
    if place >= len(briefing.slides) or (briefing.slides[place] is not slide and briefing.slides[place] != slide):
        raise store.MovedError


def replace_slide(place: int, slide: Slide, replacement: Slide | None, t: Words) -> None:
    """Replace a slide by another one, or remove it."""
    session = store.draft_session()

    def changed(before: Briefing) -> Briefing:
        _check_unchanged(before, place, slide)
        return replace(
            before,
            slides=(*before.slides[:place], *([replacement] if replacement else []), *before.slides[place + 1 :]),
        )

    apply(changed, t, session)
    if replacement and replacement.appendix != slide.appendix:
        now = store.current_briefing(t, session).slides
        session.at = next((at for at, one in enumerate(now) if one is replacement), place)


def _show_editor(briefing: Briefing, at: int, t: Words) -> None:
    slide, last = briefing.slides[at], len(briefing.slides) - 1
    with st.container(key="slide-buttons", horizontal=True, vertical_alignment="bottom", gap="small"):
        st.button(t("briefing.up"), on_click=_move, args=(briefing, at, at - 1, t), disabled=at == 0, key="slide-up")
        st.button(
            t("briefing.down"), on_click=_move, args=(briefing, at, at + 1, t), disabled=at == last, key="slide-down"
        )
        key = field_key("place", at, slide)
        st.session_state[key] = at + 1

        def place() -> None:
            if (to := int(st.session_state[key]) - 1) != at:
                _move(briefing, at, to, t)

        st.number_input(t("briefing.place"), 1, last + 1, step=1, key=key, on_change=place, width=110)
        st.button(t("briefing.remove"), on_click=replace_slide, args=(at, slide, None, t), key="slide-remove")
    data_changes.show_changes(slide, at, replace_slide, t)
    _show_field("title", st.text_input, briefing, at, t, max_chars=300)
    _show_field("says", st.text_area, briefing, at, t, max_chars=1500, height=80)
    _show_field("note", st.text_area, briefing, at, t, max_chars=20_000, height=110)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _show_field(
            "minutes",
            st.number_input,
            briefing,
            at,
            t,
            min_value=0.0,
            max_value=600.0,
            step=0.5,
            format="%g",
            width=150,
        )
        _show_field("appendix", st.toggle, briefing, at, t)


def field_key(name: str, at: int, slide: Slide) -> str:
    """The key of a field of this slide in this place.

    Each slide has its own keys: with shared ones the browser would write the values of the previous slide into this one
    when somebody goes through the list faster than the page is drawn.
    """
    known = json.dumps([at, slide.kind, slide.page, slide.query, slide.figure], sort_keys=True)
    return f"slide.{name}.{hashlib.sha256(known.encode()).hexdigest()[:8]}"


def _show_field(name: str, widget: Callable[..., Any], briefing: Briefing, at: int, t: Words, **settings: Any) -> None:
    """A field of the chosen slide, stored as soon as it changes."""
    slide = briefing.slides[at]
    key = field_key(name, at, slide)
    value = getattr(slide, name)
    st.session_state[key] = value

    def changed() -> None:
        value = st.session_state[key]
        if value is not None and value != getattr(slide, name):
            replace_slide(at, slide, replace(slide, **{name: value}), t)

    widget(t("briefing.title_label" if name == "title" else f"briefing.{name}"), key=key, on_change=changed, **settings)
