"""Borders, water, roads, rail and names; and all shapes as sent to the browser."""

import gzip
import json

import geopandas as gpd
import numpy as np
import pytest
import shapely

from loaders.card import Card
from loaders.datasets import layers, places
from loaders.datasets.places import SIX
from loaders.map_layers import LayerFile, layer_files, names

HOME = ("areas-municipality", "borders", "sea", "canal", "rail", "roads", "names")


@pytest.fixture(scope="module")
def towns():
    return places.load().query("level == 'municipality'").set_index("place")


@pytest.fixture(scope="module")
def borders():
    return layers.load("borders")


@pytest.fixture(scope="module")
def files():
    return {
        name: gpd.GeoDataFrame.from_features(json.loads(file.body)["features"], crs=4326)
        for name, file in layer_files().items()
    }


def undirected(lines):
    """The segments of lines as rows of four numbers, independent of direction."""
    xy = shapely.get_coordinates(layers.steps(lines).values).reshape(-1, 4)
    turn = (xy[:, 0] > xy[:, 2]) | ((xy[:, 0] == xy[:, 2]) & (xy[:, 1] > xy[:, 3]))
    xy[turn] = xy[turn][:, [2, 3, 0, 1]]
    return xy


@pytest.mark.parametrize("name", layers.NAMES)
def test_every_layer_keeps_its_card(name):
    assert Card.of(name).faults() == []
    assert layers.load(name).crs.to_epsg() == 4326


def test_another_name_is_no_layer():
    with pytest.raises(KeyError, match="motorways"):
        layers.load("motorways")


@pytest.mark.parametrize("name", ["sea", "rail", "roads"])
def test_openstreetmap_is_in_files_of_its_own_and_named(name):
    card = Card.of(name)
    assert (card.fields.licence, card.fields.attribution) == ("ODbL 1.0", "© OpenStreetMap contributors, ODbL 1.0")
    assert layers.load(name)["source"].str.contains("OpenStreetMap").all()


@pytest.mark.parametrize("name", ["places", "canal", "place_names"])
def test_nothing_of_openstreetmap_is_in_the_other_files(name):
    assert "ODbL" not in Card.of(name).fields.licence
    assert not Card.of(name).read()["source"].str.contains("OpenStreetMap").any()


def test_borders_hold_every_edge_of_the_municipalities_once(towns, borders):
    drawn = undirected(borders.geometry)
    outlines = undirected(gpd.GeoSeries(towns.boundary).explode())
    assert len(np.unique(drawn, axis=0)) == len(drawn)
    assert (np.unique(outlines, axis=0) == np.unique(drawn, axis=0)).all()


def test_a_border_has_its_neighbours_on_the_sides_it_says(towns, borders):
    edges = layers.edges(towns.geometry)
    for line in edges.sample(20, random_state=1).itertuples():
        a, b = (np.array(point) for point in line.geometry.coords[:2])
        aside = (a + b) / 2 + 1e-6 * np.array([a[1] - b[1], b[0] - a[0]]) / np.hypot(*(b - a))
        assert towns.geometry[line.left].contains(shapely.Point(aside))
        assert line.right == "" or not towns.geometry[line.right].contains(shapely.Point(aside))


def test_the_state_border_and_all_dutch_borders_are_exact(borders):
    state = borders[borders["kind"] == "state"]
    assert (state["left"].str[:2] + state["right"].str[:2]).eq("BENL").all()
    assert state["exact"].all()
    assert borders["exact"][borders["left"].str.startswith("NL-")].all()


@pytest.mark.parametrize(
    ("left", "right"),
    [("BE-43018", "BE-44019"), ("BE-43002", "BE-43018"), ("BE-43002", "BE-44019"), ("BE-44021", "BE-44064")],
)
def test_belgian_borders_inside_a_canton_are_approximate(borders, left, right):
    """Zelzate, Assenede and Evergem share a canton; so do the south of Gent and Sint-Martens-Latem."""
    between = borders[(borders["left"] == left) & (borders["right"] == right)].to_crs(layers.METRES)
    approximate = between.length[~between["exact"]].sum() / between.length.sum()
    assert approximate > 0.8


def test_gent_and_evergem_are_parted_by_an_official_canton_border(borders):
    between = borders[(borders["left"] == "BE-44019") & (borders["right"] == "BE-44021")]
    assert len(between) and between["exact"].all()


def test_the_outer_edge_of_oost_vlaanderen_is_official(borders):
    outer = borders[(borders["kind"] == "province") & borders["left"].str.startswith("BE-")]
    assert (outer["right"] == "").all() and outer["exact"].all()


def test_an_edge_between_belgian_nuts_3_regions_is_known_as_one(borders):
    kind = borders.groupby(["left", "right"])["kind"].agg(set)
    assert kind["BE-43018", "BE-44019"] == {"nuts3"}
    assert kind["BE-44019", "BE-44021"] == {"municipality"}
    assert kind["NL-GM0715", "NL-GM0718"] == {"nuts3"}
    assert kind["NL-GM0654", "NL-GM0718"] == {"municipality"}


def test_the_outline_of_the_district_is_that_of_the_six(towns, borders):
    outline = borders[borders["district"]]
    assert (outline["left"].isin(SIX) ^ outline["right"].isin(SIX)).all()
    whole = shapely.coverage_union_all(towns.geometry[list(SIX)].values)
    assert shapely.union_all(outline.geometry.values).equals(whole.boundary)


def test_exact_and_approximate_do_not_take_turns_every_few_metres(towns, borders):
    """A line under 200 m is a whole edge between two junctions, never a part of one."""
    whole = set(layers.edges(towns.geometry).geometry.to_wkt())
    cut = ~borders.geometry.to_wkt().isin(whole)
    assert cut.any()
    assert (borders.to_crs(layers.METRES).length[cut] > 199).all()


def test_rounding_a_coverage_moves_shared_edges_together_and_closes_gaps():
    left = shapely.Polygon([(0, 0), (1.04, 0), (0.96, 0.5), (1.04, 1), (0, 1)])
    right = shapely.Polygon([(1.04, 0), (2, 0), (2, 1), (1.04, 1), (1.2, 0.5)])
    both = layers.coverage_on_grid(np.array([left, right]), 1)
    assert shapely.coverage_is_valid(both)
    assert shapely.union_all(both).equals(shapely.box(0, 0, 2, 1))


def test_a_short_stretch_takes_the_flag_of_what_lies_beside_it():
    line = shapely.LineString([(4321000 + x, 3210000) for x in (0, 500, 550, 1000, 1300)])
    lines = gpd.GeoDataFrame({"name": ["one"]}, geometry=[line], crs=layers.METRES)
    cut = layers.split_runs(lines, np.array([True, False, True, False]))
    assert cut["exact"].tolist() == [True, False]
    assert cut.length.tolist() == [1000, 300]
    assert cut["name"].tolist() == ["one", "one"]


def test_the_canal_runs_from_gent_to_terneuzen_and_says_where_it_is_a_sketch(towns):
    canal = layers.load("canal").set_index("part")
    assert canal["quality"].to_dict() == {"gent_zelzate": "exact", "zelzate_terneuzen": "schematic"}
    south, north = canal.geometry["gent_zelzate"], canal.geometry["zelzate_terneuzen"]
    assert south.coords[-1] == north.coords[0]
    assert towns.geometry["BE-44021"].contains(shapely.Point(south.coords[0]))
    assert towns.geometry["NL-GM0715"].contains(shapely.Point(north.coords[-1]))


def named():
    return names(layers.load("place_names"), places.load())


def test_each_of_the_six_is_named_once_and_inside_its_area(towns):
    written = named().set_index("name").geometry
    for key in SIX:
        (name,) = towns.loc[[key], "name_nl"]
        assert towns.geometry[key].contains(written[name])


def test_the_names_of_the_six_are_on_the_map_before_those_of_villages():
    rank = named().set_index("name")["rank"]
    assert rank[["Gent", "Terneuzen", "Vlissingen"]].eq(1).all()
    assert rank[["Evergem", "Zelzate", "Borsele"]].eq(2).all()
    assert rank[["Sluiskil", "Sas van Gent"]].eq(3).all()
    assert rank["Borssele"] == 4
    assert rank["Antwerpen"] == 1


def test_the_browser_gets_four_levels_and_six_layers(files):
    levels = {name: len(table) for name, table in files.items() if name.startswith("areas-")}
    assert levels == {"areas-municipality": 68, "areas-nuts3": 4, "areas-province": 2, "areas-district": 1}
    assert set(files) - set(levels) == set(HOME) - {"areas-municipality"}


def test_published_areas_are_one_coverage_with_four_decimals(files):
    for name, table in files.items():
        xy = shapely.get_coordinates(table.geometry.values)
        assert (xy == np.round(xy, 4)).all(), name
        assert table.is_valid.all(), name
        if name.startswith("areas-"):
            assert shapely.coverage_is_valid(table.geometry.values), name


def test_published_areas_go_by_their_keys(files, towns):
    table = files["areas-municipality"].set_index("code")
    assert list(table.index) == list(towns.index)
    assert set(table.index[table["district"] == 1]) == set(SIX)
    assert files["areas-district"][["code", "country"]].values.tolist() == [["NSPD", "BE+NL"]]
    assert set(files["areas-nuts3"]["code"]) == {"BE233", "BE234", "NL341", "NL342"}


def test_published_borders_are_the_edges_of_the_published_areas(files):
    drawn = undirected(files["borders"].geometry)
    outlines = undirected(gpd.GeoSeries(files["areas-municipality"].boundary).explode())
    assert len(np.unique(drawn, axis=0)) == len(drawn)
    assert (np.unique(outlines, axis=0) == np.unique(drawn, axis=0)).all()
    assert files["borders"].query("kind == 'state'")["exact"].eq(1).all()
    assert files["borders"]["kind"].notna().all()


def test_the_name_of_a_file_changes_with_its_content():
    one = gpd.GeoDataFrame({"rank": [1]}, geometry=[shapely.Point(3.7, 51.0)], crs=4326)
    first, again = LayerFile.of("names", one), LayerFile.of("names", one.copy())
    moved = LayerFile.of("names", one.translate(0.1).to_frame("geometry").assign(rank=1))
    assert first == again
    assert first.file.startswith("names.") and len(first.file) == len("names.123456789abc.json")
    assert moved.file != first.file


def test_the_home_map_is_small(capsys):
    sizes = {name: len(gzip.compress(layer_files()[name].body)) for name in HOME}
    with capsys.disabled():
        print(f"\ngzipped bytes of the home map: {sum(sizes.values()):,} {sizes}")
    assert sum(sizes.values()) <= 160_000
