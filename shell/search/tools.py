"""The tools in the frame of every page: search, sharing, and a message about a figure that is wrong.

What they do stands in the scripts beside this module; only the address of a result comes back to the server.
"""

import os
import tomllib
from functools import cache
from pathlib import Path
from urllib.parse import parse_qsl

import streamlit as st

from i18n.translator import Words
from shell import datasets
from shell.briefing.choice_keys import KEYS, known_choices
from shell.search.index import index_address
from shell.server.addresses import address
from shell.server.own_files import component_script

ICONS = (
    '<circle cx="10" cy="10" r="6"/><path d="m15 15 5 5"/>',
    '<circle cx="6" cy="12" r="2.5"/><circle cx="18" cy="5.5" r="2.5"/><circle cx="18" cy="18.5" r="2.5"/>'
    '<path d="m8.2 10.8 7.6-4m-7.6 6.4 7.6 4"/>',
)
BUTTONS = "".join(
    f'<button type="button"><svg width="20" height="20" viewBox="0 0 24 24" fill="none" stroke="currentColor"'
    f' stroke-width="2" aria-hidden="true">{icon}</svg><span></span></button>'
    for icon in ICONS
)
TEXTS = ("open", "share", "wrong", "close", "loading", "failed")
# Characters of a version that a message names: enough to tell one from the next.
SHORT = 12

_tools = st.components.v2.component(
    "tools", html=f'<div class="tools">{BUTTONS}</div>', js=component_script("tools.js"), isolate_styles=False
)


def show(page: str, t: Words) -> tuple[str, dict[str, str]] | None:
    """Draw the tools on a page. Returns the page and choices of a result that the reader chose, once."""
    data = {
        "index": index_address(t.language),
        "base": address("/"),
        "page": page,
        "words": {name: t(f"search.{name}") for name in TEXTS},
        "about": {"data": datasets.data_version()[:SHORT], "app": app_version()},
        "mail": os.environ.get("NSPD_REPORTS", "").strip(),
    }
    with st.container(key="tools"):
        chosen = _tools(data=data, key="frame-tools", on_go_change=lambda: None).go
    return read_address(str(chosen)) if chosen else None


def read_address(text: str) -> tuple[str, dict[str, str]] | None:
    """Page and choices of an address from the browser; None for a page that does not exist."""
    page, _, query = text.partition("?")
    return (page, known_choices(page, dict(parse_qsl(query)))) if page in KEYS else None


@cache
def app_version() -> str:
    """The version of the dashboard."""
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))["project"]
    return str(project["version"])
