"""What stands around each view of an indicator: its heading with a badge, and why it may be compared."""

from html import escape

import streamlit as st

from i18n.translator import Words
from pages.map.texts import title
from pages.map.views import Views
from shell import components
from shell.exhibits import figure_texts
from shell.frame import heading
from shell.indicator_data import View


def draw_heading(views: Views, t: Words) -> None:
    """The heading of the page. It names both of two views, each of which has its own badge and reason below."""
    first, *second = views
    if not second:
        indicator = first.figures.indicator
        heading(title(first, t), t.of(indicator.why), figure_texts.badge_html(indicator, t))
        return
    same = second[0].figures is first.figures
    heading(t("map.beside", first=title(first, t), second=t.period(second[0].period) if same else title(second[0], t)))


def introduce(view: View, views: Views, t: Words) -> None:
    """The heading of one of two views, with its own badge; a single view has the heading of the page."""
    if len(views) > 1:
        components.subheading(title(view, t), figure_texts.badge_html(view.figures.indicator, t))


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
