"""National Bank of Belgium, port study: value added, employment and investment of the Ghent side.

Fetched   DF_AMPORTS, key A.GN.VA+PE+IN.TO+DI+IN, as SDMX-JSON 2.0
Units     millions of euro; full-time equivalents by company account, which are not the Dutch jobs. Read from the labels
Source    https://nsidisseminate-stat.nbb.be, "Source: National Bank of Belgium (NBB.Stat)"

A firewall there may answer anything that is no browser with an HTML page and status 200. The client does not pretend to
be one: it refuses such a reply, and the figures stay as they are.

`parse` raises SourceError if the structure, a label or a status is another one, or direct and indirect effects do
not add up.
"""

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from loaders.fetch.queries import Nbb, NbbVariable, queries
from loaders.fetch.replies import Raw
from loaders.fetch.rows import Rows, as_integer, parse_day, parse_number, require_all
from loaders.fetch.source import Fetcher, Source, SourceError

SOURCE = Source(
    name="nbb",
    publisher="Nationale Bank van België / National Bank of Belgium",
    licence="reuse with attribution (NBB.Stat)",
    base="https://nsidisseminate-stat.nbb.be/rest/data",
    variable="NSPD_NBB_URL",
    datasets=("port_economy",),
    days=400,
)
KINDS = ("application/vnd.sdmx.data+json",)
PORT, VARIABLE, SECTOR = "AMPORTS_PORT", "AMPORTS_VARIABLE", "AMPORTS_SECTOR"
STATUS = {"A": "measured", "P": "provisional", "E": "estimated"}
MISSING = ("M", "L", "H", "Q", "C")
ROUNDING = 1.5
# What all rows have in common.
COMMON = {
    "scope": "GENT",
    "period": "FY",
    "series": "NBB.Stat DF_AMPORTS",
    "drawn": "yes",
    "place": "BEGNE",
    "publisher": SOURCE.publisher,
    "source": "NBB.Stat",
    "address": "https://nsidisseminate-stat.nbb.be",
    "definition": "NBB port study, North Sea Port Flanders: the Belgian side only",
}


def fetch(client: Fetcher) -> None:
    """Fetch the one data flow."""
    config = queries().nbb
    key = ".".join(["A", *("+".join(part) for part in (config.port, config.variables, config.sectors))])
    client.get("amports", f"{config.flow}/{key}", params={"startPeriod": "1995"}, kinds=KINDS)


def parse(raw: Raw) -> dict[str, pd.DataFrame]:
    """The figures of North Sea Port Flanders, in the columns of geodata/port_economy."""
    config, reply = queries().nbb, raw.json("amports")
    observed = observations(reply, SOURCE)
    meta = reply.get("meta")
    prepared = str(meta.get("prepared", "")) if isinstance(meta, dict) else ""
    published = parse_day(prepared, str(raw.fetched("amports").date()))
    rows = Rows(SOURCE.name, "port_economy")
    effects: dict[tuple[str, str], dict[str, float]] = {}
    for one in observed:
        require_all(SOURCE.name, "dimensions", one, (PORT, VARIABLE, SECTOR, "TIME_PERIOD"))
        if one.get("FREQ", ("A", ""))[0] != "A" or one[PORT][0] not in config.port:
            continue
        _require_port(one, config)
        variable, category = config.variables.get(one[VARIABLE][0]), config.sectors.get(one[SECTOR][0])
        year = str(one["TIME_PERIOD"][0])
        if not variable or not category or not re.fullmatch(r"\d{4}", year):
            continue
        _require_variable(one, variable)
        value = parse_number(SOURCE.name, f"{one[VARIABLE][0]} {year}", one["value"])
        if value is None or (status := _status(one, year)) is None:
            continue
        _require_scale(one, variable)
        effects.setdefault((variable.measure, year), {})[category] = value
        rows.add(
            **COMMON,
            measure=variable.measure,
            category=category,
            concept=variable.concept,
            year=int(year),
            value=as_integer(value),
            unit=variable.unit,
            status=status,
            source_date=published,
        )
    frame = rows.frame()
    require_all(SOURCE.name, "figures", set(frame["measure"]), [one.measure for one in config.variables.values()])
    _require_sums(effects)
    return {"port_economy": frame}


def _require_port(one: Mapping[str, Any], config: Nbb) -> None:
    """Refuse a code of a port that has another label than expected."""
    code, label = one[PORT]
    expected = config.port[code]
    if expected.lower() not in label.lower():
        raise SourceError(SOURCE.name, f"{code} is not {expected}", detail=label)


def _require_variable(one: Mapping[str, Any], variable: NbbVariable) -> None:
    """Refuse a code of a variable that has another label or unit than expected."""
    code, label = one[VARIABLE]
    if any(part.lower() not in label.lower() for part in (variable.label, variable.label_unit)):
        raise SourceError(SOURCE.name, f"{code} is not {variable.label} in {variable.label_unit}", detail=label)


def _require_scale(one: Mapping[str, Any], variable: NbbVariable) -> None:
    """Refuse a power of ten that does not belong to the unit."""
    scale = str(one.get("UNIT_MULT", ("0", ""))[0])
    if scale not in ("0", "6") or (variable.unit == "FTE" and scale != "0"):
        raise SourceError(SOURCE.name, f"{one[VARIABLE][0]}: another scale", detail=str(one["UNIT_MULT"]))


def _status(one: Mapping[str, Any], year: str) -> str | None:
    """The status of an observation; None where it holds no figure. Raises SourceError for an unknown flag."""
    flag = one.get("OBS_STATUS", ("A", ""))
    if flag[0] in MISSING:
        return None
    if flag[0] not in STATUS:
        raise SourceError(SOURCE.name, f"{year}: an unknown status", detail=" ".join(map(str, flag)))
    return STATUS[flag[0]]


def _require_sums(effects: Mapping[tuple[str, str], Mapping[str, float]]) -> None:
    """Refuse direct and indirect effects that do not add up to the total that is published with them."""
    for (measure, year), parts in effects.items():
        if len(parts) == 3 and abs(parts["direct"] + parts["indirect"] - parts["direct + indirect"]) > ROUNDING:
            detail = ", ".join(f"{name} {value:g}" for name, value in parts.items())
            raise SourceError(SOURCE.name, f"{measure} {year}: direct and indirect do not add up", detail=detail)


def observations(reply: Any, source: Source) -> list[dict[str, Any]]:
    """The observations of an SDMX-JSON 2.0 message: a dimension or attribute -> (code, label), and `value`.

    Raises SourceError if the reply is no such message, or a position is outside its list.
    """
    try:
        structure = reply["data"]["structures"][0]
        series = structure["dimensions"]["series"]
        within = structure["dimensions"]["observation"]
        attributes = structure.get("attributes", {}).get("observation", [])
        rows = []
        for key, one in reply["data"]["dataSets"][0]["series"].items():
            base = dict(_coded(series, key.split(":")))
            for at, given in one["observations"].items():
                within_series = dict(_coded(within, at.split(":")))
                marks = dict(_coded(attributes, given[1 : len(attributes) + 1]))
                rows.append({**base, **within_series, **marks, "value": given[0]})
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
        raise SourceError(
            source.name, "no SDMX-JSON 2.0 message of series", detail=f"{error!r} in {str(reply)[:120]}"
        ) from error
    if not rows:
        raise SourceError(source.name, "the message holds no observation")
    return rows


def _coded(dimensions: list[Mapping[str, Any]], positions: list[Any]) -> list[tuple[str, tuple[str, str]]]:
    pairs = []
    for dimension, position in zip(dimensions, positions, strict=False):
        if position is None:
            continue
        at = int(position)
        if at < 0:
            raise IndexError(at)
        value = dimension["values"][at]
        pairs.append((str(dimension["id"]), (str(value.get("id", value.get("value"))), str(value.get("name", "")))))
    return pairs
