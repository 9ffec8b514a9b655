"""Every assumption of the model: its value, range, unit, where it comes from and who decided it.

They stand in scenarios/parameters/*.yaml, one file a chain, with their words in both languages. A parameter without
a reference is our own assumption and is marked so wherever it is shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "parameters"
CHAINS = ("cargo", "economy", "industry", "people")
KINDS = ("number", "year", "switch")
DECIDED = {
    "source": {"nl": "uit de bron", "en": "from the source"},
    "derived": {"nl": "door ons afgeleid uit de bron", "en": "derived from the source by us"},
    "own": {"nl": "eigen aanname", "en": "own assumption"},
}
# A page has room for this many controls in front; the rest is behind "all assumptions".
FRONT = 8


@dataclass(frozen=True)
class Reference:
    """Where a value comes from: the source in words (nl, en), its address, its date as it gives it (n.d.: none)."""

    text: Mapping[str, str]
    address: str
    date: str


@dataclass(frozen=True)
class Parameter:
    """One assumption. `low` and `high` are its range: what is allowed, and what uncertain ones are drawn from.

    kind     number, year (a whole year), or switch (0 is off, 1 is on)
    main     one of the controls in front
    path     one of the points that a line over the years goes through (`_2030`, `_2050`)
    drawn    uncertain, so drawn for the bands; a choice of whoever makes the scenario is not
    decided  source, derived or own: see DECIDED for the words
    """

    key: str
    chain: str
    label: Mapping[str, str]
    unit: Mapping[str, str]
    unit_key: str
    value: float
    low: float
    high: float
    step: float
    decimals: int
    note: Mapping[str, str]
    reference: Reference | None = None
    decided: str = "own"
    kind: str = "number"
    main: bool = False
    path: bool = False
    drawn: bool = True


def own_assumption(parameter: Parameter) -> bool:
    """Whether no source stands behind the value: such a parameter is marked wherever it is shown."""
    return parameter.reference is None


@cache
def units() -> dict[str, dict[str, str]]:
    """The units of parameters and outcomes: key to words in both languages."""
    return dict(_read("units"))


@cache
def parameters() -> dict[str, Parameter]:
    """Every parameter by key, in the order of the chains. Shared: never alter it.

    Raises ValueError where the YAML contradicts itself: a mistake of ours, found by the tests.
    """
    references = {key: Reference(**fields) for key, fields in _read("references").items()}
    found = {key: _made(key, chain, fields, references) for chain in CHAINS for key, fields in _read(chain).items()}
    if (front := sum(parameter.main for parameter in found.values())) > FRONT:
        raise ValueError(f"{front} parameters are main, at most {FRONT} may be")
    return found


def central() -> dict[str, float]:
    """The value of every parameter in the baseline."""
    return {key: parameter.value for key, parameter in parameters().items()}


def _made(key: str, chain: str, fields: dict[str, Any], references: dict[str, Reference]) -> Parameter:
    fields = {**fields, "unit_key": fields["unit"], "unit": units()[fields["unit"]]}
    named = fields.get("reference")
    if (named is None) != (fields.get("decided", "own") == "own"):
        raise ValueError(f"{key}: own assumption and a reference exclude each other")
    fields["reference"] = references[named] if named else None
    made = Parameter(key=key, chain=chain, **fields)
    if not made.low <= made.value <= made.high:
        raise ValueError(f"{key}: {made.value} lies outside {made.low} to {made.high}")
    if made.kind not in KINDS or made.decided not in DECIDED:
        raise ValueError(f"{key}: unknown kind or decided")
    return made


def _read(name: str) -> dict[str, Any]:
    return dict(yaml.safe_load((FOLDER / f"{name}.yaml").read_text("utf-8")))
