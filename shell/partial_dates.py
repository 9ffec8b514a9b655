"""Dates of which the day or the month may be unknown: 2021, 2021-09 or 2021-09-28."""

import re

import pandas as pd

from i18n.translator import Words


def parse_partial_date(text: str) -> float | None:
    """A date as a year with decimals, counted from the start of what is known; none where it is no date."""
    match = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", text)
    if not match:
        return None
    year, month, day = (int(part) if part else 1 for part in match.groups())
    return round(year + (month - 1) / 12 + (day - 1) / 365, 3)


def format_partial_date(text: str, t: Words) -> str:
    """A date as precise as it is known: 2021, September 2021, 28 September 2021. Another text stays as it is."""
    parts = text.split("-")
    if len(parts) == 1:
        return text
    day = t.date(pd.Timestamp(f"{text}-01" if len(parts) == 2 else text).date())
    return day.split(" ", 1)[1] if len(parts) == 2 else day
