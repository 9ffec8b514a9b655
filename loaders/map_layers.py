"""The shapes as the browser gets them: small, each file named after its content, so that it can be cached for ever.

Areas are simplified once more as one coverage, the six municipalities finer than their surroundings, and borders are
taken from the result, so that areas and borders coincide exactly. 4 decimals, some 10 m, are enough for a screen.
"""

import hashlib
import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from loaders.card import Card, DatasetError
from loaders.datasets import layers, places
from loaders.datasets.layers import METRES, coverage_on_grid
from loaders.datasets.places import SIX

DECIMALS = 4
# Side in metres of a square as large as the smallest bend that is kept: in the six municipalities, and around them.
DETAIL, CONTEXT = 15, 80


@dataclass(frozen=True)
class LayerFile:
    """One file for the browser; its name `file` holds a hash of `body`."""

    name: str
    file: str
    body: bytes

    @classmethod
    def of(cls, name: str, table: gpd.GeoDataFrame) -> "LayerFile":
        """GeoJSON of the table: each column but the geometry is a property, left out where it is empty."""
        rows = zip(table.drop(columns="geometry").to_dict("records"), table.geometry, strict=True)
        features = [
            {
                "type": "Feature",
                "properties": {key: value for key, value in row.items() if value != ""},
                "geometry": shapely.geometry.mapping(shape),
            }
            for row, shape in rows
        ]
        collection = {"type": "FeatureCollection", "features": features}
        body = json.dumps(collection, ensure_ascii=False, separators=(",", ":")).encode()
        return cls(name, f"{name}.{hashlib.sha256(body).hexdigest()[:12]}.json", body)


# Each file but the areas: its dataset, and the function that prepares it.
LAYERS: dict[str, tuple[str, Callable[[gpd.GeoDataFrame], gpd.GeoDataFrame]]] = {
    "sea": ("sea", lambda table: water(table)),
    "canal": ("canal", lambda table: canal(table)),
    "rail": ("rail", lambda table: network(table)),
    "roads": ("roads", lambda table: network(table)),
    "names": ("place_names", lambda table: names(table, places.load())),
    "port_area": ("port_area", lambda table: on_grid(table[["kind", "geometry"]])),
    "cycle_highways": ("cycle_highways", lambda table: network(table.explode())),
}


def layer_files() -> dict[str, LayerFile]:
    """Every file by its name: four levels of areas, borders, sea, canal, rail, roads and names, and what was fetched.

    A layer that is missing, damaged or not fetched yet is left out: a map without rail is still a map. Without the
    areas there is no map: raises DatasetError. Computed again after a refresh has swapped in other shapes.
    """
    names = ("places", "borders", *(dataset for dataset, _ in LAYERS.values()))
    return build_layer_files(tuple(_modification_times(Card.of(name)) for name in names))


def _modification_times(card: Card) -> tuple[int, ...]:
    """When a card and the file that it names were last written; empty if one is missing."""
    try:
        return (card.folder / "card.yaml").stat().st_mtime_ns, card.path.stat().st_mtime_ns
    except (OSError, DatasetError):
        return ()


@lru_cache(maxsize=1)
def build_layer_files(changed: Any) -> dict[str, LayerFile]:
    """The files of `layer_files`. `changed`: the modification times of its datasets, by which the result is cached."""
    towns = places.load().query("level == 'municipality'").set_index("place")
    towns = towns.set_geometry(simplify(towns))
    tables = {f"areas-{level}": table for level, table in areas(towns).items()}
    with suppress(DatasetError):
        tables["borders"] = borders(towns.geometry, layers.load("borders"))
    for name, (dataset, make) in LAYERS.items():
        with suppress(DatasetError):
            if len(table := layers.load(dataset)):
                tables[name] = make(table)
    return {name: LayerFile.of(name, table) for name, table in tables.items()}


def simplify(towns: gpd.GeoDataFrame) -> gpd.GeoSeries:
    """The municipalities for a screen: still one coverage, on the grid of the browser's files."""
    shapes = shapely.coverage_simplify(towns.geometry.to_crs(METRES).values, DETAIL)
    around = ~towns.index.isin(SIX)
    # The edge of what surrounds the six stays as it is, or it would part from them.
    shapes[around] = shapely.coverage_simplify(shapes[around], CONTEXT, simplify_boundary=False)
    back = gpd.GeoSeries(shapes, index=towns.index, crs=METRES).to_crs(towns.crs)
    return gpd.GeoSeries(coverage_on_grid(np.asarray(back.values), DECIMALS), index=towns.index, crs=towns.crs)


def areas(towns: gpd.GeoDataFrame) -> dict[str, gpd.GeoDataFrame]:
    """One table per level, all from the same edges. Columns: code (key of the place), district, country, geometry."""
    members = {
        "municipality": pd.Series(towns.index, towns.index),
        "nuts3": towns["parent"].where(towns["parent"].str.len() > 4),
        "province": towns["country"].map({"BE": "BE23", "NL": "NL34"}),
        "district": towns["district"].map({True: "NSPD"}),
    }
    tables = {}
    for level, codes in members.items():
        rows = [
            {
                "code": code,
                "district": int(one["district"].all()),
                "country": "+".join(sorted(set(one["country"]))),
                "geometry": shapely.coverage_union_all(one.geometry.values),
            }
            for code, one in towns.groupby(codes, sort=False)
        ]
        tables[level] = gpd.GeoDataFrame(rows, crs=towns.crs)
    return tables


def borders(areas: gpd.GeoSeries, shipped: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The edges of the simplified areas; kind, district and exact come from the shipped borders."""
    lines = layers.edges(areas)
    known = shipped.drop_duplicates(["left", "right"])[["left", "right", "kind", "district"]]
    lines = lines.merge(known, on=["left", "right"], how="left", validate="many_to_one")
    single = layers.steps(lines.geometry).to_crs(METRES)
    middle = shapely.line_interpolate_point(single.values, 0.5, normalized=True)
    tree = shapely.STRtree(shipped.to_crs(METRES).geometry.values)
    nearest = tree.query_nearest(middle, all_matches=False)[1]
    table = layers.split_runs(lines, shipped["exact"].to_numpy()[nearest])
    table[["exact", "district"]] = table[["exact", "district"]].astype(int)
    return table[["kind", "exact", "district", "geometry"]]


def water(sea: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The sea with a coastline as fine as the six."""
    shapes = sea.geometry.to_crs(METRES).simplify_coverage(DETAIL).to_crs(sea.crs)
    shapes = gpd.GeoSeries(shapely.set_precision(shapes.values, 10.0**-DECIMALS), crs=sea.crs)
    return on_grid(shapes.to_frame("geometry"))


def canal(table: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The axis of the canal, with whether that part of it is exact."""
    return on_grid(table.assign(exact=(table["quality"] == "exact").astype(int))[["exact", "geometry"]])


def network(table: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """A whole network as one feature, because no line is ever selected or labelled on its own."""
    lines = on_grid(table).geometry
    # A short line at the edge of the window may shrink to a point on the grid.
    network = shapely.multilinestrings(lines[lines.is_valid].values)
    return gpd.GeoDataFrame(geometry=[network], crs=table.crs)


def names(table: gpd.GeoDataFrame, areas: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Names with their rank; `en` only where English has another name.

    A municipality of the six without a town of its name (Borsele) is named inside its area.
    """
    nameless = areas[areas["place"].isin(SIX) & ~areas["name_nl"].isin(table["name_nl"])]
    inside = nameless.set_geometry(nameless.representative_point()).assign(rank=2)
    table = gpd.GeoDataFrame(pd.concat([table, inside]), crs=table.crs)
    english = table["name_en"].where(table["name_en"] != table["name_nl"], "")
    return on_grid(table.assign(name=table["name_nl"], en=english)[["name", "en", "rank", "geometry"]])


def on_grid(table: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The same rows with coordinates cut to DECIMALS."""
    shapes = layers.on_grid(np.asarray(table.geometry.values), DECIMALS)
    return table.set_geometry(gpd.GeoSeries(shapes, index=table.index, crs=table.crs))
