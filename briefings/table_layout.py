"""Lay out a table: widths and heights of its cells, and its parts where it takes more than one slide."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, zip_longest
from typing import Any, NamedTuple

from briefings import style
from briefings.style import Box
from briefings.text_layout import LEADING
from charts.static_map import FAMILY
from charts.static_map_legend import lines

# The minimum height of a row of a table and the margin of a cell at each side, in pixels of the stage.
MIN_ROW_HEIGHT, PAD = 46, 14
# The margins of a cell above and below its lines together.
CELL_MARGINS = 12


class TablePart(NamedTuple):
    """A part of a table that fits on one slide; numeric: whether each column holds figures."""

    widths: list[int]
    size: float
    rows: list[list[str]]
    heights: list[int]
    numeric: list[bool]


def split_table(content: Mapping[str, Any], box: Box) -> list[TablePart]:
    """A table in parts of one slide each, with the head (the first row) and first column repeated; no text is lost.

    All rows of the first columns come first, then those of the next columns.
    """
    head = [str(cell) for cell in content["head"]]
    rows = [head, *([cell_text(cell) for cell in row] + [""] * (len(head) - len(row)) for row in content["rows"])]
    size = float(style.SIZES["table"] if len(head) <= 6 else style.SMALLEST["table"])
    return [
        part
        for columns in _split_columns(rows, box.width, size)
        for part in _split_rows([[row[place] for place in columns] for row in rows], box, size)
    ]


def _split_columns(rows: Sequence[Sequence[str]], room: int, size: float) -> list[list[int]]:
    """The columns of each part: as many as fit beside the first column without breaking a word."""
    narrowest = _min_widths(rows, room, size)
    groups: list[list[int]] = [[0]]
    for place in range(1, len(narrowest)):
        if len(groups[-1]) > 1 and sum(narrowest[one] for one in groups[-1]) + narrowest[place] > room:
            groups.append([0])
        groups[-1].append(place)
    return groups


def _min_widths(rows: Sequence[Sequence[str]], room: int, size: float) -> list[float]:
    """The minimum width of each column: its longest word, unless that is an address. Heads are bold."""
    widths = []
    for head, *cells in zip(*rows, strict=True):
        longest = max((_text_width(_longest_word(cell), size) for cell in cells), default=0)
        widths.append(min(max(longest, _text_width(_longest_word(head), size) * 1.1), room * 0.16) + 2 * PAD)
    return widths


def is_numeric_column(cells: Sequence[str]) -> bool:
    """Whether at least half of the distinct cells of a column are figures."""
    distinct = {cell for cell in cells if cell.strip() not in ("", "–", "-", "≠")}
    numeric = sum(map(is_number, distinct))
    return numeric > 0 and 2 * numeric >= len(distinct)


def _longest_word(text: str) -> str:
    return max(text.split(), key=len, default="")


def _split_rows(rows: list[list[str]], box: Box, size: float) -> list[TablePart]:
    widths = _column_widths(rows, box.width, size)
    all_heights = [_row_height(row, widths, size, bold=number == 0) for number, row in enumerate(rows)]
    numeric = [is_numeric_column([row[place] for row in rows[1:]]) for place in range(len(widths))]
    parts: list[TablePart] = []
    part_rows, heights = [rows[0]], [all_heights[0]]
    for row, height in _row_pieces(rows[1:], all_heights[1:], widths, size, box.height - all_heights[0]):
        if len(part_rows) > 1 and sum(heights) + height > box.height:
            parts.append(TablePart(widths, size, part_rows, heights, numeric))
            part_rows, heights = [rows[0]], [all_heights[0]]
        part_rows.append(row)
        heights.append(height)
    return [*parts, TablePart(widths, size, part_rows, heights, numeric)]


def _row_pieces(
    rows: Sequence[list[str]], heights: Sequence[int], widths: Sequence[int], size: float, room: int
) -> Iterator[tuple[list[str], int]]:
    """The rows with their heights; one higher than a slide in pieces of as many lines as fit."""
    max_lines = max(int((room - CELL_MARGINS) / (size * LEADING)), 1)
    for row, height in zip(rows, heights, strict=True):
        if height <= room:
            yield row, height
            continue
        cells = [_split_cell(cell, wide, size, max_lines) for cell, wide in zip(row, widths, strict=True)]
        for piece in map(list, zip_longest(*cells, fillvalue="")):
            yield piece, _row_height(piece, widths, size, bold=False)


def _split_cell(cell: str, width: int, size: float, max_lines: int) -> list[str]:
    """A cell in parts of at most `max_lines` lines, split between words."""
    words, parts = cell.split(" "), []
    while words:
        # Lines keep the letters of a text in order, so the letters of the first lines tell which words are whole.
        room = sum(len("".join(line.split())) for line in _cell_lines(" ".join(words), width, size)[:max_lines])
        ends = accumulate(len("".join(word.split())) for word in words)
        count = max(sum(end <= room for end in ends), 1)
        # A long address further on may have let a line end early.
        while count > 1 and len(_cell_lines(" ".join(words[:count]), width, size)) > max_lines:
            count -= 1
        parts.append(" ".join(words[:count]))
        words = words[count:]
    return parts


def _column_widths(rows: Sequence[Sequence[str]], room: int, size: float) -> list[int]:
    """Columns as wide as their texts; if too wide, their minimum widths, and the rest divided by mean length."""
    columns = range(len(rows[0]))
    # A head is bold, about 10% wider.
    full_widths = [
        max(_text_width(row[place], size * (1 if n else 1.1)) for n, row in enumerate(rows)) for place in columns
    ]
    full_widths = [min(one, room * 0.6) + 2 * PAD for one in full_widths]
    if (total := sum(full_widths)) <= room:
        # A small table grows, but by at most 70%: a wider row is hard to follow.
        return [round(one * min(room / total, 1.7)) for one in full_widths]
    min_widths = [min(one, full) for one, full in zip(_min_widths(rows, room, size), full_widths, strict=True)]
    mean_widths = [sum(_text_width(row[place], size) for row in rows) / len(rows) for place in columns]
    shares = [max(one - narrow, 0) + 1 for one, narrow in zip(mean_widths, min_widths, strict=True)]
    spare = room - sum(min_widths)
    return [round(one + spare * part / sum(shares)) for one, part in zip(min_widths, shares, strict=True)]


def _text_width(text: str, size: float) -> float:
    # An estimate: measuring each text would be too slow for 200 slides of tables.
    return len(text) * size * 0.56 + 6


def _row_height(row: Sequence[str], widths: Sequence[int], size: float, *, bold: bool) -> int:
    max_lines = max(
        len(_cell_lines(cell, width, size, bold=bold))
        if "\n" in cell or _text_width(cell, size) > width - 2 * PAD
        else 1
        for cell, width in zip(row, widths, strict=True)
    )
    return max(MIN_ROW_HEIGHT, round(max_lines * size * LEADING + CELL_MARGINS))


def _cell_lines(cell: str, width: int, size: float, *, bold: bool = False) -> list[str]:
    """The lines of a cell, at least as many as PowerPoint or LibreOffice makes of it."""
    room = (width - 2 * PAD) * 0.97
    result: list[str] = []
    for part in cell.split("\n"):
        # An address breaks at its hyphens and slashes; a line with one may end early.
        has_long_word = any(_text_width(word, size) > room for word in part.split())
        breakable = re.sub(r"(?<=[-/])(?=[^-/\s])", " ", part) if has_long_word else part
        result += lines(breakable, room, size, FAMILY, bold) or [""]
    return result


def cell_text(cell: Any) -> str:
    """A cell as text; empty for None."""
    return "" if cell is None else str(cell)


# A figure, or two with a dash between; then its unit; a mark or a band in brackets; its year or difference.
FIGURE = re.compile(
    r"[−+\-±≤≥<>~€ ]*\d[\d.,\s]*(–[\d.,\s]+)?(%|[^\W\d_²³₂/]{0,6}[²³₂]?)?"
    r"( ?\(([^)]{1,4}|[\d.,\s−–]+)\))?(, \d{4}| · [−+]?[\d.,]+)?"
)


def is_number(text: str) -> bool:
    """Whether a cell holds a figure, perhaps with a short unit or mark: such cells are aligned right."""
    return bool(FIGURE.fullmatch(text.strip()))
