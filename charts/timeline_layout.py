"""Where the entries of a timeline lie: in the lane of their theme, on a row where nothing lies over them."""

import math
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

import pandas as pd

PHASES = "phases"
# A phase stands under its name, so it needs more than one row.
TALL = 1.45
# Rows between the name of the lane and that of its first phase, which would else read as one.
FIRST = 0.9
# Up to this number of entries all have their name; above it only those with a headline.
ALL_NAMED = 24
LONGEST = 52
# What a name needs: pixels a letter, and how wide the drawing is taken to be when rows are dealt out.
LETTER, WIDTH = 6.6, 1000
# Pixels that a letter takes as it is drawn, without the room to spare that LETTER has.
DRAWN = 5.9


class Box(NamedTuple):
    """An entry with the row it was dealt: `row` counts down from the top of its lane."""

    key: str
    lane: str
    row: int
    named: bool
    left: bool  # the name stands on the left of the mark
    span: tuple[float, float]  # from where to where the mark and its name reach, in pixels of WIDTH


class Lane(NamedTuple):
    """Where a lane lies: rows from the top of the drawing, its heading included."""

    top: int
    rows: int


def assign_rows(rows: pd.DataFrame, lanes: Sequence[str], period: tuple[date, date]) -> dict[str, Box]:
    """A row for each entry, so that no mark or name lies over another of its lane; headlines choose first."""
    every = len(rows) <= ALL_NAMED
    boxes: dict[str, Box] = {}
    for lane in lanes:
        taken: list[list[tuple[float, float]]] = []
        entries = rows[rows.theme == lane].sort_values(["headline", "first"], ascending=[False, True])
        for row in entries.to_dict("records"):
            left = to_pixels(row["first"], period)
            right = max(to_pixels(row["last"], period), left + 10) + 4
            named, before = every or bool(row["headline"]), False
            if named:
                wide = min(len(row["title"]), LONGEST) * LETTER + 8
                before = right + wide > WIDTH
                left, right = (left - wide, right) if before else (left, right + wide)
            free = [all(right < a or left > b for a, b in spans) for spans in taken]
            place = free.index(True) if True in free else len(taken)
            if place == len(taken):
                taken.append([])
            taken[place].append((left, right))
            spare = (LETTER - DRAWN) * min(len(row["title"]), LONGEST) if named else 0
            span = (left + spare, right) if before else (left, right - spare)
            boxes[row["key"]] = Box(row["key"], lane, place, named, before, span)
    return boxes


def to_pixels(day: pd.Timestamp | date, period: tuple[date, date]) -> float:
    """Where a day lies on the axis of `period`, in pixels of WIDTH."""
    start, end = (pd.Timestamp(edge) for edge in period)
    return (pd.Timestamp(day) - start).days * WIDTH / max((end - start).days, 1)


def free_stretches(
    boxes: Mapping[str, Box], places: Mapping[str, Lane], at: float, total: int
) -> list[tuple[float, float]]:
    """The parts of an upright line at `at` pixels over which no name lies: from row to row, of `total` rows.

    A part of a row or less is left out: it would look like a mark.
    """
    crossed = (box for box in boxes.values() if box.named and box.span[0] < at < box.span[1])
    rows = sorted({places[box.lane].top + 1.5 + box.row for box in crossed})
    edges = [0.0, *(edge for row in rows for edge in (row - 0.5, row + 0.5)), float(total)]
    return [(top, end) for top, end in zip(edges[::2], edges[1::2], strict=True) if end - top > 1]


def stack_lanes(boxes: Mapping[str, Box], order: Sequence[str], phases: int) -> dict[str, Lane]:
    """The lanes under each other, the phases on top; one row more than its entries need, for its heading."""
    counts = {PHASES: math.ceil(phases * TALL + FIRST / 2)} if phases else {}
    counts |= {lane: 1 + max(box.row for box in boxes.values() if box.lane == lane) for lane in order}
    places, top = {}, 0
    for lane, count in counts.items():
        places[lane] = Lane(top, count + 1)
        top += count + 1
    return places
