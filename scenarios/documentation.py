"""How the model works, as data for the page of assumptions: formulas, units and references, with the parameters.

The words and formulas stand in explain.yaml; values, ranges, units and references come from the parameters themselves,
so the page cannot say anything else than what is calculated.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from scenarios.parameters import CHAINS, DECIDED, Parameter, parameters


@dataclass(frozen=True)
class Formula:
    """One formula: its title and text (nl, en), as written, the parameters it uses and the outcomes it gives."""

    title: Mapping[str, str]
    formula: str
    text: Mapping[str, str]
    uses: tuple[str, ...]
    gives: tuple[str, ...]


@dataclass(frozen=True)
class Chain:
    """One chain: title, what it starts from, what it does not know (each nl, en), and its formulas."""

    key: str
    title: Mapping[str, str]
    base: Mapping[str, str]
    limits: Mapping[str, str]
    formulas: tuple[Formula, ...]


@cache
def chains() -> dict[str, Chain]:
    """Every chain by key, in order. Shared: never alter it."""
    found = {}
    for key in CHAINS:
        fields = _read()[key]
        formulas = tuple(
            Formula(row["title"], row["formula"], row["text"], tuple(row["uses"]), tuple(row["gives"]))
            for row in fields["formulas"]
        )
        found[key] = Chain(key, fields["title"], fields["base"], fields["limits"], formulas)
    return found


def uncertainty() -> Mapping[str, str]:
    """How draws and bands are made, in both languages."""
    return dict(_read()["uncertainty"])


def where_used(key: str) -> list[Formula]:
    """The formulas that a parameter stands in."""
    return [formula for chain in chains().values() for formula in chain.formulas if key in formula.uses]


def table(language: str, changes: Mapping[str, float] | None = None) -> pd.DataFrame:
    """Every assumption as a row, for the page and for exports, in one language.

    Columns: parameter (key), chain, label, value (the scenario's, where it changes it), baseline, low, high, unit,
    decided, reference, address, date, used_in, note.
    """
    given = changes or {}
    return pd.DataFrame([_row(parameter, given, language) for parameter in parameters().values()])


def _row(parameter: Parameter, given: Mapping[str, float], language: str) -> dict[str, Any]:
    source = parameter.reference
    return {
        "parameter": parameter.key,
        "chain": chains()[parameter.chain].title[language],
        "label": parameter.label[language],
        "value": float(given.get(parameter.key, parameter.value)),
        "baseline": float(parameter.value),
        "low": float(parameter.low),
        "high": float(parameter.high),
        "unit": parameter.unit[language],
        "decided": DECIDED[parameter.decided][language],
        "reference": source.text[language] if source else "",
        "address": source.address if source else "",
        "date": source.date if source else "",
        "used_in": "; ".join(formula.title[language] for formula in where_used(parameter.key)),
        "note": parameter.note[language],
    }


@cache
def _read() -> dict[str, Any]:
    return dict(yaml.safe_load((Path(__file__).parent / "documentation.yaml").read_text("utf-8")))
