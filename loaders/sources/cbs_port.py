"""CBS StatLine 85598NED: goods handled in Zeeland Seaports, in gross-plus weight, as a series of its own.

Fetched   the code lists of the table, and its yearly rows of Zeeland Seaports, all flows and all kinds of cargo
Units     thousands of tonnes of gross-PLUS weight: goods, packing, and the empty container or ro-ro unit. Eurostat's
          gross weight leaves that unit out, so this has a measure of its own: a choice on the page of the port, never
          beside another count
Source    https://datasets.cbs.nl/odata/v1/CBS/85598NED, CC BY 4.0: the Dutch half of North Sea Port only

`parse` raises SourceError if the codes do not mean what they did, or the unit is another one.
"""

import pandas as pd

from loaders.fetch.queries import queries
from loaders.fetch.replies import Raw
from loaders.fetch.rows import Rows, as_integer, require_all
from loaders.fetch.source import Fetcher, Source, SourceError
from loaders.sources import cbs

SOURCE = Source(
    name="cbs-port",
    publisher="CBS",
    licence="CC BY 4.0",
    base=cbs.SOURCE.base,
    variable=cbs.SOURCE.variable,
    datasets=("port_cargo",),
)
SERIES = "CBS 85598NED"
LISTS = {
    **{name: cbs.LISTS[name] for name in ("properties", "measures", "periods")},
    **{name: f"{name}Codes" for name in ("NederlandseZeehavens", "Vervoerstroom", "SoortLading")},
}


def fetch(client: Fetcher) -> None:
    """Fetch the one table."""
    table = queries().cbs_port
    only = " and ".join(f"{dimension} eq '{code}'" for dimension, code in table.where.items())
    cbs.fetch_table(client, table.id, only, LISTS)


def parse(raw: Raw) -> dict[str, pd.DataFrame]:
    """The yearly totals, in the columns of geodata/port_cargo."""
    table = queries().cbs_port
    name, measure = table.id, table.measure
    for dimension, code in table.where.items():
        known = cbs.codes(raw, SOURCE, name, dimension)
        require_all(SOURCE.name, f"{name}, {dimension}Codes", known, [code])
        title = str(known[code].get("Title", ""))
        if table.names[dimension].lower() not in title.lower():
            expected = table.names[dimension]
            raise SourceError(SOURCE.name, f"{name}: {code} is not {expected!r} any more", detail=title)
    measures = cbs.codes(raw, SOURCE, name, "measures")
    require_all(SOURCE.name, f"{name}, MeasureCodes", measures, [measure])
    unit = " ".join(str(measures[measure].get("Unit")).split())
    if unit not in table.units:
        raise SourceError(SOURCE.name, f"{name}, {measure}: the unit is not {table.units[0]!r}", detail=unit)
    periods = cbs.codes(raw, SOURCE, name, "periods")
    rows = Rows(SOURCE.name, "port_cargo")
    for row in cbs.observations(raw, SOURCE, name, ("Perioden", *table.where)):
        year = cbs.YEAR.fullmatch(row["Perioden"])
        wanted = all(row[dimension] == code for dimension, code in table.where.items())
        if not year or not wanted or row["Measure"] != measure:
            continue
        value = cbs.observed(row, SOURCE, name)
        if value is None:
            continue
        rows.add(
            scope="ZSP",
            measure="seaborne, gross-plus weight",
            category="total",
            period="FY",
            year=int(year[1]),
            value=as_integer(value),
            unit="kt",
            status=cbs.status(periods, row["Perioden"], SOURCE, name),
            series=SERIES,
            drawn="yes",
            place="NLZSP",
            publisher="CBS",
            source="opendata.cbs.nl",
            address=f"https://opendata.cbs.nl/statline/#/CBS/nl/dataset/{name}",
            source_date=cbs.modified(raw, SOURCE, name),
            definition="gross-plus weight: goods, packing and the empty unit; not the gross weight of Eurostat",
        )
    return {"port_cargo": rows.frame()}
