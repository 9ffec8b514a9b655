"""From what live sources say to rows of geodata/: which codes are asked (live.yaml), and the checks all of them share.

Nothing in here knows the format of one source. `Rows` gathers figures, refuses a key that stands twice with two
values, and gives the frame in the columns of its dataset.
"""

import math
import re
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from loaders.datasets.catalogue import catalogue
from loaders.fetch.source import SourceError

PATH = Path(__file__).with_name("queries.yaml")
INDICATORS = [
    *("place", "indicator", "period", "value", "unit", "status"),
    *("source", "definition", "source_date", "note"),
]
PORT = [
    *("scope", "measure", "category", "period", "year", "value", "unit", "status", "series", "drawn", "conflict"),
    *("place", "publisher", "source", "address", "source_date", "definition"),
]
ECONOMY = [*PORT[:3], "concept", *PORT[3:]]
EMISSIONS = [
    *("installation", "account", "site", "locality", "place", "year", "value", "unit", "status"),
    *("publisher", "source", "address", "source_date"),
]
KEYS = {
    "indicators": ["place", "indicator", "period", "source"],
    "port_cargo": ["scope", "measure", "category", "period", "year", "unit", "series", "source", "address"],
    "port_economy": ["scope", "measure", "category", "period", "year", "unit", "series", "source", "address"],
    "emissions": ["account", "year"],
}
COLUMNS = {"indicators": INDICATORS, "port_cargo": PORT, "port_economy": ECONOMY, "emissions": EMISSIONS}


def asked(name: str) -> Mapping[str, Any]:
    """What live.yaml says of one source: its requests, and the keys its codes become. Shared: never alter it."""
    found: Mapping[str, Any] = _read()[name]
    return found


@cache
def _read() -> dict[str, Any]:
    text = PATH.read_text("utf-8")
    return dict(yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader)))


def indicator_units() -> dict[str, str]:
    """The unit of each indicator by its key."""
    return {key: entry.unit for key, entry in catalogue().items()}


class Rows:
    """Figures of one dataset, gathered one by one for the source `source`."""

    def __init__(self, source: str, dataset: str) -> None:
        self.source, self.dataset = source, dataset
        self._rows: dict[tuple[Any, ...], dict[str, Any]] = {}

    def add(self, **row: Any) -> None:
        """Add a figure; what the dataset's columns lack stays empty. The same figure twice counts once.

        Raises SourceError where it stands twice with two values, or is no finite number.
        """
        key = tuple(row.get(column, "") for column in KEYS[self.dataset])
        if not math.isfinite(row["value"]):
            raise SourceError(self.source, f"a figure is not a number: {_said(key)}", told=str(row["value"]))
        before = self._rows.setdefault(key, row)
        if before["value"] != row["value"]:
            told = f"{before['value']} and {row['value']}"
            raise SourceError(self.source, f"one figure stands twice with two values: {_said(key)}", told=told)

    def frame(self) -> pd.DataFrame:
        """The rows in the columns of the dataset, sorted by its key. Raises SourceError where there are none."""
        if not self._rows:
            raise SourceError(self.source, f"the reply holds not one figure for {self.dataset}")
        columns = COLUMNS[self.dataset]
        table = pd.DataFrame([{column: row.get(column, "") for column in columns} for row in self._rows.values()])
        return table.sort_values(KEYS[self.dataset], ignore_index=True)


def unit_of(source: str, what: str, seen: str, expected: str) -> None:
    """Refuse another unit than the one the figures were read in. Raises SourceError with both."""
    if " ".join(str(seen).split()) != expected:
        raise SourceError(source, f"{what}: the unit is not {expected!r}", told=str(seen))


def all_there(source: str, what: str, seen: Collection[str], expected: Iterable[str]) -> None:
    """Refuse a reply in which something asked for is missing. Raises SourceError with what was seen."""
    missing = [one for one in expected if one not in seen]
    if missing:
        some = ", ".join(sorted(map(str, seen))[:15]) or "nothing"
        raise SourceError(source, f"{what}: missing {', '.join(missing)}", told=some)


def same_areas(source: str, what: str, areas_at: Mapping[str, set[str]], expected: Collection[str]) -> None:
    """Refuse a newest period with fewer areas than asked for: half a reply looks just like that.

    areas_at  the areas that the reply speaks of in each period, a missing value too
    """
    if not areas_at:
        return
    newest = max(areas_at)
    all_there(source, f"{what}, {newest}", areas_at[newest], list(expected))


def number(source: str, what: str, text: Any) -> float | None:
    """A number as a source writes it, or nothing where it leaves the cell empty or hides it (`*`, `x`, `:`, `.`).

    Raises SourceError where it is something else.
    """
    if text is None:
        return None
    if isinstance(text, (int, float)) and not isinstance(text, bool):
        return None if math.isnan(text) else float(text)
    plain = str(text).strip()
    if plain.lower() in ("", "*", "x", ":", ".", "-", "nan", "null", "n.a."):
        return None
    try:
        value = float(plain)
    except ValueError:
        raise SourceError(source, f"{what}: not a number", told=plain) from None
    return value


def whole(value: float) -> float | int:
    """A number without a fraction as an integer, so that a file says 5450 and not 5450.0."""
    return int(value) if value == int(value) and abs(value) < 1e15 else value


def day(text: str, otherwise: str) -> str:
    """The day of a time stamp as a source writes it, ISO or as in a Last-Modified header; else `otherwise`."""
    found = re.match(r"\d{4}-\d{2}-\d{2}", str(text))
    if found:
        return found.group()
    parsed = pd.to_datetime(text, errors="coerce", utc=True, format="%a, %d %b %Y %H:%M:%S %Z") if text else pd.NaT
    return otherwise if pd.isna(parsed) else str(parsed.date())


def _said(key: tuple[Any, ...]) -> str:
    return " ".join(str(part) for part in key if part != "")
