"""What core_people.yaml, core_society.yaml and core_areas.yaml hold, and how the first two are read."""

from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from loaders.schema import FieldError, Model, Names, read_yaml

Status = Literal["measured", "provisional", "reconstructed", "estimated", "modelled", "projected"]


class Entry(Model):
    """Our indicator for one name and unit of a table.

    key         of the catalogue
    definition  of indicator_definitions
    times       what the values are multiplied by, where our unit is another
    status      where the words of the table do not say it
    status_of   the name of the table whose rows say it: a rate is as reconstructed as the count that it divides
    """

    key: str
    definition: str
    times: float = 1.0
    status: Status | None = None
    status_of: str = ""


class SumEntry(Model):
    """Our indicator as the sum of several of a table, only where every part exists."""

    of: Names
    definition: str


class Table(Model):
    """What is taken from one file.

    file      below the folder of the collected tables
    source    of indicator_sources
    address   only the rows whose source_url starts with this
    from      the first period that is taken; `until` the last
    left_out  why the indicators that are not named are not taken
    """

    file: str
    source: str
    address: str = ""
    first: str = ""
    until: str = ""
    indicators: dict[str, Entry] = Field(default_factory=dict)
    sums: dict[str, SumEntry] = Field(default_factory=dict)
    left_out: str = ""

    @model_validator(mode="before")
    @classmethod
    def _rename_from(cls, given: object) -> object:
        """`from` in the file, which Python keeps for itself."""
        if isinstance(given, dict) and "from" in given:
            return {"first": given["from"], **{name: value for name, value in given.items() if name != "from"}}
        return given

    @model_validator(mode="after")
    def _names_indicators(self) -> Self:
        if not self.indicators and not self.sums:
            raise FieldError("indicators", "name at least one here or in sums")
        return self


class Tables(Model):
    """The content of core_people.yaml and core_society.yaml."""

    tables: Annotated[tuple[Table, ...], Field(strict=False)]


class LeftOut(Model):
    """Area codes that are no places of ours, and why."""

    codes: Names
    why: str


class Areas(Model):
    """The content of core_areas.yaml."""

    places: dict[str, str]
    left_out: Annotated[tuple[LeftOut, ...], Field(strict=False)]


def read_rules(path: Path) -> tuple[Table, ...]:
    """The tables that a file names; none if there is no file. Raises DatasetError for a refused field."""
    return Tables.parse(read_yaml(path), path.name).tables if path.is_file() else ()
