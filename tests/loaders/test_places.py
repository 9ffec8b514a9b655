"""The places: keys and levels, outlines that fit together, and their distance from the official outlines."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from loaders.card import GEODATA, DatasetError
from loaders.datasets import layers, places
from loaders.datasets.places import SIX, join
from tests.support.opening import SHARED

METRES = layers.METRES


@pytest.fixture(scope="module")
def all_places():
    return places.load().set_index("place", drop=False)


@pytest.fixture(scope="module")
def towns(all_places):
    return all_places[all_places["level"] == "municipality"]


def test_the_file_keeps_its_card():
    assert places.CARD.faults() == []


def test_there_are_55_and_13_municipalities_and_each_key_once(all_places, towns):
    assert all_places.index.is_unique
    assert towns["country"].value_counts().to_dict() == {"BE": 55, "NL": 13}
    assert (towns.index == towns["country"] + "-" + towns["code"]).all()


def test_the_six_are_the_district(all_places):
    assert all_places.loc[list(SIX), "name_nl"].tolist() == [
        "Gent", "Evergem", "Zelzate", "Terneuzen", "Vlissingen", "Borsele",
    ]  # fmt: skip
    assert set(all_places.index[all_places["district"]]) == set(SIX)


def test_zelzate_lies_in_another_nuts_3_region_than_gent_and_evergem(all_places):
    parents = all_places["parent"].loc[list(SIX)].tolist()
    assert parents == ["BE234", "BE234", "BE233", "NL341", "NL342", "NL342"]


def test_every_parent_is_a_place(all_places):
    assert set(all_places["parent"]) - {""} <= set(all_places.index)
    # Aalst is in BE231, which is no place here: its parent is the province.
    assert all_places["parent"]["BE-41002"] == "BE23"


@pytest.mark.parametrize(
    ("level", "keys"),
    [
        ("nuts3", {"BE233", "BE234", "NL341", "NL342"}),
        ("province", {"BE23", "NL34"}),
        ("district", {"NSPD"}),
        ("port", {"NSP", "BEGNE", "NLZSP"}),
        ("region", {"BE", "BE2", "NL", "BE23+BE25"}),
    ],
)
def test_every_level_has_its_places(all_places, level, keys):
    assert set(all_places.index[all_places["level"] == level]) == keys


def test_only_regions_to_compare_with_have_no_shape_and_ports_are_points(all_places):
    assert set(all_places.index[all_places.geometry.isna()]) == {"BE", "BE2", "NL", "BE23+BE25"}
    assert (all_places["quality"] == "none").eq(all_places.geometry.isna()).all()
    assert set(all_places.geom_type[all_places["level"] == "port"]) == {"Point", "MultiPoint"}


def test_both_languages_are_filled(all_places):
    assert (all_places[["name_nl", "name_en", "quality_nl", "quality_en"]] != "").all(axis=None)
    assert all_places["name_en"][["BE-44021", "BE23"]].tolist() == ["Ghent", "East Flanders"]


def test_the_municipalities_are_one_coverage_with_five_decimals(towns):
    shapes = towns.geometry.values
    assert shapely.coverage_is_valid(shapes)
    assert towns.is_valid.all()
    xy = shapely.get_coordinates(shapes)
    assert (xy == np.round(xy, 5)).all()
    whole = shapely.get_parts(shapely.coverage_union_all(shapes))
    assert [len(part.interiors) for part in whole] == [0]


@pytest.mark.parametrize(
    ("key", "chosen"),
    [
        ("NSPD", lambda towns: towns["district"]),
        ("BE23", lambda towns: towns["country"] == "BE"),
        ("NL34", lambda towns: towns["country"] == "NL"),
        ("NL341", lambda towns: towns["code"].isin(["GM0715", "GM0677", "GM1714"])),
        ("BE233", lambda towns: towns["code"].str.startswith("43")),
        ("BE234", lambda towns: towns["code"].str.startswith("44")),
    ],
)
def test_higher_levels_are_made_of_the_same_edges(all_places, towns, key, chosen):
    assert all_places.geometry[key].equals(shapely.coverage_union_all(towns.geometry[chosen(towns)].values))


# municipal.csv, indicators "area total" and "area land", the newest year of each.
@pytest.mark.parametrize(
    ("key", "total", "year", "land", "land_year"),
    [
        ("BE-44021", 157.77, "2025", None, ""),
        ("BE-44019", 75.38, "2025", None, ""),  # not 75.04 (2005) or 75.37 (2023)
        ("BE-43018", 13.77, "2025", None, ""),  # not 13.71 (2018)
        ("NL-GM0715", 317.76, "2021", 250.13, "2024"),  # a newer total is not in the collection
        ("NL-GM0718", None, "", None, ""),  # no source: empty, not measured
        ("NL-GM0654", 194.52, "2024", 141.47, "2024"),
    ],
)
def test_areas_are_the_newest_official_figures(all_places, key, total, year, land, land_year):
    place = all_places.loc[key]
    for kind, value, date in (("total", total, year), ("land", land, land_year)):
        assert place[f"area_{kind}_date"] == date
        assert pd.isna(place[f"area_{kind}_km2"]) if value is None else place[f"area_{kind}_km2"] == value
    assert bool(place["area_source"]) == (total is not None)


def test_no_area_was_measured_on_a_shape(all_places):
    assert set(all_places.index[all_places["area_total_km2"].notna()]) == set(SIX) - {"NL-GM0718"}


def test_a_join_keeps_every_row_once_and_in_order(all_places):
    figures = pd.DataFrame({"place": ["NL-GM0654", "BE", "NL-GM0654"], "value": [1, 2, 3]}, index=[7, 7, 9])
    joined = join(figures, all_places)
    assert joined["value"].tolist() == [1, 2, 3]
    assert joined.index.tolist() == [7, 7, 9]
    assert joined["name_nl"].tolist() == ["Borsele", "België", "Borsele"]
    assert joined.geometry.isna().tolist() == [False, True, False]
    assert joined.crs.to_epsg() == 4326


def test_a_join_refuses_unknown_areas_by_name(all_places):
    with pytest.raises(DatasetError, match=r"BE-99999, NLVLS\b"):
        join(pd.DataFrame({"place": ["NLVLS", "BE", "BE-99999"]}), all_places)


def test_a_join_refuses_a_place_that_is_there_twice(all_places):
    twice = pd.concat([all_places, all_places.loc[["NSPD"]]])
    with pytest.raises(DatasetError, match="twice the same key: NSPD"):
        join(pd.DataFrame({"place": ["BE"]}), twice)


@pytest.mark.slow
def test_the_snapshot_makes_the_shipped_shapes(tmp_path):
    if not (SHARED / "data" / "geometry").is_dir():
        pytest.skip("the prepared folder ../shared/data/geometry is not here: nothing to make shapes from")
    from loaders.snapshot import shapes

    names = ("places", *layers.NAMES)
    for name in names:
        (tmp_path / name).mkdir()
        (tmp_path / name / "card.yaml").write_bytes((GEODATA / name / "card.yaml").read_bytes())
    shapes.make(SHARED / "data", tmp_path)
    for name in names:
        made, shipped = (gpd.read_parquet(folder / name / f"{name}.parquet") for folder in (tmp_path, GEODATA))
        pd.testing.assert_frame_equal(made, shipped)


@pytest.fixture(scope="module")
def official():
    """The official outlines by municipality code, in metres."""
    reference = SHARED / "reference" / "geometry"
    if not reference.is_dir():
        pytest.skip("the official outlines in ../shared/reference are not here: nothing to compare with")
    be = gpd.read_file(reference / "be_oostvlaanderen_gemeenten_2025.geojson").set_index("nis")
    nl = gpd.read_file(reference / "nl_zeeland_gemeenten_2022.geojson").set_index("statcode")
    return pd.concat([be.geometry, nl.geometry]).to_crs(METRES)


def metres_between(lines, outline, every=25):
    """Distances from points on lines, one at least every `every` metres, to an outline."""
    pieces = [shapely.get_coordinates(part) for part in shapely.get_parts(outline)]
    segments = [shapely.linestrings(np.stack([xy[:-1], xy[1:]], axis=1)) for xy in pieces]
    points = shapely.points(shapely.get_coordinates(shapely.segmentize(lines, every)))
    # With an index of the segments: the distance to the whole outline would compare each point with all of them.
    return shapely.STRtree(np.concatenate(segments)).query_nearest(points, return_distance=True, all_matches=False)[1]


@pytest.mark.slow
def test_outlines_of_the_six_lie_near_the_official_ones(towns, official, capsys):
    """Belgium: the whole outline. Netherlands: only on land, as the reference leaves out the water."""
    sea = shapely.union_all(layers.load("sea").to_crs(METRES).buffer(0).values)
    near_sea = sea.buffer(200)
    table = {}
    for key, town in towns.to_crs(METRES).loc[list(SIX)].iterrows():
        ours, theirs = town.geometry, official[town["code"]]
        outline = ours.boundary
        if town["country"] == "NL":
            outline, ours = outline.difference(near_sea), ours.difference(sea)
        metres = metres_between(outline, theirs.boundary)
        iou = ours.intersection(theirs).area / ours.union(theirs).area
        table[key] = (town["name_nl"], np.median(metres), np.quantile(metres, 0.95), iou)
    found = pd.DataFrame.from_dict(table, orient="index", columns=["name", "median_m", "p95_m", "iou"])
    with capsys.disabled():
        print(f"\nshipped outlines against official ones (NL: on land only)\n{found.round(2).to_string()}")
    assert (found["median_m"] < 400).all()
    assert (found["iou"] > 0.7).all()


@pytest.mark.slow
def test_belgian_borders_called_exact_lie_on_official_ones(official, capsys):
    lines = layers.load("borders").to_crs(METRES)
    lines = lines[lines["left"].str.startswith("BE-")]
    outlines = shapely.union_all(official.boundary.values)
    table = {}
    for exact, some in lines.groupby("exact"):
        metres = metres_between(shapely.multilinestrings(some.geometry.values), outlines, every=100)
        share = some.length.sum() / lines.length.sum()
        table["exact" if exact else "approximate"] = (share, np.median(metres), np.quantile(metres, 0.95))
    found = pd.DataFrame.from_dict(table, orient="index", columns=["share", "median_m", "p95_m"])
    with capsys.disabled():
        print(f"\nall Belgian borders against official ones\n{found.round(2).to_string()}")
    assert found["p95_m"]["exact"] < 50
    assert found["median_m"]["approximate"] > 100  # The map rightly draws these as dashes: they are far off.
