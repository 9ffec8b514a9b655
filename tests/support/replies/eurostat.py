"""Eurostat (JSON-stat 2.0), hand-made."""

import json

from loaders.fetch.queries import queries
from loaders.fetch.replies import Raw
from tests.support.played import jsonstat

REGIONS = {code: f"Region {code}" for code in queries().eurostat.nuts3}
PROVINCES = {code: f"Region {code}" for code in queries().eurostat.nuts2}
UNITS = {
    "MIO_EUR": "Million euro",
    "EUR_HAB": "Euro per inhabitant",
    "EUR_HAB_EU27_2020": "Euro per inhabitant in percentage of the EU27 (from 2020) average",
    "MIO_NAC": "Million units of national currency",
    "MIO_PPS_EU27_2020": "Million purchasing power standards (PPS, EU27 from 2020)",
    "PPS_EU27_2020_HAB": "Purchasing power standard (PPS, EU27 from 2020), per inhabitant",
    "PPS_HAB_EU27_2020": "Purchasing power standard (PPS, EU27 from 2020), per inhabitant in percentage of the EU27 "
    "(from 2020) average",
}
YEARS = {"2023": "2023", "2024": "2024"}


def table(geo: dict[str, str], units: dict[str, str], where: dict[str, str], unit: str = "unit", **more) -> dict:
    """A hand-made table of two years, with 1, 2, 3 … in its cells."""
    codes = {"freq": {"A": "Annual"}, unit: units, **{name: {code: code} for name, code in where.items()}}
    codes |= {"geo": geo, "time": YEARS}
    cells = 2 * len(geo) * len(units)
    return jsonstat(codes, {at: at + 1.0 for at in range(cells)}, **more)


def replies(**bodies: object) -> Raw:
    """Hand-made replies to all requests of loaders/sources/eurostat.py."""
    made = {
        "nama_10r_3gdp": table(REGIONS, UNITS, {}, status={"1": "p"}),
        "demo_r_pjanaggr3": table(REGIONS, {"NR": "Number"}, {"sex": "T", "age": "TOTAL"}, status={"0": "b"}),
        "demo_r_d3dens": table(REGIONS, {"PER_KM2": "Persons per square kilometre"}, {}),
        "lfst_r_lfu3rt": table(
            PROVINCES, {"PC": "Percentage"}, {"isced11": "TOTAL", "sex": "T", "age": "Y15-74"}, status={"1": "bu"}
        ),
    } | bodies
    return Raw.of({name: json.dumps(body).encode() for name, body in made.items()})


def accounts(unit: dict[str, str], name: str = "unit") -> Raw:
    made = {
        "nama_10r_3gva": table(REGIONS, unit, {"nace_r2": "TOTAL"}, name),
        "nama_10r_3empers": table(REGIONS, {"THS": "Thousand persons"}, {"wstatus": "EMP", "nace_r2": "TOTAL"}),
    }
    return Raw.of({name: json.dumps(body).encode() for name, body in made.items()})


PORTS = {
    "BE_0BE003": "Antwerp-Bruges",
    "BE_0BEGNE": "Gent (Ghent)",
    "NL_0NLRTM": "Rotterdam",
    "NL_0NLZSP": "Zeeland Seaports",
}
DIRECTIONS = {"TOTAL": "Total", "IN": "Inwards", "OUT": "Outwards"}


def recode(body: dict, dimension: str, code: str, other: str) -> None:
    """Give a code of a dimension another name."""
    category = body["dimension"][dimension]["category"]
    for part in ("index", "label"):
        category[part] = {other if one == code else one: told for one, told in category[part].items()}


def ports(
    rep_mar: dict[str, str] = PORTS,
    direct: dict[str, str] = DIRECTIONS,
    unit: str = "Thousand tonnes",
    before: tuple[str, ...] = (),
) -> dict:
    """Hand-made reply of mar_go_aa: the tonnage of 2024 in a figure of Eurostat's yearbook, in thousands.

    before: earlier years, with the same figures
    """
    known = {"Gent (Ghent)": (29899.612, 22341.71, 7556.902), "Zeeland Seaports": (37292.573, 25181.712, 12109.861)}
    codes = {
        "freq": {"A": "Annual"},
        "direct": direct,
        "unit": {"THS_T": unit},
        "rep_mar": rep_mar,
        "time": {year: year for year in (*before, "2024")},
    }
    values, years = {}, len(before) + 1
    for row in range(len(direct)):
        for at, label in enumerate(rep_mar.values()):
            cell = (row * len(rep_mar) + at) * years
            values |= dict.fromkeys(range(cell, cell + years), known.get(label, (1.0, 1.0, 1.0))[row])
    return jsonstat(codes, values)


def port_replies(lookup: dict | None = None, reply: dict | None = None) -> Raw:
    ours = {code: label for code, label in PORTS.items() if label not in ("Rotterdam", "Antwerp-Bruges")}
    bodies = {"lookup": lookup or ports(), "mar_go_aa": reply or ports(ours)}
    return Raw.of({name: json.dumps(body).encode() for name, body in bodies.items()})
