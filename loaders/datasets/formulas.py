"""Figures computed from sourced ones: only where every input exists, never from a projection.

A formula in indicators.yaml is one of

    {ratio: [a, b], times: 100}          a / b of the same place and period; for a list, its sum
    {ratio: [a, b], newest: true,        b of the newest period that the place has (a size in km²); only from
     since: "2006"}                      `since` on, for nothing is known here of older borders
    {sum: [a, b]}, {difference: [a, b]}  of the same place and period
    {change: a}                          in % of the year before; not across a break
    {index: a, base: "2015"}             the place's own base = 100; not across a break

`total: sum` adds up the six where all six have a figure. Tables of one indicator are in loaders/datasets/grid.py.
"""

from collections.abc import Callable, Iterable
from functools import reduce
from typing import Any

import numpy as np
import pandas as pd

from loaders.datasets.catalogue import Formula, Indicator, catalogue
from loaders.datasets.grid import Codes, Grid, Table, aligned
from loaders.datasets.places import SIX

DISTRICT = "NSPD"
# Statuses from firm to weak: a computed figure has the weakest of its inputs.
FIRMNESS = ("measured", "provisional", "reconstructed", "estimated", "modelled")
INPUTS = ["place", "indicator", "period", "value", "status", "source"]
COLUMNS = ["place", "indicator", "period", "value", "status", "derived_from"]


def compute(preferred: pd.DataFrame) -> pd.DataFrame:
    """Every computed row, with `derived_from`: its inputs and their sources.

    preferred  one row per place, indicator and period; columns INPUTS
    Columns    COLUMNS. What is published is not computed again, unless the sources begin with `computed`.
    """
    grid = Grid.of(preferred, DISTRICT)
    known = grid.tables(preferred, FIRMNESS)
    published = grid.cells_by_indicator(preferred)
    results = []
    for key, indicator in catalogue().items():
        table = known.get(key)
        if indicator.formula and all(name in known for name in indicator.inputs):
            new = _OPERATIONS[indicator.formula.operation](indicator, known, grid)
            if indicator.sources[0] != "computed" and key in published:
                new = new.where(~np.isin(new.cells, published[key]))
            results.append((key, new))
            table = grid.merge(table, new, key)
        if indicator.total and table is not None:
            sums = _district(table, grid)
            # Its own formula may have made it from the sums of the inputs.
            sums = sums.where(~np.isin(sums.cells, table.cells))
            results.append((key, sums))
            table = grid.merge(table, sums, key)
        if table is not None:
            known[key] = table
    return _rows(results, grid)


def _rows(results: list[tuple[str, Table]], grid: Grid) -> pd.DataFrame:
    tables = [table for _, table in results]
    cells = np.concatenate([table.cells for table in tables])
    ranks = np.concatenate([table.ranks for table in tables])
    columns = {
        "place": grid.place_names(cells),
        "indicator": np.repeat(np.array([key for key, _ in results], object), [len(table.cells) for table in tables]),
        "period": grid.period_names(cells),
        "value": np.concatenate([table.values for table in tables]),
        "status": np.array(FIRMNESS, object)[ranks],
        "derived_from": np.concatenate([table.texts for table in tables]),
    }
    return pd.DataFrame(columns)[COLUMNS]


def _sum(tables: Iterable[Table]) -> Table:
    return aligned(tables, " + ", lambda *values: reduce(np.add, values))


def _ratio(indicator: Indicator, known: dict[str, Table], grid: Grid) -> Table:
    formula = _formula(indicator)
    assert formula.ratio
    above, below = formula.ratio
    top = known[above] if isinstance(above, str) else _sum(known[name] for name in above)
    if not isinstance(above, str):
        top = top._replace(texts="(" + top.texts + ")")
    top = top.where(grid.periods_of(top.cells) >= grid.first_from(formula.since))
    bottom = known[below]
    if formula.newest:
        bottom = grid.spread(grid.newest(bottom), top.cells)
    bottom = bottom.where(bottom.values != 0)
    return aligned([top, bottom], " / ", lambda a, b: a / b * formula.times)


def _formula(indicator: Indicator) -> Formula:
    assert indicator.formula, f"{indicator.key} has no formula"
    return indicator.formula


def _difference(indicator: Indicator, known: dict[str, Table], _grid: Grid) -> Table:
    return aligned((known[name] for name in indicator.inputs), " - ", np.subtract)


def _change(indicator: Indicator, known: dict[str, Table], grid: Grid) -> Table:
    (key,) = indicator.inputs
    before = grid.a_year_later(known[key])
    change = aligned([known[key], before], " against ", lambda a, b: (a / b - 1) * 100)
    now = grid.periods_of(change.cells)
    return change.where(~_broken(key, grid, change.cells, grid.years_before[now], now))


def _index(indicator: Indicator, known: dict[str, Table], grid: Grid) -> Table:
    (key,) = indicator.inputs
    now = known[key]
    base = grid.first_from(_formula(indicator).base)
    at_base = now.where(grid.periods_of(now.cells) == base)
    if _formula(indicator).base not in grid.periods:
        return now.where(np.zeros(len(now.cells), bool))
    index = aligned([now, grid.spread(at_base, now.cells)], " against ", lambda a, b: a / b * 100)
    period = grid.periods_of(index.cells)
    first, last = np.minimum(period, base), np.maximum(period, base)
    return index.where(~_broken(key, grid, index.cells, first, last))


def _broken(key: str, grid: Grid, cells: Codes, first: Codes, last: Codes) -> "np.ndarray[Any, np.dtype[np.bool_]]":
    """Whether there is a break in the series of each cell's place after `first`, up to and including `last`."""
    broken = np.zeros(len(cells), bool)
    for at in catalogue()[key].breaks:
        period = grid.first_from(at.period)
        broken |= np.isin(grid.places_of(cells), grid.codes_of(at.areas)) & (first < period) & (period <= last)
    return broken


def _district(table: Table, grid: Grid) -> Table:
    """The sum of the six, for the periods in which all six have a figure."""
    (district,) = grid.codes_of([DISTRICT])
    six = [
        grid.move(grid.only(table, place), district)._replace(texts=place + " " + grid.only(table, place).texts)
        for place in SIX
    ]
    return _sum(six)


_OPERATIONS: dict[str, Callable[[Indicator, dict[str, Table], Grid], Table]] = {
    "ratio": _ratio,
    "sum": lambda indicator, known, _grid: _sum(known[name] for name in indicator.inputs),
    "difference": _difference,
    "change": _change,
    "index": _index,
}
