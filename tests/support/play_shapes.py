"""The boundary services on loopback, with replies in their documented format."""

import json
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import geopandas as gpd
import pytest
import shapely
from hypothesis import strategies as st
from werkzeug import Response

from loaders.datasets import places
from loaders.datasets.layers import METRES
from loaders.fetch.replies import Raw
from loaders.sources import boundaries

REFERENCE = Path(__file__).parents[3] / "shared/reference/geometry"
# Property names of the two services: code and name.
NAMES = {"vrbg": ("NISCODE", "NAAM"), "pdok": ("statcode", "statnaam")}


def collection(service, rows, *, matched=None, crs=None):
    """A page as the service writes it. rows: (code, name, shape)."""
    code, name = NAMES[service]
    features = [
        {
            "type": "Feature",
            "id": f"{service}.{number}",
            "properties": {code: row[0], name: row[1]},
            "geometry": json.loads(shapely.to_geojson(row[2])) if row[2] is not None else None,
        }
        for number, row in enumerate(rows)
    ]
    answer = {"type": "FeatureCollection", "numberMatched": len(rows) if matched is None else matched}
    if crs:
        answer["crs"] = {"type": "name", "properties": {"name": crs}}
    return {**answer, "features": features}


def serve(server, rows, *, most=1000):
    """Serve both services, `most` features per page, as WFS does with count and startIndex. Returns the addresses."""

    def answer(service):
        def handle(request):
            asked = {key: values[0] for key, values in parse_qs(urlsplit(request.url).query).items()}
            assert asked["srsName"] == "EPSG:4326" and asked["request"] == "GetFeature"
            start, count = int(asked["startIndex"]), min(int(asked["count"]), most)
            page = collection(service, rows[service][start : start + count], matched=len(rows[service]))
            kind = {"vrbg": "application/json;charset=UTF-8", "pdok": "application/json; subtype=geojson"}[service]
            return Response(json.dumps(page), content_type=kind)

        return handle

    server.expect_request("/vrbg").respond_with_handler(answer("vrbg"))
    server.expect_request("/pdok/2025/wfs/v1_0").respond_with_handler(answer("pdok"))
    return {"NSPD_VRBG_URL": server.url_for("/vrbg"), "NSPD_PDOK_URL": server.url_for("/pdok")}


def handmade_rows():
    """Rows (code, name, shape) by service, from the shipped outlines."""
    shipped = places.load()
    towns = shipped[shipped["level"] == "municipality"]
    sides = {"vrbg": towns[towns["country"] == "BE"], "pdok": towns[towns["country"] == "NL"]}
    return {name: list(zip(side["code"], side["name_nl"], side.geometry, strict=True)) for name, side in sides.items()}


def official_rows():
    """The same from the official outlines; skips the test where these are absent."""
    if not REFERENCE.is_dir():
        pytest.skip("the official outlines in ../shared/reference are not here: nothing to play")
    be = gpd.read_file(REFERENCE / "be_oostvlaanderen_gemeenten_2025.geojson")
    nl = gpd.read_file(REFERENCE / "nl_zeeland_gemeenten_2022.geojson")
    return {
        "vrbg": list(zip(be["nis"], be["naam"], be.geometry, strict=True)),
        "pdok": list(zip(nl["statcode"], nl["statnaam"], nl.geometry, strict=True)),
    }


def replies(rows, **other):
    """The services' replies, one page each; `other` replaces a page by its service."""
    pages = {service: collection(service, rows[service]) for service in NAMES} | other
    return Raw.of({f"{service}/00": json.dumps(page).encode() for service, page in pages.items()})


def parsed(rows, **other):
    """The parsed outlines of such replies."""
    return boundaries.parse(replies(rows, **other))


def overlap(table, official):
    """Area in common over area of either, by code. table: places; official: as parsed, by code."""
    towns = table[table["level"] == "municipality"].set_index("code").to_crs(METRES).geometry
    theirs = official.geometry.to_crs(METRES).loc[towns.index]
    return towns.intersection(theirs).area / towns.union(theirs).area


@st.composite
def spoiled(draw, answer):
    """The reply with one part at any depth replaced by another JSON value."""
    other = st.one_of(
        *(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5)),
        *(st.lists(st.integers(), max_size=2), st.dictionaries(st.text(max_size=3), st.integers(), max_size=2)),
    )
    copy = json.loads(json.dumps(answer))
    part = copy
    while True:
        keys = list(part) if isinstance(part, dict) else list(range(len(part)))
        key = draw(st.sampled_from(keys))
        if not (isinstance(part[key], dict | list) and part[key]) or draw(st.integers(0, 4)) == 0:
            part[key] = draw(other)
            return copy
        part = part[key]
