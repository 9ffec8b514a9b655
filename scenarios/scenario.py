"""A scenario: a name and what it changes of the baseline; and the check of such changes, which refuses with reasons."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from scenarios.parameters import Parameter, central, parameters

# Measures at one site of which the second builds on the first: with both on, it may not start before.
ORDERED = (("dow_hydrogen", "dow_phase2"), ("steel_dri", "steel_closure"))
ENDLESS = 1e300
NAME_LENGTH = 80
NOTES_LENGTH = 4000


@dataclass(frozen=True)
class Scenario:
    """What differs from the baseline, by key of the parameter, and who made it.

    reasons  why a parameter has its value, by key, as the maker wrote it or the preset gives it (nl, en)
    """

    name: str
    changes: Mapping[str, float] = field(default_factory=dict)
    author: str = ""
    notes: str = ""
    preset: str = "baseline"
    reasons: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Refusal:
    """One value that is not taken: which field, why (nl, en), and what is allowed (nl, en)."""

    field: str
    reason: Mapping[str, str]
    allowed: Mapping[str, str]

    def __str__(self) -> str:
        return f"{self.field}: {self.reason['en']}; allowed: {self.allowed['en']}"


class RefusedError(ValueError):
    """A scenario that cannot be run; `refusals` says which fields and why."""

    def __init__(self, refusals: list[Refusal]):
        super().__init__("; ".join(map(str, refusals)))
        self.refusals = refusals


def check(changes: Mapping[str, Any]) -> list[Refusal]:
    """Why these changes cannot be taken, field by field; empty when they can. Never raises for a bad value."""
    if not isinstance(changes, Mapping):
        return [_refusal("changes", "geen lijst van waarden", "not a list of values", "naam: getal", "name: number")]
    found = [refusal for key, value in changes.items() if (refusal := _judged(key, value))]
    if found:
        return found
    values = central() | {key: float(value) for key, value in changes.items()}
    for first, second in ORDERED:
        early, late = values[f"{first}_start"], values[f"{second}_start"]
        if values[first] and values[second] and late < early:
            found.append(
                _refusal(
                    f"{second}_start",
                    f"{late:g} ligt voor de start van ‘{parameters()[first].label['nl']}’ ({early:g})",
                    f"{late:g} lies before the start of ‘{parameters()[first].label['en']}’ ({early:g})",
                    f"{early:g} of later",
                    f"{early:g} or later",
                )
            )
    return found


def resolved_values(scenario: Scenario) -> dict[str, float]:
    """The value of every parameter in this scenario. Raises Refused where a change cannot be taken."""
    if refusals := check(scenario.changes):
        raise RefusedError(refusals)
    return central() | {key: float(value) for key, value in scenario.changes.items()}


def changed_inputs(scenario: Scenario) -> dict[str, tuple[float, float]]:
    """Every input that is not the baseline's: key to (baseline, scenario)."""
    before, after = central(), resolved_values(scenario)
    return {key: (before[key], after[key]) for key in before if before[key] != after[key]}


def _judged(key: Any, value: Any) -> Refusal | None:
    name = quote_input(key)
    parameter = parameters().get(key) if isinstance(key, str) else None
    if parameter is None:
        near = get_close_matches(name, parameters(), 1)
        return _refusal(
            name,
            "deze parameter bestaat niet",
            "there is no such parameter",
            f"misschien {near[0]}" if near else "een naam van de bladzijde met aannames",
            f"perhaps {near[0]}" if near else "a name from the page of assumptions",
        )
    if isinstance(value, bool) or not isinstance(value, int | float):
        said = quote_input(value)
        return _refusal(name, f"{said!r} is geen getal", f"{said!r} is not a number", *_range(parameter))
    # A whole number may be too large for any comparison that ends in words.
    if not math.isfinite(value if abs(value) < ENDLESS else math.inf):
        return _refusal(name, "geen eindig getal", "not a finite number", *_range(parameter))
    if parameter.kind in ("year", "switch") and value != int(value):
        return _refusal(name, f"{value:g} is niet heel", f"{value:g} is not whole", *_range(parameter))
    if not parameter.low <= value <= parameter.high:
        return _refusal(name, f"{value:g} ligt erbuiten", f"{value:g} lies outside", *_range(parameter))
    return None


def quote_input(text: Any) -> str:
    """What somebody sent, short enough and clean enough to be shown in an answer."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in str(text)[:60])


def _range(parameter: Parameter) -> tuple[str, str]:
    low, high = f"{parameter.low:.10g}", f"{parameter.high:.10g}"
    if parameter.kind == "switch":
        return "0 (uit) of 1 (aan)", "0 (off) or 1 (on)"
    unit = {language: "" if parameter.kind == "year" else " " + parameter.unit[language] for language in ("nl", "en")}
    return f"{low} tot {high}{unit['nl']}".replace(".", ","), f"{low} to {high}{unit['en']}"


def _refusal(name: str, nl: str, en: str, allowed_nl: str, allowed_en: str) -> Refusal:
    return Refusal(name, {"nl": nl, "en": en}, {"nl": allowed_nl, "en": allowed_en})
