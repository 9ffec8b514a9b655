"""What a dataset promises, and the check that it keeps its word.

A dataset is a folder in geodata/ with one data file and `card.yaml` beside it: who publishes it, under
which licence, what each column means, and the checksum of the file. Nothing is shown that breaks its card.

Readers have two languages, so texts are `{nl: ..., en: ...}`. Those of TEXTS may be one text where both read the same
("Eurostat", "CC BY 4.0").
"""

import hashlib
import os
import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Self

import geopandas as gpd
import pandas as pd
import yaml

# NSPD_GEODATA names another folder with the same datasets, for a trial beside the real ones.
GEODATA = Path(os.environ.get("NSPD_GEODATA") or Path(__file__).parent.parent / "geodata")
FIELDS = [
    *("title", "publisher", "licence", "attribution", "address", "retrieved_from", "retrieved_on", "vintage"),
    *("note", "file", "rows", "sha256", "key", "columns"),
]
BOTH = ("title", "note")
TEXTS = ("publisher", "licence", "attribution", "retrieved_from", "vintage")
# Nine times as fast as the loader in Python, where PyYAML was built with it; both are safe.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
KINDS = ("text", "number", "integer", "date", "geometry", "one_of")


class DatasetError(ValueError):
    """A dataset is missing, damaged, or breaks its card; the message says which, where and what to do."""


@dataclass(frozen=True)
class Fault:
    """One broken promise: which file, which row of it (1 is the header; none for the file as a whole)."""

    file: str
    row: int | None
    column: str | None
    reason: str

    def __str__(self) -> str:
        place = "".join((f", row {self.row}" if self.row else "", f", column {self.column}" if self.column else ""))
        return f"{self.file}{place}: {self.reason}"


@dataclass(frozen=True)
class Card:
    """The card of one dataset. Its fields are read when first asked for, and again when the file changes.

    So a loader can name its card when it is imported: a card that is missing is the trouble of whoever needs that
    dataset, and of nobody else.
    """

    name: str
    folder: Path
    fixed: dict[str, Any] | None = field(default=None, compare=False, repr=False)

    @classmethod
    def of(cls, name: str, geodata: Path | None = None) -> Self:
        """The card of the dataset `name`; nothing is read yet."""
        return cls(name, (geodata or GEODATA) / name)

    @property
    def fields(self) -> dict[str, Any]:
        """What is on the card. Raises DatasetError where the card is missing, not readable, or lacks a field."""
        if self.fixed is not None:
            return self.fixed
        path = self.folder / "card.yaml"
        try:
            stat = path.stat()
            # Two swaps may fall within one tick of the clock; a swapped card is another file.
            return _fields(self.name, path, (stat.st_mtime_ns, stat.st_ino, stat.st_size))
        except FileNotFoundError as error:
            raise DatasetError(f"{self.name}/card.yaml: the card is missing; restore geodata/{self.name}") from error

    def __getattr__(self, field: str) -> Any:
        # Underscored names are Python's own questions (copying, pickling), never a field of a card.
        if not field.startswith("_") and field in self.fields:
            return self.fields[field]
        raise AttributeError(field)

    def pinned(self) -> Self:
        """The card as it is now: what is read through it belongs together, whatever is swapped in meanwhile."""
        return replace(self, fixed=self.fields)

    def changed(self, text: str) -> Self:
        """The card with this text instead of what stands in its file. Raises DatasetError as `fields` does."""
        return replace(self, fixed=_parsed(self.name, text))

    @property
    def path(self) -> Path:
        """Where the data file lies."""
        return self.folder / str(self.fields["file"])

    @property
    def fetched(self) -> bool:
        """Whether there are data. A card without checksum and file waits for its first refresh, and has no rows."""
        return bool(self.fields["sha256"]) or self.path.is_file()

    @property
    def shaped(self) -> bool:
        """Whether the file holds shapes of its own (GeoParquet) or only figures (CSV)."""
        return self.path.suffix == ".parquet"

    def read(self) -> Any:
        """The file as its card describes it: a DataFrame from CSV, a GeoDataFrame (EPSG:4326) from GeoParquet.

        Raises DatasetError with every broken promise in one message.
        """
        now = self.pinned()
        faults = now.faults()
        if faults:
            more = f" (and {len(faults) - 5} more)" if len(faults) > 5 else ""
            raise DatasetError("; ".join(map(str, faults[:5])) + more)
        return now._typed(now.raw())

    def faults(self) -> list[Fault]:
        """Every promise of the card that the file breaks; empty when all is well."""
        if self.fixed is None:
            return self.pinned().faults()
        where = f"{self.name}/{self.fields['file']}"
        if not self.fetched:
            return []
        if not self.path.is_file():
            return [Fault(where, None, None, "the file is missing; restore it or run a refresh")]
        found = []
        if checksum(self.path) != self.fields["sha256"]:
            found.append(Fault(where, None, None, "the checksum is not the card's: the file was changed or damaged"))
        try:
            table = self.raw()
        except Exception as error:  # any reader's error means the same to whoever keeps the data
            return [*found, Fault(where, None, None, f"not readable: {error}")]
        if len(table) != self.fields["rows"]:
            found.append(Fault(where, None, None, f"{len(table)} rows, the card says {self.fields['rows']}"))
        return found + self.broken(table)

    def broken(self, table: Any) -> list[Fault]:
        """Every promise on columns, values, key and CRS that a table breaks, in the file or not yet.

        table: text as `raw` gives it for a CSV file, a GeoDataFrame for shapes
        """
        where, columns = f"{self.name}/{self.fields['file']}", self.fields["columns"]
        found = [Fault(where, None, c, "the column is missing") for c in columns if c not in table.columns]
        found += [Fault(where, None, c, "the column is not on the card") for c in table.columns if c not in columns]
        for column, promise in columns.items():
            if column in table.columns:
                found += [Fault(where, row, column, why) for row, why in _broken(table[column], promise)]
        key = [column for column in self.fields["key"] if column in table.columns]
        for index in table.index[table.duplicated(key)] if key else []:
            values = ", ".join(str(table.loc[index, column]) for column in key)
            found.append(Fault(where, int(index) + 2, "+".join(key), f"the key stands twice: {values}"))
        if self.shaped and (table.crs is None or table.crs.to_epsg() != 4326):
            found.append(Fault(where, None, "geometry", f"the CRS is {table.crs}, it must be EPSG:4326"))
        return found

    def raw(self) -> Any:
        """The file unchecked: a DataFrame of text from CSV, a GeoDataFrame from GeoParquet; empty if not fetched."""
        if self.fixed is None:
            return self.pinned().raw()
        if not self.fetched:
            empty = pd.DataFrame(columns=[*self.fields["columns"]], dtype=str)
            return gpd.GeoDataFrame(empty, geometry="geometry", crs=4326) if self.shaped else empty
        if self.shaped:
            return gpd.read_parquet(self.path)
        return pd.read_csv(self.path, dtype=str, keep_default_na=False, encoding="utf-8")

    def _typed(self, table: Any) -> Any:
        for column, promise in self.fields["columns"].items():
            if not self.shaped and promise["kind"] in ("number", "integer"):
                table[column] = pd.to_numeric(table[column].replace("", None))
                if promise["kind"] == "integer":
                    table[column] = table[column].astype("Int64")
        return table


@lru_cache(maxsize=256)
def _fields(name: str, path: Path, version: tuple[int, ...]) -> dict[str, Any]:
    """A card as it was when last changed."""
    try:
        return _parsed(name, path.read_text("utf-8"))
    except UnicodeDecodeError as error:
        raise DatasetError(f"{name}/card.yaml: the card is not readable YAML ({error})") from error


def _parsed(name: str, text: str) -> dict[str, Any]:
    try:
        fields = yaml.load(text, LOADER)
    except yaml.YAMLError as error:
        raise DatasetError(f"{name}/card.yaml: the card is not readable YAML ({error})") from error
    missing = [field for field in FIELDS if not isinstance(fields, dict) or field not in fields]
    if missing:
        raise DatasetError(f"{name}/card.yaml: the card lacks {', '.join(missing)}")
    said = {field: fields[field] for field in (*BOTH, *TEXTS) if field in BOTH or not isinstance(fields[field], str)}
    said |= {f"the meaning of {column}": promise.get("meaning") for column, promise in fields["columns"].items()}
    if half := [what for what, text in said.items() if not _in_both(text)]:
        raise DatasetError(f"{name}/card.yaml: not as a Dutch and an English text (nl, en): {', '.join(half)}")
    return dict(fields)


def _in_both(text: Any) -> bool:
    """Whether this is a text in Dutch and in English, neither of them empty."""
    return isinstance(text, dict) and {*text} == {"nl", "en"} and all(isinstance(t, str) and t for t in text.values())


def _broken(values: pd.Series, promise: dict[str, Any]) -> list[tuple[int, str]]:
    """Rows (2 is the first under the header) of a column that break its promise, each with the reason."""
    kind = promise["kind"]
    if kind not in KINDS:
        return [(1, f"the card names an unknown kind: {kind}")]
    if kind == "geometry":
        empty = values.isna() | values.is_empty
        wrong = ~values.is_valid & ~empty
        reasons = [
            (empty & (not promise.get("empty")), "the shape is missing"),
            (wrong, "the shape is not valid"),
        ]
        return [(int(i) + 2, why) for mask, why in reasons for i in values.index[mask]]
    text = values.astype("string").fillna("")
    empty = text == ""
    found = [] if promise.get("empty") else [(i, "empty, but must be filled") for i in values.index[empty]]
    filled = text[~empty]
    if kind == "one_of":
        allowed = [str(value) for value in promise["values"]]
        found += [(i, f"{v!r} is not one of {', '.join(allowed)}") for i, v in filled.items() if v not in allowed]
    elif kind == "date":
        found += [(i, f"{v!r} is not a date like 2026-11-23") for i, v in filled.items() if not _dated(v)]
    elif kind in ("number", "integer"):
        numbers = pd.to_numeric(filled, errors="coerce").astype("Float64")
        bad = numbers.isna() if kind == "number" else numbers.isna() | (numbers % 1 != 0).fillna(True)
        found += [(i, f"{filled[i]!r} is not a {kind}") for i in filled.index[bad]]
        if (least := promise.get("least")) is not None:
            low = (numbers < least).fillna(False)
            found += [(i, f"{filled[i]} is below {least}") for i in filled.index[low]]
    return [(int(i) + 2, why) for i, why in found]


def _dated(text: str) -> bool:
    return bool(re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", text))


def checksum(path: Path) -> str:
    """The sha256 of a file, as cards write it."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def seal(name: str, geodata: Path | None = None) -> None:
    """Write the number of rows and the checksum of the file as it is now into its card."""
    card = Card.of(name, geodata)
    path = card.folder / "card.yaml"
    text = path.read_text("utf-8")
    text = re.sub(r"(?m)^rows:.*$", f"rows: {len(card.raw())}", text)
    text = re.sub(r"(?m)^sha256:.*$", f'sha256: "{checksum(card.path)}"', text)
    path.write_text(text, "utf-8")
