"""Exhibits of the figures of an indicator as tables: places by periods."""

import pandas as pd

from briefings.exhibit import Exhibit
from i18n.translator import Words
from loaders.datasets.places import SIX
from pages.map.texts import label_with_unit
from pages.map.views import PAGE, numbered, read_views, view_at
from shell import exhibits
from shell.exhibits import Builder, NoFiguresError, builder, figure_texts, map_descriptions
from shell.exhibits.choices import Choices
from shell.indicator_data import View


def listed_figures(view: View) -> pd.DataFrame:
    """The figures of a view in its table, also those without a period."""
    rows = view.figures.preferred
    return rows[rows.level == view.level]


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
        periods = sorted(rows.period.unique(), reverse=True)
        cells = {
            (row["place"], row["period"]): figure_texts.format_figure(row, t, indicator.decimals)
            for row in rows.to_dict("records")
        }
        names = map_descriptions.place_names(t)
        places = list(SIX) if view.level == "municipality" else list(dict.fromkeys(rows.place))
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
