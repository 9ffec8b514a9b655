"""From replies of live sources to rows of geodata/: the checks that all of them share.

Nothing in here knows the format of one source. `Rows` gathers figures, refuses a key that stands twice with two
values, and returns the frame in the columns of its dataset.
"""

import math
import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

import pandas as pd

from loaders.card import Card
from loaders.datasets.catalogue import catalogue
from loaders.errors import SourceError


def indicator_units() -> dict[str, str]:
    """The unit of each indicator by its key."""
    return {key: entry.unit for key, entry in catalogue().items()}


class Rows:
    """Figures of one dataset, gathered one by one for the source `source`."""

    def __init__(self, source: str, dataset: str) -> None:
        self.source, self.dataset = source, dataset
        self._card = Card.of(dataset).fields
        self._rows: dict[tuple[Any, ...], dict[str, Any]] = {}

    def add(self, **row: Any) -> None:
        """Add a figure; columns of the dataset that are not given stay empty. The same figure twice counts once.

        Raises SourceError if it is there already with another value, or is no finite number.
        """
        key = tuple(row.get(column, "") for column in self._card.key)
        if not math.isfinite(row["value"]):
            raise SourceError(self.source, f"a figure is not a number: {_join(key)}", detail=str(row["value"]))
        before = self._rows.setdefault(key, row)
        if before["value"] != row["value"]:
            detail = f"{before['value']} and {row['value']}"
            raise SourceError(self.source, f"one figure stands twice with two values: {_join(key)}", detail=detail)

    def frame(self) -> pd.DataFrame:
        """The rows in the columns of the dataset, sorted by its key. Raises SourceError if there are none."""
        if not self._rows:
            raise SourceError(self.source, f"the reply holds not one figure for {self.dataset}")
        table = pd.DataFrame(
            [{column: row.get(column, "") for column in self._card.columns} for row in self._rows.values()]
        )
        return table.sort_values(list(self._card.key), ignore_index=True)


def require_unit(source: str, what: str, seen: str, expected: str) -> None:
    """Refuse another unit than the one the figures were read in. Raises SourceError with both."""
    if " ".join(str(seen).split()) != expected:
        raise SourceError(source, f"{what}: the unit is not {expected!r}", detail=str(seen))


def require_all(source: str, what: str, seen: Collection[str], expected: Iterable[str]) -> None:
    """Refuse a reply in which something asked for is missing. Raises SourceError with what was seen."""
    missing = [one for one in expected if one not in seen]
    if missing:
        some = ", ".join(sorted(map(str, seen))[:15]) or "nothing"
        raise SourceError(source, f"{what}: missing {', '.join(missing)}", detail=some)


def require_newest(source: str, what: str, areas_at: Mapping[str, set[str]], expected: Collection[str]) -> None:
    """Refuse a newest period with fewer areas than asked for, as in half a reply.

    areas_at  the areas that the reply speaks of in each period, a missing value too
    """
    if not areas_at:
        return
    newest = max(areas_at)
    require_all(source, f"{what}, {newest}", areas_at[newest], list(expected))


def parse_number(source: str, what: str, text: Any) -> float | None:
    """A number as a source writes it; None if the cell is empty or hidden (`*`, `x`, `:`, `.`).

    Raises SourceError if it is something else.
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
        raise SourceError(source, f"{what}: not a number", detail=plain) from None
    return value


def as_integer(value: float) -> float | int:
    """A number without a fraction as an integer, so that a file says 5450 and not 5450.0."""
    return int(value) if value == int(value) and abs(value) < 1e15 else value


def parse_day(text: str, otherwise: str) -> str:
    """The day of a time stamp as a source writes it, ISO or as in a Last-Modified header; else `otherwise`."""
    day = re.match(r"\d{4}-\d{2}-\d{2}", str(text))
    if day:
        return day.group()
    parsed = pd.to_datetime(text, errors="coerce", utc=True, format="%a, %d %b %Y %H:%M:%S %Z") if text else pd.NaT
    return otherwise if pd.isna(parsed) else str(parsed.date())


def _join(key: tuple[Any, ...]) -> str:
    return " ".join(str(part) for part in key if part != "")
