"""The section of the page: a choice of two municipalities, and the profile of the first beside the second."""

import pandas as pd
import streamlit as st

from i18n.translator import Words
from pages.place import profile_exhibits
from shell import components
from shell.briefing import collect
from shell.widgets import choose


def choose_places(t: Words) -> dict[str, str]:
    """The municipality of the profile, the one beside it, and which indicators the profile has."""
    with st.container(key="controls"):
        one, two, three, _ = st.columns([2, 2, 2, 2])
        with one:
            choices = choose(profile_exhibits.place_choice(t), label=t("place.choose"), words=t)
        with two:
            choices |= choose(profile_exhibits.other_choice(choices["place"], t), label=t("place.other"), words=t)
        if profile_exhibits.has_more():
            with three:
                choices |= choose(profile_exhibits.extent_choice(t), label=t("place.extent"), words=t)
    return choices


def facts(place: pd.Series, t: Words) -> None:
    """Codes, official area, and how sure the shape on the map is."""
    total, land = place.area_total_km2, place.area_land_km2
    size = ""
    if pd.notna(total):
        size = t("place.area_total", total=t.number(total, 1))
        if pd.notna(land):
            size = t("place.area", total=t.number(total, 1), land=t.number(land, 1))
    codes = t("place.codes", kind=place.code_kind, code=place.code, nuts=place.parent)
    components.note(f"{codes} · {size}" if size else codes)


def tables(choices: dict[str, str], t: Words) -> None:
    """One table per theme: the place, the district, the other place, and a small chart of the place."""
    extent = profile_exhibits.extent_choice(t).of(choices)
    st.html(profile_exhibits.profile_html(choices["place"], choices["other"], t.language, extent))
    sources = profile_exhibits.list_sources(choices["place"], choices["other"], t.language, extent)
    components.note(" ".join(sources), profile_exhibits.describe_signs(*profile_exhibits.chosen_places(choices, t), t))
    collect.offer(profile_exhibits.profile(choices, t))
