"""The map of the District without figures, for what lies in a place: milestones and projects."""

from typing import Any

import pandas as pd

from charts import maps
from charts.class_breaks import ClassBreaks
from charts.palettes import CATEGORICAL
from charts.points import Kind
from i18n.translator import Words
from loaders.trajectory.validation import THEMES
from shell import map_component


def kinds(t: Words) -> dict[str, Kind]:
    """A colour a theme: those of the timeline."""
    return {theme: Kind(t(f"lane.{theme}"), CATEGORICAL[i], CATEGORICAL[i]) for i, theme in enumerate(THEMES)}


def base_map(t: Words) -> dict[str, Any]:
    """The map of the District without figures."""
    nothing = pd.DataFrame(columns=["place", "value", "status", "period"])
    return maps.describe(
        nothing,
        maps.Subject(t("trajectory.places"), "", 0, "same"),
        map_component.surroundings(t),
        level="municipality",
        period="",
        expected=[],
        classes={"": ClassBreaks(())},
        group="trajectory",
        height=430,
    ) | {"marks": []}
