"""Exhibits of the figures of an indicator as tables: places by periods, or two periods with their difference."""

from collections.abc import Hashable
from dataclasses import replace
from typing import Any

import pandas as pd

from briefings.exhibit import Exhibit
from i18n.translator import Words
from pages.map.chart_choices import fit_choices, select_places, shown_places
from pages.map.chart_texts import list_absences, measured_source, title_with_unit
from pages.map.measures import (
    CHANGE,
    CHANGE_PCT,
    LEVEL,
    Measured,
    compute_measure,
    is_share,
    read_measured,
    start_choice,
)
from pages.map.ranking_exhibits import describe_ranking, rank_places
from pages.map.texts import label_with_unit
from pages.map.views import PAGE, Views, numbered, read_map_views, read_views, view_at
from shell import exhibits
from shell.exhibits import Builder, NoFiguresError, builder, figure_texts, map_descriptions
from shell.exhibits.choices import Choices
from shell.indicator_data import ALL_MUNICIPALITIES, View, place_level, select_level

# How many periods the table of all municipalities has.
MOST_PERIODS = 8


# Neither a figure nor a difference.
NOTHING = "–"


def listed_figures(view: View) -> pd.DataFrame:
    """The figures of a view, also those without a period."""
    return select_level(view.figures.preferred, view.level)


def table_figures(view: View, measured: Measured, choices: Choices, t: Words) -> pd.DataFrame:
    """The figures in the table of a view: those of its places, in the measure and from the start that are chosen."""
    if measured.key == LEVEL:
        rows = listed_figures(view)
        if view.figures.periods(view.level):
            rows = rows[(rows.period == "") | (rows.period >= start_choice(view.figures, view.level, t).of(choices))]
    else:
        rows = select_level(measured.rows, view.level)
    return rows[rows.place.isin(shown_places(choices, view, t))]


def list_places(view: View, rows: pd.DataFrame) -> list[str]:
    """The places of the table in its order: of municipalities all that the level has, the six first."""
    if place_level(view.level) == "municipality":
        return list(view.figures.expected(view.level))
    return list(dict.fromkeys(rows.place))


def list_periods(view: View, rows: pd.DataFrame) -> list[str]:
    """The periods of the table, newest first; of all municipalities only the newest, or it could not be read."""
    periods = sorted(rows.period.unique(), reverse=True)
    return periods[:MOST_PERIODS] if view.level == ALL_MUNICIPALITIES else periods


def is_cut(view: View, rows: pd.DataFrame) -> bool:
    """Whether the table leaves out older periods of its figures."""
    return len(list_periods(view, rows)) < rows.period.nunique()


def figures_table(number: int) -> Builder:
    """The builder of the first or second table with figures: newest period first, undated figures at the end.

    Each figure has the mark of its status. Raises NoFiguresError where the level has no figures.
    """

    @builder
    def build(choices: Choices, t: Words) -> Exhibit:
        views = tuple(view for view in read_views(choices, t) if not listed_figures(view).empty)
        if not views:
            raise NoFiguresError(t("map.missing_all"))
        view = view_at(views, number - 1, t)
        choices = fit_choices(choices, view, t) if number > 1 else choices
        indicator, measured = view.figures.indicator, read_measured(choices, view.figures, view.level, t)
        rows = table_figures(view, measured, choices, t)
        if rows.empty:
            raise NoFiguresError(t("explore.no_measure"))
        periods = list_periods(view, rows)
        rows = rows[rows.period.isin(periods)]
        cells = {(row["place"], row["period"]): _cell(row, measured, t) for row in rows.to_dict("records")}
        names = map_descriptions.place_names(t)
        shown = set(shown_places(choices, view, t))
        places = [place for place in list_places(view, rows) if place in shown]
        return exhibits.table(
            numbered("table-faces-tables", number),
            PAGE,
            [t("table.place"), *map(t.period, periods)],
            [[names[place], *(cells.get((place, period), NOTHING) for period in periods)] for place in places],
            caption=title_with_unit(indicator, measured, t),
            source=measured_source(rows, indicator, measured, t),
            comparability=figure_texts.comparability(indicator, t),
        )

    return build


def _cell(row: dict[Hashable, Any], measured: Measured, t: Words) -> str:
    """A value with the mark of its status."""
    mark = figure_texts.status_mark(row, t)
    text = measured.text(float(row["value"]), t)
    return f"{text} ({mark})" if mark else text


@builder
def difference_table(choices: Choices, t: Words) -> Exhibit:
    """Two periods of one indicator beside each other, with the difference of each place.

    Raises NoFiguresError where the address compares no two periods, or no place has both.
    """
    view, before, after = compared_periods(choices, t)
    indicator = view.figures.indicator
    change = compute_measure(indicator.key, CHANGE, before, t.language)
    measures = [change]
    if not is_share(indicator):
        measures.append(compute_measure(indicator.key, CHANGE_PCT, before, t.language))
    levels = compute_measure(indicator.key, LEVEL, "", t.language)
    columns = [_column(levels, view, before, t), _column(levels, view, after, t)]
    columns += [_column(measure, view, after, t) for measure in measures]
    names, places = map_descriptions.place_names(t), shown_places(choices, view, t)
    units = [t("briefing.points") if is_share(indicator) else change.unit, "%"]
    head = [t("table.place"), t.period(before), t.period(after)]
    head += [t("explore.difference_in", unit=unit) for unit in units[: len(measures)]]
    rows = levels.rows[levels.rows.period.isin((before, after)) & levels.rows.place.isin(places)]
    return exhibits.table(
        "table-difference",
        PAGE,
        head,
        [[names[place], *(column.get(place, NOTHING) for column in columns)] for place in places],
        caption=t(
            "explore.difference_title",
            title=label_with_unit(indicator, t),
            before=t.period(before),
            after=t.period(after),
        ),
        message=describe_difference(choices, t),
        source=measured_source(rows, indicator, change, t),
        comparability=figure_texts.comparability(indicator, t),
    )


def compared_periods(choices: Choices, t: Words) -> tuple[View, str, str]:
    """The view, and the earlier and the later of its two periods. Raises NoFiguresError where there are no two."""
    views: Views = read_map_views(choices, t)
    if len(views) < 2 or views[0].figures is not views[1].figures or views[0].period == views[1].period:
        raise NoFiguresError(t("explore.no_difference"))
    before, after = sorted(view.period for view in views)
    return replace(views[0], period=after), before, after


def describe_difference(choices: Choices, t: Words) -> str:
    """The places with the largest and the smallest difference between two periods, in a sentence."""
    view, before, _ = compared_periods(choices, t)
    indicator = view.figures.indicator
    measured = compute_measure(indicator.key, CHANGE if is_share(indicator) else CHANGE_PCT, before, t.language)
    if select_level(measured.rows, view.level).empty:
        measured = compute_measure(indicator.key, CHANGE, before, t.language)
    shown = select_places(select_level(measured.rows, view.level), shown_places(choices, view, t))
    rows = rank_places(shown, view, measured)
    return describe_ranking(rows, view, measured, "", t) if len(rows) else ""


def explain_difference(choices: Choices, t: Words) -> list[str]:
    """Why places of the table have no difference."""
    view, before, after = compared_periods(choices, t)
    indicator, places = view.figures.indicator, shown_places(choices, view, t)
    names, present = map_descriptions.place_names(t), set(view.figures.at(view.level, after).place)
    measured = compute_measure(indicator.key, CHANGE if is_share(indicator) else CHANGE_PCT, before, t.language)
    missing = [names[place] for place in places if place not in present]
    listed = figure_texts.list_names(missing, t, limit=8)
    texts = [t("explore.missing", period=t.period(after), names=listed)] if missing else []
    return [*texts, *list_absences(measured, places, t)]


def _column(measured: Measured, view: View, period: str, t: Words) -> dict[str, str]:
    """The cells of one column, by place."""
    rows = select_level(measured.rows, view.level)
    return {row["place"]: _cell(row, measured, t) for row in rows[rows.period == period].to_dict("records")}
