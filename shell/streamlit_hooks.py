"""What leans on Streamlit beyond its documented functions: an upgrade of Streamlit is a review of this module.

Streamlit is pinned in requirements.txt. Beside the functions below, these depend on its inside:

- `shell/static/style.css` and `print.js` select elements by `data-testid`: stApp, stBidiComponentRegular, stButton,
  stButtonGroup, stCheckbox, stColumn, stDownloadButton, stElementContainer, stFileUploaderDropzone,
  stFileUploaderDropzoneInstructions, stHeader, stHorizontalBlock, stHtml, stLayoutWrapper, stMainBlockContainer,
  stMarkdownContainer, stMultiSelect, stPageLink, stPlotlyChart, stPopover, stSelectbox, stSidebar, stSlider,
  stSliderTickBar, stToolbar, stTopNavSection, stVerticalBlock. They also select Plotly's toolbar, `.modebar-btn`.
- `shell/static/language.js` names the buttons of the menu on a phone: stExpandSidebarButton, stSidebarCollapseButton.
- `shell/briefing/collect.py` counts in the menu: it walks the text nodes of the links to `/meeting`.
- `shell/server/compression.py` knows the paths under which Streamlit serves no page, and that every other path is
  answered with its start page; `shell/server/addresses.py` knows how the files of its bundle are named.
- `pages/router.py` takes its own folder from `sys.path`, where Streamlit puts it first.
"""

import re
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.scriptrunner import get_script_run_ctx

# What `st.container` and `st.columns` return.
Container = DeltaGenerator


def inline_scripts() -> list[str]:
    """The few scripts that stand in Streamlit's start page (index.html) itself."""
    page = (Path(st.__file__).parent / "static" / "index.html").read_text("utf-8")
    return re.findall(r"<script>(.*?)</script>", page, re.DOTALL)


def change_start_page(page: bytes, *, head: str, language: str, title: str) -> bytes:
    """The start page with more elements in its head, and another language and title; not to be translated."""
    page = page.replace(b'<html lang="en">', f'<html lang="{language}" translate="no">'.encode())
    page = page.replace(b"</head>", f"{head}</head>".encode(), 1)
    return page.replace(b"<title>Streamlit</title>", f"<title>{title}</title>".encode())


def is_history_navigation() -> bool:
    """Whether the browser's back or forward button began this run."""
    context = get_script_run_ctx()
    return context is not None and context.is_history_navigation


def is_fragment_run() -> bool:
    """Whether this run draws fragments of a page and not the page."""
    context = get_script_run_ctx()
    return context is not None and bool(context.fragment_ids_this_run)
