"""What is said about the figures of an indicator: comparability, publishers, status. Needs no Streamlit."""

import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd

from i18n.translator import Words
from loaders.datasets.catalogue import Indicator, units
from loaders.datasets.indicators import COMPUTED
from shell.exhibits.attribution import list_publishers

# An address in a text: punctuation that ends a sentence or a bracket is not part of it.
ADDRESS = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;:!?)\]]")

# A row with value, status and source, as pandas gives it in either form.
Row = Mapping[Any, Any] | pd.Series


def plain_unit(indicator: Indicator, words: Words) -> str:
    """The unit without brackets of its own, as (2012 = 100) has, for where it stands in brackets or in a column."""
    return words.of(units()[indicator.unit]).strip("()")


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


def source_line(rows: pd.DataFrame, indicator: Indicator, words: Words) -> str:
    """Who publishes these figures, or those they were computed from, and to which date they refer."""
    names = list_names(publishers(rows, words), words)
    line = words("sources.line", publishers=names, reference=words.of(indicator.reference))
    return f"{line} {words('sources.computed')}" if (rows.source == COMPUTED).any() else line


def publishers(rows: pd.DataFrame, words: Words) -> list[str]:
    """Who publishes these figures, or those they were computed from: most figures first."""
    computed = rows.source == COMPUTED
    names = rows.loc[~computed, "publisher"].value_counts().index.tolist()
    if computed.any():
        names += list_publishers(rows[computed], words)
    return list(dict.fromkeys(map(words.half, names)))


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
