"""What the model calculates: every outcome with its label, unit, decimals and chain, from outcomes.yaml."""

from collections.abc import Mapping
from functools import cache

from pydantic import Field

from scenarios.file_models import HERE, BothLanguages, ChainKey, FileModel, load_rows
from scenarios.parameters import units


class Outcome(FileModel):
    """One kind of number in a result; `unit_key` is its unit in the frame, a key of parameters/units.yaml."""

    key: str
    chain: ChainKey
    label: BothLanguages
    unit_key: str = Field(validation_alias="unit")
    decimals: int = Field(ge=0)

    @property
    def unit(self) -> Mapping[str, str]:
        """The unit in both languages."""
        return units()[self.unit_key]


@cache
def outcomes() -> dict[str, Outcome]:
    """Every outcome by key, in the order of the chains. Shared: never alter it. Raises ValueError for a bad file."""
    rows = load_rows(HERE / "outcomes.yaml", Outcome)
    if unknown := [f"{key}: {outcome.unit_key}" for key, outcome in rows.items() if outcome.unit_key not in units()]:
        raise ValueError(f"outcomes.yaml: no such unit in parameters/units.yaml: {'; '.join(unknown)}")
    return rows
