"""What the page shows at an address: one indicator, two beside each other, or two periods of one. Needs no Streamlit.

The page draws a widget for each choice (`pages.map.selection`); builders read the same choices from the address.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from i18n.translator import Words
from loaders.datasets.catalogue import catalogue, themes
from shell.exhibits import NoFiguresError
from shell.exhibits.choices import Choice, Choices
from shell.indicator_data import MAPPED, Figures, View, figures, offered_indicators
from shell.indicator_lists import indicators_at, label_with_coverage, leading_indicators, list_by_theme

PAGE = "map"
COMPARISONS = ("none", "period", "indicator")
DEFAULT, DEFAULT_SECOND = "population", "house_price"
# The choices of period: that of the map, and that of a second map of the same indicator.
PERIOD, SECOND_PERIOD = "period", "period2"
# Whether two indicators are in one map: `pair` is a choice of the home page.
OVERLAY = "overlay"
# What the page shows: one view, or two side by side.
Views = tuple[View, ...]


@dataclass(frozen=True)
class Selection:
    """What is chosen besides the periods.

    view    the indicator at its level
    beside  what it is compared with: another indicator, or the same one in another period; None for no comparison
    """

    view: View
    beside: View | None

    @property
    def of_one_indicator(self) -> bool:
        """Whether two periods of one indicator are compared, also where it was chosen as its own second indicator."""
        return self.beside is not None and self.beside.figures.indicator.key == self.view.figures.indicator.key

    @property
    def mapped(self) -> bool:
        """Whether there is a map of the level, with figures that have a period."""
        return self.view.level in MAPPED and bool(self.view.figures.periods(self.view.level))


def any_indicator() -> Choice:
    """An indicator of any theme, by key only; its label depends on the language."""
    return Choice("indicator", {key: key for key in offered_indicators()}, DEFAULT)


def details_choice(wanted: str) -> Choice:
    """Whether all indicators are listed, not only the leading ones; they are for a link to one of the others.

    The key in addresses is from when the others were only details.
    """
    return Choice("details", {"0": "0", "1": "1"}, str(int(wanted not in leading_indicators())))


def theme_choice(wanted: str, t: Words, *, details: bool) -> Choice:
    """The themes that have indicators; by default that of the wanted indicator."""
    names = {theme: t.of(themes()[theme]) for theme, keys in list_by_theme(t, every=details).items() if keys}
    return Choice("theme", names, catalogue()[wanted].theme)


def indicator_choice(theme: str, t: Words, *, details: bool) -> Choice:
    """The indicators of a theme; the first by default."""
    return Choice("indicator", list_by_theme(t, every=details)[theme])


def level_choice(data: Figures, t: Words) -> Choice:
    """The levels at which an indicator has figures with a period; municipalities where it has none of these."""
    return Choice("level", {level: t(f"level.{level}") for level in data.levels or ["municipality"]})


def compare_choice(t: Words) -> Choice:
    """Whether another period or another indicator is shown beside the first."""
    return Choice("compare", {key: t(f"map.compare_{key}") for key in COMPARISONS})


def second_choice(level: str, t: Words) -> Choice:
    """The indicator of the second view: any that has figures at this level, core ones first."""
    at_level = indicators_at(level)
    offered = sorted(offered_indicators().items(), key=lambda item: not item[1].core)
    options = {
        key: f"{t.of(themes()[indicator.theme])} · {label_with_coverage(key, t)}"
        for key, indicator in offered
        if not indicator.detail and key in at_level
    }
    return Choice("second", options, DEFAULT_SECOND)


def pair_choice(t: Words) -> Choice:
    """Whether two indicators have a map each, side by side, or one map together."""
    return Choice(OVERLAY, {key: t(f"paired.{key}") for key in ("beside", "together")})


def default_periods(data: Figures, level: str) -> Mapping[str, str]:
    """The period of the map and of a second map of the same indicator, where the reader chose none."""
    return {PERIOD: data.best_period(level), SECOND_PERIOD: data.first_period(level)}


def period_choice(key: str, data: Figures, level: str, t: Words) -> Choice:
    """The periods with figures at a level, oldest first; key: PERIOD or SECOND_PERIOD."""
    options = {period: t.period(period) for period in data.periods(level)}
    return Choice(key, options, default_periods(data, level)[key])


def read_selection(choices: Choices, t: Words) -> Selection:
    """The indicator, level and comparison of an address. Raises ChoiceError for what may not be chosen."""
    wanted = any_indicator().of(choices)
    # A link to an indicator need not say that it is not a leading one.
    details = details_choice(wanted).of(choices) == "1" or wanted not in leading_indicators()
    if any_indicator().key not in choices:
        # A theme only shortens the list of indicators; without a choice from that list it opens its first.
        theme = theme_choice(wanted, t, details=details).of(choices)
        wanted = indicator_choice(theme, t, details=details).of(choices)
    data = figures(wanted, t)
    view = View(data, level_choice(data, t).of(choices))
    match compare_choice(t).of(choices):
        case "indicator":
            second = second_choice(view.level, t).of(choices)
            return Selection(view, replace(view, figures=figures(second, t)))
        case "period":
            return Selection(view, view)
        case _:
            return Selection(view, None)


def read_views(choices: Choices, t: Words) -> Views:
    """The views of charts, tables and sources, which show every period: two only of two indicators."""
    selection = read_selection(choices, t)
    if selection.beside is None or selection.of_one_indicator:
        return (selection.view,)
    return selection.view, selection.beside


def read_map_views(choices: Choices, t: Words) -> Views:
    """The views of maps, each with its period. Raises NoFiguresError where there is no map of the level."""
    selection = read_selection(choices, t)
    if not selection.mapped:
        raise NoFiguresError(t("briefing.no_figure"))
    data, level = selection.view.figures, selection.view.level
    view = replace(selection.view, period=period_choice(PERIOD, data, level, t).of(choices))
    if selection.beside is None:
        return (view,)
    if selection.of_one_indicator:
        return view, replace(selection.beside, period=period_choice(SECOND_PERIOD, data, level, t).of(choices))
    # The same period where the second indicator has it, else its own default: the title above its map says which.
    second = selection.beside.figures
    shared = view.period in second.periods(level)
    return view, replace(selection.beside, period=view.period if shared else second.best_period(level))


def view_at(views: Views, position: int, t: Words) -> View:
    """One of the views. Raises NoFiguresError where there are fewer."""
    if position >= len(views):
        raise NoFiguresError(t("briefing.no_figure"))
    return views[position]


def numbered(key: str, number: int) -> str:
    """The key of the first, second, … exhibit of a kind: the first has no number."""
    return f"{key}-{number}" if number > 1 else key
