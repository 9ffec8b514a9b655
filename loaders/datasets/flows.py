"""Movements of people, vehicles and ships across the border and along the port.

Rows     one per flow, what was counted, ends, period and source; counts overlap, so rows are never added up
Columns  on the card, and `geometry`: a line from the place of origin to that of destination, between points inside
         their shapes (for drawing only); the point of a site; none where an end has no shape
Units    column `unit`: persons, students, pct, passages, passages_a_day, vessels
CRS      EPSG:4326
Source   geodata/flows/card.yaml, and the publisher of each row
Raises   DatasetError if the file breaks its card, or names a place or site that does not exist
"""

from collections.abc import Mapping
from typing import Any, cast

import geopandas as gpd
import pandas as pd
from shapely.geometry import LineString, Point
from shapely.geometry.base import BaseGeometry

from loaders.card import Card, DatasetError, Fault
from loaders.datasets import places

NAME = "flows"


def load() -> gpd.GeoDataFrame:
    """The dataset; see the docstring of the module."""
    rows = _read()
    if faults := find_faults(rows):
        raise DatasetError("; ".join(map(str, faults[:5])))
    shapes = places.load().set_index("place").geometry
    points = {str(key): shape.representative_point() for key, shape in shapes.items() if shape is not None}
    sites = {str(row["site"]): Point(row["lon"], row["lat"]) for row in _sites().to_dict("records")}
    geometry = [_geometry(row, points, sites) for row in rows.to_dict("records")]
    return gpd.GeoDataFrame(rows, geometry=geometry, crs=4326)


def check() -> list[Fault]:
    """Faults that the card cannot describe: unknown places and sites, and a row with neither."""
    return find_faults(_read())


def find_faults(rows: pd.DataFrame) -> list[Fault]:
    """Faults of rows, in the file or not yet, that the card cannot describe."""
    known, sites = {"", *places.load()["place"]}, {"", *_sites()["site"]}
    nowhere = (rows["site"] == "") & ((rows["origin"] == "") | (rows["destination"] == ""))
    checks = [
        ("origin", "is not a place", ~rows["origin"].isin(known)),
        ("destination", "is not a place", ~rows["destination"].isin(known)),
        ("site", "is not in port_sites", ~rows["site"].isin(sites)),
        ("origin", "needs a destination, or a site instead of both", nowhere),
    ]
    where = Card.of(NAME).where
    return [
        Fault(where, int(index) + 2, column, f"{rows.loc[index, column]} {reason}")
        for column, reason, mask in checks
        for index in rows.index[mask]
    ]


def _read() -> pd.DataFrame:
    return cast(pd.DataFrame, Card.of(NAME).read())


def _sites() -> pd.DataFrame:
    return cast(pd.DataFrame, Card.of("port_sites").read())


def _geometry(row: Mapping[Any, Any], points: dict[str, Point], sites: dict[str, Point]) -> BaseGeometry | None:
    origin, destination, site = (str(row[name]) for name in ("origin", "destination", "site"))
    if site:
        return sites[site]
    # Within one place there is no line.
    if origin == destination or not {origin, destination} <= set(points):
        return None
    return LineString([points[origin], points[destination]])
