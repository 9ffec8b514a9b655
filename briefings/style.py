"""The house style of slides as data: screen, .pptx, .pdf and pictures all read it from here.

A slide is a stage of 1920 × 1080 pixels: title, one message, figure, source line, number. Sizes are pixels on that
stage; a .pptx of 13.333 × 7.5 inch has half as many points. Nothing is smaller than 28 px (14 pt).
"""

from typing import NamedTuple

from charts import palettes

WIDTH, HEIGHT = 1920, 1080
# Liberation Sans is metrically Arial: the same line breaks on Debian, in LibreOffice and in PowerPoint.
FONT = "Arial"
FONTS = "Arial, 'Liberation Sans', Helvetica, sans-serif"


class Box(NamedTuple):
    """A place on the stage, in its pixels."""

    left: int
    top: int
    width: int
    height: int


TITLE = Box(72, 44, 1776, 76)
SAYS = Box(72, 124, 1776, 100)
FIGURE = Box(72, 236, 1776, 728)
SOURCE = Box(72, 976, 1230, 76)
NUMBER = Box(1310, 976, 538, 76)

SIZES = {"cover": 88, "title": 56, "says": 38, "figure": 30, "table": 30, "source": 28, "number": 28}
# The smallest size of a long title, message or table.
SMALLEST = {"title": 36, "says": 28, "table": 28}

PAPER, INK, MUTED = palettes.PAPER, palettes.INK, "#3b4951"
ACCENT, LINE, BAND = "#0b4366", "#c3cdd3", "#eef3f6"
WARNING = "#9c1458"


def points(pixels: float) -> float:
    """Points in a .pptx for pixels on the stage."""
    return pixels / 2
