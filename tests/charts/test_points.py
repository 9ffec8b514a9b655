"""Descriptions of points on a map."""

import pytest

from charts.points import Kind, Point, describe_points
from tests.support.map_samples import EN, described, rows

KINDS = {"lock": Kind("Lock", "#111111", "#eeeeee"), "port": Kind("Port", "#222222", "#dddddd")}
GENT = Point("p-gent", 3.73454, 51.08043, "port", "Gent", "30 Mt", 30)
LOCK = Point("p-lock", 3.817, 51.333, "lock", "New Lock", "427 m", 7.5)


def test_points_join_the_description_with_the_largest_first():
    made = describe_points(described(rows({"BE-44021": 3.0})), [LOCK, GENT], KINDS, EN, title="Sites")
    assert [point[0] for point in made["points"]] == ["p-gent", "p-lock"]
    assert made["points"][0] == ["p-gent", 3.7345, 51.0804, "port", 26.0, "Gent", "30 Mt"]
    assert made["points"][1][4] == 13.0, "a quarter of the weight is a quarter of the surface, half the radius"
    assert made["words"]["points"] == "Sites" and "Gent 30 Mt" in made["alt"]
    assert made["legends"], "the areas keep their legend"


def test_points_alone_have_no_empty_legend():
    made = describe_points(described(rows({"BE-44021": 3.0})), [LOCK], KINDS, EN, title="Sites", alone=True)
    assert made["legends"] == [] and made["alt"] == "Sites: New Lock 427 m."
    assert list(made["kinds"]) == ["lock"], "only the kinds that are on this map are explained"


def test_points_that_cannot_be_told_apart_are_refused():
    about = described(rows({"BE-44021": 3.0}))
    with pytest.raises(ValueError, match="key of its own"):
        describe_points(about, [GENT, GENT], KINDS, EN, title="Sites")
    with pytest.raises(ValueError, match="key of its own"):
        describe_points(about, [GENT._replace(key="BE-44021")], KINDS, EN, title="Sites")
    with pytest.raises(ValueError, match="no such kind: quay"):
        describe_points(about, [GENT._replace(kind="quay")], KINDS, EN, title="Sites")
