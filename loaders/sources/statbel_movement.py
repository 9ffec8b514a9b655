"""Statbel, population movement by municipality: births, deaths, and balances of internal and international migration.

Fetched   the French page of the table, for the address of the workbook pop1992-mov, and then that workbook
File      one sheet per year; three rows of merged headings under a title, then one row per area by NIS code
Units     persons in a calendar year; the balance of international migration is without the statistical adjustment
Borders   the sheet of the year before a merger has the new municipality already: its figure is left out, because the
          municipality did not exist in that year
Source    https://statbel.fgov.be, CC BY 4.0

`parse` raises SourceError if a heading is not where it was, one of the six is missing, a cell is no number, or births
minus deaths are not the natural balance.
"""

import io
import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from loaders.fetch.areas import Municipality, municipalities, remark_on_missing, required
from loaders.fetch.queries import queries
from loaders.fetch.replies import Raw
from loaders.fetch.rows import Rows, as_integer, indicator_units, parse_number, require_all
from loaders.fetch.source import Fetcher, Source, SourceError
from loaders.sources import statbel
from loaders.sources.page_links import fetch_linked

SOURCE = Source(
    name="statbel-movement",
    publisher="Statbel",
    licence="CC BY 4.0",
    base=statbel.SOURCE.base,
    variable=statbel.SOURCE.variable,
    datasets=("indicators",),
    days=400,
)
CODE, HEADINGS = 0, 4


def fetch(client: Fetcher) -> None:
    """Read the address of the workbook from its page, and fetch it."""
    config = queries().statbel.movement
    fetch_linked(client, "movement", config.page, config.file, statbel.KINDS)


def parse(raw: Raw) -> dict[str, pd.DataFrame]:
    """The figures, in the columns of geodata/indicators."""
    try:
        book = pd.read_excel(
            io.BytesIO(raw.body("movement")), sheet_name=None, header=None, dtype=object, engine="calamine"
        )
    except Exception as error:  # any reader's error means the same: it is no workbook
        raise SourceError(SOURCE.name, "movement: no readable workbook", detail=str(error)) from error
    since = queries().statbel.movement.since
    years = {name: sheet for name, sheet in book.items() if re.fullmatch(r"\d{4}", str(name)) and int(name) >= since}
    if not years:
        raise SourceError(SOURCE.name, f"movement: no sheet of a year since {since}", detail=", ".join(map(str, book)))
    rows, remarks, dated = Rows(SOURCE.name, "indicators"), [], statbel.date_of(raw, "movement")
    for year, sheet in sorted(years.items()):
        what, towns = f"movement, {year}", municipalities("BE", int(year))
        _require_headings(sheet, what)
        found = {str(row[CODE]).strip(): row for row in sheet.iloc[HEADINGS:].to_dict("records")}
        require_all(SOURCE.name, what, found.keys() & towns.keys(), required(towns))
        for code in towns.keys() & found.keys():
            _add(rows, towns[code], year, found[code], what, dated)
        remarks += remark_on_missing(what, found, towns.values())
    frame = rows.frame()
    frame.attrs["remarks"] = remarks
    return {"indicators": frame}


def _require_headings(sheet: pd.DataFrame, what: str) -> None:
    """Raises SourceError if a heading is not at its row and column."""
    for row, column, heading in queries().statbel.movement.headings:
        inside = row < sheet.shape[0] and column < sheet.shape[1]
        seen = " ".join(str(sheet.iat[row, column]).split()) if inside else "nothing"
        if seen != heading:
            place = f"row {row + 1}, column {column + 1}"
            raise SourceError(SOURCE.name, f"{what}: {place} is not {heading!r}", detail=seen)


def _add(rows: Rows, town: Municipality, year: str, row: Mapping[Any, Any], what: str, dated: str) -> None:
    """Add the figures of a municipality and year. Raises SourceError if they do not fit each other."""
    config, units = queries().statbel.movement, indicator_units()
    values = {}
    for indicator, column in config.columns.items():
        value = parse_number(SOURCE.name, f"{what}, {town}, {indicator}", row[column.at])
        if value is None:
            raise SourceError(SOURCE.name, f"{what}, {town}: {indicator} is empty")
        values[indicator] = value
    balance = parse_number(SOURCE.name, f"{what}, {town}, natural balance", row[config.natural_balance])
    if values["live_births"] - values["deaths"] != balance:
        detail = f"{values['live_births']:g} - {values['deaths']:g} and {balance}"
        raise SourceError(
            SOURCE.name, f"{what}, {town}: births minus deaths are not the natural balance", detail=detail
        )
    for indicator, value in values.items():
        rows.add(
            place=town.place,
            indicator=indicator,
            period=year,
            value=as_integer(value),
            unit=units[indicator],
            status="measured",
            source="statbel-pop1992-mov",
            definition=config.columns[indicator].definition,
            source_date=dated,
        )
