"""Statbel (text in a zip), hand-made; permits are a recorded file, changed."""

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd

from loaders.fetch.queries import queries
from loaders.fetch.replies import Raw
from tests.support.played import recorded, zipped

# The three of the district, and two others; one of them arose from a merger in 2019.
PLACES = ("44021", "44019", "43018", "43005", "44083")
HEAD = (
    "CD_REFNIS|TX_DESCR_NL|CD_DSTR_REFNIS|CD_PROV_REFNIS|CD_RGN_REFNIS|CD_SEX|CD_NATLTY|CD_CIV_STS|CD_AGE|MS_POPULATION"
)


def population(rows: list[str], head: str = HEAD) -> Raw:
    """A hand-made year of TF_SOC_POP_STRUCT."""
    return Raw.of({"population-2026": zipped(("\ufeff" + "\r\n".join([head, *rows]) + "\r\n").encode())})


def every_year() -> Raw:
    """Replies to all requests of sources/statbel.py: the recorded list of areas, and equal hand-made rows each year."""
    config, year = queries().statbel.population, population(SIX_ROWS).body("population-2026")
    years = range(config.since, max(2026, datetime.now(UTC).year) + 1)
    listed = recorded("statbel_opendata/TU_COM_REFNIS.txt")[0]
    return Raw.of({"refnis": listed, **{f"population-{one}": year for one in years}})


def a_full_year(path: Path) -> tuple[int, float]:
    """Write a zip with as much text as a real year. Returns how often the 300 rows are repeated, and its megabytes."""
    line = "44021|Gent|Gand|44000|Arrondissement Gent|Arrondissement de Gand|40000|Provincie Oost-Vlaanderen|"
    line += "Province de Flandre orientale|02000|Vlaams Gewest|Region flamande|M|BEL|Belgen|1|Ongehuwd|Celibataire|"
    head = (
        "CD_REFNIS|A|B|CD_DSTR_REFNIS|C|D|CD_PROV_REFNIS|E|F|CD_RGN_REFNIS|G|H|CD_SEX|J|K|L|M|N|CD_AGE|MS_POPULATION\n"
    )
    rows = [line.replace("44021", place, 1) + f"{age}|1\n" for place in PLACES for age in range(100)]
    block = "".join(rows).encode()
    times = 104_000_000 // len(block)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed, packed.open("T.txt", "w") as text:
        text.write(head.encode())
        for _ in range(times):
            text.write(block)
    return times, times * len(block) / 1e6


def person(place: str, age: int, number: int, province: str = "40000", region: str = "02000", sex: str = "M") -> str:
    return f"{place}|Naam|44000|{province}|{region}|{sex}|BEL|1|{age}|{number}"


SIX_ROWS = [
    person(place, age, number, sex=sex)
    for place in PLACES
    for age, number, sex in ((10, 3, "M"), (40, 5, "F"), (80, 2, "M"))
]


def houses(rows: list[str]) -> Raw:
    """A hand-made vastgoed_2010_9999.txt, in the encoding Statbel used for it."""
    head = "CD_YEAR|CD_TYPE_NL|CD_REFNIS|CD_REFNIS_NL|CD_PERIOD|CD_CLASS_SURFACE|MS_TOTAL_TRANSACTIONS|MS_P_25|"
    head += "MS_P_50_median"
    return Raw.of({"houses": zipped("\n".join([head, *rows]).encode("cp1252"))})


TYPES = (
    "Alle huizen met 2, 3, 4 of meer gevels (excl. appartementen)",
    "Huizen met 2 of 3 gevels (gesloten + halfopen bebouwing)",
    "Huizen met 4 of meer gevels (open bebouwing)",
    "Appartementen",
)
HOUSES = [
    f"2024|{kind}|{place}|Québec|Y|totaal / total|{10 + at}|1|{300_000 + at}"
    for at, kind in enumerate(TYPES)
    for place in PLACES
]


def permits(mend=lambda text: text) -> Raw:
    text = recorded("documented_examples/statbel/TF_BUILDING_PERMITS_3gem.txt")[0].decode("utf-8")
    return Raw.of({"permits": zipped(mend(text).encode())})


HEADINGS = [
    ["Mouvement de la population"],
    [
        *("CODE INS", "LIEU DE RESIDENCE", "POPULATION AU 1 JANVIER", "MOUVEMENT NATUREL", None, None),
        *("MOUVEMENT MIGRATOIRE INTERNE", None, None, "MOUVEMENT MIGRATOIRE INTERNATIONAL"),
    ],
    [None] * 9 + ["ENTREES", None, None, "SORTIES", None, None, "SOLDE"],
    [None] * 3 + ["NAISSANCES", "DECES", "SOLDE", "ENTREES", "SORTIES", "SOLDE", "IMMIGRATIONS"],
]
MOVEMENT_PAGE = b'<html><a href="/sites/default/files/made/pop1992-mov_fr.xlsx">xlsx</a></html>'


def moved(place: str, births: int, deaths: int, internal: int, international: int) -> list:
    """A hand-made row of the workbook; between the two balances lie columns that are not read."""
    row = [place, "Nom", 10_000, births, deaths, births - deaths, 100 + internal, 100, internal]
    return [*row, *[None] * 6, international]


def movement(sheets: dict[str, list[list]], headings: list[list] | None = None) -> Raw:
    """A hand-made workbook pop1992-mov: rows by name of the sheet, in the layout of the French one."""
    body = io.BytesIO()
    with pd.ExcelWriter(body) as book:
        for name, rows in sheets.items():
            lines = [*(headings or HEADINGS), *rows, ["Source: Statbel"]]
            pd.DataFrame([line + [None] * (16 - len(line)) for line in lines]).to_excel(
                book, sheet_name=name, header=False, index=False
            )
    return Raw.of({"page": MOVEMENT_PAGE, "movement": body.getvalue()})


MOVED = [moved(place, 30, 20, -5, 8) for place in PLACES]
