"""Municipal borders from the official services: requests, and refused replies.

Hand-made replies are the shipped outlines in the documented format of the services, so they are not official.
"""

import json
import os
import subprocess
import sys
from contextlib import suppress
from shutil import copytree

import numpy as np
import pytest
import shapely
from hypothesis import given, settings

from loaders.card import GEODATA, Card
from loaders.datasets import places
from loaders.fetch.client import Client, RetryPolicy
from loaders.fetch.source import SourceError
from loaders.sources import boundaries
from tests.support.opening import ROOT
from tests.support.play_shapes import collection, handmade_rows, parsed, serve, spoiled
from tests.support.played import recorded


@pytest.fixture(scope="module")
def handmade():
    return handmade_rows()


def with_shape(rows, code, change):
    """The rows with another shape for one municipality."""
    return [(row[0], row[1], change(row[2]) if row[0] == code else row[2]) for row in rows]


def test_what_comes_back_is_every_municipality_with_name_and_country(handmade):
    table = parsed(handmade)["places"]
    assert table["country"].value_counts().to_dict() == {"BE": 55, "NL": 13}
    assert dict(zip(table["code"], table["name"], strict=True))["43018"] == "Zelzate"
    assert table.is_valid.all() and table.crs.to_epsg() == 4326


def test_other_dutch_municipalities_are_left_out(handmade):
    rotterdam = ("GM0599", "Rotterdam", shapely.box(4.3, 51.8, 4.6, 52.0))
    more = collection("pdok", [*handmade["pdok"], rotterdam])
    assert set(parsed(handmade, pdok=more)["places"]["code"]) == set(parsed(handmade)["places"]["code"])


def test_a_recorded_reply_of_pdok_is_read_as_it_came(handmade):
    """The recorded reply has Zeeland only: its stated number of municipalities is set to match."""
    reply = json.loads(recorded("pdok_wfs_cbs/gemeente_gegeneraliseerd_2022_zeeland.TRIMMED.geojson")[0])
    with pytest.raises(SourceError, match="pdok: gave 13 of 345 municipalities"):
        parsed(handmade, pdok=reply)
    table = parsed(handmade, pdok={**reply, "numberMatched": 13})["places"].query("country == 'NL'")
    known = places.load().set_index("code")["name_nl"]
    assert dict(zip(table["code"], table["name"], strict=True)) == known[table["code"]].to_dict() and len(table) == 13


BOW_TIE = shapely.Polygon([(3.8, 51.1), (3.9, 51.2), (3.9, 51.1), (3.8, 51.2)])
FAULTS = {
    "swapped axes": (
        lambda rows: collection("vrbg", with_shape(rows["vrbg"], "43018", lambda s: shapely.transform(s, np.fliplr))),
        "vrbg: 43018 Zelzate: longitude and latitude are swapped .*51",
    ),
    "metres": (
        lambda rows: collection(
            "vrbg", with_shape(rows["vrbg"], "43018", lambda s: shapely.box(104e3, 2e5, 11e4, 21e4))
        ),
        "vrbg: 43018 Zelzate: the outline lies outside both provinces .*104000",
    ),
    "other CRS": (
        lambda rows: collection("vrbg", rows["vrbg"], crs="urn:ogc:def:crs:EPSG::31370"),
        "vrbg/00: the coordinates are not EPSG:4326 .*31370",
    ),
    "bow tie": (
        lambda rows: collection("vrbg", with_shape(rows["vrbg"], "43018", lambda s: BOW_TIE)),
        "vrbg: 43018 Zelzate: the outline is invalid .*Self-intersection",
    ),
    "a line": (
        lambda rows: collection("vrbg", with_shape(rows["vrbg"], "43018", lambda s: s.exterior)),
        "vrbg: 43018 Zelzate: the outline is no polygon .*LineString",
    ),
    "no shape": (
        lambda rows: collection("vrbg", with_shape(rows["vrbg"], "43018", lambda s: None)),
        "vrbg: 43018 Zelzate: the outline is not readable",
    ),
    "half a page": (
        lambda rows: collection("vrbg", rows["vrbg"][:30], matched=55),
        "vrbg: gave 30 of 55 municipalities",
    ),
    "twice": (
        lambda rows: collection("vrbg", [*rows["vrbg"], rows["vrbg"][0]]),
        "vrbg: gave the same municipality twice: 41002",
    ),
    "empty": (lambda rows: collection("vrbg", []), "vrbg: none of the 0 features"),
    "others": (lambda rows: collection("vrbg", [("11002", "Antwerpen", BOW_TIE)]), "vrbg: none of the 1 features"),
    "other names": (
        lambda rows: {**collection("vrbg", []), "features": [{"type": "Feature", "properties": {"nis": "43018"}}]},
        r"vrbg: a feature without NISCODE or NAAM \(seen: nis\)",
    ),
    "no collection": (lambda rows: {"exceptions": [{"code": "NoApplicableCode"}]}, "vrbg/00: is not a GeoJSON"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_reply_that_is_not_what_it_should_be_is_refused_and_says_what_was_seen(handmade, fault):
    change, told = FAULTS[fault]
    with pytest.raises(SourceError, match=told):
        parsed(handmade, vrbg=change(handmade))


def test_a_dutch_municipality_that_is_missing_is_named(handmade):
    less = collection("pdok", [row for row in handmade["pdok"] if row[0] != "GM0715"])
    with pytest.raises(SourceError, match="pdok: no outline of GM0715"):
        parsed(handmade, pdok=less)


def test_a_merger_stops_the_refresh_and_names_who_is_gone_and_who_came(handmade):
    rows = [("44099", "Invented Evergem-Zelzate", row[2]) if row[0] == "43018" else row for row in handmade["vrbg"]]
    with pytest.raises(SourceError, match=r"no outline of 43018 Zelzate; .*44099 Invented.*was there a merger"):
        boundaries.build_datasets(parsed(handmade, vrbg=collection("vrbg", rows)), lambda _: places.load())


def test_a_small_knot_in_a_line_is_mended(handmade):
    def knot(shape):
        (x, y), *rest = shape.exterior.coords
        return shapely.Polygon([(x, y), (x + 1e-6, y), (x, y + 1e-6), (x + 1e-6, y + 1e-6), (x, y), *rest])

    page = collection("vrbg", with_shape(handmade["vrbg"], "43018", knot))
    assert not shapely.from_geojson(json.dumps(page)).is_valid
    assert parsed(handmade, vrbg=page)["places"].is_valid.all()


def boxes():
    """Hand-made: every municipality as its bounding box, so that a reply is short."""
    return {name: [(*row[:2], shapely.box(*row[2].bounds)) for row in rows] for name, rows in handmade_rows().items()}


BOXES = boxes()


@settings(max_examples=30, deadline=None, derandomize=True)
@given(spoiled(collection("vrbg", BOXES["vrbg"][:3])))
@pytest.mark.slow
def test_whatever_is_wrong_in_a_reply_it_is_read_or_refused(page):
    with suppress(SourceError):
        table = parsed(BOXES, vrbg=page)["places"]
        assert table.is_valid.all() and table["code"].is_unique


def test_both_are_asked_page_by_page_until_all_are_there(handmade, httpserver, monkeypatch):
    for variable, address in serve(httpserver, handmade, most=20).items():
        monkeypatch.setenv(variable, address)
    client = Client(boundaries.SOURCE, policy=RetryPolicy(wait=0.01))
    boundaries.fetch(client)
    assert client.raw.names() == ["vrbg/00", "vrbg/01", "vrbg/02", "pdok/00"]
    assert len(boundaries.parse(client.raw)["places"]) == 68


def test_a_page_that_stays_empty_ends_the_asking_and_is_refused(handmade, httpserver, monkeypatch):
    full = collection("vrbg", handmade["vrbg"][:40], matched=55)
    httpserver.expect_request("/vrbg", query_string={**_asked("0")}).respond_with_json(full)
    httpserver.expect_request("/vrbg").respond_with_json(collection("vrbg", [], matched=55))
    httpserver.expect_request("/pdok/2025/wfs/v1_0").respond_with_json(collection("pdok", handmade["pdok"]))
    monkeypatch.setenv("NSPD_VRBG_URL", httpserver.url_for("/vrbg"))
    monkeypatch.setenv("NSPD_PDOK_URL", httpserver.url_for("/pdok"))
    client = Client(boundaries.SOURCE, policy=RetryPolicy(wait=0.01))
    boundaries.fetch(client)
    with pytest.raises(SourceError, match="vrbg: gave 40 of 55"):
        boundaries.parse(client.raw)


def _asked(start):
    """The parameters of the request for the first page."""
    own = {"typeNames": "VRBG:Refgem", "outputFormat": "application/json", "sortBy": "NISCODE"}
    return {
        **boundaries.WFS,
        **own,
        "CQL_FILTER": "NISCODE LIKE '4%'",
        "count": str(boundaries.PAGE),
        "startIndex": start,
    }


@pytest.mark.slow
def test_a_refresh_swaps_both_in_at_once_and_a_second_finds_nothing_new(handmade, httpserver, tmp_path):
    land = shapely.box(3, 51.43, 5, 52)  # hand-made too: Vlissingen without most of its water
    rows = {**handmade, "pdok": with_shape(handmade["pdok"], "GM0718", land.intersection)}
    copytree(GEODATA, tmp_path / "geodata")
    where = {"NSPD_GEODATA": str(tmp_path / "geodata"), "NSPD_STATE": str(tmp_path / "state")}
    environment = {**os.environ, **where, "NSPD_RETRY_WAIT": "0.01", **serve(httpserver, rows)}

    def loaders(*words):
        command = [sys.executable, "-m", "loaders", *words]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
        return done.returncode, done.stdout + done.stderr

    held = loaders("refresh", "boundaries")
    assert held[0] == 1 and "outline of NL-GM0718" in held[1] and "--accept" in held[1]
    card = Card.of("places", tmp_path / "geodata")
    assert card.fields.file == "places.parquet"
    assert loaders("refresh", "boundaries", "--accept")[0] == 0
    assert card.faults() == [] and card.fields.publisher["en"] == "Digitaal Vlaanderen (Belgium), CBS (Netherlands)"
    assert set(card.read().query("level == 'municipality'")["quality"]) == {"exact"}
    assert Card.of("borders", tmp_path / "geodata").read()["exact"].all()
    assert loaders("check")[0] == 0
    again = loaders("refresh", "boundaries")
    assert again[0] == 0 and "nothing new" in again[1]
    file = card.fields.file
    httpserver.clear()
    httpserver.expect_request("/vrbg").respond_with_data("<html>Onderhoud</html>", content_type="text/html")
    broken = loaders("refresh", "boundaries")
    assert broken[0] == 1 and "boundaries: " in broken[1] and "HTML" in broken[1]
    assert card.fields.file == file and card.faults() == []
