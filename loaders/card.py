"""What a dataset promises, and the check that its file keeps to it.

A dataset is a folder in geodata/ with one data file and `card.yaml` beside it: who publishes it, under
which licence, what each column means, and the checksum of the file. Nothing is shown that breaks its card.
The fields of a card are in loaders/card_model.py.
"""

import hashlib
import io
import os
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Self

import geopandas as gpd
import pandas as pd

from loaders.card_checks import broken_values
from loaders.card_model import CardFields, Column, Version, parse_card
from loaders.errors import DatasetError, Fault
from loaders.storage import write_atomic

__all__ = ["GEODATA", "Card", "CardFields", "Column", "DatasetError", "Fault", "Version", "checksum", "seal"]

# NSPD_GEODATA names another folder with the same datasets, for a trial beside the real ones.
GEODATA = Path(os.environ.get("NSPD_GEODATA") or Path(__file__).parent.parent / "geodata")


@dataclass(frozen=True)
class Card:
    """The card of one dataset. Its fields are read when first asked for, and again when the file changes.

    So a loader can name its card when it is imported: a missing card is an error only for those who need that dataset.
    """

    name: str
    folder: Path
    fixed: CardFields | None = field(default=None, compare=False, repr=False)

    @classmethod
    def of(cls, name: str, geodata: Path | None = None) -> Self:
        """The card of the dataset `name`; nothing is read yet."""
        return cls(name, (geodata or GEODATA) / name)

    @property
    def fields(self) -> CardFields:
        """What is on the card. Raises DatasetError if the card is missing, not readable, or has a refused field."""
        if self.fixed is not None:
            return self.fixed
        try:
            stat = self.file.stat()
            # Two swaps may fall within one tick of the clock; a swapped card is another file.
            return _read_card(self.name, self.file, (stat.st_mtime_ns, stat.st_ino, stat.st_size))
        except FileNotFoundError as error:
            raise DatasetError(f"{self.name}/card.yaml: the card is missing; restore geodata/{self.name}") from error

    def freeze(self) -> Self:
        """The card as it is now: what is read through it belongs together, whatever is swapped in meanwhile."""
        return replace(self, fixed=self.fields)

    def with_fields(self, **fields: Any) -> Self:
        """The card as it would be with these fields. Raises DatasetError for a field that the card would refuse."""
        return replace(self, fixed=parse_card(self.name, self._changed_text(fields)))

    def update(self, **fields: Any) -> None:
        """Write new values for these fields into card.yaml; all the rest of the file stays as it is.

        Raises DatasetError for a field that the card lacks or refuses, OSError if it cannot be written.
        """
        text = self._changed_text(fields)
        parse_card(self.name, text)
        write_atomic(self.file, text.encode("utf-8"))

    def _changed_text(self, fields: dict[str, Any]) -> str:
        # Only whoever writes a card needs the editor; pages do not load it.
        from loaders.card_text import change_fields

        return change_fields(self.name, self.file.read_text("utf-8"), fields)

    @property
    def file(self) -> Path:
        """Where the card lies."""
        return self.folder / "card.yaml"

    @property
    def path(self) -> Path:
        """Where the data file lies."""
        return self.folder / self.fields.file

    @property
    def where(self) -> str:
        """The data file as messages name it."""
        return f"{self.name}/{self.fields.file}"

    @property
    def fetched(self) -> bool:
        """Whether there are data. A card without checksum and file waits for its first refresh, and has no rows."""
        return bool(self.fields.sha256) or self.path.is_file()

    @property
    def shaped(self) -> bool:
        """Whether the file holds shapes of its own (GeoParquet) or only figures (CSV)."""
        return self.path.suffix == ".parquet"

    def read(self) -> Any:
        """The checked file: a DataFrame from CSV with numbers as numbers, a GeoDataFrame (EPSG:4326) from GeoParquet.

        Raises DatasetError with every broken promise in one message.
        """
        now = self.freeze()
        return now._typed(now.read_text())

    def read_text(self) -> Any:
        """The same with every cell of a CSV file as text."""
        table, faults = self.freeze()._examine()
        if faults:
            more = f" (and {len(faults) - 5} more)" if len(faults) > 5 else ""
            raise DatasetError("; ".join(map(str, faults[:5])) + more)
        return table

    def faults(self) -> list[Fault]:
        """Every promise of the card that the file breaks; empty when all is well."""
        return self.freeze()._examine()[1]

    def check_table(self, table: Any) -> list[Fault]:
        """Every promise on columns, values, key and CRS that a table breaks, in the file or not yet.

        table  text as `raw` gives it for a CSV file, a GeoDataFrame for shapes
        """
        where, columns = self.where, self.fields.columns
        faults = [Fault(where, None, c, "the column is missing") for c in columns if c not in table.columns]
        faults += [Fault(where, None, c, "the column is not on the card") for c in table.columns if c not in columns]
        for column, promise in columns.items():
            if column in table.columns:
                faults += [Fault(where, row, column, why) for row, why in broken_values(table[column], promise)]
        key = [column for column in self.fields.key if column in table.columns]
        for index in table.index[table.duplicated(key)] if key else []:
            values = ", ".join(str(table.loc[index, column]) for column in key)
            faults.append(Fault(where, int(index) + 2, "+".join(key), f"the key stands twice: {values}"))
        if self.shaped and (table.crs is None or table.crs.to_epsg() != 4326):
            faults.append(Fault(where, None, "geometry", f"the CRS is {table.crs}, it must be EPSG:4326"))
        return faults

    def raw(self) -> Any:
        """The file unchecked: a DataFrame of text from CSV, a GeoDataFrame from GeoParquet; empty if not fetched."""
        now = self.freeze()
        return now._decode(now.path.read_bytes()) if now.fetched else now._without_rows()

    def _examine(self) -> tuple[Any, list[Fault]]:
        """The unchecked file, read once, and every promise that it breaks."""
        if not self.fetched:
            return self._without_rows(), []
        if not self.path.is_file():
            return None, [Fault(self.where, None, None, "the file is missing; restore it or run a refresh")]
        faults = []
        try:
            body = self.path.read_bytes()
            if hashlib.sha256(body).hexdigest() != self.fields.sha256:
                reason = "the checksum is not the card's: the file was changed or damaged"
                faults.append(Fault(self.where, None, None, reason))
            table = self._decode(body)
        except Exception as error:  # any reader's error means the same to whoever keeps the data
            return None, [*faults, Fault(self.where, None, None, f"not readable: {error}")]
        if len(table) != self.fields.rows:
            faults.append(Fault(self.where, None, None, f"{len(table)} rows, the card says {self.fields.rows}"))
        return table, faults + self.check_table(table)

    def _decode(self, body: bytes) -> Any:
        if self.shaped:
            return gpd.read_parquet(io.BytesIO(body))
        return pd.read_csv(io.BytesIO(body), dtype=str, keep_default_na=False, encoding="utf-8")

    def _without_rows(self) -> Any:
        empty = pd.DataFrame(columns=[*self.fields.columns], dtype=str)
        return gpd.GeoDataFrame(empty, geometry="geometry", crs=4326) if self.shaped else empty

    def _typed(self, table: Any) -> Any:
        for column, promise in self.fields.columns.items():
            if not self.shaped and promise.kind in ("number", "integer"):
                table[column] = pd.to_numeric(table[column].replace("", None))
                if promise.kind == "integer":
                    table[column] = table[column].astype("Int64")
        return table


@lru_cache(maxsize=256)
def _read_card(name: str, path: Path, version: tuple[int, ...]) -> CardFields:
    """A card as it was when last changed; `version` tells one state of the file from another."""
    try:
        return parse_card(name, path.read_text("utf-8"))
    except UnicodeDecodeError as error:
        raise DatasetError(f"{name}/card.yaml: the card is not readable YAML ({error})") from error


def checksum(path: Path) -> str:
    """The sha256 of a file, as cards write it."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def seal(name: str, geodata: Path | None = None) -> None:
    """Write the number of rows and the checksum of the file as it is now into its card."""
    card = Card.of(name, geodata)
    card.update(rows=len(card.raw()), sha256=checksum(card.path))
