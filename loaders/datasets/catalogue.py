"""What each indicator is and how it may be compared: `indicators.yaml`, read once and checked.

No card, no chart: a figure whose indicator is not in here is not shown.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from loaders.errors import DatasetError
from loaders.schema import LANGUAGES, BothLanguages, FieldError, Model, Names, read_yaml

__all__ = ["LANGUAGES", "Break", "Indicator", "catalogue", "themes", "units"]

PATH = Path(__file__).with_name("indicators.yaml")
Country = Literal["BE", "NL"]
COUNTRIES = ("BE", "NL")
Kind = Literal["count", "rate", "amount", "index"]


class Formula(Model):
    """How an indicator is computed, by exactly one operation: see loaders/datasets/formulas.py.

    ratio       two indicators; the first may be a list of which the sum counts
    times       what the ratio is multiplied by
    newest      whether the second of the ratio is taken from its newest period, and from which period on (`since`)
    base        period of an index that is 100
    """

    ratio: Annotated[tuple[str | Names, str], Field(strict=False)] | None = None
    sum: Names | None = None
    difference: Names | None = None
    change: str | None = None
    index: str | None = None
    times: int = 1
    newest: bool = False
    since: str = ""
    base: str = ""

    @model_validator(mode="after")
    def _has_one_operation(self) -> Self:
        if sum(getattr(self, name) is not None for name in OPERATIONS) != 1:
            raise ValueError(f"must hold exactly one of {', '.join(OPERATIONS)}")
        return self

    @property
    def operation(self) -> str:
        """The one of OPERATIONS that it holds."""
        return next(name for name in OPERATIONS if getattr(self, name) is not None)

    @property
    def inputs(self) -> tuple[str, ...]:
        """The indicators that it names, in order."""
        named = getattr(self, self.operation)
        parts = (named,) if isinstance(named, str) else named
        return tuple(key for part in parts for key in ((part,) if isinstance(part, str) else part))


OPERATIONS = ("ratio", "sum", "difference", "change", "index")


class Break(Model):
    """From `period` on, the series of these areas is another one."""

    areas: Names
    period: str
    why: BothLanguages


class Indicator(Model):
    """One indicator; words are by language, `definition` is by country and then by language.

    country  the side that publishes it, where comparability is one_country
    total    "sum" where the six may be added up
    live     only a refresh brings its figures; until then it is not offered
    core     complete for most places: shown before the others
    detail   one place or year, or a part of another indicator: shown after the main ones
    """

    key: str
    theme: str
    label: BothLanguages
    unit: str
    decimals: int
    comparability: Literal["same", "bridged", "not_comparable", "one_country"]
    why: BothLanguages
    definition: dict[Country, BothLanguages]
    reference: BothLanguages
    kind: Kind
    sources: Names
    country: Country | None = None
    total: Literal["sum"] | None = None
    formula: Formula | None = None
    breaks: Annotated[tuple[Break, ...], Field(strict=False)] = ()
    live: bool = False
    core: bool = False
    detail: bool = False

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if {*self.definition} != {*COUNTRIES}:
            raise FieldError("definition", "must be given for BE and for NL")
        if (self.comparability == "one_country") != (self.country is not None):
            raise FieldError("country", "must be given where comparability is one_country, and only there")
        if not self.sources or len({*self.sources}) != len(self.sources):
            raise FieldError("sources", "must name at least one source, each once")
        if self.formula and "computed" not in self.sources:
            raise FieldError("formula", "sources must name computed")
        if self.core and self.detail:
            raise FieldError("core", "a core indicator is no detail")
        return self

    @property
    def comparable(self) -> bool:
        """Whether places on both sides may share a scale, a rank and a difference."""
        return self.comparability in ("same", "bridged")

    @property
    def inputs(self) -> tuple[str, ...]:
        """The indicators its formula names, in order."""
        return self.formula.inputs if self.formula else ()


class AreaBreak(Break):
    """A change of the border of areas: a break in every indicator of these kinds.

    except_for  indicators of these kinds whose table has the new borders in every year
    """

    kinds: Annotated[tuple[Kind, ...], Field(strict=False)]
    except_for: Names = ()


class Catalogue(Model):
    """The content of indicators.yaml; `texts` holds what several indicators say, by a YAML anchor."""

    area_breaks: Annotated[tuple[AreaBreak, ...], Field(strict=False)] = ()
    themes: dict[str, BothLanguages]
    units: dict[str, BothLanguages]
    texts: dict[str, BothLanguages] = Field(default_factory=dict)
    indicators: dict[str, Indicator]

    @model_validator(mode="before")
    @classmethod
    def _name_indicators(cls, content: Any) -> Any:
        """Give each indicator its key, which in the file is outside its entry."""
        entries = content.get("indicators") if isinstance(content, dict) else None
        if not isinstance(entries, dict):
            return content
        if twice := [key for key, one in entries.items() if isinstance(one, dict) and "key" in one]:
            raise FieldError(", ".join(map(str, twice)), "key: not a field here; the key stands before the entry")
        named = {key: {"key": key, **one} if isinstance(one, dict) else one for key, one in entries.items()}
        return {**content, "indicators": named}


def catalogue() -> Mapping[str, Indicator]:
    """Every indicator by key, in the order of the file. Raises DatasetError with the indicator and the field."""
    return read(PATH).indicators


def themes() -> Mapping[str, BothLanguages]:
    """The name of each theme by key, in the order to show them."""
    return read(PATH).themes


def units() -> Mapping[str, BothLanguages]:
    """The short label of each unit by key, as written after a number."""
    return read(PATH).units


@cache
def read(path: Path) -> Catalogue:
    """A file like indicators.yaml, with breaks of areas added to the indicators of their kinds. Raises DatasetError."""
    parsed = Catalogue.parse(read_yaml(path), path.name, unnamed=("indicators",))
    above: dict[str, Indicator] = {}
    named = {name for one in parsed.area_breaks for name in one.except_for}
    if unknown := sorted(named - parsed.indicators.keys()):
        raise DatasetError(f"{path.name}: area_breaks, except_for: {', '.join(unknown)} is not an indicator")
    for key, indicator in parsed.indicators.items():
        for field, allowed in (("theme", parsed.themes), ("unit", parsed.units)):
            if (value := getattr(indicator, field)) not in allowed:
                raise DatasetError(f"{path.name}: {key}, {field}: {value!r} is not one of {', '.join(allowed)}")
        if unknown := [name for name in indicator.inputs if name not in above]:
            raise DatasetError(f"{path.name}: {key}, formula: {', '.join(unknown)} is not an indicator above this one")
        at_border = [
            Break(areas=one.areas, period=one.period, why=one.why)
            for one in parsed.area_breaks
            if indicator.kind in one.kinds and key not in one.except_for
        ]
        above[key] = indicator.model_copy(update={"breaks": (*indicator.breaks, *at_border)})
    return parsed.model_copy(update={"indicators": above})
