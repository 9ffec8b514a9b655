"""What happened and what is planned, in lanes by theme below the phases of the cooperation, with an indicator below.

The drawing says how precise a date is: a day is a dot, a month or a year is a bar as long as that month or year.
Planned entries are open and dashed; those whose day has passed without a confirmation have an hourglass. A few entries
have their name beside them, or all where there are few; entries that would overlap get rows of their own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from charts.layout import SMALL_TEXT, TODAY, margin
from charts.palettes import CATEGORICAL
from charts.series_below import SeriesBelow, add_series
from charts.timeline_layout import (
    FIRST,
    LONGEST,
    PHASES,
    TALL,
    WIDTH,
    Box,
    Lane,
    assign_rows,
    free_stretches,
    stack_lanes,
    to_pixels,
)
from charts.words import Words

ROW = 20  # pixels a row of entries is high
PHASE_COLOUR = "#7d8b93"
# An overdue entry was planned for a day that has passed, and is not confirmed.
SYMBOLS = {"happened": "circle", "planned": "diamond-open", "overdue": "hourglass-open"}
NEAR = 9  # pixels between a mark and its name
# Ticks of days, months and years, in numbers only: Plotly has names of months in English alone.
TICKS = [
    {"dtickrange": [None, 86_400_000 * 27], "value": "%d-%m-%Y"},
    {"dtickrange": [86_400_000 * 27, "M11"], "value": "%m-%Y"},
    {"dtickrange": ["M11", None], "value": "%Y"},
]


@dataclass(frozen=True)
class TimelineView:
    """How the timeline is shown.

    period    first and last day of the axis
    today     where the line of today stands
    ink       the colour of names; None for the theme's own
    """

    period: tuple[date, date]
    today: date
    ink: str | None = None


class Style(NamedTuple):
    """What the entries of a lane are drawn with: the colour of the lane, the view of the timeline, and words."""

    colour: str
    view: TimelineView
    words: Words


def draw(
    rows: pd.DataFrame,
    phases: pd.DataFrame,
    *,
    lanes: Mapping[str, str],
    view: TimelineView,
    words: Words,
    below: SeriesBelow | None = None,
) -> go.Figure:
    """The timeline.

    rows      columns key, title, theme, status (happened, planned, overdue), first, last (days), precision, headline,
              date_text (the date in words); one row per entry
    phases    columns key, title, first, last (NaT: it goes on), date_text
    lanes     theme to its name, in order; only those with an entry are drawn
    below     None for no second panel
    """
    period = view.period
    boxes = assign_rows(rows, list(lanes), period)
    order = [lane for lane in lanes if any(box.lane == lane for box in boxes.values())]
    places = stack_lanes(boxes, order, len(phases))
    total = max(sum(lane.rows for lane in places.values()), 1)
    height = total * ROW
    heights = [height, 230] if below is not None else [height]
    figure = make_subplots(rows=len(heights), shared_xaxes=True, row_heights=heights, vertical_spacing=0.06)
    _add_phases(figure, phases, view)
    for place, lane in enumerate(lanes):
        if lane in places:
            style = Style(CATEGORICAL[place % len(CATEGORICAL)], view, words)
            _add_entries(figure, rows[rows.theme == lane], boxes, places[lane], style)
    _add_headings(figure, places, {**lanes, PHASES: words("trajectory.phases")}, total, view, words)
    for top, end in free_stretches(boxes, places, to_pixels(view.today, period), total):
        line = {"dash": "dash", "width": 1.5, "color": TODAY}
        figure.add_shape(layer="below", type="line", x0=str(view.today), x1=str(view.today), y0=top, y1=end, line=line)
    if below is not None:
        add_series(figure, below, words)
    span = [str(period[0]), str(period[1])]
    figure.update_xaxes(range=span, showgrid=True, ticks="outside", tickformatstops=TICKS, showticklabels=True)
    figure.update_yaxes(range=[total, 0], visible=False, fixedrange=True, row=1, col=1)
    figure.update_layout(
        height=height + (310 if below is not None else 0) + 50,
        # On the left room for half of the first year, which Plotly else leaves out.
        margin={**margin(bottom=28 if below is None else 70), "l": 20},
        showlegend=below is not None,
        legend={"orientation": "h", "y": 0, "yref": "container", "yanchor": "bottom"},
        hovermode="closest",
        dragmode="zoom",
        separators=words.separators,
    )
    return figure


def _add_phases(figure: go.Figure, phases: pd.DataFrame, view: TimelineView) -> None:
    """A bar per phase; one that goes on is dotted from today."""
    period = view.period
    for place, row in enumerate(phases.to_dict("records")):
        y, going = (place + 1) * TALL + FIRST, pd.isna(row["last"])
        end = pd.Timestamp(view.today) if going else row["last"]
        hover = f"<b>{row['title']}</b><br>{row['date_text']}<extra></extra>"
        bar: dict[str, Any] = {"mode": "lines", "hovertemplate": hover, "meta": row["key"], "showlegend": False}
        line = {"color": PHASE_COLOUR, "width": 7}
        figure.add_trace(go.Scatter(x=[row["first"], end], y=[y, y], line=line, **bar), row=1, col=1)
        if going and pd.Timestamp(period[1]) > end:
            more = {**line, "width": 3, "dash": "dot"}
            figure.add_trace(go.Scatter(x=[end, period[1]], y=[y, y], line=more, **bar), row=1, col=1)
        shown = max(row["first"], pd.Timestamp(period[0]))
        late = (shown - pd.Timestamp(period[0])).days > 0.62 * (period[1] - period[0]).days
        figure.add_annotation(
            x=shown,
            y=y,
            text=f"<b>{row['title']}</b>",
            showarrow=False,
            xanchor="right" if late else "left",
            yanchor="middle" if late else "bottom",
            xshift=-6 if late else 0,
            yshift=0 if late else 2,
            font={"size": SMALL_TEXT, "color": view.ink},
            row=1,
            col=1,
        )


def _add_entries(figure: go.Figure, rows: pd.DataFrame, boxes: Mapping[str, Box], lane: Lane, style: Style) -> None:
    """The entries of a lane: bars for months and years, dots for days, and the names of those that have one."""
    at = [lane.top + 1.5 + boxes[key].row for key in rows["key"]]
    rows = rows.assign(y=at, middle=rows["first"] + (rows["last"] - rows["first"]) / 2)
    for status, part in rows[rows.precision != "day"].groupby("status"):
        planned = status != "happened"
        line = {"color": style.colour, "width": 4 if planned else 9, "dash": "dot" if planned else "solid"}
        xs = [day for first, last in zip(part["first"], part["last"], strict=True) for day in (first, last, None)]
        ys = [y for height in part["y"] for y in (height, height, None)]
        bars = go.Scatter(
            x=xs, y=ys, mode="lines", line=line, opacity=0.45, hoverinfo="skip", name="bars", showlegend=False
        )
        figure.add_trace(bars, row=1, col=1)
    figure.add_trace(_marks(rows, style), row=1, col=1)
    figure.add_trace(_names([row for row in rows.to_dict("records") if boxes[row["key"]].named], boxes, style), 1, 1)


def _marks(rows: pd.DataFrame, style: Style) -> go.Scatter:
    """A mark for each entry, to point at and click."""
    return go.Scatter(
        x=rows.middle,
        y=rows.y,
        mode="markers",
        marker={
            "color": style.colour,
            "size": [11 if fine == "day" else 8 for fine in rows.precision],
            "symbol": [SYMBOLS[status] for status in rows.status],
            "line": {"width": 2, "color": style.colour},
            "opacity": 1,
        },
        customdata=list(rows["key"]),
        text=[
            f"<b>{row['title']}</b><br>{row['date_text']}"
            + (f" · {style.words('trajectory.status_' + row['status'])}" if row["status"] != "happened" else "")
            for row in rows.to_dict("records")
        ],
        hovertemplate="%{text}<extra></extra>",
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
        name="marks",
        showlegend=False,
    )


def _names(rows: Sequence[Mapping[Any, Any]], boxes: Mapping[str, Box], style: Style) -> go.Scatter:
    """The names beside the marks, on the side where there is room."""
    first, last = style.view.period
    # Room between a mark and its name, in days.
    beside = pd.Timedelta(days=NEAR * (last - first).days / WIDTH)
    return go.Scatter(
        x=[row["first"] - beside if boxes[row["key"]].left else row["last"] + beside for row in rows],
        y=[row["y"] for row in rows],
        mode="text",
        text=[_short(row["title"]) for row in rows],
        textposition=["middle left" if boxes[row["key"]].left else "middle right" for row in rows],
        textfont={"size": SMALL_TEXT, "color": style.view.ink},
        showlegend=False,
        hoverinfo="skip",
        name="names",
    )


def _short(title: str) -> str:
    """A name, cut at the length for which its row has room."""
    return title if len(title) <= LONGEST else f"{title[: LONGEST - 1].rstrip()}…"


def _add_headings(
    figure: go.Figure,
    places: Mapping[str, Lane],
    names: Mapping[str, str],
    total: int,
    view: TimelineView,
    words: Words,
) -> None:
    """The name of each lane at its top left, a line between lanes, and the word at the line of today."""
    for lane, place in places.items():
        line = {"width": 1, "color": PHASE_COLOUR}
        figure.add_shape(type="line", xref="x domain", x0=0, x1=1, y0=place.top, y1=place.top, line=line)
        figure.add_annotation(
            xref="x domain",
            x=0,
            y=place.top + 0.5,
            text=f"<b>{names[lane]}</b>",
            showarrow=False,
            xanchor="left",
            font={"size": SMALL_TEXT, "color": view.ink},
        )
    figure.add_annotation(
        x=str(view.today),
        y=0.5,
        text=words("trajectory.today"),
        showarrow=False,
        xanchor="left",
        xshift=3,
        font={"color": TODAY},
    )
