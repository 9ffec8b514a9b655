"""Exhibits of the maps of an indicator: one, or two that move together."""

from briefings.exhibit import Exhibit
from i18n.translator import Words
from pages.map.chart_choices import read_focus
from pages.map.texts import title
from pages.map.views import PAGE, Views, read_map_views, view_at
from shell.exhibits import Builder, builder, figure_texts, map_descriptions
from shell.exhibits.choices import Choices
from shell.indicator_data import Figures, View


def indicator_map(side: int) -> Builder:
    """The builder of the first map, or of the second one beside it (1)."""

    @builder
    def build(choices: Choices, t: Words) -> Exhibit:
        views = read_map_views(choices, t)
        view = view_at(views, side, t)
        described = map_descriptions.describe_view(view, side=side, scale=figures_on_one_scale(view, views), t=t)
        focus = read_focus(choices, views[0].figures, view.level, t)
        return map_descriptions.map_exhibit(
            f"map-{side}",
            PAGE,
            {**described.shown, "selected": focus or None},
            t,
            periods=described.periods,
            # Two legends have no title of their own.
            title=map_descriptions.title_of(described.shown) or title(view, t),
            source=described.source,
            comparability=figure_texts.comparability(view.figures.indicator, t),
        )

    return build


def figures_on_one_scale(view: View, views: Views) -> list[Figures]:
    """The figures on one scale with those of a view: of the same unit, and each comparable across the border.

    Where the countries may not be compared each has a scale, which no other indicator can share.
    """
    indicator = view.figures.indicator
    others = [each.figures for each in views if each.figures is not view.figures]
    same = [
        other
        for other in others
        if other.indicator.unit == indicator.unit
        and "not_comparable" not in (other.indicator.comparability, indicator.comparability)
    ]
    return [view.figures, *same]
