"""A Plotly figure as a slide stores it: numbers as plain lists, without the theme of the page it came from."""

import base64
import copy
import math
import re
from collections.abc import Mapping
from typing import Any

import numpy as np

from briefings import style
from charts.palettes import CATEGORICAL

# In pixels of the stage: smaller type cannot be read from the back row. Names that a chart writes among its marks were
# placed for type of at most the second size, and would overlap in a larger one.
SMALLEST, LARGEST_NAMES = 18, 26
INSIDE = ("ticklabelposition", "ticklabelshift")


def to_plain_json(figure: Mapping[str, Any]) -> dict[str, Any]:
    """The data and layout of a figure in plain JSON; arrays, also those that Plotly packs as base64, become lists.

    figure: `figure.to_dict()`, or the same read from JSON. Raises ValueError for packed numbers that are damaged.
    """
    layout = {name: one for name, one in figure.get("layout", {}).items() if name != "template"}
    for name, axis in layout.items():
        if re.fullmatch(r"[xy]axis\d*", name):
            # Names over their bars save room on a phone; a slide has room beside them, and larger type.
            layout[name] = {key: one for key, one in axis.items() if key not in INSIDE}
    return {"data": [plain(trace) for trace in figure.get("data", [])], "layout": plain(layout)}


def plain(value: Any) -> Any:
    """A part of a figure as JSON; NaN and infinity become null."""
    if isinstance(value, Mapping):
        if set(value) >= {"dtype", "bdata"}:
            return _unpack(value)
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if value is None or isinstance(value, str | bool | int):
        return value
    if hasattr(value, "tolist"):
        return plain(value.tolist())
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _unpack(value: Mapping[str, Any]) -> Any:
    numbers = np.frombuffer(base64.b64decode(str(value["bdata"])), dtype=np.dtype(str(value["dtype"])))
    if shape := value.get("shape"):
        numbers = numbers.reshape([int(part) for part in str(shape).split(",")])
    return plain(numbers.tolist())


def apply_house_style(
    figure: Mapping[str, Any], *, width: int, height: int, size: int = style.SIZES["figure"]
) -> dict[str, Any]:
    """The same figure in the house style, with type that can be read from the back row; colours do not change.

    width, height: of the picture; size: of its type; in pixels of the stage
    """
    layout = copy.deepcopy(dict(figure.get("layout") or {}))
    size = _type_size(figure, height, size)
    factor = size / float((layout.get("font") or {}).get("size") or 14)
    grid = {"gridcolor": style.LINE, "linecolor": style.MUTED, "zerolinecolor": style.MUTED, "automargin": True}
    axes = [name for name in layout if re.fullmatch(r"[xy]axis\d*", name)]
    for name in {"xaxis", "yaxis", *axes}:
        axis = layout.setdefault(name, {})
        title = axis.get("title") if isinstance(axis.get("title"), dict) else {"text": axis.get("title")}
        axis["title"] = {**(title or {}), "font": {"size": size}, "standoff": size * 0.6}
        axis |= {"tickfont": {"size": size}, "automargin": True}
    for note in layout.get("annotations") or []:
        note["font"] = {**(note.get("font") or {}), "size": max(size * 0.9, (note.get("font") or {}).get("size", 0))}
    if isinstance(layout.get("title"), dict):
        layout["title"]["font"] = {**(layout["title"].get("font") or {}), "size": size}
    legend = {**(layout.get("legend") or {}), "font": {"size": size}}
    if legend.get("orientation") == "h" and legend.get("y", 0) < 0:
        # Under the ticks and the title of the axis, which have grown.
        title_text = (layout["xaxis"].get("title") or {}).get("text")
        legend |= {"y": -size * (3.6 if title_text else 1.9) / (height * 0.72), "yanchor": "top"}
    layout |= {
        "template": {"layout": {"xaxis": grid, "yaxis": grid, "colorway": list(CATEGORICAL)}},
        "font": {"size": size, "family": style.FONTS, "color": style.INK},
        "paper_bgcolor": style.PAPER,
        "plot_bgcolor": style.PAPER,
        "legend": legend,
        "margin": {"l": 16, "r": 24, "t": 56 if layout.get("annotations") else 24, "b": 16},
        "uniformtext": {"minsize": 25, "mode": "hide"} if layout.get("uniformtext") else {},
        "width": width,
        "height": height,
    }
    return {"data": [_enlarge(trace, factor, size) for trace in figure["data"]], "layout": layout}


def _type_size(figure: Mapping[str, Any], height: int, size: int) -> int:
    """The size of type: `size`, or smaller for a figure that is high because it has many rows (one per project)."""
    layout = figure.get("layout") or {}
    if any("text" in str(trace.get("mode")) for trace in figure["data"]):
        size = min(size, LARGEST_NAMES)
    own = float((layout.get("font") or {}).get("size") or 14)
    chart_height = layout.get("height")
    # At most a quarter larger than a plain scaling: texts that did not overlap in the figure still do not.
    return size if not chart_height else round(max(min(size, own * height / chart_height * 1.25), SMALLEST))


def _enlarge(trace: Mapping[str, Any], factor: float, size: int) -> dict[str, Any]:
    """A trace with its lines, marks and texts enlarged as the type is."""
    enlarged = copy.deepcopy(dict(trace))
    marker, line = enlarged.get("marker"), enlarged.get("line")
    if isinstance(line, dict) and isinstance(line.get("width"), int | float):
        line["width"] *= factor * 0.8
    if isinstance(marker, dict) and isinstance(marker.get("size"), int | float):
        marker["size"] *= factor * 0.8
    if "text" in enlarged:
        enlarged["textfont"] = {**(enlarged.get("textfont") or {}), "size": size * 0.9}
    return enlarged
