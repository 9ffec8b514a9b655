"""What a reader may do where few places have a figure: the year with most of them, or a complete indicator."""

import streamlit as st

from i18n.translator import Words
from loaders.datasets.coverage import MOST
from pages.map.views import PERIOD
from shell import components, url_state
from shell.indicator_data import ALL_MUNICIPALITIES, View, place_level
from shell.indicator_lists import label_with_coverage, nearest_complete


def offer_complete(view: View, t: Words) -> None:
    """Say that few municipalities have a figure, with buttons to the year and the indicator that have more."""
    if not (text := _describe_gap(view, t)):
        return
    components.note(text)
    offers = _offers(view, t)
    for column, (name, (label, choices)) in zip(st.columns(2), offers.items(), strict=False):
        with column:
            if st.button(label, key=f"offer-{name}"):
                url_state.set_query(**choices)
                # The whole page: the lists of indicators are above this part of it.
                st.rerun()


def is_sparse(view: View) -> bool:
    """Whether one of the six, or more than a few of all municipalities, has no figure in the shown or best period."""
    return _count(view) < (MOST if view.level == ALL_MUNICIPALITIES else len(view.figures.expected(view.level)))


def _describe_gap(view: View, t: Words) -> str:
    data = view.figures
    if place_level(view.level) != "municipality":
        with_towns = any(place_level(level) == "municipality" for level in data.levels)
        return "" if with_towns or not nearest_complete(data.indicator.key) else t("map.not_by_municipality")
    if not data.levels or not is_sparse(view):
        return ""
    count, of = t.number(_count(view)), t.number(len(data.expected(view.level)))
    return t("map.few", period=t.period(_period(view)), count=count, of=of)


def _offers(view: View, t: Words) -> dict[str, tuple[str, dict[str, str]]]:
    """Label and choices of each button: by name."""
    data, level, offers = view.figures, view.level, {}
    best = data.best_period(level)
    most = len(data.places(level)[best])
    if view.period and most > _count(view):
        of = t.number(len(data.expected(level)))
        label = t("map.offer_period", period=t.period(best), count=t.number(most), of=of)
        offers["period"] = label, {PERIOD: best}
    other = nearest_complete(data.indicator.key)
    if other and (place_level(level) != "municipality" or most < len(data.expected(level))):
        label = t("map.offer_indicator", label=label_with_coverage(other, t))
        offers["indicator"] = label, {"indicator": other}
    return offers


def _period(view: View) -> str:
    return view.period or view.figures.best_period(view.level)


def _count(view: View) -> int:
    return len(view.figures.places(view.level).get(_period(view), ()))
