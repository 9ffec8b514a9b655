"""Exhibits of the maps of an indicator: one, or two that move together."""

from briefings.exhibit import Exhibit
from i18n.translator import Words
from pages.map.chart_choices import read_focus
from pages.map.chart_texts import measured_source
from pages.map.map_measures import map_title, mapped_figures, read_map_measure, require_figures, share_scale
from pages.map.views import PAGE, read_map_views, view_at
from shell.exhibits import Builder, builder, figure_texts, indicator_maps, map_descriptions
from shell.exhibits.choices import Choices
from shell.indicator_data import select_level


def indicator_map(side: int) -> Builder:
    """The builder of the first map, or of the second one beside it (1).

    Raises NoFiguresError in periods that come before a change, and where the measure has no figure at all.
    """

    @builder
    def build(choices: Choices, t: Words) -> Exhibit:
        views = read_map_views(choices, t)
        view = view_at(views, side, t)
        measures = [read_map_measure(choices, views, position, t) for position in range(len(views))]
        measured, indicator = measures[side], view.figures.indicator
        require_figures(measured, view, t)
        figures, *others = (
            mapped_figures(measures[position], views[position].figures, t)
            for position in sorted(range(len(views)), key=lambda position: position != side)
            if position == side or views[position].figures is not view.figures
        )
        shared = [other for other in others if share_scale(figures, other)]
        described = indicator_maps.describe_view(view, figures, t=t, side=side, others=shared)
        focus = read_focus(choices, views[0].figures, view.level, t)
        rows = select_level(measured.rows, view.level)
        rows = rows[rows.period == view.period]
        # Where nothing can be computed the source is that of the figures it would be computed from.
        rows = view.figures.at(view.level, view.period) if rows.empty else rows
        return map_descriptions.map_exhibit(
            f"map-{side}",
            PAGE,
            {**described.shown, "selected": focus or None},
            t,
            periods=described.periods,
            title=map_title(measured, view, t),
            source=measured_source(rows, indicator, measured, t),
            comparability=figure_texts.comparability(indicator, t),
        )

    return build
