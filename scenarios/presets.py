"""The scenarios that come with the model: each a story with a reason for every change, none of them the truth."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from scenarios.scenario import RefusedError, Scenario, check

FOLDER = Path(__file__).parent / "presets"
ORDER = ("baseline", "as_announced", "delayed", "accelerated", "strong_trade")


@dataclass(frozen=True)
class Preset:
    """A named set of changes; name, story and each reason in both languages."""

    key: str
    name: Mapping[str, str]
    story: Mapping[str, str]
    changes: Mapping[str, float]
    reasons: Mapping[str, Mapping[str, str]]

    def scenario(self, language: str = "nl") -> Scenario:
        """The preset as a scenario to run or to change further."""
        return Scenario(self.name[language], dict(self.changes), preset=self.key, reasons=dict(self.reasons))


@cache
def presets() -> dict[str, Preset]:
    """Every preset by key, the baseline first. Shared: never alter it. Raises Refused where a file is wrong."""
    return {key: _read(key) for key in ORDER}


def _read(key: str) -> Preset:
    fields = yaml.safe_load((FOLDER / f"{key}.yaml").read_text("utf-8"))
    rows = fields.get("changes") or {}
    changes = {name: row["value"] for name, row in rows.items()}
    if refusals := check(changes):
        raise RefusedError(refusals)
    reasons = {name: row["reason"] for name, row in rows.items()}
    return Preset(key, fields["name"], fields["story"], changes, reasons)
