"""The sheet with the profile: a choice of two municipalities, ten key figures, and all themes."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from i18n.translator import Words
from pages.place import fact_sheet, key_figure_exhibits, missing, profile_exhibits
from shell import components, url_state
from shell.briefing import collect
from shell.exhibits import NoFiguresError
from shell.frame import heading, set_tab_title
from shell.indicator_data import areas
from shell.peers.groups import place_choice
from shell.peers.municipal_values import province_of
from shell.widgets import choose

PROFILE, PEERS = "profile", "peers"


def choose_sheet(t: Words) -> str:
    """Whether the reader wants the profile, or the municipality beside a group."""
    names = {sheet: t(f"place.sheet_{sheet}") for sheet in (PROFILE, PEERS)}
    return url_state.choose_part("sheet", names, label=t("place.sheet"), words=t)


def show(t: Words) -> None:
    """The whole sheet."""
    choices = _choose_places(t)
    place, other = profile_exhibits.chosen_places(choices, t)
    title = t("place.title", name=place["name"])
    set_tab_title(title, t)
    heading(title, t("place.lead", name=place["name"], other=other["name"]))
    _facts(place, t)
    # Above the figures: a list of files that opens at the foot of the page has no room on the screen.
    fact_sheet.offer(str(place.name), t)
    _key_figures(choices, t)
    _tables(choices, t)


def _choose_places(t: Words) -> dict[str, str]:
    """The municipality of the profile, the one beside it, and which indicators the profile has."""
    with st.container(key="controls"):
        one, two, three, _ = st.columns([2, 2, 2, 2])
        with one:
            choices = choose(place_choice(t), label=t("place.choose"), words=t)
        with two:
            choices |= choose(profile_exhibits.other_choice(choices["place"], t), label=t("place.other"), words=t)
        if profile_exhibits.has_more():
            with three:
                choices |= choose(profile_exhibits.extent_choice(t), label=t("place.extent"), words=t)
    return choices


def _facts(place: pd.Series, t: Words) -> None:
    """Codes and official area."""
    total, land = place.area_total_km2, place.area_land_km2
    size = ""
    if pd.notna(total):
        size = t("place.area_total", total=t.number(total, 1))
        if pd.notna(land):
            size = t("place.area", total=t.number(total, 1), land=t.number(land, 1))
    province = province_of(str(place.name))
    # Of East Flanders only the NUTS 3 areas that the district lies in are in the data.
    if place.parent == province:
        name = areas(t.language).loc[province, "name"]
        codes = t("place.code_and_province", kind=place.code_kind, code=place.code, province=name)
    else:
        codes = t("place.codes", kind=place.code_kind, code=place.code, nuts=place.parent)
    components.note(f"{codes} · {size}" if size else codes)


def _key_figures(choices: Mapping[str, str], t: Words) -> None:
    """The ten figures, or a sentence where the place has none of them."""
    try:
        exhibit = key_figure_exhibits.key_figures(choices, t)
    except NoFiguresError as error:
        components.note(str(error))
        return
    st.html(key_figure_exhibits.key_figures_html(choices["place"], choices["other"], t.language))
    components.note(exhibit.source)
    collect.offer(exhibit)


def _tables(choices: dict[str, str], t: Words) -> None:
    """One table per theme: the place, the district, the other place, and a small chart of the place."""
    extent = profile_exhibits.extent_choice(t).of(choices)
    place, other = choices["place"], choices["other"]
    st.html(profile_exhibits.profile_html(place, other, t.language, extent))
    keys = [key for keys in profile_exhibits.keys_by_theme(extent, t).values() for key in keys]
    components.note(*missing.describe_missing(keys, place, other, t))
    sources = profile_exhibits.list_sources(place, other, t.language, extent)
    components.note(" ".join(sources), profile_exhibits.describe_signs(*profile_exhibits.chosen_places(choices, t), t))
    collect.offer(profile_exhibits.profile(choices, t))
