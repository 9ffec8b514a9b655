"""The registers of the cooperation in the reader's language, and their filters. Needs no Streamlit."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from i18n.translator import Words
from loaders.clock import today
from loaders.trajectory import datasets, project_status
from loaders.trajectory.validation import EU_FUNDS, FUNDS, THEMES
from shell.datasets import cached, dataset, note_used, plain_table
from shell.exhibits.choices import Choice, Choices
from shell.exhibits.time_axis import FIRST_YEAR, LAST_YEAR

EVERY = "all"
EU = "eu"
YEARS = range(1993, 2061)


@dataclass(frozen=True)
class Selection:
    """The filters; EVERY where the reader chose none."""

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


def filter_choices(t: Words) -> tuple[Choice, ...]:
    """The filters of theme, work line, partner, fund and development goal, by the key each has in the address."""
    return _filter_choices(t.language)


# A run of the page asks for them about five times.
@cached("partners", "workstreams", "trajectory_sdgs")
def _filter_choices(language: str) -> tuple[Choice, ...]:
    t, lines = Words(language), trajectory_streams()
    options = {
        "lane": {key: t(f"lane.{key}") for key in THEMES},
        "stream": {key: name for key, name in streams(t).items() if key in lines},
        "partner": partner_names(t),
        "fund": {EU: t("fund.any_eu"), **{key: t(f"fund.{key}") for key in FUNDS}},
        "sdg": {key: t(f"sdg.{key}") for key in goals()},
    }
    return tuple(Choice(key, {EVERY: t("trajectory.every"), **names}) for key, names in options.items())


def first_year_choice() -> Choice:
    """The year with which the time axis begins."""
    return Choice("from", {str(year): str(year) for year in YEARS}, str(FIRST_YEAR))


def last_year_choice(first: str) -> Choice:
    """The year with which the time axis ends: the first one or a later one."""
    return Choice("to", {str(year): str(year) for year in YEARS if year >= int(first)}, str(LAST_YEAR))


def select(choices: Choices, t: Words) -> Selection:
    """What the filters in an address select."""
    lane, stream, partner, fund, sdg = (choice.of(choices) for choice in filter_choices(t))
    since = first_year_choice().of(choices)
    return Selection(lane, stream, partner, fund, sdg, int(since), int(last_year_choice(since).of(choices)))


def chosen_entry(rows: pd.DataFrame, choice: Selection, *, first: str = "first", last: str = "last") -> pd.DataFrame:
    """The rows that pass every filter; a row without a date in `first` or `last` passes that of the period."""
    keep = pd.Series(True, index=rows.index)
    if choice.theme != EVERY:
        keep &= rows.theme == choice.theme
    for column, key in (("workstreams", choice.stream), ("members", choice.partner), ("sdgs", choice.sdg)):
        if key != EVERY:
            keep &= rows[column].map(lambda keys, key=key: key in keys.split()).astype(bool)
    if choice.fund != EVERY:
        wanted = set(EU_FUNDS) if choice.fund == EU else {choice.fund}
        keep &= rows.funds.map(lambda keys: bool(wanted & set(keys.split()))).astype(bool)
    begin, end = (pd.Timestamp(day) for day in choice.period)
    return rows[keep & ~(rows[first] > end) & ~(rows[last] < begin)]


def milestones(t: Words) -> pd.DataFrame:
    """Every milestone by date: the columns of the dataset, and key, title, summary, members, date_text (date in words).

    status is that of today: happened, planned or overdue.
    """
    return _milestones(t.language, today())


@cached("milestones")
def _milestones(language: str, day: date) -> pd.DataFrame:
    t, rows, points = Words(language), plain_table("milestones"), dataset("milestones").geometry
    records = rows.to_dict("records")
    rows = rows.assign(
        key=rows.milestone,
        status=[project_status.milestone_status(row["status"], row["date"], day) for row in records],
        title=rows[f"title_{language}"],
        summary=rows[f"summary_{language}"],
        members=rows.partners,
        date_text=[_format_date(row, t) for row in records],
        x=points.x,
        y=points.y,
    )
    return rows.sort_values(["first", "last"], ignore_index=True)


def projects(t: Words) -> pd.DataFrame:
    """Every project: the columns of the dataset, and key, name, summary, members (lead first), date_text (in words).

    status is that of today: one of project_status.PROJECT_STATUSES.
    """
    return _projects(t.language, today())


@cached("projects")
def _projects(language: str, day: date) -> pd.DataFrame:
    t, rows, points = Words(language), plain_table("projects"), dataset("projects").geometry
    records = rows.to_dict("records")
    return rows.assign(
        key=rows["project"],
        status=[project_status.project_status(row["status"], row["end"], day) for row in records],
        name=rows[f"name_{language}"],
        summary=rows[f"summary_{language}"],
        members=(rows["lead"] + " " + rows.partners).str.strip(),
        date_text=[_format_span(row, t) for row in records],
        # Sources write 510000 where the amount beside it reads 510.000.
        **{f"budget_{language}": rows[f"budget_{language}"].map(t.group_digits)},
        # Of a project that only has an end, or only a beginning, the other side is open.
        begins=rows.start_first.fillna(rows.end_first),
        ends=rows.end_last,
        x=points.x,
        y=points.y,
    ).sort_values(["begins", "name"], ignore_index=True)


def describe_status(row: Mapping[Any, Any], t: Words) -> str:
    """The status of a row of `milestones` in words."""
    return t(f"trajectory.status_{row['status']}")


def _format_date(row: Mapping[Any, Any], t: Words) -> str:
    text = t.partial_date(row["date"])
    return text if row["date_basis"] == "stated" else f"{text} ({t('basis.' + row['date_basis'])})"


def _format_span(row: Mapping[Any, Any], t: Words) -> str:
    start = t.partial_date(row["start"]) if row["start"] else t("trajectory.start_unknown")
    if not row["end"]:
        return f"{start} – {t('trajectory.end_unknown')}"
    end = t.partial_date(row["end"])
    return f"{start} – {end}" + (f" ({t('trajectory.aimed')})" if row["end_certainty"] == "planned" else "")


def format_period(start: str, end: str, t: Words) -> str:
    """From when to when a body exists; without an end, until now."""
    return f"{t.partial_date(start)} – {t.partial_date(end) if end else t('trajectory.now')}"


def partner_names(t: Words) -> dict[str, str]:
    """Names of partners in the reader's language by key, in the order of the dataset."""
    return _names("partners", "partner", t.language)


def streams(t: Words) -> dict[str, str]:
    """Names of the four work lines and the four labels since, by key."""
    return _names("workstreams", "workstream", t.language)


def _names(name: str, key: str, language: str) -> dict[str, str]:
    rows = plain_table(name)
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
    rows = plain_table("workstreams")
    return list(rows.loc[rows.generation == "2020", "workstream"])


def goals() -> list[str]:
    """The numbers of the development goals that our mapping uses, in order."""
    return sorted(set(table("sdgs").sdg), key=int)


def find_entry(rows: pd.DataFrame, key: str) -> dict[str, Any]:
    """The row of one entry, of `milestones` or `projects`. Raises IndexError for a key that is not in the rows."""
    return {str(column): value for column, value in rows[rows["key"] == key].iloc[0].to_dict().items()}


def join_names(keys: str, names: dict[str, str]) -> str:
    """The names of keys that stand with spaces in one cell, with commas."""
    return ", ".join(names[key] for key in keys.split())


def alternatives(name: str, key: str) -> pd.DataFrame:
    """Other dates and amounts that sources give for one entry."""
    rows = table("alternatives")
    return rows[(rows.table == name) & (rows.key == key)]
