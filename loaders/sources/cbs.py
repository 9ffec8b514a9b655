"""CBS StatLine, OData v4: population and house prices of the Dutch side, and how any of its tables is read.

Fetched   per table of queries.yaml: Properties, MeasureCodes, PeriodenCodes, RegioSCodes, and Observations by filter,
          page after page
Units     read from MeasureCodes, which carry the scale ("x 1 000"), and refused where they are not the expected ones
Missing   a row whose ValueAttribute is not None is no figure; a measure without any row becomes a remark
Source    https://datasets.cbs.nl/odata/v1/CBS, CC BY 4.0; table ids are case-sensitive there

`parse` raises SourceError if a code, name, unit or dimension is another one, or one of the three municipalities of the
district is missing; a remark says which of the other ten are.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from loaders.fetch.areas import has_name, municipalities, remark_on_missing, required
from loaders.fetch.queries import CbsArea, CbsMeasure, CbsTable, queries
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
    shared=("cbs-03759ned",),
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
        only = [f"{dimension} eq '{code}'" for dimension, code in table.where.items()]
        only += [any_of("Measure", table.measures), any_of("RegioS", areas()), f"Perioden ge '{table.since}JJ00'"]
        fetch_table(client, table.id, " and ".join(only), LISTS)


def any_of(dimension: str, codes: Iterable[str]) -> str:
    """A condition that holds for each of these codes; this OData knows no `in`."""
    conditions = [f"{dimension} eq '{code}'" for code in codes]
    return f"({' or '.join(conditions)})"


def areas() -> dict[str, CbsArea]:
    """Every place that is asked for, by its code: the municipalities, and the areas that hold them."""
    towns = municipalities("NL").items()
    return {
        **{code: CbsArea(place=town.place, name=town.name) for code, town in towns},
        **queries().cbs.larger_areas,
    }


def fetch_table(client: Fetcher, table: str, only: str, lists: Mapping[str, str], name: str = "observations") -> None:
    """Fetch the code lists of a table and all its pages. Raises SourceError if a page leads to another host.

    name  how the pages are called, where there are two requests for observations of one table
    """
    for one, resource in lists.items():
        client.get(f"{table}/{one}", f"{table}/{resource}")
    address: str | None = f"{table}/Observations"
    params: dict[str, str] | None = {"$filter": only}
    here = client.source.address("")
    page = 1
    while address:
        reply = f"{table}/{name}-{page}"
        client.get(reply, address, params=params)
        params, address = None, client.raw.json(reply).get("@odata.nextLink")
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
    name, places = table.id, areas()
    listed = require_areas(raw, source, name)
    measures = codes(raw, source, name, "measures")
    require_all(source.name, f"{name}, MeasureCodes", measures, table.measures)
    for code, measure in table.measures.items():
        _require_measure(source, f"{name}, {code} ({measure.indicator})", measures[code], measure)
    periods, dated = codes(raw, source, name, "periods"), modified(raw, source, name)
    units = indicator_units()
    seen: dict[str, dict[str, set[str]]] = {}
    for row in observations(raw, source, name, ("RegioS", "Perioden", *table.where)):
        year = YEAR.fullmatch(row["Perioden"])
        if row["RegioS"] not in places or row["Measure"] not in table.measures or not year:
            continue
        if any(row[dimension] != code for dimension, code in table.where.items()):
            continue
        measure = table.measures[row["Measure"]]
        seen.setdefault(row["Measure"], {}).setdefault(year[1], set()).add(row["RegioS"])
        value = observed(row, source, name)
        if value is None:
            continue
        for indicator, definition in measure.becomes(year[1]).items():
            rows.add(
                place=places[row["RegioS"]].place,
                indicator=indicator,
                period=year[1],
                value=as_integer(round(value * measure.worth, 6)),
                unit=units[indicator],
                status=status(periods, row["Perioden"], source, name),
                source=table.source,
                definition=definition,
                source_date=dated,
            )
    if not seen:
        raise SourceError(source.name, f"{name}: not one row of what was asked for")
    for code, areas_at in seen.items():
        require_places(source, f"{name}, {code}", areas_at)
    empty = [f"{code} ({one.indicator})" for code, one in table.measures.items() if code not in seen]
    remarks = [f"{name}: listed, but without one row: {', '.join(empty)}"] if empty else []
    found = {area for areas_at in seen.values() for area in set().union(*areas_at.values())}
    return remarks + remark_on_missing(name, found & listed, municipalities("NL").values())


def _require_measure(source: Source, what: str, entry: Mapping[str, Any], measure: CbsMeasure) -> None:
    """Raises SourceError if a measure has another unit than expected, or a title that says something else."""
    require_unit(source.name, what, str(entry.get("Unit")), measure.unit)
    title = str(entry.get("Title", ""))
    if measure.title not in title.lower():
        raise SourceError(source.name, f"{what}: its title does not say {measure.title!r}", detail=title)


def require_areas(raw: Raw, source: Source, table: str) -> set[str]:
    """The areas in a table's list. Raises SourceError if one of the three is not in it, or any has another name."""
    named = {code: str(entry.get("Title")) for code, entry in codes(raw, source, table, "regions").items()}
    require_all(source.name, f"{table}, RegioSCodes", named, required(municipalities("NL")))
    for code, place in areas().items():
        if code in named and not has_name(named[code], place.name):
            raise SourceError(source.name, f"{table}: {code} is not {place.name} any more", detail=named[code])
    return set(named)


def require_places(source: Source, what: str, areas_at: Mapping[str, set[str]]) -> None:
    """Refuse figures, by year, without one of the three municipalities, at all or in the newest year.

    A province may be ahead by a year; once one municipality has a year, the three must have it.
    """
    towns = municipalities("NL")
    must = required(towns)
    require_all(source.name, what, set().union(*areas_at.values()), must)
    municipal = {year: found for year, found in areas_at.items() if not found.isdisjoint(towns)}
    require_newest(source.name, what, municipal, must)


def codes(raw: Raw, source: Source, table: str, name: str) -> dict[str, Mapping[str, Any]]:
    """A code list by code, without padding. Raises SourceError if the reply has no such list."""
    entries = raw.json(f"{table}/{name}")
    if not isinstance(entries, dict) or not isinstance(entries.get("value"), list):
        raise SourceError(source.name, f"{table}/{name}: no code list", detail=str(entries))
    return {str(entry.get("Identifier", "")).strip(): entry for entry in entries["value"] if isinstance(entry, dict)}


def observations(
    raw: Raw, source: Source, table: str, dimensions: tuple[str, ...], name: str = "observations"
) -> Iterator[dict[str, Any]]:
    """The rows of every page, codes without padding. Raises SourceError if a page lacks rows, or a row a column."""
    pages = raw.names(f"{table}/{name}-")
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
