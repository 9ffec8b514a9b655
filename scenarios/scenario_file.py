"""The fields of a scenario file, which are those of a link too: their types, and why a bad one is refused.

Changes are checked one by one only after they were migrated to this version of the model: see `scenarios.scenario`.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, Field, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from scenarios.file_models import FileModel
from scenarios.messages import Message
from scenarios.presets import presets
from scenarios.scenario import NAME_LENGTH, NOTES_LENGTH, Refusal, RefusedError, check, quote_input
from scenarios.versions import VERSION, refuse_version


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
# The fields with text of a reader, and how many characters each may have.
LENGTHS = {"scenario": NAME_LENGTH, "author": NAME_LENGTH, "notes": NOTES_LENGTH}


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
    return Refusal(name, Message("refused.unknown_field"), _one_of(sorted(ScenarioFile.model_fields)))


def _refusal(name: str, fault: ErrorDetails) -> Refusal:
    """Why a field is refused and what is allowed."""
    if name == "model":
        return refuse_version(fault["input"])
    if name == "changes":
        return check(fault["input"])[0]
    if name == "preset":
        return Refusal(name, Message("refused.unknown_preset"), _one_of(presets()))
    if name in LENGTHS:
        return Refusal(name, Message("refused.bad_text"), Message("allowed.text", {"length": LENGTHS[name]}))
    return Refusal(name, Message(f"refused.bad_{name}"), Message(f"allowed.{name}"))


def _one_of(names: Iterable[str]) -> Message:
    return Message("allowed.one_of", {"names": ", ".join(names)})
