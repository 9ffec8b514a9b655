"""The controls of the map page: an indicator, a level, a period, and perhaps a second view beside it."""

import time
from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from i18n.translator import Words
from loaders.datasets.catalogue import catalogue, themes
from pages.map import periods
from shell import url_state, widget_seeds
from shell.indicator_data import MAPPED, View, by_theme, figures, offered_indicators
from shell.streamlit_hooks import Container

FACES = ("map", "chart", "table", "sources")
COMPARISONS = ("none", "period", "indicator")
DEFAULT = "population"
STEP_SECONDS = 1.4


# One view, or two side by side.
Views = tuple[View, ...]


def choose_views(t: Words) -> tuple[View, View | None]:
    """Draw the choice of indicator and level; returns the view, and the one beside it if there is to be one."""
    linked = url_state.is_linked("indicator") and not url_state.is_linked("theme")
    wanted = url_state.resolve("indicator", list(offered_indicators()), default=DEFAULT, words=t)
    if linked:
        # A link to an indicator need not name its theme; the one chosen before would hide it.
        url_state.set_query(theme=catalogue()[wanted].theme)
    with st.container(key="controls"):
        theme_column, indicator_column, level_column, compare_column, details_column = st.columns(
            [2, 3.6, 2, 2, 1.8], vertical_alignment="bottom"
        )
        with details_column:
            details = _choose_details(wanted, t)
        grouped = {theme: keys for theme, keys in by_theme(t, details=details).items() if keys}
        names = {key: t.of(label) for key, label in themes().items() if key in grouped}
        with theme_column:
            default = catalogue()[wanted].theme
            theme = url_state.choose("theme", names, label=t("theme.label"), words=t, default=default)
        with indicator_column:
            indicator = url_state.choose("indicator", grouped[theme], label=t("indicator.label"), words=t)
        chosen = figures(indicator, t)
        with level_column:
            levels = {level: t(f"level.{level}") for level in chosen.levels or ["municipality"]}
            level = url_state.choose("level", levels, label=t("level.label"), words=t)
        with compare_column:
            comparisons = {key: t(f"map.compare_{key}") for key in COMPARISONS}
            compare = url_state.choose("compare", comparisons, label=t("map.compare"), words=t)
    view = View(chosen, level)
    periods.follow(chosen, level)
    if compare == "indicator":
        with st.container(key="controls-second"):
            return view, _second_indicator(view, t)
    return view, view if compare == "period" else None


def _choose_details(wanted: str, t: Words) -> bool:
    """Whether the list also has indicators of one place or year and parts of others; on for a link to one."""
    detail = catalogue()[wanted].detail
    before = url_state.resolve("details", ["0", "1"], default=str(int(detail)), words=t) == "1"
    shown = widget_seeds.widget_value("_details")
    on = st.toggle(
        t("indicator.details"),
        key=widget_seeds.seed_widget("_details", detail or (before if shown is None else shown), t.language),
    )
    url_state.remember("details", str(int(on)))
    return on


def _second_indicator(view: View, t: Words) -> View:
    """The indicator of the second map: any that has figures at this level."""
    options = {
        key: f"{t.of(themes()[indicator.theme])} · {t.of(indicator.label)}"
        for key, indicator in offered_indicators().items()
        if view.level in figures(key, t).levels and not indicator.detail
    }
    second = url_state.choose("second", options, label=t("indicator.second"), words=t, default="house_price")
    return replace(view, figures=figures(second, t))


def choose_face(t: Words) -> str:
    """Draw the choice between map, chart, table and sources."""
    return url_state.choose_part("face", {key: t(f"map.face_{key}") for key in FACES}, label=t("map.face"), words=t)


def choose_periods(
    view: View, beside: View | None, containers: Sequence[Container], t: Words
) -> tuple[View, View | None]:
    """Draw the time controls of the map; returns the views with their periods.

    containers  for the button and the sliders: two sliders where two periods are compared
    """
    options = view.figures.periods(view.level)
    if view.level not in MAPPED or not options:
        return view, beside
    play, first, *second = containers
    _advance(options)
    if is_playing():
        # The browser's back button takes back a whole play, not each step of it.
        url_state.hold_address()
    with first:
        period = periods.choose("period", view.figures, view.level, t("period.label"), t)
    with play:
        if len(options) > 1:
            _play_button(options, period, t)
    view = replace(view, period=period)
    if beside is None:
        return view, None
    if second:
        with second[0]:
            second_period = periods.choose("period2", view.figures, view.level, t("map.second_period"), t)
            return view, replace(beside, period=second_period)
    # The same period where the second indicator has it, else its own default: the title above its map says which.
    shared = period in beside.figures.periods(beside.level)
    return view, replace(beside, period=period if shared else beside.figures.best_period(beside.level))


def is_playing() -> bool:
    """Whether the map is stepping through its periods."""
    return bool(st.session_state.get("playing"))


def _play_button(options: list[str], period: str, t: Words) -> None:
    """A button that steps through the periods until it is pressed again or the last one is reached."""
    if st.button(t("period.pause") if is_playing() else t("period.play"), key="play", width="stretch"):
        st.session_state["playing"] = not is_playing()
        st.session_state["stepped"] = time.monotonic()
        if is_playing() and period == options[-1]:
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
