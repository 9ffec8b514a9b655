"""Statbel, fiscal income by municipality: total, number of returns, and income per return.

Fetched   the page of the table, for the address of TF_PSNL_INC_TAX_MUNTY (.xlsx or .zip), and then that file
Units     euro a year; number of returns with an income above nothing. Income per return is their quotient, to the cent
Source    https://statbel.fgov.be, CC BY 4.0; the municipalities are those of 2019 in every year: the five that
         arose in 2025 are not in it

`fetch` raises SourceError if the page names no such file, `parse` where a column or a municipality is missing.
"""

import pandas as pd

from loaders.fetch.queries import queries
from loaders.fetch.replies import Raw
from loaders.fetch.rows import Rows, as_integer
from loaders.fetch.source import Fetcher, Source
from loaders.sources import statbel
from loaders.sources.page_links import fetch_linked

SOURCE = Source(
    name="statbel-income",
    publisher="Statbel",
    licence="CC BY 4.0",
    base=statbel.SOURCE.base,
    variable=statbel.SOURCE.variable,
    datasets=("indicators",),
    days=400,
)
INDICATORS = ("taxable_income", "tax_returns", "income")
COLUMNS = ("CD_YEAR", "MS_NBR_NON_ZERO_INC", "MS_TOT_NET_TAXABLE_INC")


def fetch(client: Fetcher) -> None:
    """Read the address of the file from its page, and fetch it."""
    config = queries().statbel.income
    fetch_linked(client, "income", config.page, config.file, statbel.KINDS)


def parse(raw: Raw) -> dict[str, pd.DataFrame]:
    """The figures, in the columns of geodata/indicators."""
    rows, borders = Rows(SOURCE.name, "indicators"), queries().statbel.income.borders
    dated = statbel.date_of(raw, "income")
    found = statbel.records(raw, SOURCE, "income", COLUMNS, "CD_MUNTY_REFNIS", borders)
    for row in found.rows:
        total = statbel.cell(row, "MS_TOT_NET_TAXABLE_INC", SOURCE, "income")
        returns = statbel.cell(row, "MS_NBR_NON_ZERO_INC", SOURCE, "income")
        place = found.places[row["CD_MUNTY_REFNIS"]]
        if place == "BE23" or total is None or not returns:
            continue
        figures = (
            (total, "eur_per_year", "statbel-fiscal-income-year"),
            (returns, "returns", "statbel-fiscal-income"),
            (round(total / returns, 2), "eur_per_year", "income-per-return"),
        )
        for indicator, (value, unit, definition) in zip(INDICATORS, figures, strict=True):
            rows.add(
                place=place,
                indicator=indicator,
                period=row["CD_YEAR"].removesuffix(".0"),
                value=as_integer(value),
                unit=unit,
                status="measured",
                source="statbel-tf-psnl-inc-tax-munty",
                definition=definition,
                source_date=dated,
            )
    frame = rows.frame()
    frame.attrs["remarks"] = found.remarks
    return {"indicators": frame}
