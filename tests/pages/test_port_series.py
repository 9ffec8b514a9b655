"""Lines and bars of cargo over time: what is joined, what is not, and what is left out."""

import itertools

import pandas as pd
import pytest

from charts import layout, stacked_bars, time_series
from i18n.translator import Words
from pages.port import cargo_exhibits
from shell import port_data
from shell.exhibits import table_texts
from tests.support.opening import opened, written

EN = Words("en")


def traces(rows):
    figure = time_series.history(table_texts.as_series(rows, EN), words=EN, unit="Mt", decimals=1)
    return [trace for trace in figure.data if trace.line.color != layout.GREY]


@pytest.mark.parametrize("period", cargo_exhibits.PERIODS)
def test_no_drawn_line_joins_two_definitions_periods_or_a_gap(period):
    """Every line segment of every measure joins rows of one scope, series and kind of period."""
    table = port_data.cargo()
    seen = 0
    for measure, category, unit, _ in cargo_exhibits.SUBJECTS.values():
        here = table[(table.measure == measure) & (table.category == category) & (table.unit == unit)]
        here = here[(here.period == period) & (here.series != "Eurostat mar_go_aa")]
        if here.empty:
            continue
        for trace in traces(here):
            years, line = [int(x) for x in trace.x], trace.legendgroup
            of_line = here[here.line == line].set_index("year")
            assert [of_line.loc[year, "value"] for year in years] == pytest.approx(list(trace.y))
            assert of_line.loc[years, "series"].nunique() == of_line.loc[years, "scope"].nunique() == 1
            assert all(b - a == 1 for a, b in itertools.pairwise(years)), "a gap is not bridged"
            assert not (set(years) & {2017} and set(years) & {2018}), "the merger is never bridged"
            seen += len(years) > 1
    assert seen or period == "Q1"


def test_the_projection_of_2012_is_not_joined_to_measured_years():
    table = port_data.cargo()
    here = table[(table.line == "ZSP · own count") & (table.measure == "seaborne") & (table.category == "total")]
    joined = [list(map(int, trace.x)) for trace in traces(here[here.period == "FY"])]
    assert [2012] in joined and [2010, 2011] in joined


def test_a_series_with_one_point_is_a_point():
    table = port_data.cargo()
    here = table[(table.line == "NSP · TEU count of 2019") & (table.period == "FY")]
    (trace,) = traces(here)
    assert trace.mode == "markers"


def test_goods_say_where_a_sum_can_be_made_and_where_not():
    text = written(opened("port", lang="en", subject="goods"))
    assert "apart from rounding, in: 2018, 2019, 2021, 2023." in text
    assert "2020 (2), 2022 (4)" in text and "only the total was found, and no goods type: 2024, 2025." in text


def test_stacked_bars_leave_out_what_is_not_known():
    rows = pd.DataFrame({"label": ["2020", "2021", "2021"], "part": ["a", "a", "b"], "value": [1.0, 2.0, 3.0]})
    figure = stacked_bars.stacked_bars(
        rows, words=EN, unit="Mt", names={"a": "A", "b": "B"}, totals=stacked_bars.Totals({"2020": 9.0}, "T")
    )
    assert list(figure.data[1].x) == ["2021"] and list(figure.data[2].y) == [9.0]


def test_the_rest_of_a_published_total_is_hatched_and_no_part():
    rows = pd.DataFrame({"label": ["2020", "2021", "2021"], "part": ["a", "a", "b"], "value": [1.0, 2.0, 3.0]})
    totals = stacked_bars.Totals({"2020": 9.0, "2021": 5.4}, "T", "R")
    rest = stacked_bars.stacked_bars(rows, words=EN, unit="Mt", names={"a": "A", "b": "B"}, totals=totals).data[2]
    # All parts of 2021 are known: a difference from the total by rounding is no missing part.
    assert (list(rest.x), list(rest.y), rest.marker.pattern.shape) == (["2020"], [8.0], "/")
