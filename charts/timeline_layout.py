"""Where the entries of a timeline lie: in the lane of their theme, on a row where nothing lies over them."""

import math
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

import pandas as pd

PHASES = "phases"
# A phase stands under its name, so it needs more than one row.
TALL = 1.45
# Up to this number of entries all have their name; above it only those with a headline.
ALL_NAMED = 24
LONGEST = 52
# What a name needs: pixels a letter, and how wide the drawing is taken to be when rows are dealt out.
LETTER, WIDTH = 6.6, 1000


class Box(NamedTuple):
    """An entry with the row it was dealt: `row` counts down from the top of its lane."""

    key: str
    lane: str
    row: int
    named: bool
    left: bool  # the name stands on the left of the mark


class Lane(NamedTuple):
    """Where a lane lies: rows from the top of the drawing, its heading included."""

    top: int
    rows: int


def assign_rows(rows: pd.DataFrame, lanes: Sequence[str], period: tuple[date, date]) -> dict[str, Box]:
    """A row for each entry, so that no mark or name lies over another of its lane; headlines choose first."""
    start = pd.Timestamp(period[0])
    scale = WIDTH / max((pd.Timestamp(period[1]) - start).days, 1)
    every = len(rows) <= ALL_NAMED
    boxes: dict[str, Box] = {}
    for lane in lanes:
        taken: list[list[tuple[float, float]]] = []
        entries = rows[rows.theme == lane].sort_values(["headline", "first"], ascending=[False, True])
        for row in entries.to_dict("records"):
            left = (row["first"] - start).days * scale
            right = max((row["last"] - start).days * scale, left + 10) + 4
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
            boxes[row["key"]] = Box(row["key"], lane, place, named, before)
    return boxes


def stack_lanes(boxes: Mapping[str, Box], order: Sequence[str], phases: int) -> dict[str, Lane]:
    """The lanes under each other, the phases on top; one row more than its entries need, for its heading."""
    counts = {PHASES: math.ceil(phases * TALL)} if phases else {}
    counts |= {lane: 1 + max(box.row for box in boxes.values() if box.lane == lane) for lane in order}
    places, top = {}, 0
    for lane, count in counts.items():
        places[lane] = Lane(top, count + 1)
        top += count + 1
    return places
