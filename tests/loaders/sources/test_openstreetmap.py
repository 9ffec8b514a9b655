"""Overpass with hand-made replies in its documented format: invented docks and tracks in the port of Gent."""

import json
from contextlib import suppress
from dataclasses import replace
from shutil import copytree

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, settings

from loaders import AWAITED, load, map_layers
from loaders.__main__ import main
from loaders.card import GEODATA, Card
from loaders.datasets import layers
from loaders.fetch.client import Client, RetryPolicy
from loaders.fetch.source import SourceError
from loaders.refresh.run import RefreshOptions, refresh
from loaders.sources import openstreetmap
from tests.support.opening import opened, words, written
from tests.support.play_shapes import spoiled
from tests.support.replies.overpass import BASIN, FOUND, FREE, STATUS, answer, replies


@pytest.fixture(scope="module")
def parsed():
    return openstreetmap.parse(replies())


def test_a_relation_is_its_outer_ways_without_its_inner_ones(parsed):
    port = parsed["port_area"].set_index("osm")
    basin = port.geometry["relation/7"]
    assert basin.area * 1e6 == pytest.approx(100 - 4, rel=0.01)
    assert port.name["relation/7"] == "Invented basin"
    assert port.kind.to_dict() == {"relation/7": "dock", "way/5": "lock", "way/6": "lock", "way/1": "port"}


def test_what_two_queries_find_stands_once_and_a_lock_may_be_a_line(parsed):
    port = parsed["port_area"].set_index("osm")
    assert port.index.is_unique
    assert port.geom_type[["way/1", "way/5", "way/6"]].tolist() == ["Polygon", "LineString", "Polygon"]


def test_tracks_become_long_lines_and_end_at_the_box(parsed):
    rail = parsed["rail"]
    assert len(rail) == 2 and set(rail["quality"]) == {"exact"}
    assert rail.total_bounds[2] == openstreetmap.EAST
    assert parsed["cycle_highways"][["osm", "name", "ref"]].values.tolist() == [["relation/40", "Invented F40", "F40"]]


@pytest.mark.parametrize("name", openstreetmap.SOURCE.datasets)
def test_what_is_made_keeps_the_card_and_is_odbl_in_a_file_of_its_own(parsed, name):
    made = openstreetmap.build_datasets(parsed, load)
    card = Card.of(name)
    assert card.check_table(made[name][list(card.fields.columns)]) == []
    assert (card.fields.licence, card.fields.attribution) == ("ODbL 1.0", "© OpenStreetMap contributors, ODbL 1.0")
    assert made[name]["source"].str.contains("© OpenStreetMap contributors").all()


def test_outside_the_box_the_schematic_network_stays_and_inside_it_goes(parsed):
    rail = openstreetmap.build_datasets(parsed, load)["rail"]
    schematic = rail[rail["quality"] == "schematic"]
    assert len(schematic) > 1000
    assert shapely.length(shapely.intersection(schematic.geometry.values, openstreetmap.BOX)).max() < 1e-9
    again = openstreetmap.build_datasets(parsed, {"rail": rail}.__getitem__)["rail"]
    assert len(again) == len(rail) and again.total_bounds.tolist() == rail.total_bounds.tolist()


@pytest.mark.parametrize(
    ("name", "body", "told"),
    [
        ("rail", answer(FOUND["rail"], remark="runtime error: Query timed out"), "rail: the query was not finished"),
        ("port", answer([]), "port: the reply is empty"),
        ("lock", answer([{"type": "node", "id": 1, "lat": 51.1, "lon": 3.7}]), "lock: the reply is empty"),
        ("dock", b'{"version": 0.6}', "dock: the reply has no elements"),
        ("dock", answer(FOUND["dock"])[:-40], "'query/dock' is not whole JSON"),
        # Half a page: the second outer way of the basin is missing, its ring does not close.
        ("dock", answer([{**BASIN, "members": BASIN["members"][:1]}]), "dock: too many elements have no readable"),
        ("rail", answer([{"type": "way", "id": 1}]), "rail: too many elements have no readable"),
        (
            "rail",
            answer([{"type": "way", "id": 1, "geometry": [{"lat": 3.75, "lon": 51.1}, {"lat": 3.76, "lon": 51.2}]}]),
            "rail: a shape lies outside the box",
        ),
    ],
)
def test_a_reply_that_is_not_whole_is_refused(name, body, told):
    with pytest.raises(SourceError, match=told):
        openstreetmap.parse(replies(**{name: body}))


@settings(max_examples=30, deadline=None, derandomize=True)
@given(spoiled(json.loads(answer(FOUND["dock"]))))
@pytest.mark.slow
def test_whatever_is_wrong_in_a_reply_it_is_read_or_refused(found):
    with suppress(SourceError):
        port = openstreetmap.parse(replies(dock=json.dumps(found).encode()))["port_area"]
        assert port.is_valid.all() and port["osm"].is_unique


@pytest.mark.parametrize(
    ("status", "seconds"),
    [
        (FREE, 0),
        (STATUS.format("1 slots available now.\nSlot available after: 2026-11-24T00:01:00Z, in 60 seconds."), 0),
        (STATUS.format("Slot available after: x, in 31 seconds.\nSlot available after: x, in 7 seconds."), 8),
        (STATUS.format("Slot available after: x, in -3 seconds."), 0),
        ("Rate limit: 0\n", 0),
    ],
)
def test_a_free_slot_is_waited_for(status, seconds):
    assert openstreetmap.wait(status) == seconds


def test_who_must_wait_long_comes_back_later():
    with pytest.raises(SourceError, match="no slot is free for 900 s"):
        openstreetmap.wait(STATUS.format("Slot available after: 2026-11-24T00:15:00Z, in 900 seconds."))


def test_five_queries_are_sent_one_at_a_time_and_a_busy_server_is_waited_for(overpass):
    client = Client(replace(openstreetmap.SOURCE, pause=0.0), policy=RetryPolicy(wait=0.01))
    openstreetmap.fetch(client)
    assert len(overpass) == 5
    assert overpass[3] == (
        '[out:json][timeout:120];(way["railway"="rail"]["service"!~"^(yard|siding|crossover)$"]'
        "(50.97,3.50,51.52,4.02););out geom;"
    )
    assert set(openstreetmap.parse(client.raw)) == set(openstreetmap.SOURCE.datasets)


@pytest.mark.parametrize("name", AWAITED)
def test_a_dataset_that_was_never_fetched_is_empty_and_whole(name, capsys):
    card = Card.of(name)
    assert not card.fetched and card.faults() == []
    table = load(name)
    assert isinstance(table, gpd.GeoDataFrame) and len(table) == 0 and list(table.columns) == list(card.fields.columns)
    assert name not in map_layers.layer_files()


def test_what_was_fetched_is_on_the_map(parsed, monkeypatch):
    monkeypatch.setattr(layers, "load", lambda name: parsed[name] if name in parsed else Card.of(name).read())
    map_layers.build_layer_files.cache_clear()
    drawn = map_layers.layer_files()
    map_layers.build_layer_files.cache_clear()
    kinds = [feature["properties"]["kind"] for feature in json.loads(drawn["port_area"].body)["features"]]
    assert sorted(kinds) == ["dock", "lock", "lock", "port"]
    xy = shapely.get_coordinates(shapely.from_geojson(drawn["cycle_highways"].body))
    assert len(xy) == 3 and (xy == np.round(xy, 4)).all()


@pytest.mark.slow
def test_a_refresh_fetches_what_was_not_shipped(overpass, tmp_path, monkeypatch):
    copytree(GEODATA, tmp_path / "geodata")
    monkeypatch.setattr("loaders.card.GEODATA", tmp_path / "geodata")
    monkeypatch.setattr("loaders.__main__.GEODATA", tmp_path / "geodata")
    monkeypatch.setenv("NSPD_STATE", str(tmp_path / "state"))
    # A source on loopback needs no pause between two requests.
    monkeypatch.setattr(openstreetmap, "SOURCE", replace(openstreetmap.SOURCE, pause=0.0))
    done = refresh("openstreetmap", RefreshOptions())
    assert done.result == "fresh", done.reason
    for name in AWAITED:
        card = Card.of(name)
        assert card.fetched and card.faults() == [] and len(card.read()) == card.fields.rows > 0
    assert set(Card.of("rail").read()["quality"]) == {"schematic", "exact"}
    assert main(["check"]) == 0
    again = refresh("openstreetmap", RefreshOptions())
    assert again.result == "fresh" and not any(one.differs for one in again.merged)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_data_page_says_what_was_not_fetched_yet(language):
    app = opened("data", lang=language, part="datasets")
    assert not app.exception and not app.error
    for name in AWAITED:
        told = words(language)["shapes"]["awaited"].format(
            title=Card.of(name).fields.title[language], publisher="OpenStreetMap"
        )
        assert told in written(app)
