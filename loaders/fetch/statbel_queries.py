"""The parts of queries.yaml on the files of Statbel and the views of be.STAT."""

from typing import Annotated

from pydantic import Field

from loaders.schema import Model, Names

Pair = Annotated[tuple[str, str], Field(strict=False)]
Heading = Annotated[tuple[int, int, str], Field(strict=False)]
AgeBand = Annotated[tuple[int, int], Field(strict=False)]


class StatbelPopulation(Model):
    """One file per year; bands: first and last age by indicator, which add up; wider_bands: others.

    sexes, women  the codes of CD_SEX, and that of women
    """

    folder: str
    since: int
    sexes: Names
    women: str
    bands: dict[str, AgeBand]
    wider_bands: dict[str, AgeBand]


class StatbelHouses(Model):
    """types: the indicators of the median price and of the number of sales, by how the type of house begins."""

    path: str
    borders: int
    types: dict[str, Pair]


class StatbelPermits(Model):
    """columns: the indicator that each column becomes."""

    path: str
    borders: int
    columns: dict[str, str]


class StatbelIncome(Model):
    """page: the page with a link to the file; file: how its name begins."""

    page: str
    file: str
    borders: int


class MovementColumn(Model):
    """A column of the workbook by its number, and the definition of its figures."""

    at: int
    definition: str


class StatbelMovement(Model):
    """page: the page with a link to the file; file: what its name holds.

    headings         row, column and text of each heading that must be there
    natural_balance  the column with births minus deaths
    columns          the column of each indicator
    """

    page: str
    file: str
    since: int
    headings: Annotated[tuple[Heading, ...], Field(strict=False)]
    natural_balance: int
    columns: dict[str, MovementColumn]


class Statbel(Model):
    """Files of Statbel; borders: the year whose municipalities are in every year of a file.

    arrondissements, parents  our key by the code of an area
    mergers                   codes of the municipalities that arose from a merger, by its year
    """

    root: str
    arrondissements: dict[str, str]
    parents: dict[str, str]
    mergers: dict[int, Names]
    population: StatbelPopulation
    houses: StatbelHouses
    permits: StatbelPermits
    income: StatbelIncome
    movement: StatbelMovement


class Bestat(Model):
    """Views of be.STAT by their name here; borders: the year of the municipalities in a view."""

    views: dict[str, str]
    borders: dict[str, int]
