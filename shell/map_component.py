"""Maps on a page: `map/map.js` draws what `shell.exhibits.map_descriptions` describes; the component returns clicks."""

import re
from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from briefings.exhibit import Exhibit
from i18n.translator import Words
from shell import url_state
from shell.briefing import collect
from shell.exhibits.choices import shorten
from shell.frame import go_to
from shell.indicator_data import all_municipalities
from shell.server.own_files import component_script

# The query parameter, and the session key of what a link said; `map/map_library.js` has the same bounds.
POSITION, SHOWN = "position", "map.position"
POSITION_TEXT = re.compile(r"\d{1,2}(\.\d{1,6})?,\d(\.\d{1,6})?,\d{1,2}(\.\d{1,4})?")
POSITION_BOUNDS = ((50.2, 52.5), (1.6, 6.0), (7.0, 14.0))

_component = st.components.v2.component(
    "district_map",
    html='<div class="district-map"></div>',
    js=component_script("map.js"),
    isolate_styles=False,
)


def has_profile(place: str) -> bool:
    """Whether a place has a profile: every municipality has."""
    return place in all_municipalities()


def open_profile(clicked: str | None) -> None:
    """Open the profile of a place that was clicked, if it is a municipality."""
    if clicked is not None and has_profile(clicked):
        go_to("place", place=clicked)


def read_position(text: str) -> list[float] | None:
    """Latitude, longitude and zoom of a position as the address has it, or None where that is none on our map."""
    if not POSITION_TEXT.fullmatch(text):
        return None
    numbers = [float(part) for part in text.split(",")]
    within = all(low <= number <= high for number, (low, high) in zip(numbers, POSITION_BOUNDS, strict=True))
    return numbers if within else None


def linked_position(t: Words) -> list[float] | None:
    """Which part of the map the address of this visit began with; the whole, with a notice, where it says nonsense.

    The browser changes it in the address as the reader moves the map (`map/map_address.js`).
    """
    if (text := url_state.take_linked(POSITION)) is not None:
        st.session_state[SHOWN] = read_position(text)
        if st.session_state[SHOWN] is None:
            url_state.notify(t("map.bad_position", asked=shorten(text)))
            url_state.drop(POSITION)
    position: list[float] | None = st.session_state.get(SHOWN)
    return position


def show_map(
    exhibit: Exhibit, *, position_for: Words | None = None, on_click: Callable[[str], None] | None = None
) -> str | None:
    """Show the map of an exhibit, with a button that adds it; returns the key of what was clicked in it, once.

    position_for    the words of the reader, where the address says which part of the map is shown
    on_click        called with that key before the page is drawn, so that it is drawn once
    """
    drawing: Mapping[str, Any] = exhibit.drawing
    if position_for:
        drawing = {**drawing, "linked": True, "position": linked_position(position_for)}
    clicked = mount_kept_map(drawing, exhibit.key, on_click)
    collect.offer(exhibit)
    return clicked


def mount_kept_map(
    description: Mapping[str, Any], key: str, on_click: Callable[[str], None] | None = None
) -> str | None:
    """Show a map that `charts.maps.describe` made; returns the key of what was clicked in it, once."""

    def click() -> None:
        if on_click and (clicked := st.session_state[key]["clicked"]) is not None:
            on_click(str(clicked))

    clicked = _component(data=dict(description), key=key, on_clicked_change=click).clicked
    return None if clicked is None else str(clicked)
