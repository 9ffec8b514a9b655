"""Places in order of one figure: a row per place, some of them highlighted, with those to set them beside."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.layout import GREY, TEXT, layout
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

    rows         columns place, name, country, value, status; one row per place; and where they are there: rank (0 for
                 a place that has none), text (the figure as written), wider (whether the row is not one of the ranked
                 places but one to set them beside), focus (whether it stands out)
    unit         as written at the axis, with the period
    highlighted  places whose bar is darker and whose name is bold
    apart        for figures that may not be compared: country to the title above its own rows, each with its own scale
    """
    ordered = _complete(rows, words, decimals).sort_values(["value", "name"], ascending=[False, True])
    sides = [side for side in SIDES if side in apart and (rows.country == side).any()] if apart else [""]
    figure, names = go.Figure(), []
    for number, side in enumerate(sides, 1):
        panel = ordered[ordered.country == side] if side else ordered
        if apart:
            names.append(f"<b>{apart[side]}</b>")
        bars = _bars(panel, unit, highlighted, rows_at=list(range(len(names), len(names) + len(panel))))
        bars.xaxis = f"x{number}" if number > 1 else "x"
        figure.add_trace(bars)
        names += [_label(row, bold=row["place"] in highlighted) for row in _records(panel)]
        figure.update_layout({f"xaxis{number}" if number > 1 else "xaxis": _scale(panel, unit, first=number == 1)})
    figure.update_yaxes(
        tickvals=list(range(len(names))),
        ticktext=names,
        tickfont={"size": LETTERS},
        range=[len(names) - 0.3, -0.7],
        showgrid=False,
        zeroline=False,
    )
    right = _room_for_figures(ordered)
    figure.update_layout(layout(words, height=70 + ROW * len(names), right=right, bargap=0.3, showlegend=False))
    return figure


def short_ranking(
    rows: pd.DataFrame,
    *,
    words: Words,
    unit: str,
    decimals: int = 0,
    highlighted: Sequence[str] = (),
    apart: Mapping[str, str] | None = None,
) -> go.Figure:
    """A few places, as `ranking` draws many: rows by name, which a slide can hold as an editable chart.

    Names stand over their bars, to fit on a phone. Raises ValueError for countries apart, which have two scales.
    """
    if apart:
        raise ValueError("a short ranking has one scale")
    ordered = _complete(rows, words, decimals).sort_values(["value", "name"], ascending=[True, False])
    labels = [_label(row, bold=False) for row in _records(ordered)]
    figure = go.Figure(_bars(ordered, unit, highlighted, rows_at=labels))
    right, height = _room_for_figures(ordered), 70 + 46 * len(labels)
    figure.update_layout(layout(words, height=height, top=16, right=right, bargap=0.62, showlegend=False))
    figure.update_xaxes(_scale(ordered, unit, first=True))
    figure.update_yaxes(
        tickfont={"size": TEXT}, ticklabelposition="inside", ticklabelshift=-19, range=[-0.4, len(labels) - 0.2]
    )
    return figure


def _complete(rows: pd.DataFrame, words: Words, decimals: int) -> pd.DataFrame:
    """The rows with every column that a bar needs."""
    if "text" not in rows:
        rows = rows.assign(text=[words.number(value, decimals) for value in rows.value])
    missing = {name: value for name, value in (("rank", 0), ("wider", False), ("focus", False)) if name not in rows}
    # The mark of a figure that was not measured, as in tables.
    rows = rows.assign(mark=[words(f"table.mark.{status}") for status in rows.status], **missing)
    return rows.assign(pale=~rows.focus if rows.focus.any() else False)


def _label(row: Mapping[Any, Any], *, bold: bool) -> str:
    """Rank and name of a place; that to set others beside is in italics."""
    if row["wider"]:
        return f"<i>{row['name']}</i>"
    text = f"{row['rank']}. {row['name']}" if row["rank"] else str(row["name"])
    return f"<b>{text}</b>" if bold or row["focus"] else text


def _scale(rows: pd.DataFrame, unit: str, *, first: bool) -> dict[str, Any]:
    """The axis of the values: each bar has its figure beside it, so the axis has no numbers."""
    high, low = max(float(rows.value.max()), 0.0), min(float(rows.value.min()), 0.0)
    # Room for the figure at the end of the longest bar.
    room = 0.2 * (high - low or 1)
    # A figure below zero stands before the names of places, and should not touch them on a phone.
    axis = {"range": [low - 1.6 * room if low else 0, high + room], "showticklabels": False, "showgrid": False}
    return axis | ({"title": {"text": unit}} if first else {"overlaying": "x", "zeroline": False})


def _room_for_figures(rows: pd.DataFrame) -> int:
    """Pixels right of the drawing: on a phone the room within it is too little for a long figure."""
    longest = max((len(f"{row['text']}{_mark(row['mark'])}") for row in _records(rows)), default=0)
    return 8 + round(0.3 * LETTERS * longest)


def _bars(rows: pd.DataFrame, unit: str, highlighted: Sequence[str], *, rows_at: Sequence[Any]) -> go.Bar:
    """The bars; the highlighted ones stand out where no single place does."""
    texts = [f"{row['text']}{_mark(row['mark'])}" for row in _records(rows)]
    return go.Bar(
        x=rows.value.tolist(),
        y=list(rows_at),
        orientation="h",
        marker={
            "color": [
                GREY if wider else COUNTRY.get(country, GREY)
                for wider, country in zip(rows.wider, rows.country, strict=True)
            ],
            "opacity": [
                1 if not pale and (place in highlighted or wider or focus) else PALE
                for place, wider, focus, pale in zip(rows.place, rows.wider, rows.focus, rows.pale, strict=True)
            ],
        },
        text=texts,
        textposition="outside",
        textfont={"size": LETTERS},
        cliponaxis=False,
        hovertext=rows["name"].tolist(),
        # A click lets a ranked place stand out; the others cannot.
        customdata=["" if wider else place for place, wider in zip(rows.place, rows.wider, strict=True)],
        hovertemplate=f"<b>%{{hovertext}}</b><br>%{{text}} {unit}<extra></extra>",
        # A bar that is clicked stands out at once. Plotly needs both: it reads the first even where only the second is.
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": PALE}},
    )


def _mark(mark: str) -> str:
    return f" ({mark})" if mark else ""


def _records(rows: pd.DataFrame) -> list[dict[Any, Any]]:
    return rows.to_dict("records")
