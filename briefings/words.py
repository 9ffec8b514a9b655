"""The few words that slides, sheets and files bring along themselves, from the same locale files as the dashboard."""

import errno
import os
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from babel.dates import format_date

from charts.numbers import LOCALES, write_number

LANGUAGES = ("nl", "en")
FOLDER = Path(__file__).parent.parent / "i18n"


class Texts:
    """The section `kit` of one language: `Texts("nl")("agenda")`."""

    def __init__(self, language: str):
        self.language = language if language in LANGUAGES else LANGUAGES[0]

    def __call__(self, key: str, **values: object) -> str:
        """The text under a dotted key, filled in. Raises KeyError for a key the locale file does not have."""
        text: Any = _section(self.language)
        for part in key.split("."):
            text = text[part]
        # str.format reads `{field}` in our own texts only; what is filled in is never read again.
        return str(text).strip().format(**values)

    def refused(self, why: str) -> str:
        """Why the system refused, in words, from what `system_reason` gives; any other text as it is."""
        name = why.removeprefix("IO_")
        number = getattr(errno, name, None)
        return str(_section(self.language)["refused"].get(name) or (os.strerror(number) if number else why))

    def number(self, value: float, decimals: int = 0) -> str:
        """A number the reader's way: 1.234,5 in Dutch."""
        return write_number(value, self.language, decimals)

    def date(self, day: str) -> str:
        """An ISO date written out; what is no date stays as it is."""
        try:
            return str(format_date(date.fromisoformat(day[:10]), "d MMMM y", locale=LOCALES[self.language]))
        except ValueError:
            return day


def system_reason(error: OSError) -> str:
    """The name the system has for why it refused (ENOSPC), for `Texts.refused`."""
    return errno.errorcode.get(error.errno or 0, error.strerror or str(error))


def prefix_source(line: str, language: str) -> str:
    """A source line with the word before it, as pages write most of them already; an empty one stays empty."""
    held = not line or any(line.startswith(Texts(one)("source")) for one in LANGUAGES)
    return line if held else f"{Texts(language)('source')}: {line}"


@cache
def _section(language: str) -> Any:
    return yaml.safe_load((FOLDER / f"{language}.yaml").read_text("utf-8"))["kit"]
