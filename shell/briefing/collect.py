"""Collect what a page shows: under each figure, map and table is a button that adds it to the briefing.

Whatever draws a figure also offers it here. Its slide is made when the button is pressed, with everything that is
needed to show it later. `recording` collects without buttons, for `shell.briefing.redraw`.
"""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

import streamlit as st

from briefings.briefing import BriefingError
from briefings.exhibit import Exhibit
from briefings.slide_content import Kind
from i18n.translator import LANGUAGES, Words
from shell import datasets as data
from shell import plain_text, url_state
from shell.briefing import store
from shell.briefing.choice_keys import known_choices
from shell.briefing.slides import make_slide

LOG = logging.getLogger("dashboard")

# Update the count in the menu in the browser: a rerun of the whole page sends 29 kB, this sends 2 kB.
_update_menu = st.components.v2.component(
    "briefing_count",
    js=Path(__file__).with_name("menu_count.js").read_text("utf-8"),
)


@dataclass
class ExhibitContext:
    """The last heading, message and source in the part of a page that is being drawn, and the datasets it read."""

    title: str = ""
    compared: str = ""
    says: str = ""
    source: str = ""
    tables: dict[str, int] = field(default_factory=dict)
    datasets: set[str] = field(default_factory=set)


_local = threading.local()
_recorded: list[Exhibit] | None = None


@contextmanager
def begin_exhibit_context() -> Iterator[None]:
    """Begin a part of a page that may run as a fragment: its headings, messages and datasets count in it only."""
    outer, _local.context = _current(), ExhibitContext()
    outer_datasets = data.note_asked(_local.context.datasets)
    try:
        yield
    finally:
        _local.context = outer
        data.note_asked(outer_datasets)


def set_title(title: str) -> None:
    """Set the heading of the exhibits that follow."""
    context = _current()
    context.title, context.compared, context.says, context.source = title, "", "", ""


def set_comparability(text: str) -> None:
    """Set whether the exhibits that follow may be compared across the border, and why."""
    _current().compared = text


def set_message(text: str) -> None:
    """Set the message of the next exhibit."""
    _current().says = text


def add_datasets(*datasets: str) -> None:
    """Add datasets to the exhibits that follow, in a fragment that was passed its figures."""
    _current().datasets.update(datasets)


def offer_exhibit(
    kind: Kind,
    figure: str,
    content: Callable[[], dict[str, Any]],
    *,
    title: str = "",
    source: str = "",
    alt: str = "",
) -> None:
    """Let the reader add what was just drawn to the briefing.

    figure  its key on the page; title: empty where it has that of the heading above it
    source  empty for a table under a figure with the same source
    """
    context = _current()
    context.source = source or context.source
    offer(
        Exhibit(
            key=figure,
            page=str(st.session_state.get("page", "home")),
            kind=kind,
            title=title or context.title,
            content=content,
            message=context.says,
            source=source or (context.source if kind == "table" else ""),
            alt=alt,
            comparability=context.compared,
            datasets=tuple(sorted(context.datasets)),
        )
    )


def offer(exhibit: Exhibit) -> None:
    """Let the reader add an exhibit to the briefing, by a button."""
    if _recorded is not None:
        _recorded.append(exhibit)
        return
    # As a fragment: a press reruns the button and nothing else.
    st.fragment(_add_button)(exhibit)


def number_table_key(key: str) -> str:
    """The key of a table as an exhibit: with a number for each further table of that key in a part of the page."""
    tables = _current().tables
    tables[key] = tables.get(key, 0) + 1
    return f"table-{key}" + (f"-{tables[key]}" if tables[key] > 1 else "")


def choices_in_address(page: str) -> dict[str, str]:
    """The choices of the reader in the address of this page, without other query parameters."""
    return known_choices(page, url_state.address())


@contextmanager
def recording() -> Iterator[list[Exhibit]]:
    """Collect exhibits instead of drawing buttons. Not for the server: the list is global to the process."""
    global _recorded
    _recorded = []
    try:
        yield _recorded
    finally:
        _recorded = None


def _current() -> ExhibitContext:
    if getattr(_local, "context", None) is None:
        _local.context = ExhibitContext()
    context: ExhibitContext = _local.context
    return context


def _add_button(exhibit: Exhibit) -> None:
    """The button, and under it the result of a press."""
    t = Words(str(st.session_state.get("language", LANGUAGES[0])))
    if not st.button(t("briefing.add"), key=f"add-{exhibit.key}", type="tertiary"):
        return
    try:
        count = store.add([make_slide(exhibit, choices_in_address(exhibit.page), t)], t)
    except BriefingError as error:
        plain_text.warning(error.message(t.language))
    except store.NotKeptError as error:
        plain_text.warning(error.message(t))
    except Exception:  # a figure that cannot be added must not break its page
        LOG.exception("%s could not be added", exhibit.key)
        plain_text.warning(t("briefing.not_added"))
    else:
        message = t("briefing.added_one") if count == 1 else t("briefing.added", count=t.number(count))
        # Not a toast: Streamlit's has no name, so a screen reader announces a dialog about nothing.
        st.html(f'<p class="added" role="status">{escape(message)}</p>')
        name = t("page.meeting")
        _update_menu(data={"name": name, "text": f"{name} ({t.number(count)})"}, key=f"added-{exhibit.key}")
