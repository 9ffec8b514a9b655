"""The district in one screen: what it is, six key figures, a map, the largest changes, and links."""

import streamlit as st

from pages.home import overview
from shell.components import note, subheading
from shell.frame import heading, words

t = words()
heading(t("home.title"), t("home.lead"))
overview.show_key_figures(t)
left, right = st.columns([8, 4], gap="medium")
with left:
    overview.show_map(t)
with right:
    subheading(t("home.next"))
    overview.links_by_reader(t)
    note(t("home.what"))
    overview.link_changes(t)
overview.show_changes(t)
