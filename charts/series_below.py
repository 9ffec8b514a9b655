"""Figures under the timeline, in a second panel on the same time axis."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from charts.time_series import Annotations, history
from charts.words import Words


@dataclass(frozen=True)
class SeriesBelow:
    """Figures in a second panel on the same time axis.

    rows      as charts.time_series.history takes them
    breaks    (place, period): from that period on the series of the place is another one
    """

    rows: pd.DataFrame
    unit: str
    decimals: int = 0
    breaks: Sequence[tuple[str, str]] = ()


def add_series(figure: go.Figure, series: SeriesBelow, words: Words) -> None:
    """Lines of figures under the timeline: a year's figure in the middle of its year, on the axis of days."""
    rows, decimals, annotations = series.rows, series.decimals, Annotations(series.breaks)
    for trace in history(rows, words=words, unit=series.unit, decimals=decimals, annotations=annotations).data:
        quarter = rows.period.str.contains("-Q").any()
        trace.x = [_day(at + (0.125 if quarter else 0.5)) for at in trace.x]
        figure.add_trace(trace, row=2, col=1)
    figure.update_yaxes(title={"text": series.unit}, tickformat=f",.{decimals}f", row=2, col=1)


def _day(year: float) -> str:
    whole = int(year)
    return str(pd.Timestamp(whole, 1, 1) + pd.Timedelta(days=round((year - whole) * 365.25)))[:10]
