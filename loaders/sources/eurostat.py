"""Eurostat: GDP, population, density and unemployment of NUTS regions; and how its JSON-stat is read.

Fetched   one request per table of queries.yaml, all units of it, from the year 2000
Units     from the reply's own code list: code and label are checked, so that no other unit slips in
Status    flags: p provisional, e and s estimated, f projected; the others of NOTES become remarks. A figure may have
          several ("bu"): one status, and every remark
Source    https://ec.europa.eu/eurostat/api/dissemination, reuse with attribution (2011/833/EU)

Eurostat drops a code it does not know without an error: `cells` refuses a reply that lacks one that was asked for.
"""

from collections.abc import Iterator, Mapping, Sequence
from math import prod
from typing import Any

import pandas as pd

from loaders.fetch.queries import EurostatTable, queries
from loaders.fetch.replies import Raw
from loaders.fetch.rows import (
    Rows,
    as_integer,
    indicator_units,
    parse_day,
    parse_number,
    require_all,
    require_newest,
)
from loaders.fetch.source import Fetcher, Source, SourceError

SOURCE = Source(
    name="eurostat",
    publisher="Eurostat",
    licence="reuse with attribution (2011/833/EU)",
    base="https://ec.europa.eu/eurostat/api/dissemination/statistics/1.0/data",
    variable="NSPD_EUROSTAT_URL",
    datasets=("indicators",),
)
SINCE = "2000"
FLAGS = set("bcdefimnprsuz")
UNIT_DIMENSIONS = ("unit", "currency")


def fetch(client: Fetcher) -> None:
    """Fetch every table."""
    fetch_tables(client, queries().eurostat.tables)


def parse(raw: Raw) -> dict[str, pd.DataFrame]:
    """The figures, in the columns of geodata/indicators."""
    return parse_tables(raw, SOURCE, queries().eurostat.tables)


def fetch_tables(client: Fetcher, tables: Sequence[EurostatTable]) -> None:
    """Fetch tables as queries.yaml describes them."""
    for table in tables:
        params = {"format": "JSON", "lang": "EN", "sinceTimePeriod": SINCE, **table.where}
        client.get(table.code, table.code, params={**params, "geo": getattr(queries().eurostat, table.geo)})


def parse_tables(raw: Raw, source: Source, tables: Sequence[EurostatTable]) -> dict[str, pd.DataFrame]:
    """The figures of tables as queries.yaml describes them, in the columns of geodata/indicators."""
    rows = Rows(source.name, "indicators")
    for table in tables:
        _table(raw, source, table, rows)
    return {"indicators": rows.frame()}


def _table(raw: Raw, source: Source, table: EurostatTable, rows: Rows) -> None:
    name, reply = table.code, raw.json(table.code)
    geo = getattr(queries().eurostat, table.geo)
    wanted = {**{dimension: [code] for dimension, code in table.where.items()}, "geo": geo}
    figures = list(cells(reply, wanted, source, name))
    unit = next((one for one in UNIT_DIMENSIONS if one in reply["id"]), "")
    require_all(source.name, f"{name}, dimensions", reply["id"], [unit or "unit", "time"])
    labels = labels_of(reply, unit, source, name)
    dated = parse_day(str(reply.get("updated", "")), str(raw.fetched(name).date()))
    our_units = indicator_units()
    for indicator, figure in table.figures.items():
        code = next((one for one in figure.units if one in labels), None)
        if code is None:
            detail = ", ".join(f"{one} ({label})" for one, label in labels.items())
            raise SourceError(source.name, f"{name}: no unit {' or '.join(figure.units)}", detail=detail)
        if figure.label not in labels[code].lower():
            raise SourceError(source.name, f"{name}: {code} is not {figure.label!r}", detail=labels[code])
        areas_at: dict[str, set[str]] = {}
        for cell in figures:
            if cell[unit] != code or cell["geo"] not in geo or len(cell["time"]) != 4:
                continue
            areas_at.setdefault(cell["time"], set()).add(cell["geo"])
            if cell["value"] is None:
                continue
            status, note = decode_flag(cell["flag"], source, name)
            rows.add(
                place=cell["geo"],
                indicator=indicator,
                period=cell["time"],
                value=as_integer(round(cell["value"] * figure.worth, 6)),
                unit=our_units[indicator],
                status=status,
                source=table.source,
                definition=table.definition,
                source_date=dated,
                note=note,
            )
        # The newest year may still lack a country; a region that is in no year at all is half a reply.
        require_newest(source.name, f"{name}, {indicator}", {"any year": set().union(*areas_at.values())}, geo)


def cells(reply: Any, wanted: Mapping[str, Sequence[str]], source: Source, name: str) -> Iterator[dict[str, Any]]:
    """The cells of a JSON-stat 2.0 dataset that hold a value or a flag: one code per dimension, `value`, `flag`.

    wanted  codes that must be in the reply, by dimension; of these dimensions only those cells are given
    Raises SourceError if the reply is an error, a warning, no such dataset, or does not fit its own sizes.
    """
    if not isinstance(reply, dict):
        raise SourceError(source.name, f"{name}: no JSON-stat dataset", detail=str(reply))
    for trouble in ("error", "warning"):
        if trouble in reply:
            raise SourceError(
                source.name,
                f"{name}: it answered with a{'n' * (trouble == 'error')} {trouble}",
                detail=str(reply[trouble]),
            )
    if reply.get("class") != "dataset" or str(reply.get("version")) != "2.0":
        detail = f"class {reply.get('class')}, version {reply.get('version')}"
        raise SourceError(source.name, f"{name}: no JSON-stat 2.0 dataset", detail=detail)
    try:
        ids, sizes = [str(one) for one in reply["id"]], [int(size) for size in reply["size"]]
        order = [_order(reply["dimension"][dimension]["category"]) for dimension in ids]
        values, flags = _sparse(reply.get("value")), _sparse(reply.get("status"))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise SourceError(
            source.name, f"{name}: its dimensions are not as JSON-stat writes them", detail=repr(error)
        ) from error
    if [len(codes) for codes in order] != sizes:
        raise SourceError(
            source.name, f"{name}: its sizes do not fit its codes", detail=f"{dict(zip(ids, sizes, strict=False))}"
        )
    for dimension, codes in wanted.items():
        require_all(source.name, f"{name}, dimensions", ids, [dimension])
        require_all(source.name, f"{name}, {dimension}", order[ids.index(dimension)], codes)
    most = prod(sizes)
    for position in sorted({*values, *flags}):
        if not 0 <= position < most:
            raise SourceError(source.name, f"{name}: a value outside the {most} cells", detail=str(position))
        cell: dict[str, Any] = {}
        rest = position
        for dimension, codes in zip(reversed(ids), reversed(order), strict=True):
            rest, at = divmod(rest, len(codes))
            cell[dimension] = codes[at]
        if all(cell[dimension] in codes for dimension, codes in wanted.items()):
            value = parse_number(source.name, f"{name}, cell {position}", values.get(position))
            yield {**cell, "value": value, "flag": str(flags.get(position) or "")}


def labels_of(reply: Any, dimension: str, source: Source, name: str) -> dict[str, str]:
    """The labels of a dimension by code. Raises SourceError if it has none."""
    try:
        return {str(code): str(label) for code, label in reply["dimension"][dimension]["category"]["label"].items()}
    except (KeyError, TypeError, AttributeError) as error:
        raise SourceError(source.name, f"{name}: {dimension} has no labels", detail=repr(error)) from error


def decode_flag(flag: str, source: Source, name: str) -> tuple[str, str]:
    """Our status and the keys of the remarks, with spaces between, for a flag such as "p", "bu" or "ep".

    If two letters are a status, the less certain one is kept and the other becomes a remark.
    Raises SourceError for an unknown letter.
    """
    letters = set(flag.strip().lower().replace(":", ""))
    if unknown := letters - FLAGS:
        raise SourceError(source.name, f"{name}: an unknown flag {''.join(sorted(unknown))!r}", detail=flag)
    statuses = list(dict.fromkeys(word for letter, word in STATUS.items() if letter in letters)) or ["measured"]
    notes = [note for letter, note in NOTES.items() if letter in letters]
    return statuses[0], " ".join([*notes, *(ALSO[word] for word in statuses[1:])])


STATUS = {"f": "projected", "e": "estimated", "s": "estimated", "p": "provisional"}
ALSO = {"estimated": "note-eurostat-estimated", "provisional": "note-eurostat-provisional"}
NOTES = {
    "b": "note-eurostat-break",
    "u": "note-eurostat-low-reliability",
    "d": "note-eurostat-definition-differs",
}


def _order(category: Mapping[str, Any]) -> list[str]:
    """Codes by position; a dimension of one code may lack an index."""
    index = category.get("index")
    if index is None:
        index = dict.fromkeys(category["label"], 0)
        if len(index) != 1:
            raise ValueError("a dimension without an index")
    if isinstance(index, list):
        return [str(code) for code in index]
    if sorted(index.values()) != list(range(len(index))):
        raise ValueError("an index with holes")
    return [str(code) for code in sorted(index, key=lambda code: index[code])]


def _sparse(given: Any) -> dict[int, Any]:
    """Values or flags by position, whether written as an object or as a list."""
    if given is None:
        return {}
    pairs = enumerate(given) if isinstance(given, list) else given.items()
    return {int(position): value for position, value in pairs if value is not None}
