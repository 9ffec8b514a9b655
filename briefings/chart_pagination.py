"""A chart with more rows than a slide can show in letters for the back row, cut into parts of one slide each.

Cut between rows; a chart that draws lines between groups of rows is cut at those. What a part does not show is still
in its traces: only the range of its rows is another, so colours and legend stay those of the whole.
"""

import copy
import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

# Pixels in which a chart is designed: what a slide shows of one well, how much of it is no row (axis, legend), from
# what height on it is cut, and what a line of the name of a row takes.
SHOWN, AROUND, TALL, LINE = 450, 90, 580, 20


def split_chart(figure: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The parts of a Plotly figure, from top to bottom; the figure itself where one slide will do or rows are unknown.

    One that is damaged stays whole too: where it is drawn, that is told.
    """
    try:
        return _cut(figure)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        return [dict(figure)]


def _cut(figure: Mapping[str, Any]) -> list[dict[str, Any]]:
    layout = figure.get("layout") or {}
    height = layout.get("height")
    beneath = _beneath(layout)
    edges = _edges(figure) if _number(height) and len(beneath) < 2 else []
    if len(edges) < 3:
        return [dict(figure)]
    upper = (layout.get("yaxis") or {}).get("domain") or [0, 1]
    rows = abs(edges[-1] - edges[0])
    lines = max((name.count("<br>") + 1 for name in _names(figure["data"])), default=1)
    pixels = max((height * (upper[1] - upper[0]) - AROUND) / rows, lines * LINE)
    if rows * pixels + AROUND <= TALL and not beneath:
        return [dict(figure)]
    found = [_part(figure, beneath, first, last, pixels) for first, last in _dealt(edges, (SHOWN - AROUND) / pixels)]
    return found + [_panel(figure, name) for name in beneath]


def _dealt(edges: Sequence[float], room: float) -> list[tuple[float, float]]:
    """Stretches between edges, as many as are needed and as equal as the edges allow."""
    whole = abs(edges[-1] - edges[0])
    count = max(round(whole / room + 0.4), 1)
    limit = whole / count
    while len(made := _packed(edges, limit)) > count:
        limit += whole / 200
    return made


def _packed(edges: Sequence[float], limit: float) -> list[tuple[float, float]]:
    """Stretches no longer than the limit, unless two edges lie further apart than that."""
    stretches, first = [], 0
    for place in range(1, len(edges)):
        if place - first > 1 and abs(edges[place] - edges[first]) > limit + 1e-9:
            stretches.append((edges[first], edges[place - 1]))
            first = place - 1
    return [*stretches, (edges[first], edges[-1])]


def _edges(figure: Mapping[str, Any]) -> list[float]:
    """Where the figure may be cut, from top to bottom, its ends included; nothing where it has no rows."""
    layout = figure["layout"]
    axis = layout.get("yaxis") or {}
    span = axis.get("range")
    if axis.get("scaleanchor"):
        return []
    if isinstance(span, list) and len(span) == 2 and all(map(_number, span)):
        bottom, top = span
        ticks = axis.get("tickvals") if axis.get("ticktext") else None
        between = _middles(ticks) if isinstance(ticks, list) else _ruled(layout)
    else:
        names = _names(figure["data"])
        bottom, top = -0.5, len(names) - 0.5
        if axis.get("autorange") == "reversed":
            bottom, top = top, bottom
        between = [place + 0.5 for place in range(len(names) - 1)]
    inside = {one for one in between if min(bottom, top) < one < max(bottom, top)}
    return [top, *sorted(inside, reverse=top > bottom), bottom]


def _middles(ticks: Sequence[Any]) -> list[float]:
    known = sorted({float(one) for one in ticks if _number(one)})
    return [(one + other) / 2 for one, other in pairwise(known)]


def _ruled(layout: Mapping[str, Any]) -> list[float]:
    """The lines that part groups of rows."""
    shapes = [one for one in layout.get("shapes") or [] if isinstance(one, Mapping)]
    return [float(one["y0"]) for one in shapes if _number(one.get("y0")) and one["y0"] == one.get("y1")]


def _names(traces: Sequence[Mapping[str, Any]]) -> list[str]:
    """The categories of the rows, from bottom to top, where all of them are words."""
    found = [name for trace in traces for name in trace.get("y") or []]
    return list(dict.fromkeys(found)) if all(isinstance(name, str) for name in found) else []


def _part(
    figure: Mapping[str, Any], beneath: Sequence[str], top: float, bottom: float, pixels: float
) -> dict[str, Any]:
    """The rows between two edges."""
    low, high = min(top, bottom), max(top, bottom)
    layout = copy.deepcopy(dict(figure["layout"]))
    layout["xaxis"], layout["yaxis"] = ({**(layout.get(name) or {})} for name in ("xaxis", "yaxis"))
    layout["yaxis"] |= {"range": [bottom, top], "autorange": False}
    layout["height"] = round((high - low) * pixels) + AROUND
    layout["annotations"] = [one for one in layout.get("annotations") or [] if _within(one, "y", low, high)]
    layout["shapes"] = [_clipped(one, low, high) for one in layout.get("shapes") or [] if _within(one, "y0", low, high)]
    for name in beneath:
        layout.pop(f"xaxis{name[1:]}", None)
        layout.pop(f"yaxis{name[1:]}", None)
    if beneath:
        layout["yaxis"] |= {"domain": [0, 1]}
        layout["xaxis"] |= {"anchor": "y", "showticklabels": True}
        layout["xaxis"].pop("matches", None)
        layout["showlegend"] = False
    return {"data": [trace for trace in figure["data"] if trace.get("yaxis", "y") not in beneath], "layout": layout}


def _within(thing: Mapping[str, Any], key: str, low: float, high: float) -> bool:
    """Whether something that stands at a row is between two edges; what spans rows, or stands at none, always is."""
    at: Any = thing.get(key)
    if thing.get("yref", "y") != "y" or not _number(at) or (key == "y0" and thing.get("y1") != at):
        return True
    # A line on an edge parts two groups: it belongs to the one under it.
    return bool(low <= at < high if key == "y0" else low <= at <= high)


def _clipped(shape: Mapping[str, Any], low: float, high: float) -> dict[str, Any]:
    ends = {key: min(max(shape[key], low), high) for key in ("y0", "y1") if _number(shape.get(key))}
    return {**shape, **(ends if shape.get("yref", "y") == "y" else {})}


def _beneath(layout: Mapping[str, Any]) -> list[str]:
    """The axes of panels that stand under the first one."""
    return [f"y{name[5:]}" for name in layout if re.fullmatch(r"yaxis\d+", name)]


def _panel(figure: Mapping[str, Any], axis: str) -> dict[str, Any]:
    """A panel that stood under the others, as a figure of its own."""
    number, layout = axis[1:], figure["layout"]
    own = {name: copy.deepcopy(one) for name, one in layout.items() if not re.fullmatch(r"[xy]axis\d*|height", name)}
    for letter in "xy":
        kept = layout.get(f"{letter}axis{number}") or {}
        own[f"{letter}axis"] = {key: one for key, one in kept.items() if key not in ("anchor", "domain", "matches")}
    for name in ("annotations", "shapes"):
        own[name] = [one for one in layout.get(name) or [] if one.get("yref") == axis]
    traces = [trace for trace in figure["data"] if trace.get("yaxis") == axis]
    return {"data": [{**trace, "xaxis": "x", "yaxis": "y"} for trace in traces], "layout": own}


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
