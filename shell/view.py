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
        names = {key: t.of(label) for key, label in themes().items() if key in grouped}
        with one:
            # The theme follows the indicator of the link; choosing a theme opens its first indicator.
            theme = choices.choose("theme", names, label=t("theme.label"), words=t, default=catalogue()[asked].theme)
        with two:
            indicator = choices.choose(
                "indicator",
                grouped[theme],
                label=t("indicator.label"),
                words=t,
                default=DEFAULT if DEFAULT in grouped[theme] else None,
            )
        chosen = figures(indicator, t)
        with three:
            level = _level(chosen, t)
        with four:
            compare = choices.choose(
                "compare",
                {key: t(f"map.compare_{key}") for key in COMPARISONS},
                label=t("map.compare"),
                words=t,
            )
        face = choices.choose(
            "face",
            {key: t(f"map.face_{key}") for key in FACES},
            label=t("map.face"),
            words=t,
            widget=st.segmented_control,
            label_visibility="collapsed",
            required=True,
        )
    view = View(chosen, level, "")
    beside = _second_indicator(view, t) if compare == "indicator" else view if compare == "period" else None
    return view, beside, face


def _level(chosen: Figures, t: Words) -> str:
    levels = {level: t(f"level.{level}") for level in chosen.levels}
    return choices.choose("level", levels or {"municipality": t("level.municipality")}, label=t("level.label"), words=t)


def _second_indicator(view: View, t: Words) -> View:
    """The indicator of the second map: any that has figures at this level."""
    options = {
        key: f"{t.of(themes()[indicator.theme])} · {t.of(indicator.label)}"
        for key, indicator in catalogue().items()
        if view.level in figures(key, t).levels
    }
    with st.container(key="controls-second"):
        second = choices.choose("second", options, label=t("indicator.second"), words=t, default="house_price")
    return replace(view, figures=figures(second, t))


def periods(view: View, beside: View | None, face: str, t: Words) -> tuple[View, View | None]:
    """Draw the time control under the map and give the views their periods; the other faces show all periods."""
    at = view.figures.periods(view.level)
    if face != "map" or view.level not in MAPPED or not at:
        return view, beside
    options = {period: t.period(period) for period in at}
    default = view.figures.best_period(view.level)
    if len(at) == 1:
        choices.keep("period", at[0])
        period = at[0]
    else:
        left, right = st.columns([1, 7], vertical_alignment="bottom")
        with right:
            period = choices.choose(
                "period", options, label=t("period.label"), words=t, default=default, widget=st.select_slider
            )
        with left:
            _play(at, period, t)
    view = replace(view, period=period)
    if beside is None:
        return view, None
    if beside.figures is view.figures:
        second = period
        if len(at) > 1:
            second = choices.choose(
                "period2",
                options,
                label=t("map.second_period"),
                words=t,
                default=view.figures.first_period(view.level),
                widget=st.select_slider,
            )
        return view, replace(beside, period=second)
    theirs = beside.figures.periods(beside.level)
    # The same period where the second indicator has it, else its own best: the title above it says which.
    own = period if period in theirs else beside.figures.best_period(beside.level)
    return view, replace(beside, period=own)


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
