"""The YAML files beside source modules: what a module needs to know and cannot read from the replies.

A file is part of the program: a mistake in it is a DatasetError when the module is imported, which any test finds.
"""

from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from loaders.schema import Model, Names, Text, read_yaml

HERE = Path(__file__).parent


class CardTexts(Model):
    """The fields of a card that change once its dataset is made from a source; the others stay as they are."""

    publisher: Text = ""
    licence: Text = ""
    attribution: Text = ""
    address: str = ""
    retrieved_from: Text = ""
    vintage: Text = ""
    note: Text = ""


class SourceFile(Model):
    """What all of these files have; cards: by dataset."""

    cards: dict[str, CardTexts]

    def card_fields(self) -> dict[str, dict[str, Any]]:
        """For each dataset the fields of its card that the file names, with their values."""
        return {dataset: card.model_dump(exclude_unset=True) for dataset, card in self.cards.items()}


class Outline(Model):
    """What is said of an outline: its quality in both languages, and its source."""

    quality_nl: str
    quality_en: str
    source: str


class BoundariesFile(SourceFile):
    """boundaries.yaml.

    year          of the Dutch municipal division
    zeeland       the codes of the municipalities of Zeeland
    municipality  the outlines of the municipalities of a country
    above         the outline of each larger area, by its place
    """

    year: int
    zeeland: Names
    municipality: dict[Literal["BE", "NL"], Outline]
    above: dict[str, Outline]


class Installation(Model):
    """An installation of the register in one of the six municipalities."""

    installation: str
    site: str
    locality: str
    place: str


class EtsFile(SourceFile):
    """ets.yaml.

    since        the first year that is read
    until        the year to which the register was searched for installations
    accounts     the installations, by registry and number: BE_19
    whole_sites  accounts that count their whole site since that year, and one installation before it
    """

    since: int
    until: int
    accounts: dict[str, Installation] = Field(min_length=1)
    whole_sites: dict[str, int]


class OpenStreetMapFile(SourceFile):
    """openstreetmap.yaml; source: what each shape names as its source."""

    source: str


def read_boundaries() -> BoundariesFile:
    """The checked content of boundaries.yaml. Raises DatasetError with every field that is wrong."""
    return BoundariesFile.parse(read_yaml(HERE / "boundaries.yaml"), "boundaries.yaml")


def read_ets() -> EtsFile:
    """The checked content of ets.yaml. Raises DatasetError with every field that is wrong."""
    return EtsFile.parse(read_yaml(HERE / "ets.yaml"), "ets.yaml")


def read_openstreetmap() -> OpenStreetMapFile:
    """The checked content of openstreetmap.yaml. Raises DatasetError with every field that is wrong."""
    return OpenStreetMapFile.parse(read_yaml(HERE / "openstreetmap.yaml"), "openstreetmap.yaml")
