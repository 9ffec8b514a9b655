"""Dates of which the day or the month may be unknown: 2021, 2021-09 or 2021-09-28."""

import re


def parse_partial_date(text: str) -> float | None:
    """A date as a year with decimals, counted from the start of what is known; none where it is no date."""
    match = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", text)
    if not match:
        return None
    year, month, day = (int(part) if part else 1 for part in match.groups())
    return round(year + (month - 1) / 12 + (day - 1) / 365, 3)
