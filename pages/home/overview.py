"""What the home page shows beside its key figures: a map, and links to the page for each kind of reader."""

from html import escape

import streamlit as st

from i18n.translator import Words
from shell import map_component
from shell.briefing import collect
from shell.components import badge_html, comparability, note, source_line
from shell.frame import link
from shell.indicator_data import View, figures

READERS = {"partner": "map", "planner": "scenarios", "presenter": "meeting"}


def leading_map(t: Words) -> None:
    """Population by municipality, and a link to every other map."""
    data = figures("population", t)
    view = View(data, "municipality", data.best_period("municipality"))
    title = t("home.map_title", period=t.period(view.period))
    st.html(f'<h2 class="part">{escape(title)} {badge_html(data.indicator, t)}</h2>')
    collect.set_comparability(comparability(data.indicator, t))
    map_component.draw_map(view, side=0, scale=[data], t=t, height=360, attributed=True)
    collect.set_comparability("")
    note(source_line(data.at(view.level, view.period), data.indicator, t))
    link("map", f"→ {t('home.to_map')}")


def links_by_reader(t: Words) -> None:
    """For each of the three kinds of reader a link to their page."""
    for reader, page in READERS.items():
        with st.container(border=True, gap="xxsmall"):
            st.html(
                f'<h3 class="reader">{escape(t(f"home.{reader}"))}</h3>'
                f'<p class="note">{escape(t(f"home.{reader}_text"))}</p>'
            )
            link(page, f"→ {t(f'home.{reader}_link')}")
