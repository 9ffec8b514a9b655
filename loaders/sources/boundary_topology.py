"""One clean coverage from two official sets of municipalities, and every outline and border derived from its edges.

Flanders and the Netherlands each publish their own side, and along the state border the two overlap or leave gaps of
some metres. Here they get one common line. All functions are pure, and no area is measured for a figure. Why the
Belgian line wins: docs/decisions/0007.
"""

from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from loaders.card import DatasetError
from loaders.datasets.layers import METRES, coverage_on_grid, edges
from loaders.datasets.places import SIX
from loaders.sources.source_files import BoundariesFile

DECIMALS = 5  # about a metre
DETAIL = 10  # the side in metres of a square as large as the smallest bend that is kept
# A gap between neighbours narrower than this, in metres, is a difference between the two sources, not water.
GAP = 200
# Least overlap (intersection over union) of a municipality with its published outline, once the sides are joined.
LEAST_KEPT = 0.99


def join_borders(belgian: gpd.GeoSeries, dutch: gpd.GeoSeries) -> gpd.GeoSeries:
    """Both sides as one coverage, with one line along the state border; in metres, indexed as they were.

    An overlap goes to the Belgian municipality; a narrow gap that is enclosed goes to the neighbour with the longest
    edge along it. Gaps wider than GAP stay: they are water. Raises DatasetError if the result is no coverage, or
    overlaps a published outline by less than LEAST_KEPT.
    """
    both = pd.concat([belgian.to_crs(METRES), dutch.to_crs(METRES)])
    before = np.asarray(both.values)
    # With `min_index` an overlap goes to the polygon that comes first: the Belgian ones do.
    after = shapely.coverage_clean(before, gap_width=GAP, snapping_distance=0, merge_strategy="min_index")
    if not shapely.coverage_is_valid(after):
        raise DatasetError("the municipalities of both sides could not be made one coverage")
    union = shapely.area(shapely.union(before, after))
    kept = shapely.area(shapely.intersection(before, after)) / np.where(union > 0, union, np.inf)
    if (far := kept < LEAST_KEPT).any():
        changes = ", ".join(f"{key} {share:.3f}" for key, share in zip(both.index[far], kept[far], strict=True))
        raise DatasetError(f"joining the two sides would change these municipalities too much (overlap: {changes})")
    return gpd.GeoSeries(after, index=both.index, crs=METRES)


def simplify(coverage: gpd.GeoSeries) -> gpd.GeoSeries:
    """A coverage in metres (EPSG:3035), simplified as one, in EPSG:4326 on the grid of the shipped shapes."""
    simple = gpd.GeoSeries(shapely.coverage_simplify(coverage.values, DETAIL), index=coverage.index, crs=METRES)
    shapes = coverage_on_grid(np.asarray(simple.to_crs(4326).values), DECIMALS)
    return gpd.GeoSeries(shapes, index=coverage.index, crs=4326)


def outlines(towns: gpd.GeoDataFrame) -> dict[str, Any]:
    """The shape of every level above the municipalities, by its key, derived from their edges.

    towns: columns parent (NUTS 3), country, district and geometry, one coverage.
    """
    members = {
        **{region: towns["parent"] == region for region in ("BE233", "BE234", "NL341", "NL342")},
        **{"BE23": towns["country"] == "BE", "NL34": towns["country"] == "NL", "NSPD": towns["district"]},
    }
    shapes = towns.geometry.values
    return {key: shapely.coverage_union_all(shapes[chosen]) for key, chosen in members.items()}


def named_edges(towns: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Every edge of the municipalities once: left, right, kind, district, geometry.

    towns: columns place, country, parent (NUTS 3) and geometry, one coverage. kind is the highest level that the
    edge separates; the outer edge is of the kind province.
    """
    town = towns.set_index("place")
    lines = edges(town.geometry)
    differ = {of: lines["left"].map(town[of]) != lines["right"].map(town[of]) for of in ("country", "parent")}
    lines["kind"] = np.select(
        [lines["right"] == "", differ["country"], differ["parent"]],
        ["province", "state", "nuts3"],
        "municipality",
    )
    lines["district"] = lines["left"].isin(SIX) != lines["right"].isin(SIX)
    return lines


def places(official: gpd.GeoDataFrame, shipped: gpd.GeoDataFrame, texts: BoundariesFile) -> gpd.GeoDataFrame:
    """The dataset `places` with official outlines; names, codes and official areas stay as they are.

    official  columns code, country, geometry (EPSG:4326): every municipality of `shipped`, and no other
    shipped   the dataset as it is
    texts     what is said of each outline
    """
    table = shipped.copy()
    here = table["level"] == "municipality"
    shapes = official.set_index("code").geometry
    country = table.loc[here].set_index("code")["country"]
    sides = [shapes[country.index[country == side]] for side in ("BE", "NL")]
    whole = simplify(join_borders(*sides)).loc[country.index]
    table.loc[here, "geometry"] = whole.values
    towns = {row.place: texts.municipality[row.country] for row in table[here].itertuples()}
    outline_texts = {**towns, **texts.above}
    above = outlines(table[here])
    for place, row in table.iterrows():
        if outline := outline_texts.get(row["place"]):
            quality = ["exact", outline.quality_nl, outline.quality_en, outline.source]
            table.loc[place, ["quality", "quality_nl", "quality_en", "source"]] = quality
        if row["place"] in above:
            table.loc[[place], "geometry"] = [above[row["place"]]]
    return table


def borders(table: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The dataset `borders` of a dataset `places` whose municipalities are all official: no edge is approximate."""
    towns = table[table["level"] == "municipality"]
    # In `places` a parent is the province where the arrondissement is no place of its own; the NIS code still tells.
    belgian = towns["country"] == "BE"
    lines = named_edges(towns.assign(parent=towns["parent"].where(~belgian, towns["code"].str[:2])))
    lines = lines.assign(exact=True, line=range(1, len(lines) + 1))
    return lines[["line", "kind", "exact", "left", "right", "district", "geometry"]]
