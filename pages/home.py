"""The district in one screen: what it is, six figures, a map that leads on, and where to go next."""

import streamlit as st

from shell import overview
from shell.draw import note, part
from shell.frame import heading, link, words

t = words()
heading(t("home.title"), t("home.lead"))
left, right = st.columns([5, 8], gap="medium")
with left:
    part(t("home.figures"))
    overview.key_figures(t)
    note(t("home.what"))
with right:
    overview.leading_map(t)
part(t("home.next"))
for column, (reader, page) in zip(st.columns(3), overview.READERS.items(), strict=True):
    with column, st.container(border=True, height="stretch"):
        st.html(f"<h3>{t(f'home.{reader}')}</h3>")
        note(t(f"home.{reader}_text"))
        link(page, t(f"home.{reader}_link"))
