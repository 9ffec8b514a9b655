"""The content of queries.yaml: what is asked of the live sources, and which keys of ours their codes become."""

from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from loaders.fetch.statbel_queries import AgeBand, Bestat, Statbel
from loaders.schema import Model, Names, read_yaml

PATH = Path(__file__).with_name("queries.yaml")


class CbsArea(Model):
    """An area larger than a municipality: our key, and the name that it must still have."""

    place: str
    name: str


class CbsAlso(Model):
    """Another indicator that a measure becomes, from a year on."""

    since: str
    definition: str


class CbsMeasure(Model):
    """A measure: the unit that it must have, and what it becomes; worth: what one unit of it is in ours.

    title  what its title must hold, in small letters
    also   other indicators that it becomes
    """

    unit: str
    indicator: str
    definition: str
    worth: int | float = 1
    title: str = ""
    also: dict[str, CbsAlso] = Field(default_factory=dict)

    def becomes(self, year: str) -> dict[str, str]:
        """The indicators that a figure of this year becomes, and the definition of each."""
        return {
            self.indicator: self.definition,
            **{key: one.definition for key, one in self.also.items() if year >= one.since},
        }


class CbsTable(Model):
    """A table with figures by place; where: the one code that is read of each further dimension."""

    id: str
    source: str
    since: str
    where: dict[str, str] = Field(default_factory=dict)
    measures: dict[str, CbsMeasure]


class Cbs(Model):
    """Tables of CBS; status: our status by CBS's word for that of a period, without blanks and capitals."""

    larger_areas: dict[str, CbsArea]
    status: dict[str, str]
    tables: Annotated[tuple[CbsTable, ...], Field(strict=False)]


class CbsRegional(Model):
    """The wide table with regional key figures."""

    tables: Annotated[tuple[CbsTable, ...], Field(strict=False)]


class CbsAges(Model):
    """Population by age; both, women: codes of the sexes; bands: first and last age by indicator."""

    id: str
    since: str
    measure: str
    where: dict[str, str]
    both: str
    women: str
    women_indicator: str
    all_ages: str
    bands: dict[str, AgeBand]


class CbsPort(Model):
    """The table on sea ports; names: what the label of each code of `where` must hold."""

    id: str
    where: dict[str, str]
    names: dict[str, str]
    measure: str
    units: Names


class EurostatFigure(Model):
    """A figure of a table: see queries.yaml; worth: what one unit of it is in ours."""

    units: Names
    label: str
    worth: int | float = 1


class EurostatTable(Model):
    """A table with figures by NUTS area; geo: which list of areas is asked for."""

    code: str
    geo: Literal["nuts2", "nuts3"]
    source: str
    definition: str
    where: dict[str, str] = Field(default_factory=dict)
    figures: dict[str, EurostatFigure]


class Eurostat(Model):
    """Tables of Eurostat, and the areas that are asked for at each level."""

    nuts3: Names
    nuts2: Names
    tables: Annotated[tuple[EurostatTable, ...], Field(strict=False)]


class EurostatAccounts(Model):
    """Tables of the regional accounts."""

    tables: Annotated[tuple[EurostatTable, ...], Field(strict=False)]


class ReportingPort(Model):
    """The scope and the place of a port of Eurostat."""

    scope: str
    place: str


class EurostatPort(Model):
    """The table on sea ports; ports and directions are looked up by what their label holds."""

    code: str
    unit: str
    unit_label: str
    ports: dict[str, ReportingPort]
    directions: dict[str, str]


class NbbVariable(Model):
    """A variable of the port study; label, label_unit: what its label must contain: the subject, and the unit."""

    label: str
    measure: str
    unit: str
    concept: str
    label_unit: str


class Nbb(Model):
    """The data flow of the National Bank; port: the name that each code must still have."""

    flow: str
    port: dict[str, str]
    variables: dict[str, NbbVariable]
    sectors: dict[str, str]


class Queries(Model):
    """queries.yaml, one part per source."""

    cbs: Cbs
    cbs_regional: CbsRegional
    cbs_ages: CbsAges
    cbs_port: CbsPort
    statbel: Statbel
    bestat: Bestat
    eurostat: Eurostat
    eurostat_accounts: EurostatAccounts
    eurostat_port: EurostatPort
    nbb: Nbb


@cache
def queries() -> Queries:
    """The checked content. Raises DatasetError for a field that is wrong, with its place and what is allowed."""
    return Queries.parse(read_yaml(PATH), PATH.name)
