"""The tables on port, industry and energy as several pages need them: which rows are drawn, sums, the newest.

All results are shared by all readers: never alter them.
"""

from typing import Any

import pandas as pd

from loaders.datasets import port
from loaders.datasets.port import OWN_COUNT
from loaders.trajectory import project_status
from shell.datasets import cached, plain_table

# The unit of growth on the year before; some reports compare with an earlier year.
YEARLY = "% vs previous year"
# Parts of a year that the port counts, the shortest first.
PARTS_OF_YEAR = ("Q1", "H1", "9M")


def read_table(name: str) -> pd.DataFrame:
    """A table of loaders.datasets.port without shapes."""
    return plain_table(name)


@cached("port_cargo")
def cargo() -> pd.DataFrame:
    """The drawn rows of port_cargo, tonnes as Mt, and `line`: scope and series, within which points may be joined."""
    table = port.tonnes(read_table("port_cargo"))
    table = table[table["drawn"] == "yes"]
    return table.assign(line=table["scope"] + " · " + table["series"])


@cached("port_economy")
def economy() -> pd.DataFrame:
    """The drawn rows of port_economy that are of a year."""
    table = read_table("port_economy")
    return table[table["year"].notna() & (table["drawn"] == "yes")]


def own_full_years(measure: str, category: str) -> pd.DataFrame:
    """The full years of North Sea Port as the port itself counts them, oldest first: rows of `cargo`."""
    table = cargo()
    rows = table[(table["scope"] == "NSP") & (table["measure"] == measure) & (table["category"] == category)]
    return rows[(rows["period"] == "FY") & (rows["series"] == OWN_COUNT)].sort_values("year")


def published_change(row: pd.Series) -> float | None:
    """The change on the year before that the port itself published with a figure, in the unit of that figure.

    Where it published a percentage only: the change that this percentage of its own year before comes to.
    """
    if (change := _published_beside(row, f"{row['measure']} change")) is not None:
        return change
    growth = published_growth(row)
    return None if growth is None else float(row["value"] - row["value"] / (1 + growth / 100))


def published_growth(row: pd.Series) -> float | None:
    """The growth in % on the year before that North Sea Port itself published with a weight.

    Not that of its predecessors, whose growth others told in round figures.
    """
    # Growth by goods type is of the weight: containers in TEU have another.
    if row["scope"] != "NSP" or row["unit"] == "TEU":
        return None
    return _published_beside(row, f"{row['measure']} growth", YEARLY)


def _published_beside(row: pd.Series, measure: str, unit: str | None = None) -> float | None:
    """The figure of another measure of the same scope, category, period and year."""
    table = cargo()
    same = table["measure"].eq(measure)
    for column in ("scope", "category", "period", "year"):
        same &= table[column] == row[column]
    found = table[same & table["unit"].eq(unit or table["unit"])]
    return float(found["value"].iloc[0]) if len(found) else None


def find_newer_part(scope: str, measure: str, category: str, year: int) -> dict[Any, Any] | None:
    """The newest and longest part of a year that was counted after the full year `year`; none where there is none."""
    parts = _parts_of_years()
    parts = parts[(parts["scope"] == scope) & (parts["measure"] == measure) & (parts["category"] == category)]
    rows: list[dict[Any, Any]] = parts[parts["year"] > year].to_dict("records")
    return rows[-1] if rows else None


@cached("port_cargo")
def _parts_of_years() -> pd.DataFrame:
    """What the port itself measured of parts of years, oldest first and the shorter part of a year first."""
    table = cargo()
    own = table["period"].isin(PARTS_OF_YEAR) & (table["series"] == OWN_COUNT) & (table["status"] == "measured")
    rows = table[own].assign(length=table.loc[own, "period"].map(PARTS_OF_YEAR.index))
    return rows.sort_values(["year", "length"], kind="stable")


@cached("port_conflicts")
def port_conflicts() -> pd.DataFrame:
    """One row per conflict between sources; columns as loaders.datasets.port.conflicts has them."""
    return port.conflicts()


@cached("emissions")
def sum_emissions(by: str) -> pd.DataFrame:
    """Verified emissions (EU ETS) in Mt CO2e by year and `by`: "place", "site" or "account".

    Columns line (the key summed by), label (its name), place, year, value, series ("site" where an account counts its
    whole site in that year; `line` is then another one). An account without a row in a year adds nothing.
    """
    table = read_table("emissions")
    keys = {"account": ["account", "installation"], "site": ["site"], "place": ["place"]}[by]
    grouped = table.groupby([table[key].rename(f"by_{key}") for key in keys] + ["year"])
    sums = grouped.agg(value=("value", "sum"), place=("place", "first"), series=("series", "first")).reset_index()
    line = sums[f"by_{keys[0]}"]
    if by == "account":
        # Before that it counted one installation: another line, which nothing joins to this one.
        line = line.mask(sums["series"] == "site", line + ":site")
    return sums.assign(value=sums["value"] / 1e6, label=sums[f"by_{keys[-1]}"], line=line)


@cached("emissions")
def emissions_coverage() -> dict[int, float]:
    """Which part of the emissions of loaders.datasets.port.ALL_FOUND was found in each later year, in %."""
    return port.coverage(read_table("emissions"))


def newest_steps() -> dict[str, dict[str, Any]]:
    """The newest step of each project of energy_stages, by project."""
    return project_status.newest_stages(read_table("energy_stages"))
