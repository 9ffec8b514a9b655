"""Values as a workbook keeps them: numbers are numbers, and a text stays a text."""

import math
import re
from typing import Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

# The most characters of a cell.
LONGEST = 32_767
YEAR = re.compile(r"[12]\d{3}")


def text(sheet: Any, value: str) -> WriteOnlyCell:
    """A cell of a write-only sheet that is text: openpyxl would take "=1+1" for a formula, "#N/A" for an error."""
    # Control characters would make it refuse the whole workbook.
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST])
    cell.data_type = "s"
    return cell


def whole_year(value: Any) -> Any:
    """A year as a whole number, however it was written ("2023", 2023.0); any other value as it is."""
    if isinstance(value, str) and YEAR.fullmatch(value):
        return int(value)
    if isinstance(value, float) and math.isfinite(value) and value.is_integer() and YEAR.fullmatch(f"{value:.0f}"):
        return int(value)
    return value
