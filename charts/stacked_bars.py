"""Parts of a whole, year by year: goods types of a port, modes of transport, jobs direct and indirect.

A missing part is not drawn. In a year with missing parts the rest of the published total is hatched; without a
published total the bar is lower than it really was.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.layout import GREY, LEGEND, TEXT, layout, value_axis, wrap_name
from charts.palettes import CATEGORICAL, letters_on
from charts.words import Words


@dataclass(frozen=True)
class Totals:
    """Published totals, drawn as a line across each bar.

    values     label to its published total
    name       of the totals, in the legend
    rest_name  of what a total has beyond the parts that are known, where not all are; without it no rest is drawn
    """

    values: Mapping[str, float]
    name: str
    rest_name: str = ""


def stacked_bars(
    rows: pd.DataFrame,
    *,
    words: Words,
    unit: str,
    names: Mapping[str, str],
    decimals: int = 1,
    totals: Totals | None = None,
    whole: float | None = None,
) -> go.Figure:
    """One bar per label (a year, a port), in pieces.

    rows      columns label, part, value; one row per label and part; absent parts are not drawn
    names     parts in the order in which they are stacked, to the words of the legend
    whole     where the axis ends: 100 for shares
    """
    labels = list(dict.fromkeys(rows.label))
    figure = go.Figure()
    for place, (part, name) in enumerate(names.items()):
        of_part, colour = rows[rows.part == part], CATEGORICAL[place % len(CATEGORICAL)]
        values = _texts(of_part.value, name, words, unit, decimals)
        inside = {"textposition": "inside", "insidetextanchor": "middle", "textangle": 0}
        letters = {"insidetextfont": {"color": letters_on(colour)}}
        figure.add_bar(
            x=of_part.label,
            y=of_part.value,
            name=wrap_name(name),
            marker={"color": colour},
            **values,
            **inside,
            **letters,
        )
    if totals and totals.rest_name and (rest := _rest(rows, totals.values, len(names))):
        values = _texts(rest.values(), totals.rest_name, words, unit, decimals)
        hatched = {"color": GREY, "pattern": {"shape": "/", "fillmode": "replace", "size": 9}}
        figure.add_bar(
            x=list(rest), y=list(rest.values()), name=totals.rest_name, marker=hatched, textposition="none", **values
        )
    if totals and totals.values:
        known = [label for label in labels if label in totals.values]
        heights = [totals.values[label] for label in known]
        across = {"symbol": "line-ew-open", "size": 34, "line": {"width": 3}, "color": GREY}
        values = _texts(heights, totals.name, words, unit, decimals)
        figure.add_scatter(x=known, y=heights, mode="markers", marker=across, name=totals.name, **values)
    uniform, legend = {"minsize": 11, "mode": "hide"}, {**LEGEND, "traceorder": "normal"}
    figure.update_layout(layout(words, height=440, top=16, barmode="stack", uniformtext=uniform, legend=legend))
    figure.update_xaxes(type="category", categoryorder="array", categoryarray=labels, tickfont={"size": TEXT})
    figure.update_yaxes(value_axis(unit, tickfont={"size": TEXT}, range=[0, whole] if whole else None))
    return figure


def _texts(values: Iterable[float], name: str, words: Words, unit: str, decimals: int) -> dict[str, Any]:
    """The written values of a trace, and its text under the pointer."""
    hover = f"<b>{name}</b><br>%{{x}}: %{{text}} {unit}<extra></extra>"
    return {"text": [words.number(value, decimals) for value in values], "hovertemplate": hover}


def _rest(rows: pd.DataFrame, totals: Mapping[str, float], parts: int) -> dict[str, float]:
    """What is left of the total of each label of which not all parts are known."""
    known = rows.groupby("label").value.agg(["sum", "size"])
    partly = known[known["size"] < parts]["sum"]
    return {
        str(label): totals[str(label)] - float(known_sum)
        for label, known_sum in partly.items()
        if totals.get(str(label), 0.0) > float(known_sum)
    }


def describe(
    rows: pd.DataFrame, *, title: str, words: Words, unit: str, names: Mapping[str, str], decimals: int
) -> str:
    """What a stacked figure shows, in one text, for a screen reader."""
    bars = [
        f"{label}: "
        + ", ".join(
            f"{names[row.part]} {words.number(row.value, decimals)} {unit}"
            for row in rows[rows.label == label].itertuples()
        )
        for label in dict.fromkeys(rows.label)
    ]
    return f"{title}. {'; '.join(bars)}."
