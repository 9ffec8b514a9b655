"""How exhibits are built: the same function makes one for a page, a briefing, a file and a test. Needs no Streamlit."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import wraps
from typing import Required, TypedDict, Unpack

import plotly.graph_objects as go

from briefings.exhibit import Exhibit
from i18n.translator import Words
from shell import datasets
from shell.exhibits.choices import Choices

# Makes an exhibit of the choices in an address. Raises ChoiceError, NoFiguresError or DatasetError.
Builder = Callable[[Choices, Words], Exhibit]


class Remarks(TypedDict, total=False):
    """What an exhibit says beside its title, see `briefings.exhibit.Exhibit`; each is empty unless given."""

    message: str
    source: str
    comparability: str


class ChartTexts(TypedDict, total=False):
    """What a chart says in words; others cannot read it, so it always has a text, and it names its source itself."""

    title: Required[str]
    alt: Required[str]
    source: Required[str]
    message: str
    comparability: str


class NoFiguresError(LookupError):
    """There are no figures for these choices; the message says so to the reader, in the reader's language."""


def builder(build: Builder) -> Builder:
    """Note in the exhibit which datasets were read to build it, all of one version; unless it names them itself."""

    @wraps(build)
    def build_and_note(choices: Choices, t: Words) -> Exhibit:
        used: set[str] = set()
        outer = datasets.note_asked(used)
        try:
            with datasets.same_data_version():
                exhibit = build(choices, t)
        finally:
            datasets.note_asked(outer)
            datasets.note_used(*used)
        return exhibit if exhibit.datasets else replace(exhibit, datasets=tuple(sorted(used)))

    return build_and_note


def chart(
    key: str,
    page: str,
    figure: go.Figure,
    *,
    slide_figure: Callable[[], go.Figure] | None = None,
    **texts: Unpack[ChartTexts],
) -> Exhibit:
    """A chart; slide_figure makes that of the slide where it has to say more than the one on the page."""

    def content() -> dict[str, go.Figure]:
        return {"figure": slide_figure() if slide_figure else figure}

    return Exhibit(key, page, "chart", content=content, drawing=figure, **texts)


def table(
    key: str,
    page: str,
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    caption: str,
    title: str = "",
    **remarks: Unpack[Remarks],
) -> Exhibit:
    """A table of texts; its title is the caption unless it has another one."""
    content = {"head": list(head), "rows": [list(row) for row in rows], "caption": caption}
    return Exhibit(key, page, "table", title or caption, lambda: content, **remarks)
