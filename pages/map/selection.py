"""The controls of the map page: an indicator, a level, a period, and perhaps a second view beside it."""

import time
from collections.abc import Mapping, Sequence

import streamlit as st

from i18n.translator import Words
from loaders.datasets.catalogue import catalogue, themes
from pages.map import periods, views
from pages.map.views import PERIOD, SECOND_PERIOD, Selection
from shell import url_state, widget_seeds
from shell.indicator_data import figures
from shell.indicator_lists import leading_indicators
from shell.streamlit_hooks import Container
from shell.widgets import choose

FACES = ("map", "chart", "table", "sources")
# The face that only two indicators have, after that of charts.
OF_TWO = "scatter"
STEP_SECONDS = 1.4


def choose_views(t: Words) -> dict[str, str]:
    """Draw the choices of indicator, level and comparison. Returns what is chosen, by the keys of addresses."""
    linked = {key: value for key, value in url_state.address().items() if url_state.is_linked(key)}
    every = views.any_indicator()
    label = t("indicator.label")
    wanted = url_state.resolve(every.key, list(every.options), default=every.default, words=t, label=label)
    if _opens_own_theme(wanted, linked):
        url_state.set_query(theme=catalogue()[wanted].theme)
    with st.container(key="controls"):
        theme_column, indicator_column, level_column, compare_column, details_column = st.columns(
            [1.8, 3.9, 2.2, 1.8, 1.8], vertical_alignment="bottom"
        )
        with details_column:
            details = _choose_details(wanted, t)
        with theme_column:
            choices = choose(views.theme_choice(wanted, t, details=details), label=t("theme.label"), words=t)
        with indicator_column:
            indicators = views.indicator_choice(choices["theme"], t, details=details)
            choices |= choose(indicators, label=label, words=t)
        data = figures(choices["indicator"], t)
        with level_column:
            choices |= choose(views.level_choice(data, t), label=t("level.label"), words=t)
        with compare_column:
            choices |= choose(views.compare_choice(t), label=t("map.compare"), words=t)
    periods.follow(data, choices["level"])
    if choices["compare"] == "indicator":
        with st.container(key="controls-second"):
            second = views.second_choice(choices["level"], t)
            second_column, pair_column = st.columns([5, 6], vertical_alignment="bottom")
            with second_column:
                choices |= choose(second, label=t("indicator.second"), words=t)
            with pair_column:
                label = t("paired.choice")
                widget = st.segmented_control
                choices |= choose(views.pair_choice(t), label=label, words=t, widget=widget, required=True)
    return choices | {"details": str(int(details))}


def _opens_own_theme(wanted: str, linked: Mapping[str, str]) -> bool:
    """Whether the indicator of a link opens its own theme: that chosen before, or another in the link, would hide it.

    Where the link names an unknown indicator or theme it does not: a notice says what is shown instead.

    linked  the choices of the link
    """
    if "theme" not in linked:
        return "indicator" in linked
    return linked.get("indicator") == wanted and linked["theme"] in themes()


def _choose_details(wanted: str, t: Words) -> bool:
    """Whether all indicators are listed, not only the leading ones; on for a link to one of the others.

    A reader who switches it off while one of the others is shown gets the first indicator of the theme.
    """
    choice = views.details_choice(wanted)
    was_on = st.session_state.get("chosen.details") == "1"
    label = t("indicator.details")
    before = url_state.resolve(choice.key, list(choice.options), default=choice.default, words=t, label=label) == "1"
    shown = widget_seeds.widget_value("_details")
    on = before if shown is None else bool(shown)
    switched_off = was_on and shown is False
    if wanted not in leading_indicators() and not switched_off:
        on = True
    on = st.toggle(label, key=widget_seeds.seed_widget("_details", on, t.language))
    url_state.remember("details", str(int(on)))
    return on


def choose_face(t: Words, *, of_two: bool = False) -> str:
    """Draw the choice between map, chart, table and sources; `of_two`: and the scatter of two indicators."""
    options = {key: t(f"map.face_{key}") for key in FACES}
    if of_two:
        options = dict([*list(options.items())[:2], (OF_TWO, t("scatter.face")), *list(options.items())[2:]])
    return url_state.choose_part("face", options, label=t("map.face"), words=t)


def choose_periods(
    selection: Selection, containers: Sequence[Container], t: Words, *, after: str = ""
) -> dict[str, str]:
    """Draw the time controls of a map. Returns the chosen period, and a second one where two are compared.

    containers  for the button and the sliders: two sliders where two periods are compared
    after       the period that others are compared with: what plays begins after it
    """
    data, level = selection.view.figures, selection.view.level
    options = [period for period in data.periods(level) if period > after]
    play, first, *second = containers
    _advance(options)
    if is_playing():
        # The browser's back button takes back a whole play, not each step of it.
        url_state.hold_address()
    with first:
        choices = periods.choose(PERIOD, data, level, t("period.label"), t)
    with play:
        if len(options) > 1:
            _play_button(options, choices[PERIOD], t)
    if selection.of_one_indicator:
        with second[0]:
            choices |= periods.choose(SECOND_PERIOD, data, level, t("map.second_period"), t)
    return choices


def is_playing() -> bool:
    """Whether the map is stepping through its periods."""
    return bool(st.session_state.get("playing"))


def stop_playing() -> None:
    """End a play that was going on: the whole page runs again, for its fragment to lose the timer."""
    if is_playing():
        st.session_state["playing"] = False
        st.rerun()


def _play_button(options: list[str], period: str, t: Words) -> None:
    """A button that steps through the periods until it is pressed again or the last one is reached."""
    if st.button(t("period.pause") if is_playing() else t("period.play"), key="play", width="stretch"):
        st.session_state["playing"] = not is_playing()
        st.session_state["stepped"] = time.monotonic()
        if is_playing() and (period == options[-1] or period not in options):
            url_state.set_query(period=options[0])
        # The whole page: only then is the timer of the fragment below it set or stopped.
        st.rerun()


def _advance(options: list[str]) -> None:
    """While playing, take the next period if it is time; a run for another reason does not count as a step."""
    if not is_playing() or time.monotonic() - st.session_state.get("stepped", 0.0) < STEP_SECONDS * 0.8:
        return
    st.session_state["stepped"] = time.monotonic()
    current = str(st.session_state.get("chosen.period", options[0]))
    following = options.index(current) + 1 if current in options else 0
    if following < len(options):
        url_state.set_query(period=options[following])
    else:
        st.session_state["playing"] = False
        st.rerun()
