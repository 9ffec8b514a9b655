"""The versions of the model: the baseline of each, how an older scenario is migrated, and the messages about changes.

Changing a value, a range or a formula raises VERSION and adds versions/<number>.yaml. Where a parameter is renamed or
takes another unit, STEPS gets a step; where a formula changes, FORMULAS says what it now does. Version 1 is the first;
its links open for ever.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any

from pydantic import Strict

from scenarios.file_models import HERE, Number, load_values
from scenarios.parameters import Parameter, parameters
from scenarios.scenario import Refusal

VERSION = 1
# A number from here on is no version of ours, not just a newer one.
UNLIKELY = 1000
Step = Callable[[dict[str, Any]], dict[str, Any]]
# From a version to the next: from the changes as that version writes them to those of the next.
STEPS: dict[int, Step] = {}
# What a version calculates in another way than the one before it, in both languages: no value shows that.
FORMULAS: dict[int, list[Mapping[str, str]]] = {}


@dataclass(frozen=True)
class Change:
    """One thing that is no longer as it was when a link or file was made; `message` says it in both languages."""

    what: str
    message: Mapping[str, str]


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
    nl = f"versie {version} is nieuwer dan dit model" if newer else "geen versie van het model"
    en = f"version {version} is newer than this model" if newer else "no version of the model"
    return Refusal("model", {"nl": nl, "en": en}, {"nl": f"1 tot {VERSION}", "en": f"1 to {VERSION}"})


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
    messages = [Change("formula", text) for step in range(version + 1, now + 1) for text in known.get(step, [])]
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
    nl = f"Gemaakt met gegevensversie {before}, nu is het {now}: uitkomsten kunnen verschillen."
    en = f"Made with data version {before}, now it is {now}: outcomes may differ."
    return Change("data", {"nl": nl, "en": en})


def _moved(key: str, before: float, now: Parameter) -> Change:
    nl = f"{now.label['nl']}: het basispad was {_dutch(before)} en is nu {_dutch(now.value)}"
    return Change(key, {"nl": nl, "en": f"{now.label['en']}: the baseline was {before:g} and is now {now.value:g}"})


def _other_range(now: Parameter, before: tuple[float, float]) -> Change:
    nl = f"het bereik was {_dutch(before[0])} tot {_dutch(before[1])} en is nu {_dutch(now.low)} tot {_dutch(now.high)}"
    en = f"the range was {before[0]:g} to {before[1]:g} and is now {now.low:g} to {now.high:g}"
    return Change(now.key, {"nl": f"{now.label['nl']}: {nl}", "en": f"{now.label['en']}: {en}"})


def _new(key: str, now: Parameter) -> Change:
    nl = f"{now.label['nl']}: bestond nog niet en staat nu op {_dutch(now.value)}"
    return Change(key, {"nl": nl, "en": f"{now.label['en']}: did not exist yet and is now {now.value:g}"})


def _removed(key: str) -> Change:
    nl, en = f"{key}: bestaat niet meer en is weggelaten", f"{key}: exists no more and was left out"
    return Change(key, {"nl": nl, "en": en})


def _outside(key: str, value: float, parameter: Parameter) -> Change:
    low, high, now = parameter.low, parameter.high, parameter.value
    nl = f"{_dutch(value)} mag niet meer ({_dutch(low)} tot {_dutch(high)}) en is nu het basispad, {_dutch(now)}"
    en = f"{value:g} is no longer allowed ({low:g} to {high:g}) and is now the baseline, {now:g}"
    return Change(key, {"nl": f"{parameter.label['nl']}: {nl}", "en": f"{parameter.label['en']}: {en}"})


def _dutch(value: float) -> str:
    return f"{value:g}".replace(".", ",")
