"""What the model answers: every outcome with its words, unit, decimals and chain."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from scenarios.parameters import units


@dataclass(frozen=True)
class Outcome:
    """One kind of number in a result; `unit` and `label` in both languages, `unit_key` as in the frame."""

    key: str
    chain: str
    label: Mapping[str, str]
    unit: Mapping[str, str]
    unit_key: str
    decimals: int


@cache
def outcomes() -> dict[str, Outcome]:
    """Every outcome by key, in the order of the chains. Shared: never alter it."""
    rows = yaml.safe_load((Path(__file__).parent / "outcomes.yaml").read_text("utf-8"))
    return {
        key: Outcome(key, row["chain"], row["label"], units()[row["unit"]], row["unit"], row["decimals"])
        for key, row in rows.items()
    }
