"""Promised years by the date of the statement: a rising line is a delay; an open end is a promise without a date."""

import pandas as pd
import plotly.graph_objects as go

from charts.layout import margin
from charts.palettes import CATEGORICAL
from charts.words import Words


def draw(rows: pd.DataFrame, *, words: Words) -> go.Figure:
    """One line per promise.

    rows    columns subject, promise (its name), said (a day, month or year), promised (a year, or empty), note
    """
    figure = go.Figure()
    for place, (_, statements) in enumerate(rows.groupby("subject", sort=False)):
        colour = CATEGORICAL[place % len(CATEGORICAL)]
        # A statement without a new year is drawn at the last year that was named, open.
        years = pd.to_numeric(statements.promised.replace("", None)).ffill()
        named = statements.promised != ""
        figure.add_trace(
            go.Scatter(
                x=[f"{said}-01-01"[:10] if len(said) == 4 else f"{said}-01"[:10] for said in statements.said],
                y=years,
                mode="lines+markers",
                line={"color": colour, "width": 2.5, "shape": "hv"},
                marker={"size": 11, "color": colour, "symbol": ["circle" if has else "x-open" for has in named]},
                name=str(statements.promise.iloc[0]),
                text=[
                    f"<b>{row['promise']}</b><br>{row['said']} → {row['promised'] or '?'}<br>{row['note']}"
                    for row in statements.to_dict("records")
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
