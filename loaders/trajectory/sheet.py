"""A spreadsheet to import, .csv or .xlsx: its rows as text, and the cells that cannot be read as text."""

import csv
import io
import re
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd
from openpyxl.utils.cell import get_column_letter
from openpyxl.worksheet.cell_range import CellRange

from loaders.card import DatasetError, Fault
from loaders.trajectory import workbook
from loaders.trajectory.workbook import MAX_COLUMNS, MAX_ROWS, Grid, Place

MAX_BYTES = 5_000_000
# Most characters in a cell, as in Excel, and in the whole file: a workbook stores a repeated text only once.
MAX_CELL_CHARACTERS, MAX_CHARACTERS = 32_767, 20_000_000


@dataclass(frozen=True)
class Sheet:
    """What a file holds.

    rows     text; the index is the row of the sheet less two, so that row 2, under the header, is 0
    faults   cells that cannot be read as they are shown
    unread   their rows and columns, and those within merged cells: no further faults are reported there
    remarks  what the reader of the file should know, though it is no fault
    """

    rows: pd.DataFrame
    faults: list[Fault] = field(default_factory=list)
    unread: frozenset[tuple[int, str]] = frozenset()
    remarks: tuple[str, ...] = ()


def read(path: Path, date_columns: frozenset[str] = frozenset()) -> Sheet:
    """The rows of a .csv or .xlsx file. Empty rows are left out; line breaks in a cell become LF.

    date_columns  where a cell may be a date; in another column a spreadsheet made a date of something else
    Raises DatasetError for a file that cannot be read at all, or is too large.
    """
    if not path.is_file():
        raise DatasetError(f"{path.name}: no such file")
    if path.stat().st_size > MAX_BYTES:
        raise DatasetError(f"{path.name}: larger than {MAX_BYTES // 1_000_000} MB; is this a register?")
    ending = path.suffix.lower()
    if ending not in (".csv", ".xlsx"):
        raise DatasetError(f"{path.name}: must end in .csv or .xlsx")
    try:
        grid = workbook.read(path) if ending == ".xlsx" else _csv(path)
    except DatasetError as error:
        raise DatasetError(f"{path.name}: {error}") from error
    except Exception as error:  # any error of a reader means the same to whoever imports the file
        cause = f"{type(error).__name__}: {error}"[:200]
        raise DatasetError(f"{path.name}: not readable; save it as CSV UTF-8 or as XLSX ({cause})") from error
    return _sheet(grid, path.name, date_columns)


def _csv(path: Path) -> Grid:
    """The cells of a CSV file with comma, semicolon, or what its first line `sep=` names."""
    text = path.read_text("utf-8-sig")
    head, _, rest = text.partition("\n")
    if hint := re.fullmatch(r'"?sep=(.)"?[;,\t]*', head.strip("\r\n "), re.IGNORECASE):
        # A line for Excel only, which it does not count as a row.
        separator, text = hint[1], rest
    else:
        separator = ";" if head.count(";") >= head.count(",") else ","
    grid = Grid()
    for row, line in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True), start=1):
        if row > MAX_ROWS or len(line) > MAX_COLUMNS:
            raise DatasetError(f"row {row}: only {MAX_ROWS} rows and {MAX_COLUMNS} columns are read")
        grid.texts |= {(row, column): cell for column, cell in enumerate(line, start=1) if cell}
    return grid


def _sheet(grid: Grid, name: str, date_columns: frozenset[str]) -> Sheet:
    texts = {at: text for at, raw in grid.texts.items() if (text := _clean(raw))}
    if sum(map(len, texts.values())) > MAX_CHARACTERS:
        raise DatasetError(f"{name}: holds more than {MAX_CHARACTERS} characters; is this a register?")
    lines = sorted({row for row, _ in (*texts, *grid.faults)})
    if len(lines) < 2:
        raise DatasetError(f"{name}: has no rows under a header")
    header, *body = lines
    last = max(column for row, column in (*texts, *grid.faults) if row == header)
    columns = [texts.get((header, column), "") for column in range(1, last + 1)]
    reasons = dict(grid.faults)
    for at, text in texts.items():
        column = columns[at[1] - 1] if at[1] <= last else ""
        if at[1] > last:
            reasons[at] = "is filled, but has no header above it: put quotes around text with a separator, or empty it"
        elif len(text) > MAX_CELL_CHARACTERS:
            reasons[at] = f"holds {len(text)} characters, more than {MAX_CELL_CHARACTERS}"
        elif at in grid.dates and column not in date_columns:
            reasons[at] = (
                f"became a date ({text}), which this column does not hold: format it as text and write it again"
            )
    spoiled = _merged(grid, texts, reasons, lines, last)

    def named(at: Place) -> tuple[int, str]:
        return at[0], (columns[at[1] - 1] if at[1] <= last else "") or get_column_letter(at[1])

    faults = [Fault(name, *named(at), why) for at, why in sorted(reasons.items())]
    table = [[texts.get((row, column), "") for column in range(1, last + 1)] for row in body]
    rows = pd.DataFrame(table, columns=columns, index=[row - 2 for row in body], dtype=str)
    remarks = (f"read the sheet {grid.sheet!r}, not {', '.join(map(repr, grid.others))}",) if grid.others else ()
    return Sheet(rows, faults, frozenset(map(named, {*reasons, *spoiled})), remarks)


def _merged(grid: Grid, texts: dict[Place, str], reasons: dict[Place, str], lines: list[int], last: int) -> set[Place]:
    """Add a reason for each merged range that hides cells of the table; returns the cells of these ranges."""
    spoiled: set[Place] = set()
    for named in grid.merged:
        part = CellRange(named)
        first = (part.min_row, part.min_col)
        if part.size["rows"] * part.size["columns"] == 1 or first not in texts or part.min_col > last:
            continue
        reasons[first] = f"the cells {named} are merged: unmerge them and fill in each"
        across = range(part.min_col, min(part.max_col, last) + 1)
        spoiled |= {(row, column) for row in lines if part.min_row <= row <= part.max_row for column in across}
    return spoiled


def _clean(text: str) -> str:
    """Without spaces around, and with one kind of line break: a CSV file with a lone CR cannot be read back."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()
