"""What a phone gets where a drawing over time needs more width than it has: the same entries as a list.

Both are sent; the style sheet shows the one that fits.
"""

from collections.abc import Iterable
from datetime import date
from html import escape

import pandas as pd
import streamlit as st

from charts.palettes import CATEGORICAL
from charts.timeline_layout import ALL_NAMED
from i18n.translator import Words
from loaders.clock import today
from loaders.trajectory.project_status import OVERDUE
from loaders.trajectory.validation import THEMES
from pages.trajectory.registers import describe_status
from shell.datasets import cached

COLOURS = dict(zip(THEMES, CATEGORICAL, strict=False))


def milestones(rows: pd.DataFrame, t: Words) -> None:
    """Newest first, under their years; of many, those that carry their name on the drawing too."""
    _put(_milestones(tuple(rows["key"]), t.language, today(), rows, t))


@cached("milestones", max_entries=60)
def _milestones(keys: tuple[str, ...], language: str, day: date, _rows: pd.DataFrame, _t: Words) -> str:
    """The list as safe HTML: made once for a selection, as the drawing is."""
    rows, t = _rows, _t
    # What is overdue asks for somebody's attention, a main point or not.
    shown = rows if len(rows) <= ALL_NAMED else rows[(rows.headline != "") | (rows.status == OVERDUE)]
    lead = "" if len(shown) == len(rows) else t("trajectory.narrow", shown=len(shown), all=len(rows))
    parts = []
    for year, mine in shown[::-1].groupby(shown["first"].dt.year, sort=False):
        items = (
            _item(row["theme"], row["title"], f"{row['told']} · {describe_status(row, t)}")
            for row in mine.to_dict("records")
        )
        parts.append(f"<h3>{year}</h3>{_list(items)}")
    return f"<p>{escape(lead)}</p>{''.join(parts)}" if lead else "".join(parts)


def projects(rows: pd.DataFrame, statuses: dict[str, str], t: Words) -> None:
    """The bars of the drawing in words: where each stands, from when to when."""
    _put(
        _list(
            _item(row["theme"], row["name"], f"{statuses[row['status']]} · {row['told']}")
            for row in rows.to_dict("records")
        )
    )


def _item(theme: str, name: str, told: str) -> str:
    dot = f'<span aria-hidden="true" style="background:{COLOURS[theme]}"></span>'
    return f"<li>{dot}<b>{escape(name)}</b><small>{escape(told)}</small></li>"


def _list(items: Iterable[str]) -> str:
    return f"<ul>{''.join(items)}</ul>"


def _put(html: str) -> None:
    st.html(f'<div class="narrow">{html}</div>')
