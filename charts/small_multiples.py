"""A small chart for each place, all with the same axes: one beside the other on a page, together on a slide.

Of figures that may not be compared, the places of each country share the axis of values of their country.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from charts.layout import SMALL_TEXT, TEXT, layout, year_axis
from charts.palettes import COUNTRY
from charts.time_series import Annotations, add_time, lines_of_place, round_numbers
from charts.words import Words

# Nothing is marked.
PLAIN = Annotations()
# Pixels of one small chart, and how many stand in a row on a slide.
HEIGHT, COLUMNS = 190, 3
# Room above the highest and below the lowest figure.
ROOM = 0.06


def small_charts(
    rows: pd.DataFrame,
    *,
    words: Words,
    unit: str,
    decimals: int = 0,
    order: Sequence[str] = (),
    apart: bool = False,
    annotations: Annotations = PLAIN,
) -> dict[str, go.Figure]:
    """A chart for each place of `order` that has figures, by its key.

    rows      as `time_series.history` takes them
    unit      as written after a value under the pointer
    apart     whether the places of the two countries may not share an axis of values
    """
    rows = add_time(rows).sort_values("at", ignore_index=True)
    first, last = float(rows["at"].min()), float(rows["at"].max())
    charts = {}
    for place in (place for place in order if (rows.place == place).any()):
        mine = rows[rows.place == place]
        country = str(mine.country.iloc[0])
        breaks = [period for other, period in annotations.breaks if other == place]
        colour = COUNTRY.get(country, COUNTRY["BE"])
        margin = max(0.03 * (last - first), 0.5)
        years = year_axis(tickfont={"size": SMALL_TEXT}, nticks=4, range=[first - margin, last + margin])
        values = {
            "tickfont": {"size": SMALL_TEXT},
            "nticks": 5,
            "tickformat": round_numbers(decimals),
            "range": _ends(rows[rows.country == country] if apart else rows),
        }
        # In one step: Plotly checks a layout anew at each update.
        looks = {"title": _title(mine, annotations.focus), "xaxis": years, "yaxis": values}
        looks |= layout(words, height=HEIGHT, top=30, hovermode="closest", showlegend=False)
        figure = go.Figure(lines_of_place(mine, colour, words, unit, decimals, breaks), looks)
        charts[place] = figure
    return charts


def _title(rows: pd.DataFrame, focus: str) -> dict[str, Any]:
    """The name of a place over its chart, with a mark where it stands out."""
    mark = " ◂" if rows.place.iloc[0] == focus else ""
    text = {"text": f"<b>{rows['name'].iloc[0]}</b>{mark}", "font": {"size": TEXT}}
    return text | {"x": 0, "xref": "container", "xanchor": "left", "pad": {"l": 8}, "y": 0.97, "yanchor": "top"}


def _ends(rows: pd.DataFrame) -> list[float]:
    """The ends of the axis of values: from zero where that costs little of its height."""
    low, high = float(rows.value.min()), float(rows.value.max())
    low = 0.0 if 0 < low < high / 2 else low
    room = ROOM * (high - low) or abs(high) * ROOM or 1.0
    return [low - room if low else low, high + room]


def join_small_charts(charts: Mapping[str, go.Figure], *, words: Words, unit: str) -> go.Figure:
    """The small charts as one figure, for a slide: three in a row, their names above them."""
    columns = min(COLUMNS, len(charts))
    count = math.ceil(len(charts) / columns)
    joined = make_subplots(
        rows=count,
        cols=columns,
        subplot_titles=[chart.layout.title.text for chart in charts.values()],
        horizontal_spacing=0.07,
        vertical_spacing=0.3 / count,
    )
    for number, chart in enumerate(charts.values()):
        at = {"row": number // columns + 1, "col": number % columns + 1}
        for trace in chart.data:
            joined.add_trace(go.Scatter(trace), **at)
        joined.update_xaxes(chart.layout.xaxis.to_plotly_json(), **at)
        joined.update_yaxes(chart.layout.yaxis.to_plotly_json(), **at)
        if at["col"] == 1:
            joined.update_yaxes(title={"text": unit}, title_standoff=6, **at)
    joined.update_layout(layout(words, height=60 + HEIGHT * count, top=36, hovermode="closest", showlegend=False))
    return joined
