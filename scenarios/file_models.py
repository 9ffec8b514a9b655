"""What the models of all YAML files of this folder share: strict types, no unknown fields, errors that name the file.

These files are part of the program, so a mistake in one is an exception at start, found by any test. What a reader
sends is checked by `scenarios.serialization` and refused with a message (see `scenarios.messages`).
"""

from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

HERE = Path(__file__).parent
LANGUAGES = ("nl", "en")
# The chains of the model, in the order in which they are calculated.
ChainKey = Literal["cargo", "economy", "industry", "people"]


def _both_languages(texts: dict[str, str]) -> dict[str, str]:
    if set(texts) != set(LANGUAGES):
        raise ValueError(f"needs exactly the languages {', '.join(LANGUAGES)}, has {', '.join(texts) or 'none'}")
    return texts


Text = Annotated[str, Field(min_length=1)]
BothLanguages = Annotated[dict[str, Text], AfterValidator(_both_languages)]
# A whole number in a file stays an int: `1` is written back as `1`.
Number = int | float

Model = TypeVar("Model", bound="FileModel")
Value = TypeVar("Value")

# Nine times as fast as the loader in Python, where PyYAML was built with it; both are safe.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class FileModel(BaseModel):
    """A record of one of our files: strict types, no fields but its own, never altered."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


def load(path: Path, model: type[Model], **more: Any) -> Model:
    """The file, with `more` fields that it does not hold itself, as one record.

    Raises ValueError naming the file, and each field that is wrong.
    """
    return _validate(path, TypeAdapter(model), {**load_values(path, dict[str, Any]), **more})


def load_rows(path: Path, model: type[Model], **more: Any) -> dict[str, Model]:
    """The records of a file by key, in its order, each with its `key` and with `more` fields.

    Raises ValueError naming the file, and each record and field that is wrong.
    """
    rows = {key: {**fields, "key": key, **more} for key, fields in load_values(path, dict[str, Any]).items()}
    return _validate(path, TypeAdapter(dict[str, model]), rows)  # type: ignore[valid-type]  # a type made at run time


def load_values(path: Path, values: type[dict[str, Value]]) -> dict[str, Value]:
    """The plain values of a file by key, in its order. Raises ValueError naming the file and each wrong value."""
    content = yaml.load(path.read_text("utf-8"), LOADER)
    return _validate(path, TypeAdapter(values, config=ConfigDict(strict=True)), content)


def _validate(path: Path, adapter: TypeAdapter[Value], content: Any) -> Value:
    try:
        return adapter.validate_python(content)
    except ValidationError as error:
        faults = [f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors()]
        raise ValueError(f"{path.parent.name}/{path.name}: {'; '.join(faults)}") from error
