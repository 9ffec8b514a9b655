"""What each indicator is and how it may be compared: `indicators.yaml`, read once and checked.

No card, no chart: a figure whose indicator is not in here is not shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from loaders.card import DatasetError

PATH = Path(__file__).with_name("indicators.yaml")
COMPARABILITIES = ("same", "bridged", "not_comparable", "one_country")
KINDS = ("count", "rate", "amount", "index")
COUNTRIES = ("BE", "NL")
LANGUAGES = ("nl", "en")
# What a formula may say; see loaders/datasets/formulas.py.
OPERATIONS = ("ratio", "sum", "difference", "change", "index")

Words = Mapping[str, str]


@dataclass(frozen=True)
class Break:
    """From `period` on, the series of these areas is another one."""

    areas: tuple[str, ...]
    period: str
    why: Words


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """One indicator; words are by language, `definition` is by country and then by language."""

    key: str
    theme: str
    label: Words
    unit: str
    decimals: int
    comparability: str
    why: Words
    definition: Mapping[str, Words]
    reference: Words
    kind: str
    sources: tuple[str, ...]
    country: str | None = None  # the side that publishes it, where comparability is one_country
    total: str | None = None  # "sum" where the six may be added up
    formula: Mapping[str, Any] | None = None
    breaks: tuple[Break, ...] = ()
    live: bool = False  # only a refresh brings its figures; until then it is not offered
    detail: bool = False  # one place or year, or a part of another indicator: shown after the main ones

    @property
    def comparable(self) -> bool:
        """Whether places on both sides may share a scale, a rank and a difference."""
        return self.comparability in ("same", "bridged")

    @property
    def inputs(self) -> tuple[str, ...]:
        """The indicators its formula names, in order."""
        if not self.formula:
            return ()
        named = self.formula[self.operation]
        named = [named] if isinstance(named, str) else named
        return tuple(key for part in named for key in ([part] if isinstance(part, str) else part))

    @property
    def operation(self) -> str:
        """The one operation of its formula."""
        return next(iter(self.formula or {"": None}))


def catalogue() -> Mapping[str, Indicator]:
    """Every indicator by key, in the order of the file; DatasetError names the indicator and the field."""
    return _read(PATH)[0]


def themes() -> Mapping[str, Words]:
    """The name of each theme by key, in the order to show them."""
    return _read(PATH)[1]


def units() -> Mapping[str, Words]:
    """The short label of each unit by key, as written after a number."""
    return _read(PATH)[2]


@cache
def _read(path: Path) -> tuple[dict[str, Indicator], dict[str, Words], dict[str, Words]]:
    try:
        # The C loader where the package has it: ten times as fast on a file of this length.
        card = yaml.load(path.read_text("utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (OSError, yaml.YAMLError) as error:
        raise DatasetError(f"{path.name}: not readable ({error})") from error
    found: dict[str, Indicator] = {}
    borders = [(one["kinds"], _break(one, "area_breaks")) for one in card.get("area_breaks", ())]
    for key, entry in card["indicators"].items():
        indicator = _indicator(key, entry, card["themes"], card["units"], found)
        at_border = [one for kinds, one in borders if indicator.kind in kinds]
        found[key] = replace(indicator, breaks=(*indicator.breaks, *at_border))
    for name in ("themes", "units"):
        for key, label in card[name].items():
            _words(label, f"{name}: {key}")
    return found, card["themes"], card["units"]


def _indicator(key: str, entry: dict[str, Any], themes: Any, units: Any, above: Mapping[str, Indicator]) -> Indicator:
    def refuse(field: str, reason: str) -> DatasetError:
        return DatasetError(f"indicators.yaml: {key}, {field}: {reason}")

    optional = ("country", "total", "formula", "breaks", "live", "detail")
    names = [field.name for field in fields(Indicator) if field.name != "key"]
    for field in names:
        if field not in entry and field not in optional:
            raise refuse(field, "missing")
    for field in entry:
        if field not in names:
            raise refuse(field, "not a field of an indicator")
    for field in ("label", "why", "reference"):
        _words(entry[field], f"{key}, {field}")
    if set(entry["definition"]) != set(COUNTRIES):
        raise refuse("definition", "must be given for BE and for NL")
    for country in COUNTRIES:
        _words(entry["definition"][country], f"{key}, definition {country}")
    for field, allowed in (
        ("theme", themes),
        ("unit", units),
        ("comparability", COMPARABILITIES),
        ("kind", KINDS),
        ("country", (*COUNTRIES, None)),
        ("total", ("sum", None)),
    ):
        if entry.get(field) not in allowed:
            raise refuse(field, f"{entry.get(field)!r} is not one of {', '.join(map(str, allowed))}")
    if (entry["comparability"] == "one_country") != ("country" in entry):
        raise refuse("country", "must be given where comparability is one_country, and only there")
    if not entry["sources"] or len(set(entry["sources"])) != len(entry["sources"]):
        raise refuse("sources", "must name at least one source, each once")
    breaks = tuple(_break(one, key) for one in entry.get("breaks", ()))
    indicator = Indicator(key=key, **{**entry, "sources": tuple(entry["sources"]), "breaks": breaks})
    if indicator.formula:
        if indicator.operation not in OPERATIONS or "computed" not in indicator.sources:
            raise refuse("formula", f"must begin with {', '.join(OPERATIONS)}; sources must name computed")
        for name in indicator.inputs:
            if name not in above:
                raise refuse("formula", f"{name} is not an indicator above this one")
    return indicator


def _break(entry: dict[str, Any], where: str) -> Break:
    _words(entry["why"], f"{where}, breaks {entry['period']}")
    return Break(tuple(entry["areas"]), str(entry["period"]), entry["why"])


def _words(words: Any, where: str) -> None:
    if not isinstance(words, dict) or set(words) != set(LANGUAGES) or not all(words.values()):
        raise DatasetError(f"indicators.yaml: {where}: needs words in nl and in en")
