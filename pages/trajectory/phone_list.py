"""The entries of a chart over time as a list, for a phone, which is too narrow for the chart.

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
    """Newest first, under their years; of many, only those whose names are on the chart too."""
    _draw(_milestones(tuple(rows["key"]), t.language, today(), rows))


@cached("milestones", max_entries=60)
def _milestones(keys: tuple[str, ...], language: str, day: date, _rows: pd.DataFrame) -> str:
    """The list as safe HTML."""
    rows, t = _rows, Words(language)
    # What is overdue needs attention, whether it is a main point or not.
    shown = rows if len(rows) <= ALL_NAMED else rows[(rows.headline != "") | (rows.status == OVERDUE)]
    lead = "" if len(shown) == len(rows) else t("trajectory.narrow", shown=len(shown), all=len(rows))
    parts = []
    for year, of_year in shown[::-1].groupby(shown["first"].dt.year, sort=False):
        items = (
            _item(row["theme"], row["title"], f"{row['date_text']} · {describe_status(row, t)}")
            for row in of_year.to_dict("records")
        )
        parts.append(f"<h3>{year}</h3>{_list(items)}")
    return f"<p>{escape(lead)}</p>{''.join(parts)}" if lead else "".join(parts)


def projects(rows: pd.DataFrame, statuses: dict[str, str], t: Words) -> None:
    """The bars of the chart in words: the status of each project, and from when to when."""
    _draw(
        _list(
            _item(row["theme"], row["name"], f"{statuses[row['status']]} · {row['date_text']}")
            for row in rows.to_dict("records")
        )
    )


def _item(theme: str, name: str, text: str) -> str:
    dot = f'<span aria-hidden="true" style="background:{COLOURS[theme]}"></span>'
    return f"<li>{dot}<b>{escape(name)}</b><small>{escape(text)}</small></li>"


def _list(items: Iterable[str]) -> str:
    return f"<ul>{''.join(items)}</ul>"


def _draw(html: str) -> None:
    st.html(f'<div class="narrow">{html}</div>')
