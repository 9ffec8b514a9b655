"""A briefing leaves the dashboard: presented in a window of its own, taken away as one zip, as a file, or as a link."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import streamlit as st

from briefings.briefing import Briefing, BriefingError, to_json
from briefings.links import to_link
from loaders.published import published
from shell import draw
from shell.words import Words


def complete(briefing: Briefing) -> Briefing:
    """The briefing with the shapes its maps are drawn on; those it brought along stay."""
    layers = dict(briefing.layers)
    for slide in briefing.slides:
        if slide.kind == "map":
            for name in map(layer, slide.content["map"].get("layers", {}).values()):
                if name not in layers and name in published():
                    layers[name] = _shapes(name)
    return replace(briefing, layers=layers)


def layer(address: str) -> str:
    """The published name in the address of a layer: areas-municipality in /layers/areas-municipality.9617.json."""
    return address.rpartition("/")[2].split(".")[0]


@cache
def _shapes(name: str) -> Mapping[str, Any]:
    shapes: Mapping[str, Any] = json.loads(published()[name].body)
    return shapes


def file_name(briefing: Briefing, ending: str) -> str:
    """A name that every system can keep, made of the title."""
    plain = re.sub(r"[^a-z0-9]+", "-", briefing.title.lower()).strip("-")[:60]
    return f"{plain or 'briefing'}{ending}"


def save(briefing: Briefing, t: Words) -> None:
    """The file of the briefing, and a link where one is short enough."""
    try:
        body = to_json(complete(briefing))
    except BriefingError as error:
        st.warning(error.told(t.language))
        return
    st.download_button(
        t("briefing.save", size=t.number(len(body) / 1e6, 1)),
        body,
        file_name(briefing, ".json"),
        "application/json",
        key="briefing-save",
        on_click="ignore",
    )
    text = to_link(briefing)
    if text is None:
        draw.note(t("briefing.link_long"))
        return
    draw.note(t("briefing.link_note"))
    here = urlsplit(str(st.context.url or ""))
    st.code(f"{here.scheme}://{here.netloc}{here.path}?briefing={text}&lang={t.language}&v=1", language=None)


def present(briefing: Briefing, t: Words) -> None:
    """Present, and take away."""
    draw.note(t("briefing.soon"))
