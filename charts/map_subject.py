"""What a map shows, for whom and where on the page: what `charts.maps.describe` is called with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import pandas as pd

from charts.class_breaks import ClassBreaks, classify, classify_changes
from charts.words import Words

COUNTRIES = ("BE", "NL")
# From how many places with a figure the classes are made so that they tell the newest figures apart.
MANY = 20


class Subject(NamedTuple):
    """What a map shows.

    comparability   same, bridged, not_comparable or one_country (then `country` says which)
    notes           a line under the legend, by country where each has its own legend, else under the key ""
    signed          whether values above zero have a plus
    middle          the value that classes diverge around, for changes (zero) and an index (100); None for none
    """

    title: str
    unit: str
    decimals: int
    comparability: str
    country: str | None = None
    notes: Mapping[str, str] = {}
    signed: bool = False
    middle: float | None = None

    @property
    def apart(self) -> bool:
        """Whether the two countries may not be drawn on one scale."""
        return self.comparability == "not_comparable"


class Entry(NamedTuple):
    """A place as listed; `places` in the docstring of `charts.maps`."""

    place: str
    name: str
    legend: int
    kind: int
    text: str
    rank: int = 0
    status: str = ""
    period: str = ""


class MapContext(NamedTuple):
    """What the maps of one reader have in common, whatever they show.

    places       indexed by key: name (the reader's), level, country; quality of their outlines, where that is known
    layers       published name to address, all of them; `charts.maps.describe` picks the areas of its level
    bounds       west, south, east, north of the first view
    attribution  whose shapes these are; empty where another map on the page says so
    """

    places: pd.DataFrame
    words: Words
    layers: Mapping[str, str]
    bounds: Sequence[float]
    attribution: str = ""


@dataclass(frozen=True)
class MapView:
    """What of a subject is on the map.

    expected     the places that must be named, in this order, if need be as missing; others follow
    ranked       number the places from high to low, where they can be compared: one scale, one period
    highlighted  the places that the list shows in bold
    others       the text of the key about other places of the level, which the map leaves grey
    uncomputed   places that have a figure from which what is shown cannot be computed: to the reason in a few words
    """

    level: str
    period: str
    expected: Sequence[str] = ()
    ranked: bool = False
    highlighted: Sequence[str] = ()
    others: str = "map.context"
    uncomputed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class MapFrame:
    """Where the map stands on the page: `group`, `side`, `selected` and `height` as `charts.maps` describes them."""

    group: str = "map"
    side: str = "a"
    selected: str | None = None
    height: int = 560


def scales(rows: pd.DataFrame, subject: Subject, *, diverging: bool = False) -> dict[str, ClassBreaks]:
    """The classes of a subject, from all rows that its maps show (every period, both maps).

    rows: columns country, value, period. One scale under "", or one per country where they may not be compared.
    """
    parts = {side: rows[rows.country == side] for side in COUNTRIES} if subject.apart else {"": rows}
    if subject.middle is not None:
        return {side: classify_changes(part.value, middle=subject.middle) for side, part in parts.items()}
    if subject.apart:
        return {side: classify(part.value, newest=_newest(part)) for side, part in parts.items()}
    newest = _newest(rows)
    if diverging and newest:
        return {"": classify_changes(rows.value)}
    return {"": classify(rows.value, most=7 if diverging else 5, diverging=diverging, newest=newest)}


def _newest(rows: pd.DataFrame) -> list[float]:
    """The figures of the newest period in which many places have one; empty where there never are many."""
    known = rows[rows.value.notna()]
    periods = known.period.value_counts()
    many = periods[periods >= MANY].index
    return known.value[known.period == max(many)].tolist() if len(many) else []
