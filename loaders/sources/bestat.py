"""be.STAT, views of Statbel: local units by municipality and quarter, and private households.

Fetched   two views as JSON, and the description of the households' view, which alone may say of which year they are
Pitfalls  columns are labels in Dutch, places are names, padded with blanks; the newest quarter is there twice;
          a total is a row whose other cells are null, so the sum of all rows is twice the number
Units     local units, households
Source    https://bestat.statbel.fgov.be, CC BY 4.0

`parse` raises SourceError if a column or one of the six is missing, or the parts do not add up to their total.
Households without a year are left out, and frame.attrs["remarks"] says so; also which other municipalities are missing.
"""

import re
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import pandas as pd

from loaders.fetch.areas import Municipality, municipalities, remark_on_missing, required
from loaders.fetch.queries import queries
from loaders.fetch.replies import Raw
from loaders.fetch.rows import Rows, as_integer, parse_number, require_all
from loaders.fetch.source import Fetcher, Source, SourceError

SOURCE = Source(
    name="bestat",
    publisher="Statbel",
    licence="CC BY 4.0",
    base="https://bestat.statbel.fgov.be/bestat/api/views",
    variable="NSPD_BESTAT_URL",
    datasets=("indicators",),
    days=400,
)
UNITS, HOUSEHOLDS = "Aantal vestigingseenheden", "Particuliere huishoudens"
PROVINCE = "Provincie Oost-Vlaanderen"
QUARTER = re.compile(r"([1-4])(?:ste|de|e) kwartaal (\d{4})")
ABOVE = ("België", "Gewest", "Provincie", "Arrondissement", "Gemeente", "totaal")


def fetch(client: Fetcher) -> None:
    """Fetch both views; without the format at the end of the address the service answers 500."""
    for name, view in queries().bestat.views.items():
        client.get(name, f"{view}/result/JSON")
    # Without its description the year of a view is unknown: its numbers are then left out, the others taken in.
    with suppress(SourceError):
        client.get("households-view", queries().bestat.views["households"])


def parse(raw: Raw) -> dict[str, pd.DataFrame]:
    """Local units of each fourth quarter, and households where their year is known."""
    rows = Rows(SOURCE.name, "indicators")
    remarks = _units(raw, rows)
    year = _year(raw)
    if year:
        remarks += _households(raw, year, rows)
    else:
        remarks.append("households: the view names no year, so its numbers were left out")
    frame = rows.frame()
    frame.attrs["remarks"] = remarks
    return {"indicators": frame}


def read_facts(raw: Raw, name: str, columns: tuple[str, ...]) -> tuple[list[tuple[str, dict[str, Any]]], list[str]]:
    """The rows of a view about our municipalities, text without blanks around it; and remarks on what it lacks.

    Each row comes with the code of its municipality, which the view gives by name.
    Raises SourceError if the reply is no such view, or lacks a column or one of the six.
    """
    reply = raw.json(name)
    if not isinstance(reply, dict) or not isinstance(reply.get("facts"), list) or not reply["facts"]:
        raise SourceError(SOURCE.name, f"{name}: no facts in the reply", detail=str(reply))
    towns = _towns(name)
    named = {town.name: code for code, town in towns.items()}
    rows = []
    for fact in reply["facts"]:
        if not isinstance(fact, dict):
            raise SourceError(SOURCE.name, f"{name}: a fact is no object", detail=str(fact))
        for key, value in fact.items():
            if not (value is None or isinstance(value, (str, int, float))):
                raise SourceError(SOURCE.name, f"{name}, {key}: no cell of a table", detail=str(value))
        row = {str(key).strip(): value.strip() if isinstance(value, str) else value for key, value in fact.items()}
        require_all(SOURCE.name, f"{name}, columns", row, ("Gemeente", "Provincie", *columns))
        # Where two municipalities share a name, the view adds the arrondissement: "Aalst (Aalst)".
        code = named.get(str(row["Gemeente"] or "").split(" (")[0])
        if code and row["Provincie"] == PROVINCE:
            rows.append((code, row))
    seen = {code for code, _ in rows}
    require_all(SOURCE.name, name, {towns[code].name for code in seen}, [towns[code].name for code in required(towns)])
    return rows, remark_on_missing(name, seen, towns.values())


def _towns(view: str) -> dict[str, Municipality]:
    return municipalities("BE", queries().bestat.borders[view])


def _units(raw: Raw, rows: Rows) -> list[str]:
    towns = _towns("establishments")
    found, remarks = read_facts(raw, "establishments", ("Kwartaal", UNITS))
    for code, row in found:
        quarter = QUARTER.fullmatch(str(row["Kwartaal"] or ""))
        if not quarter:
            raise SourceError(SOURCE.name, "establishments: an unknown quarter", detail=str(row["Kwartaal"]))
        value = parse_number(SOURCE.name, f"establishments, {UNITS}", row[UNITS])
        if value is None or quarter[1] != "4":
            continue
        rows.add(
            place=towns[code].place,
            indicator="establishments",
            period=quarter[2],
            value=as_integer(value),
            unit="establishments",
            status="measured",
            source="bestat-local-units",
            definition="establishment-units",
            source_date=str(raw.fetched("establishments").date()),
        )
    return remarks


def _households(raw: Raw, year: str, rows: Rows) -> list[str]:
    totals: dict[str, set[float]] = {}
    parts: dict[str, dict[tuple[Any, ...], float]] = {}
    towns = _towns("households")
    found, remarks = read_facts(raw, "households", (HOUSEHOLDS,))
    for code, row in found:
        name = towns[code].name
        dimensions = tuple(value for key, value in row.items() if key not in (*ABOVE, HOUSEHOLDS))
        value = parse_number(SOURCE.name, f"households, {HOUSEHOLDS}", row[HOUSEHOLDS])
        if all(part is None for part in dimensions):
            totals.setdefault(name, set()).add(value or 0.0)
        elif all(part is not None for part in dimensions):
            before = parts.setdefault(name, {}).setdefault(dimensions, value or 0.0)
            if before != (value or 0.0):
                raise SourceError(
                    SOURCE.name, f"households, {name} {dimensions} stands twice", detail=f"{before}, {value}"
                )
    for code in dict(found):
        name = towns[code].name
        total = totals.get(name, set())
        if len(total) != 1:
            raise SourceError(SOURCE.name, f"households, {name}: {len(total)} totals instead of one", detail=str(total))
        added = sum(parts.get(name, {}).values())
        if {added} != total:
            detail = f"{added:g} and {next(iter(total)):g}"
            raise SourceError(SOURCE.name, f"households, {name}: the parts do not add up to the total", detail=detail)
        rows.add(
            place=towns[code].place,
            indicator="private_households",
            period=year,
            value=as_integer(added),
            unit="households",
            status="measured",
            source="bestat-households",
            definition="private-households",
            source_date=str(raw.fetched("households").date()),
        )
    return remarks


def _year(raw: Raw) -> str:
    """The year in the title of the households' view; empty unless it names exactly one."""
    if "households-view" not in raw.names():
        return ""
    described = raw.json("households-view")
    titles = " ".join(_titles(described)) if isinstance(described, Mapping) else ""
    years = set(re.findall(r"\b(?:19|20)\d{2}\b", titles))
    return years.pop() if len(years) == 1 else ""


def _titles(described: Mapping[str, Any]) -> list[str]:
    titles: list[str] = []
    for key, value in described.items():
        if "title" in str(key).lower() or str(key).lower() in ("name", "label"):
            titles += [str(one) for one in value.values()] if isinstance(value, Mapping) else [str(value)]
    return titles
