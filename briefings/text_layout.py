"""Lay out the texts of a slide: a long title or message gets smaller type, then the figure less room."""

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from briefings import style
from briefings.style import Box
from charts.static_map import FAMILY
from charts.static_map_legend import lines

LEADING = 1.2
# A message of more lines than this continues in the notes.
MAX_MESSAGE_LINES = 4
# The reason why figures may or may not be compared; one of more lines continues in the notes.
MAX_COMPARED_LINES = 2


class HeadLayout(NamedTuple):
    """Sizes, boxes and texts of the head of a slide, shortened where too long, and the box left for the figure."""

    title_size: float
    title: Box
    says_size: float
    says: Box
    says_text: str
    compared: Box
    compared_text: str
    figure: Box


def lay_out_head(title: str, says: str, compared: str = "") -> HeadLayout:
    """Lay out the head of a slide: title, message, and whether its figures may be compared."""
    top, room = style.TITLE.top, style.TITLE.width
    size, rows = _largest_size(title, room, (style.SIZES["title"], 48), bold=True, most=1)
    if rows > 1:
        size, rows = _largest_size(title, room, (48, 42, style.SMALLEST["title"]), bold=True, most=2)
    title_box = Box(style.TITLE.left, top, room, round(rows * size * LEADING) + 8)
    says_size, says_rows = _largest_size(says, room, (style.SIZES["says"], 34, 30, style.SMALLEST["says"]), most=2)
    says_text = says
    if says_rows > MAX_MESSAGE_LINES:
        message_lines = lines(says, room - 8, says_size, FAMILY)[:MAX_MESSAGE_LINES]
        says_text, says_rows = f"{' '.join(message_lines).rsplit(' ', 3)[0]} …", MAX_MESSAGE_LINES
    says_top = title_box.top + title_box.height + 4
    says_box = Box(style.SAYS.left, says_top, room, round(says_rows * says_size * LEADING) + 8 if says else 0)
    compared_text, compared_height = _smallest_text(compared, room)
    compared_box = Box(style.SAYS.left, says_box.top + says_box.height, room, compared_height)
    start = max(compared_box.top + compared_box.height + 16, style.TITLE.top + style.TITLE.height + 16)
    end = style.FIGURE.top + style.FIGURE.height - 8
    figure = Box(style.FIGURE.left, start, style.FIGURE.width, end - start)
    return HeadLayout(size, title_box, says_size, says_box, says_text, compared_box, compared_text, figure)


def _smallest_text(text: str, room: int) -> tuple[str, int]:
    """A text in the smallest type, shortened to MAX_COMPARED_LINES, and its height."""
    size = style.SMALLEST["says"]
    text_lines = lines(text, (room - 8) * 0.99, size, FAMILY)
    if len(text_lines) > MAX_COMPARED_LINES:
        text, text_lines = (
            f"{' '.join(text_lines[:MAX_COMPARED_LINES]).rsplit(' ', 3)[0]} …",
            text_lines[:MAX_COMPARED_LINES],
        )
    return text, round(len(text_lines) * size * LEADING) + 8 if text_lines else 0


def _largest_size(
    text: str, room: float, sizes: Sequence[float], *, most: int, bold: bool = False
) -> tuple[float, int]:
    """The largest size at which a text takes at most `most` lines, else the smallest; and its number of lines."""
    rows = 1
    for size in sizes:
        # 1% less than the box: word processors measure text slightly differently.
        rows = sum(max(len(lines(part, room * 0.99, size, FAMILY, bold)), 1) for part in text.split("\n"))
        if rows <= most:
            return size, rows
    return sizes[-1], rows


def largest_text_size(texts: Sequence[str], box: Box, sizes: Sequence[float]) -> float:
    """The largest size at which paragraphs fit into a box, else the smallest."""
    for size in sizes:
        rows = sum(len(lines(text, box.width - 8, size, FAMILY)) + 0.6 for text in texts)
        if rows * size * LEADING <= box.height:
            return size
    return sizes[-1]


def fit_box(box: Box, width: float, height: float) -> Box:
    """The largest box of these proportions within a box, centred."""
    scale = min(box.width / width, box.height / height)
    new_width, new_height = round(width * scale), round(height * scale)
    return Box(box.left + (box.width - new_width) // 2, box.top + (box.height - new_height) // 2, new_width, new_height)


def right_to_left(text: str) -> bool:
    """Whether the first letter of a text is of a script that runs from right to left."""
    for sign in text:
        if (kind := unicodedata.bidirectional(sign)) in ("L", "R", "AL"):
            return kind != "L"
    return False
