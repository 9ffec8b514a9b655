"""A scenario: a name and what it changes of the baseline; and the check of such changes, which refuses with reasons."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from typing import Annotated, Any

from pydantic import AfterValidator, ConfigDict, Field, TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from scenarios.messages import Message, MessageValue
from scenarios.parameters import Parameter, central, parameters

# Measures at one site of which the second builds on the first: with both on, it may not start before the first.
ORDERED = (("dow_hydrogen", "dow_phase2"), ("steel_dri", "steel_closure"), ("steel_stop", "steel_closure"))
# Measures of which one replaces the other.
EXCLUSIVE = (("steel_dri", "steel_stop"),)
# A number this large is as good as infinite, and a whole one may be too large to convert.
INFINITE = 1e300
NAME_LENGTH = 80
NOTES_LENGTH = 4000


@dataclass(frozen=True)
class Scenario:
    """What differs from the baseline, by key of the parameter, and who made it.

    reasons  why a parameter has its value, by key: a text of the maker, or the preset's in both languages
    """

    name: str
    changes: Mapping[str, float] = field(default_factory=dict)
    author: str = ""
    notes: str = ""
    preset: str = "baseline"
    reasons: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Refusal:
    """One value that is refused: which field, why, and what is allowed."""

    field: str
    reason: Message
    allowed: Message

    def __str__(self) -> str:
        return f"{self.field}: {self.reason}; {self.allowed}"


class RefusedError(ValueError):
    """A scenario that cannot be run; `refusals` says which fields and why."""

    def __init__(self, refusals: list[Refusal]):
        super().__init__("; ".join(map(str, refusals)))
        self.refusals = refusals


def check(changes: Mapping[str, Any]) -> list[Refusal]:
    """Why these changes are refused, field by field; empty when they are not. Never raises for a bad value."""
    if not isinstance(changes, Mapping):
        return [Refusal("changes", Message("refused.not_values"), Message("allowed.values"))]
    if refusals := [refusal for key, value in changes.items() if (refusal := _check_value(key, value))]:
        return refusals
    refusals = []
    values = central() | {key: float(value) for key, value in changes.items()}
    for first, second in ORDERED:
        early, late = values[f"{first}_start"], values[f"{second}_start"]
        if values[first] and values[second] and late < early:
            measure = parameters()[first].label
            reason = Message("refused.too_early", {"year": late, "measure": measure, "start": early})
            refusals.append(Refusal(f"{second}_start", reason, Message("allowed.not_before", {"year": early})))
    for one, other in EXCLUSIVE:
        if values[one] and values[other]:
            reason = Message("refused.excluded", {"measure": parameters()[one].label})
            refusals.append(Refusal(other, reason, Message("allowed.one_of_two")))
    return refusals


def resolved_values(scenario: Scenario) -> dict[str, float]:
    """The value of every parameter in this scenario. Raises RefusedError for a bad change."""
    if refusals := check(scenario.changes):
        raise RefusedError(refusals)
    return central() | {key: float(value) for key, value in scenario.changes.items()}


def _check_value(key: Any, value: Any) -> Refusal | None:
    """Why one change is refused, none where it is not; the first reason where there are more."""
    name = quote_input(key)
    parameter = parameters().get(key) if isinstance(key, str) else None
    if parameter is None:
        near = get_close_matches(name, parameters(), 1)
        allowed = Message("allowed.perhaps", {"parameter": near[0]}) if near else Message("allowed.parameter")
        return Refusal(name, Message("refused.unknown_parameter"), allowed)
    try:
        _value_type(parameter.key).validate_python(value)
    except ValidationError as error:
        return Refusal(name, _reason(error.errors()[0]["type"], value), _range(parameter))
    return None


@cache
def _value_type(key: str) -> TypeAdapter[float]:
    """What a parameter may be: a finite number in its range, a whole one for a year or a switch."""
    parameter = parameters()[key]
    checks = [AfterValidator(_finite), *([AfterValidator(_whole)] if parameter.kind in ("year", "switch") else [])]
    limited: Any = Annotated[(int | float, *checks, Field(ge=parameter.low, le=parameter.high))]
    return TypeAdapter(limited, config=ConfigDict(strict=True))


def _finite(value: float) -> float:
    if not math.isfinite(value if abs(value) < INFINITE else math.inf):
        raise PydanticCustomError("not_finite", "not a finite number")
    return value


def _whole(value: float) -> float:
    if value != int(value):
        raise PydanticCustomError("not_whole", "not whole")
    return value


def _reason(fault: str, value: Any) -> Message:
    """Why a value is refused, for a type of error of pydantic. The value is quoted as it was entered."""
    if fault == "not_finite":
        return Message("refused.not_finite")
    if fault == "not_whole":
        return Message("refused.not_whole", {"value": f"{value:g}"})
    if fault in ("greater_than_equal", "less_than_equal"):
        return Message("refused.outside", {"value": f"{value:g}"})
    return Message("refused.not_number", {"value": repr(quote_input(value))})


def quote_input(text: Any) -> str:
    """Input of a reader, cut and without signs that cannot be printed, to be shown in an answer."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in str(text)[:60])


def _range(parameter: Parameter) -> Message:
    """The values that a parameter may have."""
    if parameter.kind == "switch":
        return Message("allowed.switch")
    limits: dict[str, MessageValue] = {"low": parameter.low, "high": parameter.high}
    if parameter.kind == "year":
        return Message("allowed.years", limits)
    return Message("allowed.range", {**limits, "unit": parameter.unit})
