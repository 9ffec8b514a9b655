"""Who works with whom: partners on a circle, joined by the projects they share."""

import math
from collections.abc import Mapping
from itertools import combinations, product

import pandas as pd
import plotly.graph_objects as go

from charts.layout import margin
from charts.palettes import CATEGORICAL
from charts.words import Words

# Partner to partner to the number of projects they share.
Counts = dict[str, dict[str, int]]


def shared(projects: pd.DataFrame, partners: list[str]) -> pd.DataFrame:
    """How many projects each two partners share, partners by partners; on the diagonal how many each has.

    projects    column members: keys with spaces between
    """
    counts = {key: dict.fromkeys(partners, 0) for key in partners}
    for members in projects["members"]:
        keys = [key for key in partners if key in members.split()]
        for key, other in product(keys, keys):
            counts[key][other] += 1
    return pd.DataFrame(counts, index=partners, columns=partners, dtype="int64")


def draw(counts: pd.DataFrame, *, names: dict[str, str], kinds: dict[str, str], words: Words) -> go.Figure:
    """The circle.

    counts  as `shared` returns them
    names   partner to its name
    kinds   partner to the name of its kind, which decides its colour
    """
    keys = [str(key) for key in counts.index]
    pairs: Counts = {str(key): {str(other): int(n) for other, n in row.items()} for key, row in counts.iterrows()}
    angle = {key: math.pi / 2 - 2 * math.pi * place / max(len(keys), 1) for place, key in enumerate(keys)}
    at = {key: (math.cos(turn), math.sin(turn)) for key, turn in angle.items()}
    figure = go.Figure(_lines(pairs, at))
    for place, kind in enumerate(dict.fromkeys(kinds[key] for key in keys)):
        members = [key for key in keys if kinds[key] == kind]
        figure.add_trace(
            go.Scatter(
                x=[at[key][0] for key in members],
                y=[at[key][1] for key in members],
                mode="markers",
                marker={
                    "size": [9 + 3 * math.sqrt(pairs[key][key]) for key in members],
                    "color": CATEGORICAL[place % len(CATEGORICAL)],
                    # A ninth kind has the colour of the first: another mark tells them apart.
                    "symbol": "circle" if place < len(CATEGORICAL) else "diamond",
                },
                text=[f"<b>{names[key]}</b><br>{_describe(pairs[key], key, names, words)}" for key in members],
                hovertemplate="%{text}<extra></extra>",
                name=kind,
            )
        )
    for key in keys:
        x, y = at[key]
        right = x >= 0
        # Names at the top and the bottom stand further out: on the circle itself they would overlap there.
        away = 1.07 + 0.1 * y**4
        figure.add_annotation(
            x=away * x,
            y=away * y,
            text=names[key],
            showarrow=False,
            xanchor="center" if abs(x) < 0.05 else "left" if right else "right",
            yanchor="middle" if abs(x) >= 0.12 else "bottom" if y > 0 else "top",
            # Names all around the circle overlap in larger type.
            font={"size": 12.5},
        )
    figure.update_xaxes(visible=False, range=[-2.1, 2.1], fixedrange=True)
    figure.update_yaxes(visible=False, range=[-1.3, 1.3], fixedrange=True, scaleanchor="x")
    figure.update_layout(height=600, margin=margin(), legend={"orientation": "h", "y": -0.02})
    return figure


def _lines(pairs: Counts, at: Mapping[str, tuple[float, float]]) -> list[go.Scatter]:
    """A line for each two partners that share projects, thicker for more of them; one trace per number of projects."""
    traces = []
    most = max((pairs[key][other] for key, other in combinations(at, 2)), default=0)
    for weight in range(1, most + 1):
        ends = [(at[key], at[other]) for key, other in combinations(at, 2) if pairs[key][other] == weight]
        if ends:
            line = {"color": "#7d8b93", "width": 0.6 + 4.5 * weight / most}
            xs = [x for start, end in ends for x in (start[0], end[0], None)]
            ys = [y for start, end in ends for y in (start[1], end[1], None)]
            opacity = 0.25 + 0.55 * weight / most
            traces.append(
                go.Scatter(x=xs, y=ys, mode="lines", line=line, opacity=opacity, hoverinfo="skip", showlegend=False)
            )
    return traces


def _describe(counts: Mapping[str, int], key: str, names: dict[str, str], words: Words) -> str:
    """The number of projects of a partner, and with whom it shares most."""
    text = words("trajectory.projects_of", count=words.number(counts[key]))
    others = {other: count for other, count in counts.items() if other != key}
    if any(others.values()):
        text += "<br>" + words("trajectory.mostly_with", name=names[max(others, key=lambda other: others[other])])
    return text
