"""Projects, milestones and partners of the cooperation to find."""

import textwrap
from typing import Any

import pandas as pd

from i18n.translator import Words
from loaders.clock import today
from loaders.trajectory.project_status import project_status
from shell.datasets import plain_table
from shell.exhibits.time_axis import FIRST_YEAR, LAST_YEAR
from shell.search.entries import Entry, address, other_language, pick_keywords

# No filter of the page may hide what was found. The years are widened where an entry lies outside of these.
EVERY = {"lane": "all", "stream": "all", "partner": "all", "fund": "all", "sdg": "all"}
# Characters of a longer text below a label.
LONGEST_DETAIL = 80


def projects(t: Words) -> list[Entry]:
    """Every project with its status today: opens it in its section."""
    entries = []
    for row in plain_table("projects").to_dict("records"):
        span = _years(row["start_first"], row["end_last"])
        where = address("trajectory", section="projects", **EVERY, **span, state="all", project=str(row["project"]))
        status = project_status(str(row["status"]), str(row["end"]), today())
        entries.append(_entry("project", row, "name", where, t(f"project.{status}"), t))
    return entries


def milestones(t: Words) -> list[Entry]:
    """Every milestone with its date, the newest first: opens it on the timeline."""
    rows = plain_table("milestones").sort_values(["first", "milestone"], ascending=[False, True])
    entries = []
    for row in rows.to_dict("records"):
        span = _years(row["first"], row["last"])
        where = address("trajectory", section="timeline", **EVERY, **span, story=str(row["milestone"]))
        entries.append(_entry("milestone", row, "title", where, t.partial_date(str(row["date"])), t))
    return entries


def partners(t: Words) -> list[Entry]:
    """Every partner: opens the projects or milestones it takes part in, else the section of all partners."""
    projects, milestones = plain_table("projects"), plain_table("milestones")
    shown = projects[_is_shown(projects["start_first"].fillna(projects["end_first"]), projects["end_last"])]
    in_projects = _named(shown["partners"]) | _named(shown["lead"])
    in_milestones = _named(milestones[_is_shown(milestones["first"], milestones["last"])]["partners"])
    entries = []
    for row in plain_table("partners").to_dict("records"):
        key = str(row["partner"])
        chosen = {**EVERY, "partner": key}
        where = address("trajectory", section="partners")
        if key in in_projects:
            where = address("trajectory", section="projects", **chosen, **_years(), state="all")
        elif key in in_milestones:
            where = address("trajectory", section="timeline", **chosen, **_years())
        role = textwrap.shorten(str(row[f"role_{t.language}"]), LONGEST_DETAIL, placeholder="…", break_on_hyphens=False)
        entries.append(_entry("partner", row, "name", where, role, t))
    return entries


def _entry(kind: str, row: dict[Any, Any], name: str, where: str, detail: str, t: Words) -> Entry:
    label, other = str(row[f"{name}_{t.language}"]), str(row[f"{name}_{other_language(t).language}"])
    summary = str(row.get(f"summary_{t.language}", ""))
    names = (other,) if other != label else ()
    return Entry(kind, label, where, detail, names, pick_keywords([summary], label, *names))


def _years(*days: Any) -> dict[str, str]:
    """The years of the time axis, so wide that these days lie on it too."""
    years = [pd.Timestamp(day).year for day in days if pd.notna(day)]
    return {"from": str(min([FIRST_YEAR, *years])), "to": str(max([LAST_YEAR, *years]))}


def _is_shown(first: pd.Series, last: pd.Series) -> pd.Series:
    """Whether what lasted from `first` to `last` lies on the time axis; an unknown day hides nothing."""
    begin, end = pd.Timestamp(f"{FIRST_YEAR}-01-01"), pd.Timestamp(f"{LAST_YEAR}-12-31")
    return ~(pd.to_datetime(first) > end) & ~(pd.to_datetime(last) < begin)


def _named(cells: pd.Series) -> set[str]:
    return set(" ".join(cells.fillna("")).split())
