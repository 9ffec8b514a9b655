"""National Bank of Belgium, port study: value added, employment and investment of the Ghent side.

Asked     DF_AMPORTS, key A.GN.VA+PE+IN.TO+DI+IN, as SDMX-JSON 2.0
Units     millions of euro; full-time equivalents by company account, which are not the Dutch jobs. Read from the labels
Source    https://nsidisseminate-stat.nbb.be, "Source: National Bank of Belgium (NBB.Stat)"

A firewall there may answer with an HTML page and status 200 to whoever is no browser. We say who we are and take no
for an answer: then the figures that were collected stay. `parse` raises SourceError where the structure, a label or
a status is another one, or direct and indirect effects do not add up.
"""

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from loaders.fetch.client import Client, Source, SourceError
from loaders.fetch.replies import Raw
from loaders.fetch.rows import Rows, all_there, asked, day, number, whole

SOURCE = Source(
    name="nbb",
    title={"nl": "Nationale Bank van België, havenstudie", "en": "National Bank of Belgium, port study"},
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


def fetch(client: Client) -> None:
    """Ask for the one flow."""
    said = asked("nbb")
    key = ".".join(["A", *("+".join(said[part]) for part in ("port", "variables", "sectors"))])
    client.get("amports", f"{said['flow']}/{key}", params={"startPeriod": "1995"}, kinds=KINDS)


def parse(raw: Raw) -> dict[str, pd.DataFrame]:
    """The figures of North Sea Port Flanders, in the columns of geodata/port_economy."""
    said, reply = asked("nbb"), raw.json("amports")
    found = observations(reply, SOURCE)
    rows = Rows(SOURCE.name, "port_economy")
    sums: dict[tuple[str, str], dict[str, float]] = {}
    meta = reply.get("meta")
    prepared = str(meta.get("prepared", "")) if isinstance(meta, dict) else ""
    dated = day(prepared, str(raw.fetched("amports").date()))
    for one in found:
        all_there(SOURCE.name, "dimensions", one, (PORT, VARIABLE, SECTOR, "TIME_PERIOD"))
        if one.get("FREQ", ("A", ""))[0] != "A" or one[PORT][0] not in said["port"]:
            continue
        port, label = one[PORT]
        if said["port"][port].lower() not in label.lower():
            raise SourceError(SOURCE.name, f"{port} is not {said['port'][port]}", told=label)
        variable = said["variables"].get(one[VARIABLE][0])
        category = said["sectors"].get(one[SECTOR][0])
        year = str(one["TIME_PERIOD"][0])
        if not variable or not category or not re.fullmatch(r"\d{4}", year):
            continue
        for part in (variable["label"], variable["said"]):
            if part.lower() not in one[VARIABLE][1].lower():
                raise SourceError(
                    SOURCE.name,
                    f"{one[VARIABLE][0]} is not {variable['label']} in {variable['said']}",
                    told=one[VARIABLE][1],
                )
        flag = one.get("OBS_STATUS", ("A", ""))
        value = number(SOURCE.name, f"{one[VARIABLE][0]} {year}", one["value"])
        if value is None or flag[0] in MISSING:
            continue
        if flag[0] not in STATUS:
            raise SourceError(SOURCE.name, f"{year}: an unknown status", told=" ".join(map(str, flag)))
        if str(one.get("UNIT_MULT", ("0", ""))[0]) not in ("0", "6") or (
            variable["unit"] == "FTE" and str(one.get("UNIT_MULT", ("0", ""))[0]) != "0"
        ):
            raise SourceError(SOURCE.name, f"{one[VARIABLE][0]}: another scale", told=str(one["UNIT_MULT"]))
        sums.setdefault((variable["measure"], year), {})[category] = value
        rows.add(
            scope="GENT",
            measure=variable["measure"],
            category=category,
            concept=variable["concept"],
            period="FY",
            year=int(year),
            value=whole(value),
            unit=variable["unit"],
            status=STATUS[flag[0]],
            series="NBB.Stat DF_AMPORTS",
            drawn="yes",
            place="BEGNE",
            publisher=SOURCE.publisher,
            source="NBB.Stat",
            address="https://nsidisseminate-stat.nbb.be",
            source_date=dated,
            definition="NBB port study, North Sea Port Flanders: the Belgian side only",
        )
    frame = rows.frame()
    seen = {(row.measure, row.category) for row in frame.itertuples()}
    all_there(
        SOURCE.name, "figures", {measure for measure, _ in seen}, [one["measure"] for one in said["variables"].values()]
    )
    for (measure, year), parts in sums.items():
        if len(parts) == 3 and abs(parts["direct"] + parts["indirect"] - parts["direct + indirect"]) > ROUNDING:
            told = ", ".join(f"{name} {value:g}" for name, value in parts.items())
            raise SourceError(SOURCE.name, f"{measure} {year}: direct and indirect do not add up", told=told)
    return {"port_economy": frame}


def observations(reply: Any, source: Source) -> list[dict[str, Any]]:
    """The observations of an SDMX-JSON 2.0 message: a dimension or attribute -> (code, label), and `value`.

    Raises SourceError where the reply is no such message, or a position is outside its list.
    """
    try:
        structure = reply["data"]["structures"][0]
        series = structure["dimensions"]["series"]
        within = structure["dimensions"]["observation"]
        attributes = structure.get("attributes", {}).get("observation", [])
        found = []
        for key, one in reply["data"]["dataSets"][0]["series"].items():
            base = dict(_coded(series, key.split(":")))
            for at, given in one["observations"].items():
                told = dict(_coded(within, at.split(":")))
                marks = dict(_coded(attributes, given[1 : len(attributes) + 1]))
                found.append({**base, **told, **marks, "value": given[0]})
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
        raise SourceError(
            source.name, "no SDMX-JSON 2.0 message of series", told=f"{error!r} in {str(reply)[:120]}"
        ) from error
    if not found:
        raise SourceError(source.name, "the message holds no observation")
    return found


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
