"""Exhibits of the figures of an indicator as tables: places by periods."""

import pandas as pd

from briefings.exhibit import Exhibit
from i18n.translator import Words
from pages.map.texts import label_with_unit
from pages.map.views import PAGE, numbered, read_views, view_at
from shell import exhibits
from shell.exhibits import Builder, NoFiguresError, builder, figure_texts, map_descriptions
from shell.exhibits.choices import Choices
from shell.indicator_data import ALL_MUNICIPALITIES, View, place_level, select_level

# How many periods the table of all municipalities has.
MOST_PERIODS = 8


def listed_figures(view: View) -> pd.DataFrame:
    """The figures of a view in its table, also those without a period."""
    return select_level(view.figures.preferred, view.level)


def list_places(view: View, rows: pd.DataFrame) -> list[str]:
    """The places of the table in its order: of municipalities all that the level has, the six first."""
    if place_level(view.level) == "municipality":
        return list(view.figures.expected(view.level))
    return list(dict.fromkeys(rows.place))


def list_periods(view: View, rows: pd.DataFrame) -> list[str]:
    """The periods of the table, newest first; of all municipalities only the newest, or it could not be read."""
    periods = sorted(rows.period.unique(), reverse=True)
    return periods[:MOST_PERIODS] if view.level == ALL_MUNICIPALITIES else periods


def is_cut(view: View) -> bool:
    """Whether the table leaves out older periods."""
    rows = listed_figures(view)
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
        indicator, rows = view.figures.indicator, listed_figures(view)
        periods = list_periods(view, rows)
        rows = rows[rows.period.isin(periods)]
        cells = {
            (row["place"], row["period"]): figure_texts.format_figure(row, t, indicator.decimals)
            for row in rows.to_dict("records")
        }
        names = map_descriptions.place_names(t)
        places = list_places(view, rows)
        return exhibits.table(
            numbered("table-faces-tables", number),
            PAGE,
            [t("table.place"), *map(t.period, periods)],
            [[names[place], *(cells.get((place, period), "–") for period in periods)] for place in places],
            caption=label_with_unit(indicator, t),
            source=figure_texts.source_line(rows, indicator, t),
            comparability=figure_texts.comparability(indicator, t),
        )

    return build
