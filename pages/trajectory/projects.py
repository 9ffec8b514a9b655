"""Projects: how many by status, over time with uncertain ends, on the map, as a table, and the money by fund."""

from collections.abc import Mapping
from datetime import date
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from charts import gantt
from charts.points import Point, describe_points
from i18n.translator import Words
from loaders.clock import today
from loaders.trajectory.project_status import OVERDUE, PROJECT_STATUSES, stages_of
from loaders.trajectory.validation import EU_FUNDS, FUNDS
from pages.trajectory import phone_list
from pages.trajectory.base_map import base_map, kinds
from pages.trajectory.entry_details import entry_downloads, format_goals, format_other_sources, format_source, offer
from pages.trajectory.registers import (
    EVERY,
    choose_entry,
    chosen_entry,
    find_entry,
    join_names,
    partner_names,
    projects,
    streams,
    trajectory_streams,
)
from shell import components, map_component, plain_text, port_data, table_texts, url_state
from shell.briefing import collect
from shell.datasets import cached


def show(t: Words) -> None:
    """The whole section, its filters included."""
    choice = choose_entry(t)
    statuses = {key: t(f"project.{key}") for key in PROJECT_STATUSES}
    wanted = url_state.choose("state", {EVERY: t("trajectory.every"), **statuses}, label=t("trajectory.state"), words=t)
    rows = chosen_entry(projects(t), choice, first="begins", last="ends")
    rows = rows if wanted == EVERY else rows[rows.status == wanted]
    if rows.empty:
        plain_text.info(t("trajectory.none"))
        return
    components.note(t("trajectory.counted_projects", count=t.number(len(rows)), all=t.number(len(projects(t)))))
    by_status = [(name, int((rows.status == key).sum())) for key, name in statuses.items()]
    counts = "; ".join(f"{t.number(count)} {name.lower()}" for name, count in by_status if count)
    message = t("trajectory.projects_said", count=t.number(len(rows)), counts=counts)
    collect.set_message(message)
    _counts(rows, statuses, t)
    components.subheading(t("trajectory.gantt"))
    # The heading began a new exhibit, which has the same message.
    collect.set_message(message)
    figure = _gantt(tuple(rows["key"]), choice.period, t.language, today(), rows)
    bars = "; ".join(f"{row['name']}: {row['date_text']}" for row in rows.to_dict("records"))
    with st.container(key="gantt-frame"):
        components.show(figure, key="gantt", alt=f"{t('trajectory.gantt')}. {bars}", source=t("trajectory.gantt_note"))
    phone_list.projects(rows, statuses, t)
    _one(rows, statuses, t)
    _money(rows, t)
    _table(rows, statuses, t)


@cached("projects", max_entries=60)
def _gantt(
    keys: tuple[str, ...], period: tuple[date, date], language: str, day: date, _rows: pd.DataFrame
) -> go.Figure:
    t = Words(language)
    statuses = {key: t(f"project.{key}") for key in PROJECT_STATUSES}
    return gantt.draw(_rows, words=t, statuses=statuses, period=period, today=day)


def _counts(rows: pd.DataFrame, statuses: dict[str, str], t: Words) -> None:
    """Work lines by status: how many projects. A project of two work lines counts in both."""
    lines = {**{key: streams(t)[key] for key in trajectory_streams()}, "": t("trajectory.no_stream")}
    body = []
    for key, name in lines.items():
        of_line = rows[[key in keys.split() if key else not keys for keys in rows.workstreams]]
        if len(of_line) or key:
            counts = [int((of_line.status == status).sum()) for status in statuses]
            body.append([name, *(t.number(n) if n else "–" for n in counts), t.number(len(of_line))])
    components.table(
        [t("trajectory.filter_stream"), *statuses.values(), t("trajectory.total")],
        body,
        key="portfolio-counts",
        caption=t("trajectory.by_stream"),
    )
    components.note(t("trajectory.stream_ours"))


def _one(rows: pd.DataFrame, statuses: dict[str, str], t: Words) -> None:
    """One project in full, beside the map of those that have a place."""
    options = dict(zip(rows["key"], rows["name"], strict=True))
    left, right = st.columns([4, 7], gap="medium")
    with left:
        key = url_state.choose("project", options, label=t("trajectory.project"), words=t)
        _details(find_entry(rows, key), statuses, t)
    with right:
        _map(rows, t)


def _details(row: dict[str, Any], statuses: dict[str, str], t: Words) -> None:
    """What is known of a project, with its sources."""
    facts = [
        (t("trajectory.state"), _describe_status(row, statuses, t)),
        *_steps(row["key"], t),
        (t("trajectory.when"), row["date_text"]),
        (t("trajectory.lead_partner"), partner_names(t).get(row["lead"], t("trajectory.not_named"))),
        (t("trajectory.with"), join_names(row["partners"], partner_names(t)) or t("trajectory.not_named")),
        (t("trajectory.money"), amount(row, t)),
        (t("trajectory.fund"), ", ".join(t(f"fund.{fund}") for fund in row["funds"].split()) or "–"),
        (t("trajectory.where"), row[f"location_{t.language}"] or "–"),
    ]
    body = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for name, value in facts)
    below = f"{format_other_sources('projects', row['key'], t)}{format_goals(row, t)}{format_source(row, t)}"
    st.html(
        f'<article class="story"><h2>{escape(row["name"])}</h2>'
        f"<p>{escape(row['summary'])}</p><dl>{body}</dl>{below}</article>"
    )
    offer("projects", row, row["name"], f"{row['date_text']} · {statuses[row['status']]}", facts, t)


def _describe_status(row: Mapping[str, Any], statuses: dict[str, str], t: Words) -> str:
    """The status, and what the register says of it; of an overdue project that is not its status of today."""
    status, text = statuses[row["status"]], row[f"status_{t.language}"]
    if text == status:
        return status
    key = "trajectory.state_overdue" if row["status"] == OVERDUE else "trajectory.state_told"
    return t(key, status=status, told=text)


def _steps(key: str, t: Words) -> list[tuple[str, str]]:
    """The newest steps that the climate page has for the same project."""
    newest = port_data.newest_steps()
    steps = [table_texts.describe_step(newest[stage], t) for stage in stages_of(key) if stage in newest]
    return [(t("climate.stage"), "; ".join(steps))] if steps else []


def _map(rows: pd.DataFrame, t: Words) -> None:
    placed = rows[rows.x.notna()]
    components.note(t("trajectory.map_note", placed=t.number(len(placed)), all=t.number(len(rows))))
    points = [
        Point(f"at-{row['key']}", row["x"], row["y"], row["theme"], row["name"], t(f"project.{row['status']}"))
        for row in placed.to_dict("records")
    ]
    if not points:
        return
    description = describe_points(base_map(t), points, kinds(t), t, title=t("trajectory.places"), alone=True)
    clicked = map_component.mount_map(description, "projects-map")
    if clicked and clicked.removeprefix("at-") in set(rows["key"]):
        url_state.set_query(project=clicked.removeprefix("at-"))
        st.rerun()


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


def _money(rows: pd.DataFrame, t: Words) -> None:
    """Amounts by fund, each with its project. They are never added up: some are part of others."""
    components.subheading(t("money.title"))
    body = []
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
    head = ["fund", "known", "eu", "unknown_which"]
    components.table(
        [t(f"money.{key}") for key in head], body, key="portfolio-money", caption=t("money.by_fund"), words=True
    )
    without = int(rows.budget_eur.isna().sum())
    counted = t("money.counted", without=t.number(without), all=t.number(len(rows))) if without else ""
    components.note(counted or t("money.counted_all"), t("money.note"))


def _table(rows: pd.DataFrame, statuses: dict[str, str], t: Words) -> None:
    """Every project of the selection as files, and as a table that is drawn only on request."""
    entry_downloads("projects", list(rows["key"]), t)
    if not st.toggle(t("trajectory.as_table"), key="projects-table"):
        return
    head = ["project", "state", "when", "lead_partner", "money", "source"]
    components.table(
        [t(f"trajectory.{key}") for key in head],
        [
            [
                row["name"],
                statuses[row["status"]],
                row["date_text"],
                partner_names(t).get(row["lead"], "–"),
                amount(row, t),
                row["source_url"],
            ]
            for row in rows.to_dict("records")
        ],
        key="portfolio-table",
        caption=t("trajectory.as_table"),
        words=True,
    )
