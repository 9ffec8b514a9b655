"""Eurostat, regional accounts by NUTS 3: gross value added, and persons employed where they work.

Fetched   nama_10r_3gva and nama_10r_3empers, total of all branches, as loaders/sources/eurostat.py does
Units     million euro at current prices; thousands of persons, written as persons. Code and label are checked
Source    https://ec.europa.eu/eurostat/api/dissemination, reuse with attribution (2011/833/EU)

Apart from loaders/sources/eurostat.py, because Eurostat changed the unit codes of these two: that must not hold up GDP.
"""

import pandas as pd

from loaders.fetch.queries import queries
from loaders.fetch.replies import Raw
from loaders.fetch.source import Fetcher, Source
from loaders.sources import eurostat

SOURCE = Source(
    name="eurostat-accounts",
    publisher="Eurostat",
    licence=eurostat.SOURCE.licence,
    base=eurostat.SOURCE.base,
    variable=eurostat.SOURCE.variable,
    datasets=("indicators",),
)


def fetch(client: Fetcher) -> None:
    """Fetch both tables."""
    eurostat.fetch_tables(client, queries().eurostat_accounts.tables)


def parse(raw: Raw) -> dict[str, pd.DataFrame]:
    """The figures, in the columns of geodata/indicators."""
    return eurostat.parse_tables(raw, SOURCE, queries().eurostat_accounts.tables)
