"""CBS StatLine 70072ned, the regional key figures: land, births, deaths, moves, households, WOZ, establishments, jobs.

Fetched   as loaders/sources/cbs.py does, with the measures of queries.yaml
Units     read from MeasureCodes and refused where they are not the expected ones; thousands become units
Source    https://datasets.cbs.nl/odata/v1/CBS/70072ned, CC BY 4.0; its periods carry no status

`parse` raises SourceError if a code, name, unit or dimension is another one, or a municipality is missing.
"""

import pandas as pd

from loaders.fetch.queries import queries
from loaders.fetch.replies import Raw
from loaders.fetch.source import Fetcher, Source
from loaders.sources import cbs

SOURCE = Source(
    name="cbs-regional",
    publisher="CBS",
    licence="CC BY 4.0",
    base=cbs.SOURCE.base,
    variable=cbs.SOURCE.variable,
    datasets=("indicators",),
)


def fetch(client: Fetcher) -> None:
    """Fetch the one table."""
    cbs.fetch_tables(client, queries().cbs_regional.tables)


def parse(raw: Raw) -> dict[str, pd.DataFrame]:
    """The figures, in the columns of geodata/indicators."""
    return cbs.parse_tables(raw, SOURCE, queries().cbs_regional.tables)
