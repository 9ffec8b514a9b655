"""What the home page shows: key figures, a map, the largest changes, links for each kind of reader."""

from contextlib import suppress
from html import escape

import streamlit as st

from i18n.translator import Words
from loaders.errors import DatasetError
from pages.home import key_figures, largest_changes, leading_map
from shell import map_component
from shell.briefing import collect
from shell.components import note, subheading
from shell.exhibits import NoFiguresError, version_changes
from shell.exhibits.figure_texts import badge_html
from shell.frame import link

READERS = {"partner": "map", "planner": "scenarios", "presenter": "meeting"}


def show(t: Words) -> None:
    """The district in one screen: key figures, map, links for each kind of reader, the largest changes."""
    show_key_figures(t)
    left, right = st.columns([8, 4], gap="medium")
    with left:
        show_map(t)
    with right:
        subheading(t("home.next"))
        links_by_reader(t)
        note(t("home.what"))
        link_changes(t)
    show_changes(t)


def show_key_figures(t: Words) -> None:
    """Six cards; each leads to the page where its figure comes from."""
    st.html(key_figures.cards_html(t.language))
    collect.offer(key_figures.table({}, t))


def show_changes(t: Words) -> None:
    """The three largest changes of the last year, and what counts as one."""
    subheading(t("home.changes"))
    cards = largest_changes.cards_html(t)
    if not cards:
        note(t("home.changes_none"))
        return
    st.html(cards)
    note(largest_changes.rule(t))
    collect.offer(largest_changes.table({}, t))


def show_map(t: Words) -> None:
    """Population by municipality, and a link to every other map."""
    view, exhibit = leading_map.view(t), leading_map.leading_map({}, t)
    title = t("home.map_title", period=t.period(view.period))
    st.html(f'<h2 class="part">{escape(title)} {badge_html(view.figures.indicator, t)}</h2>')
    map_component.open_profile(map_component.show_map(exhibit))
    note(exhibit.source)
    link("map", f"→ {t('home.to_map')}")


def link_changes(t: Words) -> None:
    """A link to what is new, with since when and how many new figures; nothing where no version can be read."""
    with suppress(NoFiguresError, DatasetError):
        version = version_changes.newest_other(t)
        count = version_changes.count_new(version)
        label = t("since.home", moment=version_changes.describe_moment(version, t), count=t.number(count))
        link("changes", f"→ {label}", since=version.key)


def links_by_reader(t: Words) -> None:
    """For each of the three kinds of reader a link to their page."""
    for reader, page in READERS.items():
        with st.container(border=True, gap="xxsmall"):
            st.html(
                f'<h3 class="reader">{escape(t(f"home.{reader}"))}</h3>'
                f'<p class="note">{escape(t(f"home.{reader}_text"))}</p>'
            )
            link(page, f"→ {t(f'home.{reader}_link')}")
