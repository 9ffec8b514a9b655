"""Port and climate: cargo, economy, emissions and plans, each figure with the shape of the place it is about.

Rows     port_cargo, port_economy: one per scope, measure, category, period and source; emissions: one per
         installation and year; energy_projects: one per statement; energy_stages: one per dated step of a project;
         port_sites: one per port, lock or place; port_targets: one per target
Columns  on each card, and `geometry`: the shape of the place in `place` (of port_sites: the point itself); none for
         Belgium, Flanders and the Netherlands
Units    as published (column `unit`); `tonnes` and `billions` give one unit for drawing
CRS      EPSG:4326
Source   geodata/<name>/card.yaml; where sources differ, geodata/port_conflicts says what the pages do about it

Two sources that differ are two rows; `drawn` says which one is drawn. A line joins rows of one `series` only.
Raises   DatasetError if a file breaks its card or names a place or conflict that does not exist
"""

from typing import cast

import geopandas as gpd
import pandas as pd

from loaders.card import Card, DatasetError, Fault
from loaders.datasets import places

NAMES = (
    *("port_cargo", "port_economy", "emissions", "energy_projects"),
    *("energy_stages", "port_sites", "port_targets"),
)
# The two ports of Zeeland Seaports, which some older sources count separately.
TOWNS = ("VLISSINGEN", "TERNEUZEN")
# Two series of port_cargo: what the port counts itself, and what it reports to Eurostat.
OWN_COUNT, EUROSTAT = "own count", "Eurostat mar_go_aa"
# The last year of which every installation in the district was looked up: later years are weighed against it.
ALL_FOUND = 2020
GOODS = ("dry bulk", "liquid bulk", "breakbulk", "ro-ro", "containers")
# Factors to millions of tonnes, in which charts draw all weights.
MILLIONS = {"t": 1e-6, "kt": 1e-3}
# Goods types are rounded to 0.1 Mt each: five of them may miss a total by half a step each, and the total by its own.
ROUNDING = 0.3


def load(name: str) -> gpd.GeoDataFrame:
    """The dataset `name`, one of NAMES."""
    rows = cast(pd.DataFrame, Card.of(name).read())
    if faults := find_faults(name, rows):
        raise DatasetError("; ".join(map(str, faults[:5])))
    if name == "port_sites":
        return gpd.GeoDataFrame(rows, geometry=gpd.points_from_xy(rows["lon"], rows["lat"]), crs=4326)
    shapes = places.load().set_index("place").geometry
    return gpd.GeoDataFrame(rows, geometry=shapes.reindex(rows["place"]).array, crs=4326)


def conflicts() -> pd.DataFrame:
    """One row per conflict between sources. Columns: conflict, page, and in both languages subject, says and does."""
    return cast(pd.DataFrame, Card.of("port_conflicts").read())


def locks() -> pd.DataFrame:
    """One row per sea lock of Terneuzen: lock, names, since, length_m, width_m, depth_m, draught_m, what, sources."""
    return cast(pd.DataFrame, Card.of("port_locks").read())


def check() -> list[Fault]:
    """Faults that the cards cannot describe: unknown places and conflicts, and two values for one year of a line."""
    return [fault for name in NAMES for fault in find_faults(name, cast(pd.DataFrame, Card.of(name).read()))]


def tonnes(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with tonnes and kilotonnes as Mt; other units stay."""
    factor = rows["unit"].map(MILLIONS)
    return rows.assign(value=rows["value"] * factor.fillna(1.0), unit=rows["unit"].mask(factor.notna(), "Mt"))


def billions(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with millions of euros (as NBB.Stat publishes them) as billions; other units stay."""
    millions = rows["unit"] == "million EUR"
    return rows.assign(
        value=rows["value"].where(~millions, rows["value"] / 1000), unit=rows["unit"].mask(millions, "billion EUR")
    )


def parts(rows: pd.DataFrame) -> pd.DataFrame:
    """Per year, the known ones of the five goods types beside the total.

    rows     preferred seaborne rows of one scope and period, in Mt
    Columns  year, known (number of goods types), sum, total, adds: "yes" or "no" if all five and the total are known,
             else "" (nothing is filled in)
    """
    goods = rows[rows["category"].isin(GOODS) & (rows["unit"] == "Mt")].groupby("year")["value"]
    total = rows[(rows["category"] == "total") & (rows["unit"] == "Mt")].groupby("year")["value"].last()
    table = pd.DataFrame({"known": goods.count(), "sum": goods.sum()}).join(total.rename("total"), how="left")
    whole = (table["known"] == len(GOODS)) & table["total"].notna()
    same = (table["sum"] - table["total"]).abs() <= ROUNDING + 1e-9
    return table.assign(adds=same.map({True: "yes", False: "no"}).where(whole, "")).reset_index()


def coverage(emissions: pd.DataFrame) -> dict[int, float]:
    """Which part of the emissions of ALL_FOUND comes from sites that have a figure in a later year, in %, by year.

    A site of which one account continues counts as found. So it says nothing about sites that are new since.
    """
    weights = emissions[emissions["year"] == ALL_FOUND].groupby("site")["value"].sum()
    later = emissions[emissions["year"] > ALL_FOUND]
    found = {int(year): later.loc[later["year"] == year, "site"] for year in sorted(set(later["year"]))}
    return {year: float(100 * weights[weights.index.isin(at)].sum() / weights.sum()) for year, at in found.items()}


def find_faults(name: str, rows: pd.DataFrame) -> list[Fault]:
    """Faults of rows of the dataset `name`, in the file or not yet, that its card cannot describe."""
    where = Card.of(name).where
    checks = [("place", "is not a place", ~rows["place"].isin(places.load()["place"]))]
    if "conflict" in rows:
        known = {"", *conflicts()["conflict"]}
        checks.append(("conflict", "is not in port_conflicts", ~rows["conflict"].isin(known)))
    if "drawn" in rows:
        # A point of a line; two sources may both have it.
        same = [column for column in Card.of(name).fields.key if column not in ("source", "address")]
        # The price of the lock was never settled: its three figures are listed, not drawn as a line.
        listed = rows["measure"].eq("cost of new lock Terneuzen")
        twice = rows[(rows["drawn"] == "yes") & ~listed].duplicated(same).reindex(rows.index, fill_value=False)
        checks.append(("drawn", "is drawn twice on one line; say which of the two", twice))
    return [
        Fault(where, int(index) + 2, column, f"{rows.loc[index, column]} {reason}")
        for column, reason, mask in checks
        for index in rows.index[mask]
    ]
