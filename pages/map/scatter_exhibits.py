"""Exhibits of two indicators against each other: a point a place, never across a border where they do not compare."""

import math
from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd
import plotly.graph_objects as go

from briefings.exhibit import Exhibit
from charts import scatter as chart
from i18n.translator import Words
from loaders.datasets.places import SIX
from pages.map import pairs
from pages.map.texts import unit_text
from pages.map.views import PAGE
from shell import exhibits
from shell.exhibits import builder, figure_texts, map_descriptions
from shell.exhibits.choices import Choice, Choices
from shell.indicator_data import View, figures

# From this many places on, a rank correlation is told; from so few on, every place is named.
ENOUGH, ALL_NAMED = 10, 8
# The least rank correlation that is called clear, and weak; less is none.
CLEAR, WEAK = 0.5, 0.2
SIZE = "scatter_size"


class Scatter(NamedTuple):
    """What the scatter at an address shows: the pair in its periods, and its points as `charts.scatter` has them."""

    pair: pairs.Pair
    points: pd.DataFrame

    @property
    def panels(self) -> list[str]:
        """The panels: one of all places, or one for each country that has points."""
        return [group for group in self.pair.groups if not group or (self.points.country == group).any()]


def read_scatter(choices: Choices, t: Words) -> Scatter:
    """The scatter of an address. Raises NoFiguresError with a sentence for readers where it cannot be drawn."""
    pair = pairs.read_pair(choices, t)
    pair = pair.at(pairs.read_periods(pair, choices, t))
    points = pairs.join_figures(pair)
    if size_choice(pair, points, t).of(choices) == "population":
        return Scatter(pair, points.assign(size=points.place.map(_population(pair, t))))
    return Scatter(pair, points.assign(size=math.nan))


def size_choice(pair: pairs.Pair, points: pd.DataFrame, t: Words) -> Choice:
    """Whether points grow with the population; not offered where it is not known of every place in the picture."""
    known = points.place.map(_population(pair, t)).notna().all()
    options = ["none", *(["population"] if known else [])]
    return Choice(SIZE, {option: t(f"scatter.size_{option}") for option in options})


def _population(pair: pairs.Pair, t: Words) -> dict[str, float]:
    rows = figures("population", t).at(pair.first.level, pair.first.period)
    return dict(zip(rows.place, rows.value, strict=True))


@builder
def scatter(choices: Choices, t: Words) -> Exhibit:
    """The scatter of two indicators. Raises NoFiguresError for one and the same, and where too few places have both."""
    shown = read_scatter(choices, t)
    named = named_places(shown, choices)
    grouped = [pairs.describe_grouping(shown.pair, t), *describe_correlation(shown, t)]
    return exhibits.chart(
        "scatter",
        PAGE,
        draw(shown, shown.panels, named, t),
        title=pairs.pair_title(shown.pair, t),
        alt=_describe(shown, named, t),
        source=pairs.pair_source(shown.pair, t),
        message=" ".join(filter(None, grouped)),
        comparability=pairs.pair_comparability(shown.pair, t),
    )


def draw(shown: Scatter, panels: Sequence[str], named: Sequence[str], t: Words, *, headed: bool = True) -> go.Figure:
    """The points of some panels as a figure."""
    x, y = (_axis(view, t) for view in (shown.pair.first, shown.pair.second))
    return chart.scatter(shown.points, x, y, words=t, named=named, panels=panels, headed=headed)


def named_places(shown: Scatter, choices: Choices) -> list[str]:
    """Whose name stands beside its point: the six, those that the reader picked, and all where there are few."""
    picked = [*choices.get("places", "").split(","), choices.get("focus", "")]
    every = list(shown.points.place)
    return [one for one in every if one in SIX or one in picked or len(every) <= ALL_NAMED]


def describe_correlation(shown: Scatter, t: Words) -> list[str]:
    """How far the order of places in the one figure is that in the other, in a sentence for each panel.

    Only within what may be compared, and of enough places; and always that it says nothing of a cause.
    """
    texts, told = [], False
    for panel in shown.panels:
        rows = shown.points[shown.points.country == panel] if panel else shown.points
        about = {"where": t(f"country.{panel}") + ": " if panel else "", "count": t.number(len(rows))}
        if len(rows) < ENOUGH:
            texts.append(t("scatter.not_enough", **about, enough=t.number(ENOUGH)))
            continue
        rank = chart.correlation(rows)
        if math.isnan(rank):
            # No order can be that of figures that are all equal.
            text = t("scatter.constant", **about)
            texts.append(text[0].upper() + text[1:])
            continue
        told = True
        strength = "clear" if abs(rank) >= CLEAR else "weak" if abs(rank) >= WEAK else "none"
        key = strength if strength == "none" else f"{strength}_{'same' if rank > 0 else 'opposite'}"
        text = t(f"scatter.rank_{key}", **about, value=t.number(rank, 2))
        # A country before it begins the sentence; else its own first word does.
        texts.append(text[0].upper() + text[1:])
    return [*texts, t("scatter.no_cause")] if told else texts


def describe_missing(shown: Scatter, t: Words) -> str:
    """Which places of the level lack one of the two figures; empty where none does."""
    names, present = map_descriptions.place_names(t), set(shown.points.place)
    expected = shown.pair.expected
    if len(shown.pair.countries) == 1:
        expected = tuple(one for one in expected if one.startswith(shown.pair.countries[0]))
    missing = [names[place] for place in expected if place not in present]
    return t("scatter.missing", names=figure_texts.list_names(missing, t, limit=8)) if missing else ""


def _axis(view: View, t: Words) -> chart.Axis:
    indicator = view.figures.indicator
    return chart.Axis(pairs.axis_title(view, t), t.of(indicator.label), unit_text(indicator, t), indicator.decimals)


def _describe(shown: Scatter, named: Sequence[str], t: Words) -> str:
    """The scatter in one text for a screen reader: what is on the axes, how many places, and the named ones."""
    x, y = (_axis(view, t) for view in (shown.pair.first, shown.pair.second))
    parts = []
    for panel in shown.panels:
        rows = shown.points[shown.points.country == panel] if panel else shown.points
        told = "; ".join(
            f"{row['name']} {t.number(row['x'], x.decimals)} {x.unit}, {t.number(row['y'], y.decimals)} {y.unit}"
            for row in rows[rows.place.isin(named)].to_dict("records")
        )
        where = f"{t(f'country.{panel}')}: " if panel else ""
        parts.append(f"{where}{told}.")
    count = t.number(len(shown.points))
    return t("scatter.alt", x=x.title, y=y.title, count=count) + " " + " ".join(parts)
