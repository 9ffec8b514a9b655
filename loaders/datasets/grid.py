"""The figures of one indicator as arrays: the formulas of all places and periods at once.

A cell is one place in one period, as a number: the code of the place times the number of periods, plus the code of the
period. So the cells of a table are sorted by place and then by period.
"""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cached_property, reduce
from typing import Any, NamedTuple, Self

import numpy as np
import pandas as pd

Codes = np.ndarray[Any, np.dtype[np.int64]]
Floats = np.ndarray[Any, np.dtype[np.float64]]
Texts = np.ndarray[Any, np.dtype[np.object_]]
NONE = -1


class Table(NamedTuple):
    """The figures of one indicator, sorted by cell, each cell once.

    ranks  the status of each: its position in the order from firm to weak
    texts  what a computed figure says of each as its input
    """

    cells: Codes
    values: Floats
    ranks: Codes
    texts: Texts

    def where(self, kept: Any) -> "Table":
        """The figures that an array of booleans or positions selects."""
        return Table(self.cells[kept], self.values[kept], self.ranks[kept], self.texts[kept])


class Grid:
    """The places and periods of a frame, by code; periods in order, places in any."""

    def __init__(self, places: Sequence[str], periods: Sequence[str]) -> None:
        self.places, self.periods = list(places), list(periods)
        self._place_codes = {place: code for code, place in enumerate(self.places)}

    @classmethod
    def of(cls, rows: pd.DataFrame, *places: str) -> Self:
        """The grid of the columns place and period, with `places` in it whether or not they have a figure."""
        named = {*rows["place"].unique(), *places}
        return cls(sorted(named), sorted(rows["period"].unique()))

    def cells_of(self, rows: pd.DataFrame) -> Codes:
        """The cell of each row."""
        places = pd.Index(self.places).get_indexer(pd.Index(rows["place"]))
        periods = pd.Index(self.periods).get_indexer(pd.Index(rows["period"]))
        return np.asarray(places * len(self.periods) + periods, np.int64)

    def cells_by_indicator(self, rows: pd.DataFrame) -> dict[str, Codes]:
        """The cells in which each indicator has a row."""
        cells = self.cells_of(rows)
        return {str(key): cells[at] for key, at in rows.groupby("indicator").indices.items()}

    def tables(self, rows: pd.DataFrame, statuses: Sequence[str]) -> dict[str, Table]:
        """The table of each indicator: its rows that have a period and one of `statuses`."""
        ranks = pd.Index(statuses).get_indexer(pd.Index(rows["status"]))
        usable = (ranks != NONE) & (rows["period"] != "").to_numpy()
        rows, ranks = rows[usable], ranks[usable]
        texts = (rows["indicator"] + " " + rows["period"] + " (" + rows["source"] + ")").to_numpy(object)
        whole = Table(self.cells_of(rows), rows["value"].to_numpy(float), ranks.astype(np.int64), texts)
        return {
            str(key): whole.where(at[np.argsort(whole.cells[at])])
            for key, at in rows.groupby("indicator").indices.items()
        }

    def places_of(self, cells: Codes) -> Codes:
        """The code of the place of each cell."""
        return cells // len(self.periods)

    def periods_of(self, cells: Codes) -> Codes:
        """The code of the period of each cell."""
        return cells % len(self.periods)

    def place_names(self, cells: Codes) -> Texts:
        """The place of each cell."""
        return np.array(self.places, object)[self.places_of(cells)]

    def period_names(self, cells: Codes) -> Texts:
        """The period of each cell."""
        return np.array(self.periods, object)[self.periods_of(cells)]

    def codes_of(self, places: Collection[str]) -> list[int]:
        """The codes of the places that are on the grid."""
        return [self._place_codes[place] for place in places if place in self._place_codes]

    def first_from(self, period: str) -> int:
        """The code of the first period that is not before this one."""
        return int(np.searchsorted(np.array(self.periods, str), period))

    @cached_property
    def years_before(self) -> Codes:
        """By the code of a period, that of the year before; NONE for what is no year, or has none before it."""
        codes = {period: code for code, period in enumerate(self.periods)}
        years = [period if re.fullmatch(r"\d{4}", period) else "" for period in self.periods]
        return np.array([codes.get(str(int(year) - 1), NONE) if year else NONE for year in years], np.int64)

    def a_year_later(self, table: Table) -> Table:
        """The figures of years, each in the cell of the year after it."""
        after = np.full(len(self.periods), NONE, np.int64)
        has_before = self.years_before != NONE
        after[self.years_before[has_before]] = np.flatnonzero(has_before)
        period = after[self.periods_of(table.cells)]
        moved = table._replace(cells=self.places_of(table.cells) * len(self.periods) + period)
        return moved.where(period != NONE)

    def newest(self, table: Table) -> Table:
        """The newest figure of each place."""
        places = self.places_of(table.cells)
        return table.where(np.append(places[1:] != places[:-1], True)) if len(places) else table

    def only(self, table: Table, place: str) -> Table:
        """The figures of one place."""
        return table.where(np.isin(self.places_of(table.cells), self.codes_of([place])))

    def move(self, table: Table, place: int) -> Table:
        """The figures of one place as those of another."""
        return table._replace(cells=place * len(self.periods) + self.periods_of(table.cells))

    def spread(self, table: Table, cells: Codes) -> Table:
        """The one figure of each place in all of these cells of the place."""
        own = self.places_of(table.cells)
        at = np.searchsorted(own, wanted := self.places_of(cells))
        at = np.minimum(at, max(len(own) - 1, 0))
        has = own[at] == wanted if len(own) else np.zeros(len(cells), bool)
        return table.where(at[has])._replace(cells=cells[has])

    def merge(self, table: Table | None, new: Table, key: str) -> Table:
        """The table with the new figures, which later formulas name by their own indicator instead of by its inputs."""
        named = new._replace(texts=key + " " + self.period_names(new.cells) + " (computed)")
        if table is None:
            return named
        kept = table.where(~np.isin(table.cells, new.cells))
        both = Table._make(np.concatenate(parts) for parts in zip(kept, named, strict=True))
        return both.where(np.argsort(both.cells))


def aligned(tables: Iterable[Table], sign: str, combine: Callable[..., Any]) -> Table:
    """The cells that all the tables have, their values combined, their texts with `sign` between."""
    parts = list(tables)
    cells = reduce(np.intersect1d, (part.cells for part in parts))
    parts = [part.where(np.searchsorted(part.cells, cells)) for part in parts]
    return Table(
        cells,
        combine(*(part.values for part in parts)),
        reduce(np.maximum, (part.ranks for part in parts)),
        reduce(lambda left, right: left + sign + right, (part.texts for part in parts)),
    )
