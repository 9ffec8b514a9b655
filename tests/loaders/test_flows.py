"""Movements: the figures as their sources give them, ends that exist, and lines only between places with a shape."""

import pandas as pd
import pytest

from loaders import load
from loaders.datasets import flows


@pytest.fixture(scope="module")
def rows():
    return load("flows")


@pytest.mark.parametrize(
    ("counted", "origin", "destination", "period", "value", "precision"),
    [
        ("living_in_belgium", "BE", "NL341", "2016", 1570, "exact"),
        ("living_in_belgium", "BE", "NL", "2018", 41000, "at_least"),
        ("living_in_belgium", "BE", "NL", "2016", 38400, "exact"),
        ("living_in_netherlands", "NL", "BE23+BE25", "2017", 4068, "exact"),
        ("living_in_netherlands", "NL", "BE23+BE25", "2010", 2465, "exact"),
        ("living_in_flanders", "BE23+BE25", "NL", "2017", 2100, "at_least"),
        ("share_living_in_belgium", "BE", "NL342", "2016", 0.5, "at_most"),
        ("dutch_students", "NL", "BE2", "2016-2017", 4144, "exact"),
        ("dutch_students_ugent", "NL", "BE-44021", "2016-2017", 504, "exact"),
        ("vehicles", "NL-GM0654", "NL-GM0715", "2025", 10_100_000, "rounded"),
        ("vehicles", "NL-GM0654", "NL-GM0715", "2018", 7_565_315, "exact"),
        ("vehicles", "NL-GM0654", "NL-GM0715", "2016", 6_600_000, "at_least"),
    ],
)
def test_a_figure_is_the_one_of_its_source(rows, counted, origin, destination, period, value, precision):
    keys = ["counted", "origin", "destination", "period"]
    found = rows[(rows[keys] == [counted, origin, destination, period]).all(axis=1)]
    assert found["value"].tolist() == [value] and found["precision"].tolist() == [precision]


def test_two_answers_of_one_minister_on_one_year_are_both_kept(rows):
    year = rows[(rows["flow"] == "students") & (rows["period"] == "2015-2016")].set_index("counted")["value"]
    assert year.to_dict() == {"dutch_students": 5155, "domiciled_students": 4224}


def test_only_rows_between_two_places_with_a_shape_have_a_line(rows):
    lines = rows[rows.geometry.notna() & (rows.geometry.geom_type == "LineString")]
    assert set(lines["origin"] + lines["destination"]) == {"NL-GM0654NL-GM0715"}
    assert rows.loc[rows["origin"].isin(["BE", "NL"]), "geometry"].isna().all()
    assert set(rows.loc[rows["site"] != "", "geometry"].geom_type) == {"Point"}


def test_an_unknown_end_and_a_row_with_no_end_are_faults_with_their_line():
    invented = pd.DataFrame({"origin": ["Atlantis", ""], "destination": ["NL", "NL"], "site": ["", ""]}, index=[0, 1])
    assert [(fault.row, fault.column) for fault in flows.find_faults(invented)] == [(2, "origin"), (3, "origin")]
