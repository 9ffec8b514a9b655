"""Every assumption of the model: its value, range, unit, where it comes from and who decided it.

They are in scenarios/parameters/*.yaml, one file per chain, with their words in both languages. A parameter without
a reference is our own assumption and is marked so wherever it is shown.
"""

from collections.abc import Mapping
from functools import cache
from typing import Annotated, Literal, Self, get_args

from pydantic import Field, Strict, model_validator

from scenarios.file_models import HERE, BothLanguages, ChainKey, FileModel, Number, Text, load_rows, load_values

FOLDER = HERE / "parameters"
CHAINS: tuple[str, ...] = get_args(ChainKey)
# Who decided a value, by key, in both languages.
DECIDED = load_values(FOLDER / "decided.yaml", dict[str, BothLanguages])
# A page has room for this many main controls; the others are under "all assumptions".
MAX_MAIN = 8


class Reference(FileModel):
    """Where a value comes from: the source in words, its address, its date as the source writes it (n.d.: none)."""

    key: str
    text: BothLanguages
    address: str = Field(pattern="^https://")
    date: Text


class Parameter(FileModel):
    """One assumption. `low` and `high` are its range: what is allowed, and what uncertain ones are drawn from.

    kind     number, year (a whole year), or switch (0 is off, 1 is on)
    main     one of the main controls
    path     one of the points that a line over the years goes through (`_2030`, `_2050`)
    drawn    uncertain, so drawn for the bands; false for a choice of the scenario's maker
    spread   of a year or a number of years: it is drawn so many years around its value, also where a scenario sets it
    likely   the range that it is drawn from, where more than that is allowed
    decided  see DECIDED for the words
    """

    key: str
    chain: ChainKey
    label: BothLanguages
    unit_key: str = Field(validation_alias="unit")
    value: Number
    low: Number
    high: Number
    step: Number = Field(gt=0)
    decimals: int = Field(ge=0)
    note: BothLanguages
    reference_key: str | None = Field(None, validation_alias="reference")
    decided: Literal["source", "derived", "own"] = "own"
    kind: Literal["number", "year", "switch"] = "number"
    main: bool = False
    path: bool = False
    drawn: bool = True
    spread: int = Field(0, ge=0)
    likely: Annotated[tuple[Number, Number], Strict(False)] | None = None

    @property
    def unit(self) -> Mapping[str, str]:
        """The unit in both languages."""
        return units()[self.unit_key]

    @property
    def reference(self) -> Reference | None:
        """The source of the value; none for an own assumption."""
        return references()[self.reference_key] if self.reference_key else None

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if (self.reference_key is None) != (self.decided == "own"):
            raise ValueError("an own assumption and a reference exclude each other")
        if not self.low <= self.value <= self.high:
            raise ValueError(f"{self.value} lies outside {self.low} to {self.high}")
        if self.likely and not self.low <= self.likely[0] <= self.value <= self.likely[1] <= self.high:
            raise ValueError(f"{self.likely} is not a range around {self.value} within {self.low} to {self.high}")
        if self.unit_key not in units():
            raise ValueError(f"there is no unit {self.unit_key} in units.yaml")
        if self.reference_key and self.reference_key not in references():
            raise ValueError(f"there is no reference {self.reference_key} in references.yaml")
        return self


def own_assumption(parameter: Parameter) -> bool:
    """Whether no source supports the value: such a parameter is marked wherever it is shown."""
    return parameter.reference_key is None


@cache
def units() -> dict[str, dict[str, str]]:
    """The units of parameters and outcomes: key to words in both languages."""
    return load_values(FOLDER / "units.yaml", dict[str, BothLanguages])


@cache
def references() -> dict[str, Reference]:
    """The sources that parameters refer to, by key."""
    return load_rows(FOLDER / "references.yaml", Reference)


@cache
def parameters() -> dict[str, Parameter]:
    """Every parameter by key, in the order of the chains. Shared: never alter it.

    Raises ValueError where a file is wrong or contradicts itself: a mistake of ours, found by the tests.
    """
    by_chain = [load_rows(FOLDER / f"{chain}.yaml", Parameter, chain=chain) for chain in CHAINS]
    every = {key: parameter for rows in by_chain for key, parameter in rows.items()}
    if (count := sum(parameter.main for parameter in every.values())) > MAX_MAIN:
        raise ValueError(f"{count} parameters are main, at most {MAX_MAIN} may be")
    return every


def central() -> dict[str, float]:
    """The value of every parameter in the baseline."""
    return {key: parameter.value for key, parameter in parameters().items()}
