"""A Plotly figure as a slide keeps it: numbers as lists anybody can read, and no theme of the page it came from."""

import base64
import math
from collections.abc import Mapping
from typing import Any

import numpy as np


def kept(figure: Mapping[str, Any]) -> dict[str, Any]:
    """The data and layout of a figure in plain JSON; arrays, also those Plotly packs as base64, become lists.

    figure: `figure.to_dict()`, or the same read from JSON. Raises ValueError for packed numbers that are damaged.
    """
    layout = {name: one for name, one in figure.get("layout", {}).items() if name != "template"}
    return {"data": [plain(trace) for trace in figure.get("data", [])], "layout": plain(layout)}


def plain(value: Any) -> Any:
    """A part of a figure as JSON has it; what is not finite is null."""
    if isinstance(value, Mapping):
        if set(value) >= {"dtype", "bdata"}:
            return _unpacked(value)
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


def _unpacked(value: Mapping[str, Any]) -> Any:
    numbers = np.frombuffer(base64.b64decode(str(value["bdata"])), dtype=np.dtype(str(value["dtype"])))
    if shape := value.get("shape"):
        numbers = numbers.reshape([int(part) for part in str(shape).split(",")])
    return plain(numbers.tolist())
