"""What a map draws besides the areas: borders, water, networks and names.

Rows     borders: one per run of border of one quality; sea: one per water body; canal: one per part; rail, roads: one
         per line between junctions; place_names: one per name; port_area, cycle_highways: one per element
Columns  on each card; all have `quality` (or `exact`), `source` and `geometry`
CRS      EPSG:4326
Source   geodata/<name>/card.yaml; sea, rail and roads are ODbL and therefore files of their own
"""

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from loaders.card import Card

NAMES = ("borders", "sea", "canal", "rail", "roads", "place_names")
# Not shipped: without rows until a refresh has fetched them.
AWAITED = ("port_area", "cycle_highways")
# Where lengths are measured: equal area, metres, the same on both sides of the border.
METRES = 3035
# A gap in a coverage as wide as this many degrees, some 200 m, is water.
WATER = 0.002

Shapes = NDArray[np.object_]


def load(name: str) -> gpd.GeoDataFrame:
    """The layer `name`, of NAMES or AWAITED. Raises KeyError for another name, DatasetError if it breaks its card."""
    if name not in (*NAMES, *AWAITED):
        raise KeyError(f"no layer {name!r}; there are {', '.join((*NAMES, *AWAITED))}")
    return Card.of(name).read()


def on_grid(shapes: Shapes, decimals: int) -> Shapes:
    """The shapes with coordinates rounded to this number of decimals."""
    moved: Shapes = shapely.transform(shapes, lambda xy: np.round(xy, decimals))
    return moved


def coverage_on_grid(coverage: Shapes, decimals: int) -> Shapes:
    """The polygons of a coverage with coordinates rounded to this number of decimals, still one coverage.

    Rounding the polygons one by one lets neighbours overlap and cross themselves; here the edges are rounded
    together, faces are built from them, and each face goes back to the polygon that it lies in. A narrow gap that
    no polygon covers goes to the neighbour with the longest edge along it; wide ones are water and stay.
    """
    step = 10.0**-decimals
    lines = shapely.union_all(shapely.boundary(coverage), grid_size=step)
    faces = on_grid(shapely.get_parts(shapely.polygonize([lines])), decimals)
    narrow = 2 * shapely.area(faces) / shapely.length(faces) < max(WATER, 3 * step)
    tree = shapely.STRtree(coverage)
    owner = np.full(len(faces), -1)
    face, polygon = tree.query(shapely.point_on_surface(faces), predicate="within")
    owner[face] = polygon
    for gap in np.flatnonzero((owner < 0) & narrow):
        beside = np.flatnonzero((owner >= 0) & shapely.touches(faces, faces[gap]))
        shared = shapely.length(shapely.intersection(faces[beside], faces[gap]))
        owner[gap] = owner[beside[shared.argmax()]]
    return np.array([shapely.coverage_union_all(faces[owner == i]) for i in range(len(coverage))])


def edges(areas: gpd.GeoSeries) -> gpd.GeoDataFrame:
    """Every edge of a coverage once, as lines from junction to junction.

    areas: polygons of one coverage, indexed by key. Columns left, right (the keys on either side, right is
    "" where the coverage ends) and geometry, in the CRS of the areas. An edge comes back once because both
    neighbours have the same vertices: no matching by distance.
    """
    parts, area = shapely.get_parts(shapely.orient_polygons(areas.values), return_index=True)
    rings, part = shapely.get_rings(parts, return_index=True)
    xy, ring = shapely.get_coordinates(rings, return_index=True)
    first = np.flatnonzero(ring[:-1] == ring[1:])
    # On an oriented ring the area lies left of every step; a step and its reverse name both neighbours.
    inside = area[part[ring[first]]]
    there, back = np.hstack([xy[first], xy[first + 1]]), np.hstack([xy[first + 1], xy[first]])
    reverse = (there[:, 0] > back[:, 0]) | ((there[:, 0] == back[:, 0]) & (there[:, 1] > back[:, 1]))
    segments, segment = np.unique(np.where(reverse[:, None], back, there), axis=0, return_inverse=True)
    left, right = np.full(len(segments), -1), np.full(len(segments), -1)
    left[segment[~reverse]], right[segment[reverse]] = inside[~reverse], inside[reverse]
    turn = (left < 0) | ((right >= 0) & (right < left))
    segments[turn] = segments[turn][:, [2, 3, 0, 1]]
    left[turn], right[turn] = right[turn], left[turn]
    pairs, pair = np.unique(np.column_stack([left, right]), axis=0, return_inverse=True)
    lines = shapely.linestrings(segments.reshape(-1, 2, 2))
    merged = [
        shapely.line_merge(shapely.multilinestrings(lines[pair == number]), directed=True)
        for number in range(len(pairs))
    ]
    keys = np.append(areas.index.to_numpy(str), "")
    sides = {"left": keys[pairs[:, 0]], "right": keys[pairs[:, 1]]}
    table = gpd.GeoDataFrame(sides, geometry=merged, crs=areas.crs)
    return table.explode(ignore_index=True)


def steps(lines: gpd.GeoSeries) -> gpd.GeoSeries:
    """The segments between two vertices of lines, in order, under the index of the line that each belongs to."""
    xy, line = shapely.get_coordinates(lines.values, return_index=True)
    first = np.flatnonzero(line[:-1] == line[1:])
    pairs = shapely.linestrings(np.stack([xy[first], xy[first + 1]], axis=1))
    return gpd.GeoSeries(pairs, index=lines.index[line[first]], crs=lines.crs)


def split_runs(lines: gpd.GeoDataFrame, exact: NDArray[np.bool_], shortest: float = 200) -> gpd.GeoDataFrame:
    """The lines cut where they change from exact to approximate, with a column `exact`.

    exact     one flag per step, in the order of `steps`
    shortest  a run shorter than this, in metres, takes the flag of its neighbour: dashes that change every few metres
              tell a reader nothing
    """
    metres = steps(lines.geometry).to_crs(METRES).length
    rows = []
    for index, line in lines.iterrows():
        xy = shapely.get_coordinates(line.geometry)
        own = metres.index == index
        for begin, end, flag in _runs(exact[own], metres[own].to_numpy(), shortest):
            rows.append({**line, "exact": flag, "geometry": shapely.linestrings(xy[begin : end + 1])})
    return gpd.GeoDataFrame(rows, crs=lines.crs)


def _runs(flags: NDArray[np.bool_], metres: NDArray[np.float64], shortest: float) -> list[tuple[int, int, bool]]:
    """First step, step after the last, and flag of each run; only a whole line may be shorter than `shortest`."""
    flags = flags.copy()
    while True:
        cuts = [0, *(np.flatnonzero(flags[:-1] != flags[1:]) + 1).tolist(), len(flags)]
        lengths = np.add.reduceat(metres, cuts[:-1])
        least = int(lengths.argmin())
        if len(lengths) == 1 or lengths[least] >= shortest:
            return [(cuts[i], cuts[i + 1], bool(flags[cuts[i]])) for i in range(len(lengths))]
        flags[cuts[least] : cuts[least + 1]] ^= True
