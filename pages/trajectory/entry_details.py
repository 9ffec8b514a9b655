"""What stands under every milestone and project: other readings, development goals with our reasons, the source."""

from collections.abc import Mapping, Sequence
from functools import partial
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from i18n.translator import Words
from loaders.trajectory import datasets, spreadsheet
from pages.trajectory.registers import alternatives, table
from shell.briefing import collect


def others(name: str, key: str, t: Words) -> str:
    """Other dates and amounts for the same thing, each with its source (safe HTML)."""
    items = []
    for row in alternatives(name, key).to_dict("records"):
        value, where = _value(row, t), t.half(row["source"])
        if row["source_url"]:
            where = (
                f'<a href="{escape(row["source_url"])}" target="_blank" rel="noopener noreferrer">{escape(where)}</a>'
            )
        else:
            where = escape(where)
        items.append(f"<li><b>{escape(value)}</b>: {escape(row[f'note_{t.language}'])} ({where})</li>")
    return f"<h3>{escape(t('trajectory.others'))}</h3><ul>{''.join(items)}</ul>" if items else ""


def _value(row: Mapping[Any, Any], t: Words) -> str:
    """What another source says: an amount or a day."""
    money = row["field"] in ("budget_eur", "amount")
    return f"€ {t.number(float(row['value']))}" if money else t.partial_date(row["value"])


def offer(name: str, row: pd.Series, title: str, says: str, facts: Sequence[tuple[str, str]], t: Words) -> None:
    """Let the reader put the story into the briefing: the summary, the facts, other readings, and its source."""
    rows = alternatives(name, str(row.name)).to_dict("records")
    said = [f"{_value(one, t)}: {one[f'note_{t.language}']} ({t.half(one['source'])})" for one in rows]
    told = [row.summary, *(f"{label}: {fact}" for label, fact in facts if fact not in ("", "–"))]
    told += [f"{t('trajectory.others')}: {'; '.join(said)}"] if said else []
    line = f"{t('trajectory.source')}: {row.publisher} ({row.source_date or t('trajectory.undated')}). {row.source_url}"
    content = {"paragraphs": [text for text in told if text]}
    # In a part of its own: its message is not that of the map beside it.
    with collect.begin_exhibit_context():
        collect.add_datasets(name)
        collect.set_message(says)
        collect.offer_exhibit("words", f"story-{name}", lambda: content, title=title, source=line.strip())


def goals(row: pd.Series, t: Words) -> str:
    """The development goals of an entry, each with our reason (safe HTML)."""
    reasons = table("sdgs").set_index(["theme", "sdg"])[f"reason_{t.language}"]
    items = "".join(
        f"<li>{escape(t(f'sdg.{goal}'))}: {escape(reasons[row.theme, goal])}</li>" for goal in row.sdgs.split()
    )
    return f"<h3>{escape(t('trajectory.goals'))}</h3><ul>{items}</ul>" if items else ""


def source(row: pd.Series, t: Words) -> str:
    """Publisher, address and date of the source of an entry (safe HTML)."""
    when = row.source_date or t("trajectory.undated")
    if when.startswith("c. "):
        when = t("trajectory.about", when=when.removeprefix("c. "))
    link = f'<a href="{escape(row.source_url)}" target="_blank" rel="noopener noreferrer">{escape(row.publisher)}</a>'
    return f'<p class="from">{escape(t("trajectory.source"))}: {link} ({escape(when)})</p>'


def entry_downloads(name: str, keys: list[str], t: Words) -> None:
    """The entries of a selection to take away, in the form in which the secretariat hands them in."""
    with st.container(key=f"take-{name}", horizontal=True):
        for ending in (".xlsx", ".csv"):
            make = partial(_packed, name, tuple(keys), ending)
            label, file = t("download.as", kind=ending[1:].upper()), f"north-sea-port-district-{name}{ending}"
            st.download_button(label, make, file, key=f"take-{name}-{ending[1:]}", on_click="ignore")


def _packed(name: str, keys: tuple[str, ...], ending: str) -> bytes:
    rows = datasets.read_text_today(name)
    return spreadsheet.encode(rows[rows.iloc[:, 0].isin(keys)], ending)
