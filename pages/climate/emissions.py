"""Verified emissions of installations under the EU ETS: on the map, the largest, and over the years."""

import streamlit as st

from i18n.translator import Words
from loaders.datasets.places import SIX
from loaders.datasets.port import ALL_FOUND
from pages.climate import emission_exhibits as exhibits
from pages.climate.emission_exhibits import ALL
from shell import components, map_component, port_data, url_state
from shell.widgets import choose, choose_milestones


def overview(t: Words) -> None:
    """The map of a year, and the largest installations of that year with their share."""
    left, right = st.columns([5, 7], vertical_alignment="bottom", gap="medium")
    with left:
        choices = choose(exhibits.year_choice(), label=t("period.label"), words=t, widget=st.select_slider)
    with right:
        choices |= _choose_count(t)
    year_map = exhibits.year_map(choices, t)
    components.subheading(t("climate.map_title", year=choices["year"]))
    components.key_message(year_map.message)
    clicked = map_component.show_map(year_map)
    if clicked in SIX:
        url_state.set_query(municipality=clicked, climate="years")
        st.rerun()
    components.show_with_heading(exhibits.largest_installations(choices, t))
    components.note(
        t("observed.sides"),
        t("climate.covers", year=port_data.read_table("emissions")["year"].max()),
        t("climate.steel"),
        t("climate.address"),
        t("climate.accounts") if choices["count"] == "account" and int(choices["year"]) > ALL_FOUND else "",
        t("climate.covid") if choices["year"] == "2020" else "",
    )


def _choose_count(t: Words) -> dict[str, str]:
    choice = exhibits.count_choice(t)
    return choose(choice, label=t("climate.count"), words=t, widget=st.segmented_control, required=True)


def over_years(t: Words) -> None:
    """The six municipalities, or the largest installations of one of them, over the years."""
    left, right = st.columns([6, 6], vertical_alignment="bottom", gap="medium")
    with left:
        choices = choose(exhibits.municipality_choice(t), label=t("table.place"), words=t)
    municipality = choices["municipality"]
    if municipality != ALL:
        with right:
            choices |= _choose_count(t)
    choices |= choose_milestones(t)
    components.show_with_heading(exhibits.emissions_by_year(choices, t))
    left_out = exhibits.read_course(choices, t).left_out
    components.note(
        t("climate.covers", year=port_data.read_table("emissions")["year"].max()),
        t("climate.covid"),
        # The steelworks lie in the first of the six, Ghent.
        t("climate.steel") if municipality in (ALL, SIX[0]) else "",
        t("climate.more", count=left_out) if left_out else "",
        t("climate.closed"),
        t("climate.accounts" if choices.get("count") == "account" else "climate.accounts_by_site"),
    )
    components.show_exhibit(exhibits.emissions_table(choices, t))
