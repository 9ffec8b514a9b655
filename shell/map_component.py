"""Maps on a page: `map/map.js` draws what `shell.exhibits.map_descriptions` describes; the component returns clicks."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from briefings.exhibit import Exhibit
from shell.briefing import collect
from shell.frame import go_to
from shell.indicator_data import all_municipalities
from shell.server.own_files import component_script

_component = st.components.v2.component(
    "district_map",
    html='<div class="district-map"></div>',
    js=component_script("map.js"),
    isolate_styles=False,
)


def open_profile(clicked: str | None) -> None:
    """Open the profile of a place that was clicked, if it is a municipality."""
    if clicked in all_municipalities():
        go_to("place", place=clicked)


def show_map(exhibit: Exhibit) -> str | None:
    """Show the map of an exhibit, with a button that adds it; returns the key of what was clicked in it, once."""
    clicked = mount_kept_map(exhibit.drawing, exhibit.key)
    collect.offer(exhibit)
    return clicked


def mount_kept_map(description: Mapping[str, Any], key: str) -> str | None:
    """Show a map that `charts.maps.describe` made; returns the key of what was clicked in it, once."""
    clicked = _component(data=dict(description), key=key, on_clicked_change=lambda: None).clicked
    return None if clicked is None else str(clicked)
