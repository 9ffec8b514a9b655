"""What a slide of each kind holds: one model per kind, and the checks that no type can express."""

import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Strict, model_validator

from briefings.validation import BriefingError, expected, validate

Kind = Literal["chart", "map", "table", "words"]
# Kinds of trace that draw from their own numbers; maps and pictures of Plotly fetch shapes and tiles from elsewhere.
TRACES = {"bar", "box", "funnel", "heatmap", "histogram", "pie", "sankey", "scatter", "scattergl", "scatterpolar"}
TRACES |= {"sunburst", "treemap", "violin", "waterfall"}
ANCHOR = re.compile(r"<\s*a\b", re.IGNORECASE)
# Pages pass tuples where a file has lists.
LOOSE = Strict(False)


def _check_traces(traces: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Refuse a trace that fetches something."""
    for place, trace in enumerate(traces):
        kind = trace.get("type", "scatter")
        if not isinstance(kind, str) or kind not in TRACES:
            raise BriefingError(f"[{place}].type ({str(kind)[:40]})", "one_of", ", ".join(sorted(TRACES)))
    return traces


def _check_figure(figure: Any) -> Any:
    """Refuse a figure that would ask another host for something, or lead the reader there."""
    if not isinstance(figure, dict):
        raise BriefingError("", "type", "Plotly figure")
    layout = figure.get("layout")
    # A picture in a figure is an address: opening the kit would fetch it.
    if isinstance(layout, dict) and layout.get("images"):
        raise BriefingError(".layout.images", "foreign")
    if _holds_link(figure):
        raise BriefingError("", "linked")
    return figure


def _holds_link(figure: Mapping[str, Any]) -> bool:
    """Whether any text in a figure has an <a>: Plotly makes a live link of it, to any address."""
    remaining: list[Any] = [figure]
    while remaining:
        value = remaining.pop()
        if isinstance(value, str):
            if ANCHOR.search(value):
                return True
        elif isinstance(value, Mapping):
            remaining += value.values()
        elif isinstance(value, list | tuple):
            remaining += value
    return False


def _check_rows(rows: list[list[Any]]) -> list[list[Any]]:
    """Refuse a cell that is no text or number."""
    for place, row in enumerate(rows, 1):
        for column, cell in enumerate(row, 1):
            if isinstance(cell, Mapping | list | tuple | set):
                raise BriefingError(f"[{place}][{column}]", "type", "text, number")
    return rows


def _check_head(head: list[str]) -> list[str]:
    """Refuse a table without columns."""
    if not head:
        raise BriefingError("", "type", "list of text")
    return head


def _empty_for_none(value: Any) -> Any:
    return {} if value is None else value


Objects = Annotated[list[dict[str, Any]], LOOSE]
MapRows = Annotated[list[Annotated[list[Any], LOOSE]], LOOSE, expected("list of rows")]


class _Content(BaseModel):
    model_config = ConfigDict(strict=True)


class Figure(_Content):
    """A figure of Plotly: what draws it, and how it looks."""

    data: Annotated[Objects, expected("Plotly figure"), AfterValidator(_check_traces)]
    layout: Annotated[dict[str, Any] | None, expected("object")] = None


class MapDescription(_Content):
    """What `charts.maps` describes; only the parts that every output needs are checked.

    places, points   one row per place or point; layers: name to the address of its shapes
    """

    period: Any
    places: MapRows
    legends: Annotated[Objects, expected("list of objects")]
    layers: Annotated[dict[str, str], expected("object of text")] = {}
    points: MapRows = []


class ChartContent(_Content):
    """A chart."""

    figure: Annotated[Figure, BeforeValidator(_check_figure)]


class MapContent(_Content):
    """A map; periods: the same map of other periods, by period, without its layers."""

    periods: Annotated[dict[str, MapDescription], BeforeValidator(_empty_for_none)] = {}
    map: MapDescription


class TableContent(_Content):
    """A table: the heads of its columns, one list of cells per row, and a caption."""

    head: Annotated[list[str], LOOSE, expected("list of text"), AfterValidator(_check_head)]
    rows: Annotated[list[list[Any]], LOOSE, expected("list of rows"), AfterValidator(_check_rows)]
    caption: Annotated[str | None, expected("text")] = None

    @model_validator(mode="after")
    def _check_widths(self) -> "TableContent":
        for place, row in enumerate(self.rows, 1):
            if len(row) > len(self.head):
                raise BriefingError(f".rows[{place}]", "wider", str(len(self.head)))
        return self


class WordsContent(_Content):
    """Paragraphs of text."""

    paragraphs: Annotated[list[str], LOOSE, expected("list of text")]


MODELS: dict[Kind, type[_Content]] = {
    "chart": ChartContent,
    "map": MapContent,
    "table": TableContent,
    "words": WordsContent,
}


def check_content(where: str, kind: Kind, content: dict[str, Any]) -> None:
    """Raise BriefingError where no output can be made of the content of a slide of this kind."""
    model = MODELS[kind]
    validate(where, content, model.model_fields, model.model_validate)
