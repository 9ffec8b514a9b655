"""Exhibits that rank the places of a level in one period, with the published figures of district, province and country.

An average is only ever a published figure of that place, or one computed from its own counts: averages of rates of
several places are not made here.
"""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import plotly.graph_objects as go

from briefings.exhibit import Exhibit
from charts import ranking
from i18n.translator import Words
from loaders.datasets.places import SIX
from pages.map.chart_choices import fit_choices, picked_places, read_focus, select_places, shown_places
from pages.map.chart_texts import measured_source, measured_title
from pages.map.extremes import name_ends
from pages.map.measures import CHANGE, LEVEL, SINCE, Measured, is_total, read_measured
from pages.map.ranks import describe_rank, rank_rows, ranked_apart
from pages.map.views import PAGE, PERIOD, Views, period_choice, read_views, view_at
from shell import exhibits
from shell.exhibits import Builder, NoFiguresError, arithmetic, builder, figure_texts, map_descriptions
from shell.exhibits.choices import Choices
from shell.indicator_data import ALL_MUNICIPALITIES, MAPPED, View

# District, provinces and countries, to set the places of a level beside.
WIDER = ("NSPD", "BE23", "NL34", "BE", "NL")
# Of more places than this a text names only the ends.
MOST_NAMED = 14


def ranking_chart(position: int) -> Builder:
    """The builder of the ranking of the first view, or of the second one below it (1).

    Raises NoFiguresError where no place has a figure in the period.
    """

    @builder
    def build(choices: Choices, t: Words) -> Exhibit:
        view = ranked_view(choices, position, t)
        choices = fit_choices(choices, view, t) if position else choices
        measured = read_measured(choices, view.figures, view.level, t, ranked=True)
        rows = ranked_rows(view, measured, choices, t)
        # In the year that all are compared with, each change is nothing.
        if rows.empty or (measured.base and view.period <= measured.base):
            raise NoFiguresError(_explain_absence(measured, view, t))
        wider = wider_rows(view, measured)
        focus = read_focus(choices, view.figures, view.level, t)
        indicator = view.figures.indicator
        return exhibits.chart(
            f"ranking-{position}",
            PAGE,
            _figure(view, measured, rows, wider, focus, t),
            title=t("map.caption", title=measured_title(indicator, measured, t), period=t.period(view.period)),
            alt=_describe(rows, wider, view, measured, t),
            source=measured_source(rows, indicator, measured, t),
            message=describe_ranking(rows, view, measured, focus, t, picked=picked_places(choices, view, t)),
            comparability=figure_texts.comparability(indicator, t),
        )

    return build


def ranked_view(choices: Choices, position: int, t: Words) -> View:
    """The first or second view in the period of the ranking. Raises NoFiguresError where its level is not ranked."""
    views: Views = read_views(choices, t)
    view = view_at(views, position, t)
    data, level = view.figures, view.level
    if level not in MAPPED or not data.periods(level) or len(data.expected(level)) < 2:
        raise NoFiguresError(t("map.missing_all"))
    period = period_choice(PERIOD, views[0].figures, level, t).of(choices) if views[0].figures.periods(level) else ""
    return replace(view, period=period if period in data.periods(level) else data.best_period(level))


def ranked_rows(view: View, measured: Measured, choices: Choices, t: Words) -> pd.DataFrame:
    """The rows of the ranked places, with the column `rank`."""
    return rank_places(select_places(measured.rows, shown_places(choices, view, t)), view, measured)


def rank_places(rows: pd.DataFrame, view: View, measured: Measured) -> pd.DataFrame:
    """The rows of the period of a view, with the column `rank`."""
    rows = rows[rows.period == view.period]
    return rank_rows(rows, view.figures.indicator, measured.decimals) if len(rows) else rows


def wider_rows(view: View, measured: Measured) -> pd.DataFrame:
    """District, provinces and countries in the period: none where their figures are the totals of many places.

    Where the countries may not be compared, none of a place that lies in both.
    """
    indicator, rows = view.figures.indicator, measured.rows
    if is_total(indicator) and measured.key in (LEVEL, CHANGE):
        return rows.iloc[:0]
    own = set(view.figures.at(view.level).place)
    wanted = [place for place in WIDER if place not in own]
    rows = rows[rows.place.isin(wanted) & (rows.period == view.period)]
    return rows[rows.country.isin(("BE", "NL"))] if ranked_apart(indicator) else rows


def explain_absent_wider(view: View, measured: Measured, t: Words) -> list[str]:
    """Why the district or a province that would stand in the ranking does not: no figure, or none in the measure."""
    indicator = view.figures.indicator
    if is_total(indicator) and measured.key in (LEVEL, CHANGE):
        return []
    present, own = set(wider_rows(view, measured).place), set(view.figures.at(view.level).place)
    wanted = [place for place in WIDER[:3] if not indicator.country or place.startswith(indicator.country)]
    wanted = [place for place in wanted if not (place == "NSPD" and ranked_apart(indicator))]
    absent = [place for place in wanted if place not in present | own]
    names = map_descriptions.place_names(t)
    none = [names[place] for place in absent if place not in measured.without]
    texts = [measured.without[place] for place in absent if place in measured.without]
    if none:
        texts.insert(0, t("explore.wider_absent", period=t.period(view.period), names=", ".join(none)))
    return texts


def _explain_absence(measured: Measured, view: View, t: Words) -> str:
    if measured.key in SINCE and view.period <= measured.base:
        return t("explore.later", base=t.period(measured.base))
    return t("explore.no_ranking", period=t.period(view.period))


def _figure(view: View, measured: Measured, rows: pd.DataFrame, wider: pd.DataFrame, focus: str, t: Words) -> go.Figure:
    indicator = view.figures.indicator
    every = pd.concat([rows, wider.assign(rank=0)])
    every = every.assign(
        text=[measured.text(float(value), t) for value in every.value],
        wider=every.place.isin(wider.place),
        focus=every.place == focus,
    )
    apart = {side: t(f"country.{side}") for side in ("BE", "NL")} if ranked_apart(indicator) else None
    highlighted = SIX if view.level == ALL_MUNICIPALITIES else tuple(rows.place)
    unit = f"{measured.axis or measured.unit}, {t.period(view.period)}"
    draw = ranking.ranking if apart or len(every) > MOST_NAMED else ranking.short_ranking
    return draw(every, words=t, unit=unit, decimals=measured.decimals, highlighted=highlighted, apart=apart)


def describe_ranking(
    rows: pd.DataFrame, view: View, measured: Measured, focus: str, t: Words, *, picked: Sequence[str] = ()
) -> str:
    """The highest and the lowest place, of each country where they may not be compared; then the focus.

    picked  the places that the reader picked; empty for all of the level
    """
    parts = []
    apart = ranked_apart(view.figures.indicator)
    for side in ("BE", "NL") if apart else ("",):
        of_side = rows[rows.country == side] if side else rows
        if len(of_side) > 1:
            text = _ends(of_side, measured, view, t)
            parts.append(f"{t(f'country.{side}')}: {text[0].lower()}{text[1:]}" if side else text)
    if focus:
        parts.append(describe_rank(focus, measured, view.figures.indicator, view.level, view.period, t, shown=picked))
    return " ".join(filter(None, parts))


def _ends(rows: pd.DataFrame, measured: Measured, view: View, t: Words) -> str:
    printed = arithmetic.printed_values(rows.set_index("name").value, measured.decimals)
    texts = {
        "high": measured.text(printed.max(), t),
        "low": measured.text(printed.min(), t),
        **name_ends(printed, t),
    }
    if measured.key in SINCE:
        return t(
            "explore.course", base=t.period(measured.base), period=t.period(view.period), unit=measured.unit, **texts
        )
    return t("briefing.ranked_in", period=t.period(view.period), unit=measured.unit, **texts)


def _describe(rows: pd.DataFrame, wider: pd.DataFrame, view: View, measured: Measured, t: Words) -> str:
    """The ranking in words for a screen reader: every place, or the ends of many."""
    ordered = rows.sort_values(
        ["country", "rank", "name"] if ranked_apart(view.figures.indicator) else ["rank", "name"]
    )
    entries = [
        f"{row['rank']}. {row['name']} {measured.text(float(row['value']), t)}" for row in ordered.to_dict("records")
    ]
    if len(entries) > MOST_NAMED:
        entries = [*entries[:3], "…", *entries[-3:]]
    entries += [f"{row['name']} {measured.text(float(row['value']), t)}" for row in wider.to_dict("records")]
    title = measured_title(view.figures.indicator, measured, t)
    return f"{title}, {t.period(view.period)} ({measured.unit}). {'; '.join(entries)}."
