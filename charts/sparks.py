"""Small charts for a profile: one line of a few centimetres, drawn as SVG so that it prints as sharp as text."""

from base64 import b64encode
from html import escape

import pandas as pd

WIDTH, HEIGHT, EDGE = 120, 28, 3
# In an image a page's theme has no say; both colours are readable on a light and on a dark page.
LINE, DOT = "#2b8fb0", "#cf6320"


def spark(rows: pd.DataFrame, *, alt: str) -> str:
    """An indicator of one place over time as an HTML image; its SVG is in its address, as pages drop inline SVG.

    rows    columns year, period, value, status of one area; a missing year is a gap, a single figure a dot
    alt     what it shows, in words
    """
    rows = rows.dropna(subset=["year"]).sort_values(["year", "period"])
    if rows.empty:
        return ""
    years = rows.year.astype(float)
    if rows.period.str.contains("-Q").any():
        years += (rows.period.str[-1].astype(float) - 1) / 4
    across = _scaled(years, WIDTH)
    down = HEIGHT - _scaled(rows.value, HEIGHT)
    step = 0.25 if rows.period.str.contains("-Q").any() else 1
    piece = (years.diff() > step + 0.01).cumsum()
    lines = "".join(
        f'<polyline points="{" ".join(f"{across[i]:.1f},{down[i]:.1f}" for i in part.index)}"/>'
        for _, part in rows.groupby(piece)
        if len(part) > 1
    )
    alone = [i for _, part in rows.groupby(piece) if len(part) == 1 for i in part.index]
    dots = "".join(f'<circle cx="{across[i]:.1f}" cy="{down[i]:.1f}" r="2"/>' for i in {*alone, rows.index[-1]})
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" fill="none" stroke="{LINE}"'
        f' stroke-width="2">{lines}<g fill="{DOT}" stroke="none">{dots}</g></svg>'
    )
    address = f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"
    return f'<img class="spark" alt="{escape(alt)}" src="{address}" width="{WIDTH}" height="{HEIGHT}">'


def _scaled(values: pd.Series, size: int) -> pd.Series:
    """Values spread over the picture, inside its edge; all alike lie in the middle."""
    low, high = values.min(), values.max()
    if high == low:
        return values * 0 + size / 2
    return EDGE + (values - low) / (high - low) * (size - 2 * EDGE)
