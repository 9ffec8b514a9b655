"""What stands around each view of an indicator: title, unit, heading with badge, and why it may be compared."""

from i18n.translator import Words
from loaders.datasets.catalogue import Indicator, units
from pages.map.selection import Views
from shell import components
from shell.briefing import collect
from shell.exhibits import figure_texts
from shell.indicator_data import View


def title(view: View, t: Words) -> str:
    """What an exhibit shows: the indicator, and the period where it shows one."""
    label = t.of(view.figures.indicator.label)
    return t("map.caption", title=label, period=t.period(view.period)) if view.period else label


def unit_text(indicator: Indicator, t: Words) -> str:
    """The unit as written after a value."""
    return t.of(units()[indicator.unit])


def introduce(view: View, views: Views, t: Words) -> None:
    """The heading of one of two views, with its own badge; a single view has the heading of the page."""
    if len(views) > 1:
        components.subheading(title(view, t), figure_texts.badge_html(view.figures.indicator, t))
        collect.set_comparability(figure_texts.comparability(view.figures.indicator, t))


def reason(view: View, views: Views, t: Words) -> str:
    """Why the figures of this view may or may not be compared; empty for a single view, whose page says it."""
    return t.of(view.figures.indicator.why) if len(views) > 1 else ""
