"""The rules for rows of the two registers, milestones and projects, which the secretariat keeps in a spreadsheet.

A date is as precise as it is written: 2021, 2021-12 or 2021-12-01. Cells with several keys hold them with spaces
between. Each fault names row, column, what is wrong and what is allowed, all of them at once.
"""

import calendar
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

import pandas as pd

from loaders.card import Card, CardFields, Fault

THEMES = ("governance", "funding", "living-environment", "infrastructure", "mobility", "port", "energy", "labour")
FUNDS = (
    *("interreg", "cef", "jtf", "efro", "eu-other"),
    *("scheldemondfonds", "regio-deal", "groeifonds", "wind-in-de-zeilen"),
)
# Those paid by the European Union; the others are Dutch, Belgian or regional money.
EU_FUNDS = FUNDS[:5]
FIRST, LAST = 1990, 2060
# West, south, east and north of where something of this cooperation can lie.
REGION = (3.1, 50.65, 4.55, 51.9)
KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LISTS = ("workstreams", "partners", "funds", "sdgs")
# Digits are 0 to 9: \d is also the digits of other scripts, which the readers of the file do not take for numbers.
SOURCE_DATE = re.compile(r"(c\. )?\d{4}(-\d{2}(-\d{2})?)?(/\d{4})?", re.ASCII)

# The two registers; their columns, allowed values and which cells must be filled are on their cards.
TABLES = ("milestones", "projects")
# Columns that an export adds and an import leaves out: the status on the day of the export (project_status.py).
DERIVED = ("status_today", "status_day")
# The title of an entry, from which a missing key is derived.
TITLES = {"milestones": ("title_nl", "title_en"), "projects": ("name_nl", "name_en")}
DATES = {"milestones": ("date",), "projects": ("start", "end")}


@dataclass(frozen=True)
class Known:
    """The keys that rows may name."""

    partners: frozenset[str]
    workstreams: frozenset[str]
    sdgs: frozenset[tuple[str, str]]  # theme and goal for which there is a sentence of reason
    projects: frozenset[str]


def columns_of(table: str) -> list[str]:
    """The columns of a register, in their order."""
    return list(Card.of(table).fields.columns)


def key_of(table: str) -> str:
    """The column that holds the key."""
    (key,) = Card.of(table).fields.key
    return key


def span(text: str) -> tuple[date, date] | None:
    """First and last day of a date as precise as it is written; None for what is no date of the calendar."""
    match = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", text, re.ASCII)
    if not match:
        return None
    year, month, day = (int(part) if part else 0 for part in match.groups())
    try:
        if day:
            return date(year, month, day), date(year, month, day)
        if month:
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        return date(year, 1, 1), date(year, 12, 31)
    except ValueError:
        return None


def precision(text: str) -> str:
    """Day, month or year; empty where there is no date."""
    return {4: "year", 7: "month", 10: "day"}.get(len(text), "")


def slug(text: str) -> str:
    """A key derived from a title: small letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", text.replace("Ø", "O").replace("ø", "o")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:60].strip("-")


def faults(rows: pd.DataFrame, table: str, where: str, known: Known, today: date) -> list[Fault]:
    """Everything wrong with the rows of `table` (columns as its card says, all text): one fault per cell.

    rows    the index is the row of the file less two
    today   nothing after it can have happened
    """
    broken = []
    fields = Card.of(table).fields
    for index, row in zip(rows.index, rows.to_dict("records"), strict=True):
        reasons: dict[str, str] = {}
        for column, reason in chain(_values(row, fields), _row(row, table, known, today)):
            # Only the first fault of a cell: others often follow from it.
            reasons.setdefault(column, reason)
        broken += [Fault(where, int(index) + 2, column, reason) for column, reason in reasons.items()]
    return sorted(broken + _find_duplicates(rows, table, where), key=lambda fault: fault.row or 0)


def _values(row: Mapping[Any, str], fields: CardFields) -> Iterator[tuple[str, str]]:
    """Cells that must be filled, and cells whose values are listed on the card."""
    for column, promise in fields.columns.items():
        if promise.kind == "one_of":
            if row[column] not in promise.values:
                allowed = ", ".join(value or "(empty)" for value in promise.values)
                yield column, f"{row[column]!r} is not one of {allowed}"
        elif not row[column] and not promise.empty:
            yield column, "is empty, but must be filled"


def _row(row: Mapping[Any, str], table: str, known: Known, today: date) -> Iterator[tuple[str, str]]:
    for column, text in row.items():
        if re.match(r"[=+@\t\r]|-\D", text):
            yield column, f"{text[:20]!r} begins with {text[0]!r}, which a spreadsheet may run as a formula"
        if re.search(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]", text):
            yield column, "holds a sign that cannot be shown"
    if (key := row[key_of(table)]) and not KEY.fullmatch(key):
        yield key_of(table), f"{key!r} is no key: use small letters, digits and single hyphens"
    yield from _keys(row, known)
    yield from _dates(row, table, today)
    yield from _place(row)
    if row["source_url"] and not re.fullmatch(r"https?://[^\s/]+\.[^\s]+", row["source_url"]):
        yield "source_url", f"{row['source_url'][:60]!r} is no address that begins with http:// or https://"
    if row["source_date"] and not SOURCE_DATE.fullmatch(row["source_date"]):
        yield "source_date", f"{row['source_date']!r} is not like 2021, 2021-12, 2021-12-01, 2019/2020 or c. 2013"
    if table == "projects":
        yield from _money(row)


def _keys(row: Mapping[Any, str], known: Known) -> Iterator[tuple[str, str]]:
    """Keys that name nothing."""
    for column, allowed in (("workstreams", known.workstreams), ("funds", FUNDS)):
        if unknown := _unknown(row[column].split(), allowed):
            yield column, f"{unknown} is not one of {', '.join(sorted(allowed))}"
    for column in ("partners", "lead"):
        if unknown := _unknown(row.get(column, "").split(), known.partners):
            yield column, f"{unknown} is not a partner's key; see python -m loaders trajectory partners"
    if "headline" in row and row["project"] and row["project"] not in known.projects:
        yield "project", f"{row['project']!r} is not the key of a project"
    allowed_goals = sorted((sdg for theme, sdg in known.sdgs if theme == row["theme"]), key=int)
    if row["theme"] in THEMES and (unknown := _unknown(row["sdgs"].split(), allowed_goals)):
        yield "sdgs", f"{unknown} has no reason under {row['theme']}; those that have: {', '.join(allowed_goals)}"


def _unknown(keys: Iterable[str], allowed: Collection[str]) -> str:
    """The keys that are not allowed, in one text."""
    return ", ".join(repr(key) for key in keys if key not in allowed)


def _dates(row: Mapping[Any, str], table: str, today: date) -> Iterator[tuple[str, str]]:
    spans: dict[str, tuple[date, date]] = {}
    for column in DATES[table]:
        if not row[column]:
            continue
        days = span(row[column])
        if days is None:
            yield column, f"{row[column]!r} is not a date like 2021, 2021-12 or 2021-12-01"
            continue
        spans[column] = days
        if not FIRST <= days[0].year <= LAST:
            yield column, f"{row[column]} is not between {FIRST} and {LAST}"
    start, end = spans.get("start"), spans.get("end")
    if start and end and end[1] < start[0]:
        yield "end", f"the end {row['end']} is before the start {row['start']}"
    if table == "projects" and (not row["end"]) != (row["end_certainty"] == "unknown"):
        yield "end_certainty", "must be unknown where there is no end, and only there"
    at = spans.get("date")
    if at and row["status"] == "happened" and at[0] > today:
        yield "status", f"{row['date']} is after today ({today}), so it cannot have happened: write planned"


def _place(row: Mapping[Any, str]) -> Iterator[tuple[str, str]]:
    west, south, east, north = REGION
    given = {}
    for column, low, high in (("lat", south, north), ("lon", west, east)):
        if not row[column]:
            continue
        if not re.fullmatch(r"-?\d+(\.\d+)?", row[column], re.ASCII):
            yield column, f"{row[column]!r} is not a number of degrees like 51.33"
            continue
        given[column] = float(row[column])
        if not low <= given[column] <= high:
            yield column, f"{row[column]} lies outside the region ({low} to {high})"
    if bool(row["lat"]) != bool(row["lon"]):
        yield "lat" if not row["lat"] else "lon", "is empty: give both lat and lon, or neither"
    elif bool(row["lat"]) == (row["coordinates"] == "absent"):
        yield "coordinates", "must be absent where lat and lon are empty, and only there"


def _money(row: Mapping[Any, str]) -> Iterator[tuple[str, str]]:
    for column in ("budget_eur", "eu_eur"):
        if row[column] and not re.fullmatch(r"\d{1,12}(\.\d{1,2})?", row[column], re.ASCII):
            yield column, f"{row[column]!r} is not an amount in euros like 510000, without signs between"
    if bool(row["budget_eur"]) != bool(row["budget_reading"]):
        yield "budget_reading", "must be total, estimate or part where there is a budget_eur, and empty elsewhere"


def same_entry(table: str) -> list[list[str]]:
    """By which columns two rows look like one entry: a title, and for milestones the date."""
    together = DATES[table] if table == "milestones" else ()
    return [[*together, title] for title in TITLES[table]]


def comparison_key(values: Iterable[str]) -> tuple[str, ...]:
    """Texts to compare by, whatever their capitals; empty where the last, the title, is empty."""
    folded = tuple(value.casefold() for value in values)
    return folded if folded[-1] else ()


def _find_duplicates(rows: pd.DataFrame, table: str, where: str) -> list[Fault]:
    """Rows that have the key of an earlier one, or look the same: one fault per row."""
    duplicates: dict[int, Fault] = {}
    for columns in [[key_of(table)], *same_entry(table)]:
        seen: dict[tuple[str, ...], int] = {}
        for index, values in zip(rows.index, rows[columns].itertuples(index=False), strict=True):
            place = int(index) + 2
            if not (compared := comparison_key(values)):
                continue
            if compared in seen:
                reason = f"the same {' and '.join(columns)} as row {seen[compared]}"
                duplicates.setdefault(place, Fault(where, place, columns[-1], reason))
            seen.setdefault(compared, place)
    return list(duplicates.values())
