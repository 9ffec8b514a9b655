"""A target and what was measured: the line that would meet it, and how far the measured path lies from it.

The line is drawn straight from the starting point to the target. It is arithmetic, not a forecast: it says where the
path would have been, had it gone evenly.
"""

from typing import NamedTuple

import pandas as pd
import plotly.graph_objects as go

from charts.layout import GREY, LEGEND, TEXT, layout, value_axis, year_axis
from charts.palettes import CATEGORICAL
from charts.time_series import round_numbers
from charts.words import Words


class Target(NamedTuple):
    """From `base` in `base_year` to `value` in `year`."""

    base: float
    base_year: int
    value: float
    year: int

    def at(self, year: int) -> float:
        """Where the even path stands in a year; before its start at the start, after its end at the target."""
        share = (min(max(year, self.base_year), self.year) - self.base_year) / (self.year - self.base_year)
        return self.base + (self.value - self.base) * share


class Distance(NamedTuple):
    """The newest measured year after the start of a target, and where the even path stands in that year."""

    year: int
    value: float
    line: float

    @property
    def off(self) -> float:
        """Measured minus even path: below zero is under the line."""
        return self.value - self.line


def distance(target: Target, observed: pd.DataFrame) -> Distance | None:
    """How far the measured path is from the line; none where nothing was measured after the start.

    observed    columns year, value, in the unit of the target
    """
    after = observed[observed.year > target.base_year]
    if after.empty:
        return None
    last = after.sort_values("year").iloc[-1]
    return Distance(int(last.year), float(last.value), target.at(int(last.year)))


def draw(
    target: Target, observed: pd.DataFrame, *, words: Words, unit: str, decimals: int, name: str, line_name: str
) -> go.Figure:
    """The measured path beside the line to the target; measured years that do not follow each other are dots."""
    figure = go.Figure()
    off = distance(target, observed)
    # After its year the target goes on level, as far as there is a figure to hold against it.
    level = [off.year] if off and off.year > target.year else []
    figure.add_trace(
        go.Scatter(
            x=[target.base_year, target.year, *level],
            y=[target.base, target.value, *(target.value for _ in level)],
            mode="lines+markers",
            line={"color": GREY, "width": 2, "dash": "dash"},
            marker={"symbol": "diamond", "size": [9, 9, 0][: 2 + len(level)], "color": GREY},
            name=line_name,
            text=[
                words.number(value, decimals) for value in (target.base, target.value, *(target.value for _ in level))
            ],
            hovertemplate=f"<b>{line_name}</b><br>%{{x}}: %{{text}} {unit}<extra></extra>",
        )
    )
    observed = observed.sort_values("year")
    piece = (observed.year.diff() > 1).cumsum()
    for number, (_, rows) in enumerate(observed.groupby(piece)):
        figure.add_trace(
            go.Scatter(
                x=rows.year.astype(int),
                y=rows.value,
                mode="lines+markers" if len(rows) > 1 else "markers",
                line={"color": CATEGORICAL[0], "width": 2.5},
                marker={"size": 8, "color": CATEGORICAL[0]},
                name=name,
                legendgroup="observed",
                showlegend=number == 0,
                text=[words.number(value, decimals) for value in rows.value],
                hovertemplate=f"<b>{name}</b><br>%{{x}}: %{{text}} {unit}<extra></extra>",
            )
        )
    if off:
        figure.add_trace(
            go.Scatter(
                x=[off.year, off.year],
                y=[off.value, off.line],
                mode="lines",
                line={"color": CATEGORICAL[1], "width": 4},
                name=words("target.distance"),
                hoverinfo="skip",
            )
        )
    figure.update_layout(layout(words, height=380, top=16, hovermode="closest", legend=LEGEND))
    figure.update_xaxes(year_axis(nticks=8, tickfont={"size": TEXT}))
    axis = value_axis(unit, tickformat=round_numbers(decimals), rangemode="tozero", tickfont={"size": TEXT})
    figure.update_yaxes(axis)
    return figure
