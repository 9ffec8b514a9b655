"""The shipped shapes, made from the prepared folder `geometry/` and the official areas in `figures/`.

The municipalities are simplified once, as one coverage, and every other outline and border is taken from
them: so borders stay shared at every level. Nothing here measures an area.
"""

from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
import yaml

from loaders.card import Card, seal
from loaders.datasets.layers import METRES, on_grid, split_runs, steps
from loaders.datasets.places import SIX
from loaders.sources.boundary_topology import DECIMALS, named_edges, outlines, simplify

KNOWN: dict[str, Any] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text("utf-8"))
# An edge this close to a published canton edge is that edge: it has been simplified, the canton edge has not.
NEAR = 30
# West, south, east and north of the map window around both provinces.
WINDOW = (3.1, 50.65, 4.55, 51.9)


def make(prepared: Path, geodata: Path) -> None:
    """Write the seven datasets with shapes into `geodata` and seal their cards."""
    source = prepared / "geometry"
    towns = municipalities(source, prepared / "figures")
    ports = port_points(source)
    write(geodata, "places", places(towns, ports))
    write(geodata, "borders", borders(towns, gpd.read_file(source / "cantons_ovl_ngi.gpkg")))
    write(geodata, "sea", sea(gpd.read_file(source / "sea_osm.gpkg")))
    write(geodata, "canal", canal(gpd.read_file(source / "canal_gent_terneuzen_axis.gpkg")))
    write(geodata, "rail", networks(gpd.read_file(source / "rail_osm_schematic.gpkg")))
    write(geodata, "roads", networks(gpd.read_file(source / "roads_osm_schematic.gpkg")))
    write(geodata, "place_names", names(gpd.read_file(source / "places_geonames.gpkg")))


def write(geodata: Path, name: str, table: gpd.GeoDataFrame) -> None:
    """Write the columns on the card to the dataset's file, and seal the card."""
    card = Card.of(name, geodata)
    table[list(card.fields.columns)].to_parquet(card.path, index=False, compression="zstd")
    seal(name, geodata)


def municipalities(source: Path, figures: Path) -> gpd.GeoDataFrame:
    """The 68 municipalities of both provinces: one coverage, simplified, with official areas."""
    full = gpd.read_file(source / "municipalities_crossborder_open.gpkg").to_crs(METRES)
    belgian = full["country"] == "BE"
    key = full["country"] + "-" + full["code"]
    exact = full["quality"] == "exact"
    share = (full["exact_edge_share"] * 100).round().astype(int)
    table = pd.DataFrame(
        {
            "place": key,
            "name_nl": full["name"],
            "name_en": full["name"].replace(KNOWN["english"]),
            "level": "municipality",
            "country": full["country"],
            "district": key.isin(SIX),
            "code": full["code"],
            "code_kind": belgian.map({True: "NIS", False: "GM"}),
            "parent": [nuts3(code) for code in full["code"]],
            "quality": exact.map({True: "exact", False: "approximate"}),
            "source": full["source"],
        }
    )
    for language in ("nl", "en"):
        table[f"quality_{language}"] = [
            KNOWN["quality"]["exact" if flag else "inner"][language].format(share=percent)
            for flag, percent in zip(exact, share, strict=True)
        ]
    table = table.merge(areas(figures / "municipal.csv"), how="left", on="code", validate="one_to_one")
    return gpd.GeoDataFrame(table, geometry=simplify(full.geometry).values, crs=4326)


def nuts3(code: str) -> str:
    """The NUTS 3 region of a municipality, by the arrondissement in its NIS code or by its GM code."""
    if code.startswith("GM"):
        return "NL341" if code in KNOWN["zeeuws_vlaanderen"] else "NL342"
    return str(KNOWN["arrondissements"][code[:2]])


def areas(path: Path) -> pd.DataFrame:
    """Official areas in km², the newest of each kind: code, area_*_km2, area_*_date, area_source."""
    rows = pd.read_csv(path, dtype=str).query("indicator in ('area total', 'area land')")
    newest = rows.sort_values(["code", "indicator", "year"]).groupby(["code", "indicator"]).tail(1)
    publisher = newest["country"].map({"BE": "Statbel", "NL": "CBS"})
    address = newest["source_url"].str.split(" ").str[0]
    newest["citation"] = publisher + ", via " + address + " (" + newest["source_date"] + ")"
    table = pd.DataFrame(index=pd.Index(newest["code"].unique(), name="code"))
    for kind in ("total", "land"):
        one = newest[newest["indicator"] == f"area {kind}"].set_index("code")
        table[f"area_{kind}_km2"] = one["value"].astype(float)
        table[f"area_{kind}_date"] = one["year"]
    table["area_source"] = newest.groupby("code")["citation"].agg(lambda texts: "; ".join(dict.fromkeys(texts)))
    return table.reset_index()


def places(towns: gpd.GeoDataFrame, ports: dict[str, Any]) -> gpd.GeoDataFrame:
    """Municipalities, every level above them, all from the same edges, and places without an outline."""
    shapes = outlines(towns) | ports
    above = gpd.GeoDataFrame(
        KNOWN["places"], geometry=[shapes.get(place["place"]) for place in KNOWN["places"]], crs=4326
    )
    # A parent that is an arrondissement without a place of its own is replaced by the province.
    here = towns.assign(parent=towns["parent"].where(towns["parent"].isin(above["place"]), "BE23"))
    table = pd.concat([here, above], ignore_index=True)
    text = table.columns.difference(["geometry", "district", "area_total_km2", "area_land_km2"])
    table[text] = table[text].fillna("")
    return table


def port_points(source: Path) -> dict[str, Any]:
    """Where the ports lie, as points: the outline of the port area is not in the collection."""
    ports = gpd.read_file(source / "ports_searoute.gpkg").set_index("unlocode").geometry
    towns = gpd.read_file(source / "places_geonames.gpkg").set_index("name").geometry
    gent, vlissingen, terneuzen = ports["BEGNE"], ports["NLVLI"], towns["Terneuzen"]
    return {
        "NSP": shapely.multipoints([gent, terneuzen, vlissingen]),
        "BEGNE": gent,
        "NLZSP": shapely.multipoints([terneuzen, vlissingen]),
    }


def borders(towns: gpd.GeoDataFrame, cantons: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Every edge of the municipalities once, cut where it changes from official to approximate."""
    lines = named_edges(towns)
    single = steps(lines.geometry).to_crs(METRES)
    official = steps(cantons.to_crs(METRES).boundary.explode(ignore_index=True))
    tree = shapely.STRtree(official.values)
    exact = np.ones(len(single), bool)
    for share in (0, 0.5, 1):
        points = shapely.line_interpolate_point(single.values, share, normalized=True)
        _, distance = tree.query_nearest(points, return_distance=True, all_matches=False)
        exact &= distance <= NEAR
    # Dutch municipalities are official throughout, so a border with one of them is too.
    dutch = (lines["left"].str.startswith("NL-") | lines["right"].str.startswith("NL-")).to_numpy()
    exact |= dutch[single.index]
    table = split_runs(lines, exact)
    return table.assign(line=range(1, len(table) + 1))


def sea(table: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Open water with a coastline in OpenStreetMap: North Sea and Westerschelde, and the Oosterschelde."""
    shapes = shapely.set_precision(table.geometry.values, 10.0**-DECIMALS)
    kept = pd.DataFrame(KNOWN["sea"]).assign(source=table["source"] + "; " + table["licence"])
    return gpd.GeoDataFrame(kept, geometry=on_grid(shapes, DECIMALS), crs=table.crs)


def canal(table: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The axis of the canal Gent-Terneuzen: exact in Gent and Evergem, schematic from Zelzate on."""
    kept = pd.DataFrame(KNOWN["canal"])
    kept["source"] = [table["source"][0], "own drawing, not from a published source"]
    return gpd.GeoDataFrame(kept, geometry=on_grid(np.asarray(table.geometry.values), DECIMALS), crs=table.crs)


def networks(table: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """A network of short segments as long lines between junctions; points are dropped."""
    lines = table[table.geom_type == "LineString"].geometry
    inside = shapely.clip_by_rect(shapely.union_all(lines.values), *WINDOW)
    merged = on_grid(shapely.get_parts(shapely.line_merge(inside)), DECIMALS)
    source = table["source"].iloc[0] + "; " + table["licence"].iloc[0]
    rows = {"line": range(1, len(merged) + 1), "quality": "schematic", "source": source}
    return gpd.GeoDataFrame(rows, geometry=merged, crs=table.crs)


def names(table: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The names worth writing on the map, with the rank by which they thin out when zooming away."""
    rank = {name: rank for rank, listed in KNOWN["names"].items() for name in listed}
    # Two places may share a name (Middelburg); the larger one is meant.
    kept = table[table["name"].isin(rank)].sort_values("population").drop_duplicates("name", keep="last")
    missing = sorted(set(rank) - set(kept["name"]))
    if missing:
        raise ValueError(f"places_geonames.gpkg has no {', '.join(missing)}")
    kept["rank"] = kept["name"].map(rank)
    kept["name_nl"] = kept["name"].replace(KNOWN["dutch"])
    kept["name_en"] = kept["name"].replace(KNOWN["english"])
    return kept.assign(quality="points").sort_values(["rank", "name_nl"])
