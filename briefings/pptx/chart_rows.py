"""Lines over years or quarters as rows of one table: a column a year, an empty cell where there is no figure.

That is how people keep such figures, so that is what they find behind a chart that can be edited. Pieces of one line
(a gap, a break in the definition) become one row only where an empty cell parts them; else the break would be lost.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

QUARTER, MOST = 0.25, 160


@dataclass
class Series:
    """One row of figures: `xs` for a chart over numbers, else figures in the order of the categories.

    over    the mark with which it stands above bars, such as a total: `dash` or `circle`
    decimals  how many each figure has where it is written beside its mark
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
    told: bool = True
    labelled: bool = False
    over: str = ""
    decimals: list[int] = field(default_factory=list)


def time_axis(over: Sequence[float]) -> list[float]:
    """Every year or quarter from the first to the last, where all are such; else nothing."""
    if not over or not all(1000 < one < 3000 and (one / QUARTER).is_integer() for one in over):
        return []
    step = 1.0 if all(float(one).is_integer() for one in over) else QUARTER
    count = round((max(over) - min(over)) / step) + 1
    if count > MOST:
        return []
    # Labels on round years: the first column is one.
    first = min(over) if step < 1 else min(over) // label_step(range(count)) * label_step(range(count))
    return [first + step * place for place in range(round((max(over) - first) / step) + 1)]


def labels(times: Sequence[float]) -> list[str]:
    """Years as people write them, quarters as 2024-Q1."""
    yearly = all(float(one).is_integer() for one in times)
    return [f"{int(one)}" if yearly else f"{int(one)}-Q{round((one % 1) / QUARTER) + 1}" for one in times]


def label_step(times: Sequence[float] | range) -> int:
    """How many columns a label on the axis stands for, so that labels do not touch."""
    return next((step for step in (1, 2, 4, 5, 8, 10, 20) if len(times) / step <= 12), 40)


Liner = Callable[[Mapping[str, Any], int, list[float | None], Sequence[int]], Series]


def rows(traces: Sequence[Mapping[str, Any]], times: Sequence[float], line: Liner) -> list[Series]:
    """A row a line; `line` makes the look of a trace's row from the figures of one stretch and their places in it."""
    made: list[Series] = []
    for place, trace in enumerate(traces):
        for stretch in _stretches(trace, times):
            row = line(trace, place, [y for _, _, y in stretch], [index for index, _, _ in stretch])
            hollow = dict(zip((cell for _, cell, _ in stretch), row.hollow, strict=False))
            values: list[float | None] = [None] * len(times)
            for _, cell, y in stretch:
                values[cell] = y
            row.values, row.hollow = values, [hollow.get(cell, False) for cell in range(len(times))]
            if not any(_joined(other, row) for other in made):
                made.append(row)
    return made


def _stretches(trace: Mapping[str, Any], times: Sequence[float]) -> list[list[tuple[int, int, float]]]:
    """The figures of a trace as (place in the trace, column, figure), cut where one is missing."""
    cells = {one: place for place, one in enumerate(times)}
    found: list[list[tuple[int, int, float]]] = [[]]
    for index, (x, y) in enumerate(zip(trace.get("x") or [], trace.get("y") or [], strict=False)):
        if x is None or not isinstance(y, int | float):
            found.append([])
        else:
            found[-1].append((index, cells[float(x)], float(y)))
    return [stretch for stretch in found if stretch]


def _joined(row: Series, piece: Series) -> bool:
    """Put a piece into the row of the same line, if an empty cell stays on both sides of it."""
    filled = [cell for cell, value in enumerate(piece.values) if value is not None]
    near = range(max(filled[0] - 1, 0), filled[-1] + 2)
    # Figures that stand alone look the same on any line of their colour.
    alone = _lone(row) or _lone(piece)
    same = row.name == piece.name and row.colours == piece.colours and bool(row.marker) == bool(piece.marker)
    if not same or not (alone or (row.dash, bool(row.line)) == (piece.dash, bool(piece.line))):
        return False
    if any(row.values[cell] is not None for cell in near if cell < len(row.values)):
        return False
    for cell in filled:
        row.values[cell], row.hollow[cell] = piece.values[cell], piece.hollow[cell]
    if piece.line and not row.line:
        row.line, row.dash = piece.line, piece.dash
    row.told = row.told or piece.told
    return True


def _lone(row: Series) -> bool:
    """Whether no two figures of a row are neighbours."""
    return all(one is None or other is None for one, other in pairwise(row.values))
