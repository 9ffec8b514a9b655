"""Statbel, building permits granted, a year.

Fetched   Building%20permits/TF_BUILDING_PERMITS.zip: a quoted text with one row per month, and one with CD_PERIOD 0
          per year
Units     dwellings, buildings, m3. Only rows with CD_PERIOD 0 are taken, and only of years whose December is there:
          the sum of a year that is still running is no year
Source    https://statbel.fgov.be, CC BY 4.0

`parse` raises SourceError if a column or municipality is missing, or twelve months do not add up to their year.
"""

from collections import defaultdict

import pandas as pd

from loaders.fetch.queries import queries
from loaders.fetch.replies import Raw
from loaders.fetch.rows import Rows, as_integer, indicator_units
from loaders.fetch.source import Fetcher, Source, SourceError
from loaders.sources import statbel

SOURCE = Source(
    name="statbel-permits",
    publisher="Statbel",
    licence="CC BY 4.0",
    base=statbel.SOURCE.base,
    variable=statbel.SOURCE.variable,
    datasets=("indicators",),
)

# Volumes are rounded month by month: twelve halves.
ROUNDING = {"MS_VOLUME_NONRES_NEW": 6.0}


def fetch(client: Fetcher) -> None:
    """Fetch the one file."""
    client.get("permits", queries().statbel.root + queries().statbel.permits.path, kinds=statbel.KINDS)


def parse(raw: Raw) -> dict[str, pd.DataFrame]:
    """The whole years, in the columns of geodata/indicators."""
    config = queries().statbel.permits
    columns = config.columns
    years: dict[tuple[str, str, str], float | None] = {}
    months: dict[tuple[str, str, str], dict[str, float]] = defaultdict(dict)
    found = statbel.records(raw, SOURCE, "permits", ("CD_YEAR", "CD_PERIOD", *columns), "REFNIS", config.borders)
    for row in found.rows:
        if found.places[row["REFNIS"]] == "BE23":
            continue
        for column in columns:
            key = (row["REFNIS"], row["CD_YEAR"], column)
            value = statbel.cell(row, column, SOURCE, "permits")
            if row["CD_PERIOD"] == "0":
                if years.setdefault(key, value) != value:
                    raise SourceError(
                        SOURCE.name, f"permits: {' '.join(key)} stands twice", detail=f"{years[key]}, {value}"
                    )
            else:
                months[key][row["CD_PERIOD"]] = value or 0.0
    rows, units, dated = Rows(SOURCE.name, "indicators"), indicator_units(), statbel.date_of(raw, "permits")
    for (code, year, column), value in years.items():
        of_year = months[code, year, column]
        if value is None or (of_year and "12" not in of_year):
            continue
        if len(of_year) == 12 and abs(sum(of_year.values()) - value) > ROUNDING.get(column, 0.0):
            detail = f"{sum(of_year.values()):g} and {value:g}"
            raise SourceError(
                SOURCE.name, f"permits: {code} {year} {column}: twelve months are not the year", detail=detail
            )
        rows.add(
            place=found.places[code],
            indicator=columns[column],
            period=year,
            value=as_integer(value),
            unit=units[columns[column]],
            status="measured",
            source="statbel-tf-building-permits",
            definition="statbel-permits",
            source_date=dated,
        )
    frame = rows.frame()
    frame.attrs["remarks"] = found.remarks
    return {"indicators": frame}
