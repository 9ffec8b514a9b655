"""How the model works, as data for the page of assumptions: formulas, units and references, with the parameters.

Words and formulas are in documentation.yaml; values, ranges, units and references come from the parameters themselves,
so the page cannot say anything else than what is calculated.
"""

from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any

import pandas as pd
from pydantic import Strict

from scenarios.file_models import HERE, BothLanguages, FileModel, Text, load
from scenarios.parameters import CHAINS, DECIDED, Parameter, parameters

# YAML has lists only.
Keys = Annotated[tuple[Text, ...], Strict(False)]


class Formula(FileModel):
    """One formula: title and explanation, the formula itself, and the parameters it uses and outcomes it calculates."""

    title: BothLanguages
    formula: Text
    text: BothLanguages
    uses: Keys
    results: Keys


class Chain(FileModel):
    """One chain: title, what it starts from, what it does not know, and its formulas."""

    title: BothLanguages
    base: BothLanguages
    limits: BothLanguages
    formulas: Annotated[tuple[Formula, ...], Strict(False)]


class Documentation(FileModel):
    """documentation.yaml: every chain, and how draws and bands are made."""

    cargo: Chain
    economy: Chain
    industry: Chain
    people: Chain
    uncertainty: BothLanguages


@cache
def _documentation() -> Documentation:
    return load(HERE / "documentation.yaml", Documentation)


@cache
def chains() -> dict[str, Chain]:
    """Every chain by key, in order. Shared: never alter it."""
    return {key: getattr(_documentation(), key) for key in CHAINS}


def uncertainty() -> Mapping[str, str]:
    """How draws and bands are made, in both languages."""
    return _documentation().uncertainty


def where_used(key: str) -> list[Formula]:
    """The formulas that use a parameter."""
    return [formula for chain in chains().values() for formula in chain.formulas if key in formula.uses]


def table(language: str, changes: Mapping[str, float] | None = None) -> pd.DataFrame:
    """Every assumption as a row, for the page and for exports, in one language.

    Columns: parameter (key), chain, label, value (the scenario's, where it changes it), baseline, low, high, unit,
    decided, reference, address, date, used_in, note.
    """
    return pd.DataFrame([_row(parameter, changes or {}, language) for parameter in parameters().values()])


def _row(parameter: Parameter, changes: Mapping[str, float], language: str) -> dict[str, Any]:
    source = parameter.reference
    return {
        "parameter": parameter.key,
        "chain": chains()[parameter.chain].title[language],
        "label": parameter.label[language],
        "value": float(changes.get(parameter.key, parameter.value)),
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
