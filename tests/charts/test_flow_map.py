"""Arrows of movements: as wide as their figures, a head where they end, and none over another."""

import math

import pytest
from shapely.geometry import Point, Polygon

from charts.flow_map import NARROWEST, WIDEST, Flow, describe_flows
from charts.points import Kind
from i18n.translator import Words

KINDS = {"work": Kind("work", "#111111", "#eeeeee")}
EMPTY = {"places": [], "legends": [], "marks": [], "alt": "", "words": {}}


def describe(*flows, ends=None):
    return describe_flows(EMPTY, flows, KINDS, Words("nl"), title="Invented", ends=ends or {})


def flow(key, start, end, weight, **more):
    return Flow(key, start, end, "work", key, str(weight), weight, **more)


def test_the_width_of_the_shaft_grows_with_the_figure_and_any_figure_stays_visible():
    # From south to north a bend is sideways, so the narrowest part across the middle is the shaft.
    figures = {"most": 1000, "half": 500, "least": 1}
    widths = {}
    for number, key in enumerate(figures):
        described = describe(
            *(flow(k, (3.0 + n, 51.0), (3.0 + n, 51.5), w) for n, (k, w) in enumerate(figures.items()))
        )
        ring = Polygon(described["flows"][number][1])
        middle = Point(next(point for point in described["points"] if point[0] == key)[1:3])
        across = ring.intersection(Polygon.from_bounds(middle.x - 1, middle.y - 1e-4, middle.x + 1, middle.y + 1e-4))
        widths[key] = across.area / 2e-4 * math.cos(math.radians(51.25))
    assert widths["most"] == pytest.approx(WIDEST, rel=0.1)
    assert widths["half"] == pytest.approx(WIDEST / 2, rel=0.1)
    assert widths["least"] == pytest.approx(NARROWEST, rel=0.25)


def test_an_arrow_ends_at_its_destination_and_two_between_the_same_ends_have_their_own_way():
    one, two = describe(flow("one", (3.0, 51.0), (3.4, 51.4), 10), flow("two", (3.0, 51.0), (3.4, 51.4), 10, lane=1))[
        "flows"
    ]
    assert [3.4, 51.4] in one[1] and [3.4, 51.4] in two[1]
    assert Polygon(one[1]).intersection(Polygon(two[1])).area < 0.5 * Polygon(one[1]).area


def test_both_directions_have_a_head_at_each_end():
    (single,), (double,) = (
        describe(flow("a", (3.0, 51.0), (3.4, 51.4), 10, both=both))["flows"] for both in (False, True)
    )
    assert [3.0, 51.0] in double[1] and [3.0, 51.0] not in single[1]


def test_a_flow_without_length_is_refused():
    with pytest.raises(ValueError, match="two ends"):
        describe(flow("a", (3.0, 51.0), (3.0, 51.0), 10))


def test_names_of_ends_that_the_base_map_does_not_have_are_written_on_it():
    assert describe(flow("a", (3.0, 51.0), (3.4, 51.4), 1), ends={"België": (3.0, 51.0)})["flow_ends"] == [
        [3.0, 51.0, "België"]
    ]
