"""The look that charts share: size of text, grey, margins, legends and axes.

Plain parts of a layout and no template of Plotly: the template of a figure is the theme of the page, and slides go
without it.
"""

import textwrap
from typing import Any

from charts.palettes import INK, PAPER
from charts.words import Words

# Statuses of what has yet to happen.
PROJECTED = ("projected", "target", "plan")
# Readable from the back of a room.
TEXT = 15
# For names that stand close together, such as those of all milestones of a year.
SMALL_TEXT = 13
# The letters of a name in a legend for which a phone has room.
LONGEST_NAME = 44
# Grey enough to stay behind the figures, and readable on a light and on a dark page.
GREY = "#7d868c"
# The line of today, and what is late.
TODAY = "#c0392b"
# The text under the pointer, dark on light on every page: the colour of its line would be too pale to read.
HOVER = {"bgcolor": PAPER, "font": {"color": INK}}
# At the foot of the drawing whatever its size: on a phone a legend of many lines makes room for itself.
LEGEND = {"orientation": "h", "y": 0, "yref": "container", "yanchor": "bottom", "x": 0, "font": {"size": TEXT}}


def layout(words: Words, *, height: int, top: int = 8, right: int = 8, **more: Any) -> dict[str, Any]:
    """The layout of a chart with numbers: the reader's signs in them, size of text, margins; `more` is added to it."""
    return {
        "separators": words.separators,
        "font": {"size": TEXT},
        "hoverlabel": HOVER,
        "margin": margin(top=top, right=right),
        "height": height,
        **more,
    }


def margin(*, top: int = 8, right: int = 8, bottom: int = 8) -> dict[str, int]:
    """Pixels around the drawing."""
    return {"l": 8, "r": right, "t": top, "b": bottom}


def legend_below(y: float, **more: Any) -> dict[str, Any]:
    """A legend under the drawing, `y` in heights of it."""
    return {"orientation": "h", "y": y, "yanchor": "top", "x": 0, **more}


def wrap_name(name: str) -> str:
    """A name in a legend, on more lines where it is too long for a phone: Plotly cuts it off there."""
    return "<br>".join(textwrap.wrap(name, LONGEST_NAME))


def year_axis(**more: Any) -> dict[str, Any]:
    """An axis of years."""
    return {"tickformat": "d", "showgrid": False, "ticks": "outside", **more}


def value_axis(unit: str, **more: Any) -> dict[str, Any]:
    """An axis of values, with their unit beside it."""
    return {"title": {"text": unit}, "title_standoff": 6, **more}
