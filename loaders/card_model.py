"""The content of card.yaml: what a dataset promises."""

import re
from datetime import date
from typing import Annotated, Any, Literal, Self

import yaml
from pydantic import Field, field_validator, model_validator

from loaders.errors import DatasetError
from loaders.schema import BothLanguages, FieldError, Model, Names, Text, parse_yaml

Kind = Literal["text", "number", "integer", "date", "geometry", "one_of"]


class Column(Model):
    """What the values of a column are.

    empty   whether a cell may be empty
    values  all that are allowed in a column of the kind one_of
    least   the smallest number that is allowed
    """

    kind: Kind
    meaning: BothLanguages
    unit: str = ""
    empty: bool = False
    values: Names = ()
    least: int | float | None = None

    @model_validator(mode="after")
    def _lists_values(self) -> Self:
        if (self.kind == "one_of") != bool(self.values):
            raise FieldError("values", "must be listed where its kind is one_of, and only there")
        return self


class Version(Model):
    """A file that held all rows, from a day on."""

    day: date
    file: str


class CardFields(Model):
    """The fields of a card.

    retrieved_on  null until the first refresh of a dataset that is not shipped
    sha256        of the file, as 64 hexadecimal digits; empty until it is fetched
    key           columns whose values together name a row
    versions      of a register that is kept here: every file that ever held, oldest first
    """

    title: BothLanguages
    publisher: Text
    licence: Text
    attribution: Text
    address: str
    retrieved_from: Text
    retrieved_on: date | None
    vintage: Text
    note: BothLanguages
    file: str
    rows: int
    sha256: str
    key: Names
    columns: dict[str, Column]
    versions: Annotated[tuple[Version, ...], Field(strict=False)] = ()

    @field_validator("file")
    @classmethod
    def _names_a_file(cls, file: str) -> str:
        if not re.fullmatch(r"[\w.-]+\.(csv|parquet)", file):
            raise ValueError("must be the name of a .csv or .parquet file beside the card")
        return file

    @field_validator("sha256")
    @classmethod
    def _is_a_checksum(cls, text: str) -> str:
        if text and not re.fullmatch(r"[0-9a-f]{64}", text):
            raise ValueError("must be 64 hexadecimal digits, or empty")
        return text

    @model_validator(mode="after")
    def _key_is_of_columns(self) -> Self:
        if unknown := [column for column in self.key if column not in self.columns]:
            raise FieldError("key", f"no column {', '.join(unknown)}")
        return self


def parse_card(name: str, text: str) -> CardFields:
    """The card of the dataset `name`. Raises DatasetError for a text that is no YAML, and with every refused field."""
    file = f"{name}/card.yaml"
    try:
        content: Any = parse_yaml(text)
    except yaml.YAMLError as error:
        raise DatasetError(f"{file}: the card is not readable YAML ({error})") from error
    return CardFields.parse(content, file)
