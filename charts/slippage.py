"""What was promised when: a line that rises is a promise that moved away; one that ends open has no date any more."""

import pandas as pd
import plotly.graph_objects as go

from charts.layout import margin
from charts.palettes import CATEGORICAL
from charts.words import Words


def draw(rows: pd.DataFrame, *, words: Words) -> go.Figure:
    """A line a promise.

    rows    columns subject, promise (its name), said (a day, month or year), promised (a year, or empty), note
    """
    figure = go.Figure()
    for place, (_, mine) in enumerate(rows.groupby("subject", sort=False)):
        colour = CATEGORICAL[place % len(CATEGORICAL)]
        # A statement without a new year is drawn at the last year that was named, open.
        years = pd.to_numeric(mine.promised.replace("", None)).ffill()
        named = mine.promised != ""
        figure.add_trace(
            go.Scatter(
                x=[f"{said}-01-01"[:10] if len(said) == 4 else f"{said}-01"[:10] for said in mine.said],
                y=years,
                mode="lines+markers",
                line={"color": colour, "width": 2.5, "shape": "hv"},
                marker={"size": 11, "color": colour, "symbol": ["circle" if has else "x-open" for has in named]},
                name=str(mine.promise.iloc[0]),
                text=[
                    f"<b>{row['promise']}</b><br>{row['said']} → {row['promised'] or '?'}<br>{row['note']}"
                    for row in mine.to_dict("records")
                ],
                hovertemplate="%{text}<extra></extra>",
            )
        )
    figure.update_xaxes(title={"text": words("progress.said")}, tickformat="%Y", dtick="M24", showgrid=False)
    figure.update_yaxes(title={"text": words("progress.promised")}, tickformat="d", dtick=2)
    figure.update_layout(
        height=430,
        margin=margin(),
        hovermode="closest",
        legend={"orientation": "h", "y": -0.22, "yanchor": "top"},
    )
    return figure
