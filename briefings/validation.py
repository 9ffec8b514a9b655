"""What the content of a slide may be, and the error that says what is wrong with a briefing and what would do."""

import math
import re
import sys
from collections.abc import Mapping
from dataclasses import is_dataclass
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin

from i18n.system_errors import explain_reason
from i18n.translator import Words

Kind = Literal["chart", "map", "table", "words"]
KINDS: tuple[str, ...] = get_args(Kind)
# What belongs to the content of a slide of each kind; the second half may be left out.
CONTENT: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "chart": (("figure",), ()),
    "map": (("map",), ("periods",)),
    "table": (("head", "rows"), ("caption",)),
    "words": (("paragraphs",), ()),
}
# Kinds of trace that draw from their own numbers; maps and pictures of Plotly fetch shapes and tiles from elsewhere.
TRACES = {"bar", "box", "funnel", "heatmap", "histogram", "pie", "sankey", "scatter", "scattergl", "scatterpolar"}
TRACES |= {"sunburst", "treemap", "violin", "waterfall"}
# Without these no output can be made of a map.
MAP_PARTS = ("period", "places", "legends")
# How deep lists and objects may nest: a figure of Plotly needs about ten levels, and Python gives up near a thousand.
DEEPEST = 40
ANCHOR = re.compile(r"<\s*a\b", re.IGNORECASE)


class BriefingError(ValueError):
    """What is wrong with a briefing: in which field (`slides[3].title`), why, and what would do.

    reason  a key under `kit.wrong` of the locale files; `told` says it in the reader's language
    """

    def __init__(self, field: str, reason: str, allowed: str = ""):
        self.field, self.reason, self.allowed = field, reason, allowed
        super().__init__(self.told("en"))

    def told(self, language: str) -> str:
        """The error as a sentence."""
        allowed = explain_reason(self.allowed, language)
        return Words(language)(f"kit.wrong.{self.reason}", field=self.field, allowed=allowed)


def check_content(where: str, kind: str, content: Mapping[str, Any]) -> None:
    """Raise BriefingError where the content of a slide of this kind could be drawn by no output."""
    needed, optional = CONTENT[kind]
    for name in needed:
        if name not in content:
            raise BriefingError(f"{where}.{name}", "missing")
    if strange := set(content) - {*needed, *optional}:
        raise BriefingError(f"{where}.{min(strange)}", "unknown", ", ".join((*needed, *optional)))
    if kind == "chart":
        _check_figure(f"{where}.figure", content["figure"])
    elif kind == "map":
        _check_map(where, content)
    elif kind == "table":
        _check_table(where, content)
    elif not _all(content["paragraphs"], str):
        raise BriefingError(f"{where}.paragraphs", "type", "list of text")


def check_values(where: str, found: Any) -> None:
    """Raise BriefingError where a value read from JSON nests too deep, or holds a number that is no finite float.

    Level by level and not by recursion, so that what nests too deep cannot exhaust the stack of this check.
    """
    level = [found]
    for _ in range(DEEPEST):
        inner: list[Any] = []
        for value in level:
            if isinstance(value, dict):
                inner += value.values()
            elif isinstance(value, list):
                inner += value
            elif isinstance(value, int | float) and not _finite(value):
                raise BriefingError(where, "no_number")
        if not inner:
            return
        level = inner
    raise BriefingError(where, "nested", str(DEEPEST))


def _finite(value: int | float) -> bool:
    # A whole number of JSON has no limit, and the largest ones do not become a float.
    return abs(value) <= sys.float_info.max if isinstance(value, int) else math.isfinite(value)


def _check_map(where: str, content: Mapping[str, Any]) -> None:
    periods = content.get("periods") or {}
    if not isinstance(periods, Mapping):
        raise BriefingError(f"{where}.periods", "type", "object")
    for name, one in [("map", content["map"]), *periods.items()]:
        if not isinstance(one, Mapping):
            raise BriefingError(f"{where}.{name}", "type", "object")
        if lacking := [part for part in MAP_PARTS if part not in one]:
            raise BriefingError(f"{where}.{name}.{lacking[0]}", "missing")
        layers = one.get("layers", {})
        if not isinstance(layers, Mapping) or not all(isinstance(each, str) for each in layers.values()):
            raise BriefingError(f"{where}.{name}.layers", "type", "object of text")
        for part in ("places", "points"):
            if not _all(one.get(part, []), (list, tuple)):
                raise BriefingError(f"{where}.{name}.{part}", "type", "list of rows")
        if not _all(one.get("legends", []), Mapping):
            raise BriefingError(f"{where}.{name}.legends", "type", "list of objects")


def _check_figure(where: str, figure: Any) -> None:
    if not isinstance(figure, Mapping) or not _all(figure.get("data"), Mapping):
        raise BriefingError(where, "type", "Plotly figure")
    layout = figure.get("layout") or {}
    if not isinstance(layout, Mapping):
        raise BriefingError(f"{where}.layout", "type", "object")
    for place, trace in enumerate(figure["data"]):
        kind = trace.get("type", "scatter")
        if not isinstance(kind, str) or kind not in TRACES:
            raise BriefingError(f"{where}.data[{place}].type ({str(kind)[:40]})", "one_of", ", ".join(sorted(TRACES)))
    # A picture in a figure is an address: opening the kit would ask another host for it.
    if layout.get("images"):
        raise BriefingError(f"{where}.layout.images", "foreign")
    if _holds_link(figure):
        raise BriefingError(where, "linked")


def _holds_link(figure: Mapping[str, Any]) -> bool:
    """Whether any text in a figure has an <a>: Plotly makes a live link of it, to wherever it says."""
    left: list[Any] = [figure]
    while left:
        value = left.pop()
        if isinstance(value, str):
            if ANCHOR.search(value):
                return True
        elif isinstance(value, Mapping):
            left += value.values()
        elif isinstance(value, list | tuple):
            left += value
    return False


def _check_table(where: str, content: Mapping[str, Any]) -> None:
    if not _all(content["head"], str) or not content["head"]:
        raise BriefingError(f"{where}.head", "type", "list of text")
    if not _all(content["rows"], list):
        raise BriefingError(f"{where}.rows", "type", "list of rows")
    for place, row in enumerate(content["rows"], 1):
        if len(row) > len(content["head"]):
            raise BriefingError(f"{where}.rows[{place}]", "wider", str(len(content["head"])))
        for column, cell in enumerate(row, 1):
            if isinstance(cell, Mapping | list | tuple | set):
                raise BriefingError(f"{where}.rows[{place}][{column}]", "type", "text, number")
    if not isinstance(content.get("caption") or "", str):
        raise BriefingError(f"{where}.caption", "type", "text")


def _all(found: Any, kind: Any) -> bool:
    return isinstance(found, list | tuple) and all(isinstance(one, kind) for one in found)


# How a reader is told of a type; the others are lists.
SAID: dict[Any, str] = {str: "text", float: "number", int: "number", bool: "true, false", Kind: "text"}
SAID |= {dict[str, Any]: "object", dict[str, str]: "object of text", list[str]: "list of text"}


def has_type(value: Any, wanted: Any) -> bool:
    """Whether a value read from JSON is of a type as a field of ours has it; which text is checked later."""
    origin, parts = get_origin(wanted), get_args(wanted)
    if wanted is Any or (value is None and NoneType in parts):
        return True
    if origin is UnionType:
        return any(has_type(value, part) for part in parts)
    if origin is dict:
        return isinstance(value, dict) and all(has_type(one, parts[1]) for one in value.values())
    if origin in (list, tuple):
        return isinstance(value, list) and all(has_type(one, parts[0]) for one in value)
    if wanted in (int, float):
        return isinstance(value, int if wanted is int else (int, float)) and not isinstance(value, bool)
    # A slide is checked by itself after this: one that is no object is one broken slide, not a broken briefing.
    return is_dataclass(wanted) or isinstance(value, str if origin is Literal else wanted)
