"""Projects over time. A stated end closes the bar; a planned one is dotted; without an end the bar stays open.

A planned end that passed without a confirmation has a mark of its own, and is dotted from there to today.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.layout import TODAY, legend_below, margin
from charts.palettes import CATEGORICAL
from charts.words import Words

ROW = 24
# The letters of a name for which there is room, also on a projector of 1024 pixels.
LONGEST = 66
COLOUR = dict(zip(("completed", "running", "planned", "study", "postponed", "unknown"), CATEGORICAL, strict=False))
# As in charts.timeline: a mark of its own, so that colour alone need not tell it apart.
OVERDUE, OVERDUE_MARK = "overdue", "hourglass"
COLOUR[OVERDUE] = "#6b7780"
# Without an end the bar goes this far beyond today.
OPEN_DAYS = 550


def draw(
    rows: pd.DataFrame, *, words: Words, statuses: Mapping[str, str], period: tuple[date, date], today: date
) -> go.Figure:
    """One bar per project.

    rows      columns name, status, start_first, start_last, end_first, end_last (days or NaT), end_certainty, date_text
              (begin and end in words); one row per project, in the order to draw
    statuses  status to its name
    """
    figure = go.Figure()
    now = pd.Timestamp(today)
    in_legend: set[str] = set()
    for place, row in enumerate(rows.to_dict("records")):
        hover = f"<b>{row['name']}</b><br>{statuses[row['status']]}<br>{row['date_text']}<extra></extra>"
        colour = COLOUR[row["status"]]
        for start, end, look, width in split_bar(row, now):
            figure.add_trace(
                go.Scatter(
                    x=[start, end],
                    y=[place, place],
                    mode="lines",
                    line={"color": colour, "width": width, "dash": look},
                    opacity=1 if look == "solid" else 0.7,
                    hovertemplate=hover,
                    name=statuses[row["status"]],
                    legendgroup=row["status"],
                    # The legend shows the mark of what is overdue, not its bar.
                    showlegend=row["status"] not in {*in_legend, OVERDUE},
                )
            )
            in_legend.add(row["status"])
        if row["end_certainty"] == "unknown":
            end = max(now, row["start_last"]) + pd.Timedelta(days=OPEN_DAYS)
            figure.add_annotation(x=end, y=place, text="?", showarrow=False, xanchor="left", font={"size": 14})
    _mark_overdue(figure, rows, statuses)
    figure.add_vline(x=str(today), line={"dash": "dash", "width": 1.5, "color": TODAY})
    figure.add_annotation(
        x=str(today),
        y=0,
        yref="y domain",
        yanchor="top",
        text=words("trajectory.today"),
        showarrow=False,
        font={"color": TODAY},
    )
    figure.update_xaxes(range=[str(period[0]), str(period[1])], tickformat="%Y", side="top", showgrid=True)
    figure.update_yaxes(
        tickvals=list(range(len(rows))),
        ticktext=[_short(name) for name in rows.name],
        range=[len(rows) - 0.4, -0.6],
        showgrid=False,
        zeroline=False,
        fixedrange=True,
    )
    figure.update_layout(
        height=len(rows) * ROW + 90,
        margin=margin(top=30),
        hovermode="closest",
        legend=legend_below(-0.02),
    )
    return figure


def _mark_overdue(figure: go.Figure, rows: pd.DataFrame, statuses: Mapping[str, str]) -> None:
    """A mark at each planned end that has passed without a confirmation."""
    late = rows.reset_index(drop=True)
    late = late[late["status"] == OVERDUE]
    if late.empty:
        return
    figure.add_trace(
        go.Scatter(
            x=late["end_last"],
            y=list(late.index),
            mode="markers",
            marker={"symbol": OVERDUE_MARK, "size": 15, "color": "#b3261e", "line": {"width": 1.5, "color": "#ffffff"}},
            text=[
                f"<b>{row['name']}</b><br>{statuses[OVERDUE]}<br>{row['date_text']}" for row in late.to_dict("records")
            ],
            hovertemplate="%{text}<extra></extra>",
            name=statuses[OVERDUE],
            legendgroup=OVERDUE,
        )
    )


def split_bar(row: Mapping[Any, Any], now: pd.Timestamp) -> list[tuple[pd.Timestamp, pd.Timestamp, str, int]]:
    """The parts of a bar: first what is certain, then the rest. An end known only as a year is drawn as that year."""
    start, end, certainty = row["start_first"], row["end_last"], row["end_certainty"]
    if pd.isna(start):
        # Only the end is known: the bar is that day, month or year.
        start = row["end_first"]
    # Of a project that was postponed, or of which nothing is known, only the beginning is sure.
    known = row["status"] not in ("unknown", "postponed")
    reached = max(now if known else start, row["start_last"] if pd.notna(row["start_last"]) else start)
    if row["status"] == OVERDUE:
        return [(start, max(end, start), "solid", 11), (max(end, start), now, "dot", 5)]
    if certainty == "unknown":
        return [(start, reached, "solid", 11), (reached, max(now, reached) + pd.Timedelta(days=OPEN_DAYS), "dot", 5)]
    if certainty == "stated":
        return [(start, max(end, start + pd.Timedelta(days=20)), "solid", 11)]
    sure = min(reached, end)
    pieces = [(start, sure, "solid", 11)]
    return [*pieces, (sure, end, "dot", 5)] if end > sure else pieces


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1].rstrip()}…"
