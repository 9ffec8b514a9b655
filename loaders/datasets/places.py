"""Places, the levels they belong to, and figures joined to them.

Rows     one per place: municipality, NUTS 3 region, province, district, port, or a region to compare with
Columns  place, name_nl, name_en, level, country, district, code, code_kind, parent, area_total_km2,
         area_total_date, area_land_km2, area_land_date, area_source, quality, quality_nl, quality_en,
         source, geometry
CRS      EPSG:4326; the municipalities are one coverage, and all other outlines are made of their edges
Source   geodata/places/card.yaml

Areas in km² are official figures joined by code. They are never measured on the shapes: the shapes are
simplified, some edges are approximate, and Dutch municipalities hold tidal water.
"""

import geopandas as gpd
import pandas as pd

from loaders.card import Card, DatasetError

CARD = Card.of("places")
# The municipalities of the North Sea Port District, from Gent along the canal to the Westerschelde.
SIX = ("BE-44021", "BE-44019", "BE-43018", "NL-GM0715", "NL-GM0718", "NL-GM0654")
# What a figure gets from its place.
JOINED = ["name_nl", "name_en", "level", "country", "district"]


def load() -> gpd.GeoDataFrame:
    """Every place, one row each, `place` unique. Raises DatasetError if the file breaks its card."""
    return CARD.read()


def join(figures: pd.DataFrame, places: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The figures with the name, level, country and shape of the place that their `place` names.

    Every row comes back once, in its order and under its index. Raises DatasetError for a key that no
    place has (a silent gap on a map reads as a zero) and for a place that is there twice.
    """
    index = pd.Index(places["place"])
    if not index.is_unique:
        raise DatasetError(f"places: twice the same key: {', '.join(sorted(set(index[index.duplicated()])))}")
    rows = index.get_indexer(figures["place"])
    unknown = sorted({str(place) for place in figures["place"][rows < 0]})
    if unknown:
        raise DatasetError(f"no place has the key {', '.join(unknown)}; correct the figures or add the place")
    matched = places.iloc[rows]
    # By position, never by index: an index that repeats would double rows.
    named = figures.assign(**{column: matched[column].array for column in JOINED})
    return gpd.GeoDataFrame(named, geometry=matched.geometry.array, crs=places.crs)
