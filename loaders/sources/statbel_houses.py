"""Statbel, prices and sales of houses and apartments: medians of the year and of the quarter.

Fetched   immo/vastgoed_2010_9999.zip: a text with one row per year, period, type, surface class and area
Units     euro (median), number of sales. Medians cannot be added up or averaged, so nothing is computed from them
Source    https://statbel.fgov.be, CC BY 4.0

`parse` raises SourceError if a column, a type or a municipality is missing, or a row stands twice.
"""

import re

import pandas as pd

from loaders.fetch.queries import queries
from loaders.fetch.replies import Raw
from loaders.fetch.rows import Rows, as_integer, indicator_units, require_all
from loaders.fetch.source import Fetcher, Source, SourceError
from loaders.sources import statbel

SOURCE = Source(
    name="statbel-houses",
    publisher="Statbel",
    licence="CC BY 4.0",
    base=statbel.SOURCE.base,
    variable=statbel.SOURCE.variable,
    datasets=("indicators",),
)
COLUMNS = (
    *("CD_YEAR", "CD_TYPE_NL", "CD_PERIOD", "CD_CLASS_SURFACE"),
    *("MS_TOTAL_TRANSACTIONS", "MS_P_50_median"),
)
WHOLE = "totaal / total"
QUARTERLY = "house_price_quarterly"


def fetch(client: Fetcher) -> None:
    """Fetch the one file."""
    client.get("houses", queries().statbel.root + queries().statbel.houses.path, kinds=statbel.KINDS)


def parse(raw: Raw) -> dict[str, pd.DataFrame]:
    """Medians and sales of each type by year, and the median of all houses by quarter."""
    rows, units = Rows(SOURCE.name, "indicators"), indicator_units()
    config = queries().statbel.houses
    types = config.types
    seen: set[str] = set()
    dated = statbel.date_of(raw, "houses")

    def add(place: str, indicator: str, period: str, value: float | None, definition: str) -> None:
        if value is not None:
            rows.add(
                place=place,
                indicator=indicator,
                period=period,
                value=as_integer(value),
                unit=units[indicator],
                status="measured",
                source="statbel-vastgoed-2010-9999",
                definition=definition,
                source_date=dated,
            )

    found = statbel.records(raw, SOURCE, "houses", COLUMNS, "CD_REFNIS", config.borders)
    for row in found.rows:
        if row["CD_CLASS_SURFACE"] != WHOLE:
            continue
        kind = next((one for one in types if row["CD_TYPE_NL"].startswith(one)), None)
        if kind is None:
            continue
        seen.add(kind)
        year, period, place = row["CD_YEAR"], row["CD_PERIOD"], found.places[row["CD_REFNIS"]]
        price = statbel.cell(row, "MS_P_50_median", SOURCE, "houses")
        sales = statbel.cell(row, "MS_TOTAL_TRANSACTIONS", SOURCE, "houses")
        if not re.fullmatch(r"\d{4}", year) or not re.fullmatch(r"Y|S[12]|Q[1-4]", period):
            raise SourceError(SOURCE.name, "houses: an unknown year or period", detail=f"{year} {period}")
        if period == "Y":
            add(place, types[kind][0], year, price, "statbel-median")
            add(place, types[kind][1], year, sales, "statbel")
        elif kind == next(iter(types)) and period.startswith("Q"):
            add(place, QUARTERLY, f"{year}-{period}", price, "statbel-quarter-median")
    require_all(SOURCE.name, f"houses, CD_TYPE_NL with {WHOLE!r}", seen, types)
    frame = rows.frame()
    frame.attrs["remarks"] = found.remarks
    return {"indicators": frame}
