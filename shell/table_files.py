"""Tables as files that a spreadsheet opens: CSV the way of the reader's country, and XLSX with typed cells."""

import io
import re
from collections.abc import Mapping
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from briefings.cells_xlsx import text, whole_year
from i18n.translator import Words

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Columns that hold a year, or a period that may be one.
YEARS = ("period", "year", "base_year")
# How a text begins that a spreadsheet would run as a formula on opening a CSV.
FORMULA = re.compile(r"[=+\-@\t\r]")
# What openpyxl takes for a formula or an error, and control characters that it refuses.
UNSAFE = re.compile(rf"^[=#]|{ILLEGAL_CHARACTERS_RE.pattern}")


def csv(table: pd.DataFrame, t: Words) -> bytes:
    """CSV as a spreadsheet in that language reads it: `;` and decimal comma in Dutch, `,` and decimal point in English.

    Text that would run as a formula gets an apostrophe before it; numbers, negative ones too, stay.
    """
    separator, decimal = t("language.csv_delimiter"), t.decimal
    columns = [
        table[name] if pd.api.types.is_numeric_dtype(table[name]) else table[name].map(lambda one: _text(one, decimal))
        for name in table.columns
    ]
    guarded = pd.concat(columns, axis=1)
    guarded.columns = pd.Index([_text(name, decimal) for name in table.columns])
    body: str = guarded.to_csv(index=False, sep=separator, decimal=decimal)
    # The mark at the start tells Excel that the file is UTF-8.
    return ("\ufeff" + body).encode("utf-8")


def xlsx(sheets: Mapping[str, pd.DataFrame]) -> bytes:
    """A workbook of one sheet a table. Years are numbers; text is text, whatever it begins with."""
    book, file = Workbook(write_only=True), io.BytesIO()
    for title, table in sheets.items():
        sheet = book.create_sheet(title)
        sheet.freeze_panes = "A2"
        sheet.append([text(sheet, str(name)) for name in table.columns])
        columns = [_cells(sheet, table[name], year=name in YEARS) for name in table.columns]
        for row in zip(*columns, strict=True):
            sheet.append(row)
    book.save(file)
    return file.getvalue()


def _cells(sheet: Any, column: pd.Series, *, year: bool) -> list[Any]:
    """The cells of a column; only a text that openpyxl would not leave as it is needs a cell of its own."""
    found = [None if _missing(one) else whole_year(one) if year else one for one in column.astype(object)]
    return [text(sheet, one) if isinstance(one, str) and UNSAFE.search(one) else one for one in found]


def _missing(value: Any) -> bool:
    return value is None or value is pd.NA or value != value or value == ""


def _text(value: Any, decimal: str) -> str:
    """One cell of a CSV column that is not all numbers."""
    if _missing(value):
        return ""
    if isinstance(value, float):
        return str(value).replace(".", decimal)
    written = str(value)
    return f"'{written}" if FORMULA.match(written) and not isinstance(value, int) else written
