"""Port areas, docks, locks, railways and cycle highways from OpenStreetMap, fetched from Overpass.

Fetched    five queries around the district, one after the other, after a look at /api/status
Parsed     "rail" and "cycle_highways": lines; "port_area": areas, and locks that are mapped as lines; EPSG:4326
Built      `rail` inside the box of the queries; what was there outside of it stays as it was
Source     ODbL 1.0, © OpenStreetMap contributors: these datasets are files of their own, mixed with no other

The policy of the service (wiki.openstreetmap.org/wiki/Overpass_API) is kept: a few queries a refresh, one at a time, a
User-Agent with a name, and waiting when the service asks for it.
"""

import re
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from loaders.datasets.layers import METRES, on_grid
from loaders.fetch.replies import Raw
from loaders.fetch.source import Fetcher, Source, SourceError
from loaders.sources.source_files import read_openstreetmap

TEXTS = read_openstreetmap()
SOURCE = Source(
    name="openstreetmap",
    publisher="OpenStreetMap",
    licence="ODbL 1.0",
    base="https://overpass-api.de/api",
    variable="NSPD_OVERPASS_URL",
    datasets=("port_area", "rail", "cycle_highways"),
    cards=TEXTS.card_fields(),
    pause=1.0,
)
# South, west, north and east of the district, in the order of Overpass; and the same as a polygon.
SOUTH, WEST, NORTH, EAST = 50.97, 3.50, 51.52, 4.02
BOX = shapely.box(WEST, SOUTH, EAST, NORTH)
DECIMALS = 5
DETAIL = 3  # metres that a line may be moved by when it is simplified
# Longest wait for a free slot, in seconds; beyond that the refresh stops and says when to run it again.
LONGEST = 120
# A reply in which more than this share of elements has no readable shape is refused.
UNREADABLE = 0.1
# What each query asks for, in this order. Tracks in yards are left out: there are hundreds of them.
WANTED = {
    "port": 'nwr["landuse"="port"]{box};nwr["industrial"="port"]{box};nwr["landuse"="harbour"]{box};',
    "dock": 'way["waterway"="dock"]{box};nwr["water"~"^(harbour|dock|canal)$"]{box};',
    "lock": 'way["lock"="yes"]{box};nwr["water"="lock"]{box};',
    "rail": 'way["railway"="rail"]["service"!~"^(yard|siding|crossover)$"]{box};',
    "cycle_highways": 'relation["route"="bicycle"]["cycle_highway"="yes"]{box};',
}


def query(wanted: str) -> str:
    """One of WANTED in Overpass QL: tags, members and whole geometries."""
    inside = wanted.format(box=f"({SOUTH:.2f},{WEST:.2f},{NORTH:.2f},{EAST:.2f})")
    return f"[out:json][timeout:120];({inside});out geom;"


def fetch(client: Fetcher) -> None:
    """Ask for a slot, then each query."""
    client.get("status", "status", kinds=("text/plain",))
    time.sleep(wait(client.raw.body("status").decode("utf-8", "replace")))
    for name, wanted in WANTED.items():
        client.get(
            f"query/{name}",
            "interpreter",
            method="POST",
            data=urlencode({"data": query(wanted)}),
            headers={"Content-Type": "application/x-www-form-urlencoded"},
        )


def wait(status: str) -> float:
    """Seconds until a slot is free, as /api/status says. Raises SourceError if that is too long."""
    if re.search(r"[1-9]\d* slots? available now", status):
        return 0.0
    waits = [int(seconds) for seconds in re.findall(r"in (-?\d+) seconds", status)]
    if not waits:
        return 0.0  # A private server reports no slots.
    if min(waits) > LONGEST:
        raise SourceError(
            SOURCE.name, f"no slot is free for {min(waits)} s; run the refresh later", result="unreachable"
        )
    return float(max(min(waits) + 1, 0))


def parse(raw: Raw) -> dict[str, gpd.GeoDataFrame]:
    """The datasets port_area, rail (inside BOX) and cycle_highways, in the columns of their cards.

    Raises SourceError if a reply carries a remark, is empty, or holds shapes that cannot be read.
    """
    areas = [_areas(raw, kind) for kind in ("port", "dock", "lock")]
    # Two queries may find the same dock; it keeps the first kind.
    port = pd.concat(areas, ignore_index=True).drop_duplicates("osm").sort_values(["kind", "osm"], ignore_index=True)
    tracks = [_line(element) for element in _elements(raw, "rail")]
    inside = shapely.intersection(shapely.union_all(_readable(tracks, "rail")), BOX)
    lines = _simplify(shapely.get_parts(shapely.line_merge(inside)))
    rail = {"line": range(1, len(lines) + 1), "quality": "exact", "source": TEXTS.source}
    return {
        "port_area": port,
        "rail": gpd.GeoDataFrame(rail, geometry=lines, crs=4326),
        "cycle_highways": _routes(raw),
    }


def build_datasets(
    frames: Mapping[str, gpd.GeoDataFrame], read: Callable[[str], gpd.GeoDataFrame]
) -> dict[str, gpd.GeoDataFrame]:
    """The whole datasets: to `rail` is added, from what is there now, the schematic network outside of BOX."""
    now = read("rail")
    around = now[now["quality"] == "schematic"].copy()
    parts = shapely.get_parts(shapely.difference(around.geometry.values, BOX), return_index=True)
    rest = around.iloc[parts[1]].set_geometry(gpd.GeoSeries(parts[0], index=around.index[parts[1]], crs=4326))
    rail = pd.concat([frames["rail"], rest[shapely.length(rest.geometry.values) > 0]], ignore_index=True)
    return {**frames, "rail": rail.assign(line=range(1, len(rail) + 1))}


def _elements(raw: Raw, name: str) -> list[dict[str, Any]]:
    """The ways and relations that a query returned; a node has no shape to draw."""
    answer = raw.json(f"query/{name}")
    if not isinstance(answer, dict) or not isinstance(answer.get("elements"), list):
        raise SourceError(SOURCE.name, f"{name}: the reply has no elements", detail=str(answer)[:200])
    if remark := answer.get("remark"):
        # With status 200: the query ran out of time or memory, and what came is cut off.
        raise SourceError(SOURCE.name, f"{name}: the query was not finished", detail=str(remark))
    known = [element for element in answer["elements"] if isinstance(element, dict) and "id" in element]
    shapes = [element for element in known if element.get("type") in ("way", "relation")]
    if not shapes:
        raise SourceError(SOURCE.name, f"{name}: the reply is empty, and here there should be something")
    return shapes


def _readable(shapes: Iterable[Any], name: str) -> list[Any]:
    """The shapes without those that could not be read. Raises SourceError if too many could not."""
    shapes = list(shapes)
    good = [shape for shape in shapes if shape is not None]
    if len(good) < (1 - UNREADABLE) * len(shapes):
        detail = f"{len(shapes) - len(good)} of {len(shapes)}"
        raise SourceError(SOURCE.name, f"{name}: too many elements have no readable geometry", detail=detail)
    if far := [shape for shape in good if not shape.intersects(BOX)]:
        detail = f"{np.round(far[0].bounds, 3).tolist()}"
        raise SourceError(SOURCE.name, f"{name}: a shape lies outside the box that was asked for", detail=detail)
    return good


def _line(element: Mapping[str, Any]) -> Any:
    """The line of a way; None if a point of it is missing."""
    points = element.get("geometry")
    if not isinstance(points, list) or len(points) < 2:
        return None
    try:
        xy = np.array([(point["lon"], point["lat"]) for point in points], float)
    except (KeyError, TypeError, ValueError, OverflowError):
        return None
    # Beyond the poles nothing can be projected.
    return shapely.linestrings(xy) if (np.abs(xy) <= (180, 90)).all() else None


def _area(element: Mapping[str, Any], *, line: bool = False) -> Any:
    """The area of a closed way or of a relation with its holes; of an open way the line, where a line is accepted."""
    if element["type"] == "way":
        way = _line(element)
        if way is None or not way.is_ring:
            return way if line else None
        return _valid(shapely.Polygon(way)) if shapely.get_num_points(way) > 3 else None
    members = _members(element)
    # An empty role is common, and means outer.
    outer = _rings(member for member in members if member.get("role") in ("outer", ""))
    inner = _rings(member for member in members if member.get("role") == "inner")
    return None if outer is None else _valid(outer if inner is None else shapely.difference(outer, inner))


def _members(element: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The ways of a relation; its nodes and the relations in it draw nothing here."""
    members = element.get("members")
    if not isinstance(members, list):
        return []
    return [member for member in members if isinstance(member, dict) and member.get("type") == "way"]


def _tag(element: Mapping[str, Any], key: str) -> str:
    tags = element.get("tags")
    return str(tags.get(key) or "") if isinstance(tags, dict) else ""


def _rings(members: Iterable[Mapping[str, Any]]) -> Any:
    """The areas that these ways enclose together; None if they do not close."""
    lines = [_line(member) for member in members]
    if not lines or any(line is None for line in lines):
        return None
    faces = shapely.get_parts(shapely.polygonize([shapely.union_all(lines)]))
    return shapely.union_all(faces) if len(faces) else None


def _valid(shape: Any) -> Any:
    parts = shapely.get_parts(shapely.make_valid(shape))
    whole = shapely.union_all([part for part in parts if part.geom_type in ("Polygon", "MultiPolygon")])
    return None if whole.is_empty else whole


def _areas(raw: Raw, kind: str) -> gpd.GeoDataFrame:
    """The result of a query for areas. Columns: osm, kind, name, source, geometry."""
    elements = _elements(raw, kind)
    shapes = [_area(element, line=kind == "lock") for element in elements]
    _readable(shapes, kind)
    rows = [(f"{element['type']}/{element['id']}", kind, _tag(element, "name"), TEXTS.source) for element in elements]
    table = gpd.GeoDataFrame(rows, columns=["osm", "kind", "name", "source"], geometry=shapes, crs=4326)
    table = table[table.geometry.notna()].drop_duplicates("osm")
    table["geometry"] = _simplify(table.geometry.values)
    return table[table.is_valid & ~table.is_empty]


def _routes(raw: Raw) -> gpd.GeoDataFrame:
    """The cycle highways, each as its lines. Columns: osm, name, ref, source, geometry."""
    rows, shapes = [], []
    for element in _elements(raw, "cycle_highways"):
        lines = [_line(member) for member in _members(element)]
        good = [line for line in lines if line is not None]
        rows.append((f"{element['type']}/{element['id']}", _tag(element, "name"), _tag(element, "ref")))
        shapes.append(shapely.line_merge(shapely.union_all(good)) if good else None)
    _readable(shapes, "cycle_highways")
    table = gpd.GeoDataFrame(rows, columns=["osm", "name", "ref"], geometry=shapes, crs=4326)
    table = table[table.geometry.notna()].assign(source=TEXTS.source)
    table["geometry"] = _simplify(table.geometry.values)
    return table.sort_values("osm", ignore_index=True)[["osm", "name", "ref", "source", "geometry"]]


def _simplify(shapes: Any) -> Any:
    """Shapes simplified by a few metres, on the grid of the shipped ones."""
    simple = gpd.GeoSeries(shapes, crs=4326).to_crs(METRES).simplify(DETAIL).to_crs(4326)
    return on_grid(np.asarray(simple.values), DECIMALS)
