"""The registers of the cooperation in the reader's words, and the filters that all parts of its page share."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from i18n.translator import Words
from loaders.clock import today
from loaders.trajectory import datasets, project_status
from loaders.trajectory.validation import EU_FUNDS, FUNDS, THEMES
from shell import url_state
from shell.datasets import cached, dataset, note_used

SECTIONS = ("timeline", "projects", "partners", "targets", "changes", "sources")
EVERY = "all"
EU = "eu"
# Where the time axis begins and ends unless the reader says otherwise.
FIRST_YEAR, LAST_YEAR = 2005, 2028


@dataclass(frozen=True)
class Choice:
    """What the reader asked for; EVERY where nothing was."""

    theme: str
    stream: str
    partner: str
    fund: str
    sdg: str
    since: int
    until: int

    @property
    def period(self) -> tuple[date, date]:
        """First and last day of the time axis."""
        return date(self.since, 1, 1), date(self.until, 12, 31)


def section(t: Words) -> str:
    """Which part of the page the reader wants."""
    names = {key: t(f"trajectory.section_{key}") for key in SECTIONS}
    return url_state.choose_part("section", names, label=t("trajectory.section"), words=t)


def choose_entry(t: Words) -> Choice:
    """Draw the filters."""
    with st.container(key="controls"):
        columns = st.columns([4, 4, 4, 4, 4, 3, 3])
        options = {
            "lane": {key: t(f"lane.{key}") for key in THEMES},
            "stream": {key: name for key, name in streams(t).items() if key in trajectory_streams()},
            "partner": partner_names(t),
            "fund": {EU: t("fund.any_eu"), **{key: t(f"fund.{key}") for key in FUNDS}},
            "sdg": {key: t(f"sdg.{key}") for key in goals()},
        }
        picked = []
        for column, (key, named) in zip(columns, options.items(), strict=False):
            with column:
                every = {EVERY: t("trajectory.every"), **named}
                picked.append(url_state.choose(key, every, label=t(f"trajectory.filter_{key}"), words=t))
        years = {str(year): str(year) for year in range(1993, 2061)}
        with columns[5]:
            since = url_state.choose("from", years, label=t("trajectory.from"), words=t, default=str(FIRST_YEAR))
        with columns[6]:
            ahead = {year: year for year in years if year >= since}
            until = url_state.choose("to", ahead, label=t("trajectory.to"), words=t, default=str(LAST_YEAR))
    lane, stream, partner, fund, sdg = picked
    return Choice(lane, stream, partner, fund, sdg, int(since), int(until))


def chosen_entry(rows: pd.DataFrame, choice: Choice, *, first: str = "first", last: str = "last") -> pd.DataFrame:
    """The rows that fit every filter; those without a date of `first` or `last` are not left out for their period."""
    keep = pd.Series(True, index=rows.index)
    if choice.theme != EVERY:
        keep &= rows.theme == choice.theme
    for column, key in (("workstreams", choice.stream), ("members", choice.partner), ("sdgs", choice.sdg)):
        if key != EVERY:
            keep &= rows[column].map(lambda held, key=key: key in held.split()).astype(bool)
    if choice.fund != EVERY:
        wanted = set(EU_FUNDS) if choice.fund == EU else {choice.fund}
        keep &= rows.funds.map(lambda held: bool(wanted & set(held.split()))).astype(bool)
    begin, end = (pd.Timestamp(day) for day in choice.period)
    return rows[keep & ~(rows[first] > end) & ~(rows[last] < begin)]


def milestones(t: Words) -> pd.DataFrame:
    """Every milestone by date: the columns of the dataset, and key, title, summary, members, told (its date).

    status is that of today: happened, planned or overdue.
    """
    return _milestones(t.language, today())


@cached("milestones")
def _milestones(language: str, now: date) -> pd.DataFrame:
    t, rows = Words(language), dataset("milestones")
    place = rows.geometry
    told = [_when(row, t) for row in rows.drop(columns="geometry").to_dict("records")]
    plain = pd.DataFrame(rows.drop(columns="geometry")).assign(
        key=rows.milestone,
        status=[project_status.milestone_status(row["status"], row["date"], now) for _, row in rows.iterrows()],
        title=rows[f"title_{language}"],
        summary=rows[f"summary_{language}"],
        members=rows.partners,
        told=told,
        x=place.x,
        y=place.y,
    )
    return plain.sort_values(["first", "last"], ignore_index=True)


def projects(t: Words) -> pd.DataFrame:
    """Every project: the columns of the dataset, and key, name, summary, members (lead first), told (its dates).

    status is that of today: one of project_status.PROJECT_STATUSES.
    """
    return _projects(t.language, today())


@cached("projects")
def _projects(language: str, now: date) -> pd.DataFrame:
    t, rows = Words(language), dataset("projects")
    plain = pd.DataFrame(rows.drop(columns="geometry"))
    return plain.assign(
        key=rows["project"],
        status=[project_status.project_status(row["status"], row["end"], now) for _, row in plain.iterrows()],
        name=rows[f"name_{language}"],
        summary=rows[f"summary_{language}"],
        members=(rows["lead"] + " " + rows.partners).str.strip(),
        told=[_course(row, t) for row in plain.to_dict("records")],
        # Sources write 510000 where the amount beside it reads 510.000.
        **{f"budget_{language}": plain[f"budget_{language}"].map(t.group_digits)},
        # Of a project that only has an end, or only a beginning, the other side is open.
        begins=rows.start_first.fillna(rows.end_first),
        ends=rows.end_last,
        x=rows.geometry.x,
        y=rows.geometry.y,
    ).sort_values(["begins", "name"], ignore_index=True)


def describe_status(row: Mapping[Any, Any], t: Words) -> str:
    """The status of a row of `milestones` in words."""
    return t(f"trajectory.status_{row['status']}")


def _when(row: dict[str, str], t: Words) -> str:
    told = t.partial_date(row["date"])
    return told if row["date_basis"] == "stated" else f"{told} ({t('basis.' + row['date_basis'])})"


def _course(row: dict[str, str], t: Words) -> str:
    start = t.partial_date(row["start"]) if row["start"] else t("trajectory.start_unknown")
    if not row["end"]:
        return f"{start} – {t('trajectory.end_unknown')}"
    end = t.partial_date(row["end"])
    return f"{start} – {end}" + (f" ({t('trajectory.aimed')})" if row["end_certainty"] == "planned" else "")


def partner_names(t: Words) -> dict[str, str]:
    """Names of partners in the reader's language by key, in the order of the dataset."""
    return _names("partners", "partner", t.language)


def streams(t: Words) -> dict[str, str]:
    """Names of the four work lines and the four labels since, by key."""
    return _names("workstreams", "workstream", t.language)


def _names(name: str, key: str, language: str) -> dict[str, str]:
    rows = dataset(name)
    return dict(zip(rows[key], rows[f"name_{language}"], strict=True))


def table(name: str) -> pd.DataFrame:
    """The table trajectory_<name> that belongs to the registers. Never alter it."""
    note_used(f"trajectory_{name}")
    return _read_table(name)


@cached()
def _read_table(name: str) -> pd.DataFrame:
    return datasets.companion(name)


def trajectory_streams() -> list[str]:
    """The keys of the four work lines of 2020."""
    rows = dataset("workstreams")
    return list(rows.loc[rows.generation == "2020", "workstream"])


def goals() -> list[str]:
    """The numbers of the development goals that our mapping uses, in order."""
    return sorted(set(table("sdgs").sdg), key=int)


def join_names(keys: str, names: dict[str, str]) -> str:
    """A cell of keys as names, with commas."""
    return ", ".join(names[key] for key in keys.split())


def alternatives(name: str, key: str) -> pd.DataFrame:
    """Other dates and amounts that sources give for one entry."""
    rows = table("alternatives")
    return rows[(rows.table == name) & (rows.key == key)]
