"""Official outlines of municipalities: Digitaal Vlaanderen (VRBG) for Oost-Vlaanderen, CBS (PDOK) for Zeeland.

Fetched    VRBG Refgem and CBS gemeente_gegeneraliseerd, both by WFS in EPSG:4326, page by page
Parsed     "places": one row per municipality, columns code, name, country, geometry; EPSG:4326
Built      the datasets `places` and `borders`, as one coverage with the derived levels: boundary_topology.py
Source     geodata/places/card.yaml; its texts, once it is made from here, are in boundaries.yaml

The Dutch outlines are the generalised ones, cut at the coast: Kadaster's own run on into the Westerschelde.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from loaders.card import DatasetError
from loaders.fetch.replies import Raw
from loaders.fetch.source import Fetcher, Source, SourceError
from loaders.sources import boundary_topology
from loaders.sources.source_files import read_boundaries

TEXTS = read_boundaries()
YEAR = TEXTS.year  # of the Dutch municipal division; PDOK publishes a new one each spring
SOURCE = Source(
    name="boundaries",
    publisher="Digitaal Vlaanderen; CBS",
    licence="Gratis open data licentie Vlaanderen v1.0; CC BY 4.0",
    base="https://geo.api.vlaanderen.be/VRBG/wfs",
    variable="NSPD_VRBG_URL",
    others={"NSPD_PDOK_URL": "https://service.pdok.nl/cbs/gebiedsindelingen"},
    datasets=("places", "borders"),
    cards=TEXTS.card_fields(),
    days=400,
)
# West, south, east and north of both provinces, with some room.
WINDOW = (3.2, 50.6, 4.5, 51.9)
PAGE, MAX_PAGES = 1000, 50
WFS = {"service": "WFS", "version": "2.0.0", "request": "GetFeature", "srsName": "EPSG:4326"}
# A repaired outline may differ from the published one by this share of its area: enough for a knot in a line only.
KNOT = 1e-4


def fetch(client: Fetcher) -> None:
    """Fetch the municipalities of Oost-Vlaanderen (their NIS codes begin with 4) and of the Netherlands."""
    flemish = {**WFS, "typeNames": "VRBG:Refgem", "outputFormat": "application/json", "sortBy": "NISCODE"}
    _pages(client, "vrbg", SOURCE.base, {**flemish, "CQL_FILTER": "NISCODE LIKE '4%'"})
    dutch = {"typeName": "gebiedsindelingen:gemeente_gegeneraliseerd", "outputFormat": "application/json"}
    _pages(client, "pdok", f"{SOURCE.others['NSPD_PDOK_URL']}/{YEAR}/wfs/v1_0", {**WFS, **dutch})


def _pages(client: Fetcher, service: str, address: str, params: Mapping[str, str]) -> None:
    """Fetch every page of a service, named service/00, service/01, ..., until all its features are there."""
    had = 0
    for page in range(MAX_PAGES):
        name = f"{service}/{page:02}"
        query = {**params, "count": str(PAGE), "startIndex": str(had)}
        client.get(name, address, params=query, kinds=("application/json", "application/geo+json"))
        features, matched = _features(client.raw, name)
        had += len(features)
        # A page may hold fewer than requested; only an empty one ends it early, which `parse` then refuses.
        if not features or (matched is not None and had >= matched) or (matched is None and len(features) < PAGE):
            return
    raise SourceError(SOURCE.name, f"{service}: more than {MAX_PAGES} pages of municipalities")


def parse(raw: Raw) -> dict[str, gpd.GeoDataFrame]:
    """The official outlines as they were published. Raises SourceError with what was seen.

    Returns "places": each municipality of Oost-Vlaanderen and the 13 of Zeeland; columns code, name, country, geometry.
    """
    flemish = _outlines(raw, "vrbg", "NISCODE", "NAAM", lambda code: code.startswith("4"), country="BE")
    dutch = _outlines(raw, "pdok", "statcode", "statnaam", lambda code: code in TEXTS.zeeland, country="NL")
    if missing := sorted(set(TEXTS.zeeland) - set(dutch["code"])):
        raise SourceError(SOURCE.name, f"pdok: no outline of {', '.join(missing)}", detail=_some(dutch["code"]))
    return {"places": pd.concat([flemish, dutch], ignore_index=True)}


def build_datasets(
    frames: Mapping[str, gpd.GeoDataFrame], read: Callable[[str], gpd.GeoDataFrame]
) -> dict[str, gpd.GeoDataFrame]:
    """The whole datasets `places` and `borders`, from what was parsed and from `places` as it is now.

    Raises SourceError if the source has other municipalities than `places`: after a merger a person has to decide what
    it means for the figures.
    """
    official, now = frames["places"], read("places")
    towns = now[now["level"] == "municipality"]
    expected, received = set(towns["code"]), set(official["code"])
    if expected != received:
        name = {**dict(zip(official["code"], official["name"], strict=True)), **towns.set_index("code")["name_nl"]}
        differences = [
            f"{what} {', '.join(f'{code} {name[code]}' for code in sorted(codes))}"
            for what, codes in (
                ("has no outline of", expected - received),
                ("has, and we do not,", received - expected),
            )
            if codes
        ]
        raise SourceError(
            SOURCE.name, f"it {'; it '.join(differences)}; was there a merger? Change geodata/places first"
        )
    try:
        places = boundary_topology.places(official, now, TEXTS)
    except DatasetError as error:
        raise SourceError(SOURCE.name, str(error)) from error
    return {"places": places, "borders": boundary_topology.borders(places)}


def _outlines(
    raw: Raw, service: str, code: str, name: str, wanted: Callable[[str], bool], *, country: str
) -> gpd.GeoDataFrame:
    """The wanted municipalities of all pages of a service, once each, with valid outlines inside WINDOW."""
    rows, matched, seen = [], None, 0
    for page in raw.names(f"{service}/"):
        features, matched = _features(raw, page)
        seen += len(features)
        for feature in features:
            properties = _mapping(feature.get("properties"))
            if not (properties.get(code) and properties.get(name)):
                raise SourceError(
                    SOURCE.name, f"{service}: a feature without {code} or {name}", detail=", ".join(properties)
                )
            if wanted(str(properties[code])):
                where = f"{service}: {properties[code]} {properties[name]}"
                rows.append(
                    (str(properties[code]), str(properties[name]), country, _shape(feature.get("geometry"), where))
                )
    if matched is not None and seen < matched:
        raise SourceError(SOURCE.name, f"{service}: gave {seen} of {matched} municipalities")
    if not rows:
        raise SourceError(SOURCE.name, f"{service}: none of the {seen} features it gave is a municipality we asked for")
    table = gpd.GeoDataFrame(rows, columns=["code", "name", "country", "geometry"], crs=4326)
    if (twice := table["code"].duplicated()).any():
        raise SourceError(SOURCE.name, f"{service}: gave the same municipality twice: {_some(table['code'][twice])}")
    return table


def _features(raw: Raw, name: str) -> tuple[list[dict[str, Any]], int | None]:
    """The features of a page, and how many there are on all pages, if the service says so."""
    answer = raw.json(name)
    features = answer.get("features") if isinstance(answer, dict) else None
    if not isinstance(features, list) or not all(isinstance(feature, dict) for feature in features):
        raise SourceError(SOURCE.name, f"{name}: is not a GeoJSON FeatureCollection", detail=json.dumps(answer)[:200])
    crs = str(_mapping(_mapping(answer.get("crs")).get("properties")).get("name", "EPSG:4326"))
    if not crs.endswith(("4326", "CRS84")):
        raise SourceError(SOURCE.name, f"{name}: the coordinates are not EPSG:4326", detail=crs)
    matched = answer.get("numberMatched")
    return features, matched if isinstance(matched, int) else None


def _shape(geometry: Any, where: str) -> Any:
    """A GeoJSON geometry as a valid polygon inside the window. Raises SourceError naming the municipality."""
    try:
        shape = shapely.geometry.shape(geometry)
    except (TypeError, ValueError, AttributeError, KeyError, IndexError, shapely.errors.ShapelyError) as error:
        raise SourceError(SOURCE.name, f"{where}: the outline is not readable", detail=str(error)) from error
    if shape.geom_type not in ("Polygon", "MultiPolygon") or shape.is_empty:
        raise SourceError(SOURCE.name, f"{where}: the outline is no polygon", detail=shape.geom_type)
    shape = shapely.force_2d(shape)
    if not np.isfinite(shapely.get_coordinates(shape)).all():
        raise SourceError(SOURCE.name, f"{where}: the outline has a coordinate that is no number")
    if not shape.is_valid:
        repaired = shapely.union_all(list(_polygons(shapely.make_valid(shape))))
        if abs(repaired.area - shape.area) > KNOT * repaired.area:
            raise SourceError(SOURCE.name, f"{where}: the outline is invalid", detail=shapely.is_valid_reason(shape))
        shape = repaired
    west, south, east, north = shape.bounds
    if not (WINDOW[0] <= west <= east <= WINDOW[2] and WINDOW[1] <= south <= north <= WINDOW[3]):
        swapped = WINDOW[0] <= south <= north <= WINDOW[2] and WINDOW[1] <= west <= east <= WINDOW[3]
        why = "longitude and latitude are swapped" if swapped else "the outline lies outside both provinces"
        raise SourceError(SOURCE.name, f"{where}: {why}", detail=f"{np.round(shape.bounds, 3).tolist()}")
    return shape


def _mapping(value: Any) -> dict[str, Any]:
    """A part of a reply that should be an object; an empty one if it is something else."""
    return value if isinstance(value, dict) else {}


def _polygons(shape: Any) -> Iterator[Any]:
    yield from (part for part in shapely.get_parts(shape) if part.geom_type in ("Polygon", "MultiPolygon"))


def _some(codes: pd.Series) -> str:
    """The first few codes, for a message."""
    return ", ".join(sorted(codes)[:8])
