"""Which points a chart joins by a line and which it does not. All figures are invented."""

import base64
import re

import pandas as pd
import pytest

from charts import time_series
from charts.bars import period_bars
from charts.sparkline import sparkline
from i18n.translator import Words

DUTCH, ENGLISH = Words("nl"), Words("en")


def rows(values, *, place="BE-44021", name="Gent", country="BE", status=None):
    table = pd.DataFrame({"period": [str(period) for period in values], "value": list(values.values())})
    table["year"] = pd.to_numeric(table.period.str[:4]).astype("Int64")
    return table.assign(place=place, name=name, country=country, status=status or "measured")


def pieces(figure):
    return [[float(x) for x in trace.x] for trace in figure.data]


def test_a_missing_year_ends_the_line():
    figure = time_series.history(rows({2019: 1.0, 2020: 2.0, 2022: 3.0, 2023: 4.0}), words=DUTCH, unit="x")
    assert pieces(figure) == [[2019, 2020], [2022, 2023]]
    assert [trace.mode for trace in figure.data] == ["lines+markers"] * 2


def test_a_lone_figure_is_a_dot_and_no_line():
    figure = time_series.history(rows({2019: 1.0, 2023: 4.0}), words=DUTCH, unit="x")
    assert [trace.mode for trace in figure.data] == ["markers", "markers"]


def test_a_break_in_the_definition_ends_the_line_for_its_own_area_only():
    both = pd.concat([rows({2019: 1.0, 2020: 2.0}), rows({2019: 3.0, 2020: 4.0}, place="NL-GM0715", name="Terneuzen")])
    figure = time_series.history(
        both, words=DUTCH, unit="x", annotations=time_series.Annotations([("BE-44021", "2020")])
    )
    assert pieces(figure) == [[2019], [2020], [2019, 2020]]


def test_projections_are_dotted_and_never_joined_to_what_was_measured():
    both = pd.concat([rows({2019: 1.0, 2020: 2.0}), rows({2021: 3.0, 2022: 4.0}, status="projected")])
    figure = time_series.history(both, words=DUTCH, unit="x")
    assert [trace.line.dash for trace in figure.data] == ["solid", "dot"]
    assert pieces(figure) == [[2019, 2020], [2021, 2022]]


def test_provisional_figures_are_open_dots_and_say_so():
    figure = time_series.history(rows({2019: 1.0, 2020: 2.0}, status="provisional"), words=DUTCH, unit="x")
    assert figure.data[0].marker.symbol == "circle-open"
    assert "voorlopig" in figure.data[0].text[0]


def test_quarters_stand_a_quarter_apart():
    figure = time_series.history(rows({"2024-Q1": 1.0, "2024-Q2": 2.0, "2024-Q4": 3.0}), words=DUTCH, unit="x")
    assert pieces(figure) == [[2024.0, 2024.25], [2024.75]]


def test_what_may_not_be_compared_has_a_panel_and_a_scale_a_country():
    both = pd.concat([rows({2020: 1.0}), rows({2020: 2.0}, place="NL-GM0715", name="Terneuzen", country="NL")])
    figure = time_series.history(both, words=DUTCH, unit="€", apart={"BE": "België", "NL": "Nederland"})
    assert {trace.yaxis for trace in figure.data} == {"y", "y2"}
    assert figure.layout.yaxis2.matches is None


@pytest.mark.parametrize(("words", "separators", "told"), [(DUTCH, ",.", "1.234,5"), (ENGLISH, ".,", "1,234.5")])
def test_numbers_are_written_the_readers_way_and_years_without_a_sign(words, separators, told):
    figure = time_series.history(rows({2020: 1234.5}), words=words, unit="€", decimals=1)
    assert figure.layout.separators == separators and told in figure.data[0].text[0]
    assert figure.layout.xaxis.tickformat == "d" and "2020:" in figure.data[0].text[0]


def test_a_chart_says_in_words_what_it_shows():
    said = time_series.describe(rows({2019: 1000.0, 2020: 2000.0}), title="Inwoners", words=DUTCH, unit="inwoners")
    assert said == "Inwoners. Gent: 1.000 (2019) → 2.000 inwoners (2020)."


def test_a_small_chart_breaks_where_the_long_one_does():
    image = sparkline(rows({2019: 1.0, 2020: 2.0, 2022: 3.0}), alt="Inwoners: 1 → 3")
    svg = base64.b64decode(re.search(r"base64,([^\"]+)", image)[1]).decode()
    assert svg.count("<polyline") == 1 and svg.count("<circle") == 1 and 'alt="Inwoners: 1 → 3"' in image
    assert sparkline(rows({2019: 1.0}).iloc[:0], alt="") == ""


def test_a_single_figure_stands_on_an_axis_of_whole_years_and_rounded_numbers():
    both = pd.concat([rows({2020: 1.0, 2021: 2.0}), rows({2015: 22900.0}, place="V", name="Vlissingen", country="NL")])
    figure = time_series.history(both, words=DUTCH, unit="€", apart={"BE": "België", "NL": "Nederland"})
    assert tuple(figure.layout.xaxis2.range) == (2013.5, 2016.5) and figure.layout.xaxis2.dtick == 1
    assert tuple(figure.layout.yaxis2.range) == (18320.0, 27480.0) and figure.layout.yaxis.range is None


def test_names_of_bars_stand_over_them_and_leave_room_for_the_figure():
    figure = period_bars(rows({2020: 50.0}), words=DUTCH, unit="x", colours={"BE": "#000"})
    assert list(figure.data[0].y) == ["Gent"] and not figure.layout.annotations
    assert figure.layout.yaxis.ticklabelposition == "inside" and figure.layout.yaxis.ticklabelshift < 0
    assert figure.layout.xaxis.range[1] > 50
