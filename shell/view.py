"""What the reader is looking at on the map page: one indicator, a level and a period, and perhaps a second picture."""

import time
from dataclasses import dataclass, replace

import streamlit as st

from loaders.catalogue import catalogue, themes
from shell import choices
from shell.figures import MAPPED, Figures, by_theme, figures
from shell.words import Words

FACES = ("map", "chart", "table", "sources")
COMPARISONS = ("none", "period", "indicator")
DEFAULT = "population"
SECONDS_A_STEP = 1.4


@dataclass(frozen=True)
class View:
    """One picture: which figures, at which level and in which period."""

    figures: Figures
    level: str
    period: str


def pick(t: Words) -> tuple[View, View | None, str]:
    """Draw the controls above the picture; gives the view, the one beside it if asked for, and the face."""
    grouped = by_theme(t)
    with st.container(key="controls"):
        one, two, three, four = st.columns([2, 4, 2, 2])
        asked = choices.settle("indicator", list(catalogue()), default=DEFAULT, words=t)
        names = {key: t.of(label) for key, label in themes().items() if grouped[key]}
        with one:
            theme = choices.choose("theme", names, label=t("theme.label"), words=t, default=catalogue()[asked].theme)
        with two:
            indicator = choices.choose("indicator", grouped[theme], label=t("indicator.label"), words=t)
        chosen = figures(indicator, t)
        with three:
            levels = {level: t(f"level.{level}") for level in chosen.levels or ["municipality"]}
            level = choices.choose("level", levels, label=t("level.label"), words=t)
        with four:
            ways = {key: t(f"map.compare_{key}") for key in COMPARISONS}
            compare = choices.choose("compare", ways, label=t("map.compare"), words=t)
    view = View(chosen, level, "")
    beside = None
    if compare == "indicator":
        with st.container(key="controls-second"):
            beside = _second_indicator(view, t)
    elif compare == "period":
        beside = view
    with st.container(key="controls-time"):
        left, right = st.columns([5, 7], vertical_alignment="center", gap="medium")
        with left:
            face = choices.choose(
                "face",
                {key: t(f"map.face_{key}") for key in FACES},
                label=t("map.face"),
                words=t,
                widget=st.segmented_control,
                label_visibility="collapsed",
                required=True,
            )
        # Only the map shows one period; the other faces show them all.
        if face == "map" and level in MAPPED and chosen.periods(level):
            with right:
                view, beside = _periods(view, beside, t)
    return view, beside, face


def _second_indicator(view: View, t: Words) -> View:
    """The indicator of the second map: any that has figures at this level."""
    options = {
        key: f"{t.of(themes()[indicator.theme])} · {t.of(indicator.label)}"
        for key, indicator in catalogue().items()
        if view.level in figures(key, t).levels
    }
    second = choices.choose("second", options, label=t("indicator.second"), words=t, default="house_price")
    return replace(view, figures=figures(second, t))


def _periods(view: View, beside: View | None, t: Words) -> tuple[View, View | None]:
    """Draw the time controls of the map and give the views their periods."""
    at = view.figures.periods(view.level)
    options = {period: t.period(period) for period in at}
    twice = beside is not None and beside.figures is view.figures and len(at) > 1
    play, first, second = st.columns([2, 5, 5]) if twice else (*st.columns([1, 5]), None)
    with first:
        period = _period("period", options, t("period.label"), view.figures.best_period(view.level), t)
    with play:
        if len(at) > 1:
            _play(at, period, t)
    view = replace(view, period=period)
    if beside is None:
        return view, None
    if second is not None:
        with second:
            default = view.figures.first_period(view.level)
            return view, replace(beside, period=_period("period2", options, t("map.second_period"), default, t))
    # The same period where the second indicator has it, else its own best: the title above its map says which.
    theirs = beside.figures.periods(beside.level)
    return view, replace(beside, period=period if period in theirs else beside.figures.best_period(beside.level))


def _period(key: str, options: dict[str, str], label: str, default: str, t: Words) -> str:
    """A slider over the periods; where there is only one, it is named."""
    if len(options) > 1:
        return choices.choose(key, options, label=label, words=t, default=default, widget=st.select_slider)
    only = next(iter(options))
    choices.settle(key, [only], default=only, words=t)
    choices.keep(key, only)
    return only


def _play(at: list[str], period: str, t: Words) -> None:
    """A button that walks through the periods, one a step, until it is pressed again or the end is reached."""
    playing = bool(st.session_state.get("playing"))

    def press() -> None:
        st.session_state["playing"] = not playing
        st.session_state["stepped"] = time.monotonic()
        if not playing and period == at[-1]:
            choices.put(period=at[0])

    st.button(t("period.pause") if playing else t("period.play"), key="play", on_click=press, width="stretch")
    if playing:
        _step(at, period)


@st.fragment(run_every=SECONDS_A_STEP)
def _step(at: list[str], period: str) -> None:
    """One step of playing. The first run is part of the page's own and must not step at once."""
    if time.monotonic() - st.session_state.get("stepped", 0.0) < SECONDS_A_STEP * 0.8:
        return
    place = at.index(period) + 1
    st.session_state["stepped"] = time.monotonic()
    if place >= len(at):
        st.session_state["playing"] = False
    else:
        choices.put(period=at[place])
    st.rerun()
