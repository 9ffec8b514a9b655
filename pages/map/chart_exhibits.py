"""Exhibits of an indicator over time: all periods of all places of a level, or bars where there is only one period.

So many lines as there are municipalities cannot be read: all of them are bars of one period, in order.
"""

from dataclasses import replace

import pandas as pd
import plotly.graph_objects as go

from briefings.exhibit import Exhibit
from charts import ranking, time_series
from charts.palettes import COUNTRY
from i18n.translator import Words
from loaders.datasets.catalogue import Indicator
from loaders.datasets.places import SIX
from pages.map.texts import title, unit_text
from pages.map.views import PAGE, Views, read_views, view_at
from shell import exhibits
from shell.exhibits import Builder, NoFiguresError, builder, figure_texts, map_descriptions
from shell.exhibits.choices import Choices
from shell.indicator_data import ALL_MUNICIPALITIES, View
from shell.milestone_overlay import Event, chosen_milestones


def indicator_chart(position: int) -> Builder:
    """The builder of the chart of the first view, or of the second one below it (1).

    Raises NoFiguresError where the indicator has no figure with a period at the level.
    """

    @builder
    def build(choices: Choices, t: Words) -> Exhibit:
        views = read_views(choices, t)
        view = view_at(views, position, t)
        rows = drawn_rows(view)
        if rows.empty:
            raise NoFiguresError(t("map.missing_all"))
        view = replace(view, period=rows.period.iloc[0]) if view.level == ALL_MUNICIPALITIES else view
        indicator = view.figures.indicator
        return exhibits.chart(
            f"chart-{position}",
            PAGE,
            _figure(view, _read_events(views, choices, t), t),
            title=title(view, t),
            alt=time_series.describe(
                rows, title=t.of(indicator.label), words=t, unit=unit_text(indicator, t), decimals=indicator.decimals
            ),
            source=figure_texts.source_line(rows, indicator, t),
            message=map_descriptions.describe_change(view, t),
            comparability=figure_texts.comparability(indicator, t),
        )

    return build


def drawn_rows(view: View) -> pd.DataFrame:
    """The figures in the chart of a view: every period, of all municipalities only the best one."""
    data, level = view.figures, view.level
    if level != ALL_MUNICIPALITIES or not data.periods(level):
        return data.at(level)
    return data.at(level, data.best_period(level))


def has_time_axis(view: View) -> bool:
    """Whether the chart of a view has a time axis: bars cannot keep two countries apart that may not be compared."""
    if view.level == ALL_MUNICIPALITIES:
        return False
    rows = view.figures.at(view.level)
    several = rows.period.nunique() > 1 or view.figures.indicator.comparability == "not_comparable"
    return several and not rows.empty


def _read_events(views: Views, choices: Choices, t: Words) -> list[Event]:
    """The chosen milestones; they may only be chosen where the first chart has a time axis."""
    return chosen_milestones(choices, t) if has_time_axis(views[0]) else []


def _figure(view: View, events: list[Event], t: Words) -> go.Figure:
    indicator, rows = view.figures.indicator, drawn_rows(view)
    unit = unit_text(indicator, t)
    panels = {side: t(f"country.{side}") for side in ("BE", "NL")}
    apart = panels if indicator.comparability == "not_comparable" else None
    if view.level == ALL_MUNICIPALITIES:
        unit = f"{unit}, {t.period(view.period)}"
        return ranking.ranking(rows, words=t, unit=unit, decimals=indicator.decimals, highlighted=SIX, apart=apart)
    if not has_time_axis(view):
        colours = {side: COUNTRY[side] for side in ("BE", "NL")}
        unit = f"{unit}, {t.period(rows.period.iloc[0])}"
        return time_series.bars(rows, words=t, unit=unit, decimals=indicator.decimals, colours=colours)
    breaks = [(place, each.period) for each in indicator.breaks for place in each.areas]
    return time_series.history(
        rows,
        words=t,
        unit=unit,
        decimals=indicator.decimals,
        apart=apart,
        order=SIX,
        annotations=time_series.Annotations(breaks, events),
    )


def describe_breaks(indicator: Indicator, rows: pd.DataFrame, t: Words) -> list[str]:
    """The breaks in the definition that the rows cross: for which places, when and why."""
    names, texts = map_descriptions.place_names(t), []
    for each in indicator.breaks:
        places = [names[place] for place in each.areas if _crosses(rows[rows.place == place].period, each.period)]
        if places:
            texts.append(t("chart.break", place=", ".join(places), period=each.period, why=t.of(each.why)))
    return texts


def _crosses(periods: pd.Series, at: str) -> bool:
    """Whether a series has periods on both sides of a break."""
    return bool((periods < at).any() and (periods >= at).any())
