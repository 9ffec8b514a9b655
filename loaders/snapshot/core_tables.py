"""Rows of geodata/indicators from the wider tables of the statistical offices: all municipalities, many years.

`core_people.yaml` and `core_society.yaml` name the tables and their indicators; `core_areas.yaml` turns area codes into
places and lists the codes that are left out. Every indicator of a named table is taken or left out with a reason.
"""

from pathlib import Path
from typing import Annotated, Literal, Self, cast, get_args

import pandas as pd
from pydantic import Field, model_validator

from loaders.card import Card, DatasetError
from loaders.datasets.catalogue import catalogue
from loaders.schema import FieldError, Model, Names, read_yaml

HERE = Path(__file__).parent
RULES = ("core_people.yaml", "core_society.yaml")
AREAS = HERE / "core_areas.yaml"
COLUMNS = [
    *("place", "indicator", "period", "value", "unit", "status"),
    *("source", "definition", "source_date", "note"),
]
KEY = ["place", "indicator", "period", "source"]
Status = Literal["measured", "provisional", "reconstructed", "estimated", "modelled", "projected"]
# From firm to weak: a sum has the weakest status of its parts.
FIRMNESS: tuple[Status, ...] = get_args(Status)
# What the definition of a row says -> its status; the first that fits counts, and measured if none does.
STATUS_WORDS: dict[Status, str] = {
    "projected": r"PROJECTION|(?i:projected value)",
    "reconstructed": r"(?i:reconstructed)|for the territory of the municipality of",
    "modelled": r"(?i:modelled|model estimate)",
    # "newest years may be provisional" says that the copy does not know.
    "provisional": r"(?i:(?<!may be )provisional)|(?:19|20)\d\d\*",
}


class Entry(Model):
    """Our indicator for one name and unit of a table.

    key         of the catalogue
    definition  of indicator_definitions
    times       what the values are multiplied by, where our unit is another
    status      where the words of the table do not say it
    status_of   the name of the table whose rows say it: a rate is as reconstructed as the count that it divides
    """

    key: str
    definition: str
    times: float = 1.0
    status: Status | None = None
    status_of: str = ""


class SumEntry(Model):
    """Our indicator as the sum of several of a table, only where every part exists."""

    of: Names
    definition: str


class Table(Model):
    """What is taken from one file.

    file      below the folder of the collected tables
    source    of indicator_sources
    address   only the rows whose source_url starts with this
    from      the first period that is taken; `until` the last
    left_out  why the indicators that are not named are not taken
    """

    file: str
    source: str
    address: str = ""
    first: str = ""
    until: str = ""
    indicators: dict[str, Entry] = Field(default_factory=dict)
    sums: dict[str, SumEntry] = Field(default_factory=dict)
    left_out: str = ""

    @model_validator(mode="before")
    @classmethod
    def _rename_from(cls, given: object) -> object:
        """`from` in the file, which Python keeps for itself."""
        if isinstance(given, dict) and "from" in given:
            return {"first": given["from"], **{name: value for name, value in given.items() if name != "from"}}
        return given

    @model_validator(mode="after")
    def _names_indicators(self) -> Self:
        if not self.indicators and not self.sums:
            raise FieldError("indicators", "name at least one here or in sums")
        return self


class Tables(Model):
    """The content of core_people.yaml and core_society.yaml."""

    tables: Annotated[tuple[Table, ...], Field(strict=False)]


class LeftOut(Model):
    """Area codes that are no places of ours, and why."""

    codes: Names
    why: str


class Areas(Model):
    """The content of core_areas.yaml."""

    places: dict[str, str]
    left_out: Annotated[tuple[LeftOut, ...], Field(strict=False)]


def read_core(prepared: Path, geodata: Path) -> pd.DataFrame:
    """All rows of the core tables: COLUMNS and `row`, the file and line of each (several for a sum); all text.

    Raises DatasetError for a code, name, source or definition without a rule, and for two values of one key.
    """
    frames = [_convert(prepared, table, geodata) for name in RULES for table in read_rules(HERE / name)]
    return merge(pd.concat(frames, ignore_index=True))


def read_rules(path: Path) -> tuple[Table, ...]:
    """The tables that a file names; none if there is no file. Raises DatasetError for a refused field."""
    return Tables.parse(read_yaml(path), path.name).tables if path.is_file() else ()


def merge(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with a repeated figure once: the first stays. Raises DatasetError where one source has two values."""
    value = pd.to_numeric(rows["value"])
    first = value.groupby([rows[column] for column in KEY]).transform("first")
    if (other := (value - first).abs() > 1e-9).any():
        named = rows.loc[other, [*KEY, "value", "row"]].head(3).to_dict("records")
        raise DatasetError(f"two values of one source; give the other copy a source of its own: {named}")
    return rows.drop_duplicates(KEY, ignore_index=True)


def _convert(prepared: Path, table: Table, geodata: Path) -> pd.DataFrame:
    _check_names(table, geodata)
    frame = _read(prepared, table)
    named = frame["indicator"] + " | " + frame["unit"]
    parts = {part for one in table.sums.values() for part in one.of}
    _refuse(frame, ~named.isin({*table.indicators, *parts}) & (not table.left_out), "indicator", named)
    if missing := sorted({*table.indicators, *parts} - set(named)):
        raise DatasetError(f"{table.file}: no row of {', '.join(missing)}")
    frame = frame.assign(named=named, place=_places(frame), status=_status(frame))
    frame = frame[frame["place"] != ""]
    taken = [_take(frame, name, entry) for name, entry in table.indicators.items()]
    taken += [_add_up(frame, key, entry) for key, entry in table.sums.items()]
    rows = pd.concat(taken, ignore_index=True)
    units = {key: entry.unit for key, entry in catalogue().items()}
    return rows.assign(unit=rows["indicator"].map(units), source=table.source, note="")[[*COLUMNS, "row"]]


def _read(prepared: Path, table: Table) -> pd.DataFrame:
    """The rows of the file that the table takes, with `row` like update/be/x.csv:12 (1: the header)."""
    try:
        frame = pd.read_csv(prepared / table.file, dtype=str, keep_default_na=False)
    except OSError as error:
        raise DatasetError(f"{table.file}: not readable ({error}); name the folder with update/ in it") from error
    frame["row"] = [f"{table.file}:{line}" for line in range(2, len(frame) + 2)]
    hit = frame["source_url"].str.startswith(table.address)
    hit &= (frame["year"] >= table.first) & (frame["year"] <= (table.until or "9999"))
    if not hit.any():
        raise DatasetError(f"{table.file}: no row from {table.address or 'this file'} in the periods asked for")
    return frame[hit].reset_index(drop=True)


def _take(frame: pd.DataFrame, name: str, entry: Entry) -> pd.DataFrame:
    rows = frame[frame["named"] == name]
    number = pd.to_numeric(rows["value"]) * entry.times
    value = rows["value"] if entry.times == 1 else number.map("{:.12g}".format)
    status = _status_of(frame, rows, entry) if entry.status_of else entry.status or rows["status"]
    return rows.assign(
        indicator=entry.key, period=rows["year"], value=value, status=status, definition=entry.definition
    )


def _status_of(frame: pd.DataFrame, rows: pd.DataFrame, entry: Entry) -> pd.Series:
    """The status of the row that `status_of` names, of the same place and year. Raises DatasetError without one."""
    where = ["place", "year"]
    other = frame[frame["named"] == entry.status_of].set_index(where)["status"]
    status = pd.Series(other.reindex(pd.MultiIndex.from_frame(rows[where])).to_numpy(), index=rows.index)
    _refuse(rows, status.isna(), "status, which is that of", pd.Series(entry.status_of, index=rows.index))
    return status


def _add_up(frame: pd.DataFrame, key: str, entry: SumEntry) -> pd.DataFrame:
    parts = frame[frame["named"].isin(entry.of)].copy()
    parts["number"] = pd.to_numeric(parts["value"])
    parts["rank"] = parts["status"].map(FIRMNESS.index)
    rows = parts.groupby(["place", "year"], as_index=False).agg(
        number=("number", "sum"),
        parts=("named", "nunique"),
        count=("named", "size"),
        rank=("rank", "max"),
        source_date=("source_date", "first"),
        row=("row", " ".join),
    )
    twice = rows.loc[rows["count"] > rows["parts"], "row"]
    if len(twice):
        raise DatasetError(f"{key}: a part of the sum is there twice: {twice.iloc[0]}")
    rows = rows[rows["parts"] == len(entry.of)]
    status = rows["rank"].map(dict(enumerate(FIRMNESS)))
    value = rows["number"].map("{:.12g}".format)
    return rows.assign(indicator=key, period=rows["year"], value=value, status=status, definition=entry.definition)


def _places(frame: pd.DataFrame) -> pd.Series:
    """The place of each row, empty where its code is left out. Raises DatasetError for a code without a rule."""
    areas = Areas.parse(read_yaml(AREAS), AREAS.name)
    known = {**{code: "" for one in areas.left_out for code in one.codes}, **areas.places}
    municipality = frame["code"].str.fullmatch(r"\d{5}|GM\d{4}")
    own = ("BE-" + frame["code"]).where(frame["country"] == "BE", "NL-" + frame["code"])
    shapes = set(Card.of("places").read()["place"])
    places = frame["code"].map(known).fillna(own.where(municipality & own.isin(shapes)))
    _refuse(frame, places.isna(), "area code", frame["code"])
    return cast(pd.Series, places)


def _status(frame: pd.DataFrame) -> pd.Series:
    status = pd.Series("measured", index=frame.index)
    for name, words in reversed(STATUS_WORDS.items()):
        status = status.mask(frame["definition"].str.contains(words, regex=True), name)
    return status


def _refuse(frame: pd.DataFrame, wrong: pd.Series, what: str, words: pd.Series) -> None:
    if wrong.any():
        row, word = frame.loc[wrong, "row"].iloc[0], words[wrong].iloc[0]
        raise DatasetError(f"{row}: no rule for the {what} {word}; add it or leave it out")


def _check_names(table: Table, geodata: Path) -> None:
    """Raises DatasetError for an indicator, source or definition that does not exist."""
    entries = [(entry.key, entry.definition) for entry in table.indicators.values()]
    entries += [(key, entry.definition) for key, entry in table.sums.items()]
    sources = set(Card.of("indicator_sources", geodata).raw()["source"])
    if table.source not in sources:
        raise DatasetError(f"{table.file}: {table.source} is not in indicator_sources")
    definitions = set(Card.of("indicator_definitions", geodata).raw()["definition"])
    for key, definition in entries:
        if key not in catalogue():
            raise DatasetError(f"{table.file}: {key} has no entry in indicators.yaml")
        if table.source not in catalogue()[key].sources:
            raise DatasetError(f"{table.file}: {table.source} is not in the sources of {key} in indicators.yaml")
        if definition not in definitions:
            raise DatasetError(f"{table.file}: {definition} is not in indicator_definitions")
