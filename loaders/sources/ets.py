"""EU emissions trading system: verified emissions a year of the installations in the six municipalities.

Fetched   the daily extract of yearly activity from the Union Registry, a packed CSV of all of Europe
Units     tonnes of CO2 equivalent; -1 and an empty cell are no figure
Places    ets.yaml: which installations lie in the district, by registry and number. The file names no place,
          so one that is not in there is never taken in: Belgian and Dutch ones that are new become a remark
Source    European Commission, Union Registry, reuse with attribution. From 2013 on: before, other gases counted

`parse` raises SourceError if a column or a known installation is missing, the text breaks off, or a row stands
twice with two values.
"""

import csv
import gzip
import io
import math
import zlib
from collections.abc import Iterator, Mapping

import pandas as pd

from loaders.fetch.replies import Raw
from loaders.fetch.rows import Rows, as_integer, parse_day, parse_number, require_all
from loaders.fetch.source import Fetcher, Source, SourceError
from loaders.sources.source_files import read_ets

CONFIG = read_ets()
SOURCE = Source(
    name="ets",
    publisher="Europese Commissie / European Commission",
    licence="reuse with attribution (European Commission)",
    base="https://dlsclimabi.blob.core.windows.net/public-data/eutlpublic/extracts/_all_extracts",
    variable="NSPD_ETS_URL",
    datasets=("emissions",),
    # The same installations and years, collected by another publisher: rows of the register replace them.
    figures=("euets.info", "union-registry-data.ec.europa.eu"),
    cards=CONFIG.card_fields(),
    days=400,
)
FILE = "operators_yearly_activity/operators_yearly_activity_daily.csv.gz"
KINDS = ("application/gzip", "application/x-gzip", "application/octet-stream", "text/csv")
COLUMNS = ("REGISTRY_CODE", "INSTALLATION_IDENTIFIER", "PERIOD_YEAR", "VERIFIED_EMISSIONS")
MORE = ("INSTALLATION_NAME", "SNAPSHOT_DATE")  # optional columns
MAX_LINES = 5_000_000
MAX_LISTED = 20


def fetch(client: Fetcher) -> None:
    """Fetch the one file."""
    client.get("yearly", FILE, kinds=KINDS, max_bytes=60_000_000)


def parse(raw: Raw) -> dict[str, pd.DataFrame]:
    """The figures, in the columns of geodata/emissions; new installations of both countries as a remark."""
    rows, seen, dated = Rows(SOURCE.name, "emissions"), set(), ""
    others: dict[str, tuple[str, str]] = {}
    for row in read_lines(raw.body("yearly")):
        account = f"{row['REGISTRY_CODE'].strip()}_{row['INSTALLATION_IDENTIFIER'].strip().removesuffix('.0')}"
        if account not in CONFIG.accounts:
            if account.startswith(("BE_", "NL_")) and row["VERIFIED_EMISSIONS"].strip() not in ("", "-1"):
                began = (row["PERIOD_YEAR"].strip()[:4], row.get("INSTALLATION_NAME") or "without a name")
                others[account] = min(others.get(account, began), began)
            continue
        seen.add(account)
        dated = dated or parse_day(row.get("SNAPSHOT_DATE") or "", str(raw.fetched("yearly").date()))
        year = parse_number(SOURCE.name, f"{account}, PERIOD_YEAR", row["PERIOD_YEAR"])
        value = parse_number(SOURCE.name, f"{account}, VERIFIED_EMISSIONS", row["VERIFIED_EMISSIONS"])
        if value is None or value == -1 or year is None or year < CONFIG.since:
            continue
        if value < 0 or year != int(year):
            raise SourceError(SOURCE.name, f"{account}: no year or no emission", detail=f"{year:g}, {value:g}")
        rows.add(
            **CONFIG.accounts[account].model_dump(),
            account=account,
            year=int(year),
            value=as_integer(value),
            unit="t CO2e",
            precision=1,
            series="site" if year >= CONFIG.whole_sites.get(account, math.inf) else "account",
            status="measured",
            publisher=SOURCE.publisher,
            source="Unieregister / Union Registry",
            address=f"{SOURCE.base}/{FILE}",
            source_date=dated,
            definition="EU ETS verified emissions of the account",
        )
    require_all(SOURCE.name, "installations", seen, CONFIG.accounts)
    frame = rows.frame()
    frame.attrs["remarks"] = _list_new_installations(others)
    return {"emissions": frame}


def _list_new_installations(others: Mapping[str, tuple[str, str]]) -> list[str]:
    """Remarks on installations that nobody has looked at yet: not in ets.yaml, with first figures after `until`.

    Those with a place of ours in their name come first: they are the likeliest to lie in the district.
    """
    localities = {one.locality.lower() for one in CONFIG.accounts.values()}
    new = [
        (not any(place in name.lower() for place in localities), account, f"{account} {name.strip()} (since {year})")
        for account, (year, name) in others.items()
        if year > str(CONFIG.until)
    ]
    if not new:
        return []
    listed = "; ".join(" ".join(text.split()) for *_, text in sorted(new)[:MAX_LISTED])
    more = f"; and {len(new) - MAX_LISTED} more" if len(new) > MAX_LISTED else ""
    return [
        f"Belgian and Dutch installations with figures since {CONFIG.until + 1} only: {len(new)}; "
        f"one that lies in the six municipalities belongs in loaders/sources/ets.yaml: {listed}{more}"
    ]


def read_lines(body: bytes) -> Iterator[Mapping[str, str]]:
    """The rows of the CSV, packed or not, by the names of its columns.

    Raises SourceError if a column is missing, a row is short, or the text breaks off.
    """
    packed = body[:2] == b"\x1f\x8b"
    try:
        with (
            gzip.GzipFile(fileobj=io.BytesIO(body)) if packed else io.BytesIO(body) as opened,
            io.TextIOWrapper(opened, encoding="utf-8-sig", errors="replace", newline="") as text,
        ):
            reader = csv.reader(text)
            head = next(reader, [])
            require_all(SOURCE.name, "columns", head, COLUMNS)
            taken = [(column, head.index(column)) for column in (*COLUMNS, *MORE) if column in head]
            last = max(at for _, at in taken)
            for row in filter(None, reader):
                if len(row) <= last:
                    raise SourceError(SOURCE.name, f"line {reader.line_num} is short", detail=str(row))
                if reader.line_num > MAX_LINES:
                    raise SourceError(SOURCE.name, f"it has more than {MAX_LINES:,} lines; it was left unread")
                yield {column: row[at] for column, at in taken}
    except (EOFError, gzip.BadGzipFile, zlib.error, csv.Error) as error:
        raise SourceError(SOURCE.name, "the packed file is damaged or was cut off", detail=str(error)) from error
