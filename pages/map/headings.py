"""What stands around each view of an indicator: its heading with a badge, and why it may be compared."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from i18n.translator import Words
from pages.map.map_measures import count_uncomputed
from pages.map.measures import Measured
from pages.map.texts import title
from pages.map.views import Views
from shell import components
from shell.exhibits import figure_texts
from shell.frame import heading
from shell.indicator_data import View


def draw_heading(views: Views, t: Words, titles: Sequence[str] = (), badge: str = "") -> None:
    """The heading of the page. It names both of two views, each of which has its own badge and reason below.

    titles  of the views, where they say more than the indicator and its period
    badge   a second badge of a single view (safe HTML)
    """
    first, *second = views
    titles = titles or [title(view, t) for view in views]
    if not second:
        indicator = first.figures.indicator
        heading(titles[0], t.of(indicator.why), figure_texts.badge_html(indicator, t) + badge)
        return
    same = second[0].figures is first.figures
    heading(t("map.beside", first=titles[0], second=t.period(second[0].period) if same else titles[1]))


def introduce(view: View, views: Views, t: Words, text: str = "", badge: str = "") -> None:
    """The heading of one of two views, with its own badge; a single view has the heading of the page.

    text    in place of the indicator and its period; `badge`: a second one (safe HTML)
    """
    if len(views) > 1:
        components.subheading(text or title(view, t), figure_texts.badge_html(view.figures.indicator, t) + badge)


def uncomputed_badge(measured: Measured, view: View, t: Words) -> str:
    """For how many places of a map its measure cannot be computed (safe HTML); empty where it can for all."""
    count, every = count_uncomputed(measured, view)
    if not count:
        return ""
    text = t("map.uncomputed_badge", count=t.number(count), of=t.number(every))
    return f' <span class="badge uncomputed">{escape(text)}</span>'


def introduce_pair(views: Views, t: Words) -> None:
    """The badge of each of two indicators that one picture shows."""
    entries = [view.figures.indicator for view in views]
    badges = (f"{figure_texts.badge_html(entry, t)} {escape(t.of(entry.label))}" for entry in entries)
    st.html(f'<p class="note">{"&emsp;".join(badges)}</p>')


def reasons_of_pair(views: Views, t: Words) -> list[str]:
    """Why the figures of each of two indicators may or may not be compared, each after its name."""
    entries = [view.figures.indicator for view in views]
    return [f"{t.of(entry.label)}: {t.of(entry.why)}" for entry in entries]


def reason(view: View, views: Views, t: Words) -> str:
    """Why the figures of this view may or may not be compared; empty for a single view, whose page says it."""
    return t.of(view.figures.indicator.why) if len(views) > 1 else ""
