"""Every dataset and indicator with its card, its coverage, and whether it may be compared across the border."""

import streamlit as st

from shell import register
from shell.choices import choose
from shell.frame import heading, words

t = words()
heading(t("data.title"), t("data.lead"))
register.counts(t)
parts = {key: t(f"data.{key}") for key in register.PARTS}
part = choose(
    "part",
    parts,
    label=t("data.section"),
    words=t,
    widget=st.segmented_control,
    label_visibility="collapsed",
    required=True,
)
register.PARTS[part](t)
