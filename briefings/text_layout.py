"""Where the texts of a slide go: a long title or message shrinks, then the figure gives way, and nothing is clipped."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, zip_longest
from typing import Any, NamedTuple

from briefings import style
from briefings.style import Box
from charts.static_map import FAMILY
from charts.static_map_legend import lines

LEADING = 1.2
# A message longer than this many lines is read in the notes, not from the back row.
MOST_SAID = 4
# The reason why figures may be compared or may not begins on the slide; a longer one goes on in the notes.
MOST_COMPARED = 2
# Rows of a table are never lower than this, in pixels of the stage.
ROW, PAD = 46, 14
# What a cell has above and below its lines.
AIR = 12


class Fitted(NamedTuple):
    """Sizes of the texts of a slide, what is said on it, and what room is left for the figure."""

    title_size: float
    title: Box
    says_size: float
    says: Box
    said: str
    compared: Box
    reason: str
    figure: Box


def fit(title: str, says: str, compared: str = "") -> Fitted:
    """Lay out the head of a slide: title, message, and whether its figures may be compared."""
    top, room = style.TITLE.top, style.TITLE.width
    size, rows = _shrunk(title, room, (style.SIZES["title"], 48), bold=True, most=1)
    if rows > 1:
        size, rows = _shrunk(title, room, (48, 42, style.SMALLEST["title"]), bold=True, most=2)
    title_box = Box(style.TITLE.left, top, room, round(rows * size * LEADING) + 8)
    says_size, says_rows = _shrunk(says, room, (style.SIZES["says"], 34, 30, style.SMALLEST["says"]), most=2)
    said = says
    if says_rows > MOST_SAID:
        kept = lines(says, room - 8, says_size, FAMILY)[:MOST_SAID]
        said, says_rows = f"{' '.join(kept).rsplit(' ', 3)[0]} …", MOST_SAID
    says_top = title_box.top + title_box.height + 4
    says_box = Box(style.SAYS.left, says_top, room, round(says_rows * says_size * LEADING) + 8 if says else 0)
    reason, high = _small(compared, room)
    compared_box = Box(style.SAYS.left, says_box.top + says_box.height, room, high)
    start = max(compared_box.top + compared_box.height + 16, style.TITLE.top + style.TITLE.height + 16)
    end = style.FIGURE.top + style.FIGURE.height - 8
    figure = Box(style.FIGURE.left, start, style.FIGURE.width, end - start)
    return Fitted(size, title_box, says_size, says_box, said, compared_box, reason, figure)


def _small(text: str, room: int) -> tuple[str, int]:
    """A text in the smallest letters, in so many lines at the most, and how high it is."""
    size = style.SMALLEST["says"]
    kept = lines(text, (room - 8) * 0.99, size, FAMILY)
    if len(kept) > MOST_COMPARED:
        text, kept = f"{' '.join(kept[:MOST_COMPARED]).rsplit(' ', 3)[0]} …", kept[:MOST_COMPARED]
    return text, round(len(kept) * size * LEADING) + 8 if kept else 0


def _shrunk(text: str, room: float, sizes: Sequence[float], *, most: int, bold: bool = False) -> tuple[float, int]:
    """The largest size at which a text takes no more than so many lines, else the smallest; and its lines."""
    rows = 1
    for size in sizes:
        # A hundredth less than the box: word processors measure a little otherwise.
        rows = sum(max(len(lines(part, room * 0.99, size, FAMILY, bold)), 1) for part in text.split("\n"))
        if rows <= most:
            return size, rows
    return sizes[-1], rows


def shrunk_text(texts: Sequence[str], box: Box, sizes: Sequence[float]) -> float:
    """The largest size at which paragraphs fit into a box, else the smallest."""
    for size in sizes:
        rows = sum(len(lines(text, box.width - 8, size, FAMILY)) + 0.6 for text in texts)
        if rows * size * LEADING <= box.height:
            return size
    return sizes[-1]


def fit_box(box: Box, width: float, height: float) -> Box:
    """The largest box of these proportions within a box, in its middle."""
    scale = min(box.width / width, box.height / height)
    wide, high = round(width * scale), round(height * scale)
    return Box(box.left + (box.width - wide) // 2, box.top + (box.height - high) // 2, wide, high)


class Sheet(NamedTuple):
    """A part of a table that fits on one slide: its columns (how wide, whether of figures), rows, how high each is."""

    widths: list[int]
    size: float
    rows: list[list[str]]
    heights: list[int]
    figures: list[bool]


def sheets(content: Mapping[str, Any], box: Box) -> list[Sheet]:
    """A table in parts of one slide each, its head (the first row) and first column repeated; cells are never cut.

    What is too long goes on below, what is too wide goes on to the right: all rows of the first columns come first.
    """
    head = [str(cell) for cell in content["head"]]
    rows = [head, *([cell_text(cell) for cell in row] + [""] * (len(head) - len(row)) for row in content["rows"])]
    size = float(style.SIZES["table"] if len(head) <= 6 else style.SMALLEST["table"])
    return [
        part
        for columns in _columns(rows, box.width, size)
        for part in _below([[row[place] for place in columns] for row in rows], box, size)
    ]


def _columns(rows: Sequence[Sequence[str]], room: int, size: float) -> list[list[int]]:
    """The columns of each part, so many that the longest words of all fit beside the first column."""
    narrowest = _narrowest(rows, room, size)
    groups: list[list[int]] = [[0]]
    for place in range(1, len(narrowest)):
        if len(groups[-1]) > 1 and sum(narrowest[one] for one in groups[-1]) + narrowest[place] > room:
            groups.append([0])
        groups[-1].append(place)
    return groups


def _narrowest(rows: Sequence[Sequence[str]], room: int, size: float) -> list[float]:
    """How narrow each column may be: its longest word in one piece, if that is no address. Heads are bold."""
    wide = []
    for head, *cells in zip(*rows, strict=True):
        longest = max((_long(_longest(cell), size) for cell in cells), default=0)
        wide.append(min(max(longest, _long(_longest(head), size) * 1.1), room * 0.16) + 2 * PAD)
    return wide


def is_numeric_column(cells: Sequence[str]) -> bool:
    """Whether a column is one of figures; signs and words for none, which stand in it again and again, count once."""
    told = {cell for cell in cells if cell.strip() not in ("", "–", "-", "≠")}
    found = sum(map(is_number, told))
    return found > 0 and 2 * found >= len(told)


def _longest(text: str) -> str:
    return max(text.split(), key=len, default="")


def _below(rows: list[list[str]], box: Box, size: float) -> list[Sheet]:
    widths = _widths(rows, box.width, size)
    tall = [_height(row, widths, size, bold=number == 0) for number, row in enumerate(rows)]
    right = [is_numeric_column([row[place] for row in rows[1:]]) for place in range(len(widths))]
    parts: list[Sheet] = []
    kept, heights = [rows[0]], [tall[0]]
    for row, height in _pieces(rows[1:], tall[1:], widths, size, box.height - tall[0]):
        if len(kept) > 1 and sum(heights) + height > box.height:
            parts.append(Sheet(widths, size, kept, heights, right))
            kept, heights = [rows[0]], [tall[0]]
        kept.append(row)
        heights.append(height)
    return [*parts, Sheet(widths, size, kept, heights, right)]


def _pieces(
    rows: Sequence[list[str]], tall: Sequence[int], widths: Sequence[int], size: float, room: int
) -> Iterator[tuple[list[str], int]]:
    """The rows with their heights; one that is higher than a slide in pieces, each with as many lines as fit."""
    most = max(int((room - AIR) / (size * LEADING)), 1)
    for row, height in zip(rows, tall, strict=True):
        if height <= room:
            yield row, height
            continue
        cells = [_split(cell, wide, size, most) for cell, wide in zip(row, widths, strict=True)]
        for piece in map(list, zip_longest(*cells, fillvalue="")):
            yield piece, _height(piece, widths, size, bold=False)


def _split(cell: str, wide: int, size: float, most: int) -> list[str]:
    """A cell in parts of so many lines at the most, cut between words."""
    words, parts = cell.split(" "), []
    while words:
        # Lines keep the signs of a text and their order, so the signs of the first lines tell which words are whole.
        room = sum(len("".join(line.split())) for line in _lines(" ".join(words), wide, size)[:most])
        ends = accumulate(len("".join(word.split())) for word in words)
        count = max(sum(end <= room for end in ends), 1)
        # A long address further on may have let a line end early.
        while count > 1 and len(_lines(" ".join(words[:count]), wide, size)) > most:
            count -= 1
        parts.append(" ".join(words[:count]))
        words = words[count:]
    return parts


def _widths(rows: Sequence[Sequence[str]], room: int, size: float) -> list[int]:
    """Columns as wide as what is in them; where that is too much, as their longest words, and then as they need."""
    every = range(len(rows[0]))
    # A head is bold, and so a tenth wider.
    wanted = [max(_long(row[place], size * (1 if n else 1.1)) for n, row in enumerate(rows)) for place in every]
    wanted = [min(one, room * 0.6) + 2 * PAD for one in wanted]
    if (total := sum(wanted)) <= room:
        # A small table grows, but not so wide that a row is hard to follow.
        return [round(one * min(room / total, 1.7)) for one in wanted]
    least = [min(one, full) for one, full in zip(_narrowest(rows, room, size), wanted, strict=True)]
    # What is left goes to where most of the text is.
    usual = [sum(_long(row[place], size) for row in rows) / len(rows) for place in every]
    more = [max(one - narrow, 0) + 1 for one, narrow in zip(usual, least, strict=True)]
    spare = room - sum(least)
    return [round(one + spare * part / sum(more)) for one, part in zip(least, more, strict=True)]


def _long(text: str, size: float) -> float:
    # An estimate will do, and 200 slides of tables are measured at once.
    return len(text) * size * 0.56 + 6


def _height(row: Sequence[str], widths: Sequence[int], size: float, *, bold: bool) -> int:
    most = max(
        len(_lines(cell, wide, size, bold=bold)) if "\n" in cell or _long(cell, size) > wide - 2 * PAD else 1
        for cell, wide in zip(row, widths, strict=True)
    )
    return max(ROW, round(most * size * LEADING + AIR))


def _lines(cell: str, wide: int, size: float, *, bold: bool = False) -> list[str]:
    """The lines of a cell, at least as many as a program for slides makes of it."""
    room = (wide - 2 * PAD) * 0.97
    found: list[str] = []
    for part in cell.split("\n"):
        # An address goes on at its hyphens and slashes; where one stands, a line may end early.
        held = any(_long(word, size) > room for word in part.split())
        loose = re.sub(r"(?<=[-/])(?=[^-/\s])", " ", part) if held else part
        found += lines(loose, room, size, FAMILY, bold) or [""]
    return found


def cell_text(cell: Any) -> str:
    """A cell as text; an empty one for nothing."""
    return "" if cell is None else str(cell)


# A figure, or two with a dash between; its unit; a mark, or its band, between brackets; its year, or its difference.
FIGURE = re.compile(
    r"[−+\-±≤≥<>~€ ]*\d[\d.,\s]*(–[\d.,\s]+)?(%|[^\W\d_²³₂/]{0,6}[²³₂]?)?"
    r"( ?\(([^)]{1,4}|[\d.,\s−–]+)\))?(, \d{4}| · [−+]?[\d.,]+)?"
)


def is_number(text: str) -> bool:
    """Whether a cell holds a figure (with a short unit or mark, perhaps), which stands to the right."""
    return bool(FIGURE.fullmatch(text.strip()))


def right_to_left(text: str) -> bool:
    """Whether the first letter of a text is of a script that runs from right to left."""
    for sign in text:
        if (kind := unicodedata.bidirectional(sign)) in ("L", "R", "AL"):
            return kind != "L"
    return False
