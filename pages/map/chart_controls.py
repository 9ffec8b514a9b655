"""The controls of chart and table: kind of chart, measure and first year, which places, and which one stands out.

One place stands out in chart, table and map: it is picked in the list here, or by a click in the chart or on the map.
"""

from collections.abc import Callable

import streamlit as st

from briefings.exhibit import Exhibit
from i18n.translator import Words
from pages.map import chart_choices, measures, periods
from pages.map.chart_choices import CHART, RANKING, TIME
from pages.map.chart_exhibits import has_time_axis
from pages.map.measures import MEASURE, SINCE
from pages.map.views import PERIOD
from shell import components, url_state
from shell.briefing import collect
from shell.exhibits.choices import Choice, Choices
from shell.indicator_data import MAPPED, View
from shell.streamlit_hooks import Container
from shell.widgets import choose, choose_milestones, choose_several

# Session key: the default of each year as it was drawn last, with the indicator and the level that it is of.
DEFAULTS = "explore.defaults"


def choose_chart(view: View, choices: Choices, t: Words) -> dict[str, str]:
    """Draw the controls of a chart. Returns what is chosen, by the keys of addresses."""
    charts = chart_choices.chart_choice(view.figures, view.level, t)
    with st.container(key="controls-chart"):
        first, second, third, fourth = st.columns([2.9, 2.3, 1.5, 2.6], vertical_alignment="bottom", gap="medium")
        chosen: dict[str, str] = {}
        with first:
            chosen |= choose(
                charts, label=t("explore.chart"), words=t, widget=st.segmented_control, required=True, width="stretch"
            )
        chosen |= choose_measure(view, second, third, t, ranked=chosen[CHART] == RANKING)
        if chosen[CHART] == RANKING:
            with fourth:
                chosen |= periods.choose(PERIOD, view.figures, view.level, t("explore.period"), t)
        chosen |= _choose_places(view, {**choices, **chosen}, t)
    return chosen


def choose_table(view: View, choices: Choices, t: Words) -> dict[str, str]:
    """Draw the controls of a table. Returns what is chosen, by the keys of addresses."""
    if not view.figures.periods(view.level):
        return {}
    with st.container(key="controls-chart"):
        first, second, *both = st.columns([2.3, 1.5, 2.6, 2.6], vertical_alignment="bottom", gap="medium")
        chosen = choose_measure(view, first, second, t)
        if choices.get("compare") == "period" and view.level in MAPPED:
            labels = (t("period.label"), t("map.second_period"))
            for key, label, column in zip(periods.KEYS, labels, both, strict=True):
                with column:
                    chosen |= periods.choose(key, view.figures, view.level, label, t)
        chosen |= _choose_places(view, {**choices, **chosen}, t)
    return chosen


def resolve_focus(view: View, t: Words) -> dict[str, str]:
    """The place that stands out where no list is drawn to pick it from, as on the map."""
    choice = chart_choices.focus_choice(view.figures, view.level, t)
    focus = url_state.resolve(
        choice.key, list(choice.options), default=choice.default, words=t, label=t("explore.focus")
    )
    url_state.remember(choice.key, focus)
    return {choice.key: focus}


def is_since(view: View, t: Words) -> bool:
    """Whether the chosen measure, of which no widget is drawn yet, compares with a period."""
    choice = measures.measure_choice(view.figures, t)
    label = t("explore.measure")
    return url_state.resolve(choice.key, list(choice.options), default=choice.default, words=t, label=label) in SINCE


def choose_measure(
    view: View, first: Container, second: Container, t: Words, *, ranked: bool = False
) -> dict[str, str]:
    """The measure, and the year that it begins with or compares with.

    ranked  whether one period is shown
    """
    data, level = view.figures, view.level
    with first:
        chosen = choose(measures.measure_choice(data, t), label=t("explore.measure"), words=t)
    since = chosen[MEASURE] in SINCE
    if ranked and not since:
        # A ranking of the figures of one period has no first one.
        return chosen
    year = measures.base_choice(data, level, t) if since else measures.start_choice(data, level, t)
    _follow(year, view)
    with second:
        chosen |= choose(year, label=t("explore.base") if since else t("explore.start"), words=t)
    return chosen


def _follow(year: Choice, view: View) -> None:
    """Set a year that was not picked but the default to the default of another indicator or level."""
    defaults: dict[str, tuple[str, str, str]] = st.session_state.setdefault(DEFAULTS, {})
    now = (view.figures.indicator.key, view.level, year.default)
    before = defaults.get(year.key)
    defaults[year.key] = now
    moved = before is not None and before[:2] != now[:2] and not url_state.is_linked(year.key)
    if moved and before is not None and url_state.current_choice(year.key) == before[2]:
        url_state.set_query(**{year.key: year.default})


def _choose_places(view: View, choices: Choices, t: Words) -> dict[str, str]:
    """Which places are shown, and which of them stands out."""
    options = chart_choices.place_options(view.figures, view.level, t)
    lines = choices.get(CHART) != RANKING and CHART in choices
    every = t("explore.places_six") if lines and len(options) > chart_choices.MOST_LINES else t("explore.places_all")
    first, second, third = st.columns([5.2, 2.3, 2.6], vertical_alignment="bottom", gap="medium")
    with first:
        picked = chart_choices.places_choice(options)
        chosen = choose_several(picked, label=t("explore.places"), words=t, placeholder=every)
    with second:
        focus = chart_choices.focus_choice(view.figures, view.level, t)
        chosen |= choose(focus, label=t("explore.focus"), words=t)
    if choices.get(CHART) == TIME and has_time_axis(view, choices, t):
        with third:
            chosen |= choose_milestones(t)
    return chosen


def show_chart(exhibit: Exhibit) -> None:
    """A chart in which a click on a line or a bar lets its place stand out, with its source and alternative text."""
    _draw(exhibit.key, exhibit.drawing, exhibit.alt)
    components.note(exhibit.source)
    collect.offer(exhibit)


def show_small_charts(exhibit: Exhibit, names: dict[str, str]) -> None:
    """The small charts of an exhibit, three in a row and one below the other on a phone."""
    components.note(exhibit.title)
    entries = list(exhibit.drawing.items())
    for start in range(0, len(entries), 3):
        for column, (place, figure) in zip(st.columns(3, gap="small"), entries[start : start + 3], strict=False):
            with column:
                _draw(f"{exhibit.key}-{place}", figure, f"{names[place]}. {exhibit.title}")
    components.note(exhibit.source)
    collect.offer(exhibit)


def _draw(key: str, figure: object, alt: str) -> None:
    st.plotly_chart(
        figure,
        key=key,
        alt=alt,
        config=components.CHART_CONFIG,
        width="stretch",
        on_select=_pick(key),
        selection_mode="points",
    )


def _pick(key: str) -> Callable[[], None]:
    """What a click in a chart does: the place of the point stands out. A click beside all points changes nothing."""

    def pick() -> None:
        for point in st.session_state[key]["selection"]["points"][:1]:
            if place := point.get("customdata") or point.get("legendgroup"):
                url_state.set_query(focus=str(place))

    return pick
