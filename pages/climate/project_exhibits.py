"""Exhibits of what is being done about emissions: projects by stage, and what companies state."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from briefings.exhibit import Exhibit
from i18n.translator import Words
from loaders.clock import today
from loaders.trajectory import project_status
from shell import exhibits, port_data
from shell.exhibits import NoFiguresError, builder, table_texts
from shell.exhibits.choices import Choice, Choices
from shell.exhibits.table_texts import translate
from shell.indicator_data import areas

PAGE = "climate"
ALL = "ALL"
STAGES = ("built", "under_construction", "funded", "announced", "postponed", "cancelled")
THEMES = ("ccs", "hydrogen", "steel", "wind", "solar", "heat", "grid")
STATUSES = (*project_status.PROJECT_STATUSES, "cancelled")
# Themes that readers look for; the collected sources say nothing about them in the port.
NOT_FOUND = ("cracking", "shore_power")


def theme_choice(t: Words) -> Choice:
    """The theme of projects."""
    return Choice("energy", {key: t(f"climate.theme_{key}") for key in (ALL, *THEMES, *NOT_FOUND)})


def stage_choice(t: Words) -> Choice:
    """The stage of projects."""
    return Choice("stage", {key: t(f"climate.stage_{key}") for key in (ALL, *STAGES)})


def statement_choice(t: Words) -> Choice:
    """The theme of statements."""
    known = set(port_data.read_table("energy_projects")["theme"])
    themes = (ALL, *(key for key in ("emissions", "circular", *THEMES) if key in known))
    return Choice("stated", {key: t(f"climate.theme_{key}") for key in themes}, "emissions")


@builder
def projects_table(choices: Choices, t: Words) -> Exhibit:
    """One row per project with its newest dated step, by stage: what is built comes first.

    Raises NoFiguresError where no project is of this theme and stage.
    """
    themes, stages = theme_choice(t), stage_choice(t)
    theme, stage = themes.of(choices), stages.of(choices)
    steps = stages_today(t)
    newest = steps.groupby("project").tail(1)
    of_theme = newest[newest["theme"].isin([theme] if theme != ALL else THEMES)]
    rows = of_theme[of_theme["stage"].isin([stage] if stage != ALL else STAGES)]
    if rows.empty:
        raise NoFiguresError(t("climate.no_project", theme=themes.options[theme], stage=stages.options[stage]))
    counts = of_theme["status"].value_counts()
    texts = "; ".join(f"{counts[key]} {t(f'project.{key}')}" for key in STATUSES if key in counts)
    names = areas(t.language)["name"]
    order = {key: position for position, key in enumerate(STAGES)}
    rows = rows.assign(order=rows["stage"].map(order)).sort_values(["order", "theme", "date"])
    return exhibits.table(
        "table-energy-projects",
        PAGE,
        [t(f"climate.{key}") for key in ("project", "state", "stage", "what", "read_on")],
        [
            [
                f"{row[f'name_{t.language}']} ({names[row['place']]})",
                t(f"project.{row['status']}"),
                table_texts.describe_step(row, t),
                _describe_steps(steps, row, t),
                table_texts.source_address(str(row["source"]), t),
            ]
            for row in rows.to_dict("records")
        ],
        caption=t("climate.projects_title"),
        message=t("climate.reading_projects", count=t.number(len(of_theme)), told=texts, theme=themes.options[theme]),
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


def stated_rows(choices: Choices, t: Words) -> pd.DataFrame:
    """The rows of energy_projects of the chosen theme."""
    table, theme = port_data.read_table("energy_projects"), statement_choice(t).of(choices)
    return table if theme == ALL else table[table["theme"] == theme]


@builder
def statements_table(choices: Choices, t: Words) -> Exhibit:
    """What companies, port and press state, as they state it: in a table, never on a chart."""
    rows = stated_rows(choices, t)
    return exhibits.table(
        "table-energy-statements",
        PAGE,
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
                table_texts.source_address(row["source"], t, row["address"] or ""),
            ]
            for row in rows.sort_values(["entity", "period", "measure"]).to_dict("records")
        ],
        caption=t("climate.statements_title"),
    )


def _format_value(row: Mapping[Any, Any], t: Words) -> str:
    # A year is its own unit.
    if row["unit"] == "year":
        return str(int(row["value"]))
    return f"{table_texts.published_decimals(float(row['value']), t)} {translate(row['unit'], t)}"
