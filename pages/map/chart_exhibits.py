"""Exhibits of an indicator over time: one chart with a line for each place, or a small chart for each.

So many lines as there are municipalities cannot be read: of all of them the chart has the six, or those that are
picked. Where there is only one period there are bars.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from briefings.exhibit import Exhibit
from charts import small_multiples, time_series
from charts.bars import period_bars
from charts.palettes import COUNTRY
from i18n.translator import Words
from loaders.datasets.catalogue import Indicator
from loaders.datasets.places import SIX
from pages.map import ranking_exhibits
from pages.map.chart_choices import CHART, RANKING, chart_choice, fit_choices, picked_places, read_focus, shown_places
from pages.map.chart_texts import measured_source, measured_title, title_with_unit
from pages.map.extremes import describe_change
from pages.map.measures import LEVEL, Measured, read_measured
from pages.map.ranks import describe_rank, ranked_apart
from pages.map.views import PAGE, PERIOD, Views, read_views, view_at
from shell import exhibits
from shell.exhibits import Builder, NoFiguresError, builder, figure_texts, map_descriptions
from shell.exhibits.choices import Choices
from shell.indicator_data import View, select_level
from shell.milestone_overlay import Event, chosen_milestones


class Drawn(NamedTuple):
    """What a chart shows.

    rows    the figures in the measure, of the places that are shown, with `text` as they are written
    picked  the places that the reader picked; empty where those of `places` are the default
    focus   the place that stands out; empty for none
    """

    view: View
    measured: Measured
    rows: pd.DataFrame
    places: tuple[str, ...]
    picked: tuple[str, ...]
    focus: str


def read_drawn(choices: Choices, view: View, t: Words) -> Drawn:
    """What a chart over time shows of a view. Raises ChoiceError for a choice that does not exist."""
    data, level = view.figures, view.level
    measured = read_measured(choices, data, level, t)
    places = shown_places(choices, view, t, lines=True)
    rows = select_level(measured.rows, level)
    rows = rows[rows.place.isin(places)]
    rows = rows.assign(text=[measured.text(float(value), t) for value in rows.value])
    focus = read_focus(choices, data, level, t)
    return Drawn(view, measured, rows, places, picked_places(choices, view, t), focus if focus in places else "")


def indicator_chart(position: int) -> Builder:
    """The builder of the chart of the first view, or of the second one below it (1).

    Of all municipalities it is their ranking unless lines are chosen: links and briefings hold it under this key.
    Raises NoFiguresError where the indicator has no figure with a period at the level, or none in the measure.
    """

    @builder
    def build(choices: Choices, t: Words) -> Exhibit:
        views = read_views(choices, t)
        view = view_at(views, position, t)
        choices = fit_choices(choices, view, t) if position else choices
        if chart_choice(view.figures, view.level, t).of(choices) == RANKING:
            if CHART not in choices:
                # Addresses from before a chart was chosen mean the best period, whatever the map shows.
                choices = {key: value for key, value in choices.items() if key != PERIOD}
            exhibit = ranking_exhibits.ranking_chart(position)(choices, t)
            return replace(exhibit, key=f"chart-{position}")
        drawn = _read(choices, view, t)
        figure = _figure(drawn, _read_events(views, choices, t), t)
        return _exhibit(f"chart-{position}", drawn, figure, t)

    return build


def small_charts(position: int) -> Builder:
    """The builder of the small charts of the first view, or of the second one below it (1).

    A page draws each by itself, by the key of its place; on a slide they are one figure.
    """

    @builder
    def build(choices: Choices, t: Words) -> Exhibit:
        view = view_at(read_views(choices, t), position, t)
        drawn = _read(fit_choices(choices, view, t) if position else choices, view, t)
        if drawn.rows.period.nunique() < 2:
            raise NoFiguresError(t("explore.no_multiples"))
        charts = draw_small_charts(drawn, t)

        def join() -> go.Figure:
            return small_multiples.join_small_charts(charts, words=t, unit=drawn.measured.axis or drawn.measured.unit)

        exhibit = _exhibit(f"multiples-{position}", drawn, charts, t, join)
        # Small charts have no axis with the unit beside it.
        return replace(exhibit, title=title_with_unit(drawn.view.figures.indicator, drawn.measured, t))

    return build


def _read(choices: Choices, view: View, t: Words) -> Drawn:
    """What the chart of a view shows. Raises NoFiguresError where that is nothing."""
    if view.figures.at(view.level).empty:
        raise NoFiguresError(t("map.missing_all"))
    drawn = read_drawn(choices, view, t)
    if drawn.rows.empty:
        raise NoFiguresError(t("explore.no_measure"))
    return drawn


def _exhibit(
    key: str, drawn: Drawn, figure: Any, t: Words, slide_figure: Callable[[], go.Figure] | None = None
) -> Exhibit:
    indicator, measured = drawn.view.figures.indicator, drawn.measured
    title = measured_title(indicator, measured, t)
    return exhibits.chart(
        key,
        PAGE,
        figure,
        title=title,
        alt=time_series.describe(drawn.rows, title=title, words=t, unit=measured.unit, decimals=measured.decimals),
        source=measured_source(drawn.rows, indicator, measured, t),
        message=describe_course(drawn, t),
        comparability=figure_texts.comparability(indicator, t),
        slide_figure=slide_figure,
    )


def draw_small_charts(drawn: Drawn, t: Words) -> dict[str, go.Figure]:
    """The small charts of the places, by their key."""
    indicator, measured = drawn.view.figures.indicator, drawn.measured
    return small_multiples.small_charts(
        drawn.rows,
        words=t,
        unit=measured.unit,
        decimals=measured.decimals,
        order=drawn.places,
        apart=ranked_apart(indicator),
        annotations=time_series.Annotations(_breaks(indicator), focus=drawn.focus),
    )


def describe_course(drawn: Drawn, t: Words) -> str:
    """What the lines say: the largest and the smallest change, or the ends in the last period; then the focus."""
    view, measured = drawn.view, drawn.measured
    best = view.figures.best_period(view.level)
    of_level = view.figures.at(view.level)
    # From the first period of all on: it is the one that the sentence begins with.
    whole = set(drawn.places) >= set(of_level.place) and drawn.rows.period.min() == of_level.period.min()
    if measured.key == LEVEL and whole:
        text = describe_change(view, t)
        rank = describe_rank(drawn.focus, measured, view.figures.indicator, view.level, best, t) if drawn.focus else ""
        return " ".join(filter(None, [text, rank]))
    if best not in set(drawn.rows.period) or best <= measured.base:
        best = str(drawn.rows.period.max())
    if measured.base and best <= measured.base:
        return ""
    at = replace(view, period=best)
    rows = ranking_exhibits.rank_places(drawn.rows, at, measured)
    return ranking_exhibits.describe_ranking(rows, at, measured, drawn.focus, t, picked=drawn.picked)


def has_time_axis(view: View, choices: Choices, t: Words) -> bool:
    """Whether the chart of a view has a time axis: bars cannot keep two countries apart that may not be compared."""
    if chart_choice(view.figures, view.level, t).of(choices) == RANKING:
        return False
    rows = view.figures.at(view.level)
    several = rows.period.nunique() > 1 or view.figures.indicator.comparability == "not_comparable"
    return several and not rows.empty


def _read_events(views: Views, choices: Choices, t: Words) -> list[Event]:
    """The chosen milestones; they may only be chosen where the first chart has a time axis."""
    return chosen_milestones(choices, t) if has_time_axis(views[0], choices, t) else []


def _figure(drawn: Drawn, events: list[Event], t: Words) -> go.Figure:
    indicator, rows, measured = drawn.view.figures.indicator, drawn.rows, drawn.measured
    if rows.period.nunique() == 1 and not ranked_apart(indicator):
        colours = {side: COUNTRY[side] for side in ("BE", "NL")}
        unit = f"{measured.axis or measured.unit}, {t.period(rows.period.iloc[0])}"
        return period_bars(rows, words=t, unit=unit, decimals=measured.decimals, colours=colours, focus=drawn.focus)
    figure = time_series.history(
        rows,
        words=t,
        unit=measured.unit,
        decimals=measured.decimals,
        apart={side: t(f"country.{side}") for side in ("BE", "NL")} if ranked_apart(indicator) else None,
        order=SIX,
        annotations=time_series.Annotations(_breaks(indicator), events, drawn.focus),
    )
    if measured.axis:
        figure.update_yaxes(title_text=measured.axis)
    return figure


def _breaks(indicator: Indicator) -> list[tuple[str, str]]:
    return [(place, each.period) for each in indicator.breaks for place in each.areas]


def describe_breaks(indicator: Indicator, rows: pd.DataFrame, t: Words) -> list[str]:
    """The breaks in the definition that the rows cross: for which places, when and why."""
    names, texts = map_descriptions.place_names(t), []
    for each in indicator.breaks:
        places = [names[place] for place in each.areas if _crosses(rows[rows.place == place].period, each.period)]
        if places:
            texts.append(t("chart.break", place=", ".join(places), period=t.period(each.period), why=t.of(each.why)))
    return texts


def _crosses(periods: pd.Series, at: str) -> bool:
    """Whether a series has periods on both sides of a break."""
    return bool((periods < at).any() and (periods >= at).any())
