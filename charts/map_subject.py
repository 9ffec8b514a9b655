"""What a map shows, for whom and where on the page: what `charts.maps.describe` is called with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from charts.class_breaks import ClassBreaks, classify
from charts.words import Words

COUNTRIES = ("BE", "NL")


class Subject(NamedTuple):
    """What a map shows.

    comparability   same, bridged, not_comparable or one_country (then `country` says which)
    notes           a line under the legend, by country where each has its own legend, else under the key ""
    """

    title: str
    unit: str
    decimals: int
    comparability: str
    country: str | None = None
    notes: Mapping[str, str] = {}

    @property
    def apart(self) -> bool:
        """Whether the two countries may not be drawn on one scale."""
        return self.comparability == "not_comparable"


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
    """

    level: str
    period: str
    expected: Sequence[str] = ()
    ranked: bool = False
    highlighted: Sequence[str] = ()
    others: str = "map.context"


@dataclass(frozen=True)
class MapFrame:
    """Where the map stands on the page: `group`, `side`, `selected` and `height` as `charts.maps` describes them."""

    group: str = "map"
    side: str = "a"
    selected: str | None = None
    height: int = 560


def scales(rows: pd.DataFrame, subject: Subject, *, diverging: bool = False) -> dict[str, ClassBreaks]:
    """The classes of a subject, from all rows that its maps show (every period, both maps).

    rows: columns country, value. One scale under "", or one per country where they may not be compared.
    """
    if not subject.apart:
        return {"": classify(rows.value, most=7 if diverging else 5, diverging=diverging)}
    return {side: classify(rows[rows.country == side].value) for side in COUNTRIES}
