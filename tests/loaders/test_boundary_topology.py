"""Two official sets of municipalities as one coverage; also with the official outlines, where these are present.

The outlines in ../shared/reference are read in place, and are not part of the project.
"""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders import map_layers
from loaders.card import Card
from loaders.datasets import layers, places
from loaders.datasets.layers import METRES
from loaders.datasets.places import SIX
from loaders.sources import boundaries, boundary_topology
from tests.support.play_shapes import official_rows, overlap, parsed


@pytest.fixture(scope="module")
def shipped():
    return places.load()


def test_an_overlap_along_the_state_border_goes_to_the_belgian_side_and_a_gap_is_closed():
    """Invented squares, in metres: the Dutch one begins 20 m too far south on one half, too far north on the other."""
    x, y = 3_900_000, 3_150_000
    belgian = gpd.GeoSeries([shapely.box(x, y, x + 9000, y + 9000)], index=["be"], crs=METRES)
    south, north = y + 8980, y + 9020
    # The gap is enclosed only where the Dutch side touches the Belgian one again.
    step = [(x, y + 18000), (x + 9000, y + 18000), (x + 9000, y + 9000), (x + 8000, y + 9000), (x + 8000, north)]
    step += [(x + 4500, north), (x + 4500, south), (x, south)]
    dutch = gpd.GeoSeries([shapely.Polygon(step)], index=["nl"], crs=METRES)
    whole = boundary_topology.join_borders(belgian, dutch)
    assert shapely.coverage_is_valid(whole.values)
    assert shapely.union_all(whole.values).equals(
        shapely.union_all([*belgian, *dutch]).union(shapely.box(x, y, x + 9000, y + 9500))
    )
    # The Dutch side loses the whole overlap of 4500 m x 20 m.
    assert whole["nl"].intersection(belgian["be"]).area == pytest.approx(0, abs=1)


def test_a_municipality_that_would_change_too_much_stops_it():
    square = shapely.box(3_900_000, 3_150_000, 3_909_000, 3_159_000)
    belgian = gpd.GeoSeries([square], index=["be"], crs=METRES)
    dutch = gpd.GeoSeries([shapely.affinity.translate(square, 0, 8500)], index=["nl"], crs=METRES)
    with pytest.raises(places.DatasetError, match=r"too much \(overlap: nl 0.944\)"):
        boundary_topology.join_borders(belgian, dutch)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.integers(-40, 40), st.integers(-40, 40)), min_size=22, max_size=22),
    st.lists(st.tuples(st.integers(-40, 40), st.integers(-40, 40)), min_size=22, max_size=22),
)
def test_however_the_two_sides_jitter_nothing_overlaps_and_no_narrow_gap_stays(ours, theirs):
    """Invented rectangles of 5 km along a border, whose two versions differ by up to 40 m a vertex."""
    x, y = 3_900_000, 3_150_000

    def side(jitter, up):
        line = [(x + 500 * i + (dx if 0 < i < 20 else 0), y + dy) for i, (dx, dy) in enumerate(jitter[:21])]
        far = y + up * 6000
        shapes = [shapely.Polygon([*line[a : a + 11], (line[a + 10][0], far), (line[a][0], far)]) for a in (0, 10)]
        return gpd.GeoSeries(shapes, index=[f"{up}{a}" for a in (0, 10)], crs=METRES)

    whole = boundary_topology.join_borders(side(ours, -1), side(theirs, 1))
    assert shapely.coverage_is_valid(whole.values)
    assert whole.area.sum() == pytest.approx(shapely.union_all(whole.values).area)
    holes = [ring for part in shapely.get_parts(shapely.union_all(whole.values)) for ring in part.interiors]
    assert not holes
    light = boundary_topology.simplify(whole)
    assert shapely.coverage_is_valid(light.values) and light.is_valid.all()


@pytest.fixture(scope="module")
def refreshed(shipped):
    frames = parsed(official_rows())
    return frames["places"].set_index("code"), boundaries.build_datasets(frames, lambda _: shipped)


def test_official_outlines_are_kept_to_a_hundredth_and_shipped_ones_were_not(refreshed, shipped):
    official, datasets = refreshed
    found = pd.DataFrame({"before": overlap(shipped, official), "after": overlap(datasets["places"], official)})
    assert len(found) == 68
    assert (found["after"] > 0.99).all()
    assert (found["before"] < 0.9).sum() > 20


def test_refreshed_places_are_one_coverage_and_levels_above_are_made_of_it(refreshed, shipped):
    table = refreshed[1]["places"].set_index("place")
    towns = table[table["level"] == "municipality"]
    assert shapely.coverage_is_valid(towns.geometry.values) and towns.is_valid.all()
    xy = shapely.get_coordinates(towns.geometry.values)
    assert (xy == np.round(xy, 5)).all()
    assert table.geometry["NSPD"].equals(shapely.coverage_union_all(towns.geometry[list(SIX)].values))
    assert table.geometry["BE23"].equals(shapely.coverage_union_all(towns.geometry[towns["country"] == "BE"].values))
    # Oosterschelde, Grevelingen and Veerse Meer, between 22 and 234 km²; the 46 narrow gaps are closed.
    union = gpd.GeoSeries([shapely.union_all(towns.to_crs(METRES).geometry.values)])
    holes = [shapely.Polygon(ring).area / 1e6 for part in shapely.get_parts(union[0]) for ring in part.interiors]
    assert len(holes) == 3 and min(holes) > 20


def test_names_codes_and_official_areas_stay_and_ports_keep_their_points(refreshed, shipped):
    table = refreshed[1]["places"]
    told = ["quality", "quality_nl", "quality_en", "source", "geometry"]
    pd.testing.assert_frame_equal(pd.DataFrame(table.drop(columns=told)), pd.DataFrame(shipped.drop(columns=told)))
    ports = table["level"].isin(["port", "region"])
    assert table[ports].geometry.geom_equals(shipped[ports].geometry).eq(shipped[ports].geometry.notna()).all()
    assert set(table.loc[~ports, "quality"]) == {"exact"}
    assert (table.loc[~ports, ["quality_nl", "quality_en", "source"]] != "").all(axis=None)


@pytest.mark.parametrize("name", ["places", "borders"])
def test_what_is_made_keeps_the_card(refreshed, name):
    assert Card.of(name).check_table(refreshed[1][name]) == []


def test_refreshed_borders_are_all_official_and_each_edge_stands_once(refreshed):
    lines = refreshed[1]["borders"]
    assert lines["exact"].all()
    kinds = lines.groupby(["left", "right"])["kind"].agg(set)
    assert kinds["BE-43018", "NL-GM0715"] == {"state"}
    assert kinds["BE-43018", "BE-44019"] == {"nuts3"}
    assert kinds["BE-41002", "BE-42006"] == {
        "nuts3"
    }  # Both have the province as parent; the NIS code tells them apart.
    xy = np.sort(shapely.get_coordinates(layers.steps(lines.geometry).values).reshape(-1, 2, 2), axis=1)
    assert len(np.unique(xy.reshape(-1, 4), axis=0)) == len(xy)


def test_the_browser_gets_no_dashes_and_one_coverage_on_its_grid(refreshed):
    towns = refreshed[1]["places"].query("level == 'municipality'").set_index("place")
    coarse = map_layers.simplify(towns)
    assert shapely.coverage_is_valid(coarse.values) and coarse.is_valid.all()
    lines = map_layers.borders(coarse, refreshed[1]["borders"])
    assert lines["exact"].eq(1).all() and lines["kind"].notna().all()
