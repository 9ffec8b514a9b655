"""Two figures of each place against each other: a point a place, and a panel a country where these do not compare.

Belgian points are circles and Dutch ones diamonds, so that the country is not told by colour alone; a point is open
where one of its two figures is not simply measured, as on lines.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from charts.layout import SMALL_TEXT, TEXT, layout, legend_below
from charts.palettes import COUNTRY
from charts.words import Words

SIDES = ("BE", "NL")
SYMBOLS = {"BE": "circle", "NL": "diamond"}
# Pixels: of a point, and of the smallest and the largest where they grow with a figure.
POINT, SMALLEST, LARGEST = 11, 7, 46
# Points of places that are not named stay behind those that are.
PALE = 0.45
# In shares of the drawing: the height of a name, the width of a letter, and room around the outermost points.
NAME_HEIGHT, LETTER, ROOM = 0.055, 0.011, 0.08
POSITIONS = ("top center", "bottom center", "middle right", "middle left")


class Axis(NamedTuple):
    """One of the two figures: `title` as written at its axis, with unit and period; `label` and `unit` in hovers."""

    title: str
    label: str
    unit: str
    decimals: int


def scatter(
    points: pd.DataFrame,
    x: Axis,
    y: Axis,
    *,
    words: Words,
    named: Sequence[str] = (),
    panels: Sequence[str] = ("",),
    headed: bool = True,
) -> go.Figure:
    """A point a place.

    points  columns place, name, country, x, y, x_status, y_status, and size: a count that the surface of the point is
            proportional to, NaN in all rows where points are alike
    named   the places whose name stands beside their point; others are named on hover
    panels  "" for one panel with all places; countries for a panel each, with axes of its own
    headed  whether a panel of a country has its name above it
    """
    # One dict and one figure: Plotly checks each change of a figure again.
    data: list[dict[str, Any]] = []
    titles: list[dict[str, Any]] = []
    axes: dict[str, Any] = {}
    largest = float(points["size"].max())
    for number, (panel, domain) in enumerate(zip(panels, _domains(len(panels)), strict=True), 1):
        suffix = str(number) if number > 1 else ""
        rows = points[points.country == panel] if panel else points
        places = _name_positions(rows, named, len(panels))
        for side in SIDES:
            if (rows.country == side).any():
                trace = _trace(rows[rows.country == side], side, x, y, words, places, largest)
                data.append(trace | {"xaxis": f"x{suffix}", "yaxis": f"y{suffix}"})
        axes[f"xaxis{suffix}"] = _axis(rows.x, x) | {"domain": domain, "anchor": f"y{suffix}"}
        axes[f"yaxis{suffix}"] = _axis(rows.y, y) | {"anchor": f"x{suffix}"}
        if panel:
            titles.append(_title(panel, domain, words))
    one = len(panels) == 1
    return go.Figure(
        data,
        layout(
            words,
            height=520 if one else 480,
            top=30 if titles and headed else 8,
            right=16,
            **axes,
            annotations=titles if headed else [],
            # Tells a native chart that these are no years, whatever the figures are.
            meta="points",
            hovermode="closest",
            showlegend=not panels[0] and points.country.nunique() > 1,
            legend=legend_below(-0.16, font={"size": TEXT}),
        ),
    )


def _title(panel: str, domain: Sequence[float], words: Words) -> dict[str, Any]:
    """The name of a country above its panel."""
    return {
        "text": f"<b>{words(f'country.{panel}')}</b>",
        "x": domain[0],
        "y": 1.0,
        "xref": "paper",
        "yref": "paper",
        "xanchor": "left",
        "yanchor": "bottom",
        "font": {"size": TEXT},
        "showarrow": False,
    }


def correlation(points: pd.DataFrame) -> float:
    """Spearman's rank correlation of x and y, equal figures with their mean rank; NaN where one never differs."""
    return float(points.x.rank().corr(points.y.rank()))


def _domains(count: int) -> list[list[float]]:
    gap = 0.12 if count > 1 else 0.0
    width = (1 - gap * (count - 1)) / count
    return [[number * (width + gap), number * (width + gap) + width] for number in range(count)]


def _axis(values: pd.Series, axis: Axis) -> dict[str, Any]:
    """An axis around its own values: neither starts at zero, for a point has no length."""
    low, high = float(values.min()), float(values.max())
    room = ROOM * ((high - low) or abs(high) or 1)
    step = ((high - low) or abs(high) or 1) / 5
    decimals = min(max(0, -math.floor(math.log10(step))), max(axis.decimals, 0))
    return {
        "title": {"text": axis.title},
        "title_standoff": 14,
        "range": [low - room, high + room],
        "tickformat": f",.{decimals}f",
        "nticks": 8,
        "zeroline": False,
        "ticks": "outside",
    }


def _trace(
    rows: pd.DataFrame,
    side: str,
    x: Axis,
    y: Axis,
    words: Words,
    places: Mapping[str, str],
    largest: float,
) -> dict[str, Any]:
    measured = (rows.x_status == "measured") & (rows.y_status == "measured")
    if math.isnan(largest):
        size: Any = POINT
    else:
        size = [round(max(SMALLEST, LARGEST * math.sqrt(value / largest)), 1) for value in rows["size"]]
    return {
        "type": "scatter",
        "name": words(f"country.{side}"),
        "mode": "markers+text",
        "x": rows.x.tolist(),
        "y": rows.y.tolist(),
        "text": [name if place in places else "" for place, name in zip(rows.place, rows["name"], strict=True)],
        "textposition": [places.get(place, POSITIONS[0]) for place in rows.place],
        "textfont": {"size": SMALL_TEXT},
        "cliponaxis": False,
        "marker": {
            "color": COUNTRY[side],
            "symbol": [SYMBOLS[side] + ("" if simply else "-open") for simply in measured],
            "size": size,
            "opacity": [1 if place in places else PALE for place in rows.place],
            "line": {"width": 1.5, "color": COUNTRY[side]},
        },
        "customdata": [
            [name, _figure(a, x_status, x, words), _figure(b, y_status, y, words)]
            for name, a, x_status, b, y_status in zip(
                rows["name"], rows.x, rows.x_status, rows.y, rows.y_status, strict=True
            )
        ],
        "hovertemplate": "<b>%{customdata[0]}</b><br>"
        f"{x.label}: %{{customdata[1]}} {x.unit}<br>{y.label}: %{{customdata[2]}} {y.unit}<extra></extra>",
    }


def _figure(value: float, status: str, axis: Axis, words: Words) -> str:
    """A figure with the mark of its status, as in tables."""
    mark = words(f"table.mark.{status}")
    return words.number(value, axis.decimals) + (f" ({mark})" if mark else "")


def _name_positions(rows: pd.DataFrame, named: Sequence[str], panels: int) -> dict[str, str]:
    """On which side of its point the name of a place stands: where it covers no other name and the fewest points."""
    across, up = (
        (values - values.min()) / ((float(values.max() - values.min()) or 1) * (1 + 2 * ROOM))
        for values in (rows.x, rows.y)
    )
    at = {str(place): (float(a), float(b)) for place, a, b in zip(rows.place, across, up, strict=True)}
    names = dict(zip(rows.place, rows["name"], strict=True))
    positions: dict[str, str] = {}
    taken: list[tuple[float, float, float, float]] = []
    for place in (one for one in named if one in at):
        width = LETTER * panels * len(names[place])
        boxes = [_box(*at[place], width, position) for position in POSITIONS]
        others = [point for other, point in at.items() if other != place]
        cost = [
            10 * sum(_overlap(box, other) for other in taken)
            + sum(box[0] <= a <= box[1] and box[2] <= b <= box[3] for a, b in others)
            + 5 * (box[0] < -ROOM or box[1] > 1)
            for box in boxes
        ]
        best = cost.index(min(cost))
        positions[place] = POSITIONS[best]
        taken.append(boxes[best])
    return positions


def _box(x: float, y: float, width: float, position: str) -> tuple[float, float, float, float]:
    """West, east, south, north of a name beside a point, in shares of the drawing."""
    gap = NAME_HEIGHT / 3
    if position.startswith("middle"):
        west = x + gap if position.endswith("right") else x - gap - width
        return west, west + width, y - NAME_HEIGHT / 2, y + NAME_HEIGHT / 2
    south = y + gap if position.startswith("top") else y - gap - NAME_HEIGHT
    return x - width / 2, x + width / 2, south, south + NAME_HEIGHT


def _overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]
