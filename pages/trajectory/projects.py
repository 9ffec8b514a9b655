"""Projects: how many by status, over time with uncertain ends, on the map, as a table, and the money by fund."""

import pandas as pd
import streamlit as st

from i18n.translator import Words
from pages.trajectory import phone_list
from pages.trajectory import project_exhibits as exhibits
from pages.trajectory.entry_details import format_entry
from pages.trajectory.entry_files import entry_downloads
from pages.trajectory.filters import choose_entries
from pages.trajectory.registers import projects
from shell import components, map_component, plain_text, url_state
from shell.briefing import collect
from shell.exhibits import NoFiguresError
from shell.exhibits.choices import Choices
from shell.widgets import choose


def show(t: Words) -> None:
    """The whole section, its filters included."""
    choices = choose_entries(t)
    choices |= choose(exhibits.state_choice(t), label=t("trajectory.state"), words=t)
    try:
        rows = exhibits.chosen_projects(choices, t)
    except NoFiguresError as error:
        plain_text.info(str(error))
        return
    components.note(t("trajectory.counted_projects", count=t.number(len(rows)), all=t.number(len(projects(t)))))
    components.show_exhibit(exhibits.counts_table(choices, t))
    components.note(t("trajectory.stream_ours"))
    components.subheading(t("trajectory.gantt"))
    with st.container(key="gantt-frame"):
        components.show_exhibit(exhibits.projects_over_time(choices, t))
    phone_list.projects(rows, exhibits.status_names(t), t)
    _one(rows, choices, t)
    components.subheading(t("money.title"))
    components.show_exhibit(exhibits.money_table(choices, t), words=True)
    without = int(rows.budget_eur.isna().sum())
    counted = t("money.counted", without=t.number(without), all=t.number(len(rows))) if without else ""
    components.note(counted or t("money.counted_all"), t("money.note"))
    _table(rows, choices, t)


def _one(rows: pd.DataFrame, choices: dict[str, str], t: Words) -> None:
    """One project in full, beside the map of those that have a place."""
    left, right = st.columns([4, 7], gap="medium")
    with left:
        choices |= choose(exhibits.project_choice(rows), label=t("trajectory.project"), words=t)
        _details(choices, t)
    with right:
        _map(rows, choices, t)


def _details(choices: Choices, t: Words) -> None:
    """What is known of a project, with its sources."""
    row = exhibits.chosen_project(choices, t)
    st.html(format_entry("projects", row, row["name"], exhibits.project_facts(row, t), t))
    collect.offer(exhibits.project_story(choices, t))


def _map(rows: pd.DataFrame, choices: Choices, t: Words) -> None:
    placed = int(rows.x.notna().sum())
    components.note(t("trajectory.map_note", placed=t.number(placed), all=t.number(len(rows))))
    if not placed:
        return
    clicked = map_component.show_map(exhibits.project_map(choices, t))
    if clicked and clicked.removeprefix("at-") in set(rows["key"]):
        url_state.set_query(project=clicked.removeprefix("at-"))
        st.rerun()


def _table(rows: pd.DataFrame, choices: Choices, t: Words) -> None:
    """Every project of the selection as files, and as a table that is drawn only on request."""
    entry_downloads("projects", list(rows["key"]), t)
    if st.toggle(t("trajectory.as_table"), key="projects-table"):
        components.show_exhibit(exhibits.projects_table(choices, t), words=True)
