"""The place that stands out on the map: a click picks it, and a line below says where it stands among others."""

from collections.abc import Callable

import streamlit as st

from i18n.translator import Words
from pages.map import table_exhibits
from pages.map.chart_choices import NONE, focus_choice, read_focus
from pages.map.measures import LEVEL, Measured, compute_measure
from pages.map.ranks import describe_rank
from pages.map.views import Views
from shell import components, map_component, plain_text, url_state
from shell.exhibits import NoFiguresError, map_descriptions
from shell.exhibits.choices import Choices
from shell.indicator_data import View


def pick_place(view: View, t: Words) -> Callable[[str], None]:
    """What a click on a map does: the place, which the map has marked already, stands out in chart and table too."""

    def pick(clicked: str) -> None:
        if clicked in focus_choice(view.figures, view.level, t).options:
            url_state.set_query(focus=clicked)

    return pick


def describe_focus(views: Views, choices: Choices, t: Words, measured: Measured | None = None) -> None:
    """Below the maps: the rank of the place that stands out with a way to its profile, and what two periods differ.

    measured    what the first map shows, where that is not the figures themselves
    """
    first = views[0]
    if choices.get("compare") == "period" and len(views) > 1:
        try:
            components.note(table_exhibits.describe_difference(choices, t))
        except NoFiguresError as error:
            components.note(str(error))
    if not (focus := read_focus(choices, first.figures, first.level, t)):
        return
    measured = measured or compute_measure(first.figures.indicator.key, LEVEL, "", t.language)
    with st.container(horizontal=True, vertical_alignment="center", key="focus"):
        if text := describe_rank(focus, measured, first.figures.indicator, first.level, first.period, t):
            components.note(text)
        if map_component.has_profile(focus):
            name = map_descriptions.place_names(t)[focus]
            if st.button(plain_text.escape_markdown(t("explore.profile", place=name)), key="open-profile"):
                map_component.open_profile(focus)
        label, keep = t("explore.focus_clear"), url_state.set_query
        st.button(label, key="clear-focus", type="tertiary", on_click=keep, kwargs={"focus": NONE})
