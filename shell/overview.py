"""What the home page shows beside its key figures: a map that leads on, and where to go next."""

from html import escape

import streamlit as st

from shell import collect, picture
from shell.draw import badge, comparability, note, source_line
from shell.figures import figures
from shell.frame import link
from shell.view import View
from shell.words import Words

READERS = {"partner": "map", "planner": "scenarios", "presenter": "meeting"}


def leading_map(t: Words) -> None:
    """Population by municipality, and the way to every other map."""
    found = figures("population", t)
    view = View(found, "municipality", found.best_period("municipality"))
    title = t("home.map_title", period=t.period(view.period))
    st.html(f'<h2 class="part">{escape(title)} {badge(found.indicator, t)}</h2>')
    collect.compared(comparability(found.indicator, t))
    picture.draw_map(view, side=0, scale=[found], t=t, height=360, attributed=True)
    collect.compared("")
    note(source_line(found.at(view.level, view.period), found.indicator, t))
    link("map", f"→ {t('home.to_map')}")


def readers(t: Words) -> None:
    """Where each of the three kinds of reader goes next."""
    for reader, page in READERS.items():
        with st.container(border=True, gap="xxsmall"):
            st.html(
                f'<h3 class="reader">{escape(t(f"home.{reader}"))}</h3>'
                f'<p class="note">{escape(t(f"home.{reader}_text"))}</p>'
            )
            link(page, f"→ {t(f'home.{reader}_link')}")
