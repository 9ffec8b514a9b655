"""The words of the dashboard in the reader's language, and numbers and dates written the reader's way."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from babel.dates import format_date

from charts.numbers import LOCALES, write_number

LANGUAGES = ("nl", "en")
FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Words:
    """The words of one language. `words("map.title")` gives a text, with `{name}` filled in from the arguments."""

    language: str

    def __call__(self, key: str, **values: object) -> str:
        """The text under a dotted key. Raises KeyError for a key that is not in the locale file."""
        text = _texts(self.language)[key]
        return text.format(**values) if values else text

    def dated(self, text: str) -> str:
        """The date of a source in the reader's language, where the data say more than a date; else as it stands."""
        key = "dated." + re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")
        return _texts(self.language).get(key, text)

    def of(self, both: Mapping[str, str] | str) -> str:
        """The half of a text that data keep in both languages; a text that reads the same in both stays whole."""
        return both if isinstance(both, str) else both[self.language]

    def half(self, text: str) -> str:
        """The half of a text that data keep as "Dutch / English"; another text stays whole."""
        halves = text.split(" / ")
        return halves[LANGUAGES.index(self.language)] if len(halves) == len(LANGUAGES) else text

    def number(self, value: float, decimals: int = 0, *, signed: bool = False) -> str:
        """A number the reader's way: 1.234,5 in Dutch, 1,234.5 in English."""
        return write_number(value, self.language, decimals, signed=signed)

    def date(self, day: date) -> str:
        """A date written out: 23 november 2026."""
        return str(format_date(day, "d MMMM y", locale=LOCALES[self.language]))

    def period(self, period: str) -> str:
        """A period as people say it: 2023, or 1e kwartaal 2024."""
        year, _, quarter = period.partition("-Q")
        return self("period.quarter", year=year, quarter=quarter) if quarter else period or self("period.undated")


@cache
def _texts(language: str) -> dict[str, str]:
    return dict(_flat(yaml.safe_load((FOLDER / f"{language}.yaml").read_text("utf-8"))))


def _flat(tree: Mapping[str, Any], above: str = "") -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for key, value in tree.items():
        dotted = f"{above}.{key}" if above else str(key)
        found += _flat(value, dotted) if isinstance(value, Mapping) else [(dotted, str(value).strip())]
    return found
