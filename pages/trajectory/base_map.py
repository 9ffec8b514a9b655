"""The map of the District without figures, for points on it: milestones and projects."""

from typing import Any

import pandas as pd

from charts import maps
from charts.class_breaks import ClassBreaks
from charts.palettes import CATEGORICAL
from charts.points import Kind
from i18n.translator import Words
from loaders.trajectory.validation import THEMES
from shell.exhibits import map_descriptions


def kinds(t: Words) -> dict[str, Kind]:
    """One colour per theme, as on the timeline."""
    return {theme: Kind(t(f"lane.{theme}"), colour, colour) for theme, colour in zip(THEMES, CATEGORICAL, strict=False)}


def base_map(t: Words) -> dict[str, Any]:
    """The map of the District without figures."""
    nothing = pd.DataFrame(columns=["place", "value", "status", "period"])
    return maps.describe(
        nothing,
        maps.Subject(t("trajectory.places"), "", 0, "same"),
        map_descriptions.surroundings(t),
        maps.MapView("municipality", period=""),
        classes={"": ClassBreaks(())},
        frame=maps.MapFrame("trajectory", height=430),
    ) | {"marks": []}
