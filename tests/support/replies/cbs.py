"""CBS StatLine (OData v4), hand-made."""

import json

from loaders.fetch.queries import CbsPort, CbsTable, queries
from loaders.fetch.replies import Raw

MUNICIPALITIES = {"GM0654": "Borsele", "GM0715": "Terneuzen", "GM0718": "Vlissingen"}


def handmade(
    table: CbsTable | CbsPort, rows: list[dict], *, lists: dict[str, list[dict]] | None = None, next_link: str = ""
) -> Raw:
    """A hand-made table: code lists as queries.yaml expects them, and these observations."""
    port = isinstance(table, CbsPort)
    units = {table.measure: table.units[0]} if port else {code: one.unit for code, one in table.measures.items()}
    periods = sorted({row["Perioden"] for row in rows})
    bodies = {
        "properties": {"Identifier": table.id, "Modified": "2026-02-17T02:00:00+01:00"},
        "measures": {"value": [{"Identifier": code, "Unit": unit} for code, unit in units.items()]},
        "periods": {"value": [{"Identifier": f"{period} ", "Status": "Voorlopig"} for period in periods]},
        "regions": {"value": [{"Identifier": code, "Title": name} for code, name in MUNICIPALITIES.items()]},
        "observations-1": {"value": rows, **({"@odata.nextLink": next_link} if next_link else {})},
    }
    bodies |= {name: {"value": entries} for name, entries in (lists or {}).items()}
    return Raw.of({f"{table.id}/{name}": json.dumps(body).encode() for name, body in bodies.items()})


def observation(measure: str, region: str, period: str, value: float | None, **more: object) -> dict:
    told = "None" if value is not None else "NotAvailable"
    return {"Measure": measure, "ValueAttribute": told, "Value": value, "RegioS": region, "Perioden": period, **more}


REGIONAL = queries().cbs_regional.tables[0]
PORT = queries().cbs_port
THREE = [
    observation("A047044", region, "2024JJ00", km2)
    for region, km2 in zip(MUNICIPALITIES, (141.5, 250.4, 34.3), strict=True)
]
PORT_LISTS = {
    "NederlandseZeehavens": [{"Identifier": "A041798", "Title": "Zeeland Seaports"}],
    "Vervoerstroom": [{"Identifier": "A045946", "Title": "Totaal aan- en afvoer"}],
    "SoortLading": [{"Identifier": "T001292", "Title": "Totaal soorten lading"}],
}


def port_row(period: str, value: float | None, **more: str) -> dict:
    return observation(PORT.measure, "", period, value, **{**PORT.where, **more})
