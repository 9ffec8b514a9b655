"""The map of the home page: population by municipality. Needs no Streamlit."""

from briefings.exhibit import Exhibit
from i18n.translator import Words
from shell.exhibits import builder, figure_texts, indicator_maps, map_descriptions
from shell.exhibits.choices import Choices
from shell.indicator_data import View, figures

INDICATOR, LEVEL = "population", "municipality"


def view(t: Words) -> View:
    """The indicator at its level, in the newest period that most places have."""
    data = figures(INDICATOR, t)
    return View(data, LEVEL, data.best_period(LEVEL))


@builder
def leading_map(_choices: Choices, t: Words) -> Exhibit:
    """Population by municipality; it names the sources of its shapes itself."""
    shown = view(t)
    indicator, mapped = shown.figures.indicator, indicator_maps.plain_figures(shown.figures, t)
    described = indicator_maps.describe_view(shown, mapped, t=t, height=360, attributed=True)
    return map_descriptions.map_exhibit(
        "map-0",
        "home",
        described.shown,
        t,
        periods=described.periods,
        source=figure_texts.source_line(shown.figures.at(shown.level, shown.period), indicator, t),
        comparability=figure_texts.comparability(indicator, t),
    )
