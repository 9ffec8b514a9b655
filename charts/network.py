"""Who works with whom: partners on a circle, joined by the projects they share."""

import math
from itertools import combinations

import pandas as pd
import plotly.graph_objects as go

from charts.layout import margin
from charts.palettes import CATEGORICAL
from charts.words import Words


def shared(projects: pd.DataFrame, partners: list[str]) -> pd.DataFrame:
    """How many projects each two partners share, partners by partners; on the diagonal how many each has.

    projects    column members: keys with spaces between
    """
    found = pd.DataFrame(0, index=partners, columns=partners)
    for members in projects["members"]:
        there = [key for key in partners if key in members.split()]
        for one in there:
            found.loc[one, one] += 1
        for one, other in combinations(there, 2):
            found.loc[one, other] += 1
            found.loc[other, one] += 1
    return found


def draw(counts: pd.DataFrame, *, names: dict[str, str], kinds: dict[str, str], words: Words) -> go.Figure:
    """The circle. `counts` as `shared` gives it; `kinds`: key to the name of its kind, which gives its colour."""
    keys = list(counts.index)
    angle = {key: math.pi / 2 - 2 * math.pi * place / max(len(keys), 1) for place, key in enumerate(keys)}
    at = {key: (math.cos(turn), math.sin(turn)) for key, turn in angle.items()}
    figure = go.Figure()
    most = max((counts.loc[a, b] for a, b in combinations(keys, 2)), default=1) or 1
    for weight in range(1, int(most) + 1):
        xs: list[float | None] = []
        ys: list[float | None] = []
        for one, other in combinations(keys, 2):
            if counts.loc[one, other] == weight:
                xs += [at[one][0], at[other][0], None]
                ys += [at[one][1], at[other][1], None]
        if xs:
            line = {"color": "#7d8b93", "width": 0.6 + 4.5 * weight / most}
            opacity = 0.25 + 0.55 * weight / most
            figure.add_trace(
                go.Scatter(x=xs, y=ys, mode="lines", line=line, opacity=opacity, hoverinfo="skip", showlegend=False)
            )
    for place, kind in enumerate(dict.fromkeys(kinds[key] for key in keys)):
        mine = [key for key in keys if kinds[key] == kind]
        figure.add_trace(
            go.Scatter(
                x=[at[key][0] for key in mine],
                y=[at[key][1] for key in mine],
                mode="markers",
                marker={
                    "size": [9 + 3 * math.sqrt(counts.loc[key, key]) for key in mine],
                    "color": CATEGORICAL[place % len(CATEGORICAL)],
                    # A ninth kind has the colour of the first: another mark tells them apart.
                    "symbol": "circle" if place < len(CATEGORICAL) else "diamond",
                },
                text=[f"<b>{names[key]}</b><br>{_told(counts, key, names, words)}" for key in mine],
                hovertemplate="%{text}<extra></extra>",
                name=kind,
            )
        )
    for key in keys:
        x, y = at[key]
        right = x >= 0
        figure.add_annotation(
            x=1.07 * x,
            y=1.07 * y,
            text=names[key],
            showarrow=False,
            xanchor="center" if abs(x) < 0.05 else "left" if right else "right",
            yanchor="middle" if abs(x) >= 0.12 else "bottom" if y > 0 else "top",
            font={"size": 12.5},
        )
    figure.update_xaxes(visible=False, range=[-2.1, 2.1], fixedrange=True)
    figure.update_yaxes(visible=False, range=[-1.25, 1.25], fixedrange=True, scaleanchor="x")
    figure.update_layout(height=560, margin=margin(), legend={"orientation": "h", "y": -0.02})
    return figure


def _told(counts: pd.DataFrame, key: str, names: dict[str, str], words: Words) -> str:
    """The number of projects of a partner, and with whom it shares most."""
    with_others = counts.loc[key].drop(key)
    told = words("trajectory.projects_of", count=words.number(float(counts.loc[key, key])))
    if with_others.max() > 0:
        told += "<br>" + words("trajectory.mostly_with", name=names[str(with_others.idxmax())])
    return told
