"""Dated events as upright lines over the figures of a chart over time."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from charts.layout import GREY
from charts.words import Words


def vertical_lines(
    figure: go.Figure, events: Sequence[tuple[float, str]], values: pd.Series, words: Words, column: int = 1
) -> None:
    """Dated events over the figures of one panel: a thin line each, with a head to point at."""
    if not events:
        return
    # From zero where the axis shows it; else from the lowest figure, or the lines would stretch the axis.
    low, top = float(values.min()), float(values.max()) * 1.06
    low = 0.0 if 0 < low < top / 4 else low
    ends = [part for at, _ in events for part in (at, at, None)]
    heights = [part for _ in events for part in (low, top, None)]
    line = {"color": GREY, "width": 1, "dash": "dot"}
    lines = go.Scatter(x=ends, y=heights, mode="lines", line=line, hoverinfo="skip", showlegend=False)
    heads = go.Scatter(
        x=[at for at, _ in events],
        y=[top] * len(events),
        mode="markers",
        marker={"symbol": "triangle-down", "size": 10, "color": GREY},
        name=words("chart.events"),
        showlegend=column == 1,
        text=[text for _, text in events],
        hovertemplate="%{text}<extra></extra>",
    )
    for trace in (lines, heads):
        # A figure without panels has no rows and columns.
        figure.add_trace(trace, row=1, col=column) if figure._grid_ref else figure.add_trace(trace)
