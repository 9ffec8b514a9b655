"""RVA/ONEM, unemployment by municipality: jobseekers on benefit in % of those insured against unemployment.

Fetched   the one file behind ONEM's interactive statistics, with every month since 2017; 2 MB
File      ";", quoted heads or not; level 5 is a municipality by its NIS code; maand 1-12 is a month, 13 the year's
          average, and diff1an the change from a year before
Units     %, with two decimals. The average of a year without its December is provisional
Borders   the municipalities of today in every year: those that arose in 2025 have figures from 2017 on
Source    https://www.rva.be/nl/documentatie/statistieken, free re-use with source and date

`parse` raises SourceError if the heads are not these, one of the six is missing, a rate is empty or no share of a
hundred, or the change that the file gives is not the difference of its own averages.
"""

import io
from collections.abc import Mapping

import pandas as pd

from loaders.fetch.areas import municipalities, remark_on_missing, required
from loaders.fetch.replies import Raw
from loaders.fetch.rows import Rows, as_integer, parse_day, parse_number, require_all
from loaders.fetch.source import Fetcher, Source, SourceError

SOURCE = Source(
    name="onem",
    publisher="RVA/ONEM",
    licence="free re-use with source and date",
    base="https://interactivestats.services.rvaonem.fgov.be/interactivestats/csvResource",
    variable="NSPD_ONEM_URL",
    datasets=("indicators",),
)
FILE = "interact_taux_V1.csv"
# How a server may name the type of a .csv.
KINDS = ("text/csv", "text/plain", "application/csv", "application/octet-stream", "application/vnd.ms-excel")
INDICATOR = "unemployment_insured"
HEADS = ["jaar", "maand", "level", "zonegeog", "graad", "diff1an"]
MUNICIPALITY, DECEMBER, YEAR = "5", "12", "13"
# Rates have two decimals; the change is that of the unrounded rates.
ROUNDING = 0.02


def fetch(client: Fetcher) -> None:
    """Fetch the file."""
    client.get("rates", FILE, kinds=KINDS)


def parse(raw: Raw) -> dict[str, pd.DataFrame]:
    """The averages of the years, in the columns of geodata/indicators."""
    table, towns = _read(raw), municipalities("BE")
    ours = table[(table["level"] == MUNICIPALITY) & table["zonegeog"].isin(list(towns))]
    years = ours[ours["maand"] == YEAR]
    whole = set(ours.loc[ours["maand"] == DECEMBER, "jaar"])
    dated = parse_day(raw.replies["rates"].last_modified, str(raw.fetched("rates").date()))
    rows, remarks = Rows(SOURCE.name, "indicators"), []
    rates: dict[tuple[str, str], float] = {}
    for year, of_year in years.sort_values("jaar").groupby("jaar"):
        what = f"rates, {year}"
        require_all(SOURCE.name, what, set(of_year["zonegeog"]), required(towns))
        remarks += remark_on_missing(what, set(of_year["zonegeog"]), towns.values())
        for row in of_year.to_dict("records"):
            town = towns[row["zonegeog"]]
            rates[town.code, str(year)] = value = _rate(row, f"{what}, {town}")
            _check_change(row, value, rates.get((town.code, str(int(str(year)) - 1))), f"{what}, {town}")
            rows.add(
                place=town.place,
                indicator=INDICATOR,
                period=str(year),
                value=as_integer(value),
                unit="pct",
                status="measured" if year in whole else "provisional",
                source="onem-interact-taux",
                definition="onem-rate-file",
                source_date=dated,
            )
    frame = rows.frame()
    frame.attrs["remarks"] = remarks
    return {"indicators": frame}


def _read(raw: Raw) -> pd.DataFrame:
    """The file, every cell as text without blanks around it. Raises SourceError if its heads are others."""
    try:
        table = pd.read_csv(
            io.BytesIO(raw.body("rates")), sep=";", dtype=str, keep_default_na=False, encoding="utf-8-sig"
        )
    except (pd.errors.ParserError, pd.errors.EmptyDataError, UnicodeDecodeError) as error:
        raise SourceError(SOURCE.name, "rates: no table separated by ;", detail=str(error)) from error
    heads = [str(head).strip() for head in table.columns]
    if heads != HEADS or not isinstance(table.index, pd.RangeIndex):
        raise SourceError(SOURCE.name, f"rates: the heads are not {';'.join(HEADS)}", detail=";".join(heads))
    return pd.DataFrame({head: table.iloc[:, at].str.strip() for at, head in enumerate(heads)})


def _rate(row: Mapping[object, str], what: str) -> float:
    """The rate of a row. Raises SourceError if it is empty, or no share of a hundred."""
    value = parse_number(SOURCE.name, what, row["graad"])
    if not row["jaar"].isdigit() or value is None or not 0 <= value <= 100:
        raise SourceError(SOURCE.name, f"{what}: no rate of a year", detail=f"{row['jaar']} {row['graad']!r}")
    return value


def _check_change(row: Mapping[object, str], value: float, before: float | None, what: str) -> None:
    """Raises SourceError if the change that the file gives is not that of its own rates: columns were exchanged."""
    change = parse_number(SOURCE.name, f"{what}, diff1an", row["diff1an"])
    if before is not None and change is not None and abs(value - before - change) > ROUNDING:
        detail = f"{value:g} - {before:g} and {change:g}"
        raise SourceError(SOURCE.name, f"{what}: its change is not that of its rates", detail=detail)
