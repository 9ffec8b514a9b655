"""New rows of a source merged into the rows of a dataset: what is new, changed, withdrawn, and what moved too far.

A delivery covers the series it holds, from their first period in it on: a row that it leaves out there is withdrawn.
Series it does not hold, earlier periods, and the rows of other sources stay as they are.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd

from loaders.card import Card, DatasetError

SUBJECT = ("indicator", "measure", "category", "period", "unit", "series", "source")
PLACE = ("place", "scope", "account")
# A new edition of a source gives all its rows a new date; that alone changes no figure.
DATES = ("source_date",)


@dataclass(frozen=True)
class Moved:
    """A figure whose value changed; `new` is None if it is withdrawn."""

    key: str
    old: float
    new: float | None

    @property
    def share(self) -> float:
        """By which share of the old value it moved; infinite from zero."""
        if self.new is None:
            return 1.0
        return abs(self.new - self.old) / abs(self.old) if self.old else float("inf")

    def __str__(self) -> str:
        new = "withdrawn" if self.new is None else f"{self.new:.10g}"
        return f"{self.key}: {self.old:.10g} → {new}"


@dataclass
class Merged:
    """The rows after a merge, and what changed. `moved` and `lost` need approval.

    near     figures that moved by no more than the share
    redated  whether only dates of sources changed
    """

    dataset: str
    rows: Any
    new: int = 0
    changed: int = 0
    withdrawn: int = 0
    unchanged: int = 0
    redated: bool = False
    moved: list[Moved] = field(default_factory=list)
    near: list[Moved] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def differs(self) -> bool:
        """Whether there is anything to write."""
        return bool(self.new or self.changed or self.withdrawn or self.redated)


def merge_figures(
    card: Card,
    given: pd.DataFrame,
    *,
    sources: Collection[str] = (),
    shared: Collection[str] = (),
    since: int | None = None,
    share: float = 0.05,
) -> Merged:
    """The rows of `given` among those of the card's file.

    given    columns of the card, in any order; missing values empty or NaN
    sources  keys of the column `source` that belong to the live source, besides those it delivers
    shared   those of which another live source delivers other series: that these stay is no remark
    since    leave everything before this year as it is
    share    by how much a figure may move without approval
    Raises DatasetError if columns or cells do not fit the card, or a key is there twice.
    """
    old, new = card.raw(), to_text(card, given)
    if since is not None:
        new = new[_years(new) >= since]
    key = list(card.fields.key)
    repeated = new[new.duplicated(key)]
    if len(repeated):
        first = ", ".join(repeated.iloc[0][key])
        raise DatasetError(f"{len(repeated)} rows are delivered twice, the first for {first}")
    if faults := card.check_table(new):
        first = "; ".join(str(replace(fault, file="delivered")) for fault in faults[:3])
        raise DatasetError(f"{len(faults)} cells break the card: {first}")
    old_keys, new_keys = pd.MultiIndex.from_frame(old[key]), pd.MultiIndex.from_frame(new[key])
    belongs = old_keys.isin(new_keys)
    if "source" in old:
        belongs |= old["source"].isin({*sources, *new["source"]}).to_numpy()
    if since is not None:
        belongs &= (_years(old) >= since).to_numpy()
    merged = Merged(card.name, None)
    gone = old[belongs & ~old_keys.isin(new_keys)]
    gone = gone.drop(index=_staying(gone, new, key, merged, shared))
    merged.withdrawn = len(gone)
    merged.moved = [Moved(_named(row, key), float(row["value"]), None) for row in gone.to_dict("records")]
    _compare(old[old_keys.isin(new_keys)], new, key, share, merged)
    kept = old.drop(index=gone.index).set_index(key, drop=False)
    fresh = new.set_index(key, drop=False)
    both = kept.index.intersection(fresh.index)
    kept.loc[both] = fresh.loc[both]
    added = fresh[~fresh.index.isin(kept.index)].sort_index()
    merged.rows = pd.concat([kept, added]).reset_index(drop=True)
    # A figure that is the same number keeps its digits: 61.40 stays 61.40.
    merged.redated = not merged.rows.equals(old)
    return merged


def merge_shapes(card: Card, given: Any, *, share: float = 0.05) -> Merged:
    """A whole table of shapes instead of the one in the file.

    Places that other datasets name may not vanish; of other layers more than half may not.
    """
    columns = [*card.fields.columns]
    if wrong := set(columns) ^ set(given.columns):
        raise DatasetError(f"the columns {', '.join(sorted(wrong))} are not those of the card of {card.name}")
    old, new, key = card.raw(), given[columns].reset_index(drop=True), list(card.fields.key)
    merged = Merged(card.name, new)
    before, after = old.set_index(key), new.set_index(key)
    both = before.index.intersection(after.index)
    left, right = before.loc[both], after.loc[both]
    same = left.geometry.geom_equals_exact(right.geometry, 1e-7) | (left.geometry.isna() & right.geometry.isna())
    for column in left.columns.drop("geometry"):
        same &= (left[column] == right[column]) | (left[column].isna() & right[column].isna())
    differs = ~same.to_numpy()
    merged.changed, merged.unchanged = int(differs.sum()), int((~differs).sum())
    merged.new, merged.withdrawn = len(after) - len(both), len(before) - len(both)
    if key == ["place"]:
        merged.lost = [f"{name} is not there any more" for name in before.index.difference(after.index)]
    elif len(new) < len(old) / 2:
        merged.lost = [f"{len(new)} shapes, where there were {len(old)}"]
    if key == ["place"] and len(both):
        sizes = [(table.geometry.to_crs(3035).area / 1e6).round(2) for table in (left, right)]
        moved = (sizes[1] - sizes[0]).abs() > share * sizes[0]
        merged.moved = [Moved(f"outline of {name}, km²", sizes[0][name], sizes[1][name]) for name in moved.index[moved]]
    return merged


def to_text(card: Card, given: pd.DataFrame) -> pd.DataFrame:
    """The rows as the CSV file writes them. Raises DatasetError for columns that are not the card's."""
    promised = card.fields.columns
    if wrong := set(promised) ^ set(given.columns):
        raise DatasetError(f"the columns {', '.join(sorted(wrong))} are not those of the card of {card.name}")
    table = given[[*promised]].reset_index(drop=True).astype(object)
    for column in table:
        table[column] = [_cell(value) for value in table[column]]
    return table.astype(str)


def _cell(value: Any) -> str:
    if value is None or value is pd.NA or (isinstance(value, float) and np.isnan(value)):
        return ""
    if isinstance(value, (float, np.floating)):
        return format(float(value), ".15g")
    return str(value).strip()


def _years(rows: pd.DataFrame) -> pd.Series:
    """The year of each row; missing if it has none, and such a row is never at or after a year."""
    return pd.to_numeric(rows["year" if "year" in rows else "period"].str[:4], errors="coerce")


def _series(rows: pd.DataFrame, key: list[str]) -> pd.Series:
    """What a row is about apart from time and place; years and quarters are two series."""
    parts = [rows[column] for column in SUBJECT if column in key and not (column == "period" and "year" not in rows)]
    if "year" not in rows:
        parts.append(rows["period"].str.len().astype(str))
    return pd.Series(list(zip(*parts, strict=True)) if parts else [()] * len(rows), index=rows.index, dtype=object)


def _staying(
    gone: pd.DataFrame, new: pd.DataFrame, key: list[str], merged: Merged, shared: Collection[str]
) -> list[Any]:
    """Indexes of rows that were not delivered and stay all the same; notes the others as lost."""
    place = next(column for column in PLACE if column in key)
    series, first = _series(new, key), pd.DataFrame({"series": _series(new, key), "place": new[place]})
    starts = first.assign(year=_years(new)).groupby(["series", "place"])["year"].min()
    delivered, stays, lost = set(series), [], set()
    absent: dict[tuple[str, ...], int] = {}
    for index, about, where, year in zip(gone.index, _series(gone, key), gone[place], _years(gone), strict=True):
        if about not in delivered:
            absent[about] = absent.get(about, 0) + 1
            stays.append(index)
        elif (about, where) not in starts.index:
            lost.add(f"{where} is missing from {' '.join(about) or 'the delivery'}")
        elif not year >= starts[about, where]:
            stays.append(index)
    merged.lost = sorted(lost)
    merged.remarks = [
        f"{' '.join(about)}: not delivered, its {count} rows stay"
        for about, count in absent.items()
        if not {*about} & {*shared}
    ]
    return stays


def _compare(old: pd.DataFrame, new: pd.DataFrame, key: list[str], share: float, merged: Merged) -> None:
    """Count what is new, changed and the same; the same figure keeps the digits it had.

    old  the rows that stand and have a key of `new`: of a whole dataset, dictionaries of its rows take seconds
    """
    current = {tuple(row[column] for column in key): row for row in old.to_dict("records")}
    values = []
    for row in new.to_dict("records"):
        before = current.get(tuple(row[column] for column in key))
        value = row["value"]
        if before is None:
            merged.new += 1
        else:
            same = _same(before["value"], value)
            value = before["value"] if same else value
            others = [c for c in row if c not in ("value", *DATES) and row[c] != before[c]]
            merged.changed += not same or bool(others)
            merged.unchanged += same and not others
            if not same and before["value"] and value:
                moved = Moved(_named(row, key), float(before["value"]), float(value))
                (merged.moved if moved.share > share else merged.near).append(moved)
        values.append(value)
    new["value"] = values
    for some in (merged.moved, merged.near):
        some.sort(key=lambda moved: -moved.share)


def _same(one: str, other: str) -> bool:
    try:
        return one == other or bool(np.isclose(float(one), float(other), rtol=1e-12, atol=0))
    except ValueError:
        return False


def _named(row: Mapping[Any, Any], key: list[str]) -> str:
    return " ".join(str(row[column]) for column in key if row[column])
