"""Which rows of other datasets describe the same project or target as an entry of the registers: links.yaml."""

from functools import cache
from pathlib import Path

from loaders.schema import Model, Names, read_yaml

PATH = Path(__file__).with_name("links.yaml")


class ProjectLink(Model):
    """Keys that belong to one project: in energy_stages, and of measures of the scenario model."""

    stages: Names
    measures: Names = ()


class Links(Model):
    """The content of links.yaml.

    projects  project of the register -> its keys elsewhere
    due       project that is only in energy_stages -> its planned end, as a register would write it
    targets   target of the register -> the same target in port_targets
    """

    projects: dict[str, ProjectLink]
    due: dict[str, str]
    targets: dict[str, str]


@cache
def links() -> Links:
    """The content of links.yaml. Raises DatasetError with every refused field."""
    return Links.parse(read_yaml(PATH), PATH.name)
