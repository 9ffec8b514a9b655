"""What the reader looks at on the map page: an indicator, a level, a period, and perhaps a second picture beside it."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from i18n.translator import Words
from loaders.datasets.catalogue import catalogue, themes
from shell import periods, url_state
from shell.indicator_data import MAPPED, Figures, by_theme, figures, offered_indicators

FACES = ("map", "chart", "table", "sources")
COMPARISONS = ("none", "period", "indicator")
DEFAULT = "population"
SECONDS_A_STEP = 1.4


@dataclass(frozen=True)
class View:
    """One picture: which figures, at which level and in which period (empty where none is chosen)."""

    figures: Figures
    level: str
    period: str = ""


# What stands on the page: one view, or two side by side.
Views = tuple[View, ...]


def choose_views(t: Words) -> tuple[View, View | None]:
    """Draw the choice of indicator and level; gives the view, and the one beside it if asked for."""
    linked = url_state.new_from_url("indicator") is not None or url_state.new_from_url("level") is not None
    named = url_state.new_from_url("indicator")
    asked = url_state.resolve("indicator", list(offered_indicators()), default=DEFAULT, words=t)
    if named == asked and url_state.new_from_url("theme") is None:
        # A link to an indicator need not name its theme; the one chosen before would hide it.
        url_state.set_query(theme=catalogue()[asked].theme)
    with st.container(key="controls"):
        one, two, three, four, five = st.columns([2, 3.6, 2, 2, 1.8], vertical_alignment="bottom")
        with five:
            details = _details(asked, t)
        grouped = {theme: of for theme, of in by_theme(t, details=details).items() if of}
        names = {key: t.of(label) for key, label in themes().items() if key in grouped}
        with one:
            theme = url_state.choose("theme", names, label=t("theme.label"), words=t, default=catalogue()[asked].theme)
        with two:
            indicator = url_state.choose("indicator", grouped[theme], label=t("indicator.label"), words=t)
        chosen = figures(indicator, t)
        with three:
            levels = {level: t(f"level.{level}") for level in chosen.levels or ["municipality"]}
            level = url_state.choose("level", levels, label=t("level.label"), words=t)
        with four:
            ways = {key: t(f"map.compare_{key}") for key in COMPARISONS}
            compare = url_state.choose("compare", ways, label=t("map.compare"), words=t)
    view = View(chosen, level)
    periods.follow(chosen, level, linked=linked)
    if compare == "indicator":
        with st.container(key="controls-second"):
            return view, _second_indicator(view, t)
    return view, view if compare == "period" else None


def _details(asked: str, t: Words) -> bool:
    """Whether the list also holds indicators of one place or year and parts of others; on for a link to one."""
    on = url_state.resolve("details", ["0", "1"], default=str(int(catalogue()[asked].detail)), words=t) == "1"
    st.session_state["_details"] = on or catalogue()[asked].detail
    on = st.toggle(t("indicator.details"), key="_details")
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
    view: View, beside: View | None, at_places: Sequence[DeltaGenerator], t: Words
) -> tuple[View, View | None]:
    """Draw the time controls of the map and give the views their periods.

    at_places   where the button and the sliders go: two sliders where two periods are compared
    """
    at = view.figures.periods(view.level)
    if view.level not in MAPPED or not at:
        return view, beside
    play, first, *second = at_places
    _step(at)
    with first:
        period = periods.choose("period", view.figures, view.level, t("period.label"), t)
    with play:
        if len(at) > 1:
            _play(at, period, t)
    view = replace(view, period=period)
    if beside is None:
        return view, None
    if second:
        with second[0]:
            second_period = periods.choose("period2", view.figures, view.level, t("map.second_period"), t)
            return view, replace(beside, period=second_period)
    # The same period where the second indicator has it, else its own default: the title above its map says which.
    theirs = beside.figures.periods(beside.level)
    return view, replace(beside, period=period if period in theirs else beside.figures.best_period(beside.level))


def is_playing() -> bool:
    """Whether the periods are being walked through."""
    return bool(st.session_state.get("playing"))


def _play(at: list[str], period: str, t: Words) -> None:
    """A button that walks through the periods, one a step, until it is pressed again or the end is reached."""
    if st.button(t("period.pause") if is_playing() else t("period.play"), key="play", width="stretch"):
        st.session_state["playing"] = not is_playing()
        st.session_state["stepped"] = time.monotonic()
        if is_playing() and period == at[-1]:
            url_state.set_query(period=at[0])
        # The whole page: only then is the clock of the part below it set or stopped.
        st.rerun()


def _step(at: list[str]) -> None:
    """While playing, take the next period if it is time; a run for another reason does not count as a step."""
    if not is_playing() or time.monotonic() - st.session_state.get("stepped", 0.0) < SECONDS_A_STEP * 0.8:
        return
    st.session_state["stepped"] = time.monotonic()
    now = str(st.session_state.get("chosen.period", at[0]))
    place = at.index(now) + 1 if now in at else 0
    if place < len(at):
        url_state.set_query(period=at[place])
    else:
        st.session_state["playing"] = False
        st.rerun()
