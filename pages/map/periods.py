"""Which period the map shows: its slider, the default of each indicator, and what becomes of a picked one.

A period that is not the default of its indicator was picked, by hand or by a link. It stays with another indicator
that has it for as many places as its own default; else that default is shown, and the page says so. A period in a
link is always honoured, and so is the one in the address that the browser goes back to.
"""

from collections.abc import Mapping
from typing import NamedTuple

import streamlit as st

from i18n.translator import Words
from shell import stale_input, url_state
from shell.indicator_data import MAPPED, Figures

KEYS = ("period", "period2")
# What was shown last, and which picked periods it could not keep; in the session.
SHOWN, DROPPED = "periods.shown", "periods.dropped"


class Shown(NamedTuple):
    """An indicator at a level, and the default of each slider."""

    indicator: str
    level: str
    defaults: Mapping[str, str]


def follow(found: Figures, level: str, *, linked: bool) -> None:
    """Before the sliders are drawn: settle their periods where the indicator or the level is another one than before.

    linked  the indicator or the level comes from the address, so that the period there was chosen for it
    """
    if level not in MAPPED or not found.periods(level):
        return
    now = Shown(found.indicator.key, level, defaults(found, level))
    before: Shown | None = st.session_state.get(SHOWN)
    st.session_state[SHOWN] = now
    if before is None or before[:2] == now[:2]:
        return
    dropped = st.session_state[DROPPED] = {}
    for key, default in now.defaults.items():
        in_address = st.query_params.get(key)
        if url_state.new_from_url(key) is not None:
            continue  # a slider takes from the address what is new there
        if linked and in_address in found.periods(level):
            url_state.set_query(**{key: str(in_address)})
            continue
        held = _held(key)
        picked = held is not None and held != before.defaults.get(key)
        if not picked or not _serves(held, default, found, level):
            _replace(key, held, default)
            if picked and held != default:
                dropped[key] = str(held)


def defaults(found: Figures, level: str) -> dict[str, str]:
    """The period of each slider where the reader chose none."""
    return dict(zip(KEYS, (found.best_period(level), found.first_period(level)), strict=True))


def choose(key: str, found: Figures, level: str, label: str, t: Words) -> str:
    """A slider over the periods; where there is only one, there is nothing to choose."""
    options = {period: t.period(period) for period in found.periods(level)}
    default = defaults(found, level)[key]
    if len(options) > 1:
        held = _held(key)
        if url_state.new_from_url(key) is None and held in options and held != st.session_state.get(f"_{key}", held):
            # A message that crossed our answer holds the period of the indicator before.
            url_state.set_query(**{key: held})
        return url_state.choose(key, options, label=label, words=t, default=default, widget=st.select_slider)
    only = next(iter(options))
    url_state.resolve(key, [only], default=only, words=t)
    url_state.remember(key, only)
    return only


def explain_replaced_period(key: str, found: Figures, level: str, period: str, t: Words) -> str:
    """That the default replaced a period which the reader had picked; empty where it did not."""
    held: dict[str, str] = st.session_state.get(DROPPED, {})
    if period != defaults(found, level)[key]:
        held.pop(key, None)
    return t("period.dropped", picked=t.period(held[key]), shown=t.period(period)) if key in held else ""


def explain_newer_period(found: Figures, level: str, period: str, t: Words) -> str:
    """That the default is not the newest period, which has fewer places; empty where it is."""
    newest = found.newest_period(level)
    if period != found.best_period(level) or newest <= period:
        return ""
    count, of = len(found.places(level)[newest]), len(found.expected(level))
    return t("period.newer", period=t.period(newest), count=t.number(count), of=t.number(of))


def _serves(period: str | None, default: str, found: Figures, level: str) -> bool:
    """Whether a period has a figure for as many places as the default has."""
    at = found.comparable_places(level)
    return period is not None and period in at and len(at[period]) >= len(at[default])


def _held(key: str) -> str | None:
    """The period a slider holds; not what a message still holds that crossed our last answer."""
    shown, kept = st.session_state.get(f"_{key}"), st.session_state.get(f"chosen.{key}")
    held = kept if shown is None or stale_input.is_stale(f"_{key}", shown) else shown
    return None if held is None else str(held)


def _replace(key: str, held: str | None, period: str) -> None:
    stale_input.remember(f"_{key}", held)
    url_state.set_query(**{key: period})
