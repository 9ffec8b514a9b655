"""The error of the model, run from a year in the past, against what was then observed: one line per outcome."""

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from charts.layout import GREY, layout, legend_below, value_axis, year_axis
from charts.palettes import CATEGORICAL
from charts.words import Words


def errors(rows: pd.DataFrame, *, words: Words, names: Mapping[str, str], unit: str) -> go.Figure:
    """How far the model was off.

    rows    columns outcome, year, error_pct (model against observed, in per cent of what was observed)
    names   outcome to its name, in the order of the legend
    unit    as written at the axis
    """
    figure = go.Figure()
    for place, (outcome, name) in enumerate(names.items()):
        errors_of = rows[rows["outcome"] == outcome].sort_values("year")
        colour = CATEGORICAL[place % len(CATEGORICAL)]
        figure.add_trace(
            go.Scatter(
                x=errors_of["year"].tolist(),
                y=errors_of["error_pct"].round(3).tolist(),
                mode="lines+markers",
                # A ninth line has the first colour again, and another dash.
                line={"color": colour, "width": 2.5, "dash": ("solid", "dash")[place // len(CATEGORICAL) % 2]},
                marker={"color": colour, "size": 8},
                name=name,
                hovertemplate=f"<b>{name}</b><br>%{{x}}: %{{y:+,.1f}} %<extra></extra>",
            )
        )
    figure.add_hline(y=0, line={"color": GREY, "width": 1.5})
    legend = legend_below(-0.14, title=None)
    figure.update_layout(layout(words, height=400, top=10, hovermode="closest", showlegend=True, legend=legend))
    figure.update_xaxes(year_axis(dtick=1))
    figure.update_yaxes(value_axis(unit, tickformat=",.0f"))
    return figure
