"""Many places in order of one figure: a row per place, some of them highlighted."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.layout import layout
from charts.palettes import COUNTRY
from charts.words import Words

SIDES = ("BE", "NL")
# The height of a row in pixels, and the size of its texts.
ROW, LETTERS = 22, 13
# The bars of places that are not highlighted.
PALE = 0.4


def ranking(
    rows: pd.DataFrame,
    *,
    words: Words,
    unit: str,
    decimals: int = 0,
    highlighted: Sequence[str] = (),
    apart: Mapping[str, str] | None = None,
) -> go.Figure:
    """One period of an indicator, one bar per place, largest on top.

    rows         columns place, name, country, value, status; one row per place
    unit         as written at the axis, with the period
    highlighted  places whose bar is darker and whose name is bold
    apart        for figures that may not be compared: country to the title above its own rows, each with its own scale
    """
    ordered = rows.sort_values(["value", "name"], ascending=[False, True])
    sides = [side for side in SIDES if side in apart and (rows.country == side).any()] if apart else [""]
    figure, names = go.Figure(), []
    for number, side in enumerate(sides, 1):
        panel = ordered[ordered.country == side] if side else ordered
        if apart:
            names.append(f"<b>{apart[side]}</b>")
        bars = _bars(panel, len(names), words, unit, decimals, highlighted)
        bars.xaxis = f"x{number}" if number > 1 else "x"
        figure.add_trace(bars)
        names += [f"<b>{row['name']}</b>" if row["place"] in highlighted else row["name"] for row in _records(panel)]
        figure.update_layout({f"xaxis{number}" if number > 1 else "xaxis": _scale(panel, unit, first=number == 1)})
    figure.update_yaxes(
        tickvals=list(range(len(names))),
        ticktext=names,
        tickfont={"size": LETTERS},
        range=[len(names) - 0.3, -0.7],
        showgrid=False,
        zeroline=False,
    )
    figure.update_layout(layout(words, height=70 + ROW * len(names), bargap=0.3, showlegend=False))
    return figure


def _scale(rows: pd.DataFrame, unit: str, *, first: bool) -> dict[str, Any]:
    """The axis of the values: each bar has its figure beside it, so the axis has no numbers."""
    high, low = max(float(rows.value.max()), 0.0), min(float(rows.value.min()), 0.0)
    # Room for the figure at the end of the longest bar.
    room = 0.2 * (high - low or 1)
    axis = {"range": [low - room if low else 0, high + room], "showticklabels": False, "showgrid": False}
    return axis | ({"title": {"text": unit}} if first else {"overlaying": "x", "zeroline": False})


def _bars(rows: pd.DataFrame, start: int, words: Words, unit: str, decimals: int, highlighted: Sequence[str]) -> go.Bar:
    return go.Bar(
        x=rows.value.tolist(),
        y=list(range(start, start + len(rows))),
        orientation="h",
        marker={
            "color": [COUNTRY[country] for country in rows.country],
            "opacity": [1 if place in highlighted else PALE for place in rows.place],
        },
        text=[words.number(row["value"], decimals) + _mark(row["status"], words) for row in _records(rows)],
        textposition="outside",
        textfont={"size": LETTERS},
        cliponaxis=False,
        customdata=rows["name"].tolist(),
        hovertemplate=f"<b>%{{customdata}}</b><br>%{{text}} {unit}<extra></extra>",
    )


def _mark(status: str, words: Words) -> str:
    """The mark of a figure that was not measured, as in tables."""
    mark = words(f"table.mark.{status}")
    return f" ({mark})" if mark else ""


def _records(rows: pd.DataFrame) -> list[dict[Any, Any]]:
    return rows.to_dict("records")
