"""One period of an indicator as bars, one a place or a line of a table."""

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from charts.layout import TEXT, layout
from charts.palettes import CATEGORICAL
from charts.ranking import PALE
from charts.time_series import write_values
from charts.words import Words


def period_bars(
    rows: pd.DataFrame, *, words: Words, unit: str, decimals: int = 0, colours: Mapping[str, str], focus: str = ""
) -> go.Figure:
    """One period of an indicator, one bar per place, largest on top; names stand over their bars, to fit on a phone.

    rows      columns place, name, country, value, status; one row per place; and where it is there: text, as written
    colours   country to colour: two countries that may not be compared are two colours
    focus     a place whose bar stands out; empty for none
    """
    rows = rows.sort_values("value")
    figure = go.Figure(
        go.Bar(
            x=rows.value,
            y=rows["name"],
            orientation="h",
            marker={
                "color": [colours.get(country, CATEGORICAL[0]) for country in rows.country],
                "opacity": [1 if place == focus else PALE for place in rows.place] if focus else 1,
                "pattern": {"shape": ["" if status == "measured" else "/" for status in rows.status]},
            },
            text=write_values(rows, words, decimals),
            textposition="outside",
            textfont={"size": TEXT},
            textangle=0,
            cliponaxis=False,
            hovertemplate=f"<b>%{{y}}</b><br>%{{text}} {unit}<extra></extra>",
        )
    )
    figure.update_layout(layout(words, height=70 + 46 * len(rows), top=16, bargap=0.62, showlegend=False))
    # Room for the figure at the end of the longest bar, on a phone too: more for “more than 41,000” than for a number.
    most, least = float(rows.value.max()), min(float(rows.value.min()), 0.0)
    room = max(0.22, 0.034 * len(figure.data[0].text[-1])) * (max(most, 0.0) - least)
    # Every bar has its figure beside it: an axis would say the same again.
    figure.update_xaxes(
        title={"text": unit},
        showticklabels=False,
        showgrid=False,
        range=[least - room if least else 0, max(most, 0.0) + room],
    )
    figure.update_yaxes(
        tickfont={"size": TEXT}, ticklabelposition="inside", ticklabelshift=-19, range=[-0.4, len(rows) - 0.2]
    )
    return figure
