"""Whether two figures of a place, an older and a newer one, may be set beside each other: the one rule of all pages.

In the way between them stands, in this order: a break of the series in the catalogue; another publisher; another table
or definition of the same publisher. A change over a break or between publishers is never computed. One that goes on in
another table stands only where the page says so beside it, as charts do; a card or a table of changes leaves it out.
Needs no Streamlit.
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, NamedTuple

import pandas as pd

from loaders.datasets.catalogue import Break, Indicator
from loaders.datasets.formulas import DISTRICT
from loaders.datasets.indicators import COMPUTED
from loaders.datasets.places import SIX
from shell.exhibits.attribution import PART, publisher_names

# Publishers of a figure, or of those it was computed from.
Publishers = frozenset[str]
# The month in which a table was copied stands at the end of the name of its source: cbs-70072ned-2018-06.
COPY = re.compile(r"-\d{4}-\d{2}(?=\)|$)")
YEAR = re.compile(r"\b\d{4}\b")
# That a figure is provisional is its status, and no other definition.
PROVISIONAL = re.compile(r"; voorlopig( \(vlag p\))?$")


class Obstacle(StrEnum):
    """What stands between two figures of a place."""

    BREAK = "break"
    PUBLISHER = "publisher"
    TABLE = "table"


# With these between them no change is computed at all.
REFUSED = (Obstacle.BREAK, Obstacle.PUBLISHER)


class Origin(NamedTuple):
    """Where a figure comes from.

    publishers  its own, or those of the figures that it was computed from; none where these were computed themselves
    table       source, derivation without its years, and definition
    """

    publishers: Publishers
    table: tuple[str, str, str]


def find_obstacle(indicator: Indicator, before: Mapping[Any, Any], last: Mapping[Any, Any]) -> Obstacle | None:
    """What stands between two rows of the dataset `indicators` of one place; None where they may be compared."""
    broken = first_break(indicator, str(last["place"]), str(before["period"]))
    if broken and broken.period <= last["period"]:
        return Obstacle.BREAK
    return between(_origin(before), _origin(last))


def can_be_compared(indicator: Indicator, before: Mapping[Any, Any], last: Mapping[Any, Any]) -> bool:
    """Whether nothing stands between them: for what has no room to say what does."""
    return find_obstacle(indicator, before, last) is None


def between(before: Origin, last: Origin) -> Obstacle | None:
    """What stands between two figures of a place, breaks aside; publishers differ as far as both are known."""
    if before.table == last.table:
        return None
    known = before.publishers and last.publishers
    return Obstacle.PUBLISHER if known and before.publishers != last.publishers else Obstacle.TABLE


def first_break(indicator: Indicator, place: str, after: str) -> Break | None:
    """The first break in the series of a place after a period."""
    # A sum of the six has the break of each of them.
    places = {place, *SIX} if place == DISTRICT else {place}
    later = (one for one in indicator.breaks if one.period > after and places.intersection(one.areas))
    return min(later, key=lambda one: one.period, default=None)


def list_origins(rows: pd.DataFrame) -> list[Origin]:
    """The origin of each row; columns source, publisher, definition_nl, derived_from."""
    known: dict[tuple[str, str, str], Origin] = {}
    origins = []
    columns = (rows.source, rows.publisher, rows.definition_nl, rows.derived_from.astype(str))
    for source, publisher, definition, derived in zip(*(column.tolist() for column in columns), strict=True):
        key = (source, derived, definition)
        if key not in known:
            known[key] = _read_origin(source, publisher, definition, derived)
        origins.append(known[key])
    return origins


def _origin(row: Mapping[Any, Any]) -> Origin:
    texts = (str(row.get(name, "")) for name in ("source", "publisher", "definition_nl", "derived_from"))
    return _read_origin(*texts)


def _read_origin(source: str, publisher: str, definition: str, derived: str) -> Origin:
    # Copies of one table are the same table.
    without_years = YEAR.sub("", COPY.sub("", derived)) if source == COMPUTED else ""
    table = (COPY.sub("", source), without_years, PROVISIONAL.sub("", definition))
    if source != COMPUTED:
        return Origin(frozenset(filter(None, [publisher])), table)
    names = publisher_names()
    parts = [part["source"] for part in PART.finditer(derived)]
    return Origin(frozenset(names[one] for one in parts if one in names), table)
