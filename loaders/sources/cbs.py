"""CBS StatLine, OData v4: population and house prices of the Dutch side, and how any of its tables is read.

Fetched   per table of queries.yaml: Properties, MeasureCodes, PeriodenCodes, RegioSCodes, and Observations by filter,
          page after page
Units     read from MeasureCodes, which carry the scale ("x 1 000"), and refused where they are not the expected ones
Missing   a row whose ValueAttribute is not None is no figure; a measure without any row becomes a remark
Source    https://datasets.cbs.nl/odata/v1/CBS, CC BY 4.0; table ids are case-sensitive there

`parse` raises SourceError if a code, name, unit or dimension is another one, or a municipality is missing.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from loaders.fetch.queries import CbsTable, queries
from loaders.fetch.replies import Raw
from loaders.fetch.rows import (
    Rows,
    as_integer,
    indicator_units,
    parse_day,
    parse_number,
    require_all,
    require_newest,
    require_unit,
)
from loaders.fetch.source import Fetcher, Source, SourceError

SOURCE = Source(
    name="cbs",
    publisher="CBS",
    licence="CC BY 4.0",
    base="https://datasets.cbs.nl/odata/v1/CBS",
    variable="NSPD_CBS_URL",
    datasets=("indicators",),
)
LISTS = {"properties": "Properties", "measures": "MeasureCodes", "periods": "PeriodenCodes", "regions": "RegioSCodes"}
YEAR = re.compile(r"(\d{4})JJ00")
ATTRIBUTES = ("None", "Impossible", "Confidential", "NotAvailable")


def fetch(client: Fetcher) -> None:
    """Fetch population and house prices."""
    fetch_tables(client, queries().cbs.tables)


def parse(raw: Raw) -> dict[str, pd.DataFrame]:
    """The figures, in the columns of geodata/indicators."""
    return parse_tables(raw, SOURCE, queries().cbs.tables)


def fetch_tables(client: Fetcher, tables: Sequence[CbsTable]) -> None:
    """Fetch tables as queries.yaml describes them: the measures and places named there, and the code lists."""
    for table in tables:
        codes = queries().cbs.areas
        regions = " or ".join(f"RegioS eq '{code}'" for code in codes)
        measures = " or ".join(f"Measure eq '{code}'" for code in table.measures)
        only = [f"{dimension} eq '{code}'" for dimension, code in table.where.items()]
        only += [f"({measures})", f"({regions})", f"Perioden ge '{table.since}JJ00'"]
        fetch_table(client, table.id, " and ".join(only), LISTS)


def fetch_table(client: Fetcher, table: str, only: str, lists: Mapping[str, str]) -> None:
    """Fetch the code lists of a table and all its pages. Raises SourceError if a page leads to another host."""
    for name, resource in lists.items():
        client.get(f"{table}/{name}", f"{table}/{resource}")
    address: str | None = f"{table}/Observations"
    params: dict[str, str] | None = {"$filter": only}
    here = client.source.address("")
    page = 1
    while address:
        name = f"{table}/observations-{page}"
        client.get(name, address, params=params)
        params, address = None, client.raw.json(name).get("@odata.nextLink")
        if address and not client.source.address(address).startswith(here):
            raise SourceError(client.source.name, f"{table}: its next page lies at another host", detail=address)
        page += 1


def parse_tables(raw: Raw, source: Source, tables: Sequence[CbsTable]) -> dict[str, pd.DataFrame]:
    """The figures of tables as queries.yaml describes them, in the columns of geodata/indicators."""
    rows = Rows(source.name, "indicators")
    remarks = [remark for table in tables for remark in _table(raw, source, table, rows)]
    frame = rows.frame()
    frame.attrs["remarks"] = remarks
    return {"indicators": frame}


def _table(raw: Raw, source: Source, table: CbsTable, rows: Rows) -> list[str]:
    """Add the figures of a table; returns remarks on it."""
    name, areas = table.id, queries().cbs.areas
    named = {code: str(entry.get("Title")) for code, entry in codes(raw, source, name, "regions").items()}
    must = [code for code, place in areas.items() if place.must]
    require_all(source.name, f"{name}, RegioSCodes", named, must)
    for code, place in areas.items():
        if code in named and not named[code].startswith(place.name):
            raise SourceError(source.name, f"{name}: {code} is not {place.name} any more", detail=named[code])
    measures = codes(raw, source, name, "measures")
    require_all(source.name, f"{name}, MeasureCodes", measures, table.measures)
    for code, measure in table.measures.items():
        require_unit(
            source.name, f"{name}, {code} ({measure.indicator})", str(measures[code].get("Unit")), measure.unit
        )
    periods = codes(raw, source, name, "periods")
    dated = modified(raw, source, name)
    units = indicator_units()
    seen: dict[str, dict[str, set[str]]] = {}
    for row in observations(raw, source, name, ("RegioS", "Perioden", *table.where)):
        year = YEAR.fullmatch(row["Perioden"])
        if row["RegioS"] not in areas or row["Measure"] not in table.measures or not year:
            continue
        if any(row[dimension] != code for dimension, code in table.where.items()):
            continue
        measure = table.measures[row["Measure"]]
        seen.setdefault(row["Measure"], {}).setdefault(year[1], set()).add(row["RegioS"])
        value = observed(row, source, name)
        if value is None:
            continue
        rows.add(
            place=areas[row["RegioS"]].place,
            indicator=measure.indicator,
            period=year[1],
            value=as_integer(round(value * measure.worth, 6)),
            unit=units[measure.indicator],
            status=status(periods, row["Perioden"], source, name),
            source=table.source,
            definition=measure.definition,
            source_date=dated,
        )
    if not seen:
        raise SourceError(source.name, f"{name}: not one row of what was asked for")
    for code, areas_at in seen.items():
        require_all(source.name, f"{name}, {code}", set().union(*areas_at.values()), must)
        # A province may be ahead by a year; once one municipality has a year, all of them must.
        municipal = {year: areas for year, areas in areas_at.items() if not areas.isdisjoint(must)}
        require_newest(source.name, f"{name}, {code}", municipal, must)
    empty = [f"{code} ({one.indicator})" for code, one in table.measures.items() if code not in seen]
    return [f"{name}: listed, but without one row: {', '.join(empty)}"] if empty else []


def codes(raw: Raw, source: Source, table: str, name: str) -> dict[str, Mapping[str, Any]]:
    """A code list by code, without padding. Raises SourceError if the reply has no such list."""
    entries = raw.json(f"{table}/{name}")
    if not isinstance(entries, dict) or not isinstance(entries.get("value"), list):
        raise SourceError(source.name, f"{table}/{name}: no code list", detail=str(entries))
    return {str(entry.get("Identifier", "")).strip(): entry for entry in entries["value"] if isinstance(entry, dict)}


def observations(raw: Raw, source: Source, table: str, dimensions: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """The rows of every page, codes without padding. Raises SourceError if a page lacks rows, or a row a column."""
    pages = raw.names(f"{table}/observations-")
    if not pages:
        raise SourceError(source.name, f"{table}: no page of observations was fetched")
    for page in pages:
        reply = raw.json(page)
        if not isinstance(reply, dict) or not isinstance(reply.get("value"), list):
            raise SourceError(source.name, f"{page}: no observations", detail=str(reply))
        for row in reply["value"]:
            if not isinstance(row, dict):
                raise SourceError(source.name, f"{page}: a row is no object", detail=str(row))
            require_all(source.name, f"{page}, columns", row, ("Measure", "ValueAttribute", "Value", *dimensions))
            for column in ("Measure", "ValueAttribute", *dimensions):
                if not isinstance(row[column], str):
                    raise SourceError(source.name, f"{page}, {column}: no code", detail=str(row[column]))
            yield {key: value.strip() if isinstance(value, str) else value for key, value in row.items()}


def observed(row: Mapping[str, Any], source: Source, table: str) -> float | None:
    """The value of a row; None if CBS says why there is none. Raises SourceError for an unknown reason."""
    if row["ValueAttribute"] not in ATTRIBUTES:
        raise SourceError(source.name, f"{table}: an unknown ValueAttribute", detail=str(row["ValueAttribute"]))
    return parse_number(source.name, table, row["Value"]) if row["ValueAttribute"] == "None" else None


def status(periods: Mapping[str, Mapping[str, Any]], period: str, source: Source, table: str) -> str:
    """Our status for the status of a period; 70072ned has none: its figures count as measured.

    Raises SourceError if the period or its status is not known.
    """
    require_all(source.name, f"{table}, PeriodenCodes", periods, [period])
    text = periods[period].get("Status")
    if text is None:
        return "measured"
    known = queries().cbs.status
    if (word := "".join(str(text).split()).lower()) not in known:
        raise SourceError(source.name, f"{table}: {period} has an unknown status", detail=str(text))
    return known[word]


def modified(raw: Raw, source: Source, table: str) -> str:
    """The day CBS last changed the table."""
    properties = raw.json(f"{table}/properties")
    if not isinstance(properties, dict) or str(properties.get("Identifier", table)).lower() != table.lower():
        raise SourceError(source.name, f"{table}/properties: of another table", detail=str(properties))
    return parse_day(str(properties.get("Modified") or ""), str(raw.fetched(f"{table}/properties").date()))
