"""Split a chart with more rows than a slide can show in type for the back row into parts of one slide each.

It is split between rows, or between groups of rows where the chart draws lines there. Each part keeps all traces and
only its axis range differs, so that colours and legend are those of the whole chart.
"""

import copy
import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

# In pixels of a chart as designed: the height that a slide shows well, the part of it without rows (axis, legend), the
# height above which a chart is split, and the height of a line of a row's name.
SLIDE_HEIGHT, MARGIN, MAX_HEIGHT, LINE_HEIGHT = 450, 90, 580, 20


def split_chart(figure: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The parts of a Plotly figure, from top to bottom; the figure itself where it fits on one slide or has no rows.

    A damaged figure is not split either: the error is reported where it is drawn.
    """
    try:
        return _split(figure)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        return [dict(figure)]


def _split(figure: Mapping[str, Any]) -> list[dict[str, Any]]:
    layout = figure.get("layout") or {}
    height = layout.get("height")
    lower_axes = _lower_axes(layout)
    edges = _edges(figure) if _is_number(height) and len(lower_axes) < 2 else []
    if len(edges) < 3:
        return [dict(figure)]
    upper = (layout.get("yaxis") or {}).get("domain") or [0, 1]
    rows = abs(edges[-1] - edges[0])
    lines = max((name.count("<br>") + 1 for name in _categories(figure["data"])), default=1)
    pixels = max((height * (upper[1] - upper[0]) - MARGIN) / rows, lines * LINE_HEIGHT)
    if rows * pixels + MARGIN <= MAX_HEIGHT and not lower_axes:
        return [dict(figure)]
    parts = [
        _part(figure, lower_axes, first, last, pixels)
        for first, last in _divide(edges, (SLIDE_HEIGHT - MARGIN) / pixels)
    ]
    return parts + [_lower_panel(figure, name) for name in lower_axes]


def _divide(edges: Sequence[float], room: float) -> list[tuple[float, float]]:
    """Stretches between edges: as few as fit in `room`, and as equal as the edges allow."""
    total = abs(edges[-1] - edges[0])
    count = max(round(total / room + 0.4), 1)
    limit = total / count
    while len(stretches := _pack(edges, limit)) > count:
        limit += total / 200
    return stretches


def _pack(edges: Sequence[float], limit: float) -> list[tuple[float, float]]:
    """Stretches no longer than the limit, unless two edges lie further apart than that."""
    stretches, first = [], 0
    for place in range(1, len(edges)):
        if place - first > 1 and abs(edges[place] - edges[first]) > limit + 1e-9:
            stretches.append((edges[first], edges[place - 1]))
            first = place - 1
    return [*stretches, (edges[first], edges[-1])]


def _edges(figure: Mapping[str, Any]) -> list[float]:
    """Positions at which the figure may be split, from top to bottom, its ends included; empty where it has no rows."""
    layout = figure["layout"]
    axis = layout.get("yaxis") or {}
    axis_range = axis.get("range")
    if axis.get("scaleanchor"):
        return []
    if isinstance(axis_range, list) and len(axis_range) == 2 and all(map(_is_number, axis_range)):
        bottom, top = axis_range
        ticks = axis.get("tickvals") if axis.get("ticktext") else None
        candidates = _midpoints(ticks) if isinstance(ticks, list) else _dividers(layout)
    else:
        names = _categories(figure["data"])
        bottom, top = -0.5, len(names) - 0.5
        if axis.get("autorange") == "reversed":
            bottom, top = top, bottom
        candidates = [place + 0.5 for place in range(len(names) - 1)]
    inside = {one for one in candidates if min(bottom, top) < one < max(bottom, top)}
    return [top, *sorted(inside, reverse=top > bottom), bottom]


def _midpoints(ticks: Sequence[Any]) -> list[float]:
    known = sorted({float(one) for one in ticks if _is_number(one)})
    return [(one + other) / 2 for one, other in pairwise(known)]


def _dividers(layout: Mapping[str, Any]) -> list[float]:
    """The lines between groups of rows."""
    shapes = [one for one in layout.get("shapes") or [] if isinstance(one, Mapping)]
    return [float(one["y0"]) for one in shapes if _is_number(one.get("y0")) and one["y0"] == one.get("y1")]


def _categories(traces: Sequence[Mapping[str, Any]]) -> list[str]:
    """The categories of the rows, from bottom to top; empty where some are no text."""
    names = [name for trace in traces for name in trace.get("y") or []]
    return list(dict.fromkeys(names)) if all(isinstance(name, str) for name in names) else []


def _part(
    figure: Mapping[str, Any], lower_axes: Sequence[str], top: float, bottom: float, pixels: float
) -> dict[str, Any]:
    """The rows between two edges."""
    low, high = min(top, bottom), max(top, bottom)
    layout = copy.deepcopy(dict(figure["layout"]))
    layout["xaxis"], layout["yaxis"] = ({**(layout.get(name) or {})} for name in ("xaxis", "yaxis"))
    layout["yaxis"] |= {"range": [bottom, top], "autorange": False}
    layout["height"] = round((high - low) * pixels) + MARGIN
    layout["annotations"] = [one for one in layout.get("annotations") or [] if _is_within(one, "y", low, high)]
    layout["shapes"] = [_clip(one, low, high) for one in layout.get("shapes") or [] if _is_within(one, "y0", low, high)]
    for name in lower_axes:
        layout.pop(f"xaxis{name[1:]}", None)
        layout.pop(f"yaxis{name[1:]}", None)
    if lower_axes:
        layout["yaxis"] |= {"domain": [0, 1]}
        layout["xaxis"] |= {"anchor": "y", "showticklabels": True}
        layout["xaxis"].pop("matches", None)
        layout["showlegend"] = False
    return {"data": [trace for trace in figure["data"] if trace.get("yaxis", "y") not in lower_axes], "layout": layout}


def _is_within(thing: Mapping[str, Any], key: str, low: float, high: float) -> bool:
    """Whether a shape or annotation at a row is between two edges; one that spans rows, or is at none, always is."""
    at: Any = thing.get(key)
    if thing.get("yref", "y") != "y" or not _is_number(at) or (key == "y0" and thing.get("y1") != at):
        return True
    # A line on an edge is between two groups: it belongs to the lower one.
    return bool(low <= at < high if key == "y0" else low <= at <= high)


def _clip(shape: Mapping[str, Any], low: float, high: float) -> dict[str, Any]:
    ends = {key: min(max(shape[key], low), high) for key in ("y0", "y1") if _is_number(shape.get(key))}
    return {**shape, **(ends if shape.get("yref", "y") == "y" else {})}


def _lower_axes(layout: Mapping[str, Any]) -> list[str]:
    """The y axes of the panels below the first one."""
    return [f"y{name[5:]}" for name in layout if re.fullmatch(r"yaxis\d+", name)]


def _lower_panel(figure: Mapping[str, Any], axis: str) -> dict[str, Any]:
    """A panel below the first one as a separate figure."""
    number, layout = axis[1:], figure["layout"]
    panel_layout = {
        name: copy.deepcopy(one) for name, one in layout.items() if not re.fullmatch(r"[xy]axis\d*|height", name)
    }
    for letter in "xy":
        axis_layout = layout.get(f"{letter}axis{number}") or {}
        panel_layout[f"{letter}axis"] = {
            key: one for key, one in axis_layout.items() if key not in ("anchor", "domain", "matches")
        }
    for name in ("annotations", "shapes"):
        panel_layout[name] = [one for one in layout.get(name) or [] if one.get("yref") == axis]
    traces = [trace for trace in figure["data"] if trace.get("yaxis") == axis]
    return {"data": [{**trace, "xaxis": "x", "yaxis": "y"} for trace in traces], "layout": panel_layout}


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
