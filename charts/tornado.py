"""Which assumption moves an outcome most: a bar from the outcome at its lowest value to that at its highest."""

import textwrap

import pandas as pd
import plotly.graph_objects as go

from charts.layout import GREY, SMALL_TEXT, layout
from charts.words import Words

# Amber and petrol stay apart for a colour-blind eye.
LOW, HIGH = "#ba5f17", "#1f7f9d"
MOST = 10
WIDE = 34


def sort_by_reach(rows: pd.DataFrame, most: int = MOST) -> pd.DataFrame:
    """The assumptions that move the outcome at all, the strongest first, at most `most`.

    rows    columns low, high, mid: the outcome with the assumption at its low, its high and its chosen value
    """
    reach = rows[["low", "high", "mid"]].max(axis=1) - rows[["low", "high", "mid"]].min(axis=1)
    scale = max(float(rows["mid"].abs().max()), 1e-9) if len(rows) else 1.0
    moved = rows.assign(reach=reach)[reach > 1e-9 * scale]
    return moved.sort_values("reach", ascending=False, kind="stable").head(most)


def draw(rows: pd.DataFrame, *, words: Words, unit: str, decimals: int, at_low: str, at_high: str) -> go.Figure:
    """One bar per assumption, the strongest on top, from the present outcome to the left and to the right.

    rows             as `sort_by_reach` returns them, and `label`: the assumption in words
    at_low, at_high  the words for "assumption at its lowest", "at its highest"
    """
    rows = rows.iloc[::-1]
    labels = ["<br>".join(textwrap.wrap(label, WIDE)) for label in rows["label"]]
    figure = go.Figure()
    for column, name, colour in (("low", at_low, LOW), ("high", at_high, HIGH)):
        figure.add_trace(
            go.Bar(
                y=labels,
                x=(rows[column] - rows["mid"]).tolist(),
                base=rows["mid"].tolist(),
                orientation="h",
                name=name,
                marker={"color": colour},
                text=[words.number(value, decimals) for value in rows[column]],
                textposition="none",
                hovertemplate=f"<b>%{{y}}</b><br>{name}: %{{text}} {unit}<extra></extra>",
            )
        )
    if len(rows):
        figure.add_vline(x=float(rows["mid"].iloc[0]), line={"color": GREY, "width": 1.5})
    legend = {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0, "title": None, "traceorder": "normal"}
    height = 130 + 44 * max(len(rows), 1)
    figure.update_layout(layout(words, height=height, right=16, barmode="overlay", legend=legend))
    figure.update_xaxes(title={"text": unit}, tickformat=f",.{decimals}f", nticks=5)
    figure.update_yaxes(tickfont={"size": SMALL_TEXT}, automargin=True)
    return figure


def describe(rows: pd.DataFrame, *, title: str, words: Words, unit: str, decimals: int) -> str:
    """What the figure shows, in one text: the assumptions in order, each with the outcome at its two ends."""
    parts = [
        f"{row['label']}: {words.number(row['low'], decimals)} – {words.number(row['high'], decimals)} {unit}"
        for row in rows.to_dict("records")
    ]
    return f"{title}. {'; '.join(parts)}."
