"""Parts of a whole, year by year: goods types of a port, modes of transport, jobs direct and indirect.

What is not known is not drawn: a year with some parts missing is lower than its total, and its total stands above
it as a line where that is known.
"""

from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from charts.palettes import CATEGORICAL
from charts.words import Words


def stacked(
    rows: pd.DataFrame,
    *,
    words: Words,
    unit: str,
    names: Mapping[str, str],
    decimals: int = 1,
    totals: Mapping[str, float] | None = None,
    total_name: str = "",
    whole: float | None = None,
) -> go.Figure:
    """A bar a label (a year, a port), in pieces.

    rows      columns label, part, value; one row a label and part; absent parts are not drawn
    names     parts in the order in which they are stacked, to the words of the legend
    totals    label to its published total, drawn as a line across
    whole     where the axis ends: 100 for shares
    """
    labels = list(dict.fromkeys(rows.label))
    figure = go.Figure()
    for place, (part, name) in enumerate(names.items()):
        of_part = rows[rows.part == part]
        figure.add_trace(
            go.Bar(
                x=of_part.label,
                y=of_part.value,
                name=name,
                marker={"color": CATEGORICAL[place % len(CATEGORICAL)]},
                text=[words.number(value, decimals) for value in of_part.value],
                textposition="inside",
                insidetextanchor="middle",
                hovertemplate=f"<b>{name}</b><br>%{{x}}: %{{text}} {unit}<extra></extra>",
            )
        )
    if totals:
        there = [label for label in labels if label in totals]
        figure.add_trace(
            go.Scatter(
                x=there,
                y=[totals[label] for label in there],
                mode="markers",
                marker={"symbol": "line-ew-open", "size": 34, "line": {"width": 3}, "color": "#7d868c"},
                name=total_name,
                text=[words.number(totals[label], decimals) for label in there],
                hovertemplate=f"<b>{total_name}</b><br>%{{x}}: %{{text}} {unit}<extra></extra>",
            )
        )
    figure.update_layout(
        barmode="stack",
        separators=",." if words.language == "nl" else ".,",
        margin={"l": 8, "r": 8, "t": 16, "b": 8},
        height=440,
        uniformtext={"minsize": 11, "mode": "hide"},
        legend={"orientation": "h", "y": -0.12, "x": 0, "title": None, "traceorder": "normal"},
    )
    figure.update_xaxes(type="category", categoryorder="array", categoryarray=labels)
    figure.update_yaxes(title={"text": unit}, title_standoff=6, range=[0, whole] if whole else None)
    return figure


def spoken(rows: pd.DataFrame, *, title: str, words: Words, unit: str, names: Mapping[str, str], decimals: int) -> str:
    """What a stacked figure shows, in one text, for whoever cannot see it."""
    told: Sequence[str] = [
        f"{label}: "
        + ", ".join(
            f"{names[row.part]} {words.number(row.value, decimals)} {unit}"
            for row in rows[rows.label == label].itertuples()
        )
        for label in dict.fromkeys(rows.label)
    ]
    return f"{title}. {'; '.join(told)}."
