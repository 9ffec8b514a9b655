"""The exhibit of two indicators in one map: nine colours, of thirds of the places that may be compared."""

import pandas as pd

from briefings.exhibit import Exhibit
from charts import map_subject, paired_map
from i18n.translator import Words
from loaders.datasets.places import SIX
from pages.map import pairs
from pages.map.chart_choices import read_focus
from pages.map.texts import unit_text
from pages.map.views import PAGE, read_selection
from shell.exhibits import NoFiguresError, arithmetic, builder, figure_texts, map_descriptions
from shell.exhibits.choices import Choices
from shell.indicator_data import ALL_MUNICIPALITIES, View, place_level

KEY = "map-two"


def read_paired(choices: Choices, t: Words) -> pairs.Pair:
    """The two indicators of an address in their periods. Raises NoFiguresError where there is no map of both."""
    if not read_selection(choices, t).mapped:
        raise NoFiguresError(t("briefing.no_figure"))
    pair = pairs.read_pair(choices, t)
    return pair.at(pairs.read_periods(pair, choices, t))


@builder
def paired_indicators(choices: Choices, t: Words) -> Exhibit:
    """The map of two indicators. Raises NoFiguresError for one and the same, and where too few places have both."""
    pair = read_paired(choices, t)
    x, y = (_measure(view, t) for view in (pair.first, pair.second))
    # Classed as they are printed: equal figures in one class, as they share a rank.
    points = pairs.join_figures(pair)
    points = points.assign(
        x=arithmetic.printed_values(points.x, x.decimals), y=arithmetic.printed_values(points.y, y.decimals)
    )
    classed = paired_map.classify(points, pair.groups, fewest=pairs.FEWEST)
    if classed.empty:
        raise NoFiguresError(t("scatter.too_few"))
    focus = read_focus(choices, pair.first.figures, pair.first.level, t)
    title, message = pairs.pair_title(pair, t), " ".join(describe_extremes(classed, t))
    around = map_descriptions.surroundings(t, attributed=False)
    if pair.first.level == ALL_MUNICIPALITIES:
        around = around._replace(bounds=map_descriptions.province_bounds())
    shown = paired_map.describe(
        classed,
        _known(pair),
        x,
        y,
        around,
        _view(pair),
        groups=pair.groups,
        countries=pair.countries,
        alt=t("paired.alt", title=title, values=message),
        frame=map_subject.MapFrame("district", height=520),
    )
    if pair.first.level == ALL_MUNICIPALITIES:
        shown["words"]["district_reset"] = t("map.provinces_reset")
    return map_descriptions.map_exhibit(
        KEY,
        PAGE,
        {**shown, "selected": focus or None},
        t,
        title=title,
        message=message,
        source=pairs.pair_source(pair, t),
        comparability=pairs.pair_comparability(pair, t),
    )


def describe_extremes(classed: pd.DataFrame, t: Words) -> list[str]:
    """Which places are in the highest third of both, and which in the lowest; for each country where they are apart."""
    texts = []
    for group in dict.fromkeys(classed.group):
        rows = classed[classed.group == group]
        for key, kind in (("high", paired_map.STEPS - 1), ("low", 0)):
            names = list(rows.name[(rows.x_class == kind) & (rows.y_class == kind)])
            where = t(f"country.{group}") + ": " if group else ""
            listed = figure_texts.list_names(names, t, limit=6) if names else t("paired.none")
            text = t(f"paired.both_{key}", where=where, names=listed)
            texts.append(text[0].upper() + text[1:])
    return texts


def _view(pair: pairs.Pair) -> map_subject.MapView:
    """Which places the map names: those that the level should have."""
    level, data = pair.first.level, pair.first.figures
    expected = pair.expected
    if level == ALL_MUNICIPALITIES:
        return map_subject.MapView("municipality", pair.first.period, expected, highlighted=SIX)
    elsewhere = place_level(level) == "municipality" and ALL_MUNICIPALITIES in data.levels
    others = "map.context_elsewhere" if elsewhere else "map.context"
    return map_subject.MapView(level, pair.first.period, expected, others=others)


def _known(pair: pairs.Pair) -> pd.DataFrame:
    """Both figures of each place that has at least one, by place: columns x and y."""
    first, second = (
        view.figures.at(view.level, view.period).set_index("place").value for view in (pair.first, pair.second)
    )
    return pd.DataFrame({"x": first, "y": second})


def _measure(view: View, t: Words) -> paired_map.Measure:
    indicator = view.figures.indicator
    return paired_map.Measure(
        t.of(indicator.label), pairs.axis_title(view, t), unit_text(indicator, t), indicator.decimals
    )
