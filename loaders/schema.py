"""What the models of our YAML files have in common, and how a refused field is reported: where, what, what is allowed.

One model per format: loaders/card_model.py (card.yaml), loaders/datasets/catalogue.py (indicators.yaml),
loaders/trajectory/links.py (links.yaml), loaders/fetch/queries.py (queries.yaml), and for the YAML files beside source
modules loaders/sources/source_files.py.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Self

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from loaders.errors import DatasetError

LANGUAGES = ("nl", "en")
# Nine times as fast as the loader in Python, where PyYAML was built with it; both are safe.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# pydantic's name of an error -> what we say; `{input}` is what stands in the file.
REASONS = {
    "missing": "missing",
    "string_type": "must be text, not {input!r}",
    "int_type": "must be a whole number, not {input!r}",
    "float_type": "must be a number, not {input!r}",
    "bool_type": "must be true or false, not {input!r}",
    "list_type": "must be a list, not {input!r}",
    "tuple_type": "must be a list, not {input!r}",
    "dict_type": "must be fields with values, not {input!r}",
    "model_type": "must be fields with values, not {input!r}",
    "date_type": "must be a date like 2026-11-23, not {input!r}",
    "date_from_datetime_inexact": "must be a date like 2026-11-23, not {input!r}",
}


class FieldError(ValueError):
    """A field that a check of a whole part of a file refuses: its name, and what is wrong or allowed."""

    def __init__(self, field: str, reason: str) -> None:
        self.field, self.reason = field, reason
        super().__init__(f"{field}: {reason}")


class Model(BaseModel):
    """A part of a file: each field has one type, and a field that is not listed is refused."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _refuse_unknown_fields(cls, given: Any) -> Any:
        unknown = [str(name) for name in given if name not in cls.model_fields] if isinstance(given, dict) else []
        if unknown:
            raise FieldError(", ".join(unknown), f"not a field here; there are {', '.join(cls.model_fields)}")
        return given

    @classmethod
    def parse(cls, content: Any, file: str, *, unnamed: tuple[str, ...] = ()) -> Self:
        """The content of a file as this model. Raises DatasetError with every refused field.

        unnamed  parts of a path that a message leaves out, such as the field that holds all entries
        """
        try:
            return cls.model_validate(content)
        except ValidationError as error:
            raise DatasetError(f"{file}: {'; '.join(_describe(error, unnamed))}") from error


def _check_words(given: Any) -> Any:
    if _in_both_languages(given):
        return given
    raise ValueError("needs words in nl and in en")


def _check_text(given: Any) -> Any:
    if isinstance(given, str) or _in_both_languages(given):
        return given
    raise ValueError("must be one text for both languages, or a text in each of nl and en")


def _in_both_languages(given: Any) -> bool:
    return (
        isinstance(given, dict)
        and {*given} == {*LANGUAGES}
        and all(isinstance(text, str) and text for text in given.values())
    )


# A text in Dutch and in English, neither of them empty; and one that may be the same in both: a name, a licence.
BothLanguages = Annotated[dict[str, str], BeforeValidator(_check_words)]
Text = Annotated[str | dict[str, str], BeforeValidator(_check_text)]
# YAML has lists; a list that nobody may alter is a tuple.
Names = Annotated[tuple[str, ...], Field(strict=False)]


def read_yaml(path: Path) -> Any:
    """The content of a YAML file. Raises DatasetError if it cannot be read or is no YAML."""
    try:
        return parse_yaml(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise DatasetError(f"{path.name}: not readable ({error})") from error


def parse_yaml(text: str) -> Any:
    """The content of a YAML text. Raises yaml.YAMLError."""
    return yaml.load(text, LOADER)


def _describe(error: ValidationError, unnamed: tuple[str, ...]) -> list[str]:
    messages = []
    for one in error.errors(include_url=False):
        refused = one.get("ctx", {}).get("error")
        path = [*one["loc"], refused.field] if isinstance(refused, FieldError) else one["loc"]
        where = ", ".join(str(part) for part in path if part not in unnamed)
        messages.append(f"{where}: {_reason(one)}" if where else _reason(one))
    return messages


def _reason(one: Mapping[str, Any]) -> str:
    if one["type"] == "value_error":
        error = one["ctx"]["error"]
        return error.reason if isinstance(error, FieldError) else str(error)
    if one["type"] == "literal_error":
        allowed = str(one["ctx"]["expected"]).replace(" or ", ", ").replace("'", "")
        return f"{one['input']!r} is not one of {allowed}"
    if one["type"] in REASONS:
        seen = repr(one["input"])
        return REASONS[one["type"]].replace("{input!r}", seen if len(seen) < 100 else f"{seen[:100]}…")
    return str(one["msg"])
