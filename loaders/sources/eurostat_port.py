"""Eurostat mar_go_aa: gross weight of goods handled in Ghent and in Zeeland Seaports, a year.

Fetched   first the newest year of all ports, to look up by label which code a port and a direction have; then those
Units     thousands of tonnes as published, written as tonnes, like the rows that were collected by hand
Source    https://ec.europa.eu/eurostat/api/dissemination, reuse with attribution (2011/833/EU)

There is no row for North Sea Port as a whole, and none is computed: traffic between the two would count twice.
`fetch` and `parse` raise SourceError with what was seen where a port or a direction is not found by its label.
"""

from typing import Any

import pandas as pd

from loaders.fetch.queries import ReportingPort, queries
from loaders.fetch.replies import Raw
from loaders.fetch.rows import Rows, as_integer, indicator_units, parse_day
from loaders.fetch.source import Fetcher, Source, SourceError
from loaders.sources import eurostat

SOURCE = Source(
    name="eurostat-port",
    publisher="Eurostat",
    licence=eurostat.SOURCE.licence,
    base=eurostat.SOURCE.base,
    variable=eurostat.SOURCE.variable,
    datasets=("port_cargo", "indicators"),
)
INDICATORS = {
    "total": "maritime_freight",
    "imports": "maritime_freight_inward",
    "exports": "maritime_freight_outward",
}
ADDRESS = "https://ec.europa.eu/eurostat/databrowser/view/mar_go_aa"


def fetch(client: Fetcher) -> None:
    """Look the codes up, then fetch their figures."""
    code, unit = queries().eurostat_port.code, queries().eurostat_port.unit
    params: dict[str, Any] = {"format": "JSON", "lang": "EN", "unit": unit}
    client.get("lookup", code, params={**params, "lastTimePeriod": "1"})
    ports, directions = _codes(client.raw.json("lookup"))
    client.get(code, code, params={**params, "rep_mar": list(ports), "direct": list(directions)})


def parse(raw: Raw) -> dict[str, pd.DataFrame]:
    """The same figures in the columns of geodata/port_cargo and of geodata/indicators."""
    code, unit = queries().eurostat_port.code, queries().eurostat_port.unit
    ports, directions = _codes(raw.json("lookup"))
    reply = raw.json(code)
    if _codes(reply) != (ports, directions):
        detail = str((*_codes(reply)[0], *_codes(reply)[1]))
        raise SourceError(SOURCE.name, f"{code}: other ports or directions than were looked up", detail=detail)
    dated = parse_day(str(reply.get("updated", "")), str(raw.fetched(code).date()))
    cargo, figures = Rows(SOURCE.name, "port_cargo"), Rows(SOURCE.name, "indicators")
    wanted = {"unit": [unit], "rep_mar": list(ports), "direct": list(directions)}
    for cell in eurostat.cells(reply, wanted, SOURCE, code):
        if cell["value"] is None or len(cell["time"]) != 4:
            continue
        port, category = ports[cell["rep_mar"]], directions[cell["direct"]]
        status, note = eurostat.decode_flag(cell["flag"], SOURCE, code)
        value = as_integer(round(cell["value"] * 1000, 3))
        # This dataset has no column for remarks; they follow the definition.
        flagged = f"; flagged by Eurostat: {cell['flag']}" if note else ""
        cargo.add(
            scope=port.scope,
            measure="seaborne",
            category=category,
            period="FY",
            year=int(cell["time"]),
            value=value,
            unit="t",
            status=status,
            series="Eurostat mar_go_aa",
            drawn="yes",
            conflict="eurostat",
            place=port.place,
            publisher="Eurostat",
            source="ec.europa.eu",
            address=ADDRESS,
            source_date=dated,
            definition="gross weight of goods handled in the port (Eurostat mar_go_aa, published in thousand tonnes; "
            f"two reporting ports, no joint North Sea Port row){flagged}",
        )
        figures.add(
            place=port.place,
            indicator=INDICATORS[category],
            period=cell["time"],
            value=value,
            unit=indicator_units()[INDICATORS[category]],
            status=status,
            source="eurostat-mar-go-aa",
            definition="eurostat-mar-go-aa",
            source_date=dated,
            note=note,
        )
    return {"port_cargo": cargo.frame(), "indicators": figures.frame()}


def _codes(reply: Any) -> tuple[dict[str, ReportingPort], dict[str, str]]:
    """Codes of our ports and of the directions, by their labels. Raises SourceError with the labels that were seen."""
    list(eurostat.cells(reply, {"unit": [queries().eurostat_port.unit]}, SOURCE, "mar_go_aa"))
    unit = queries().eurostat_port.unit
    label = eurostat.labels_of(reply, "unit", SOURCE, "mar_go_aa").get(unit, "")
    if queries().eurostat_port.unit_label.lower() not in label.lower():
        raise SourceError(SOURCE.name, f"{unit} is not {queries().eurostat_port.unit_label}", detail=label)
    ports = {
        _one(reply, "rep_mar", lambda seen, text=text: text.lower() in seen): place
        for text, place in queries().eurostat_port.ports.items()
    }
    directions = {
        _one(reply, "direct", lambda seen, text=text: seen.startswith(text.lower())): category
        for text, category in queries().eurostat_port.directions.items()
    }
    return ports, directions


def _one(reply: Any, dimension: str, fits: Any) -> str:
    labels = eurostat.labels_of(reply, dimension, SOURCE, "mar_go_aa")
    codes = [code for code, label in labels.items() if fits(label.lower())]
    if len(codes) != 1:
        detail = "; ".join(
            f"{code} {label}" for code, label in labels.items() if len(labels) < 10 or code[:2] in ("BE", "NL")
        )
        raise SourceError(SOURCE.name, f"mar_go_aa, {dimension}: {len(codes)} labels fit instead of one", detail=detail)
    return codes[0]
