"""From whom the figures of an indicator come: no change is computed between figures of two publishers.

A publisher that goes on in another table, or words its definition anew, is named beside the change; where the figure
itself became another one, the catalogue has a break. Needs no Streamlit.
"""

import re
from collections.abc import Mapping

import pandas as pd

from i18n.translator import Words
from loaders.datasets.indicators import COMPUTED
from shell.exhibits.attribution import PART, publisher_names
from shell.exhibits.figure_texts import list_names
from shell.indicator_data import areas

# Publishers of a figure, or of those it was computed from.
Publishers = frozenset[str]
YEAR = re.compile(r"\b\d{4}\b")


def list_origins(rows: pd.DataFrame) -> list[tuple[Publishers, tuple[str, str, str]]]:
    """Of each row its publishers, and its source with its definition: the same where two rows are of one table.

    rows    columns source, publisher, definition_nl, derived_from
    """
    names = publisher_names()
    known: dict[tuple[str, str, str], Publishers] = {}
    origins = []
    columns = (rows.source, rows.publisher, rows.definition_nl, rows.derived_from.astype(str))
    for source, publisher, definition, derived in zip(*(column.tolist() for column in columns), strict=True):
        without_years = YEAR.sub("", derived) if source == COMPUTED else ""
        table = (source, without_years, definition)
        if table not in known:
            known[table] = _publishers(derived, names) if source == COMPUTED else frozenset((publisher,))
        origins.append((known[table], table))
    return origins


def _publishers(derived: str, names: Mapping[str, str]) -> Publishers:
    """The publishers that a derivation names; none where it is of computed figures only."""
    parts = [part["source"] for part in PART.finditer(derived)]
    return frozenset(names[source] for source in parts if source != COMPUTED)


def differ(first: Publishers, second: Publishers) -> bool:
    """Whether two figures are of other publishers, as far as both name theirs."""
    return bool(first and second and first != second)


def explain_others(name: str, base: str, own: Publishers, others: list[tuple[str, Publishers]], t: Words) -> str:
    """Which figures of a place, by period, are of another publisher than that of the base, and of whom."""
    listed = [f"{t.period(period)} ({_name_publishers(publishers, t)})" for period, publishers in others]
    return t(
        "explore.without_publisher",
        place=name,
        base=t.period(base),
        publisher=_name_publishers(own, t),
        others=list_names(listed, t, limit=4),
    )


def _name_publishers(publishers: Publishers, t: Words) -> str:
    return ", ".join(sorted(map(t.half, publishers)))


def describe_moves(moved: Mapping[str, str], places: tuple[str, ...], t: Words) -> str:
    """From which period on the figures of places are of another table or definition; empty where all are of one.

    moved   place to that period
    """
    names = areas(t.language)["name"]
    by_period: dict[str, list[str]] = {}
    for place in places:
        if place in moved:
            by_period.setdefault(moved[place], []).append(str(names[place]))
    parts = [
        t("explore.moved_from", names=list_names(by_period[period], t, limit=6), period=t.period(period))
        for period in sorted(by_period)
    ]
    return t("explore.moved", moves="; ".join(parts)) if parts else ""
