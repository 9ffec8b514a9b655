"""Which indicators serve a development goal, and which way is better: sdg_indicators.yaml, our own mapping."""

from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from loaders.schema import BothLanguages, Model, read_yaml

PATH = Path(__file__).with_name("sdg_indicators.yaml")
# Not an indicator of the catalogue: the verified emissions of the dataset `emissions`, by municipality.
EMISSIONS = "emissions"


class GoalIndicator(Model):
    """An indicator of a goal; `why` says why it serves the goal."""

    indicator: str
    better: Literal["up", "down"]
    why: BothLanguages


class GoalMapping(Model):
    """The content of sdg_indicators.yaml: indicators by the number of the goal."""

    goals: dict[str, Annotated[tuple[GoalIndicator, ...], Field(strict=False)]]


@cache
def sdg_indicators() -> dict[str, tuple[GoalIndicator, ...]]:
    """The indicators of each goal, by its number. Raises DatasetError with every refused field."""
    return GoalMapping.parse(read_yaml(PATH), PATH.name).goals
