"""The slides of the briefing in order, and the one that is chosen: its place, texts, minutes, and how it looks."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from briefings.briefing import Briefing, BriefingError, Slide
from shell import briefing_changed, briefing_store, draw, frame, picture
from shell.briefing_file import layer
from shell.routes import own
from shell.words import Words

# More rows of a table than this are for the slide itself, not for a glance at it.
GLANCE = 6
_agenda = st.components.v2.component(
    "briefing_agenda",
    html='<div class="agenda-frame"></div>',
    js=f"""export default (component) => {{
        import(new URL('/own/{own("agenda.js").file}', document.baseURI)).then(module => module.default(component));
    }}""",
    isolate_styles=False,
)


def slides(briefing: Briefing, t: Words) -> None:
    """The list at the left, the chosen slide at the right."""
    at = chosen(briefing)
    left, right = st.columns(2, gap="medium")
    with left:
        _order(briefing, at, t)
        _glance(briefing.slides[at], t)
    with right:
        _edited(briefing, at, t)


def chosen(briefing: Briefing) -> int:
    """The place of the chosen slide; the last one where it is gone."""
    return max(0, min(int(st.session_state.get("slide.at", 0)), len(briefing.slides) - 1))


def apply(do: Callable[[Briefing], Briefing], t: Words) -> None:
    """Change the briefing; what stands in the way is told where the page is drawn next."""
    try:
        briefing_store.change(do, t)
    except BriefingError as error:
        st.session_state["briefing.told"] = error.told(t.language)
    except briefing_store.NotKeptError as error:
        st.session_state["briefing.told"] = t("briefing.not_kept", why=str(error))
    except briefing_store.MovedError:
        st.session_state["briefing.told"] = t("briefing.moved")


def _order(briefing: Briefing, at: int, t: Words) -> None:
    rows, number = [], 0
    for slide in briefing.slides:
        number += not slide.appendix
        shown = t("briefing.appendix_short") if slide.appendix else f"{number}."
        aside = "" if slide.appendix else minutes(slide.minutes, t)
        rows.append([shown, slide.title, aside, slide.appendix, bool(briefing_changed.changed(slide))])

    def did() -> None:
        what, *places = str(st.session_state["agenda"].did).split()
        known = [int(place) for place in places if place.isdecimal() and int(place) < len(briefing.slides)]
        if what == "choose" and len(known) == 1:
            st.session_state["slide.at"] = known[0]
        elif what == "move" and len(known) == 2:
            _move(briefing, known[0], known[1], t)

    words = {"label": t("briefing.order"), "changed": t("briefing.changed_short")}
    _agenda(data={"rows": rows, "chosen": at, "words": words}, key="agenda", on_did_change=did)
    draw.note(t("briefing.order_hint"))


def minutes(count: float, t: Words) -> str:
    """Minutes as people say them: 2 min, 1,5 min."""
    return t("briefing.minutes_short", count=t.number(count, 0 if float(count).is_integer() else 1))


def _move(briefing: Briefing, place: int, to: int, t: Words) -> None:
    """Another place for a slide; the appendix stays at the end, so it may come to stand a little elsewhere."""
    slide = briefing.slides[place]

    def moved(held: Briefing) -> Briefing:
        _same(held, place, slide)
        rest = [*held.slides[:place], *held.slides[place + 1 :]]
        return replace(held, slides=(*rest[:to], slide, *rest[to:]))

    apply(moved, t)
    now = briefing_store.current(t).slides
    st.session_state["slide.at"] = next((at for at, one in enumerate(now) if one is slide), to)


def _same(held: Briefing, place: int, slide: Slide) -> None:
    """A change is for the slide the reader saw; another window may have moved or changed it."""
    if place >= len(held.slides) or (held.slides[place] is not slide and held.slides[place] != slide):
        raise briefing_store.MovedError


def put(place: int, slide: Slide, made: Slide | None, t: Words) -> None:
    """Another slide in the place of this one, or none."""

    def changed(held: Briefing) -> Briefing:
        _same(held, place, slide)
        return replace(held, slides=(*held.slides[:place], *([made] if made else []), *held.slides[place + 1 :]))

    apply(changed, t)
    if made and made.appendix != slide.appendix:
        now = briefing_store.current(t).slides
        st.session_state["slide.at"] = next((at for at, one in enumerate(now) if one is made), place)


def _edited(briefing: Briefing, at: int, t: Words) -> None:
    slide, last = briefing.slides[at], len(briefing.slides) - 1
    with st.container(key="slide-buttons", horizontal=True, vertical_alignment="bottom", gap="small"):
        st.button(t("briefing.up"), on_click=_move, args=(briefing, at, at - 1, t), disabled=at == 0, key="slide-up")
        st.button(
            t("briefing.down"), on_click=_move, args=(briefing, at, at + 1, t), disabled=at == last, key="slide-down"
        )
        st.session_state["_place"] = at + 1

        def place() -> None:
            _move(briefing, at, int(st.session_state["_place"]) - 1, t)

        st.number_input(t("briefing.place"), 1, last + 1, step=1, key="_place", on_change=place, width=110)
        st.button(t("briefing.remove"), on_click=put, args=(at, slide, None, t), key="slide-remove")
    briefing_changed.told(slide, at, put, t)
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


def _field(name: str, widget: Callable[..., Any], briefing: Briefing, at: int, t: Words, **settings: Any) -> None:
    """One text or number of the chosen slide, kept as soon as it is changed."""
    key, slide = f"slide.{name}", briefing.slides[at]
    st.session_state[key] = getattr(slide, name)

    def changed() -> None:
        value = st.session_state[key]
        if value is not None and value != getattr(slide, name):
            put(at, slide, replace(slide, **{name: value}), t)

    widget(t("briefing.title_label" if name == "title" else f"briefing.{name}"), key=key, on_change=changed, **settings)


def _glance(slide: Slide, t: Words) -> None:
    """The slide as it was kept, small: enough to know which it is."""
    with st.container(border=True, key="glance"):
        content = slide.content
        if slide.kind == "chart":
            figure = go.Figure(content["figure"], skip_invalid=True)
            st.plotly_chart(figure, key=f"glance-{slide.page}-{slide.figure}", alt=slide.alt, config=draw.CHART_CONFIG)
        elif slide.kind == "map":
            # Its shapes are those of today: the addresses of then may be gone.
            drawn = content["map"]
            there = picture.addresses()
            layers = {name: there.get(layer(address), address) for name, address in drawn["layers"].items()}
            picture.mounted({**drawn, "layers": layers, "height": 300, "group": "glance"}, "map-glance")
        elif slide.kind == "table":
            rows = content["rows"]
            draw.table(content["head"], rows[:GLANCE], caption=slide.title, words=True, headed=True, offered=False)
            if len(rows) > GLANCE:
                draw.note(t("briefing.rows_more", count=t.number(len(rows) - GLANCE)))
        else:
            draw.note(*content["paragraphs"])
        draw.note(slide.source, t("briefing.dated", day=briefing_changed.day(slide.date, t)) if slide.date else "")
        if slide.page in frame.PAGES:
            frame.link(slide.page, t("briefing.open_page"), lang=t.language, **slide.query)
