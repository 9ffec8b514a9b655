"""What pages show: a chart with source and alt text, a table, a comparability badge. All text is escaped here."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from typing import Any, TypedDict, Unpack

import pandas as pd
import plotly.graph_objects as go
import plotly.io as pio
import streamlit as st

from i18n.translator import Words
from loaders.datasets.catalogue import Indicator
from loaders.datasets.indicators import COMPUTED
from shell.attribution import list_publishers
from shell.briefing import collect

# The toolbar of a chart keeps two buttons: download as a picture, and full screen. A drag zooms.
UNUSED = ("select2d", "lasso2d", "autoScale2d", "zoom2d", "pan2d", "zoomIn2d", "zoomOut2d", "resetScale2d")
CHART_CONFIG = {"displaylogo": False, "modeBarButtonsToRemove": list(UNUSED)}
# Streamlit puts 3.7 kB of colours into every figure, for kinds of charts that we do not draw. The browser gives a
# figure the look of the page with or without them.
pio.templates.default = "none"
# An address in a text: punctuation that ends a sentence or a bracket is not part of it.
ADDRESS = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;:!?)\]]")
# How many characters of its address a link shows: enough to know whose page it is.
LONGEST_LINK = 44

# A row with value, status and source, as pandas gives it in either form.
Row = Mapping[Any, Any] | pd.Series


def badge_html(indicator: Indicator, words: Words) -> str:
    """The comparability of an indicator as a small sign (safe HTML)."""
    kind, text = indicator.comparability, badge_text(indicator, words)
    return f'<span class="badge {kind}" title="{escape(words(f"comparability.{kind}_long"))}">{escape(text)}</span>'


def badge_text(indicator: Indicator, words: Words) -> str:
    """What the badge says: Comparable, or One country: Belgium."""
    text = words(f"comparability.{indicator.comparability}")
    return f"{text}: {words(f'country.{indicator.country}')}" if indicator.country else text


def comparability(indicator: Indicator, words: Words) -> str:
    """Badge and reason in one text, for a slide, which has no page around it."""
    return f"{badge_text(indicator, words)}. {words.of(indicator.why)}"


def note(*texts: str, links: bool = True) -> None:
    """Sentences under an exhibit, one paragraph each; empty ones are left out.

    links  whether addresses in them become links; never for texts that come from a link or a file
    """
    to_html = _with_links if links else escape
    if any(texts):
        st.html("".join(f'<p class="note">{to_html(text)}</p>' for text in texts if text))


def key_message(text: str) -> None:
    """The sentence above an exhibit that says what its numbers say."""
    collect.set_message(text)
    st.html(f'<p class="reading">{escape(text)}</p>')


def subheading(text: str, badge: str = "") -> None:
    """A second heading, with a badge (safe HTML) where what follows has another one than the page."""
    collect.set_title(text)
    st.html(f'<h2 class="part">{escape(text)}{badge and f" {badge}"}</h2>')


def show(
    figure: go.Figure,
    *,
    key: str,
    alt: str,
    source: str,
    title: str = "",
    slide_figure: Callable[[], go.Figure] | None = None,
) -> None:
    """A chart with an alternative text for whoever cannot see it, and its source below.

    title         for the briefing, where it is not the heading above the chart
    slide_figure  makes the figure of the slide where that has to say more, because what the page says beside the
                  chart is not on the slide
    """
    st.plotly_chart(figure, key=key, alt=alt, config=CHART_CONFIG, width="stretch")
    note(source)
    collect.offer_exhibit(
        "chart",
        key,
        lambda: {"figure": slide_figure() if slide_figure else figure},
        title=title,
        alt=alt,
        source=source,
    )


class TableStyle(TypedDict, total=False):
    """How a table looks.

    words   cells hold sentences instead of figures
    marks   a cell that starts with this sign gets the class `some`
    headed  a heading above says the same as the caption, so only a screen reader needs it
    links   whether a cell that is an address becomes a link: not where cells come from a link or a file
    """

    words: bool
    marks: str
    headed: bool
    links: bool


def table(
    head: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    key: str,
    caption: str,
    source: str = "",
    **style: Unpack[TableStyle],
) -> None:
    """A table that a screen reader can walk: first cells are row headings, and it scrolls inside its own box.

    key     its name in briefings, set by hand and never changed: links and saved briefings hold it; empty: it cannot
            be put into a briefing
    source  the line that names it, for the briefing; it is not shown on the page
    """
    cells = [list(row) for row in rows]
    st.html(_table_html(head, cells, caption, style))
    if not key:
        return
    marks = style.get("marks", "")
    plain = [[first, *(cell.removeprefix(marks) for cell in rest)] for first, *rest in cells]
    content = {"head": list(head), "rows": plain, "caption": caption}
    title = "" if style.get("headed") else caption
    collect.offer_exhibit("table", collect.number_table_key(key), lambda: content, title=title, source=source)


def _table_html(head: Sequence[str], rows: Sequence[Sequence[str]], caption: str, style: TableStyle) -> str:
    top = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
    body = "".join(
        f'<tr><th scope="row">{escape(first)}</th>{"".join(_cell(cell, style) for cell in rest)}</tr>'
        for first, *rest in rows
    )
    words = style.get("words", False)
    kind, heads = ("plain words", "") if words else ("plain", "")
    if words and len(head) > 3:
        # On a phone each row is a card; its style sheet takes the name of a cell from here.
        kind = "plain words deep"
        names = "".join(f"--h{position}:{_quoted(cell)};" for position, cell in enumerate(head))
        heads = f' style="{escape(names)}"'
    hidden = ' class="hidden"' if style.get("headed") else ""
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(caption)}"><table class="{kind}"{heads}>'
        f"<caption{hidden}>{escape(caption)}</caption><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _cell(text: str, style: TableStyle) -> str:
    marks = style.get("marks", "")
    if marks and text.startswith(marks):
        return f'<td class="some">{escape(text.removeprefix(marks))}</td>'
    return f"<td>{_linked(text) if style.get('links', True) else escape(text)}</td>"


def _quoted(text: str) -> str:
    """A text as a string of CSS, followed by a colon."""
    return '"' + re.sub(r"[^\w .,;:()/%€²³-]", lambda match: f"\\{ord(match[0]):x} ", text) + ': "'


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


def source_line(rows: pd.DataFrame, indicator: Indicator, words: Words) -> str:
    """Who publishes these figures, or those they were computed from, and to which date they refer."""
    names = list_names(publishers(rows, words), words)
    line = words("sources.line", publishers=names, reference=words.of(indicator.reference))
    return f"{line} {words('sources.computed')}" if (rows.source == COMPUTED).any() else line


def publishers(rows: pd.DataFrame, words: Words) -> list[str]:
    """Who publishes these figures, or those they were computed from: most figures first."""
    direct = rows.loc[rows.source != COMPUTED, "publisher"].value_counts().index.tolist()
    return list(dict.fromkeys(map(words.half, [*direct, *list_publishers(rows[rows.source == COMPUTED], words)])))


def list_names(names: Sequence[str], words: Words, limit: int = 5) -> str:
    """The first names with commas, and how many more there are."""
    more = f" {words('sources.more', count=len(names) - limit)}" if len(names) > limit else ""
    return ", ".join(names[:limit]) + more


def format_figure(row: Row, words: Words, decimals: int) -> str:
    """A value with the mark of its status behind it."""
    mark = status_mark(row, words)
    text = words.number(float(str(row["value"])), decimals)
    return f"{text} ({mark})" if mark else text


def status_mark(row: Row, words: Words) -> str:
    """The sign that a value is provisional, a projection, or computed here; empty when it is measured."""
    mark = words(f"table.mark.{row['status']}")
    return mark or (words("table.computed") if row.get("source") == COMPUTED else "")
