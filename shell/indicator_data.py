"""The figures of one indicator, ready for the pages: without shapes, in a fixed order, in the reader's language."""

from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

import numpy as np
import pandas as pd

from charts.layout import PROJECTED
from i18n.translator import LANGUAGES, Words
from loaders.card import DatasetError
from loaders.datasets import indicators
from loaders.datasets.catalogue import Indicator, catalogue, themes
from loaders.datasets.places import SIX
from shell.datasets import cached, dataset, plain_table

# The municipalities of the two provinces; the level "municipality" has only the six of the district.
ALL_MUNICIPALITIES = "municipalities_all"
LEVELS = ("municipality", ALL_MUNICIPALITIES, "nuts3", "province", "district", "port", "region")
MAPPED = LEVELS[:5]
# A period serves all municipalities as well as the best one where it has at least this share of the places of that one:
# neither figures that were withheld nor the five municipalities of 2025, which tables in the borders of 2019 lack, make
# a map or a comparison years older, see docs/decisions/0027.
NEARLY_ALL = 0.9


def place_level(level: str) -> str:
    """The level of the places themselves, as the dataset `places` has it."""
    return "municipality" if level == ALL_MUNICIPALITIES else level


def select_level(rows: pd.DataFrame, level: str) -> pd.DataFrame:
    """The rows of a level: of municipalities only the six, unless it is that of all municipalities."""
    rows = rows[rows.level == place_level(level)]
    return rows[rows.place.isin(SIX)] if level == "municipality" else rows


@dataclass(frozen=True)
class Figures:
    """Every figure of one indicator.

    every      all rows, also of second sources; columns of loaders.datasets.indicators.load, and level, country, name
    preferred  one row per place and period: that of the first source in the indicator's order
    """

    indicator: Indicator
    every: pd.DataFrame
    preferred: pd.DataFrame

    @cached_property
    def levels(self) -> list[str]:
        """The levels that have a dated figure."""
        return [level for level in LEVELS if self._has(level)]

    def _has(self, level: str) -> bool:
        rows = self._by_level[level]
        return not rows.empty and (level != ALL_MUNICIPALITIES or not rows.place.isin(SIX).all())

    @cached_property
    def dated(self) -> pd.DataFrame:
        """The preferred rows that have a period; only these go on a map or a chart."""
        return self.preferred[self.preferred.period != ""]

    def at(self, level: str, period: str | None = None) -> pd.DataFrame:
        """The dated rows of one level, of one period if given."""
        rows = self._by_level[level]
        return rows if period is None else rows[rows.period == period]

    @cached_property
    def _by_level(self) -> dict[str, pd.DataFrame]:
        return {level: select_level(self.dated, level) for level in LEVELS}

    def periods(self, level: str) -> list[str]:
        """The periods with a figure at this level, oldest first."""
        return sorted(self.at(level).period.unique())

    def best_period(self, level: str) -> str:
        """The default: of the periods with a measured figure for most comparable places the newest.

        Of all municipalities those count first that are of the district, then the number of all.
        """
        places = self.comparable_places(level)
        if level == ALL_MUNICIPALITIES:
            six = {period: len(several.intersection(SIX)) for period, several in places.items()}
            places = {period: several for period, several in places.items() if six[period] == max(six.values())}
        most = max(map(len, places.values())) * (NEARLY_ALL if level == ALL_MUNICIPALITIES else 1)
        return max(period for period, several in places.items() if len(several) >= most)

    def first_period(self, level: str) -> str:
        """The default start of a comparison: the oldest period that has all places of the best period."""
        places = self.comparable_places(level)
        wanted = places[self.best_period(level)]
        return min(period for period, several in places.items() if several >= wanted)

    def newest_period(self, level: str) -> str:
        """The newest period with a measured figure of any place."""
        return max(self.places(level))

    def expected(self, level: str) -> tuple[str, ...]:
        """The places that a level should have: six or all municipalities, else all with a figure in any period."""
        if level == ALL_MUNICIPALITIES:
            return all_municipalities()
        return SIX if level == "municipality" else tuple(self.at(level).place.unique())

    def places(self, level: str) -> Mapping[str, frozenset[str]]:
        """By period the places with a measured figure; of an indicator that is only projected, with any."""
        return self._places[level]

    @cached_property
    def _places(self) -> dict[str, dict[str, frozenset[str]]]:
        return {level: self._places_at(level) for level in self.levels}

    def _places_at(self, level: str) -> dict[str, frozenset[str]]:
        rows = self.at(level)
        measured = rows[~rows.status.isin(PROJECTED)]
        by_period = (measured if len(measured) else rows).groupby("period").place
        return {str(period): frozenset(places) for period, places in by_period}

    def comparable_places(self, level: str) -> Mapping[str, frozenset[str]]:
        """The places of each period without those that compare with no other.

        That is the only municipality of its country with a figure, where the two countries may not be compared:
        for one such figure the map would go back to an earlier year without more figures of the other country.
        """
        places = self.places(level)
        if place_level(level) != "municipality" or self.indicator.comparability != "not_comparable":
            return places
        rows = self.at(level)
        countries = dict(zip(rows.place, rows.country, strict=True))
        return {period: _with_neighbours(several, countries) for period, several in places.items()}

    @cached_property
    def _newest(self) -> pd.DataFrame:
        rows = self.dated[~self.dated.status.isin(PROJECTED)].sort_values(["year", "period"])
        return rows.drop_duplicates("place", keep="last").set_index("place", drop=False).rename_axis(None)

    def newest(self, place: str) -> pd.Series | None:
        """The newest figure of a place that is not a projection, or none."""
        return cast(pd.Series, self._newest.loc[place]) if self.has_newest(place) else None

    def has_newest(self, place: str) -> bool:
        """Whether a place has a figure that is not a projection."""
        return place in self._newest_positions

    def newest_values(self, place: str, *columns: str) -> dict[str, Any] | None:
        """Some columns of the newest figure of a place, or none: a twentieth of the time of the whole row."""
        position = self._newest_positions.get(place)
        return None if position is None else {name: self._newest[name].iat[position] for name in columns}

    @cached_property
    def _newest_positions(self) -> dict[str, int]:
        return {place: position for position, place in enumerate(self._newest.index.tolist())}

    @cached_property
    def _positions(self) -> dict[str, np.ndarray]:
        # Not the rows themselves: a table of each of 68 places for each indicator took 100 MB.
        return cast(dict[str, np.ndarray], self.dated.groupby("place").indices)

    def course(self, place: str, *columns: str) -> pd.DataFrame:
        """All dated rows of a place, oldest first; without rows where it has none.

        columns  those that are wanted, in a quarter of the time of all
        """
        dated = self.dated[list(columns)] if columns else self.dated
        return dated.iloc[self._positions.get(place, [])]


@dataclass(frozen=True)
class View:
    """One picture of an indicator: which figures, at which level and in which period (empty where none is chosen)."""

    figures: Figures
    level: str
    period: str = ""


def _with_neighbours(places: frozenset[str], countries: Mapping[str, str]) -> frozenset[str]:
    """The places of whose country there is another one among them."""
    counts = Counter(countries[place] for place in places)
    return frozenset(place for place in places if counts[countries[place]] > 1)


def figures(key: str, words: Words) -> Figures:
    """The figures of the indicator `key`, with names in the reader's language. Shared: never alter them."""
    return _figures(key, words.language)


@cached("indicators", max_entries=500)
def _figures(key: str, language: str) -> Figures:
    indicator = catalogue()[key]
    table = plain_table("indicators")
    rows = table[table.indicator == key]
    places = areas(language)
    rows = rows.assign(
        level=rows.place.map(places.level),
        country=rows.place.map(places.country),
        name=rows.place.map(places["name"]),
        place_order=rows.place.map({place: position for position, place in enumerate(SIX)}).fillna(99),
        period=rows.period.fillna(""),
    ).sort_values(["place_order", "name", "period", "source"], ignore_index=True)
    preferred = indicators.preferred(rows)
    return Figures(indicator, rows, preferred)


@cached("places")
def areas(language: str) -> pd.DataFrame:
    """Places by key: name in the reader's language, level, country and what else the dataset says, without shapes."""
    places = plain_table("places").set_index("place")
    return places.assign(name=places[f"name_{language}"])


@cached("places")
def all_municipalities() -> tuple[str, ...]:
    """The municipalities of both provinces: the six first, then by name."""
    places = areas(LANGUAGES[0])
    others = places[(places.level == "municipality") & ~places.index.isin(SIX)].sort_values("name")
    return (*SIX, *map(str, others.index))


@cached("indicators")
def _with_figures() -> frozenset[str]:
    return frozenset(dataset("indicators")["indicator"].unique())


def offered_indicators() -> dict[str, Indicator]:
    """The indicators a reader may choose: all but those that wait for a refresh to bring their first figures."""
    present: set[str] = set()
    with suppress(DatasetError):
        present = set(_with_figures())
    return {key: entry for key, entry in catalogue().items() if not entry.live or key in present}


def by_theme(words: Words, *, details: bool = True) -> dict[str, dict[str, str]]:
    """By theme the indicators (key to label): core ones first; details come last or are left out."""
    labels: dict[str, dict[str, str]] = {theme: {} for theme in themes()}
    for key, indicator in sorted(offered_indicators().items(), key=lambda item: (item[1].detail, not item[1].core)):
        if details or not indicator.detail:
            labels[indicator.theme][key] = words.of(indicator.label)
    return labels
