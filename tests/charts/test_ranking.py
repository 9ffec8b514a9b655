"""A ranking of many places, with invented figures."""

from itertools import pairwise

import pandas as pd
import pytest

from briefings.chart_pagination import split_chart
from briefings.plotly_export import to_plain_json
from charts.ranking import ROW, ranking
from i18n.translator import Words

T = Words("nl")


def rows(*figures: tuple[str, str, float, str]) -> pd.DataFrame:
    table = pd.DataFrame(figures, columns=["place", "country", "value", "status"])
    return table.assign(name="Plaats " + table.place)


THREE = rows(("a", "BE", 10.0, "measured"), ("b", "NL", 30.0, "provisional"), ("c", "BE", 20.0, "measured"))


def test_the_largest_is_on_top_and_highlighted_places_stand_out():
    figure = ranking(THREE, words=T, unit="inwoners, 2024", highlighted=["c"])
    (bars,) = figure.data
    assert list(bars.x) == [30, 20, 10] and list(bars.y) == [0, 1, 2]
    bottom, top = figure.layout.yaxis.range
    assert bottom > 2 > 0 > top, "row 0 is on top"
    assert list(figure.layout.yaxis.ticktext) == ["Plaats b", "<b>Plaats c</b>", "Plaats a"]
    assert bars.marker.opacity[1] == 1 > bars.marker.opacity[0] == bars.marker.opacity[2]
    assert list(bars.text) == ["30 (v)", "20", "10"], "a provisional figure says so"
    assert bars.marker.color[0] != bars.marker.color[1] == bars.marker.color[2], "a colour per country"


def test_countries_that_do_not_compare_have_rows_and_a_scale_of_their_own():
    figure = ranking(THREE, words=T, unit="€", apart={"BE": "België", "NL": "Nederland"})
    assert list(figure.layout.yaxis.ticktext) == [
        "<b>België</b>",
        "Plaats c",
        "Plaats a",
        "<b>Nederland</b>",
        "Plaats b",
    ]
    belgian, dutch = figure.data
    assert (list(belgian.y), list(dutch.y)) == ([1, 2], [4])
    assert (belgian.xaxis, dutch.xaxis, figure.layout.xaxis2.overlaying) == ("x", "x2", "x")
    assert figure.layout.xaxis.range[1] == pytest.approx(24) and figure.layout.xaxis2.range[1] == pytest.approx(36)


def test_figures_below_zero_have_room_for_their_text():
    low, high = ranking(
        rows(("a", "BE", -10, "measured"), ("b", "BE", 5, "measured")), words=T, unit=""
    ).layout.xaxis.range
    assert low < -10 and high > 5


def test_68_places_keep_readable_rows_and_are_several_slides():
    many = rows(*((f"{number:02}", "BE", float(number), "measured") for number in range(68)))
    figure = ranking(many, words=T, unit="")
    assert figure.layout.height >= 68 * ROW
    parts = split_chart(to_plain_json(figure.to_dict()))
    spans = [part["layout"]["yaxis"]["range"] for part in parts]
    assert len(parts) > 1 and (spans[0][1], spans[-1][0]) == (-0.7, 67.7)
    assert all(before[0] == after[1] for before, after in pairwise(spans))
