"""What a page shows can be collected: under each figure, map and table a button that puts it into the briefing.

Whatever draws a figure also offers it here. Nothing is made of it until the button is pressed; then everything that
is needed to show it for ever is kept as a slide. `recording` collects without buttons, for `shell.briefing.redraw`.
"""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from typing import Any

import streamlit as st

from briefings.briefing import BriefingError
from briefings.slide_content import Kind
from i18n.translator import LANGUAGES, Words
from shell import datasets as data
from shell import plain_text
from shell.briefing import store
from shell.briefing.choice_keys import known_choices
from shell.briefing.slides import Exhibit, make_slide

LOG = logging.getLogger("dashboard")

# The menu counts along at once: to draw it again is to draw the whole page again, 29 kB where this takes 2.
_menu = st.components.v2.component(
    "briefing_count",
    js="""export default ({data}) => {
        for (const link of document.querySelectorAll('a[href*="/meeting"]')) {
            const texts = document.createTreeWalker(link, NodeFilter.SHOW_TEXT);
            while (texts.nextNode()) {
                const node = texts.currentNode;
                if (node.nodeValue.startsWith(data.name)) node.nodeValue = data.text;
            }
        }
    }""",
)


@dataclass
class ExhibitContext:
    """What is known of the part of a page that is being drawn: the heading and the sentence last written, and so on."""

    title: str = ""
    compared: str = ""
    says: str = ""
    source: str = ""
    tables: dict[str, int] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)


_drawn = threading.local()
_recorded: list[Exhibit] | None = None


@contextmanager
def begin_exhibit_context() -> Iterator[None]:
    """A part of a page that may run by itself: what is said in it, and asked for it, counts in it only."""
    outer, _drawn.part = _current(), ExhibitContext()
    asked = data.note_asked(_drawn.part.asked)
    try:
        yield
    finally:
        _drawn.part = outer
        data.note_asked(asked)


def set_title(title: str) -> None:
    """A heading was written: what follows stands under it."""
    here = _current()
    here.title, here.compared, here.says, here.source = title, "", "", ""


def set_comparability(text: str) -> None:
    """A badge was drawn: whether what follows may be compared across the border, and why."""
    _current().compared = text


def set_message(text: str) -> None:
    """The sentence that says what the next picture shows was written."""
    _current().says = text


def add_datasets(*datasets: str) -> None:
    """Name the datasets of what follows, where a part that runs by itself was handed its figures."""
    _current().asked.update(datasets)


def offer_exhibit(
    kind: Kind,
    figure: str,
    content: Callable[[], dict[str, Any]],
    *,
    title: str = "",
    source: str = "",
    alt: str = "",
) -> None:
    """Let the reader put what was just drawn into the briefing.

    figure  its key on the page; title: its own, where it does not go by the heading above it
    source  of a table that has none, that of the figure it stands under
    """
    here = _current()
    here.source = source or here.source
    exhibit = Exhibit(
        kind,
        figure,
        str(st.session_state.get("page", "home")),
        title or here.title,
        here.says,
        source or (here.source if kind == "table" else ""),
        alt,
        tuple(sorted(here.asked)),
        content,
        here.compared,
    )
    if _recorded is not None:
        _recorded.append(exhibit)
        return
    # By itself: a press sends the button again and nothing else.
    st.fragment(_button)(exhibit)


def number_table_key(key: str) -> str:
    """The name of a table in a briefing: its key, and a number for each further table of that key in a part."""
    tables = _current().tables
    tables[key] = tables.get(key, 0) + 1
    return f"table-{key}" + (f"-{tables[key]}" if tables[key] > 1 else "")


def choices_in_address(page: str) -> dict[str, str]:
    """What the reader chose on this page, as the address has it; what else stands in the address is left out."""
    return known_choices(page, st.query_params.to_dict())


@contextmanager
def recording() -> Iterator[list[Exhibit]]:
    """Collect what pages show instead of drawing buttons. For one process at a time, never the server."""
    global _recorded
    _recorded = []
    try:
        yield _recorded
    finally:
        _recorded = None


def _current() -> ExhibitContext:
    if getattr(_drawn, "part", None) is None:
        _drawn.part = ExhibitContext()
    here: ExhibitContext = _drawn.part
    return here


def _button(exhibit: Exhibit) -> None:
    """The button, and under it what came of a press."""
    t = Words(str(st.session_state.get("language", LANGUAGES[0])))
    if not st.button(t("briefing.add"), key=f"add-{exhibit.figure}", type="tertiary"):
        return
    try:
        count = store.add([make_slide(exhibit, choices_in_address(exhibit.page), t)], t)
    except BriefingError as error:
        plain_text.warning(error.told(t.language))
    except store.NotKeptError as error:
        plain_text.warning(error.told(t))
    except Exception:  # whatever it was: the page it stands on stays as it is
        LOG.exception("%s could not be added", exhibit.figure)
        plain_text.warning(t("briefing.not_added"))
    else:
        told = t("briefing.added_one") if count == 1 else t("briefing.added", count=t.number(count))
        # Not a toast: Streamlit's has no name, so a screen reader announces a dialog about nothing.
        st.html(f'<p class="added" role="status">{escape(told)}</p>')
        name = t("page.meeting")
        _menu(data={"name": name, "text": f"{name} ({t.number(count)})"}, key=f"added-{exhibit.figure}")
