"""What is being done about emissions: projects by stage and status, and what companies state."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from i18n.translator import Words
from loaders.clock import today
from loaders.trajectory import project_status
from shell import components, plain_text, port_data, tables
from shell.indicator_data import areas
from shell.tables import translate
from shell.url_state import choose

ALL = "ALL"

STAGES = ("built", "under_construction", "funded", "announced", "postponed", "cancelled")
THEMES = ("ccs", "hydrogen", "steel", "wind", "solar", "heat", "grid")
STATUSES = (*project_status.PROJECT_STATUSES, "cancelled")
# Themes that readers look for; the collected sources say nothing about them in the port.
NOT_FOUND = ("cracking", "shore_power")


def projects(t: Words) -> None:
    """Every project with its newest dated step, by theme and stage."""
    left, right = st.columns([6, 6], vertical_alignment="bottom", gap="medium")
    themes = {ALL: t("climate.theme_ALL")} | {key: t(f"climate.theme_{key}") for key in (*THEMES, *NOT_FOUND)}
    stages = {ALL: t("climate.stage_ALL")} | {key: t(f"climate.stage_{key}") for key in STAGES}
    with left:
        theme = choose("energy", themes, label=t("theme.label"), words=t)
    with right:
        stage = choose("stage", stages, label=t("climate.stage"), words=t)
    steps = stages_today(t)
    newest = steps.groupby("project").tail(1)
    of_theme = newest[newest["theme"].isin([theme] if theme != ALL else THEMES)]
    rows = of_theme[of_theme["stage"].isin([stage] if stage != ALL else STAGES)]
    components.subheading(t("climate.projects_title"))
    if rows.empty:
        plain_text.info(t("climate.no_project", theme=themes[theme], stage=stages[stage]))
    else:
        counts = of_theme["status"].value_counts()
        texts = "; ".join(f"{counts[key]} {t(f'project.{key}')}" for key in STATUSES if key in counts)
        components.key_message(
            t("climate.reading_projects", count=t.number(len(of_theme)), told=texts, theme=themes[theme])
        )
        _project_table(rows, steps, t)
    components.note(t("climate.stages_note"), t("climate.not_found"))


def _project_table(rows: pd.DataFrame, steps: pd.DataFrame, t: Words) -> None:
    """One row per project, by stage: what is built comes first."""
    names = areas(t.language)["name"]
    order = {key: position for position, key in enumerate(STAGES)}
    rows = rows.assign(order=rows["stage"].map(order)).sort_values(["order", "theme", "date"])
    components.table(
        [t(f"climate.{key}") for key in ("project", "state", "stage", "what", "read_on")],
        [
            [
                f"{row[f'name_{t.language}']} ({names[row['place']]})",
                t(f"project.{row['status']}"),
                tables.describe_step(row, t),
                _describe_steps(steps, row, t),
                tables.source_address(str(row["source"]), t),
            ]
            for row in rows.to_dict("records")
        ],
        key="energy-projects",
        caption=t("climate.projects_title"),
        words=True,
        headed=True,
    )


def stages_today(t: Words) -> pd.DataFrame:
    """The steps of all projects, oldest first: the columns of energy_stages, and the status of the project today.

    status is the key, status_text the same in words.
    """
    steps = port_data.read_table("energy_stages").sort_values(["project", "date"])
    statuses = project_status.stage_statuses(steps, port_data.read_table("projects"), today())
    status = steps["project"].map(statuses)
    return steps.assign(status=status, status_text=status.map(lambda key: t(f"project.{key}")))


def _describe_steps(steps: pd.DataFrame, newest: Mapping[Any, Any], t: Words) -> str:
    """What happened last in a project, with the dates of the steps before."""
    before = steps[(steps["project"] == newest["project"]) & (steps["date"] < str(newest["date"]))]
    text = str(newest[f"what_{t.language}"])
    if before.empty:
        return text
    earlier = ", ".join(
        f"{t(f'climate.stage_{stage}').lower()} {t.partial_date(day)}"
        for stage, day in zip(before["stage"], before["date"], strict=True)
    )
    return f"{text} {t('climate.earlier', steps=earlier)}"


def statements(t: Words) -> None:
    """What companies, port and press state, as they state it: in a table, never on a chart."""
    table = port_data.read_table("energy_projects")
    themes = {ALL: t("climate.theme_ALL")} | {
        key: t(f"climate.theme_{key}") for key in ("emissions", "circular", *THEMES) if key in set(table["theme"])
    }
    theme = choose("stated", themes, label=t("theme.label"), words=t, default="emissions")
    rows = table if theme == ALL else table[table["theme"] == theme]
    components.subheading(t("climate.statements_title"))
    components.table(
        [
            *(t(f"climate.{key}") for key in ("who", "what")),
            t("period.label"),
            t("port.value"),
            t("climate.kind"),
            t("climate.read_on"),
        ],
        [
            [
                translate(row["entity"], t),
                translate(row["measure"], t),
                t("period.undated") if row["period"] == "undated" else str(row["year"]),
                _format_value(row, t),
                t(f"status.{row['status']}"),
                tables.source_address(row["source"], t, row["address"] or ""),
            ]
            for row in rows.sort_values(["entity", "period", "measure"]).to_dict("records")
        ],
        key="energy-statements",
        caption=t("climate.statements_title"),
        words=True,
        headed=True,
    )
    components.note(t("climate.statements_note"))
    tables.conflict_notes(rows, t)


def _format_value(row: Mapping[Any, Any], t: Words) -> str:
    # A year is its own unit.
    if row["unit"] == "year":
        return str(int(row["value"]))
    return f"{tables.published_decimals(float(row['value']), t)} {translate(row['unit'], t)}"
