"""A small preview of a slide, from what the slide holds."""

import logging

import plotly.graph_objects as go
import streamlit as st

from briefings.briefing import Slide
from i18n.translator import Words
from shell import components, frame, map_component, plain_text
from shell.briefing.choice_keys import known_choices
from shell.briefing.layers import layer
from shell.exhibits import map_descriptions

LOG = logging.getLogger("dashboard")
# The most rows of a table in a preview.
PREVIEW_ROWS = 6


def show_preview(slide: Slide, t: Words) -> None:
    """A small preview of the slide as it was added; one that cannot be drawn says so."""
    try:
        _show_content(slide, t)
    except Exception:  # a file can hold anything
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


def _show_content(slide: Slide, t: Words) -> None:
    content = slide.content
    if slide.kind == "chart":
        figure = go.Figure(content["figure"], skip_invalid=True)
        st.plotly_chart(
            figure, key=f"glance-{slide.page}-{slide.figure}", alt=slide.alt, config=components.CHART_CONFIG
        )
    elif slide.kind == "map":
        # With the shapes of today: the addresses in the slide may no longer exist.
        description = content["map"]
        addresses = map_descriptions.layer_addresses()
        layers = {name: addresses.get(layer(address), address) for name, address in description["layers"].items()}
        map_component.mount_kept_map({**description, "layers": layers, "height": 300, "group": "glance"}, "map-glance")
    elif slide.kind == "table":
        rows = [["" if cell is None else str(cell) for cell in row] for row in content["rows"][:PREVIEW_ROWS] if row]
        components.show_table(content["head"], rows, caption=slide.title, words=True, headed=True, links=False)
        if len(content["rows"]) > PREVIEW_ROWS:
            components.note(t("briefing.rows_more", count=t.number(len(content["rows"]) - PREVIEW_ROWS)))
    else:
        components.note(*content["paragraphs"], links=False)
