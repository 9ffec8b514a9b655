"""The value of a cell of a workbook as text: a closed list of types, and dates as precise as the cell shows them."""

import math
import re
from datetime import datetime

from openpyxl.utils.datetime import from_excel
from openpyxl.utils.escape import unescape

PASTE = "copy it and paste as values"
WRITE_DATE = "write it as text, like 2021, 2021-12 or 2021-12-01"
# The default format, as programs in other languages write it too.
GENERAL = re.compile(r"general|standaa?rd")


class Unreadable(ValueError):
    """A cell that is not text, a number or a date; the message says what it is and what to do."""


def as_text(kind: str, value: str, code: str, epoch: datetime) -> tuple[str, bool]:
    """The text of a cell, and whether it is a date.

    kind, value  its type as the file writes it ("n", "str" ...) and what it holds
    code         its number format
    Raises Unreadable for a type that is not on the list.
    """
    if kind in ("str", "inlineStr"):
        return plain(value), False
    if kind == "d":
        return _date(datetime.fromisoformat(value), code), True
    if kind == "n":
        return (
            (_date(_moment(float(value), epoch), code), True) if is_date(code) else (_number(float(value), code), False)
        )
    if kind == "e":
        raise Unreadable(f"holds the error value {value}: mend the formula it came from, then {PASTE}")
    if kind == "b":
        raise Unreadable("holds TRUE or FALSE: write it as text")
    raise Unreadable(f"holds a value of the type {kind!r}: write it as text")


def plain(text: str) -> str:
    """Text with the escapes of the format decoded: _x000D_ is a carriage return; halves of a character are joined."""
    try:
        return str(unescape(text)).encode("utf-16-le", "surrogatepass").decode("utf-16-le")
    except UnicodeDecodeError:
        raise Unreadable("holds half a character: write it again") from None


def is_date(code: str) -> bool:
    """Whether a number format shows a date or a time."""
    plain_code = re.sub(r'"[^"]*"|\\.|[_*].|\[(?![hms])[^\]]*\]', "", code.partition(";")[0]).lower()
    return bool(re.search(r"[ymdhsj]", GENERAL.sub("", plain_code)))


def precision(code: str) -> str:
    """How precisely a number format shows a date: year, month, day, or empty where it lacks the year or has a time.

    Formats are written in English in the file; some programs leave the letters of their language ("jjjj").
    """
    shown = re.sub(r'"[^"]*"|\\.|[_*].|\[[^\]]*\]', " ", code.partition(";")[0]).lower()
    runs = re.findall(r"y+|j+|m+|d+", shown)
    if not any(run[0] in "yj" for run in runs) or re.search(r"[hsu]|am/pm", shown):
        return ""
    # Three letters or more are the name of the day of the week.
    if "d" in runs or "dd" in runs:
        return "day"
    return "month" if any(run[0] == "m" for run in runs) else "year"


def _moment(value: float, epoch: datetime) -> datetime | None:
    try:
        moment = from_excel(value, epoch)
    except (ValueError, OverflowError):
        return None
    return moment if isinstance(moment, datetime) else None


def _date(moment: datetime | None, code: str) -> str:
    shown = precision(code)
    if moment is None or not shown:
        raise Unreadable(f"is a date or a time that is shown as {code!r}: {WRITE_DATE}")
    return f"{moment:%Y-%m-%d}"[: {"year": 4, "month": 7, "day": 10}[shown]]


def _number(value: float, code: str) -> str:
    if not math.isfinite(value):
        raise Unreadable(f"holds {value}, which is no number")
    if re.search(r"%|\?/", re.sub(r'"[^"]*"|\\.', "", code)):
        raise Unreadable(f"is shown as a percentage or a fraction, but holds {value:.15g}: write it as text")
    # A spreadsheet shows 15 digits; the 16th and 17th come from how computers keep fractions.
    return str(int(value)) if value.is_integer() else f"{value:.15g}"
