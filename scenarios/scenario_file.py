"""The fields of a scenario file, which are those of a link too: their types, and why a bad one is refused.

Changes are checked one by one only after they were migrated to this version of the model: see `scenarios.scenario`.
"""

import unicodedata
from collections.abc import Callable, Mapping
from functools import partial
from typing import Annotated, Any

from pydantic import AfterValidator, Field, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from scenarios.file_models import FileModel
from scenarios.presets import presets
from scenarios.scenario import NAME_LENGTH, NOTES_LENGTH, Refusal, RefusedError, check, quote_input
from scenarios.versions import VERSION, refuse_version

Words = tuple[str, str, str, str]


def _plain(text: str) -> str:
    """Text that can be shown and sent on: no control characters, no half of a surrogate pair."""
    if not all(letter in "\n\r\t" or unicodedata.category(letter) not in ("Cc", "Cs") for letter in text):
        raise PydanticCustomError("not_plain", "control characters")
    return text


def _not_blank(text: str) -> str:
    if not text.strip():
        raise PydanticCustomError("blank", "no text")
    return text


def _known_preset(key: str) -> str:
    if key not in presets():
        raise PydanticCustomError("unknown_preset", "there is no such preset")
    return key


Name = Annotated[str, Field(max_length=NAME_LENGTH), AfterValidator(_plain)]
Notes = Annotated[str, Field(max_length=NOTES_LENGTH), AfterValidator(_plain)]


class ScenarioFile(FileModel):
    """A scenario as it is stored; see `Scenario`.

    model  version of the model that it was made with
    data   version of the observations that it was made with; empty: not stored
    """

    scenario: Annotated[Name, AfterValidator(_not_blank)]
    author: Name = ""
    notes: Notes = ""
    preset: Annotated[str, AfterValidator(_known_preset)] = "baseline"
    reasons: dict[Notes, Notes | dict[Notes, Notes]] = Field(default_factory=dict)
    model: int = Field(VERSION, ge=1, le=VERSION)
    data: str = Field("", pattern=r"^[0-9a-f]{0,64}\z")
    changes: dict[Any, Any] = Field(default_factory=dict)


def validate(fields: Mapping[Any, Any]) -> ScenarioFile:
    """The checked fields. Raises RefusedError with one refusal per wrong field; unknown fields come alone."""
    try:
        return ScenarioFile.model_validate({quote_input(key): value for key, value in fields.items()})
    except ValidationError as error:
        faults = error.errors(include_url=False, include_context=False)
    if unknown := [fault for fault in faults if fault["type"] == "extra_forbidden"]:
        raise RefusedError([_unknown(str(fault["loc"][0])) for fault in unknown])
    # A field may have several faults, such as one for each type of a union: the first one is enough.
    first = {str(fault["loc"][0]): fault for fault in reversed(faults)}
    raise RefusedError([_refusal(name, first[name]) for name in ScenarioFile.model_fields if name in first])


def _unknown(name: str) -> Refusal:
    allowed = ", ".join(sorted(ScenarioFile.model_fields))
    reason = {"nl": "dit veld bestaat niet", "en": "there is no such field"}
    return Refusal(name, reason, {"nl": allowed, "en": allowed})


def _refusal(name: str, fault: ErrorDetails) -> Refusal:
    """Why a field is refused and what is allowed, in both languages."""
    if name == "model":
        return refuse_version(fault["input"])
    if name == "changes":
        return check(fault["input"])[0]
    nl, en, allowed_nl, allowed_en = REFUSALS[name]()
    return Refusal(name, {"nl": nl, "en": en}, {"nl": allowed_nl, "en": allowed_en})


def _text_of_at_most(length: int) -> Words:
    return (
        "ontbreekt, is geen tekst, te lang of met vreemde tekens",
        "is missing, no text, too long or with odd signs",
        f"tekst tot {length} tekens",
        f"text of at most {length} characters",
    )


def _preset() -> Words:
    known = ", ".join(presets())
    return "dit uitgangspunt bestaat niet", "there is no such preset", known, known


# Reason (nl, en) and what is allowed (nl, en).
REFUSALS: dict[str, Callable[[], Words]] = {
    "scenario": partial(_text_of_at_most, NAME_LENGTH),
    "author": partial(_text_of_at_most, NAME_LENGTH),
    "notes": partial(_text_of_at_most, NOTES_LENGTH),
    "preset": _preset,
    "reasons": lambda: ("geen lijst van redenen", "no list of reasons", "naam: tekst", "name: text"),
    "data": lambda: ("geen versie van de gegevens", "no version of the data", "cijfers en letters", "hex digits"),
}
