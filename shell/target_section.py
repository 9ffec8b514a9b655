"""The section of a target, on the pages on port and climate: a choice, the chart, and what it may be compared with."""

import streamlit as st

from i18n.translator import Words
from shell import components
from shell.exhibits.target_path import measure_target, target_chart, target_choice
from shell.widgets import choose, choose_milestones


def show(page: str, t: Words) -> None:
    """A target of the page with the measured years beside it, and how far they are from it."""
    choices = choose(target_choice(page, t), label=t("target.label"), words=t)
    above = st.container()
    choices |= choose_milestones(t)
    exhibit = target_chart(page)(choices, t)
    with above:
        components.subheading(exhibit.title)
        components.key_message(exhibit.message)
    components.show_exhibit(exhibit)
    row = measure_target(choices["target"]).row
    compared = f"{t('target.compared_' + row['comparable'])} {row[f'why_{t.language}']}"
    components.note(compared, t("target.even"), t("climate.covid") if page == "climate" else "")
