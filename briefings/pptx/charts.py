"""Add an editable chart to a slide from its model: numbers, colours, axes and legend."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from matplotlib.ticker import MaxNLocator
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
)
from pptx.enum.dml import MSO_LINE, MSO_PATTERN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from briefings import style
from briefings.pptx import data_labels
from briefings.pptx.chart_data import TextCategoryChartData, TextXyChartData
from briefings.pptx.chart_model import Chart
from briefings.pptx.chart_rows import Series
from briefings.pptx.shapes import rgb
from i18n.translator import Words

TYPES = {
    ("column", ""): XL_CHART_TYPE.COLUMN_CLUSTERED,
    ("column", "stacked"): XL_CHART_TYPE.COLUMN_STACKED,
    ("column", "100"): XL_CHART_TYPE.COLUMN_STACKED_100,
    ("bar", ""): XL_CHART_TYPE.BAR_CLUSTERED,
    ("bar", "stacked"): XL_CHART_TYPE.BAR_STACKED,
    ("bar", "100"): XL_CHART_TYPE.BAR_STACKED_100,
    ("line", ""): XL_CHART_TYPE.LINE_MARKERS,
    ("xy", ""): XL_CHART_TYPE.XY_SCATTER_LINES,
    ("pie", ""): XL_CHART_TYPE.PIE,
    ("doughnut", ""): XL_CHART_TYPE.DOUGHNUT,
}
DASHES = {
    "sysDot": MSO_LINE.ROUND_DOT,
    "dash": MSO_LINE.DASH,
    "dashDot": MSO_LINE.DASH_DOT,
    "lgDash": MSO_LINE.LONG_DASH,
}
SIGNS = {"circle": XL_MARKER_STYLE.CIRCLE, "diamond": XL_MARKER_STYLE.DIAMOND}
TYPE_SIZE = style.points(style.SIZES["figure"])


def add_chart(page: Any, chart: Chart, place: tuple[Any, Any, Any, Any], language: str) -> Any:
    """Add the chart to a slide. Returns its frame."""
    # Office writes numbers in its own language; where it follows this format, with the separators of the briefing.
    number = Words(language)("language.excel_locale") + "#,##0"
    frame = page.shapes.add_chart(TYPES[chart.shape, chart.stacked], *place, _data(chart, number))
    native = frame.chart
    native.font.size, native.font.name = Pt(TYPE_SIZE), style.FONT
    native.font.color.rgb = rgb(style.INK)
    native.has_title = False
    has_legend = chart.legend or chart.shape in ("pie", "doughnut")
    native.has_legend = has_legend
    if has_legend:
        native.legend.position, native.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
        native.legend.font.size = Pt(TYPE_SIZE)
        _hide_legend_entries(native, chart)
    if any(row.mark for row in chart.series):
        _move_marks_to_line_chart(native, chart)
    for series, row in zip(native.plots[0].series, [row for row in chart.series if not row.mark], strict=True):
        _paint(series, row, chart)
    if chart.shape in ("pie", "doughnut"):
        plot = native.plots[0]
        data_labels.set_labels(plot, "0%", inside=False)
        plot.data_labels.show_percentage, plot.data_labels.show_value = True, False
        if chart.shape == "pie":
            plot.data_labels.position = XL_LABEL_POSITION.OUTSIDE_END
        else:
            plot.data_labels.font.bold, plot.data_labels.font.color.rgb = True, rgb(style.PAPER)
        return frame
    if chart.shape in ("column", "bar"):
        native.plots[0].gap_width = 45
        native.plots[0].overlap = 100 if chart.stacked else 0
        data_labels.label_bars(native, chart, number)
    _axes(native, chart, number)
    return frame


def _data(chart: Chart, number: str) -> Any:
    if chart.shape == "xy":
        points = TextXyChartData(number_format=number)
        for row in chart.series:
            series = points.add_series(row.name)
            for x, y in zip(row.xs, row.values, strict=True):
                series.add_data_point(x, y)
        return points
    data = TextCategoryChartData(number_format=number)
    # Years as dates: only the labels of a date axis can be spaced.
    data.categories = [date(year, 1, 1) for year in chart.years] or chart.categories
    data.categories.number_format = "yyyy"
    for row in chart.series:
        data.add_series(row.name, row.values)
    return data


def _paint(series: Any, row: Series, chart: Chart) -> None:
    """Set the colours of a series, and of single points where they differ; hatched and hollow ones show a status."""
    if chart.shape in ("xy", "line"):
        series.smooth = False
        _stroke(series.format.line, row)
        sign = SIGNS[row.symbol]
        series.marker.style = sign if row.marker else XL_MARKER_STYLE.NONE
        if row.marker:
            series.marker.size = round(min(max(row.marker * 1.1, 5), 14))
            _paint_marker(series.marker.format, row.colours[0], hollow=False)
            for place, hollow in enumerate(row.hollow):
                if hollow:
                    point = series.points[place].marker
                    point.style, point.size = sign, series.marker.size
                    _paint_marker(point.format, row.colours[0], hollow=True)
        data_labels.name_points(series, row.names)
        return
    first = row.colours[0] if row.colours else style.ACCENT
    if chart.shape in ("column", "bar"):
        series.invert_if_negative = False
        _fill(series.format, first, hatched=False)
    for place, value in enumerate(row.values):
        colour = row.colours[place] if place < len(row.colours) else first
        hatched = place < len(row.hatched) and row.hatched[place]
        if value is not None and (colour != first or hatched or chart.shape in ("pie", "doughnut")):
            _fill(series.points[place].format, colour, hatched)


def _stroke(line: Any, row: Series) -> None:
    if not row.line:
        line.fill.background()
        return
    line.color.rgb, line.width = rgb(row.colours[0]), Pt(max(row.line, 2.0))
    if row.dash:
        line.dash_style = DASHES[row.dash]


def _paint_marker(format: Any, colour: str, hollow: bool) -> None:
    format.fill.solid()
    format.fill.fore_color.rgb = rgb(style.PAPER if hollow else colour)
    format.line.color.rgb, format.line.width = rgb(colour), Pt(1.5)


def _fill(format: Any, colour: str, hatched: bool) -> None:
    if hatched:
        format.fill.patterned()
        format.fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        format.fill.fore_color.rgb, format.fill.back_color.rgb = rgb(style.PAPER), rgb(colour)
        format.line.color.rgb = rgb(colour)
    else:
        format.fill.solid()
        format.fill.fore_color.rgb = rgb(colour)


def _move_marks_to_line_chart(native: Any, chart: Chart) -> None:
    """Move the series of marks from the bar chart to a line chart over it that draws no lines."""
    bars = native.plots[0]._element
    ids = [axis.get("val") for axis in bars.findall(qn("c:axId"))]
    line_chart = parse_xml(LINE_CHART.format(*ids, space=nsdecls("c")))
    for element, row in zip(bars.findall(qn("c:ser")), chart.series, strict=True):
        if row.mark:
            for name in ("c:invertIfNegative", "c:spPr"):
                for bar_format in element.findall(qn(name)):
                    element.remove(bar_format)
            colour = row.colours[0].lstrip("#").upper()
            format_parts = parse_xml(MARK_SERIES.format(symbol=row.mark, colour=colour, space=nsdecls("c", "a")))
            for part in reversed(list(format_parts)):
                element.find(qn("c:tx")).addnext(part)
            element.append(element.makeelement(qn("c:smooth"), {"val": "0"}))
            line_chart.find(qn("c:marker")).addprevious(element)
    bars.addnext(line_chart)


# A line chart on the axes of the bars; and the format of a series of marks: no line, a mark in its colour.
LINE_CHART = """<c:lineChart {space}><c:grouping val="standard"/><c:varyColors val="0"/><c:marker val="1"/>
<c:axId val="{0}"/><c:axId val="{1}"/></c:lineChart>"""
MARK_SERIES = """<c:ser {space}><c:spPr><a:ln w="28575"><a:noFill/></a:ln></c:spPr><c:marker><c:symbol val="{symbol}"/>
<c:size val="22"/><c:spPr><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>
<a:ln w="9525"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></a:ln></c:spPr></c:marker></c:ser>"""


def _hide_legend_entries(native: Any, chart: Chart) -> None:
    """Hide the legend entries that the Plotly figure does not show: pieces of one line have one entry."""
    legend = native.legend._element
    for place, row in enumerate(chart.series):
        if not row.in_legend:
            entry = legend.makeelement(qn("c:legendEntry"), {})
            entry.append(entry.makeelement(qn("c:idx"), {"val": str(place)}))
            entry.append(entry.makeelement(qn("c:delete"), {"val": "1"}))
            legend.insert(1 + len(legend.findall(qn("c:legendEntry"))), entry)


def _end_at_round_figures(axis: Any, values: Sequence[float]) -> None:
    """Let an axis begin and end at round figures around its values: Office begins at zero."""
    ticks = MaxNLocator(6, steps=[1, 2, 5, 10]).tick_values(min(values), max(values))
    axis.minimum_scale, axis.maximum_scale = float(ticks[0]), float(ticks[-1])
    axis.major_unit = float(ticks[1] - ticks[0])


def _axes(native: Any, chart: Chart, number: str) -> None:
    along, across = native.category_axis, native.value_axis
    for axis, title in ((along, chart.x), (across, chart.y)):
        axis.tick_labels.font.size = Pt(TYPE_SIZE)
        axis.format.line.color.rgb = rgb(style.MUTED)
        axis.has_title = bool(title)
        if title:
            axis.axis_title.text_frame.text = title
            run = axis.axis_title.text_frame.paragraphs[0].runs[0]
            run.font.size, run.font.bold, run.font.color.rgb = Pt(TYPE_SIZE), False, rgb(style.INK)
    along.has_major_gridlines = False
    across.has_major_gridlines = True
    across.major_gridlines.format.line.color.rgb = rgb(style.LINE)
    across.tick_labels.number_format_is_linked = False
    across.tick_labels.number_format = number + ("." + "0" * chart.decimals if chart.decimals else "")
    across.minimum_scale, across.maximum_scale = chart.low, chart.high
    # Labels stay at the edge of the chart, also under bars below zero.
    along.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    if chart.shape == "xy":
        along.tick_labels.number_format_is_linked = False
        decimals = "." + "0" * chart.x_decimals if chart.x_decimals else ""
        along.tick_labels.number_format = number[:7] + "mmm yyyy" if chart.dates else number + decimals
        xs = [x for row in chart.series for x in row.xs]
        edge = ((max(xs) - min(xs)) or 1) * 0.02
        along.minimum_scale, along.maximum_scale = min(xs) - edge, max(xs) + edge
    if chart.around:
        _end_at_round_figures(along, [x for row in chart.series for x in row.xs])
        _end_at_round_figures(across, [y for row in chart.series for y in row.values if y is not None])
    if chart.years:
        along.tick_labels.number_format, along.tick_labels.number_format_is_linked = "yyyy", False
        ending = along._element.find(qn("c:lblOffset"))
        steps = [("c:baseTimeUnit", "years"), ("c:majorUnit", str(chart.every)), ("c:majorTimeUnit", "years")]
        for name, value in reversed(steps):
            for old in along._element.findall(qn(name)):
                along._element.remove(old)
            ending.addnext(ending.makeelement(qn(name), {"val": value}))
    elif chart.every > 1:
        ending = along._element.find(qn("c:noMultiLvlLbl"))
        for name in ("c:tickLblSkip", "c:tickMarkSkip"):
            ending.addprevious(ending.makeelement(qn(name), {"val": str(chart.every)}))
