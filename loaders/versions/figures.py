"""Which figures a kept version of the data holds, and how two versions differ. Pure functions on tables.

Rows     one per figure that charts and maps show, computed ones too; of two sources that differ, the preferred one
Columns  dataset, place, indicator, period, value, unit, status, source; all but `value` are text

| dataset                   | place              | indicator                            | period                   |
|---------------------------|--------------------|--------------------------------------|--------------------------|
| indicators                | key of the place   | key of the indicator                 | as in the dataset        |
| port_cargo, port_economy  | scope of the port  | measure, category, series (concept)  | 2024, 2024 H1, undated   |
| emissions                 | key of the place   | account in the register of emissions | year                     |
| targets                   | key of the place   | key of the target                    | aim, year, seen: see PARTS |

Milestones and projects are not in here: their registers keep every version themselves (loaders/trajectory/history.py).
"""

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd

from loaders.datasets import indicators
from loaders.errors import DatasetError

PORT = ("port_cargo", "port_economy")
DATASETS = ("indicators", *PORT, "emissions", "targets")
# What makes two rows the same figure. The unit too: a figure in another unit is another figure, not one that moved.
KEY = ["dataset", "place", "indicator", "period", "unit"]
COLUMNS = [*KEY[:-1], "value", "unit", "status", "source"]
# How a figure may differ between two versions; `status`: the same value, but no longer provisional, for instance.
NEW, MOVED, STATUS, WITHDRAWN = KINDS = ("new", "moved", "status", "withdrawn")
# Of a target: what it aims at, with its status; the year in which; and what was measured of it.
PARTS = ("aim", "year", "seen")
SEPARATOR = " | "
# Computed figures are sums and ratios, whose last digits depend on the order of the computation.
SAME = 1e-9


def collect(read: Callable[[str], pd.DataFrame]) -> pd.DataFrame:
    """The figures of now, sorted by KEY; columns COLUMNS.

    read  the dataset of a name, as `loaders.load` gives it, with or without its shapes
    """
    tables = [
        _rows("indicators", indicators.preferred(pd.DataFrame(read("indicators")))),
        *(_port_rows(name, read(name)) for name in PORT),
        _emission_rows(read("emissions")),
        _target_rows(read("targets")),
    ]
    return tidy(pd.concat(tables, ignore_index=True))


def tidy(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows in the columns, types and order of a kept version. Raises DatasetError where a figure is there twice."""
    rows = rows[COLUMNS].astype({column: "str" for column in COLUMNS if column != "value"} | {"value": "float64"})
    rows = rows.sort_values(KEY, ignore_index=True)
    if (twice := rows[rows.duplicated(KEY)]).size:
        raise DatasetError(f"a figure is there twice: {', '.join(map(str, twice[KEY].iloc[0]))}")
    return rows


def compare(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """The figures that are new, moved, of another status or withdrawn on the way from one version to another.

    Columns  those of KEY; kind, one of KINDS; value, status and source, each of them _before and _after: missing or
             empty where there was none. A figure that has only another source than before is no change.
    """
    before, after = _name_source(before, after), _name_source(after, before)
    rows = before.merge(after, on=KEY, how="outer", suffixes=("_before", "_after"), indicator="found")
    was, now = rows["value_before"].to_numpy(), rows["value_after"].to_numpy()
    moved = ~np.isclose(was, now, rtol=SAME, atol=0, equal_nan=True)
    restated = (rows["status_before"] != rows["status_after"]).fillna(True).to_numpy(dtype=bool)
    found = rows["found"].astype(str)
    kinds = np.select(
        [found == "right_only", found == "left_only", moved, restated], [NEW, WITHDRAWN, MOVED, STATUS], ""
    )
    rows = rows.assign(kind=kinds).drop(columns="found")
    texts = [f"{column}_{side}" for column in ("status", "source") for side in ("before", "after")]
    return rows[rows["kind"] != ""].fillna(dict.fromkeys(texts, "")).reset_index(drop=True)


def _name_source(rows: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    """A figure of the port that has a second source in the other version is called by its source, as there."""
    port = rows[rows["dataset"].isin(PORT)]
    named = port.assign(indicator=port["indicator"] + SEPARATOR + port["source"])
    keys = pd.MultiIndex.from_frame(other.loc[other["dataset"].isin(PORT), KEY])
    split = named.loc[pd.MultiIndex.from_frame(named[KEY]).isin(keys), "indicator"]
    return rows.assign(indicator=split.reindex(rows.index).fillna(rows["indicator"])) if len(split) else rows


def _rows(dataset: str, rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(dataset=dataset, period=rows["period"].fillna(""))[COLUMNS]


def _port_rows(dataset: str, rows: pd.DataFrame) -> pd.DataFrame:
    """The drawn rows of a table of the port."""
    rows = pd.DataFrame(rows[rows["drawn"] == "yes"])
    year = rows["year"].astype("string").fillna("")
    parts = ["measure", "category", "series", *(["concept"] if "concept" in rows else [])]
    rows = rows.assign(
        place=rows["scope"],
        indicator=_join(rows, parts),
        period=year.where(rows["period"] == "FY", year + " " + rows["period"]).str.strip(),
    )
    # Two sources, one of them without a year of its own: both are drawn, as a range.
    twice = rows.duplicated(["place", "indicator", "period", "unit"], keep=False)
    rows["indicator"] = rows["indicator"].where(~twice, rows["indicator"] + SEPARATOR + rows["source"])
    return _rows(dataset, rows)


def _join(rows: pd.DataFrame, columns: Sequence[str]) -> pd.Series:
    """The texts of some columns in one."""
    joined = [SEPARATOR.join(map(str, texts)) for texts in rows[list(columns)].itertuples(index=False)]
    return pd.Series(joined, index=rows.index, dtype="str")


def _emission_rows(rows: pd.DataFrame) -> pd.DataFrame:
    rows = pd.DataFrame(rows)
    return _rows("emissions", rows.assign(indicator=rows["account"], period=rows["year"].astype("string")))


def _target_rows(rows: pd.DataFrame) -> pd.DataFrame:
    """Each target as one row for each of PARTS that it has; every one has an aim, which carries its status."""
    rows = pd.DataFrame(rows).assign(
        indicator=rows["target"], source=rows["source_url"], place=rows["place"].fillna("")
    )
    parts = {
        "aim": rows,
        "year": rows.assign(value=rows["year"], unit="year", status=""),
        "seen": rows.assign(value=rows["seen"], status="", source=rows["seen_at"]),
    }
    known = {part: table if part == "aim" else table[table["value"].notna()] for part, table in parts.items()}
    return pd.concat([_rows("targets", table.assign(period=part)) for part, table in known.items()])
