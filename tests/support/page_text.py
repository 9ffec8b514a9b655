"""What a reader can read on a page: sentences, rows of tables, points of charts, values of maps, texts in fields."""

import base64
import html
import json
import re
from collections.abc import Iterator
from typing import Any

import numpy as np
from streamlit.testing.v1 import AppTest

CELL_END = re.compile(r"</t[dh]>")
LINE_END = re.compile(r"</(?:tr|p|h\d|li|caption|div|section|header|dt|dd)>")
TAG = re.compile(r"<[^>]*>")
WITH_VALUE = ("info", "success", "warning", "error", "markdown", "caption", "text_input", "text_area")


def texts(app: AppTest) -> list[str]:
    """The texts of a page in their order: one per sentence, table row, chart label, chart point, map and field."""
    found = (text for element in _elements(app._tree) for text in _texts(element))
    return list(dict.fromkeys(line for text in found if (line := " ".join(text.split()))))


def _elements(node: Any) -> Iterator[Any]:
    for child in node.children.values():
        yield child
        if hasattr(child, "children"):
            yield from _elements(child)


def _texts(element: Any) -> Iterator[str]:
    if element.type == "html":
        yield from _lines(str(element.proto.body))
    elif element.type == "plotly_chart":
        for trace in json.loads(element.proto.spec)["data"]:
            yield from _points(trace)
    elif element.type == "bidi_component":
        yield from _maps(json.loads(element.proto.json or "{}"))
    elif element.type in WITH_VALUE:
        yield str(element.value or "")


def _lines(body: str) -> Iterator[str]:
    """The lines of an HTML text; the cells of a table row stand on one line with ` | ` between them."""
    for line in TAG.sub(" ", LINE_END.sub("\n", CELL_END.sub(" | ", body))).splitlines():
        yield html.unescape(line).strip().removesuffix("|")


def _points(trace: dict[str, Any]) -> Iterator[str]:
    """The labels of a trace, each alone and as it stands under the pointer; then `name: x = y` per point."""
    labels = trace.get("text") or []
    around = re.sub("<extra>.*</extra>", "", str(trace.get("hovertemplate") or ""))
    for label in labels if isinstance(labels, list) else [labels]:
        yield TAG.sub(" ", str(label or ""))
        if "%{text}" in around:
            yield TAG.sub(" ", around.replace("%{text}", str(label or "")))
    if "x" in trace and "y" in trace:
        for x, y in zip(_values(trace["x"]), _values(trace["y"]), strict=False):
            if x is not None and y is not None:
                # Also as the same year and figure travelled in other versions.
                for year in {str(x), str(float(x))} if isinstance(x, int) else {str(x)}:
                    for figure in {str(y), str(float(y))} if isinstance(y, int) else {str(y)}:
                        yield f"{trace.get('name', '')}: {year} = {figure}"


def _values(column: Any) -> list[Any]:
    """The values of a column of a trace; Plotly packs numbers as base64."""
    if isinstance(column, dict):
        return list(np.frombuffer(base64.b64decode(column["bdata"]), column["dtype"]).tolist())
    return list(column)


def _maps(data: Any) -> Iterator[str]:
    """The text of a map for a reader who cannot see it: its title, and each place with its value."""
    if isinstance(data, dict):
        if isinstance(data.get("alt"), str):
            yield data["alt"]
        for value in data.values():
            yield from _maps(value)
