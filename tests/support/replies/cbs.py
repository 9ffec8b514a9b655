"""CBS StatLine (OData v4), hand-made."""

import json

from loaders.fetch.queries import CbsPort, CbsTable, queries
from loaders.fetch.replies import Raw

THREE_CODES = ("GM0654", "GM0715", "GM0718")
# The three of the district, and two others; CBS adds to one name what tells it apart.
MUNICIPALITIES = {
    "GM0654": "Borsele",
    "GM0715": "Terneuzen",
    "GM0718": "Vlissingen",
    "GM0664": "Goes",
    "GM0687": "Middelburg (Z.)",
}


def handmade(
    table: CbsTable | CbsPort, rows: list[dict], *, lists: dict[str, list[dict]] | None = None, next_link: str = ""
) -> Raw:
    """A hand-made table: code lists as queries.yaml expects them, and these observations."""
    port = isinstance(table, CbsPort)
    units = {table.measure: table.units[0]} if port else {code: one.unit for code, one in table.measures.items()}
    titles = dict.fromkeys(units, "") if port else {code: one.title for code, one in table.measures.items()}
    periods = sorted({row["Perioden"] for row in rows})
    bodies = {
        "properties": {"Identifier": table.id, "Modified": "2026-02-17T02:00:00+01:00"},
        "measures": {"value": [{"Identifier": one, "Unit": unit, "Title": titles[one]} for one, unit in units.items()]},
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
    for region, km2 in zip(THREE_CODES, (141.5, 250.4, 34.3), strict=True)
]
PORT_LISTS = {
    "NederlandseZeehavens": [{"Identifier": "A041798", "Title": "Zeeland Seaports"}],
    "Vervoerstroom": [{"Identifier": "A045946", "Title": "Totaal aan- en afvoer"}],
    "SoortLading": [{"Identifier": "T001292", "Title": "Totaal soorten lading"}],
}


def port_row(period: str, value: float | None, **more: str) -> dict:
    return observation(PORT.measure, "", period, value, **{**PORT.where, **more})


def age_code(age: int) -> str:
    """The code of a year of age, as in the recorded list."""
    return "10010" if age == 0 else f"1{age:02d}00" if age < 100 else f"199{age - 99:02d}"


AGES = queries().cbs_ages
AGE_LISTS = {
    "Leeftijd": [
        {"Identifier": "10000", "Title": "Totaal"},
        *({"Identifier": age_code(age), "Title": f"{age} jaar"} for age in range(105)),
        {"Identifier": "22000", "Title": "95 jaar of ouder"},
        {"Identifier": "22300", "Title": "105 jaar of ouder"},
    ],
    "Geslacht": [
        {"Identifier": "T001038", "Title": "Totaal mannen en vrouwen"},
        {"Identifier": "4000", "Title": "Vrouwen"},
    ],
}


def by_age(persons: dict[str, dict[str, int]], women: dict[str, int], period: str = "2026JJ00") -> Raw:
    """A hand-made reply: persons by municipality and code of age, the total among them; women by municipality."""

    def row(region: str, value: int, **codes: str) -> dict:
        return observation(AGES.measure, region, period, value, BurgerlijkeStaat="T001019", **codes)

    bodies = {
        "properties": {"Identifier": AGES.id, "Modified": "2026-06-12T02:00:00+02:00"},
        "measures": {"value": [{"Identifier": AGES.measure, "Unit": "aantal"}]},
        "periods": {"value": [{"Identifier": period, "Status": "Definitief"}]},
        "regions": {"value": [{"Identifier": code, "Title": name} for code, name in MUNICIPALITIES.items()]},
        **{name: {"value": entries} for name, entries in AGE_LISTS.items()},
        "observations-1": {
            "value": [
                row(region, value, Geslacht="T001038", Leeftijd=age)
                for region, ages in persons.items()
                for age, value in ages.items()
            ]
        },
        "women-1": {
            "value": [row(region, value, Geslacht="4000", Leeftijd="10000") for region, value in women.items()]
        },
    }
    return Raw.of({f"{AGES.id}/{name}": json.dumps(body).encode() for name, body in bodies.items()})


# One year of each age group, and one above 95 that the open group holds already.
OF_EACH_AGE = {"10000": 151, **{age_code(age): value for age, value in {14: 10, 15: 20, 44: 30, 45: 40, 96: 7}.items()}}
PERSONS = {region: {**OF_EACH_AGE, "22000": 51} for region in MUNICIPALITIES}
WOMEN = dict.fromkeys(MUNICIPALITIES, 80)
