"""Which Plotly figures a .pptx can hold as an editable chart, and the model of such a chart.

Native are: bars (side by side, stacked, upright or lying; one colour, or one per bar; hatched where a figure is not
simply measured; with a total marked over them), lines and markers over numbers, dates or categories, and pies and
rings. All other figures stay pictures, since a native chart would leave something out: two panels
or two scales, bars with lines over them, areas and bands, shapes and annotations (target lines, milestones),
logarithmic axes, texts as marks, marks that grow with a figure, bars that start elsewhere than at zero, and every
other kind of trace.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from briefings.pptx import chart_rows, plotly_values
from briefings.pptx.chart_obstacles import MARKS, MAX_SERIES, POINTS, find_obstacle
from briefings.pptx.chart_rows import Series
from charts.palettes import CATEGORICAL

Shape = Literal["column", "bar", "line", "xy", "pie", "doughnut"]
DASHES = {"dot": "sysDot", "dash": "dash", "dashdot": "dashDot", "longdash": "lgDash"}


@dataclass
class Chart:
    """A native chart.

    years   the categories, where they are years; every: how many of them share one label
    x, y    titles of the axes; low, high: ends of the value axis
    around  whether both axes end at round figures around the points, and neither at zero
    """

    shape: Shape
    series: list[Series]
    categories: list[str] = field(default_factory=list)
    years: list[int] = field(default_factory=list)
    stacked: str = ""
    x: str = ""
    y: str = ""
    decimals: int | None = None
    x_decimals: int = 0
    dates: bool = False
    every: int = 1
    low: float | None = None
    high: float | None = None
    legend: bool = True
    around: bool = False


def describe_chart(figure: Mapping[str, Any]) -> Chart | str:
    """The chart of a figure, or the reason (for the log and the report) why it stays a picture."""
    traces = [trace for trace in figure["data"] if trace.get("visible", True) is True]
    layout = figure.get("layout") or {}
    if why := find_obstacle(traces, layout):
        return why
    kinds = {trace.get("type", "scatter") for trace in traces}
    if kinds == {"pie"}:
        return _pie(traces, layout)
    return _bars(traces, layout) if "bar" in kinds else _lines(traces, layout)


def _mark_series(trace: Mapping[str, Any], categories: Sequence[str]) -> Series:
    """A series of marks over the bars."""
    marker = trace.get("marker") or {}
    by_label = dict(zip(map(plotly_values.label_text, trace.get("x") or []), trace.get("y") or [], strict=False))
    values, colour = (
        [plotly_values.number(by_label.get(one)) for one in categories],
        plotly_values.colour(marker.get("color")),
    )
    return Series(
        plotly_values.plain(trace.get("name")),
        values,
        [str(colour)],
        mark=MARKS[marker["symbol"]],
        in_legend=_in_legend(trace),
    )


def _in_legend(trace: Mapping[str, Any]) -> bool:
    return trace.get("showlegend", True) is not False


def _bars(all_traces: Sequence[Mapping[str, Any]], layout: Mapping[str, Any]) -> Chart | str:
    traces = [trace for trace in all_traces if trace.get("type") == "bar"]
    orientations = {trace.get("orientation", "v") for trace in traces}
    if len(orientations) > 1:
        return "bars in two directions"
    along, across = ("y", "x") if orientations == {"h"} else ("x", "y")
    categories = plotly_values.categories(
        [trace.get(along) or [] for trace in traces], layout.get(f"{along}axis") or {}
    )
    series = []
    for place, trace in enumerate(traces):
        by_label = dict(
            zip(map(plotly_values.label_text, trace.get(along) or []), trace.get(across) or [], strict=False)
        )
        if len(by_label) < len(trace.get(along) or []):
            return "a category stands twice"
        values = [plotly_values.number(by_label.get(category)) for category in categories]
        marker = trace.get("marker") or {}
        at = {plotly_values.label_text(one): number for number, one in enumerate(trace.get(along) or [])}
        colours = plotly_values.as_list(marker.get("color"), len(at)) or [CATEGORICAL[place % len(CATEGORICAL)]]
        hatches = plotly_values.as_list((marker.get("pattern") or {}).get("shape"), len(at)) or [""]
        order = [at.get(category, 0) for category in categories]
        texts = plotly_values.as_list(trace.get("text"), len(at))
        series.append(
            Series(
                plotly_values.plain(trace.get("name")),
                values,
                [str(plotly_values.colour(plotly_values.value_at(colours, number))) for number in order],
                hatched=[bool(plotly_values.value_at(hatches, number)) for number in order],
                in_legend=_in_legend(trace),
                labelled=bool(trace.get("text")) and trace.get("textposition") != "none",
                decimals=[
                    plotly_values.decimals(plotly_values.label_text(plotly_values.value_at(texts, number)), layout)
                    for number in order
                ],
            )
        )
    mode = layout.get("barmode", "group")
    stacked = "" if mode == "group" or len(series) == 1 else "100" if layout.get("barnorm") else "stacked"
    if stacked and any((value or 0) < 0 for one in series for value in one.values) and mode == "stack":
        return "stacked below zero"
    series += [_mark_series(trace, categories) for trace in all_traces if trace not in traces]
    chart = Chart("bar" if orientations == {"h"} else "column", series, categories, stacked=stacked)
    _axes(chart, layout, along, across)
    chart.low = 0.0 if chart.low is None and all((v or 0) >= 0 for one in series for v in one.values) else chart.low
    return chart


def _lines(traces: Sequence[Mapping[str, Any]], layout: Mapping[str, Any]) -> Chart | str:
    xs = [x for trace in traces for x in trace.get("x") or [] if x is not None]
    axis_type = (layout.get("xaxis") or {}).get("type")
    numbers = all(isinstance(x, int | float) for x in xs) and axis_type != "category"
    dates = not numbers and axis_type != "category" and bool(xs) and all(plotly_values.day(x) is not None for x in xs)
    if numbers and layout.get("meta") != POINTS and (times := chart_rows.time_axis(xs)):
        chart = Chart(
            "line", chart_rows.rows(traces, times, _line), chart_rows.labels(times), every=chart_rows.label_step(times)
        )
        chart.years = [int(year) for year in times] if all(float(year).is_integer() for year in times) else []
        return _with_axes(chart, layout)
    chart = Chart("xy" if numbers or dates else "line", [], dates=dates)
    if chart.shape == "line":
        chart.categories = plotly_values.categories(
            [trace.get("x") or [] for trace in traces], layout.get("xaxis") or {}
        )
        for place, trace in enumerate(traces):
            by_label = dict(
                zip(map(plotly_values.label_text, trace.get("x") or []), trace.get("y") or [], strict=False)
            )
            chart.series.append(
                _line(trace, place, [plotly_values.number(by_label.get(category)) for category in chart.categories], [])
            )
        return _with_axes(chart, layout)
    for place, trace in enumerate(traces):
        for number, piece in enumerate(_line_pieces(trace, dates)):
            series = _line(trace, place, [y for _, _, y in piece], [index for index, _, _ in piece])
            series.xs, series.in_legend = [x for _, x, _ in piece], series.in_legend and number == 0
            chart.series.append(series)
    if len(chart.series) > MAX_SERIES:
        return "too many pieces of lines"
    chart = _with_axes(chart, layout)
    chart.around = layout.get("meta") == POINTS
    return chart


def _with_axes(chart: Chart, layout: Mapping[str, Any]) -> Chart:
    _axes(chart, layout, "x", "y")
    return chart


def _line(trace: Mapping[str, Any], place: int, values: list[float | None], index: Sequence[int]) -> Series:
    line, marker, mode = trace.get("line") or {}, trace.get("marker") or {}, trace.get("mode") or "lines+markers"
    colour = line.get("color") or CATEGORICAL[place % len(CATEGORICAL)]
    signs = plotly_values.as_list(marker.get("symbol"), len(values)) or ["circle"]
    marker_colours = plotly_values.as_list(marker.get("color"), 1) or [colour]
    return Series(
        plotly_values.plain(trace.get("name")),
        values,
        [str(plotly_values.colour(colour if "lines" in mode else plotly_values.value_at(marker_colours, 0)))],
        hollow=[str(plotly_values.value_at(signs, number)).endswith("-open") for number in index or range(len(values))],
        line=float(line.get("width") or 2) if "lines" in mode else 0.0,
        dash=DASHES.get(str(line.get("dash", "")), ""),
        marker=float(marker.get("size") or 6) if "markers" in mode else 0.0,
        in_legend=_in_legend(trace),
        symbol=str(plotly_values.value_at(signs, 0)).removesuffix("-open"),
        names=chart_rows.names(trace, index) if "text" in mode else {},
    )


def _line_pieces(trace: Mapping[str, Any], dates: bool) -> list[list[tuple[int, float, float | None]]]:
    """The points of a line, split where a figure is missing: a native line would bridge the gap."""
    pieces: list[list[tuple[int, float, float | None]]] = [[]]
    for number, (x, y) in enumerate(zip(trace.get("x") or [], trace.get("y") or [], strict=False)):
        at = plotly_values.day(x) if dates else plotly_values.number(x)
        if at is None or plotly_values.number(y) is None:
            pieces.append([])
        else:
            pieces[-1].append((number, at, plotly_values.number(y)))
    return [piece for piece in pieces if piece]


def _pie(traces: Sequence[Mapping[str, Any]], layout: Mapping[str, Any]) -> Chart | str:
    (trace,) = traces
    labels = [plotly_values.label_text(one) for one in trace.get("labels") or []]
    values = [plotly_values.number(one) for one in trace.get("values") or []]
    if not labels or len(labels) != len(values):
        return "a pie without labels"
    colours = [
        plotly_values.colour(one)
        for one in plotly_values.as_list((trace.get("marker") or {}).get("colors"), len(labels))
    ]
    order = list(range(len(labels)))
    if trace.get("sort", True):
        # As Plotly draws it: the largest part first.
        order.sort(key=lambda place: -(values[place] or 0))
    slice_colours = [
        str((colours and plotly_values.value_at(colours, at)) or CATEGORICAL[n % len(CATEGORICAL)])
        for n, at in enumerate(order)
    ]
    labels, values = [labels[place] for place in order], [values[place] for place in order]
    row = Series(plotly_values.plain(trace.get("name")), values, slice_colours, labelled=True)
    return Chart("doughnut" if trace.get("hole") else "pie", [row], labels)


def _axes(chart: Chart, layout: Mapping[str, Any], along: str, across: str) -> None:
    """Set titles, number format and range of both axes from the layout."""
    x, y = layout.get(f"{along}axis") or {}, layout.get(f"{across}axis") or {}
    chart.x, chart.y = _title(x), _title(y)
    if match := re.search(r"\.(\d+)[f%]", str(y.get("tickformat") or "")):
        chart.decimals = int(match[1])
    if match := re.search(r"\.(\d+)f", str(x.get("tickformat") or "")):
        chart.x_decimals = int(match[1])
    ends = y.get("range") or [None, None]
    chart.low, chart.high = plotly_values.number(ends[0]), plotly_values.number(ends[-1])
    if y.get("rangemode") == "tozero" and chart.low is None:
        chart.low = 0.0
    chart.legend = layout.get("showlegend", len(chart.series) > 1) is not False and any(
        s.in_legend for s in chart.series
    )


def _title(axis: Mapping[str, Any]) -> str:
    title = axis.get("title")
    return plotly_values.plain(title.get("text") if isinstance(title, Mapping) else title)
