"""Which way an indicator of a development goal went since 2019 in each of the six. Needs no Streamlit.

A direction is within a place, never across the border: from the oldest year since 2019 to the newest, both measured, of
one source and one definition, and with no break between them. Where there are no two such years there is none.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

import pandas as pd

from i18n.translator import Words
from loaders.datasets.catalogue import Indicator
from loaders.datasets.places import SIX
from loaders.trajectory.sdg_indicators import EMISSIONS, GoalIndicator
from shell import port_data
from shell.exhibits import arithmetic, year_pairs
from shell.indicator_data import figures

SINCE = 2019
FIRM = ("measured", "provisional")
# Decimals with which two years of emissions, in Mt, are compared: the register gives them to 1,000 tonnes.
EMISSION_DECIMALS = 3


class Direction(NamedTuple):
    """The direction of one place: better, worse or same; and the years it is between."""

    place: str
    kind: str
    first: str
    last: str


def directions(entry: GoalIndicator, t: Words) -> list[Direction]:
    """The directions of the six that have one, in their order."""
    found = (_emissions(entry, place) if entry.indicator == EMISSIONS else _indicator(entry, place, t) for place in SIX)
    return [one for one in found if one]


def direction(first: float, last: float, decimals: int, better: str) -> str:
    """better, worse or same, as a reader sees it from the printed figures."""
    change = arithmetic.difference(last, first, decimals)
    return "same" if not change else "better" if (change > 0) == (better == "up") else "worse"


def _indicator(entry: GoalIndicator, place: str, t: Words) -> Direction | None:
    data = figures(entry.indicator, t)
    rows = data.course(place)
    rows = rows[rows.status.isin(FIRM) & (rows.year >= SINCE) & rows.period.str.fullmatch(r"\d{4}")]
    pair = comparable_years(rows, data.indicator)
    if pair is None:
        return None
    first, last = pair
    kind = direction(float(first["value"]), float(last["value"]), data.indicator.decimals, entry.better)
    return Direction(place, kind, str(first["period"]), str(last["period"]))


def comparable_years(rows: pd.DataFrame, indicator: Indicator) -> tuple[Mapping[Any, Any], Mapping[Any, Any]] | None:
    """The newest row of a place, and the oldest one that may be compared with it; None where there is no older one.

    rows  of one place: columns place, period, source, definition_nl, derived_from; oldest first
    """
    records = rows.to_dict("records")
    if not records:
        return None
    last = records[-1]
    older = (row for row in records[:-1] if year_pairs.can_be_compared(indicator, row, last))
    first = next(older, None)
    return None if first is None else (first, last)


def _emissions(entry: GoalIndicator, place: str) -> Direction | None:
    """That of the verified emissions of a place: since the oldest year of the source that also has the newest."""
    table = port_data.read_table("emissions")
    table = table[(table["place"] == place) & (table["year"] >= SINCE)]
    if table.empty:
        return None
    newest = table["year"].max()
    sources = set(table.loc[table["year"] == newest, "source"])
    values = table[table["source"].isin(sources)].groupby("year")["value"].sum() / 1e6
    oldest = values.index.min()
    if oldest == newest:
        return None
    kind = direction(float(values[oldest]), float(values[newest]), EMISSION_DECIMALS, entry.better)
    return Direction(place, kind, str(oldest), str(newest))
