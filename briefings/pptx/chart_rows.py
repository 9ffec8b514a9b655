"""Lines over years or quarters as rows of one table: one column per year, an empty cell where there is no figure.

That is the table behind an editable chart. Pieces of one line (after a gap, or a break in the definition) become one
row only where an empty cell separates them; otherwise the break would be lost.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from briefings.pptx import plotly_values

QUARTER, MAX_COLUMNS = 0.25, 160


@dataclass
class Series:
    """One row of figures: `xs` for a chart over numbers, else figures in the order of the categories.

    mark      of figures over bars, such as a total: `dash` or `circle`; empty: a row of its own
    decimals  of each figure where it is written beside its bar
    in_legend   pieces of one line are in the legend once
    symbol    of the points: `circle` or `diamond`; names: what stands beside each, by its place
    """

    name: str
    values: list[float | None]
    colours: list[str]
    xs: list[float] = field(default_factory=list)
    hatched: list[bool] = field(default_factory=list)
    hollow: list[bool] = field(default_factory=list)
    line: float = 0.0
    dash: str = ""
    marker: float = 0.0
    in_legend: bool = True
    labelled: bool = False
    mark: str = ""
    decimals: list[int] = field(default_factory=list)
    symbol: str = "circle"
    names: dict[int, str] = field(default_factory=dict)


def time_axis(values: Sequence[float]) -> list[float]:
    """Every year or quarter from the first to the last; empty where a value is neither."""
    if not values or not all(1000 < one < 3000 and (one / QUARTER).is_integer() for one in values):
        return []
    step = 1.0 if all(float(one).is_integer() for one in values) else QUARTER
    count = round((max(values) - min(values)) / step) + 1
    if count > MAX_COLUMNS:
        return []
    # The first column is a round year, so that all labels are.
    first = min(values) if step < 1 else min(values) // label_step(range(count)) * label_step(range(count))
    return [first + step * place for place in range(round((max(values) - first) / step) + 1)]


def labels(times: Sequence[float]) -> list[str]:
    """Years as people write them, quarters as 2024-Q1."""
    yearly = all(float(one).is_integer() for one in times)
    return [f"{int(one)}" if yearly else f"{int(one)}-Q{round((one % 1) / QUARTER) + 1}" for one in times]


def label_step(times: Sequence[float] | range) -> int:
    """The number of columns per label on the axis, so that labels do not overlap."""
    return next((step for step in (1, 2, 4, 5, 8, 10, 20) if len(times) / step <= 12), 40)


def names(trace: Mapping[str, Any], index: Sequence[int]) -> dict[int, str]:
    """The names beside the points of a piece of a trace, by their place in the piece."""
    texts = trace.get("text") or []
    return {place: plotly_values.plain(texts[number]) for place, number in enumerate(index) if texts[number]}


SeriesFactory = Callable[[Mapping[str, Any], int, list[float | None], Sequence[int]], Series]


def rows(traces: Sequence[Mapping[str, Any]], times: Sequence[float], line: SeriesFactory) -> list[Series]:
    """One row per line; `line` makes the series of a trace from the figures of one stretch and their places in it."""
    series: list[Series] = []
    for place, trace in enumerate(traces):
        for stretch in _stretches(trace, times):
            row = line(trace, place, [y for _, _, y in stretch], [index for index, _, _ in stretch])
            hollow = dict(zip((cell for _, cell, _ in stretch), row.hollow, strict=False))
            values: list[float | None] = [None] * len(times)
            for _, cell, y in stretch:
                values[cell] = y
            row.values, row.hollow = values, [hollow.get(cell, False) for cell in range(len(times))]
            if not any(_join(other, row) for other in series):
                series.append(row)
    return series


def _stretches(trace: Mapping[str, Any], times: Sequence[float]) -> list[list[tuple[int, int, float]]]:
    """The figures of a trace as (place in the trace, column, figure), cut where one is missing."""
    cells = {one: place for place, one in enumerate(times)}
    stretches: list[list[tuple[int, int, float]]] = [[]]
    for index, (x, y) in enumerate(zip(trace.get("x") or [], trace.get("y") or [], strict=False)):
        if x is None or not isinstance(y, int | float):
            stretches.append([])
        else:
            stretches[-1].append((index, cells[float(x)], float(y)))
    return [stretch for stretch in stretches if stretch]


def _join(row: Series, piece: Series) -> bool:
    """Join a piece to the row of the same line if an empty cell stays on both sides. Returns whether it was joined."""
    filled = [cell for cell, value in enumerate(piece.values) if value is not None]
    near = range(max(filled[0] - 1, 0), filled[-1] + 2)
    # Points without neighbours look the same on any line of their colour.
    has_points_only = _has_no_neighbours(row) or _has_no_neighbours(piece)
    same = row.name == piece.name and row.colours == piece.colours and bool(row.marker) == bool(piece.marker)
    if not same or not (has_points_only or (row.dash, bool(row.line)) == (piece.dash, bool(piece.line))):
        return False
    if any(row.values[cell] is not None for cell in near if cell < len(row.values)):
        return False
    for cell in filled:
        row.values[cell], row.hollow[cell] = piece.values[cell], piece.hollow[cell]
    if piece.line and not row.line:
        row.line, row.dash = piece.line, piece.dash
    row.in_legend = row.in_legend or piece.in_legend
    return True


def _has_no_neighbours(row: Series) -> bool:
    """Whether no two figures of a row are neighbours."""
    return all(one is None or other is None for one, other in pairwise(row.values))
