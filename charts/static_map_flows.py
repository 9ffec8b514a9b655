"""Movements on a map on paper: the arrows and the names at their ends that `charts/flow_map.py` describes."""

from collections.abc import Mapping, Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Polygon
from matplotlib.patheffects import withStroke

from charts.map_style import COLOURS

# How large the names at the ends are, in pixels of the sheet; as those of the largest places.
SIZE = 28


def draw_flows(axes: Axes, description: Mapping[str, Any], family: Sequence[str]) -> None:
    """Draw the arrows above the areas, and the names at their ends; nothing on a map without movements."""
    for kind, ring in description.get("flows", ()):
        colour = description["kinds"][kind]["light"]
        axes.add_patch(Polygon(ring, facecolor=colour, edgecolor=COLOURS["halo"], linewidth=1.2, alpha=0.78, zorder=5))
    font = FontProperties(family=list(family), size=SIZE, weight="bold")
    for lon, lat, name in description.get("flow_ends", ()):
        text = axes.text(lon, lat, name, fontproperties=font, color=COLOURS["ink"], ha="center", va="center", zorder=7)
        text.set(parse_math=False, path_effects=[withStroke(linewidth=5, foreground=COLOURS["halo"])])
