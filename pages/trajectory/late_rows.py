"""What is late (promised, the planned end passed, no confirmation in our sources), and what was achieved since 2019.

Needs no Streamlit. Projects and milestones of the registers, projects that only energy_stages has, and targets whose
year has passed without a figure.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from i18n.translator import Words
from loaders.clock import today
from loaders.trajectory import ownership, project_status, validation
from loaders.trajectory.links import links
from loaders.trajectory.project_status import OVERDUE
from pages.trajectory.registers import milestones, projects
from shell import port_data
from shell.datasets import cached, plain_table
from shell.exhibits import target_path

# The process of the District began in 2019.
SINCE = date(2019, 1, 1)
USED = ("projects", "milestones", "energy_stages", "targets", "partners")


class Late(NamedTuple):
    """One late entry. due: the last day of its planned end; planned: that end as the source writes it."""

    name: str
    kind: str
    owner: str
    due: date
    planned: str
    source: str


class Achieved(NamedTuple):
    """A project that ended since 2019, confirmed by a source."""

    name: str
    owner: str


def late_entries(t: Words) -> list[Late]:
    """Every late entry, the longest overdue first."""
    return _late(t.language, today())


def achieved_projects(t: Words) -> list[Achieved]:
    """Every project that was completed since 2019, by its end."""
    rows = projects(t)
    done = rows[(rows.status == "completed") & (rows.end_last.dt.date >= SINCE)].sort_values("end_last")
    kinds = _kinds()
    return [
        Achieved(row["name"], ownership.project_owner(row["lead"], row["partners"], kinds))
        for row in done.to_dict("records")
    ]


@cached(*USED)
def _late(language: str, day: date) -> list[Late]:
    t = Words(language)
    entries = [*_projects(t), *_milestones(t), *_energy(t, day), *_targets(t)]
    return sorted(entries, key=lambda entry: (entry.due, entry.name))


def _kinds() -> Mapping[str, str]:
    partners = plain_table("partners")
    return dict(zip(partners["partner"], partners["kind"], strict=True))


def _last_day(text: str) -> date:
    """The last day of a planned end. Raises ValueError for what is no date: an entry without one is never late."""
    span = validation.span(text)
    if span is None:
        raise ValueError(f"{text!r} is no date")
    return span[1]


def _projects(t: Words) -> Iterator[Late]:
    rows, kinds = projects(t), _kinds()
    for row in rows[rows.status == OVERDUE].to_dict("records"):
        owner = ownership.project_owner(row["lead"], row["partners"], kinds)
        yield Late(row["name"], "project", owner, _last_day(row["end"]), row["end"], row["source_url"])


def _milestones(t: Words) -> Iterator[Late]:
    """Late milestones; the end of a late project is that project, and counted once."""
    rows, kinds, every = milestones(t), _kinds(), projects(t).set_index("key").to_dict("index")
    for row in rows[rows.status == OVERDUE].to_dict("records"):
        project: Mapping[Any, Any] = every.get(row["project"], {})
        if project and project["status"] == OVERDUE and project["end"] == row["date"]:
            continue
        of_project = ownership.project_owner(project["lead"], project["partners"], kinds) if project else ""
        owner = ownership.milestone_owner(row["partners"], of_project, kinds)
        yield Late(row["title"], "milestone", owner, _last_day(row["date"]), row["date"], row["source_url"])


def _energy(t: Words, day: date) -> Iterator[Late]:
    """Late projects that are in no register; who is behind them is not recorded."""
    stages = port_data.read_table("energy_stages")
    statuses = project_status.stage_statuses(stages, plain_table("projects"), day)
    linked = {stage for link in links().projects.values() for stage in link.stages}
    for key, row in project_status.newest_stages(stages).items():
        if statuses[key] == OVERDUE and key not in linked:
            due = links().due[key]
            yield Late(row[f"name_{t.language}"], "project", ownership.UNKNOWN, _last_day(due), due, row["source"])


def _targets(t: Words) -> Iterator[Late]:
    rows, kinds = target_path.register_targets(t), _kinds()
    for row in rows[(rows.kind == "target") & (rows.status == "no_figure")].to_dict("records"):
        year = f"{row['year']:.0f}"
        owner = ownership.by_kind(row["by"], kinds)
        yield Late(row[f"name_{t.language}"], "target", owner, _last_day(year), year, row["source_url"])
