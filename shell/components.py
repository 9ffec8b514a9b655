"""What pages show: a chart with source and alt text, a table, a comparability badge. All text is escaped here."""

import re
from collections.abc import Sequence
from html import escape
from typing import TypedDict, Unpack

import plotly.io as pio
import streamlit as st

from briefings.exhibit import Exhibit
from i18n.translator import Words
from loaders.datasets.catalogue import Indicator
from shell.briefing import collect
from shell.exhibits.figure_texts import ADDRESS, badge_html

# The toolbar of a chart keeps two buttons: download as a picture, and full screen. A drag zooms.
UNUSED = ("select2d", "lasso2d", "autoScale2d", "zoom2d", "pan2d", "zoomIn2d", "zoomOut2d", "resetScale2d")
CHART_CONFIG = {"displaylogo": False, "modeBarButtonsToRemove": list(UNUSED)}
# Streamlit puts a template of its own into every figure, 3.7 kB of colours that the browser does not need.
pio.templates.default = "none"
# How many characters of its address a link shows: enough to know whose page it is.
LONGEST_LINK = 44


def note(*texts: str, links: bool = True) -> None:
    """Sentences under an exhibit, one paragraph each; empty ones are left out.

    links  whether addresses in them become links; never for texts that come from a link or a file
    """
    to_html = _with_links if links else escape
    if any(texts):
        st.html("".join(f'<p class="note">{to_html(text)}</p>' for text in texts if text))


def key_message(text: str) -> None:
    """The sentence above an exhibit that says what its numbers say."""
    st.html(f'<p class="reading">{escape(text)}</p>')


def subheading(text: str, badge: str = "") -> None:
    """A second heading, with a badge (safe HTML) where what follows has another one than the page."""
    st.html(f'<h2 class="part">{escape(text)}{badge and f" {badge}"}</h2>')


def show_exhibit(exhibit: Exhibit, **style: Unpack["TableStyle"]) -> None:
    """A chart with its alternative text and its source below, or a table; and a button that adds it to the briefing.

    `map_component.show_map` shows a map.
    """
    if exhibit.kind == "chart":
        st.plotly_chart(exhibit.drawing, key=exhibit.key, alt=exhibit.alt, config=CHART_CONFIG, width="stretch")
        note(exhibit.source)
    else:
        content = exhibit.content()
        show_table(content["head"], content["rows"], caption=content["caption"], **style)
    collect.offer(exhibit)


def show_with_heading(exhibit: Exhibit, **style: Unpack["TableStyle"]) -> None:
    """An exhibit as `show_exhibit`, under its title and its message."""
    subheading(exhibit.title)
    if exhibit.message:
        key_message(exhibit.message)
    show_exhibit(exhibit, **style)


class TableStyle(TypedDict, total=False):
    """How a table looks.

    words   cells hold sentences instead of figures
    filled  a cell with a text gets the class `some`, except the first of a row
    headed  a heading above says the same as the caption, so only a screen reader needs it
    strong  how many rows at the top stand out from the rows of others
    marked  the first cell of a row that stands out from all others
    links   whether a cell that is an address becomes a link: not where cells come from a link or a file
    addresses  by row the page of ours that its heading leads to
    """

    words: bool
    filled: bool
    headed: bool
    strong: int
    marked: str
    links: bool
    addresses: Sequence[str]


def show_table(
    head: Sequence[str], rows: Sequence[Sequence[str]], *, caption: str, **style: Unpack[TableStyle]
) -> None:
    """A table that a screen reader can walk: first cells are row headings, and it scrolls inside its own box."""
    top = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
    strong = style.get("strong", 0)
    marked, addresses = style.get("marked", ""), style.get("addresses", ())
    body = "".join(
        f'<tr{_row_class(number < strong, bool(marked) and first == marked)}><th scope="row">'
        f"{_leading_to(addresses[number], first) if addresses else escape(first)}</th>"
        f"{''.join(_cell(cell, style) for cell in rest)}</tr>"
        for number, (first, *rest) in enumerate(rows)
    )
    words = style.get("words", False)
    kind, heads = ("plain words", "") if words else ("plain", "")
    if words and len(head) > 2:
        # On a phone each row is a card; its style sheet takes the name of a cell from here.
        kind = "plain words deep"
        names = "".join(f"--h{position}:{_quoted(cell)};" for position, cell in enumerate(head))
        heads = f' style="{escape(names)}"'
    hidden = ' class="hidden"' if style.get("headed") else ""
    st.html(
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(caption)}"><table class="{kind}"{heads}>'
        f"<caption{hidden}>{escape(caption)}</caption><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _row_class(strong: bool, marked: bool) -> str:
    names = " ".join(name for name, applies in (("strong", strong), ("marked", marked)) if applies)
    if not names:
        return ""
    return f" class={names}" if names != "strong marked" else ' class="strong marked"'


def _leading_to(address: str, text: str) -> str:
    return f'<a href="{escape(address)}" target="_self">{escape(text)}</a>'


def _cell(text: str, style: TableStyle) -> str:
    if text and style.get("filled"):
        return f'<td class="some">{escape(text)}</td>'
    return f"<td>{_linked(text) if style.get('links', True) else escape(text)}</td>"


def _quoted(text: str) -> str:
    """A text as a string of CSS, followed by a colon unless it is a question."""
    end = " " if text.endswith("?") else ": "
    return '"' + re.sub(r"[^\w .,;:()/%€²³-]", lambda match: f"\\{ord(match[0]):x} ", text) + f'{end}"'


def _linked(cell: str) -> str:
    """A cell; one that is an address becomes a link."""
    return _link(cell) if cell.startswith(("http://", "https://")) and " " not in cell else escape(cell)


def _with_links(text: str) -> str:
    """A sentence as safe HTML, with each address in it as a link."""
    parts, end = [], 0
    for address in ADDRESS.finditer(text):
        parts += [escape(text[end : address.start()]), _link(address[0])]
        end = address.end()
    return "".join([*parts, escape(text[end:])])


def _link(address: str) -> str:
    """An address as a link that opens in a new tab; a long one is cut, and its title has the whole of it."""
    label = re.sub(r"^https?://(www\.)?", "", address).rstrip("/")
    label = label if len(label) <= LONGEST_LINK else f"{label[: LONGEST_LINK - 1]}…"
    href = escape(address)
    return f'<a href="{href}" title="{href}" target="_blank" rel="noopener noreferrer">{escape(label)}</a>'


def definitions_by_country(indicator: Indicator, words: Words, *, why: bool = True) -> None:
    """The Belgian and the Dutch definition of an indicator, side by side; `why`: and whether these compare."""
    reason = f'<p class="note">{badge_html(indicator, words)} {escape(words.of(indicator.why))}</p>' if why else ""
    sides = "".join(
        f"<div><h3>{escape(words(f'indicator.definition_{side.lower()}'))}</h3>"
        f"<p>{escape(words.of(indicator.definition[side]))}</p></div>"
        for side in ("BE", "NL")
    )
    st.html(
        f'{reason}<div class="two">{sides}</div>'
        f'<p class="note"><b>{escape(words("indicator.reference"))}:</b> {escape(words.of(indicator.reference))}</p>'
    )
