"""Which chart of an indicator is shown, of which places, and which of them stands out. Needs no Streamlit."""

from collections.abc import Mapping, Sequence

import pandas as pd

from i18n.translator import Words
from loaders.datasets.places import SIX
from pages.map.measures import base_choice, measure_choice, start_choice
from shell.exhibits import map_descriptions
from shell.exhibits.choices import Choice, Choices
from shell.exhibits.list_choice import ListChoice, join
from shell.indicator_data import ALL_MUNICIPALITIES, MAPPED, Figures, View

# The key of the kind of chart in addresses.
CHART = "chart"
TIME, RANKING, MULTIPLES = "time", "ranking", "multiples"
# The key of the picked places in addresses.
PLACES = "places"
# No place stands out.
NONE = "none"
# More lines, or small charts, than this cannot be told apart.
MOST_LINES = 12


def chart_choice(data: Figures, level: str, t: Words) -> Choice:
    """The charts that an indicator has at a level; of all municipalities the ranking comes first."""
    charts = [TIME]
    if level in MAPPED and len(data.expected(level)) > 1 and data.periods(level):
        charts += [RANKING, MULTIPLES]
    options = {chart: t(f"explore.chart_{chart}") for chart in charts}
    return Choice(CHART, options, RANKING if level == ALL_MUNICIPALITIES else TIME)


def place_options(data: Figures, level: str, t: Words) -> dict[str, str]:
    """The places of a level that may be picked: key to name."""
    names = map_descriptions.place_names(t)
    places = dict.fromkeys([*data.expected(level), *data.at(level).place])
    return {place: names[place] for place in places}


def focus_choice(data: Figures, level: str, t: Words) -> Choice:
    """The place that stands out in chart, table and map; none by default."""
    return Choice("focus", {NONE: t("explore.focus_none"), **place_options(data, level, t)}, NONE)


def read_focus(choices: Choices, data: Figures, level: str, t: Words) -> str:
    """The place that stands out; empty for none. Raises ChoiceError for one that the level does not have."""
    focus = focus_choice(data, level, t).of(choices)
    return "" if focus == NONE else focus


def places_choice(options: Mapping[str, str]) -> ListChoice:
    """The places that a chart or table shows; none is picked by default, which shows all."""
    return ListChoice(PLACES, options, ())


def picked_places(choices: Choices, view: View, t: Words) -> tuple[str, ...]:
    """The places that the reader picked; none where all are shown."""
    return places_choice(place_options(view.figures, view.level, t)).of(choices)


def shown_places(choices: Choices, view: View, t: Words, *, lines: bool = False) -> tuple[str, ...]:
    """The places of a chart or table: those that are picked, or all of the level.

    lines  whether the chart has a line or a panel for each: of all municipalities the six, unless others are picked
    """
    options = place_options(view.figures, view.level, t)
    picked = picked_places(choices, view, t)
    if not picked and lines and view.level == ALL_MUNICIPALITIES:
        picked = tuple(place for place in SIX if place in options)
        focus = read_focus(choices, view.figures, view.level, t)
        picked = picked if not focus or focus in picked else (*picked, focus)
    picked = picked or tuple(options)
    return picked[:MOST_LINES] if lines else picked


def fit_choices(choices: Choices, view: View, t: Words) -> Choices:
    """The choices of a second view: those of the first that its indicator has too, else its own defaults.

    A first year that it does not have becomes its next one.
    """
    data, level = view.figures, view.level
    if not data.periods(level):
        return choices
    start = start_choice(data, level, t)
    own = [measure_choice(data, t), base_choice(data, level, t), focus_choice(data, level, t), start]
    own.append(chart_choice(data, level, t))
    fitted = {key: value for key, value in choices.items() if not any(key == one.key for one in own)}
    fitted |= {one.key: choices[one.key] for one in own if choices.get(one.key) in one.options}
    later = [period for period in start.options if period > choices.get(start.key, "")]
    if start.key in choices and start.key not in fitted and later:
        fitted[start.key] = min(later)
    if PLACES in choices:
        options = place_options(data, level, t)
        fitted[PLACES] = join(places_choice(options).split(choices[PLACES])[0])
    return fitted


def select_places(rows: pd.DataFrame, places: Sequence[str]) -> pd.DataFrame:
    """The rows of these places."""
    return rows[rows.place.isin(places)]
