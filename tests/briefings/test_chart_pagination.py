"""Charts of many rows on several slides: split between rows, complete, in type readable from the back row."""

from itertools import pairwise

import plotly.graph_objects as go
import pytest

from briefings.chart_pagination import split_chart
from briefings.plotly_export import apply_house_style, to_plain_json


def projects(count):
    """One bar per project, with its name at the axis, the first one on top."""
    figure = go.Figure([go.Scatter(x=[2000, 2010], y=[n, n], mode="lines") for n in range(count)])
    names = [f"Project {n}" for n in range(count)]
    figure.update_yaxes(tickvals=list(range(count)), ticktext=names, range=[count - 0.4, -0.6])
    figure.add_annotation(x=2010, y=30, text="?", showarrow=False)
    figure.update_layout(height=count * 24 + 90)
    return to_plain_json(figure.to_dict())


def lanes(*ends):
    """Marks in lanes with a line over each, names written among them; a panel of figures beneath."""
    total = ends[-1]
    figure = go.Figure(go.Scatter(x=[2010] * total, y=[n + 0.5 for n in range(total)], text="naam", mode="text"))
    for top in (0, *ends[:-1]):
        figure.add_shape(type="line", xref="x domain", x0=0, x1=1, y0=top, y1=top)
    figure.add_shape(type="line", x0=2026, x1=2026, y0=0, y1=total)
    figure.update_yaxes(range=[total, 0], visible=False)
    figure.update_layout(height=total * 20 + 50)
    return to_plain_json(figure.to_dict())


def span(part):
    bottom, top = part["layout"]["yaxis"]["range"]
    return top, bottom


def test_forty_projects_are_three_slides_that_follow_on_each_other():
    parts = split_chart(projects(40))
    spans = [span(part) for part in parts]
    assert [round(bottom - top) for top, bottom in spans] == [13, 14, 13]
    assert (spans[0][0], spans[-1][1]) == (-0.6, 39.6)
    assert all(before[1] == after[0] for before, after in pairwise(spans))
    # The mark of project 30 is on the part with that project, and on no other.
    assert [len(part["layout"]["annotations"]) for part in parts] == [0, 0, 1]


def test_lanes_stay_whole_and_a_line_through_all_of_them_ends_with_each_part():
    parts = split_chart(lanes(10, 18, 25, 27, 31, 37, 43, 49, 51))
    assert [span(part) for part in parts] == [(0, 18), (18, 37), (37, 51)]
    today = [next(one for one in part["layout"]["shapes"] if one["x0"] == 2026) for part in parts]
    assert [(one["y0"], one["y1"]) for one in today] == [(0, 18), (18, 37), (37, 51)]


def test_a_panel_beneath_has_a_slide_of_its_own():
    figure = lanes(10, 18, 30, 45)
    figure["data"].append({"type": "scatter", "x": [2010], "y": [7], "xaxis": "x2", "yaxis": "y2"})
    figure["layout"]["yaxis"]["domain"] = [0.3, 1]
    figure["layout"] |= {"xaxis2": {"anchor": "y2"}, "yaxis2": {"domain": [0, 0.2], "title": {"text": "Mt"}}}
    *rows, last = split_chart(figure)
    assert all("yaxis2" not in part["layout"] and len(part["data"]) == 1 for part in rows)
    assert last["data"] == [{"type": "scatter", "x": [2010], "y": [7], "xaxis": "x", "yaxis": "y"}]
    assert last["layout"]["yaxis"] == {"title": {"text": "Mt"}}


def test_names_of_three_lines_need_the_room_of_three():
    names = [f"Aanname {n}<br>op twee regels<br>en drie" for n in range(10)]
    figure = go.Figure(go.Bar(y=names, x=[1] * 10, orientation="h")).update_layout(height=570)
    assert [span(part) for part in split_chart(to_plain_json(figure.to_dict()))] == [(9.5, 4.5), (4.5, -0.5)]


@pytest.mark.parametrize("figure", [projects(40), lanes(10, 18, 25, 27, 31, 37, 43, 49, 51), projects(200)])
def test_no_part_has_letters_below_24_pixels_but_those_written_among_marks(figure):
    for part in split_chart(figure):
        shown = apply_house_style(part, width=1776, height=728)
        among = [trace["textfont"]["size"] for trace in shown["data"] if "text" in trace]
        assert shown["layout"]["font"]["size"] >= 24
        assert all(size >= 23 for size in among)


@pytest.mark.parametrize(
    "figure",
    [
        projects(12),
        {"data": [{"y": [1, 2]}], "layout": {"height": 1200, "yaxis": {"title": {"text": "Mt"}}}},
        {"data": [{"y": 5}], "layout": {"height": 1200, "yaxis": {"range": ["a", None]}, "shapes": [3]}},
        {"data": [], "layout": {"height": 1200, "yaxis": {"range": [-1, 1], "scaleanchor": "x", "visible": False}}},
    ],
)
def test_what_fits_has_no_rows_or_is_damaged_stays_whole(figure):
    assert split_chart(figure) == [figure]
