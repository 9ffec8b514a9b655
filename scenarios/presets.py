"""The scenarios that come with the model: each a story with a reason for every change, none of them a forecast."""

from collections.abc import Mapping
from functools import cache, cached_property

from pydantic import Field

from scenarios.file_models import HERE, BothLanguages, FileModel, Number, load
from scenarios.scenario import RefusedError, Scenario, check

ORDER = ("baseline", "as_announced", "delayed", "accelerated", "strong_trade")


class PresetChange(FileModel):
    """The value that a preset sets a parameter to, and why."""

    value: Number
    reason: BothLanguages


class Preset(FileModel):
    """A file of presets/, named after its key: a name, a story, and changes by the key of their parameter."""

    key: str
    name: BothLanguages
    story: BothLanguages
    rows: dict[str, PresetChange] = Field(validation_alias="changes")

    @cached_property
    def changes(self) -> Mapping[str, float]:
        """The changed values by the key of their parameter."""
        return {key: row.value for key, row in self.rows.items()}

    @cached_property
    def reasons(self) -> Mapping[str, Mapping[str, str]]:
        """Why each parameter has its value, in both languages."""
        return {key: row.reason for key, row in self.rows.items()}

    def scenario(self, language: str = "nl") -> Scenario:
        """The preset as a scenario to run or to change further."""
        return Scenario(self.name[language], dict(self.changes), preset=self.key, reasons=dict(self.reasons))


@cache
def presets() -> dict[str, Preset]:
    """Every preset by key, the baseline first. Shared: never alter it.

    Raises ValueError for a bad file, RefusedError where a preset changes what cannot be changed.
    """
    every = {key: load(HERE / "presets" / f"{key}.yaml", Preset, key=key) for key in ORDER}
    if refusals := [refusal for preset in every.values() for refusal in check(preset.changes)]:
        raise RefusedError(refusals)
    return every
