"""What is being done about emissions: projects by stage and status, and what companies state."""

import pandas as pd
import streamlit as st

from i18n.translator import Words
from loaders.clock import today
from loaders.trajectory import project_status
from shell import components, energy_steps, plain_text, tables
from shell.indicator_data import areas
from shell.tables import translate
from shell.url_state import choose

STAGES = ("built", "under_construction", "funded", "announced", "postponed", "cancelled")
THEMES = ("ccs", "hydrogen", "steel", "wind", "solar", "heat", "grid")
STATUSES = (*project_status.PROJECT_STATUSES, "cancelled")
# Asked for and looked for; the collected sources say nothing about them in the port.
NOT_FOUND = ("cracking", "shore_power")


def projects(t: Words) -> None:
    """Every project with its newest dated step, by theme and stage."""
    left, right = st.columns([6, 6], vertical_alignment="bottom", gap="medium")
    themes = {"ALL": t("climate.theme_ALL")} | {key: t(f"climate.theme_{key}") for key in (*THEMES, *NOT_FOUND)}
    stages = {"ALL": t("climate.stage_ALL")} | {key: t(f"climate.stage_{key}") for key in STAGES}
    with left:
        theme = choose("energy", themes, label=t("theme.label"), words=t)
    with right:
        stage = choose("stage", stages, label=t("climate.stage"), words=t)
    table = stages_today(t)
    newest = table.groupby("project").tail(1)
    here = newest[newest["theme"].isin([theme] if theme != "ALL" else THEMES)]
    counted = here["status"].value_counts()
    here = here[here["stage"].isin([stage] if stage != "ALL" else STAGES)]
    components.subheading(t("climate.projects_title"))
    if here.empty:
        plain_text.info(t("climate.no_project", theme=themes[theme], stage=stages[stage]))
    else:
        told = "; ".join(f"{counted[key]} {t(f'project.{key}')}" for key in STATUSES if key in counted)
        components.key_message(
            t("climate.reading_projects", count=t.number(counted.sum()), told=told, theme=themes[theme])
        )
        names = areas(t.language)["name"]
        order = {key: place for place, key in enumerate(STAGES)}
        rows = here.assign(order=here["stage"].map(order)).sort_values(["order", "theme", "date"])
        components.table(
            [t(f"climate.{key}") for key in ("project", "state", "stage", "what", "read_on")],
            [
                [
                    f"{row[f'name_{t.language}']} ({names[row['place']]})",
                    t(f"project.{row['status']}"),
                    energy_steps.describe_step(row, t),
                    _steps(table, row, t),
                    tables.source_address(str(row["source"]), t),
                ]
                for row in rows.to_dict("records")
            ],
            key="energy-projects",
            caption=t("climate.projects_title"),
            words=True,
            headed=True,
        )
    components.note(t("climate.stages_note"), t("climate.not_found"))


def stages_today(t: Words) -> pd.DataFrame:
    """The steps of all projects, oldest first: the columns of energy_stages, and the status of the project today.

    status is the key, status_text the same in words.
    """
    steps = tables.read_table("energy_stages").sort_values(["project", "date"])
    statuses = project_status.stage_statuses(steps, tables.read_table("projects"), today())
    status = steps["project"].map(statuses)
    return steps.assign(status=status, status_text=status.map(lambda key: t(f"project.{key}")))


def _steps(table: pd.DataFrame, newest: dict[str, object], t: Words) -> str:
    """What happened last, and when it was announced if that was before."""
    before = table[(table["project"] == newest["project"]) & (table["date"] < str(newest["date"]))]
    text = str(newest[f"what_{t.language}"])
    if before.empty:
        return text
    steps = ", ".join(
        f"{t(f'climate.stage_{row.stage}').lower()} {t.partial_date(str(row.date))}" for row in before.itertuples()
    )
    return f"{text} {t('climate.earlier', steps=steps)}"


def statements(t: Words) -> None:
    """What companies, port and press state, as they state it: a table, never a line."""
    table = tables.read_table("energy_projects")
    themes = {"ALL": t("climate.theme_ALL")} | {
        key: t(f"climate.theme_{key}") for key in ("emissions", "circular", *THEMES) if key in set(table["theme"])
    }
    theme = choose("stated", themes, label=t("theme.label"), words=t, default="emissions")
    here = table if theme == "ALL" else table[table["theme"] == theme]
    components.subheading(t("climate.statements_title"))
    components.table(
        [
            t("climate.who"),
            t("climate.what"),
            t("period.label"),
            t("port.value"),
            t("climate.kind"),
            t("climate.read_on"),
        ],
        [
            [
                translate(str(row.entity), t),
                translate(str(row.measure), t),
                t("period.undated") if row.period == "undated" else str(row.year),
                _stated(row, t),
                t(f"status.{row.status}"),
                tables.source_address(str(row.source), t, str(row.address or "")),
            ]
            for row in here.sort_values(["entity", "period", "measure"]).itertuples()
        ],
        key="energy-statements",
        caption=t("climate.statements_title"),
        words=True,
        headed=True,
    )
    components.note(t("climate.statements_note"))
    tables.conflict_notes(here, t)


def _stated(row: object, t: Words) -> str:
    value, unit = float(row.value), str(row.unit)  # type: ignore[attr-defined]
    # A year is its own unit.
    return str(int(value)) if unit == "year" else f"{tables.published_decimals(value, t)} {translate(unit, t)}"
