"""What keeps a Plotly figure from becoming a native chart: see `chart_model` for what such a chart can hold."""

from collections.abc import Mapping, Sequence
from typing import Any

from briefings.pptx import plotly_values

MAX_SERIES, MAX_POINTS = 60, 20_000
# The `meta` of a figure whose points are no lines and whose numbers are no years: names may stand beside them.
POINTS = "points"
# Marks over bars: symbol in Plotly to the one in Office.
MARKS = {"line-ew-open": "dash", "line-ew": "dash"}


def find_obstacle(traces: Sequence[Mapping[str, Any]], layout: Mapping[str, Any]) -> str:
    """Why a native chart cannot show this figure, in a few words; empty where it can."""
    kinds = {trace.get("type", "scatter") for trace in traces}
    alike = kinds <= {"bar"} or kinds <= {"scatter", "scattergl"} or kinds == {"pie"}
    if not traces or not (alike or (kinds == {"bar", "scatter"} and _has_only_marks(traces))):
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
        len(traces) > MAX_SERIES
        or sum(len(trace.get("y") or trace.get("values") or ()) for trace in traces) > MAX_POINTS
    ):
        return "too many figures"
    for trace in traces:
        marker = trace.get("marker") or {}
        if trace.get("fill") not in (None, "none") or trace.get("stackgroup"):
            return "areas"
        if "base" in trace or trace.get("error_y") or trace.get("error_x"):
            return "base or error bars"
        named_points = layout.get("meta") == POINTS and trace.get("mode") == "markers+text"
        if ("text" in (trace.get("mode") or "") and not named_points) or isinstance(marker.get("size"), list):
            return "texts or sizes as marks"
        if not all(plotly_values.colour(one) for one in plotly_values.as_list(marker.get("color"), 1)):
            return "colours of a scale"
        signs = plotly_values.as_list(marker.get("symbol"), 1)
        if not all(str(sign).removesuffix("-open") in ("circle", "diamond") or sign in MARKS for sign in signs):
            return "marks of other shapes, such as dated events"
    return ""


def _has_only_marks(traces: Sequence[Mapping[str, Any]]) -> bool:
    """Whether everything beside the bars is marks at the same labels, such as a published total over its parts."""
    bars = [trace for trace in traces if trace.get("type") == "bar"]
    labels = {one for trace in bars for one in trace.get("x") or []}
    return all(trace.get("orientation", "v") == "v" for trace in bars) and all(
        trace in bars
        or (
            trace.get("mode") == "markers"
            and (trace.get("marker") or {}).get("symbol") in MARKS
            and set(trace.get("x") or []) <= labels
        )
        for trace in traces
    )
