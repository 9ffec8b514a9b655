"""The texts of the dashboard in the reader's language, and numbers and dates as that language writes them.

A language is a code in `LANGUAGES` and a file `<code>.yaml`; the section `language` in it has its name and locale.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from babel import Locale
from babel.dates import format_date
from babel.numbers import get_decimal_symbol, get_group_symbol

from i18n import numbers

# The first one is for readers who have not chosen.
LANGUAGES = ("nl", "en")
FOLDER = Path(__file__).parent
# Nine times as fast as the loader in Python, where PyYAML was built with it; both are safe.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Words:
    """The texts of one language. `t("map.title")` is a text, with `{name}` in it replaced by the argument of that name.

    prefix  the section of the locale file in which keys are looked up; see `section`
    """

    language: str
    prefix: str = ""

    def __call__(self, key: str, **values: object) -> str:
        """The text under a dotted key. Raises KeyError for a key that is not in the locale file."""
        text = locale_texts(self.language)[self.prefix + key]
        # str.format reads `{field}` in our own texts only; a value that is put in is not read again.
        return text.format(**values) if values else text

    def find(self, key: str) -> str | None:
        """The text under a dotted key, or None."""
        return locale_texts(self.language).get(self.prefix + key)

    def section(self, name: str) -> "Words":
        """The same language with keys from one section: `Words("nl").section("kit")("agenda")` is `kit.agenda`."""
        return replace(self, prefix=f"{name}.")

    def texts(self) -> dict[str, str]:
        """Every text of the section by its key, for a browser that fills them in."""
        texts = locale_texts(self.language).items()
        return {key.removeprefix(self.prefix): text for key, text in texts if key.startswith(self.prefix)}

    def dated(self, text: str) -> str:
        """The date of a source in the reader's language, where the data say more than a date; else as it stands."""
        key = "dated." + re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")
        return locale_texts(self.language).get(key, text)

    def of(self, translations: Mapping[str, str] | str) -> str:
        """The text in this language of those that data keep by language; a plain text is the same in every language."""
        return translations if isinstance(translations, str) else translations[self.language]

    def half(self, text: str) -> str:
        """The part in this language of a text that data keep as "Dutch / English"; another text stays whole."""
        parts = text.split(" / ")
        return parts[LANGUAGES.index(self.language)] if len(parts) == len(LANGUAGES) else text

    @property
    def locale(self) -> str:
        """The locale of Babel by which numbers and dates are written: nl_NL."""
        return locale_texts(self.language)["language.locale"]

    @property
    def locale_tag(self) -> str:
        """The same locale as a browser names it: nl-NL."""
        return self.locale.replace("_", "-")

    @property
    def decimal(self) -> str:
        """The decimal sign."""
        return str(get_decimal_symbol(self.locale))

    @property
    def thousands(self) -> str:
        """The sign between groups of three digits."""
        return str(get_group_symbol(self.locale))

    @property
    def separators(self) -> str:
        """Decimal sign and thousands sign, as a layout of Plotly has them."""
        return self.decimal + self.thousands

    def number(self, value: float, decimals: int = 0, *, signed: bool = False) -> str:
        """A number as the reader writes it: 1.234,5 in Dutch, 1,234.5 in English; `signed` writes a plus too."""
        return numbers.write_number(value, self.locale, decimals, signed=signed)

    def group_digits(self, text: str) -> str:
        """A text of a source with its long whole numbers grouped: 510000 becomes 510.000 or 510,000."""
        return numbers.group_digits(text, self.locale)

    def date(self, day: date) -> str:
        """A date in full: 23 november 2026."""
        return str(format_date(day, "d MMMM y", locale=self.locale))

    def iso_date(self, text: str) -> str:
        """An ISO date, or date and time, as a date in full; any other text as it stands."""
        try:
            return self.date(date.fromisoformat(text[:10]))
        except ValueError:
            return text

    def partial_date(self, text: str) -> str:
        """A date as precise as it is known: 2021, september 2021 or 28 september 2021 from 2021-09-28."""
        if not re.fullmatch(r"\d{4}-\d{2}", text):
            return self.iso_date(text)
        return str(format_date(date.fromisoformat(f"{text}-01"), "MMMM y", locale=self.locale))

    def period(self, period: str) -> str:
        """A period of the data: 2023, or 1e kwartaal 2024."""
        texts = replace(self, prefix="")
        year, _, quarter = period.partition("-Q")
        return texts("period.quarter", year=year, quarter=quarter) if quarter else period or texts("period.undated")

    def calendar(self) -> dict[str, list[str]]:
        """Names of days (from Sunday) and months, in full and short, as a locale of Plotly has them."""
        locale = Locale.parse(self.locale)

        def names(part: Mapping[str, Any], width: str) -> list[str]:
            return [str(name) for _, name in sorted(part["format"][width].items())]

        # Babel's week begins on Monday.
        days, short_days = ([week[-1], *week[:-1]] for week in (names(locale.days, w) for w in ("wide", "abbreviated")))
        months = {"months": names(locale.months, "wide"), "shortMonths": names(locale.months, "abbreviated")}
        return {"days": days, "shortDays": short_days, **months}


@cache
def locale_texts(language: str) -> dict[str, str]:
    """Every text of the locale file of a language by its dotted key. Cached: never alter it."""
    return dict(_flatten(yaml.load((FOLDER / f"{language}.yaml").read_text("utf-8"), LOADER)))


def _flatten(tree: Mapping[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    """Every text of nested sections with its dotted key."""
    pairs: list[tuple[str, str]] = []
    for key, value in tree.items():
        dotted = f"{prefix}{key}"
        pairs += _flatten(value, f"{dotted}.") if isinstance(value, Mapping) else [(dotted, str(value).strip())]
    return pairs
