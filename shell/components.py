"""Showing things: a figure with its source and alt text, a table, a comparability badge. All text is escaped here."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape

import pandas as pd
import plotly.graph_objects as go
import plotly.io as pio
import streamlit as st

from i18n.translator import Words
from loaders.datasets.catalogue import Indicator
from loaders.datasets.indicators import COMPUTED
from shell.attribution import list_publishers
from shell.briefing import collect

# Over a chart stand two buttons: to keep it as a picture, and to make it fill the screen. Zooming is a drag away.
UNUSED = ("select2d", "lasso2d", "autoScale2d", "zoom2d", "pan2d", "zoomIn2d", "zoomOut2d", "resetScale2d")
CHART_CONFIG = {"displaylogo": False, "modeBarButtonsToRemove": list(UNUSED)}
# Streamlit puts 3.7 kB of colours for kinds of charts that we do not draw into every figure. The look of the page is
# given to a figure by the browser, with or without them.
pio.templates.default = "none"
# An address in a text: punctuation that ends a sentence or a bracket is not part of it.
ADDRESS = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;:!?)\]]")
# What a link shows of its address: enough to know whose page it is.
LONGEST_LINK = 44


def badge_html(indicator: Indicator, words: Words) -> str:
    """The comparability of an indicator as a small sign (safe HTML)."""
    kind, text = indicator.comparability, badge_text(indicator, words)
    return f'<span class="badge {kind}" title="{escape(words(f"comparability.{kind}_long"))}">{escape(text)}</span>'


def badge_text(indicator: Indicator, words: Words) -> str:
    """What the badge says: Comparable, or One country: Belgium."""
    text = words(f"comparability.{indicator.comparability}")
    return f"{text}: {words(f'country.{indicator.country}')}" if indicator.country else text


def comparability(indicator: Indicator, words: Words) -> str:
    """Badge and reason in one text, for a slide: there it stands without the page around it."""
    return f"{badge_text(indicator, words)}. {words.of(indicator.why)}"


def note(*texts: str, links: bool = True) -> None:
    """Sentences under a picture, each in a line of its own; empty ones are left out.

    links  whether an address in them becomes a link: not where a name from a link or file stands in them
    """
    written = _with_links if links else escape
    if any(texts):
        st.html("".join(f'<p class="note">{written(text)}</p>' for text in texts if text))


def key_message(text: str) -> None:
    """The sentence over a picture that says what its numbers say."""
    collect.set_message(text)
    st.html(f'<p class="reading">{escape(text)}</p>')


def subheading(text: str, badge: str = "") -> None:
    """A second heading, with the badge (safe HTML) of what stands under it where that is not the page's."""
    collect.set_title(text)
    st.html(f'<h2 class="part">{escape(text)}{badge and f" {badge}"}</h2>')


def show(
    figure: go.Figure,
    *,
    key: str,
    alt: str,
    source: str,
    title: str = "",
    kept: Callable[[], go.Figure] | None = None,
) -> None:
    """A chart with what it shows in words, for whoever cannot see it, and its source under it.

    title, kept  for the briefing: a title where it does not go by the heading above it, and the figure of the slide
                 where that has to say more, because what the page says beside it is not there
    """
    st.plotly_chart(figure, key=key, alt=alt, config=CHART_CONFIG, width="stretch")
    note(source)
    collect.offer_exhibit(
        "chart", key, lambda: {"figure": kept() if kept else figure}, title=title, alt=alt, source=source
    )


def table(
    head: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    key: str,
    caption: str,
    words: bool = False,
    marks: str = "",
    headed: bool = False,
    source: str = "",
    links: bool = True,
) -> None:
    """A table that a screen reader can walk: first cells are row headings, and it scrolls inside its own box.

    key     its name in briefings, given by hand and never changed: links and saved briefings hold it; empty: it
            cannot be put into a briefing
    words   cells hold sentences instead of figures
    marks   a cell that starts with this sign gets the class `some`
    headed  a heading above says the same as the caption, so only a screen reader needs it
    source  the line that names it, for the briefing; it is not drawn
    links   whether a cell that is an address becomes a link: not where cells come from a link or file
    """
    listed = [list(row) for row in rows]
    top = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
    body = []
    for first, *rest in listed:
        cells = "".join(
            f'<td class="some">{escape(cell.removeprefix(marks))}</td>'
            if marks and cell.startswith(marks)
            else f"<td>{_linked(cell) if links else escape(cell)}</td>"
            for cell in rest
        )
        body.append(f'<tr><th scope="row">{escape(first)}</th>{cells}</tr>')
    kind, heads = ("plain words", "") if words else ("plain", "")
    if words and len(head) > 3:
        # On a phone each row is a card; its style sheet takes the name of a cell from here.
        kind = "plain words deep"
        heads = f' style="{escape("".join(f"--h{place}:{_quoted(cell)};" for place, cell in enumerate(head)))}"'
    hidden = ' class="hidden"' if headed else ""
    st.html(
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(caption)}"><table class="{kind}"{heads}>'
        f"<caption{hidden}>{escape(caption)}</caption><thead><tr>{top}</tr></thead><tbody>{''.join(body)}</tbody></table></div>"
    )
    if not key:
        return
    plain = [[first, *(cell.removeprefix(marks) for cell in rest)] for first, *rest in listed]
    content = {"head": list(head), "rows": plain, "caption": caption}
    collect.offer_exhibit(
        "table", collect.number_table_key(key), lambda: content, title="" if headed else caption, source=source
    )


def _quoted(text: str) -> str:
    """A text as CSS writes one."""
    return '"' + re.sub(r"[^\w .,;:()/%€²³-]", lambda found: f"\\{ord(found[0]):x} ", text) + ': "'


def _linked(cell: str) -> str:
    """A cell; one that is an address becomes a link."""
    return _link(cell) if cell.startswith(("http://", "https://")) and " " not in cell else escape(cell)


def _with_links(text: str) -> str:
    """A sentence as safe HTML, with each address in it as a link."""
    found, end = [], 0
    for address in ADDRESS.finditer(text):
        found += [escape(text[end : address.start()]), _link(address[0])]
        end = address.end()
    return "".join([*found, escape(text[end:])])


def _link(address: str) -> str:
    """An address as a link that opens beside the dashboard; a long one is cut, and told whole on pointing at it."""
    shown = re.sub(r"^https?://(www\.)?", "", address).rstrip("/")
    shown = shown if len(shown) <= LONGEST_LINK else f"{shown[: LONGEST_LINK - 1]}…"
    where = escape(address)
    return f'<a href="{where}" title="{where}" target="_blank" rel="noopener noreferrer">{escape(shown)}</a>'


def definitions_by_country(indicator: Indicator, words: Words, *, why: bool = True) -> None:
    """What the indicator means in Belgium and in the Netherlands, side by side, and whether that compares."""
    compared = f'<p class="note">{badge_html(indicator, words)} {escape(words.of(indicator.why))}</p>' if why else ""
    sides = "".join(
        f"<div><h3>{escape(words(f'indicator.definition_{side.lower()}'))}</h3>"
        f"<p>{escape(words.of(indicator.definition[side]))}</p></div>"
        for side in ("BE", "NL")
    )
    st.html(
        f'{compared}<div class="two">{sides}</div>'
        f'<p class="note"><b>{escape(words("indicator.reference"))}:</b> {escape(words.of(indicator.reference))}</p>'
    )


def source_line(rows: pd.DataFrame, indicator: Indicator, words: Words) -> str:
    """Who publishes these figures, or those they were computed from, and to which date they refer."""
    published = publishers(rows, words)
    more = f" {words('sources.more', count=len(published) - 5)}" if len(published) > 5 else ""
    line = words("sources.line", publishers=", ".join(published[:5]) + more, reference=words.of(indicator.reference))
    return f"{line} {words('sources.computed')}" if (rows.source == COMPUTED).any() else line


def publishers(rows: pd.DataFrame, words: Words) -> list[str]:
    """Who publishes these figures, or those they were computed from: most figures first."""
    named = rows.loc[rows.source != COMPUTED, "publisher"].value_counts().index.tolist()
    return list(dict.fromkeys(map(words.half, [*named, *list_publishers(rows[rows.source == COMPUTED], words)])))


def format_figure(row: Mapping[str, object], words: Words, decimals: int) -> str:
    """A figure with the mark of its status behind it."""
    mark = status_mark(row, words)
    text = words.number(float(str(row["value"])), decimals)
    return f"{text} ({mark})" if mark else text


def status_mark(row: Mapping[str, object], words: Words) -> str:
    """The letter that says a figure is provisional, a projection, or computed here; empty when it is measured."""
    mark = words(f"table.mark.{row['status']}")
    return mark or (words("table.computed") if row.get("source") == COMPUTED else "")
