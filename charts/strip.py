"""Where one place lies among others: a line with a dot for each place, as SVG that prints as sharp as text."""

import math
from base64 import b64encode
from collections.abc import Collection, Iterable, Mapping
from html import escape
from statistics import median

WIDTH, HEIGHT, EDGE = 220, 22, 6
# In an image a page's theme has no say; all are readable on a light and on a dark page.
LINE, DOT, PEER, OWN = "#8a979e", "#8a979e", "#2b8fb0", "#cf6320"
# From how many times the median on the largest value has the line ratios instead of differences: else one large city
# presses all other dots together.
SPREAD = 8


def has_ratios(values: Collection[float]) -> bool:
    """Whether the line of these values is logarithmic."""
    return min(values) > 0 and max(values) > SPREAD * median(values)


def strip(values: Mapping[str, float], place: str, *, peers: Collection[str], alt: str) -> str:
    """An HTML image: a small dot for each value, larger ones for the peers, the largest for the place.

    values  by place, with that of the place itself
    alt     what it shows, in words
    """
    ratios = has_ratios(values.values())
    scaled = {key: math.log(value) if ratios else value for key, value in values.items()}
    low, high = min(scaled.values()), max(scaled.values())

    def position(key: str) -> float:
        return EDGE + (scaled[key] - low) / (high - low or 1) * (WIDTH - 2 * EDGE)

    middle = HEIGHT / 2
    near = [key for key in peers if key in values and key != place]
    far = [key for key in values if key not in near and key != place]
    dots = [f'<g fill="{DOT}" fill-opacity=".55">{_circles(map(position, far), 2.4)}</g>']
    dots += [f'<g fill="{PEER}">{_circles(map(position, near), 3)}</g>'] if near else []
    dots += [f'<g fill="{OWN}" stroke="#fff">{_circles([position(place)], 5)}</g>']
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<path d="M{EDGE} {middle}H{WIDTH - EDGE}" stroke="{LINE}"/>{"".join(dots)}</svg>'
    )
    address = f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"
    return f'<img class="strip" alt="{escape(alt)}" src="{address}" width="{WIDTH}" height="{HEIGHT}">'


def _circles(positions: Iterable[float], radius: float) -> str:
    return "".join(f'<circle cx="{x:.1f}" cy="{HEIGHT / 2}" r="{radius}"/>' for x in positions)
