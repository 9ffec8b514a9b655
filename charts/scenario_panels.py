"""Scenarios beside observed figures: one panel per scenario, all panels on one scale, the baseline grey in each.

Observed figures are filled dots on a line, projections of others are open dots on a dotted line, and results of the
model are a plain coloured line in its band. A target is a diamond.
"""

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from charts.layout import GREY, TEXT, layout, legend_below, year_axis
from charts.palettes import CATEGORICAL
from charts.scenario_rows import rows_from, with_every_year
from charts.words import Words

# The colours of the scenarios, first to last; no two of them are alike for a colour-blind eye.
COLOURS = (CATEGORICAL[0], CATEGORICAL[1], CATEGORICAL[2], CATEGORICAL[6])
# Readable on a light and on a dark page, and behind every scenario.
BASE, SEEN = GREY, "#65707a"
AIM = "#a3262a"
BAND = 0.22
# The line of a scenario, wider than what it is compared with.
WIDE = 3


class Target(NamedTuple):
    """What was agreed for a year: the value, and the words for it."""

    year: int
    value: float
    label: str


class Names(NamedTuple):
    """The words of the legend: the scenario of this panel, the baseline, and the kinds of value."""

    scenario: str
    baseline: str
    band: str
    observed: str
    projected: str
    target: str


@dataclass(frozen=True)
class PanelView:
    """How a panel is shown.

    span      from `value_range`, the same for every panel that stands beside this one
    place     which of the scenarios this is: its colour
    targets   drawn as diamonds
    legend    whether the panel has a legend; else the name of the scenario is above it
    height    in pixels
    """

    span: tuple[float, float]
    place: int = 0
    targets: Sequence[Target] = ()
    legend: bool = True
    height: int = 380


def value_range(frames: Iterable[pd.DataFrame], targets: Sequence[Target] = ()) -> tuple[float, float]:
    """Lowest and highest value of the axis that all panels share, with a margin; from zero where that fits.

    frames  columns low, mid, high
    """
    values = [frame[column].dropna() for frame in frames for column in ("low", "mid", "high")]
    every = pd.concat([*values, pd.Series([target.value for target in targets], dtype=float)])
    if not len(every):
        return 0.0, 1.0
    low, high = float(every.min()), float(every.max())
    if 0 <= low < high / 2:
        low = 0.0
    if low == high:
        # One value only: a scale around it, or the line would lie on the edge.
        return (0.0, high * 1.1) if high > 0 else (low - 1, high + 1)
    margin = (high - low) * 0.06
    return (low if low == 0 else low - margin), high + margin


def panel(
    rows: pd.DataFrame,
    baseline: pd.DataFrame,
    *,
    words: Words,
    unit: str,
    decimals: int,
    names: Names,
    view: PanelView,
) -> go.Figure:
    """One outcome over time in one scenario.

    rows, baseline  columns year, low, mid, high, status (observed, projected or scenario); one row per year
    """
    colour, legend = COLOURS[view.place % len(COLOURS)], view.legend
    # One decimal more than is written: a line without steps, and no digit that nobody sees.
    fine = decimals + 1
    hover = f"%{{x}}: %{{y:,.{decimals}f}} {unit}"
    # Plain fields until the end: Plotly validates a trace again at each change of one that is in a figure.
    traces = _band(rows, colour, names.band, legend, fine)
    line = {"color": BASE, "width": 2, "dash": "dash"}
    base = rows_from(baseline, baseline["status"] != "observed")
    traces.append(_line(base, names.baseline, line, hover, legend, fine))
    line = {"color": colour, "width": WIDE}
    # Where the scenario follows an official outlook, that outlook is drawn, and not as a result of the model.
    own = rows_from(rows, rows["status"] == "scenario")
    trace = _line(own, names.scenario, line, hover + _range(decimals), legend, fine)
    # Only the scenario's own line has the band in its hover text: each number travels at every change.
    edges = own[["low", "high"]].round(decimals)
    traces.append(trace | {"customdata": (edges if decimals else edges.astype(int)).to_numpy().tolist()})
    traces += _counted(rows, names, hover, legend, fine)
    if view.targets:
        traces.append(_diamonds(view.targets, names.target, hover, legend))
    titled = {"text": _headed(names.scenario, unit), "font": {"color": colour, "size": TEXT}, "x": 0.02}
    around = layout(
        words,
        height=view.height,
        top=10 if legend else 76,
        right=20,
        # Every colour stands in the traces: the page's own template would only travel along, at every change.
        template={},
        # Without a legend the panel has the name of its scenario above it, in the same room whatever the name.
        title=None if legend else titled,
        hovermode="closest",
        showlegend=legend,
        legend=legend_below(-0.18, title=None),
        xaxis=year_axis(dtick=10),
        yaxis={
            "title": {"text": unit if legend else None, "standoff": 6},
            "tickformat": _ticks(view.span),
            "range": list(view.span),
        },
    )
    return go.Figure([{"type": "scatter", **trace} for trace in traces], around)


def describe(
    rows: pd.DataFrame, baseline: pd.DataFrame, *, title: str, words: Words, unit: str, decimals: int, names: Names
) -> str:
    """What a panel shows, in one text: last count, the end of the scenario with its band, and of the baseline."""
    parts = []
    seen = rows[rows["status"] == "observed"]
    if len(seen):
        last = seen.iloc[-1]
        parts.append(f"{names.observed} {last['year']}: {words.number(last['mid'], decimals)} {unit}")
    if len(rows):
        end = rows.iloc[-1]
        low, high = words.number(end["low"], decimals), words.number(end["high"], decimals)
        value = words.number(end["mid"], decimals)
        parts.append(f"{names.scenario} {end['year']}: {value} {unit} ({names.band} {low} – {high})")
    if len(baseline):
        end = baseline.iloc[-1]
        parts.append(f"{names.baseline} {end['year']}: {words.number(end['mid'], decimals)} {unit}")
    return f"{title}. {'; '.join(parts)}."


def _band(rows: pd.DataFrame, colour: str, name: str, legend: bool, fine: int) -> list[dict[str, Any]]:
    """The area between the low and the high values; none where they are the same."""
    ahead = rows_from(rows, rows["status"] != "observed")
    if not ((ahead["high"] - ahead["low"]).abs() > 0).any():
        return []
    edges = ahead.dropna(subset=["low", "high"])
    return [
        {
            "x": [*edges["year"], *reversed(edges["year"].tolist())],
            "y": [*edges["high"].round(fine), *reversed(edges["low"].round(fine).tolist())],
            "fill": "toself",
            "mode": "lines",
            "fillcolor": _transparent(colour),
            "line": {"width": 0},
            "hoverinfo": "skip",
            "name": name,
            "showlegend": legend,
        }
    ]


def _counted(rows: pd.DataFrame, names: Names, hover: str, legend: bool, fine: int) -> list[dict[str, Any]]:
    """What was observed, and what others project."""
    traces = []
    for status, name, dash, symbol in (
        ("observed", names.observed, "solid", "circle"),
        ("projected", names.projected, "dot", "circle-open"),
    ):
        part = with_every_year(rows[rows["status"] == status])
        if len(part):
            line = {"color": SEEN, "width": 2, "dash": dash}
            marker = {"size": 6, "color": SEEN, "symbol": symbol}
            traces.append(_line(part, name, line, hover, legend, fine) | {"mode": "lines+markers", "marker": marker})
    return traces


def _diamonds(targets: Sequence[Target], name: str, hover: str, legend: bool) -> dict[str, Any]:
    return {
        "x": [target.year for target in targets],
        "y": [target.value for target in targets],
        "mode": "markers",
        "cliponaxis": False,
        "marker": {"symbol": "diamond", "size": 13, "color": AIM, "line": {"width": 1.5, "color": "#fff"}},
        "name": name,
        "text": [target.label for target in targets],
        "hovertemplate": f"<b>%{{text}}</b><br>{hover}<extra></extra>",
        "showlegend": legend,
    }


def _headed(name: str, unit: str) -> str:
    """The heading of a panel: a name on at most two lines, and the unit under it."""
    lines = textwrap.wrap(name, 24, max_lines=2, placeholder=" …")
    return f"<b>{'<br>'.join(map(_plain, lines))}</b><br>{_plain(unit)}"


# A name may come from a link: Plotly would interpret a tag in it.
def _plain(name: str) -> str:
    return escape(name, quote=False)


def _line(rows: pd.DataFrame, name: str, line: dict[str, Any], hover: str, legend: bool, fine: int) -> dict[str, Any]:
    return {
        "x": rows["year"].tolist(),
        "y": [None if pd.isna(value) else round(value, fine) for value in rows["mid"]],
        "mode": "lines",
        "line": line,
        "name": _plain(name),
        "hovertemplate": f"<b>{_plain(name)}</b><br>{hover}<extra></extra>",
        "showlegend": legend and len(rows) > 0,
    }


def _range(decimals: int) -> str:
    return f"<br>(%{{customdata[0]:,.{decimals}f}} – %{{customdata[1]:,.{decimals}f}})"


def _ticks(span: tuple[float, float]) -> str:
    """Format of the axis: as few decimals as its steps need."""
    size = span[1] - span[0]
    return ",.2f" if size < 0.5 else ",.1f" if size < 5 else ",.0f"


def _transparent(colour: str) -> str:
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, {BAND})"
