"""Charts in the .pptx: native charts with the right numbers, read back, and nothing outside the slide."""

import io
from dataclasses import replace
from datetime import date, timedelta

import plotly.graph_objects as go
import pytest
from openpyxl import load_workbook
from pptx.enum.chart import XL_CHART_TYPE, XL_MARKER_STYLE

from briefings.plotly_export import to_plain_json
from briefings.pptx.chart_model import describe_chart
from charts import scatter, stacked_bars, time_series
from charts.bars import period_bars
from charts.palettes import COUNTRY
from i18n.translator import Words
from loaders.datasets.places import SIX
from tests.support.briefing_samples import chart, deck, figures

NL = Words("nl")


def slide(figure, **more):
    return replace(chart(), content={"figure": to_plain_json(figure.to_dict())}, **more)


def the_chart(one):
    shown, problems = deck(one)
    assert not problems
    return next(shape.chart for page in shown.slides for shape in page.shapes if shape.has_chart)


def rows_of(made):
    return {one.name: dict(zip(made.plots[0].categories, one.values, strict=True)) for one in made.plots[0].series}


def year(category):
    """The year of a date as Office counts it."""
    return (date(1899, 12, 30) + timedelta(days=float(category))).year


def test_bars_are_a_chart_with_the_same_numbers_colours_and_hatching():
    rows = figures()
    rows = rows[rows.period == "2024"].assign(status=["measured", "provisional", *["measured"] * 4])
    made = the_chart(slide(period_bars(rows, words=NL, unit="inwoners", colours=COUNTRY)))
    assert made.chart_type == XL_CHART_TYPE.BAR_CLUSTERED
    (found,) = rows_of(made).values()
    assert found == dict(zip(rows.name, rows.value, strict=True)) and found["Gent"] == 269191
    # Order and colours of the screen: the smallest at the bottom, one colour per country.
    assert list(found) == list(rows.sort_values("value").name)
    points = made.plots[0].series[0].points
    colours = {}
    for place, name in enumerate(found):
        # A bar without a colour of its own has that of the row.
        own = points[place].format.fill
        fill = own if own.type in (1, 2) else made.plots[0].series[0].format.fill
        colours[name] = str(fill.fore_color.rgb if fill.type == 1 else fill.back_color.rgb)
    assert colours["Gent"] == COUNTRY["BE"][1:].upper() and colours["Terneuzen"] == COUNTRY["NL"][1:].upper()
    provisional = rows[rows.status == "provisional"].name.item()
    assert [name for place, name in enumerate(found) if points[place].format.fill.type == 2] == [provisional]
    assert made.value_axis.axis_title.text_frame.text == "inwoners" and made.value_axis.minimum_scale == 0
    assert made.plots[0].series[0].data_labels.number_format == "[$-413]#,##0"


def test_points_of_two_figures_are_a_chart_with_names_signs_and_round_ends_and_are_no_years():
    rows = figures()
    rows = rows[rows.period == "2024"]
    # Invented figures that look like years.
    points = rows.assign(x=[2001.0 + at for at in range(6)], y=[14.5, 15, 16, 17, 18, 18.5], size=float("nan"))
    points = points.assign(x_status="measured", y_status=["provisional", *["measured"] * 5])
    axes = [scatter.Axis(f"{name} (%)", name, "%", 0) for name in ("Eerste", "Tweede")]
    drawn = scatter.scatter(points, *axes, words=NL, named=[SIX[0]])
    made = the_chart(slide(drawn))
    assert made.chart_type == XL_CHART_TYPE.XY_SCATTER
    belgian, dutch = made.plots[0].series
    assert [one.marker.style for one in (belgian, dutch)] == [XL_MARKER_STYLE.CIRCLE, XL_MARKER_STYLE.DIAMOND]
    assert list(belgian.values) + list(dutch.values) == list(points.y)
    names = [belgian.points[at].data_label.text_frame.text for at in range(3)]
    assert names == [name if name == "Gent" else "" for name in points.name[:3]] and "Gent" in names
    assert (made.category_axis.minimum_scale, made.category_axis.maximum_scale) == (2001, 2006)
    assert (made.value_axis.minimum_scale, made.value_axis.maximum_scale) == (14, 19)
    assert made.value_axis.axis_title.text_frame.text == "Tweede (%)"
    apart = scatter.scatter(points, *axes, words=NL, panels=["BE", "NL"])
    assert describe_chart(to_plain_json(apart.to_dict())) == "panels", "two scales stay a picture"


def test_each_bar_says_its_figure_with_the_decimals_it_was_published_with():
    bars = {"type": "bar", "orientation": "h", "x": [48.52, 25, 1.444], "y": ["a", "b", "c"]}
    shares = {"data": [{**bars, "text": ["48,52", "25", "1,444"]}], "layout": {"separators": ",."}}
    made = the_chart(replace(chart(), content={"figure": shares}))
    assert made.plots[0].series[0].data_labels.number_format == "[$-413]#,##0.000"
    own = made.plots[0].series[0].data_labels._element.xpath("c:dLbl")
    told = {one.xpath("c:idx/@val")[0]: one.xpath("c:numFmt/@formatCode")[0] for one in own}
    assert told == {"0": "[$-413]#,##0.00", "1": "[$-413]#,##0"}
    # The fields of a label in the order of the standard.
    order = ["idx", "numFmt", "spPr", "txPr", "dLblPos", "showLegendKey", "showVal", "showCatName", "showSerName"]
    for one in own:
        names = [part.tag.rpartition("}")[2] for part in one]
        assert [name for name in names if name in order] == [name for name in order if name in names]
        assert set(names) <= {*order, "showPercent", "showBubbleSize"}


def test_a_bar_that_rounds_to_zero_says_so_without_a_sign():
    bars = {"type": "bar", "x": ["a", "b"], "y": [-0.04, -0.05], "text": ["0,0", "−0,1"]}
    made = the_chart(replace(chart(), content={"figure": {"data": [bars], "layout": {"separators": ",."}}}))
    labels = made.plots[0].series[0].data_labels
    # Office would write -0,0: the part of a format behind the semicolon is for what is below zero.
    assert labels.number_format == "[$-413]#,##0.0"
    told = {one.xpath("c:idx/@val")[0]: one.xpath("c:numFmt/@formatCode")[0] for one in labels._element.xpath("c:dLbl")}
    assert told == {"0": "[$-413]#,##0.0;[$-413]#,##0.0"}


def test_stacked_bars_keep_their_order_and_what_is_missing_is_an_empty_cell():
    rows = figures()
    rows = rows[rows.place.isin(SIX[:2]) & rows.year.isin([2004, 2023, 2024])].sort_values("year")
    bars = rows.assign(label=rows.year.astype(str), part=rows.place)
    names = {SIX[0]: "Gent", SIX[1]: "Evergem"}
    made = the_chart(slide(stacked_bars.stacked_bars(bars, words=NL, unit="inwoners", names=names, decimals=0)))
    assert made.chart_type == XL_CHART_TYPE.COLUMN_STACKED and made.plots[0].overlap == 100
    assert list(rows_of(made)) == ["Gent", "Evergem"]
    assert rows_of(made)["Gent"]["2024"] == 269191 and rows_of(made)["Evergem"]["2024"] == 36860
    assert sum(value is None for row in rows_of(made).values() for value in row.values()) == 2 * len(
        set(bars.label)
    ) - len(bars)
    assert made.has_legend


def test_a_total_is_marked_across_the_bars_of_a_native_chart():
    rows = figures()
    rows = rows[rows.place.isin(SIX[:2]) & rows.year.isin([2023, 2024])].sort_values("year")
    bars = rows.assign(label=rows.year.astype(str), part=rows.place)
    totals = {label: float(part.value.sum()) for label, part in bars.groupby("label")}
    across = stacked_bars.Totals(totals, "Samen")
    names = {SIX[0]: "Gent", SIX[1]: "Evergem"}
    figure = stacked_bars.stacked_bars(bars, words=NL, unit="inwoners", names=names, totals=across)
    made = the_chart(slide(figure))
    below, over = made.plots
    assert [one.name for one in below.series] == ["Gent", "Evergem"]
    (marks,) = over.series
    assert marks.name == "Samen" and list(marks.values) == [totals["2023"], totals["2024"]]
    # No line between two totals, and the same axes as the bars.
    assert marks._element.xpath("c:spPr/a:ln/a:noFill") and marks._element.xpath("c:marker/c:symbol/@val") == ["dash"]
    assert over._element.xpath("c:axId/@val") == below._element.xpath("c:axId/@val")


def test_a_line_over_years_is_a_table_of_years_with_gaps_where_nothing_is_known():
    made = the_chart(chart())
    assert made.chart_type == XL_CHART_TYPE.LINE_MARKERS
    found = {name: {year(day): value for day, value in row.items()} for name, row in rows_of(made).items()}
    every = figures()
    assert len(made.plots[0].series) == 6, "a row a place: what people keep in a sheet"
    assert list(found) == ["Gent", "Evergem", "Zelzate", "Terneuzen", "Vlissingen", "Borsele"]
    for name, row in found.items():
        known = every[every.name == name]
        assert {at: value for at, value in row.items() if value is not None} == dict(
            zip(known.year, known.value, strict=True)
        )
    # Evergem has a lone figure in 1990: on its row, with nothing beside it.
    assert found["Evergem"][1990] is not None and found["Evergem"][1991] is None
    assert made._chartSpace.xpath("c:chart/c:dispBlanksAs/@val") == ["gap"]
    assert made.value_axis.tick_labels.number_format == "[$-413]#,##0"
    assert str(made.plots[0].series[0].format.line.color.rgb) == "0061FA"


def test_a_break_and_a_projection_stay_apart_and_a_figure_that_is_not_measured_stays_hollow():
    rows = figures()
    rows = rows[(rows.place == SIX[0]) & (rows.year > 2014)].sort_values("year")
    status = ["projected" if at > 2023 else "provisional" if at == 2023 else "measured" for at in rows.year]
    figure = time_series.history(
        rows.assign(status=status), words=NL, unit="inwoners", annotations=time_series.Annotations([(SIX[0], "2019")])
    )
    made = the_chart(slide(figure))
    pieces = [{year(day) for day, v in row.items() if v is not None} for row in map(dict, _values(made))]
    assert pieces == [set(range(2015, 2019)), set(range(2019, 2024)), {2024, 2025, 2026}]
    lines = made.plots[0].series
    assert [one.name for one in lines] == ["Gent"] * 3
    dashes = [one._element.xpath("c:spPr/a:ln/a:prstDash/@val") for one in lines]
    assert dashes == [[], [], ["sysDot"]]
    hollow = lines[1]._element.xpath("c:dPt[c:marker/c:spPr/a:solidFill/a:srgbClr/@val='FFFFFF']/c:idx/@val")
    years = [year(day) for day in made.plots[0].categories]
    assert [years[int(place)] for place in hollow] == [2023]
    # The three pieces stand in the legend once.
    assert len(made.legend._element.xpath("c:legendEntry/c:delete[@val='1']")) == 2


def _values(made):
    return [list(zip(made.plots[0].categories, one.values, strict=True)) for one in made.plots[0].series]


def test_pies_rings_and_dates_are_charts_too():
    pie = go.Figure(go.Pie(labels=["a", "b", "c"], values=[1, 5, 2]))
    made = the_chart(slide(pie))
    assert made.chart_type == XL_CHART_TYPE.PIE and list(rows_of(made)[""].items()) == [("b", 5), ("c", 2), ("a", 1)]
    assert the_chart(slide(pie.update_traces(hole=0.5))).chart_type == XL_CHART_TYPE.DOUGHNUT
    dated = go.Figure(go.Scatter(x=["2024-01-01", "2024-06-15"], y=[1, 3], mode="lines+markers", name="reeks"))
    made = the_chart(slide(dated))
    assert made.chart_type == XL_CHART_TYPE.XY_SCATTER_LINES
    # Office counts days from 30 December 1899: 1 January 2024 is day 45292.
    assert made.plots[0].series[0]._element.xpath("c:xVal//c:v/text()") == ["45292.0", "45458.0"]
    assert list(made.plots[0].series[0].values) == [1, 3]


OUTSIDE = ['=HYPERLINK("https://evil.example","x")', "+1+1", "-2+3", "@SUM(1)", "https://evil.example", "{=1+1}"]


@pytest.mark.parametrize("trace", [go.Bar, go.Scatter, go.Pie])
def test_names_that_look_like_formulas_or_addresses_are_text_in_the_workbook_behind_a_chart(trace):
    if trace is go.Pie:
        figure = go.Figure(go.Pie(labels=OUTSIDE, values=[6, 5, 4, 3, 2, 1]))
    elif trace is go.Bar:
        figure = go.Figure([go.Bar(x=OUTSIDE, y=[6, 5, 4, 3, 2, 1], name=name) for name in OUTSIDE])
    else:
        dots = {"mode": "lines+markers", "x": ["2024-01-01", "2024-06-15"], "y": [1, 3]}
        figure = go.Figure([go.Scatter(**dots, name=name) for name in OUTSIDE])
    book = load_workbook(io.BytesIO(the_chart(slide(figure)).part.chart_workbook.xlsx_part.blob))
    cells = [cell for row in book.active.iter_rows() for cell in row if cell.value is not None]
    assert {cell.value for cell in cells if cell.data_type == "s"} == set(OUTSIDE)
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]


BAR = go.Bar(x=["a", "b"], y=[1, 2])


@pytest.mark.parametrize(
    ("figure", "why"),
    [
        (go.Figure([BAR, go.Scatter(x=["a"], y=[3])]), "bar+scatter"),
        (go.Figure(BAR).add_hline(1.5), "shapes"),
        (go.Figure(BAR).add_annotation(text="doel", x="a", y=2), "annotations"),
        (go.Figure(BAR).update_yaxes(type="log"), "logarithmic"),
        (go.Figure(go.Scatter(x=[1, 2], y=[1, 2], fill="tozeroy")), "areas"),
        (go.Figure(go.Scatter(x=[2020.3], y=[1], mode="markers", marker={"symbol": "triangle-down"})), "events"),
        (go.Figure(go.Scatter(x=[1], y=[1], marker={"size": [9]})), "sizes"),
        (go.Figure(go.Bar(x=["a", "a"], y=[1, 2])), "twice"),
        (go.Figure(go.Bar(x=["a"], y=[1], base=[3])), "base"),
        (go.Figure(go.Heatmap(z=[[1]])), "heatmap"),
        (go.Figure(), "none"),
    ],
)
def test_what_powerpoint_cannot_say_stays_a_picture_and_the_reason_is_told(figure, why):
    assert why in describe_chart(to_plain_json(figure.to_dict()))
