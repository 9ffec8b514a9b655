"""The slides of the briefing in order, and the one that is chosen: its place, texts, minutes, and how it looks."""

import hashlib
import json
import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from briefings.briefing import Briefing, BriefingError, Slide
from i18n.translator import Words
from pages.meeting import data_changes
from shell import components, frame, map_component, plain_text
from shell.briefing import collect, store
from shell.briefing.choice_keys import known_choices
from shell.briefing.layers import layer
from shell.briefing.store import DraftSession
from shell.server.own_files import own_address

LOG = logging.getLogger("dashboard")
# More rows of a table than this are for the slide itself, not for a glance at it.
GLANCE = 6
_agenda = st.components.v2.component(
    "briefing_agenda",
    html='<div class="agenda-frame"></div>',
    js=f"""export default (component) => {{
        import(new URL('{own_address("slide_list.js")}', document.baseURI)).then(module => module.default(component));
    }}""",
    isolate_styles=False,
)


def slides(briefing: Briefing, t: Words) -> None:
    """The list at the left, the chosen slide at the right."""
    at = chosen_position(briefing)
    left, right = st.columns(2, gap="medium")
    # Each by itself: what is wrong with a slide must not take away the list, or the button that removes it.
    with left:
        with frame.error_boundary(t, "the list of slides"):
            _order(briefing, at, t)
        with st.container(border=True, key="glance"):
            _glance(briefing.slides[at], t)
    with right, frame.error_boundary(t, "the form of a slide"):
        _edited(briefing, at, t)


def chosen_position(briefing: Briefing) -> int:
    """The place of the chosen slide; the last one where it is gone."""
    return max(0, min(store.draft_session().at, len(briefing.slides) - 1))


def apply(do: Callable[[Briefing], Briefing], t: Words, held: DraftSession | None = None) -> bool:
    """Change the briefing; gives whether it did. What stood in the way is told where the page is drawn next."""
    held = held or store.draft_session()
    try:
        store.change(do, t, held)
    except BriefingError as error:
        held.told = error.told(t.language)
        return False
    except store.NotKeptError as error:
        held.told = error.told(t)
    except store.MovedError:
        held.told = t("briefing.moved")
        return False
    return True


def _order(briefing: Briefing, at: int, t: Words) -> None:
    rows, number = [], 0
    for slide in briefing.slides:
        number += not slide.appendix
        shown = t("briefing.appendix_short") if slide.appendix else f"{number}."
        aside = "" if slide.appendix else format_minutes(slide.minutes, t)
        rows.append([shown, slide.title, aside, slide.appendix, bool(data_changes.changed_datasets(slide))])

    def did() -> None:
        sent, held = str(st.session_state["agenda"].did), store.draft_session()
        # All steps that the list has not heard of yet: some may have been taken already, in a run that a next step
        # cut off. So what counts as seen is what this session held last, not what was drawn when this was made.
        shown, told = held.briefing or briefing, held.told
        for number, what, *places in _steps(sent, len(shown.slides)):
            if number <= held.done:
                continue
            if what == "choose":
                held.at = places[0]
            elif what == "move" and len(places) == 2 and held.told == told:
                _move(shown, places[0], places[1], t, held)
                shown = held.briefing or shown
            held.done = number

    words = {"label": t("briefing.order"), "changed": t("briefing.changed_short")}
    data = {"rows": rows, "chosen": at, "done": store.draft_session().done, "words": words}
    _agenda(data=data, key="agenda", on_did_change=did)
    components.note(t("briefing.order_hint"))


def _steps(text: str, count: int) -> Iterator[tuple[Any, ...]]:
    """Number, kind and places of each step in what the list sends; what cannot be one is left out."""
    for step in text.split(";"):
        parts = step.split()
        if len(parts) > 2 and all(one.isdecimal() for one in (parts[0], *parts[2:])):
            number, what, places = int(parts[0]), parts[1], [int(place) for place in parts[2:]]
            if max(places) < count:
                yield number, what, *places


def format_minutes(count: float, t: Words) -> str:
    """Minutes as people say them: 2 min, 1,5 min."""
    return t("briefing.minutes_short", count=t.number(count, 0 if float(count).is_integer() else 1))


def _move(briefing: Briefing, place: int, to: int, t: Words, held: DraftSession | None = None) -> None:
    """Another place for a slide; the appendix stays at the end, so it may come to stand a little elsewhere."""
    held = held or store.draft_session()
    slide = briefing.slides[place]

    def moved(before: Briefing) -> Briefing:
        _same(before, place, slide)
        rest = [*before.slides[:place], *before.slides[place + 1 :]]
        return replace(before, slides=(*rest[:to], slide, *rest[to:]))

    apply(moved, t, held)
    now = store.current_briefing(t, held).slides
    held.at = next((at for at, one in enumerate(now) if one is slide), to)


def _same(held: Briefing, place: int, slide: Slide) -> None:
    """A change is for the slide the reader saw; another window may have moved or changed it."""
    if place >= len(held.slides) or (held.slides[place] is not slide and held.slides[place] != slide):
        raise store.MovedError


def replace_slide(place: int, slide: Slide, made: Slide | None, t: Words) -> None:
    """Another slide in the place of this one, or none."""
    held = store.draft_session()

    def changed(before: Briefing) -> Briefing:
        _same(before, place, slide)
        return replace(before, slides=(*before.slides[:place], *([made] if made else []), *before.slides[place + 1 :]))

    apply(changed, t, held)
    if made and made.appendix != slide.appendix:
        now = store.current_briefing(t, held).slides
        held.at = next((at for at, one in enumerate(now) if one is made), place)


def _edited(briefing: Briefing, at: int, t: Words) -> None:
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
    _field("title", st.text_input, briefing, at, t, max_chars=300)
    _field("says", st.text_area, briefing, at, t, max_chars=1500, height=80)
    _field("note", st.text_area, briefing, at, t, max_chars=20_000, height=110)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _field(
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
        _field("appendix", st.toggle, briefing, at, t)


def field_key(name: str, at: int, slide: Slide) -> str:
    """The key of a field of this slide in this place.

    Another slide has other fields: else what the browser still holds of the one before is written into this one, when
    somebody goes through the list faster than the page is drawn.
    """
    known = json.dumps([at, slide.kind, slide.page, slide.query, slide.figure], sort_keys=True)
    return f"slide.{name}.{hashlib.sha256(known.encode()).hexdigest()[:8]}"


def _field(name: str, widget: Callable[..., Any], briefing: Briefing, at: int, t: Words, **settings: Any) -> None:
    """One text or number of the chosen slide, kept as soon as it is changed."""
    slide = briefing.slides[at]
    key = field_key(name, at, slide)
    value = getattr(slide, name)
    # A whole number of a file is no float, and the field refuses a mixture of the two.
    st.session_state[key] = float(value) if name == "minutes" else value

    def changed() -> None:
        value = st.session_state[key]
        if value is not None and value != getattr(slide, name):
            replace_slide(at, slide, replace(slide, **{name: value}), t)

    widget(t("briefing.title_label" if name == "title" else f"briefing.{name}"), key=key, on_change=changed, **settings)


def _glance(slide: Slide, t: Words) -> None:
    """The slide as it was kept, small: enough to know which it is; one that cannot be drawn says so."""
    try:
        with collect.begin_exhibit_context():
            _drawn(slide, t)
    except Exception:  # whatever is in it
        LOG.exception("the slide %s of %s cannot be drawn", slide.figure, slide.page)
        plain_text.warning(t("briefing.slide_broken"))
    components.note(
        slide.compared,
        slide.source,
        t("briefing.dated", day=t.iso_date(slide.date)) if slide.date else "",
    )
    if slide.page in frame.PAGES:
        query = known_choices(slide.page, slide.query)
        frame.link(slide.page, t("briefing.open_page"), lang=t.language, **query)


def _drawn(slide: Slide, t: Words) -> None:
    content = slide.content
    if slide.kind == "chart":
        figure = go.Figure(content["figure"], skip_invalid=True)
        st.plotly_chart(
            figure, key=f"glance-{slide.page}-{slide.figure}", alt=slide.alt, config=components.CHART_CONFIG
        )
    elif slide.kind == "map":
        # Its shapes are those of today: the addresses of then may be gone.
        drawn = content["map"]
        there = map_component.layer_addresses()
        layers = {name: there.get(layer(address), address) for name, address in drawn["layers"].items()}
        map_component.mount_kept_map({**drawn, "layers": layers, "height": 300, "group": "glance"}, "map-glance")
    elif slide.kind == "table":
        rows = [["" if cell is None else str(cell) for cell in row] for row in content["rows"][:GLANCE] if row]
        components.table(content["head"], rows, caption=slide.title, words=True, headed=True, key="", links=False)
        if len(content["rows"]) > GLANCE:
            components.note(t("briefing.rows_more", count=t.number(len(content["rows"]) - GLANCE)))
    else:
        components.note(*content["paragraphs"], links=False)
