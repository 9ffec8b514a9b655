"""Rows of geodata/indicators from the wider tables of the statistical offices: all municipalities, many years.

`core_people.yaml` and `core_society.yaml` name the tables and their indicators; `core_areas.yaml` turns area codes into
places and lists the codes that are left out. Every indicator of a named table is taken or left out with a reason.
"""

from pathlib import Path
from typing import NamedTuple, cast, get_args

import pandas as pd

from loaders.card import Card, DatasetError
from loaders.datasets.catalogue import catalogue
from loaders.schema import read_yaml
from loaders.snapshot.core_rules import Areas, Entry, Status, SumEntry, Table, read_rules

HERE = Path(__file__).parent
RULES = ("core_people.yaml", "core_society.yaml")
AREAS = HERE / "core_areas.yaml"
COLUMNS = [
    *("place", "indicator", "period", "value", "unit", "status"),
    *("source", "definition", "source_date", "note"),
]
KEY = ["place", "indicator", "period", "source"]
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


class Known(NamedTuple):
    """What the rows of every table are checked against: place by area code (empty: left out), and keys."""

    areas: dict[str, str]
    places: frozenset[str]
    sources: frozenset[str]
    definitions: frozenset[str]


def _read_known(geodata: Path) -> Known:
    areas = Areas.parse(read_yaml(AREAS), AREAS.name)
    return Known(
        {**{code: "" for one in areas.left_out for code in one.codes}, **areas.places},
        frozenset(Card.of("places").read()["place"]),
        frozenset(Card.of("indicator_sources", geodata).raw()["source"]),
        frozenset(Card.of("indicator_definitions", geodata).raw()["definition"]),
    )


def read_core(prepared: Path, geodata: Path) -> pd.DataFrame:
    """All rows of the core tables: COLUMNS and `row`, the file and line of each (several for a sum); all text.

    Raises DatasetError for a code, name, source or definition without a rule, and for two values of one key.
    """
    known = _read_known(geodata)
    frames = [_convert(prepared, table, known) for name in RULES for table in read_rules(HERE / name)]
    return merge(pd.concat(frames, ignore_index=True))


def merge(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with a repeated figure once: the first stays. Raises DatasetError where one source has two values."""
    value = pd.to_numeric(rows["value"])
    first = value.groupby([rows[column] for column in KEY]).transform("first")
    if (other := (value - first).abs() > 1e-9).any():
        named = rows.loc[other, [*KEY, "value", "row"]].head(3).to_dict("records")
        raise DatasetError(f"two values of one source; give the other copy a source of its own: {named}")
    return rows.drop_duplicates(KEY, ignore_index=True)


def _convert(prepared: Path, table: Table, known: Known) -> pd.DataFrame:
    _check_names(table, known)
    frame = _read(prepared, table)
    named = frame["indicator"] + " | " + frame["unit"]
    parts = {part for one in table.sums.values() for part in one.of}
    _refuse(frame, ~named.isin({*table.indicators, *parts}) & (not table.left_out), "indicator", named)
    if missing := sorted({*table.indicators, *parts} - set(named)):
        raise DatasetError(f"{table.file}: no row of {', '.join(missing)}")
    frame = frame.assign(named=named, place=_places(frame, known), status=_status(frame))
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


def _places(frame: pd.DataFrame, known: Known) -> pd.Series:
    """The place of each row, empty where its code is left out. Raises DatasetError for a code without a rule."""
    municipality = frame["code"].str.fullmatch(r"\d{5}|GM\d{4}")
    own = ("BE-" + frame["code"]).where(frame["country"] == "BE", "NL-" + frame["code"])
    places = frame["code"].map(known.areas).fillna(own.where(municipality & own.isin(known.places)))
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


def _check_names(table: Table, known: Known) -> None:
    """Raises DatasetError for an indicator, source or definition that does not exist."""
    entries = [(entry.key, entry.definition) for entry in table.indicators.values()]
    entries += [(key, entry.definition) for key, entry in table.sums.items()]
    if table.source not in known.sources:
        raise DatasetError(f"{table.file}: {table.source} is not in indicator_sources")
    for key, definition in entries:
        if key not in catalogue():
            raise DatasetError(f"{table.file}: {key} has no entry in indicators.yaml")
        if table.source not in catalogue()[key].sources:
            raise DatasetError(f"{table.file}: {table.source} is not in the sources of {key} in indicators.yaml")
        if definition not in known.definitions:
            raise DatasetError(f"{table.file}: {definition} is not in indicator_definitions")
