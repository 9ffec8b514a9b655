"""Movements on a map: an arrow from place to place, its width by the figure.

In the description of the map:

    flows   [kind, ring] of each arrow: its outline as [lon, lat] points, the widest first; also `flow_ends`
    points  a handle in the middle of each arrow, with name and figure: `charts/points.py`

An arrow is an outline rather than a line, so that screen and paper draw the same shape and both have its head.
"""

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from charts.points import Kind, Point, describe_points
from charts.words import Words

# Widths in degrees of latitude; on the map of the district 0.001 is about a pixel. Any figure stays visible.
NARROWEST, WIDEST = 0.004, 0.042
# How far an arrow bends to the right, as a share of its length: two opposite ones then lie beside each other.
BEND, LANE = 0.14, 0.11
STEPS = 14
# How much of the line the head takes at least and at most, in widths of the arrow.
HEAD_LENGTH, HEAD_WIDTH = 1.6, 1.9

Position = tuple[float, float]


class Flow(NamedTuple):
    """One arrow; `both`: the figure counts both directions, so that both ends have a head.

    lane  0, 1, …: of several arrows between the same ends, so that none covers another
    """

    key: str
    start: Position
    end: Position
    kind: str
    name: str
    text: str
    weight: float
    both: bool = False
    lane: int = 0


def describe_flows(
    description: Mapping[str, Any],
    flows: Sequence[Flow],
    kinds: Mapping[str, Kind],
    words: Words,
    *,
    title: str,
    ends: Mapping[str, Position],
) -> dict[str, Any]:
    """The map of `charts.maps.describe` with arrows on it and no figures of areas.

    flows  all in one unit: one scale gives their widths
    ends   names that are written on the map, and where: of ends that the base map does not name

    Raises ValueError as `describe_points` does, and for a flow without length.
    """
    heaviest = max((flow.weight for flow in flows), default=0.0)
    ordered = sorted(flows, key=lambda flow: -flow.weight)
    handles = [Point(flow.key, *_curve(flow)[STEPS // 2], flow.kind, flow.name, flow.text) for flow in flows]
    described = describe_points(description, handles, kinds, words, title=title, alone=True)
    return described | {
        "flows": [[flow.kind, _outline(flow, _width(flow.weight, heaviest))] for flow in ordered],
        "flow_ends": [[round(lon, 4), round(lat, 4), name] for name, (lon, lat) in ends.items()],
    }


def _width(weight: float, heaviest: float) -> float:
    return max(NARROWEST, WIDEST * weight / heaviest) if heaviest > 0 else NARROWEST


def _curve(flow: Flow) -> list[Position]:
    """Points along the arrow: a parabola through a middle that lies to the right of the straight line."""
    start, end, bend = flow.start, flow.end, 2 * (BEND + LANE * flow.lane)
    narrow = math.cos(math.radians((start[1] + end[1]) / 2))
    across, up = (end[0] - start[0]) * narrow, end[1] - start[1]
    if math.hypot(across, up) == 0:
        raise ValueError("a flow needs two ends")
    middle = ((start[0] + end[0]) / 2 + bend * up / narrow, (start[1] + end[1]) / 2 - bend * across)
    shares = [step / STEPS for step in range(STEPS + 1)]
    return [
        (
            (1 - at) ** 2 * start[0] + 2 * at * (1 - at) * middle[0] + at**2 * end[0],
            (1 - at) ** 2 * start[1] + 2 * at * (1 - at) * middle[1] + at**2 * end[1],
        )
        for at in shares
    ]


def _outline(flow: Flow, width: float) -> list[list[float]]:
    """The closed outline of an arrow of a width in degrees of latitude."""
    narrow = math.cos(math.radians((flow.start[1] + flow.end[1]) / 2))
    line = [(lon * narrow, lat) for lon, lat in _curve(flow)]
    length = sum(math.dist(*pair) for pair in pairwise(line))
    # A head longer than a third of a short arrow would leave no shaft.
    head = min(HEAD_LENGTH * width + NARROWEST, length / 3)
    first = _cut(line[::-1], head)[::-1] if flow.both else line
    shaft = _cut(first, head)
    half, wide = width / 2, HEAD_WIDTH * width / 2 + NARROWEST / 2
    right = [_beside(shaft, at, half) for at in range(len(shaft))]
    left = [_beside(shaft, at, -half) for at in range(len(shaft))]
    last = len(shaft) - 1
    ring = [*right, _beside(shaft, last, wide), line[-1], _beside(shaft, last, -wide), *reversed(left)]
    if flow.both:
        ring += [_beside(shaft, 0, -wide), line[0], _beside(shaft, 0, wide)]
    return [[round(x / narrow, 4), round(y, 4)] for x, y in [*ring, ring[0]]]


def _cut(line: Sequence[Position], off: float) -> list[Position]:
    """A line without its last `off`."""
    kept = list(line)
    while len(kept) > 2 and (part := math.dist(kept[-2], kept[-1])) <= off:
        off -= part
        kept.pop()
    (x0, y0), (x1, y1) = kept[-2:]
    share = max(0.0, 1 - off / math.dist(kept[-2], kept[-1]))
    return [*kept[:-1], (x0 + share * (x1 - x0), y0 + share * (y1 - y0))]


def _beside(line: Sequence[Position], at: int, off: float) -> Position:
    """The point beside one of a line, `off` to its right."""
    (x0, y0), (x1, y1) = line[max(at - 1, 0)], line[min(at + 1, len(line) - 1)]
    length = math.hypot(x1 - x0, y1 - y0) or 1.0
    return line[at][0] + off * (y1 - y0) / length, line[at][1] - off * (x1 - x0) / length
