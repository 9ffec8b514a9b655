"""Tables as files: CSV as the spreadsheet of a country opens it, XLSX with typed cells, and GeoJSON."""

import io
import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import geopandas as gpd
import pandas as pd
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.utils import get_column_letter

from briefings.cells_xlsx import text, whole_year
from i18n.translator import Words

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Columns that hold a year, or a period that may be one.
YEARS = ("period", "year", "base_year")
# Characters of the widest column; a longer text is read in its cell.
WIDEST = 48
# The start of a text that a spreadsheet would run as a formula when it opens a CSV file.
FORMULA = re.compile(r"[=+\-@\t\r]")
# A text that openpyxl takes for a formula or an error, and control characters that it refuses.
UNSAFE = re.compile(rf"^[=#]|{ILLEGAL_CHARACTERS_RE.pattern}")


class FileFormat(NamedTuple):
    """One way to download a table: the key of its label, the ending of its file, its media type, what makes it."""

    label: str
    ending: str
    media: str
    make: Callable[[], bytes]


def csv(table: pd.DataFrame, t: Words) -> bytes:
    """CSV as a spreadsheet in that language reads it: `;` and decimal comma in Dutch, `,` and decimal point in English.

    Text that would run as a formula gets an apostrophe before it; numbers, negative ones too, stay.
    """
    separator, decimal = t("language.csv_delimiter"), t.decimal
    columns = [
        table[name]
        if pd.api.types.is_numeric_dtype(table[name])
        else table[name].map(lambda cell: _text(cell, decimal))
        for name in table.columns
    ]
    guarded = pd.concat(columns, axis=1)
    guarded.columns = pd.Index([_text(name, decimal) for name in table.columns])
    body: str = guarded.to_csv(index=False, sep=separator, decimal=decimal)
    # The byte order mark tells Excel that the file is UTF-8.
    return ("\ufeff" + body).encode("utf-8")


def geojson(rows: pd.DataFrame, shapes: gpd.GeoSeries) -> bytes:
    """The rows with the shape of their place, EPSG:4326; the index of `shapes` is the key of the place."""
    frame = gpd.GeoDataFrame(rows.copy(), geometry=shapes.reindex(rows.place).values, crs=4326)
    return str(frame.to_json(na="null", drop_id=True)).encode("utf-8")


def xlsx(sheets: Mapping[str, pd.DataFrame]) -> bytes:
    """A workbook with one sheet per table. Years are numbers; text is text, whatever it begins with."""
    book, file = Workbook(write_only=True), io.BytesIO()
    for title, table in sheets.items():
        sheet = book.create_sheet(title)
        sheet.freeze_panes = "A2"
        # Before the first row: this kind of sheet is written as it goes.
        for place, name in enumerate(table.columns, 1):
            sheet.column_dimensions[get_column_letter(place)].width = _width(str(name), table[name])
        sheet.append([text(sheet, str(name)) for name in table.columns])
        columns = [_cells(sheet, table[name], year=name in YEARS) for name in table.columns]
        for row in zip(*columns, strict=True):
            sheet.append(row)
    book.save(file)
    return file.getvalue()


def _width(name: str, column: pd.Series) -> int:
    """The width of a column in characters: its longest cell, within limits."""
    longest = column.astype(str).str.len().max() if len(column) else 0
    return int(min(max(len(name), longest) + 2, WIDEST))


def _cells(sheet: Any, column: pd.Series, *, year: bool) -> list[Any]:
    """The cells of a column; only a text that openpyxl would change needs a cell of its own."""
    values = [None if _is_missing(value) else whole_year(value) if year else value for value in column.astype(object)]
    return [text(sheet, value) if isinstance(value, str) and UNSAFE.search(value) else value for value in values]


def _is_missing(value: Any) -> bool:
    return value is None or value is pd.NA or value != value or value == ""


def _text(value: Any, decimal: str) -> str:
    """One cell of a CSV column that is not all numbers."""
    if _is_missing(value):
        return ""
    if isinstance(value, float):
        return str(value).replace(".", decimal)
    cell = str(value)
    return f"'{cell}" if FORMULA.match(cell) and not isinstance(value, int) else cell
