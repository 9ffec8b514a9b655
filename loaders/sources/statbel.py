"""Statbel, population on 1 January by age, and its women; and how any of its open-data files is read.

Fetched   the list of areas, to see that our numbers still mean our municipalities; TF_SOC_POP_STRUCT_<year>.zip, each
          year from 2016 on; the newest may not be there yet
Files     a zip with one text in it (or an .xlsx): "|", quoted or not, UTF-8 with a BOM or Windows-1252. The text of a
          year is 100 MB: it is read in chunks and never held as a whole
Units     persons; codes are text, their zeros in front are part of them
Source    https://statbel.fgov.be, CC BY 4.0. It drops connections from data centres: then run the refresh elsewhere,
          or put the file behind NSPD_STATBEL_URL

`parse` raises SourceError if a column, one of the six or the text itself is missing, or ages do not add up; what it
lacks of the other municipalities is in frame.attrs["remarks"], here and in the other modules that read these files.
"""

import codecs
import csv
import io
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pandas as pd

from loaders.fetch.areas import municipalities, remark_on_missing, required
from loaders.fetch.queries import queries
from loaders.fetch.replies import Raw
from loaders.fetch.rows import Rows, as_integer, parse_day, parse_number, require_all
from loaders.fetch.source import Fetcher, Source, SourceError
from loaders.sources import refnis

SOURCE = Source(
    name="statbel",
    publisher="Statbel",
    licence="CC BY 4.0",
    base="https://statbel.fgov.be",
    variable="NSPD_STATBEL_URL",
    datasets=("indicators",),
)
KINDS = (
    "application/zip",
    "application/x-zip-compressed",
    "application/octet-stream",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
)
WOMEN = "population_women"
MAX_UNPACKED = 500_000_000
CHUNK = 50_000


def fetch(client: Fetcher) -> None:
    """Fetch every year; it is no error if the newest is not published yet."""
    refnis.fetch(client)
    config = queries().statbel.population
    newest = datetime.now(UTC).year
    for year in range(config.since, newest + 1):
        address = f"{queries().statbel.root}{config.folder}/TF_SOC_POP_STRUCT_{year}.zip"
        try:
            client.get(f"population-{year}", address, kinds=KINDS)
        except SourceError as error:
            if year < newest or "answered 404" not in error.reason:
                raise


def parse(raw: Raw) -> dict[str, pd.DataFrame]:
    """Population, its women and its age groups, of the municipalities and of the levels above them."""
    remarks = refnis.check(raw, SOURCE.name)
    rows = Rows(SOURCE.name, "indicators")
    for name in raw.names("population-"):
        remarks += _year(raw, name, name.removeprefix("population-"), rows)
    frame = rows.frame()
    frame.attrs["remarks"] = remarks
    return {"indicators": frame}


def _year(raw: Raw, name: str, year: str, rows: Rows) -> list[str]:
    """Add the figures of a year, in the borders of that year; returns remarks on it."""
    config, towns = queries().statbel.population, municipalities("BE", int(year))
    bands = {**config.bands, **config.wider_bands}
    sums: dict[tuple[str, str], float] = defaultdict(float)
    for chunk in read_chunks(raw, SOURCE, name):
        own = "CD_REFNIS" if "CD_REFNIS" in chunk else "CD_MUNTY_REFNIS"
        levels = [own, "CD_PROV_REFNIS", "CD_RGN_REFNIS"]
        require_all(SOURCE.name, f"{name}, columns", chunk.columns, [*levels, "CD_SEX", "CD_AGE", "MS_POPULATION"])
        ages = numbers(chunk, "CD_AGE", SOURCE, name)
        persons = numbers(chunk, "MS_POPULATION", SOURCE, name)
        if persons.isna().any() or (persons < 0).any() or (ages.isna() & (persons > 0)).any():
            raise SourceError(SOURCE.name, f"{name}: a row without an age or a number of persons")
        if unknown := set(chunk["CD_SEX"]) - {*config.sexes}:
            raise SourceError(SOURCE.name, f"{name}, CD_SEX: an unknown code", detail=", ".join(sorted(unknown)))
        parts = {band: persons.where(ages.between(*ends), 0.0) for band, ends in bands.items()}
        parts |= {"population": persons, WOMEN: persons.where(chunk["CD_SEX"] == config.women, 0.0)}
        for indicator, within in parts.items():
            for level in levels:
                for code, total in within.groupby(chunk[level]).sum().items():
                    sums[str(code), indicator] += total
            sums["01000", indicator] += within.sum()
    seen = {code for code, _ in sums}
    require_all(SOURCE.name, name, seen, required(towns))
    dated = date_of(raw, name)
    places = {code: town.place for code, town in towns.items()}
    for code, place in {**places, **queries().statbel.parents}.items():
        if code not in seen:
            continue
        total, added = sums[code, "population"], sum(sums[code, band] for band in config.bands)
        if total != added:
            raise SourceError(SOURCE.name, f"{name}, {code}: the ages do not add up", detail=f"{added} and {total}")
        for indicator in ("population", WOMEN, *bands):
            if code not in places and indicator != "population" and place != "BE23":
                continue
            rows.add(
                place=place,
                indicator=indicator,
                period=year,
                value=as_integer(sums[code, indicator]),
                unit="inhabitants",
                status="measured",
                source="statbel-tf-soc-pop-struct",
                definition="statbel-structure",
                source_date=dated,
            )
    return remark_on_missing(name, seen, towns.values())


def date_of(raw: Raw, name: str) -> str:
    """The day the file was last changed, where the server says so; else the day it was fetched."""
    return parse_day(raw.replies[name].last_modified, str(raw.fetched(name).date()))


def read_chunks(raw: Raw, source: Source, name: str) -> Iterator[pd.DataFrame]:
    """The rows of a Statbel file in chunks, every cell as text without blanks around it.

    Raises SourceError if the file is no zip, unpacks to too much, holds no table, or breaks off.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(raw.body(name))) as packed:
            entries = [one for one in packed.infolist() if one.filename.lower().endswith((".txt", ".csv", ".xlsx"))]
            if any(one.filename == "[Content_Types].xml" for one in packed.infolist()):
                yield from _sheets(raw, source, name)
                return
            if len(entries) != 1:
                detail = ", ".join(packed.namelist())
                raise SourceError(source.name, f"{name}: not one table in the zip", detail=detail)
            if entries[0].file_size > MAX_UNPACKED:
                detail = f"{entries[0].file_size:,} bytes"
                raise SourceError(source.name, f"{name}: it unpacks to more than {MAX_UNPACKED:,} bytes", detail=detail)
            encoding = _encoding(packed, entries[0])
            with packed.open(entries[0]) as text:
                yield from _texts(io.TextIOWrapper(text, encoding=encoding, newline=""), source, name)
    except SourceError:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        raise SourceError(source.name, f"{name}: the zip is damaged", detail=str(error)) from error


def numbers(chunk: pd.DataFrame, column: str, source: Source, name: str) -> pd.Series:
    """A column as numbers, missing where the cell is empty or hidden (`*`). Raises SourceError for anything else."""
    plain = chunk[column].replace({"": None, "*": None, "x": None, ".": None})
    values = pd.to_numeric(plain, errors="coerce")
    if (wrong := plain.notna() & values.isna()).any():
        raise SourceError(source.name, f"{name}, {column}: not a number", detail=str(chunk.loc[wrong, column].iloc[0]))
    return values


def cell(row: Mapping[Any, str], column: str, source: Source, name: str) -> float | None:
    """One number of a row; None if the cell is empty or hidden. Raises SourceError if the column is missing."""
    require_all(source.name, f"{name}, columns", row, [column])
    return parse_number(source.name, f"{name}, {column}", row[column])


@dataclass(frozen=True)
class Records:
    """Rows of a file, our key of a place by its code, and remarks on municipalities that the file lacks."""

    rows: list[dict[Hashable, str]]
    places: dict[str, str]
    remarks: list[str]


def records(raw: Raw, source: Source, name: str, columns: Sequence[str], own: str, borders: int) -> Records:
    """The rows of our municipalities and their province.

    columns  that must be there; own: the one that holds the REFNIS code; borders: the year of its municipalities
    Raises SourceError if a column or one of the six is missing.
    """
    towns = municipalities("BE", borders)
    places = {**{code: town.place for code, town in towns.items()}, "40000": "BE23"}
    seen: set[str] = set()
    records: list[dict[Hashable, str]] = []
    for chunk in read_chunks(raw, source, name):
        require_all(source.name, f"{name}, columns", chunk.columns, [own, *columns])
        seen |= set(chunk[own])
        records += chunk[chunk[own].isin(list(places))].to_dict("records")
    require_all(source.name, name, seen & set(places), required(towns))
    return Records(records, places, remark_on_missing(name, seen, towns.values()))


def _encoding(packed: zipfile.ZipFile, entry: zipfile.ZipInfo) -> str:
    """UTF-8 if all of the text is valid UTF-8, else Windows-1252, which Statbel used before."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    try:
        with packed.open(entry) as text:
            while chunk := text.read(1 << 20):
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _texts(text: io.TextIOWrapper, source: Source, name: str) -> Iterator[pd.DataFrame]:
    try:
        yield from (
            _stripped(chunk)
            for chunk in pd.read_csv(
                text, sep="|", dtype=str, keep_default_na=False, chunksize=CHUNK, quoting=csv.QUOTE_MINIMAL
            )
        )
    except (pd.errors.ParserError, pd.errors.EmptyDataError, UnicodeDecodeError) as error:
        raise SourceError(source.name, f"{name}: no table separated by |", detail=str(error)) from error


def _sheets(raw: Raw, source: Source, name: str) -> Iterator[pd.DataFrame]:
    """Every sheet of an .xlsx."""
    try:
        book = pd.read_excel(io.BytesIO(raw.body(name)), sheet_name=None, dtype=str, engine="calamine")
    except Exception as error:  # any reader's error means the same: it is no workbook
        raise SourceError(source.name, f"{name}: no readable workbook", detail=str(error)) from error
    yield from (_stripped(sheet.fillna("")) for sheet in book.values() if len(sheet))


def _stripped(chunk: pd.DataFrame) -> pd.DataFrame:
    names = [str(column).strip().lstrip("\ufeff") for column in chunk.columns]
    texts = {name: chunk.iloc[:, at].astype("str").str.strip() for at, name in enumerate(names)}
    return pd.DataFrame(texts, index=chunk.index)
