"""Panels that stand beside each other on a page, as one figure for a slide or a sheet: one scale, one legend."""

from collections.abc import Sequence

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from charts.layout import TEXT, legend_below, margin, value_axis, year_axis
from charts.scenario_panels import WIDE


def join_panels(panels: Sequence[go.Figure], *, unit: str) -> go.Figure:
    """One figure of `panels` (scenario_panels.panel), in their order from left to right, their headings above them.

    What is the same in each panel (the baseline, what was observed) is named once in the legend, and so is what a band
    means; the line of a scenario, which has another colour in each, goes by the heading of its panel.
    """
    figure = make_subplots(1, len(panels), shared_yaxes=True, horizontal_spacing=0.03)
    named: set[str] = set()
    for column, panel in enumerate(panels, 1):
        for trace in panel.data:
            shared = trace.line.width != WIDE
            figure.add_trace(go.Scatter(trace), 1, column)
            figure.data[-1].showlegend = shared and trace.name not in named
            named |= {str(trace.name)} if shared else set()
        axis = figure.layout["xaxis" if column == 1 else f"xaxis{column}"]
        figure.add_annotation(
            text=panel.layout.title.text.partition("</b>")[0] + "</b>",
            font=panel.layout.title.font.to_plotly_json(),
            x=sum(axis.domain) / 2,
            xref="paper",
            y=1.02,
            yref="paper",
            yanchor="bottom",
            showarrow=False,
        )
    first = panels[0].layout
    figure.update_layout(
        separators=first.separators,
        font={"size": TEXT},
        margin=margin(top=60, right=20),
        height=460,
        hovermode="closest",
        legend=legend_below(-0.12, title=None),
    )
    figure.update_xaxes(year_axis(dtick=10))
    figure.update_yaxes(tickformat=first.yaxis.tickformat, range=list(first.yaxis.range))
    figure.update_yaxes(value_axis(unit), col=1)
    return figure
