"""What is being done about emissions: projects by stage and status, and what companies state."""

import streamlit as st

from i18n.translator import Words
from pages.climate import project_exhibits as exhibits
from shell import components, plain_text, tables
from shell.exhibits import NoFiguresError
from shell.widgets import choose


def projects(t: Words) -> None:
    """Every project with its newest dated step, by theme and stage."""
    left, right = st.columns([6, 6], vertical_alignment="bottom", gap="medium")
    with left:
        choices = choose(exhibits.theme_choice(t), label=t("theme.label"), words=t)
    with right:
        choices |= choose(exhibits.stage_choice(t), label=t("climate.stage"), words=t)
    try:
        components.show_with_heading(exhibits.projects_table(choices, t), words=True, headed=True)
    except NoFiguresError as error:
        components.subheading(t("climate.projects_title"))
        plain_text.info(str(error))
    components.note(t("climate.stages_note"), t("climate.not_found"))


def statements(t: Words) -> None:
    """What companies, port and press state, as they state it: in a table, never on a chart."""
    choices = choose(exhibits.statement_choice(t), label=t("theme.label"), words=t)
    components.show_with_heading(exhibits.statements_table(choices, t), words=True, headed=True)
    components.note(t("climate.statements_note"))
    tables.conflict_notes(exhibits.stated_rows(choices, t), t)
