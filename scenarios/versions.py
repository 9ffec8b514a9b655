"""The versions of the model: the baseline of each, how an older scenario is migrated, and the messages about changes.

Changing a value, a range or a formula raises VERSION and adds versions/<number>.yaml. Where a parameter is renamed or
takes another unit, STEPS gets a step; where a formula changes, versions/formulas.yaml says what it now does. Version 1
is the first; its links open for ever.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any

from pydantic import Strict

from scenarios.file_models import HERE, BothLanguages, Number, load_values
from scenarios.messages import Message
from scenarios.parameters import Parameter, parameters
from scenarios.scenario import Refusal

VERSION = 2
# A number from here on is no version of ours, not just a newer one.
UNLIKELY = 1000
Step = Callable[[dict[str, Any]], dict[str, Any]]
# From a version to the next: from the changes as that version writes them to those of the next.
STEPS: dict[int, Step] = {}
# What a version calculates in another way than the one before it, which no value shows: texts in both languages.
FORMULAS: dict[int, list[dict[str, str]]] = {
    int(version): texts
    for version, texts in load_values(HERE / "versions" / "formulas.yaml", dict[str, list[BothLanguages]]).items()
}


@dataclass(frozen=True)
class Change:
    """One thing that is no longer as it was when a link or file was made: its key, and the message on it."""

    what: str
    message: Message


@cache
def baseline(version: int) -> dict[str, tuple[float, float, float]]:
    """The (value, low, high) of every parameter in a version.

    Raises FileNotFoundError for a version that never was, ValueError for a bad file.
    """
    # Strict(False): YAML has lists only.
    return load_values(
        HERE / "versions" / f"{version}.yaml", dict[str, Annotated[tuple[Number, Number, Number], Strict(False)]]
    )


def refuse_version(version: Any) -> Refusal:
    """Why this version of the model cannot be opened: newer than this one, or no version at all."""
    newer = isinstance(version, int) and VERSION < version < UNLIKELY
    reason = Message("refused.newer_model", {"version": version}) if newer else Message("refused.bad_model")
    return Refusal("model", reason, Message("allowed.model", {"version": VERSION}))


def migrate(
    changes: dict[str, Any],
    version: int,
    *,
    now: int = VERSION,
    steps: Mapping[int, Step] | None = None,
    formulas: Mapping[int, Sequence[Mapping[str, str]]] | None = None,
    current: Mapping[str, Parameter] | None = None,
) -> tuple[dict[str, Any], list[Change]]:
    """The changes of an older version as this one writes them, and everything that changed since.

    A parameter that no longer exists, or a value that is no longer allowed, goes back to the baseline, with a message.
    The last four arguments are for tests of versions that do not exist yet.
    """
    if version == now:
        return changes, []
    current = parameters() if current is None else current
    before = baseline(version)
    for step in range(version, now):
        migrate_step = (STEPS if steps is None else steps).get(step)
        changes = migrate_step(changes) if migrate_step else changes
    known = FORMULAS if formulas is None else formulas
    messages = [
        Change("formula", Message("changed.formula", {"text": text}))
        for step in range(version + 1, now + 1)
        for text in known.get(step, [])
    ]
    messages += [
        _moved(key, before[key][0], p)
        for key, p in current.items()
        if key in before and key not in changes and before[key][0] != p.value
    ]
    messages += [_new(key, p) for key, p in current.items() if key not in before and key not in changes]
    allowed = {}
    for key, value in changes.items():
        parameter = current.get(key)
        if parameter is None:
            messages.append(_removed(key))
        elif isinstance(value, int | float) and not parameter.low <= value <= parameter.high:
            messages.append(_outside(key, value, parameter))
        else:
            allowed[key] = value
    # Draws come from the range: another range has another band, also where the value is the same.
    messages += [
        _other_range(p, before[key][1:])
        for key, p in current.items()
        if key in before and before[key][1:] != (p.low, p.high) and (key in allowed or key not in changes)
    ]
    return allowed, messages


def explain_other_data(before: str, now: str) -> Change:
    """The message that the observations are not those that the link was made with."""
    return Change("data", Message("changed.data", {"before": before, "now": now}))


def _moved(key: str, before: float, now: Parameter) -> Change:
    return Change(key, Message("changed.baseline", {"parameter": now.label, "before": before, "now": now.value}))


def _other_range(now: Parameter, before: tuple[float, float]) -> Change:
    limits = {"before_low": before[0], "before_high": before[1], "low": now.low, "high": now.high}
    return Change(now.key, Message("changed.range", {"parameter": now.label, **limits}))


def _new(key: str, now: Parameter) -> Change:
    return Change(key, Message("changed.new", {"parameter": now.label, "now": now.value}))


def _removed(key: str) -> Change:
    return Change(key, Message("changed.removed", {"parameter": key}))


def _outside(key: str, value: float, parameter: Parameter) -> Change:
    limits = {"low": parameter.low, "high": parameter.high, "now": parameter.value}
    return Change(key, Message("changed.outside", {"parameter": parameter.label, "value": value, **limits}))
