"""What the maps of an address show of their indicators: figures, a change since a period, an index, or per 1,000.

Charts, tables and maps have one choice of it, see `pages.map.measures`. Needs no Streamlit.
"""

from collections.abc import Sequence

from i18n.translator import Words
from loaders.datasets.catalogue import Indicator
from pages.map.chart_choices import fit_choices
from pages.map.chart_texts import measured_title
from pages.map.measures import CHANGE, CHANGE_PCT, INDEX, LEVEL, SINCE, Measured, read_measured
from pages.map.views import Views
from shell.exhibits import NoFiguresError, arithmetic
from shell.exhibits.choices import Choices
from shell.exhibits.indicator_maps import MapFigures, plain_figures
from shell.indicator_data import Figures, View, select_level

# Where classes diverge: no change, and an index of 100.
MIDDLE = {CHANGE: 0.0, CHANGE_PCT: 0.0, INDEX: 100.0}


def read_map_measure(choices: Choices, views: Views, position: int, t: Words) -> Measured:
    """The measure of a map; a second indicator has that of the first where it can, else its figures."""
    view = views[position]
    fitted = fit_choices(choices, view, t) if position and view.figures is not views[0].figures else choices
    return read_measured(fitted, view.figures, view.level, t, ranked=True)


def require_figures(measured: Measured, view: View, t: Words) -> None:
    """Raise NoFiguresError with a sentence for the reader where nothing can be on the map of a view."""
    if measured.key in SINCE and view.period <= measured.base:
        raise NoFiguresError(t("explore.later", base=t.period(measured.base)))
    if select_level(measured.rows, view.level).empty:
        raise NoFiguresError(t("explore.no_measure"))


def mapped_figures(measured: Measured, data: Figures, t: Words) -> MapFigures:
    """A measure as maps show it: its values as they are printed, so that a colour and a figure say the same."""
    if measured.key == LEVEL:
        return plain_figures(data, t)
    rows = measured.rows[measured.rows.period > measured.base]
    base = t.period(measured.base) if measured.base else ""
    reasons = {reason: t(f"map.uncomputed_{reason}", base=base) for reason in set(measured.reasons.values())}
    return MapFigures(
        data.indicator,
        f"{measured.key} {measured.base}",
        rows.assign(value=arithmetic.printed_values(rows.value, measured.decimals)),
        _legend_title(measured, data.indicator, t),
        measured.unit,
        measured.decimals,
        measured.signed,
        MIDDLE.get(measured.key),
        {figure: reasons[reason] for figure, reason in measured.reasons.items()},
    )


def _legend_title(measured: Measured, indicator: Indicator, t: Words) -> str:
    """The title of the legend, which has the unit behind it."""
    label = t.of(indicator.label)
    if measured.key == INDEX:
        return t("map.legend_index", title=label)
    if measured.key in SINCE:
        return t("explore.title_change", title=label, base=t.period(measured.base))
    return measured_title(indicator, measured, t)


def map_title(measured: Measured, view: View, t: Words) -> str:
    """What a map shows, with its period."""
    title = measured_title(view.figures.indicator, measured, t)
    return t("map.caption", title=title, period=t.period(view.period))


def share_scale(first: MapFigures, second: MapFigures) -> bool:
    """Whether two maps have one scale: of the same unit and measure, and each comparable across the border.

    Where the countries may not be compared each has a scale, which no other indicator can share.
    """
    comparable = "not_comparable" not in (first.indicator.comparability, second.indicator.comparability)
    return comparable and (first.unit, first.key) == (second.unit, second.key)


def count_uncomputed(measured: Measured, view: View) -> tuple[int, int]:
    """For how many places of a map the measure cannot be computed though they have a figure, and of how many."""
    places: Sequence[str] = view.figures.expected(view.level)
    return sum((place, view.period) in measured.reasons for place in places), len(places)
