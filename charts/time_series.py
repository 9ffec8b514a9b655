"""Figures over time: every place and every period of one indicator.

A line joins neighbouring periods only. A missing period, a break in the definition, and the step from what was
measured to what is projected each end a line; nothing is drawn between.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from charts.layout import LEGEND, PROJECTED, TEXT, layout, value_axis, year_axis
from charts.palettes import CATEGORICAL
from charts.vertical_lines import vertical_lines
from charts.words import Words

SIDES = ("BE", "NL")
COLUMNS = ["place", "name", "country", "period", "year", "value", "status"]


@dataclass(frozen=True)
class Annotations:
    """What is marked on the time axis beside the figures.

    breaks    (place, period): from that period on the series of the place is another one
    events    (time as a year with decimals, what happened): thin upright lines with a head to point at
    focus     a place whose line stands out; empty for none
    """

    breaks: Sequence[tuple[str, str]] = ()
    events: Sequence[tuple[float, str]] = ()
    focus: str = ""


def history(
    rows: pd.DataFrame,
    *,
    words: Words,
    unit: str,
    decimals: int = 0,
    apart: Mapping[str, str] | None = None,
    order: Sequence[str] = (),
    annotations: Annotations = Annotations(),
) -> go.Figure:
    """All periods of an indicator, one line per place.

    rows      columns place, name, country, period, year, value, status; one row per place and period; and where it is
              there: text (the figure as written)
    unit      as written at the axis
    apart     for figures that may not be compared: country to the title of its own panel, each with its own scale
    order     places in the order of their colours
    """
    # Selecting and sorting also the columns that no chart shows took half of the time.
    rows = add_time(rows)
    areas = list(dict.fromkeys([*(place for place in order if (rows.place == place).any()), *rows.place]))
    rows = rows.sort_values("at", ignore_index=True)
    sides = [side for side in SIDES if side in apart and (rows.country == side).any()] if apart else []
    figure = make_subplots(
        cols=max(len(sides), 1),
        horizontal_spacing=0.16,
        subplot_titles=[(apart or {})[side] for side in sides],
    )
    traces: list[dict[str, Any]] = []
    columns: list[int] = []
    for position, place in enumerate(areas):
        of_area = rows[rows.place == place]
        column = sides.index(of_area.country.iloc[0]) + 1 if of_area.country.iloc[0] in sides else 1
        colour = CATEGORICAL[position % len(CATEGORICAL)]
        breaks = [period for other, period in annotations.breaks if other == place]
        lines = lines_of_place(of_area, colour, words, unit, decimals, breaks)
        for line in lines if annotations.focus else []:
            # The one stands out, the others stand back.
            width, line["opacity"] = (4.5, 1) if place == annotations.focus else (1.5, 0.4)
            line["line"] = {**line["line"], "width": width}
        traces, columns = traces + lines, columns + [column] * len(lines)
    # At once: Plotly validates each trace that is added by itself twice.
    figure.add_traces(traces, rows=[1] * len(traces), cols=columns)
    # Only events in the years that are drawn, or a year around them: the axis is not stretched for an event.
    first, last = rows["at"].min() - 1, rows["at"].max() + 1
    events = [event for event in annotations.events if first <= event[0] <= last]
    for column, side in enumerate(sides or [""], 1):
        of_side = rows[rows.country == side] if side else rows
        vertical_lines(figure, events, of_side.value, words, column)
        if sides:
            _alone(figure, of_side, column)
    top = 40 if sides else 16
    figure.update_layout(layout(words, height=440, top=top, hovermode="closest", showlegend=True, legend=LEGEND))
    figure.update_xaxes(year_axis(tickfont={"size": TEXT}, nticks=8))
    axis = value_axis(unit, tickformat=round_numbers(decimals), tickfont={"size": TEXT}, rangemode="normal")
    figure.update_yaxes(axis)
    return figure


def _alone(figure: go.Figure, rows: pd.DataFrame, column: int) -> None:
    """Axes around a single figure: Plotly's own repeat the year and step by hundredths."""
    at, value = float(rows["at"].iloc[0]), float(rows.value.iloc[0])
    if len(rows) == 1 and value:
        figure.update_xaxes(range=[at - 1.5, at + 1.5], dtick=1, col=column)
        figure.update_yaxes(range=sorted((0.8 * value, 1.2 * value)), col=column)


def add_time(rows: pd.DataFrame) -> pd.DataFrame:
    """The columns that a chart shows, and `at`, the place of a period on the axis."""
    return rows[[*COLUMNS, *(["text"] if "text" in rows else [])]].assign(at=_time(rows))


def _time(rows: pd.DataFrame) -> pd.Series:
    """Periods as numbers on the axis: 2024 for a year, 2024.25 for its second quarter."""
    quarter = rows.period.astype("string").str.extract(r"-Q([1-4])$")[0].astype("Float64")
    return rows.year.astype("Float64") + ((quarter - 1) / 4).fillna(0)


def lines_of_place(
    rows: pd.DataFrame, colour: str, words: Words, unit: str, decimals: int, breaks: Sequence[str]
) -> list[dict[str, Any]]:
    """The pieces of one place's line; only one stands in the legend."""
    step = 0.25 if rows.period.str.contains("-Q").any() else 1
    projected = rows.status.isin(PROJECTED)
    apart = (rows["at"].astype(float).diff() > step + 0.01) | (
        projected != projected.shift(fill_value=projected.iloc[0])
    )
    apart |= rows.period.isin(breaks)
    lines: list[dict[str, Any]] = []
    for _, piece in rows.groupby(apart.cumsum()):
        ahead = piece.status.iloc[0] in PROJECTED
        texts, template = _hovers(piece, words, unit, decimals)
        lines.append(
            {
                "type": "scatter",
                "x": piece["at"].astype("int16" if step == 1 else float),
                "y": _whole(piece.value),
                "mode": "lines+markers" if len(piece) > 1 else "markers",
                "line": {"color": colour, "width": 2.5, "dash": "dot" if ahead else "solid"},
                "marker": {
                    "color": colour,
                    "size": 6 if len(rows) > 12 else 8,
                    "symbol": _symbols(piece.status),
                },
                "name": str(piece["name"].iloc[0]),
                "legendgroup": str(piece.place.iloc[0]),
                "showlegend": False,
                "text": texts,
                "hovertemplate": template,
                # A click chooses a place; Plotly itself would fade all others.
                "unselected": {"marker": {"opacity": 1}},
            }
        )
    max(lines, key=_in_legend)["showlegend"] = True
    return lines


def _whole(values: pd.Series) -> pd.Series:
    """Whole numbers as such, which take half as many bytes on their way to the browser; others as they are."""
    whole = (values % 1 == 0).all() and (values.abs() < 2**31).all()
    return values.astype("int32") if whole else values


def _symbols(statuses: pd.Series) -> str | list[str]:
    """The marks of points: one for all where these are alike."""
    marks = ["circle" if status == "measured" else "circle-open" for status in statuses]
    return marks[0] if len(set(marks)) == 1 else marks


def _in_legend(line: dict[str, Any]) -> tuple[bool, bool, int]:
    """Which piece of a line the legend shows: the longest one, no lone dot, and none that begins with an open dot.

    The legend draws the first dot, so an open one there would say that nothing of the line was measured.
    """
    symbols = line["marker"]["symbol"]
    first = symbols if isinstance(symbols, str) else symbols[0]
    return len(line["x"]) > 1, first == "circle", len(line["x"])


def _hovers(rows: pd.DataFrame, words: Words, unit: str, decimals: int) -> tuple[list[str], str]:
    """The texts of points under the pointer, and the template around them: what all share is sent once."""
    own = write_values(rows, words, decimals)
    figures = [f"{words.period(period)}: {text}" for period, text in zip(rows.period, own, strict=True)]
    name = f"<b>{rows['name'].iloc[0]}</b><br>%{{text}}"
    if (rows.status == "measured").all():
        return figures, f"{name} {unit}<extra></extra>"
    statuses = ["" if status == "measured" else f"<br>{words('status.' + status)}" for status in rows.status]
    texts = [f"{figure} {unit}{status}" for figure, status in zip(figures, statuses, strict=True)]
    return texts, f"{name}<extra></extra>"


def write_values(rows: pd.DataFrame, words: Words, decimals: int) -> list[str]:
    """The figures as written: those of the column `text` where it is there."""
    return rows["text"].tolist() if "text" in rows else [words.number(value, decimals) for value in rows.value]


def round_numbers(decimals: int) -> str:
    """The format of an axis: with decimals only where a number needs them."""
    return f",.{decimals}~f"


def describe(rows: pd.DataFrame, *, title: str, words: Words, unit: str, decimals: int = 0) -> str:
    """What a figure over time shows, in one text for a screen reader: first and last value of each place."""
    parts, rows = [], rows.reset_index(drop=True)
    for _, of_area in (
        rows.assign(at=_time(rows), text=write_values(rows, words, decimals))
        .sort_values("at")
        .groupby("place", sort=False)
    ):
        first, last = of_area.iloc[0], of_area.iloc[-1]
        end = f"{last.text} {unit} ({words.period(last.period)})"
        start = f"{first.text} ({words.period(first.period)})"
        parts.append(f"{last['name']}: {end if len(of_area) == 1 else f'{start} → {end}'}")
    return f"{title}. {'; '.join(parts)}."
