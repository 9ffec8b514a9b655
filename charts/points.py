"""Points on a map: what lies in a place rather than covers it (a port, a lock, an installation).

They are drawn as circles above the areas, listed beside the map and clickable like places. In the description:

    points        [key, lon, lat, kind, size (radius in pixels), name, text], largest first
    kinds         kind to its label and its colour on a light and on a dark page
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from charts.words import Words

SMALLEST, LARGEST = 4.0, 26.0


class Point(NamedTuple):
    """One circle; `weight` is proportional to its surface; None where all are alike."""

    key: str
    lon: float
    lat: float
    kind: str
    name: str
    text: str
    weight: float | None = None


class Kind(NamedTuple):
    """What a colour of a circle means."""

    label: str
    light: str
    dark: str


def describe_points(
    description: Mapping[str, Any],
    points: Sequence[Point],
    kinds: Mapping[str, Kind],
    words: Words,
    *,
    title: str,
    alone: bool = False,
) -> dict[str, Any]:
    """The map of `describe` with points on it, under their own title in the list.

    alone   the map has no figures of areas: their empty legend is left out, and the text of the map names the points

    Raises ValueError for a key that occurs twice or is that of a place, and for a kind that has no entry in `kinds`.
    """
    keys = [point.key for point in points]
    if len(set(keys)) < len(keys) or set(keys) & {place[0] for place in description["places"]}:
        raise ValueError("each point needs a key of its own, and none that a place has")
    if unknown := {point.kind for point in points} - set(kinds):
        raise ValueError(f"no such kind: {', '.join(sorted(unknown))}")
    heaviest = max((point.weight or 0.0 for point in points), default=0.0)
    text = f"{title}: " + "; ".join(f"{point.name} {point.text}" for point in points) + "."
    used = {point.kind for point in points}
    return {
        **description,
        "points": [
            [key, round(lon, 4), round(lat, 4), kind, _size(weight, heaviest), name, label]
            for key, lon, lat, kind, name, label, weight in sorted(points, key=lambda point: -(point.weight or 0))
        ],
        "kinds": {key: kind._asdict() for key, kind in kinds.items() if key in used},
        "legends": [] if alone else description["legends"],
        "marks": [mark for mark in description["marks"] if not alone or mark[0] == "approximate"],
        "alt": text if alone else f"{description['alt']} {text}",
        "words": {**description["words"], "points": title},
    }


def _size(weight: float | None, heaviest: float) -> float:
    """The radius of a circle whose surface grows with the weight; small ones stay large enough to point at."""
    if weight is None or heaviest <= 0:
        return 7.0
    return round(max(SMALLEST, LARGEST * math.sqrt(max(weight, 0.0) / heaviest)), 1)
