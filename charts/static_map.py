"""A map on paper: the description that `map/map.js` draws on the screen, as SVG or PNG by matplotlib.

Same classes, palette, title, marks and legend. One unit is one pixel of the sheet: type of 28 is 28 pixels high on a
slide of 1920 × 1080. Shapes come as GeoJSON by published name (areas-municipality, borders, sea, …); what is not there
is not drawn, and without the areas of its level a map has no figures: raises ValueError.

In the SVG each area is `<g id="KEY">` (its colour) and, where its figure is marked, `<g id="KEY-mark">` (the hatching)
above it; circles are `<g id="KEY">` too, the map itself is `<g id="map">` and the legend `<g id="key">`.
Only matplotlib's object API is used: `pyplot` shares its state between threads.
"""

import io
import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

import matplotlib
import shapely
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, get_font_names
from matplotlib.patches import Circle, PathPatch, Rectangle
from matplotlib.patheffects import withStroke

from charts import static_map_flows, static_map_legend
from charts.map_style import BORDERS, COLOURS, PATTERNS, SHEET, WIDTHS
from charts.static_map_shapes import area_shapes, cut_lines, layer_shapes, polygon_path

# Text stays text in an SVG: it can be searched, and is a tenth of the size.
matplotlib.rcParams["svg.fonttype"] = "none"
matplotlib.rcParams["svg.hashsalt"] = "north-sea-port-district"
# Those of Arial's measures that this machine has; the last one comes with matplotlib.
FAMILY = [one for one in ("Liberation Sans", "Arial") if one in get_font_names()] + ["DejaVu Sans"]
GROUND, CONTEXT, SEA, SHORE = (COLOURS[name] for name in ("ground", "context", "sea", "shore"))
CANAL, ROAD, RAIL, EDGE = (COLOURS[name] for name in ("canal", "road", "rail", "edge"))
STATE, DISTRICT, INK, HALO = (COLOURS[name] for name in ("state", "district", "ink", "halo"))
# Names of places up to this rank, and how large: more would cover the figures.
NAMES = {1: 28, 2: 25}
KILOMETRES = 111.2


def png(
    description: Mapping[str, Any], layers: Mapping[str, Any], *, width: int, height: int, ratio: float = 2
) -> bytes:
    """The map as a picture of width × height pixels, `ratio` times as fine."""
    figure = draw(description, layers, width=width, height=height)
    FigureCanvasAgg(figure)
    file = io.BytesIO()
    figure.savefig(file, format="png", dpi=72 * ratio)
    return file.getvalue()


def svg(description: Mapping[str, Any], layers: Mapping[str, Any], *, width: int, height: int, key: bool = True) -> str:
    """The map as one `<svg>` element to stand in a page, its size in pixels; `key`: with the legend beside it."""
    figure = draw(description, layers, width=width, height=height, key=key)
    FigureCanvasSVG(figure)
    file = io.StringIO()
    figure.savefig(file, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    text = file.getvalue()
    # Without the prologue, which is for a file of its own; the size in pixels, for our points are pixels.
    text = re.sub(r'width="([\d.]+)pt" height="([\d.]+)pt"', r'width="\1" height="\2"', text, count=1)
    # A hundredth of a pixel is enough for a line, and half the size; a text is left as it is.
    text = re.sub(r' d="[^"]*"', lambda line: re.sub(r"(\.\d\d)\d+", r"\1", line[0]), text)
    # Whoever opens it elsewhere may have the one and not the other.
    text = text.replace("'Liberation Sans'", "Arial, 'Liberation Sans'")
    return text[text.index("<svg") :]


def draw(
    description: Mapping[str, Any], layers: Mapping[str, Any], *, width: int, height: int, key: bool = True
) -> Figure:
    """The map of a description with its key to the right, on a white sheet of width × height pixels."""
    shapes = area_shapes(description, layers)
    # At 72 dots an inch a point is a pixel: every size in here is one.
    figure = Figure(figsize=(width / 72, height / 72), dpi=72, facecolor="#ffffff")
    wide = min(width * 0.54, height * 1.3) if key else width
    credit = static_map_legend.lines(str(description.get("attribution", "")), width - 8, 24, FAMILY)
    low = 8 + 29 * len(credit) if credit else 0
    axes = figure.add_axes((0, low / height, wide / width, 1 - low / height), gid="map")
    window, pixel = _window(axes, description["bounds"], wide, height - low)
    box = shapely.box(*window)
    _ground(axes, description, shapes, layers, box)
    _ways(axes, description, layers, box)
    static_map_flows.draw_flows(axes, description, FAMILY)
    _points(axes, description, pixel)
    _names(axes, description, layers, window, pixel)
    _scale(axes, window, pixel)
    for place, line in enumerate(credit):
        y = (low - 6 - 29 * place) / height
        figure.text(0, y, line, size=24, family=FAMILY, color=INK, va="top", parse_math=False)
    if key:
        side = figure.add_axes(
            ((wide + 40) / width, low / height, 1 - (wide + 40) / width, 1 - low / height), gid="key"
        )
        static_map_legend.draw(side, description, width - wide - 40, height - low, FAMILY)
    return figure


def _window(axes: Axes, bounds: Sequence[float], width: float, height: float) -> tuple[Sequence[float], float]:
    """Fit the district into the axes, with a margin; returns west, south, east, north and degrees per pixel."""
    west, south, east, north = bounds
    middle = (south + north) / 2
    narrow = math.cos(math.radians(middle))
    # Degrees of latitude a pixel.
    pixel = max((north - south) / (height - 36), (east - west) * narrow / (width - 36))
    # Never beyond where the base map ends, if the frame allows it.
    half_x, half_y = width * pixel / narrow / 2, height * pixel / 2
    centre_x = min(max((west + east) / 2, SHEET[0] + half_x), max(SHEET[2] - half_x, SHEET[0] + half_x))
    window = (centre_x - half_x, middle - half_y, centre_x + half_x, middle + half_y)
    axes.set(xlim=(window[0], window[2]), ylim=(window[1], window[3]), aspect=1 / narrow, facecolor=GROUND)
    axes.set_axis_off()
    ground = Rectangle(window[:2], 2 * half_x, 2 * half_y, facecolor=GROUND, edgecolor="none", zorder=0)
    axes.add_patch(ground)
    return window, pixel


def _ground(
    axes: Axes, description: Mapping[str, Any], shapes: Mapping[str, Any], layers: Mapping[str, Any], box: Any
) -> None:
    """The areas in the colours of their classes, then water over them."""
    figures = {place[0]: place for place in description["places"]}
    for code, shape in shapes.items():
        cut = shapely.intersection(shape, box)
        if cut.is_empty:
            continue
        path = polygon_path(cut)
        colour, mark = place_style(description, figures.get(code))
        axes.add_patch(PathPatch(path, facecolor=colour, edgecolor="none", gid=code, zorder=1))
        for hatch, line, ink in static_map_legend.HATCHES.get(mark, ()):
            axes.add_patch(
                PathPatch(
                    path,
                    facecolor="none",
                    edgecolor="none",
                    hatch=hatch,
                    hatchcolor=ink,
                    hatch_linewidth=line,
                    gid=f"{code}-mark",
                    zorder=1.1,
                )
            )
    for one in layer_shapes(layers, "sea"):
        cut = shapely.intersection(shapely.make_valid(one), box)
        if not cut.is_empty:
            axes.add_patch(
                PathPatch(polygon_path(cut), facecolor=SEA, edgecolor=SHORE, linewidth=WIDTHS["shore"], zorder=2)
            )


def place_style(description: Mapping[str, Any], place: Sequence[Any] | None) -> tuple[str, str]:
    """The colour of a place and the mark on it: none, `missing`, `unpublished`, `dots` or `bars`."""
    if place is None or not description["legends"]:
        return CONTEXT, ""
    kind = place[3]
    if kind < 0:
        return CONTEXT, PATTERNS[kind]
    status = place[6] if len(place) > 6 else ""
    return description["legends"][place[2]]["light"][kind], description["statuses"].get(status, ["", ""])[1]


def _ways(axes: Axes, description: Mapping[str, Any], layers: Mapping[str, Any], box: Any) -> None:
    """Borders, roads, rail and the canal, in the order of the screen."""

    def lines(
        shapes: Sequence[Any], colour: str, width: float, at: float, dash: Any = "solid", alpha: float = 1
    ) -> None:
        parts = [shapely.get_coordinates(part) for shape in shapes for part in cut_lines(shape, box)]
        collection = LineCollection(parts, colors=colour, linewidths=width, linestyles=dash, alpha=alpha, zorder=at)
        axes.add_collection(collection, autolim=False)

    kinds, apart = BORDERS.get(description["level"], ()), "_apart" if description["apart"] else ""
    # Of larger areas the borders between them are all there is to see.
    strong = 1 if description["level"] == "municipality" else 1.8
    borders = layers.get("borders", {"features": []})["features"]
    edges = [(feature["properties"], shapely.geometry.shape(feature["geometry"])) for feature in borders]
    exact = [shape for properties, shape in edges if properties["kind"] in kinds and properties["exact"]]
    approximate = [shape for properties, shape in edges if properties["kind"] in kinds and not properties["exact"]]
    lines(exact, EDGE, WIDTHS["edge"] * strong, 1.5)
    lines(approximate, EDGE, WIDTHS["edge_approximate"] * strong, 1.5, (0, (3, 2)))
    district = [shape for properties, shape in edges if properties.get("district")]
    lines(district, DISTRICT, WIDTHS["district_under"], 1.6)
    lines(layer_shapes(layers, "roads"), ROAD, WIDTHS["road"], 3, alpha=0.55)
    lines(layer_shapes(layers, "rail"), RAIL, WIDTHS["rail"], 3, (0, (1, 1.5)), alpha=0.6)
    lines(layer_shapes(layers, "canal"), HALO, WIDTHS["canal_edge"], 3.5)
    lines(layer_shapes(layers, "canal"), CANAL, WIDTHS["canal"], 3.6)
    state = [shape for properties, shape in edges if properties["kind"] == "state"]
    lines(state, HALO, WIDTHS[f"state_edge{apart}"], 3.7)
    lines(state, STATE, WIDTHS[f"state{apart}"], 3.8)
    lines(district, DISTRICT, WIDTHS["district"], 4)


def _points(axes: Axes, description: Mapping[str, Any], pixel: float) -> None:
    """Circles above the areas: their radius is in pixels, half as large again as on a screen near by."""
    for key, lon, lat, kind, size, *_ in description.get("points", ()):
        narrow = math.cos(math.radians(lat))
        dot = Circle((0, 0), 1.5 * size * pixel, facecolor=description["kinds"][kind]["light"], edgecolor=HALO)
        dot.set(linewidth=2, alpha=0.88, gid=key, zorder=6)
        # A circle in pixels is an ellipse in degrees.
        move = matplotlib.transforms.Affine2D().scale(1 / narrow, 1).translate(lon, lat)
        dot.set_transform(move + axes.transData)
        axes.add_patch(dot)


def _names(
    axes: Axes, description: Mapping[str, Any], layers: Mapping[str, Any], window: Sequence[float], pixel: float
) -> None:
    """The largest places by name, none over another; above a point that stands on the place."""
    taken: list[Any] = []
    up = 30 * pixel if description.get("points") else 0.0
    features = layers.get("names", {"features": []})["features"]
    for feature in sorted(features, key=lambda feature: feature["properties"]["rank"]):
        place, (lon, lat) = feature["properties"], feature["geometry"]["coordinates"]
        lat += up
        if place["rank"] not in NAMES:
            continue
        text = place.get(description["language"], place["name"])
        size = NAMES[place["rank"]]
        high, long = (
            size * pixel,
            static_map_legend.text_width(text, size, FAMILY) * pixel / math.cos(math.radians(lat)),
        )
        box = shapely.box(lon - long / 2, lat - high / 2, lon + long / 2, lat + high / 2)
        if not shapely.box(*window).contains(box) or any(box.intersects(other) for other in taken):
            continue
        taken.append(box)
        weight = "bold" if place["rank"] == 1 else "normal"
        font = FontProperties(family=FAMILY, size=size, weight=weight)
        name = axes.text(lon, lat, text, fontproperties=font, color=INK, ha="center", va="center", zorder=7)
        name.set(parse_math=False, path_effects=[withStroke(linewidth=5, foreground=HALO)])


def _scale(axes: Axes, window: Sequence[float], pixel: float) -> None:
    """Ten kilometres, to measure by."""
    long = 10 / KILOMETRES / math.cos(math.radians((window[1] + window[3]) / 2))
    left, low = window[0] + 20 * pixel, window[1] + 22 * pixel
    axes.plot([left, left + long], [low, low], color=INK, linewidth=3, solid_capstyle="butt", zorder=7)
    text = axes.text(left, low + 8 * pixel, "10 km", size=24, family=FAMILY, color=INK, va="bottom", zorder=7)
    text.set_path_effects([withStroke(linewidth=4, foreground=HALO)])
