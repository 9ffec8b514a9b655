"""Which Plotly figures a .pptx can hold as a chart that can be edited, and what such a chart is made of.

Native are: bars (side by side, stacked, upright or lying; one colour or one a bar; hatched where a figure is not
simply measured), lines and markers over numbers, dates or categories, and pies and rings. All else stays a picture, for
a chart that says less than the figure it came from is no chart of it: two panels or two scales, bars with lines over
them, areas and bands, shapes and annotations (target lines, milestones), logarithmic axes, texts as marks, marks that
grow with a figure, bars that start elsewhere than at zero, and every other kind of trace.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from html import unescape
from typing import Any, Literal

from briefings import style, timed
from briefings.timed import Series
from charts.palettes import CATEGORICAL

Shape = Literal["column", "bar", "line", "xy", "pie", "doughnut"]
MOST_SERIES, MOST_POINTS = 60, 20_000
DASHES = {"dot": "sysDot", "dash": "dash", "dashdot": "dashDot", "longdash": "lgDash"}


@dataclass
class Chart:
    """A native chart.

    years   the categories, where they are years; every: how many of them a label stands for
    x, y    titles of the axes; low, high: ends of the value axis
    """

    shape: Shape
    series: list[Series]
    categories: list[str] = field(default_factory=list)
    years: list[int] = field(default_factory=list)
    stacked: str = ""
    x: str = ""
    y: str = ""
    decimals: int | None = None
    label_decimals: int = 0
    dates: bool = False
    every: int = 1
    low: float | None = None
    high: float | None = None
    legend: bool = True


def native(figure: Mapping[str, Any]) -> Chart | str:
    """The chart of a figure, or the reason (for the log and the report) why it stays a picture."""
    traces = [trace for trace in figure["data"] if trace.get("visible", True) is True]
    layout = figure.get("layout") or {}
    if why := _obstacle(traces, layout):
        return why
    kinds = {trace.get("type", "scatter") for trace in traces}
    if kinds == {"pie"}:
        return _pie(traces, layout)
    return _bars(traces, layout) if kinds == {"bar"} else _lines(traces, layout)


def _obstacle(traces: Sequence[Mapping[str, Any]], layout: Mapping[str, Any]) -> str:
    """What a native chart cannot say of this figure, in a word."""
    kinds = {trace.get("type", "scatter") for trace in traces}
    if not traces or not (kinds <= {"bar"} or kinds <= {"scatter", "scattergl"} or kinds == {"pie"}):
        return f"kinds {'+'.join(sorted(kinds)) or 'none'}"
    if kinds == {"pie"} and len(traces) > 1:
        return "more than one pie"
    if len({(trace.get("xaxis", "x"), trace.get("yaxis", "y")) for trace in traces}) > 1:
        return "panels"
    for name in ("shapes", "annotations"):
        if layout.get(name):
            return name
    for name in ("xaxis", "yaxis"):
        axis = layout.get(name) or {}
        if axis.get("type") == "log":
            return "logarithmic axis"
        if axis.get("ticktext"):
            return "ticks in words"
        if axis.get("autorange") == "reversed":
            return "reversed axis"
    if (
        len(traces) > MOST_SERIES
        or sum(len(trace.get("y") or trace.get("values") or ()) for trace in traces) > MOST_POINTS
    ):
        return "too many figures"
    for trace in traces:
        marker = trace.get("marker") or {}
        if trace.get("fill") not in (None, "none") or trace.get("stackgroup"):
            return "areas"
        if "base" in trace or trace.get("error_y") or trace.get("error_x"):
            return "base or error bars"
        if "text" in (trace.get("mode") or "") or isinstance(marker.get("size"), list):
            return "texts or sizes as marks"
        if not all(_colour(one) for one in _each(marker.get("color"), 1)):
            return "colours of a scale"
        if not all(str(sign) in ("circle", "circle-open") for sign in _each(marker.get("symbol"), 1)):
            return "marks of other shapes, such as dated events"
    return ""


def _bars(traces: Sequence[Mapping[str, Any]], layout: Mapping[str, Any]) -> Chart | str:
    lying = {trace.get("orientation", "v") for trace in traces}
    if len(lying) > 1:
        return "bars in two directions"
    along, across = ("y", "x") if lying == {"h"} else ("x", "y")
    categories = _categories([trace.get(along) or [] for trace in traces], layout.get(f"{along}axis") or {})
    series = []
    for place, trace in enumerate(traces):
        found = dict(zip(map(_written, trace.get(along) or []), trace.get(across) or [], strict=False))
        if len(found) < len(trace.get(along) or []):
            return "a category stands twice"
        values = [_number(found.get(category)) for category in categories]
        marker = trace.get("marker") or {}
        at = {_written(one): number for number, one in enumerate(trace.get(along) or [])}
        colours = _each(marker.get("color"), len(at)) or [CATEGORICAL[place % len(CATEGORICAL)]]
        hatches = _each((marker.get("pattern") or {}).get("shape"), len(at)) or [""]
        order = [at.get(category, 0) for category in categories]
        series.append(
            Series(
                plain(trace.get("name")),
                values,
                [str(_colour(_of(colours, number))) for number in order],
                hatched=[bool(_of(hatches, number)) for number in order],
                told=trace.get("showlegend", True) is not False,
                labelled=bool(trace.get("text")) and trace.get("textposition") != "none",
            )
        )
    mode = layout.get("barmode", "group")
    stacked = "" if mode == "group" or len(series) == 1 else "100" if layout.get("barnorm") else "stacked"
    if stacked and any((value or 0) < 0 for one in series for value in one.values) and mode == "stack":
        return "stacked below zero"
    chart = Chart("bar" if lying == {"h"} else "column", series, categories, stacked=stacked)
    texts = [text for trace in traces for text in _each(trace.get("text"), 1)]
    chart.label_decimals = max((_decimals(str(text), layout) for text in texts), default=0)
    _axes(chart, layout, along, across)
    chart.low = 0.0 if chart.low is None and all((v or 0) >= 0 for one in series for v in one.values) else chart.low
    return chart


def _lines(traces: Sequence[Mapping[str, Any]], layout: Mapping[str, Any]) -> Chart | str:
    over = [one for trace in traces for one in trace.get("x") or [] if one is not None]
    typed = (layout.get("xaxis") or {}).get("type")
    numbers = all(isinstance(one, int | float) for one in over) and typed != "category"
    dates = not numbers and typed != "category" and bool(over) and all(_day(one) is not None for one in over)
    if numbers and (times := timed.times(over)):
        chart = Chart("line", timed.rows(traces, times, _line), timed.labels(times), every=timed.every(times))
        chart.years = [int(one) for one in times] if all(float(one).is_integer() for one in times) else []
        return _named(chart, layout)
    chart = Chart("xy" if numbers or dates else "line", [], dates=dates)
    if chart.shape == "line":
        chart.categories = _categories([trace.get("x") or [] for trace in traces], layout.get("xaxis") or {})
        for place, trace in enumerate(traces):
            found = dict(zip(map(_written, trace.get("x") or []), trace.get("y") or [], strict=False))
            chart.series.append(_line(trace, place, [_number(found.get(one)) for one in chart.categories], []))
        return _named(chart, layout)
    for place, trace in enumerate(traces):
        for number, piece in enumerate(_pieces(trace, dates)):
            one = _line(trace, place, [y for _, _, y in piece], [index for index, _, _ in piece])
            one.xs, one.told = [x for _, x, _ in piece], one.told and number == 0
            chart.series.append(one)
    return "too many pieces of lines" if len(chart.series) > MOST_SERIES else _named(chart, layout)


def _named(chart: Chart, layout: Mapping[str, Any]) -> Chart:
    _axes(chart, layout, "x", "y")
    return chart


def _line(trace: Mapping[str, Any], place: int, values: list[float | None], index: Sequence[int]) -> Series:
    line, marker, mode = trace.get("line") or {}, trace.get("marker") or {}, trace.get("mode") or "lines+markers"
    usual = line.get("color") or CATEGORICAL[place % len(CATEGORICAL)]
    signs = _each(marker.get("symbol"), len(values)) or ["circle"]
    own = _each(marker.get("color"), 1) or [usual]
    return Series(
        plain(trace.get("name")),
        values,
        [str(_colour(usual if "lines" in mode else _of(own, 0)))],
        hollow=[str(_of(signs, number)).endswith("-open") for number in index or range(len(values))],
        line=float(line.get("width") or 2) if "lines" in mode else 0.0,
        dash=DASHES.get(str(line.get("dash", "")), ""),
        marker=float(marker.get("size") or 6) if "markers" in mode else 0.0,
        told=trace.get("showlegend", True) is not False,
    )


def _pieces(trace: Mapping[str, Any], dates: bool) -> list[list[tuple[int, float, float | None]]]:
    """The points of a line, cut where a figure is missing: a native line would bridge the gap."""
    pieces: list[list[tuple[int, float, float | None]]] = [[]]
    for number, (x, y) in enumerate(zip(trace.get("x") or [], trace.get("y") or [], strict=False)):
        at = _day(x) if dates else _number(x)
        if at is None or _number(y) is None:
            pieces.append([])
        else:
            pieces[-1].append((number, at, _number(y)))
    return [piece for piece in pieces if piece]


def _pie(traces: Sequence[Mapping[str, Any]], layout: Mapping[str, Any]) -> Chart | str:
    (trace,) = traces
    labels = [_written(one) for one in trace.get("labels") or []]
    values = [_number(one) for one in trace.get("values") or []]
    if not labels or len(labels) != len(values):
        return "a pie without labels"
    own = [_colour(one) for one in _each((trace.get("marker") or {}).get("colors"), len(labels))]
    order = list(range(len(labels)))
    if trace.get("sort", True):
        # As Plotly draws it: the largest part first.
        order.sort(key=lambda place: -(values[place] or 0))
    usual = [str((own and _of(own, at)) or CATEGORICAL[n % len(CATEGORICAL)]) for n, at in enumerate(order)]
    labels, values = [labels[place] for place in order], [values[place] for place in order]
    row = Series(plain(trace.get("name")), values, usual, labelled=True)
    return Chart("doughnut" if trace.get("hole") else "pie", [row], labels)


def _axes(chart: Chart, layout: Mapping[str, Any], along: str, across: str) -> None:
    """Titles, number format and ends of the two axes, as the layout has them."""
    x, y = layout.get(f"{along}axis") or {}, layout.get(f"{across}axis") or {}
    chart.x, chart.y = _title(x), _title(y)
    if found := re.search(r"\.(\d+)[f%]", str(y.get("tickformat") or "")):
        chart.decimals = int(found[1])
    ends = y.get("range") or [None, None]
    chart.low, chart.high = _number(ends[0]), _number(ends[-1])
    if y.get("rangemode") == "tozero" and chart.low is None:
        chart.low = 0.0
    chart.legend = layout.get("showlegend", len(chart.series) > 1) is not False and any(s.told for s in chart.series)


def plain(text: Any) -> str:
    """A text of Plotly without its few tags: a name in a legend is a name."""
    return unescape(re.sub(r"<br ?/?>|</?[a-z]+( [^<>]*)?>", " ", str(text or ""))).strip()


def _title(axis: Mapping[str, Any]) -> str:
    title = axis.get("title")
    return plain(title.get("text") if isinstance(title, Mapping) else title)


def _written(value: Any) -> str:
    return plain(f"{value:g}" if isinstance(value, float) else value)


def _number(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _day(value: Any) -> float | None:
    """An ISO date as the serial number that sheets and charts of Office know it by."""
    try:
        return float((date.fromisoformat(str(value)[:10]) - date(1899, 12, 30)).days)
    except ValueError:
        return None


def _categories(rows: Sequence[Sequence[Any]], axis: Mapping[str, Any]) -> list[str]:
    ordered = axis.get("categoryarray") if axis.get("categoryorder") == "array" else []
    seen = [_written(one) for row in rows for one in row]
    first = [_written(one) for one in ordered or [] if _written(one) in seen]
    return list(dict.fromkeys([*first, *seen]))


def _decimals(text: str, layout: Mapping[str, Any]) -> int:
    """The decimals of a number as written: behind the first of the two separators of the layout."""
    sign = (layout.get("separators") or ".,")[0]
    found = re.search(rf"{re.escape(sign)}(\d+)\D*$", text)
    return len(found[1]) if found else 0


def _each(value: Any, count: int) -> list[Any]:
    """One value for all, or one for each, as a list."""
    return list(value) if isinstance(value, list | tuple) else [] if value is None else [value] * max(count, 1)


def _of(values: Sequence[Any], place: int) -> Any:
    return values[place] if place < len(values) else values[-1] if values else None


def _colour(value: Any) -> str | None:
    """`#rrggbb` of a colour as our charts write them; None for a number on a colour scale or a name."""
    if value is None:
        return style.ACCENT
    text = str(value).strip().lower()
    if re.fullmatch(r"#[0-9a-f]{6}", text):
        return text
    if re.fullmatch(r"#[0-9a-f]{3}", text):
        return "#" + "".join(sign * 2 for sign in text[1:])
    if found := re.fullmatch(r"rgb\((\d+), *(\d+), *(\d+)\)", text):
        return "#" + "".join(f"{min(int(part), 255):02x}" for part in found.groups())
    return None
