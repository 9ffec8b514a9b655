"""Figures computed from sourced ones: only where every input exists, never from a projection.

A formula in indicators.yaml is one of

    {ratio: [a, b], times: 100}          a / b of the same place and period; for a list, its sum
    {ratio: [a, b], newest: true,        b of the newest period that the place has (a size in km²); only from
     since: "2006"}                      `since` on, for nothing is known here of older borders
    {sum: [a, b]}, {difference: [a, b]}  of the same place and period
    {change: a}                          in % of the year before; not across a break
    {index: a, base: "2015"}             the place's own base = 100; not across a break

`total: sum` adds up the six where all six have a figure.
"""

from collections.abc import Callable, Iterable
from functools import reduce

import pandas as pd

from loaders.datasets.catalogue import Formula, Indicator, catalogue
from loaders.datasets.places import SIX

DISTRICT = "NSPD"
# Statuses from firm to weak: a computed figure has the weakest of its inputs.
FIRMNESS = ("measured", "provisional", "reconstructed", "estimated", "modelled")
COLUMNS = ["place", "indicator", "period", "value", "status", "derived_from"]


def compute(preferred: pd.DataFrame) -> pd.DataFrame:
    """Every computed row, with `derived_from`: its inputs and their sources.

    preferred  one row per place, indicator and period; columns place, indicator, period, value, status, source
    Columns    COLUMNS. What is published is not computed again, unless the sources begin with `computed`.
    """
    usable = preferred[preferred["status"].isin(FIRMNESS) & (preferred["period"] != "")]
    usable = usable.assign(
        rank=usable["status"].map(FIRMNESS.index),
        text=usable["indicator"] + " " + usable["period"] + " (" + usable["source"] + ")",
    ).set_index(["place", "period"])
    by_indicator = usable[["indicator", "value", "rank", "text"]].groupby("indicator")
    known = {str(key): table for key, table in by_indicator}
    published = preferred.set_index(["place", "period"]).groupby("indicator").groups
    results = []
    for key, indicator in catalogue().items():
        table = known.get(key)
        if indicator.formula and all(name in known for name in indicator.inputs):
            new = _OPERATIONS[indicator.formula.operation](indicator, known).dropna(subset="value")
            if indicator.sources[0] != "computed" and key in published:
                new = new[~new.index.isin(published[key])]
            results.append(new.assign(indicator=key))
            table = _with(table, new, key)
        if indicator.total and table is not None:
            sums = _district(table)
            results.append(sums.assign(indicator=key))
            table = _with(table, sums, key)
        if table is not None:
            known[key] = table
    rows = pd.concat(results).reset_index()
    rows["status"] = rows["rank"].astype(int).map(dict(enumerate(FIRMNESS)))
    return rows.rename(columns={"text": "derived_from"})[COLUMNS]


def _with(table: pd.DataFrame | None, new: pd.DataFrame, key: str) -> pd.DataFrame:
    """The table with the new rows, which later formulas name by their own indicator instead of by its inputs."""
    named = new.assign(text=[f"{key} {period} (computed)" for _, period in new.index])
    return named if table is None else pd.concat([named, table[~table.index.isin(new.index)]])


def _aligned(tables: Iterable[pd.DataFrame], sign: str, combine: Callable[..., pd.Series]) -> pd.DataFrame:
    """The places and periods that all the tables have, their values combined."""
    parts = list(tables)
    index = reduce(lambda left, right: left.intersection(right, sort=False), (part.index for part in parts))
    parts = [part.loc[index] for part in parts]
    return pd.DataFrame(
        {
            "value": combine(*(part["value"] for part in parts)),
            "rank": pd.concat([part["rank"] for part in parts], axis=1).max(axis=1),
            "text": reduce(lambda left, right: left + sign + right, (part["text"] for part in parts)),
        }
    )


def _sum(tables: Iterable[pd.DataFrame]) -> pd.DataFrame:
    return _aligned(tables, " + ", lambda *values: reduce(pd.Series.add, values))


def _ratio(indicator: Indicator, known: dict[str, pd.DataFrame]) -> pd.DataFrame:
    formula = _formula(indicator)
    assert formula.ratio
    above, below = formula.ratio
    top = known[above] if isinstance(above, str) else _sum(known[name] for name in above)
    if not isinstance(above, str):
        top = top.assign(text="(" + top["text"] + ")")
    bottom = known[below]
    if formula.newest:
        newest = bottom.sort_index(level="period").groupby(level="place").last()
        bottom = newest.reindex(top.index.get_level_values("place")).set_axis(top.index).dropna(subset="value")
    top = top[top.index.get_level_values("period") >= formula.since]
    return _aligned([top, bottom], " / ", lambda a, b: a / b.where(b != 0) * formula.times)


def _formula(indicator: Indicator) -> Formula:
    assert indicator.formula, f"{indicator.key} has no formula"
    return indicator.formula


def _difference(indicator: Indicator, known: dict[str, pd.DataFrame]) -> pd.DataFrame:
    return _aligned((known[name] for name in indicator.inputs), " - ", pd.Series.sub)


def _change(indicator: Indicator, known: dict[str, pd.DataFrame]) -> pd.DataFrame:
    (key,) = indicator.inputs
    now = known[key]
    years = now.index.get_level_values("period")
    now = now[years.str.fullmatch(r"\d{4}")]
    after = [(place, str(int(year) + 1)) for place, year in now.index]
    before = now.set_axis(pd.MultiIndex.from_tuples(after, names=["place", "period"]))
    change = _aligned([now, before], " against ", lambda a, b: (a / b - 1) * 100)
    return change.loc[[not _broken(key, place, str(int(year) - 1), year) for place, year in change.index]]


def _index(indicator: Indicator, known: dict[str, pd.DataFrame]) -> pd.DataFrame:
    (key,) = indicator.inputs
    base = _formula(indicator).base
    now = known[key]
    start = now[now.index.get_level_values("period") == base].droplevel("period")
    start = start.reindex(now.index.get_level_values("place")).set_axis(now.index).dropna(subset="value")
    index = _aligned([now, start], " against ", lambda a, b: a / b * 100)
    return index.loc[[not _broken(key, place, *sorted((base, period))) for place, period in index.index]]


def _broken(key: str, place: str, first: str, last: str) -> bool:
    """Whether there is a break in the series of this place after `first`, up to and including `last`."""
    return any(place in at.areas and first < at.period <= last for at in catalogue()[key].breaks)


def _district(table: pd.DataFrame) -> pd.DataFrame:
    """The sum of the six, for the periods in which all six have a figure."""
    six = [table.xs(place, level="place") for place in SIX if place in table.index.get_level_values("place")]
    if len(six) < len(SIX):
        return table.iloc[:0]
    sums = _sum(part.assign(text=place + " " + part["text"]) for place, part in zip(SIX, six, strict=True))
    return pd.concat({DISTRICT: sums}, names=["place"])


_OPERATIONS: dict[str, Callable[[Indicator, dict[str, pd.DataFrame]], pd.DataFrame]] = {
    "ratio": _ratio,
    "sum": lambda indicator, known: _sum(known[name] for name in indicator.inputs),
    "difference": _difference,
    "change": _change,
    "index": _index,
}
