"""Which period the map shows: its slider, the default of each indicator, and when a picked period is kept.

A period that is not the default of its indicator was picked, by hand or by a link. It stays with another indicator
that has it for as many places as its own default; else that default is shown, and the page says so. A period in a
link is always honoured, and so is the one in the address that the browser goes back to.
"""

from collections.abc import Mapping
from typing import NamedTuple

import streamlit as st

from i18n.translator import Words
from pages.map.views import PERIOD, SECOND_PERIOD, default_periods, period_choice
from shell import url_state, widgets
from shell.indicator_data import MAPPED, Figures

KEYS = (PERIOD, SECOND_PERIOD)
# Session keys: what was shown last, and which picked periods could not be kept.
SHOWN, DROPPED = "periods.shown", "periods.dropped"


class Shown(NamedTuple):
    """An indicator at a level, and the default of each slider."""

    indicator: str
    level: str
    defaults: Mapping[str, str]


def follow(data: Figures, level: str) -> None:
    """Before the sliders are drawn: set their periods where the indicator or the level has changed."""
    if level not in MAPPED or not data.periods(level):
        return
    now = Shown(data.indicator.key, level, default_periods(data, level))
    before: Shown | None = st.session_state.get(SHOWN)
    st.session_state[SHOWN] = now
    if before is None or before[:2] == now[:2]:
        return
    dropped = st.session_state[DROPPED] = {}
    for key, default in now.defaults.items():
        if url_state.is_linked(key):
            continue  # the slider takes the period of the address, which was chosen for this indicator
        current = url_state.current_choice(key)
        picked = current is not None and current != before.defaults.get(key)
        if not picked or not _serves(current, default, data, level):
            url_state.set_query(**{key: default})
            if picked and current != default:
                dropped[key] = str(current)


def choose(key: str, data: Figures, level: str, label: str, t: Words) -> dict[str, str]:
    """A slider over the periods; without one where there is only one period. Returns the chosen period, by `key`."""
    choice = period_choice(key, data, level, t)
    if len(choice.options) > 1:
        return widgets.choose(choice, label=label, words=t, widget=st.select_slider)
    only = next(iter(choice.options))
    url_state.resolve(key, [only], default=only, words=t, label=label)
    url_state.remember(key, only)
    return {key: only}


def explain_replaced_period(key: str, data: Figures, level: str, period: str, t: Words) -> str:
    """A sentence that the default replaced a period the reader had picked; empty where it did not."""
    dropped: dict[str, str] = st.session_state.get(DROPPED, {})
    if period != default_periods(data, level)[key]:
        dropped.pop(key, None)
    return t("period.dropped", picked=t.period(dropped[key]), shown=t.period(period)) if key in dropped else ""


def explain_newer_period(data: Figures, level: str, period: str, t: Words) -> str:
    """A sentence that the default is not the newest period, which has fewer places; empty where it is."""
    newest = data.newest_period(level)
    if period != data.best_period(level) or newest <= period:
        return ""
    count, expected = len(data.places(level)[newest]), len(data.expected(level))
    return t("period.newer", period=t.period(newest), count=t.number(count), of=t.number(expected))


def _serves(period: str | None, default: str, data: Figures, level: str) -> bool:
    """Whether a period has a figure for as many places as the default has."""
    places = data.comparable_places(level)
    return period is not None and period in places and len(places[period]) >= len(places[default])
