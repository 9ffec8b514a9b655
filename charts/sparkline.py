"""Small charts for a profile: one line of a few centimetres, drawn as SVG so that it prints as sharp as text."""

from base64 import b64encode
from collections.abc import Sequence
from html import escape

import pandas as pd

WIDTH, HEIGHT, EDGE = 120, 28, 3
# In an image a page's theme has no say; both colours are readable on a light and on a dark page.
LINE, DOT = "#2b8fb0", "#cf6320"


def sparkline(rows: pd.DataFrame, *, alt: str) -> str:
    """An indicator of one place over time as an HTML image; its SVG is in its address, as pages drop inline SVG.

    rows    columns year, period, value, status of one place; a missing year is a gap, a single figure a dot
    alt     what it shows, in words
    """
    # Plain lists: a page has fifty of these, and a frame takes longer to ask than they take to draw.
    columns = zip(rows.year.tolist(), rows.period.tolist(), rows.value.tolist(), strict=True)
    figures = sorted((row for row in columns if not pd.isna(row[0])), key=lambda row: row[:2])
    if not figures:
        return ""
    periods, values = [period for _, period, _ in figures], [value for *_, value in figures]
    quarterly = any("-Q" in period for period in periods)
    times = [int(period[:4]) + ((int(period[-1]) - 1) / 4 if "-Q" in period else 0) for period in periods]
    step = 0.25 if quarterly else 1
    points = list(zip(_scaled(times, WIDTH), [HEIGHT - down for down in _scaled(values, HEIGHT)], strict=True))
    pieces: list[list[tuple[float, float]]] = []
    for place, point in enumerate(points):
        if place and times[place] - times[place - 1] <= step + 0.01:
            pieces[-1].append(point)
        else:
            pieces.append([point])
    lines = "".join(
        f'<polyline points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in piece)}"/>' for piece in pieces if len(piece) > 1
    )
    alone = dict.fromkeys([*(piece[0] for piece in pieces if len(piece) == 1), points[-1]])
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2"/>' for x, y in alone)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" fill="none" stroke="{LINE}"'
        f' stroke-width="2">{lines}<g fill="{DOT}" stroke="none">{dots}</g></svg>'
    )
    address = f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"
    return f'<img class="spark" alt="{escape(alt)}" src="{address}" width="{WIDTH}" height="{HEIGHT}">'


def _scaled(values: Sequence[float], size: int) -> list[float]:
    """Values spread over the picture, inside its edge; all alike lie in the middle."""
    low, high = min(values), max(values)
    if high == low:
        return [size / 2] * len(values)
    return [EDGE + (value - low) / (high - low) * (size - 2 * EDGE) for value in values]
