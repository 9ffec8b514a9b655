"""Exhibits of projects: how many by status, over time with uncertain ends, on the map, and the money by fund."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from briefings.exhibit import Exhibit
from charts import gantt
from charts.points import Point, describe_points
from i18n.translator import Words
from loaders.clock import today
from loaders.trajectory.project_status import OVERDUE, PROJECT_STATUSES, stages_of
from loaders.trajectory.validation import EU_FUNDS, FUNDS
from pages.trajectory.base_map import base_map, kinds
from pages.trajectory.entry_details import story
from pages.trajectory.registers import (
    EVERY,
    chosen_entry,
    find_entry,
    join_names,
    partner_names,
    projects,
    select,
    streams,
    trajectory_streams,
)
from shell import exhibits, port_data
from shell.datasets import cached, note_used
from shell.exhibits import NoFiguresError, builder, map_descriptions, table_texts
from shell.exhibits.choices import Choice, Choices

PAGE = "trajectory"


def status_names(t: Words) -> dict[str, str]:
    """The statuses of projects, by key."""
    return {key: t(f"project.{key}") for key in PROJECT_STATUSES}


def state_choice(t: Words) -> Choice:
    """The status of projects."""
    return Choice("state", {EVERY: t("trajectory.every"), **status_names(t)})


def project_choice(rows: pd.DataFrame) -> Choice:
    """One of the chosen projects."""
    return Choice("project", dict(zip(rows["key"], rows["name"], strict=True)))


def chosen_projects(choices: Choices, t: Words) -> pd.DataFrame:
    """The projects that pass every filter; columns as registers.projects. Raises NoFiguresError where none does."""
    wanted = state_choice(t).of(choices)
    rows = chosen_entry(projects(t), select(choices, t), first="begins", last="ends")
    rows = rows if wanted == EVERY else rows[rows.status == wanted]
    if rows.empty:
        raise NoFiguresError(t("trajectory.none"))
    return rows


def _note_story() -> None:
    """Count what the project that is shown in full was read from: source lines below it have always named that too."""
    note_used("energy_stages", "trajectory_alternatives")


def _describe(rows: pd.DataFrame, t: Words) -> str:
    """How many projects there are, by status."""
    by_status = [(name, int((rows.status == key).sum())) for key, name in status_names(t).items()]
    counts = "; ".join(f"{t.number(count)} {name.lower()}" for name, count in by_status if count)
    return t("trajectory.projects_said", count=t.number(len(rows)), counts=counts)


@builder
def counts_table(choices: Choices, t: Words) -> Exhibit:
    """Work lines by status: how many projects. A project of two work lines counts in both."""
    rows, statuses = chosen_projects(choices, t), status_names(t)
    lines = {**{key: streams(t)[key] for key in trajectory_streams()}, "": t("trajectory.no_stream")}
    body = []
    for key, name in lines.items():
        of_line = rows[[key in keys.split() if key else not keys for keys in rows.workstreams]]
        if len(of_line) or key:
            counts = [int((of_line.status == status).sum()) for status in statuses]
            body.append([name, *(t.number(n) if n else "–" for n in counts), t.number(len(of_line))])
    return exhibits.table(
        "table-portfolio-counts",
        PAGE,
        [t("trajectory.filter_stream"), *statuses.values(), t("trajectory.total")],
        body,
        caption=t("trajectory.by_stream"),
        message=_describe(rows, t),
    )


@builder
def projects_over_time(choices: Choices, t: Words) -> Exhibit:
    """Every project as a bar, with what is known and what is not of its beginning and end."""
    rows = chosen_projects(choices, t)
    bars = "; ".join(f"{row['name']}: {row['date_text']}" for row in rows.to_dict("records"))
    return exhibits.chart(
        "gantt",
        PAGE,
        _gantt(tuple(rows["key"]), select(choices, t).period, t.language, today(), rows),
        title=t("trajectory.gantt"),
        message=_describe(rows, t),
        alt=f"{t('trajectory.gantt')}. {bars}",
        source=t("trajectory.gantt_note"),
    )


@cached("projects", max_entries=60)
def _gantt(
    keys: tuple[str, ...], period: tuple[date, date], language: str, day: date, _rows: pd.DataFrame
) -> go.Figure:
    t = Words(language)
    statuses = {key: t(f"project.{key}") for key in PROJECT_STATUSES}
    return gantt.draw(_rows, words=t, statuses=statuses, period=period, today=day)


def chosen_project(choices: Choices, t: Words) -> dict[str, Any]:
    """The project that is shown in full."""
    rows = chosen_projects(choices, t)
    return find_entry(rows, project_choice(rows).of(choices))


def project_facts(row: Mapping[str, Any], t: Words) -> list[tuple[str, str]]:
    """What is known of a project: name and value of each fact."""
    return [
        (t("trajectory.state"), _describe_status(row, status_names(t), t)),
        *_steps(row["key"], t),
        (t("trajectory.when"), row["date_text"]),
        (t("trajectory.lead_partner"), partner_names(t).get(row["lead"], t("trajectory.not_named"))),
        (t("trajectory.with"), join_names(row["partners"], partner_names(t)) or t("trajectory.not_named")),
        (t("trajectory.money"), amount(row, t)),
        (t("trajectory.fund"), ", ".join(t(f"fund.{fund}") for fund in row["funds"].split()) or "–"),
        (t("trajectory.where"), row[f"location_{t.language}"] or "–"),
    ]


@builder
def project_story(choices: Choices, t: Words) -> Exhibit:
    """One project in full."""
    row = chosen_project(choices, t)
    message = f"{row['date_text']} · {status_names(t)[row['status']]}"
    return story("projects", row, row["name"], message, project_facts(row, t), t)


def _describe_status(row: Mapping[str, Any], statuses: dict[str, str], t: Words) -> str:
    """The status, and what the register says of it; of an overdue project that is not its status of today."""
    status, text = statuses[row["status"]], row[f"status_{t.language}"]
    # The register often begins with the status: "running: running according to nspd.eu" would say it twice.
    if text.lower().startswith(status.lower()):
        return f"{status}{text[len(status) :]}"
    key = "trajectory.state_overdue" if row["status"] == OVERDUE else "trajectory.state_told"
    return t(key, status=status, told=text)


def _steps(key: str, t: Words) -> list[tuple[str, str]]:
    """The newest steps that the climate page has for the same project."""
    newest = port_data.newest_steps()
    steps = [table_texts.describe_step(newest[stage], t) for stage in stages_of(key) if stage in newest]
    return [(t("climate.stage"), "; ".join(steps))] if steps else []


@builder
def project_map(choices: Choices, t: Words) -> Exhibit:
    """The projects that have a place. Raises NoFiguresError where none has."""
    rows = chosen_projects(choices, t)
    _note_story()
    points = [
        Point(f"at-{row['key']}", row["x"], row["y"], row["theme"], row["name"], t(f"project.{row['status']}"))
        for row in rows[rows.x.notna()].to_dict("records")
    ]
    if not points:
        raise NoFiguresError(t("briefing.no_figure"))
    description = describe_points(base_map(t), points, kinds(t), t, title=t("trajectory.places"), alone=True)
    return map_descriptions.map_exhibit("projects-map", PAGE, description, t, message=_describe(rows, t))


def amount(row: Mapping[Any, Any], t: Words) -> str:
    """The amount of a project and what it covers, the EU part, and a note; or that it is unknown."""
    parts = []
    if pd.notna(row["budget_eur"]):
        parts.append(f"{euros(row['budget_eur'], t)} ({t('money.' + row['budget_reading'])})")
    if pd.notna(row["eu_eur"]):
        parts.append(t("money.eu_part", amount=euros(row["eu_eur"], t)))
    if note := row[f"budget_{t.language}"]:
        parts.append(note)
    return "; ".join(parts) or t("money.unknown")


def euros(value: float, t: Words) -> str:
    """An amount in euros or in millions: € 38.250, € 12,5 mln; without line breaks in it."""
    decimals = next((d for d in range(3) if abs(round(value / 1e6, d) * 1e6 - value) < 1), None)
    if value < 1_000_000 or decimals is None:
        return f"€\u00a0{t.number(value)}"
    return f"€\u00a0{t.number(value / 1e6, decimals)}\u00a0{t('money.million')}"


@builder
def money_table(choices: Choices, t: Words) -> Exhibit:
    """Amounts by fund, each with its project. They are never added up: some are part of others."""
    # Selecting also the columns that no cell shows took most of the time.
    rows = chosen_projects(choices, t)[["name", "funds", "budget_eur", "budget_reading", "eu_eur"]]
    body = []
    _note_story()
    for fund in [*FUNDS, ""]:
        funded = rows[[fund in keys.split() if fund else not keys for keys in rows.funds]]
        if funded.empty:
            continue
        listed = funded[funded.budget_eur.notna()].sort_values("budget_eur", ascending=False)
        known = [
            f"{row['name']}: {euros(row['budget_eur'], t)} ({t('money.' + row['budget_reading'])})"
            for row in listed.to_dict("records")
        ]
        granted = funded[funded.eu_eur.notna()] if fund in EU_FUNDS else funded.head(0)
        grants = [f"{row['name']}: {euros(row['eu_eur'], t)}" for row in granted.to_dict("records")]
        unknown = list(funded.loc[funded.budget_eur.isna(), "name"])
        label = t(f"fund.{fund}") if fund else t("money.no_fund")
        body.append([label, *("; ".join(cell) or "–" for cell in (known, grants, unknown))])
    head = [t(f"money.{key}") for key in ("fund", "known", "eu", "unknown_which")]
    return exhibits.table("table-portfolio-money", PAGE, head, body, caption=t("money.by_fund"))


@builder
def projects_table(choices: Choices, t: Words) -> Exhibit:
    """Every project of the selection."""
    statuses, names = status_names(t), partner_names(t)
    _note_story()
    head = ["project", "state", "when", "lead_partner", "money", "source"]
    return exhibits.table(
        "table-portfolio-table",
        PAGE,
        [t(f"trajectory.{key}") for key in head],
        [
            [
                row["name"],
                statuses[row["status"]],
                row["date_text"],
                names.get(row["lead"], "–"),
                amount(row, t),
                row["source_url"],
            ]
            for row in chosen_projects(choices, t).to_dict("records")
        ],
        caption=t("trajectory.as_table"),
    )
