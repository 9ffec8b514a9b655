"""The widgets that the sections of the trajectory share: which section, and its filters."""

from collections.abc import Sequence

import streamlit as st

from i18n.translator import Words
from pages.trajectory.registers import filter_choices, first_year_choice, last_year_choice
from shell import url_state
from shell.widgets import choose


def section(keys: Sequence[str], t: Words) -> str:
    """The section that the reader chose."""
    names = {key: t(f"trajectory.section_{key}") for key in keys}
    return url_state.choose_part("section", names, label=t("trajectory.section"), words=t)


def choose_entries(t: Words) -> dict[str, str]:
    """Draw the filters of milestones and projects."""
    chosen: dict[str, str] = {}
    with st.container(key="controls"):
        columns = st.columns([4, 4, 4, 4, 4, 3, 3], vertical_alignment="bottom")
        for column, choice in zip(columns, filter_choices(t), strict=False):
            with column:
                chosen |= choose(choice, label=t(f"trajectory.filter_{choice.key}"), words=t)
        with columns[5]:
            chosen |= choose(first_year_choice(), label=t("trajectory.from"), words=t)
        with columns[6]:
            chosen |= choose(last_year_choice(chosen["from"]), label=t("trajectory.to"), words=t)
    return chosen
