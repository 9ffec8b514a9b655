"""The status of a project or milestone on a given day: the only place where it is derived, for every page and command.

A planned end that has passed is `overdue` until a source confirms the end. A project that also stands in energy_stages
(links.yaml) has the status of the register there too; its stages are dated steps, and a step that only a
secondary source names confirms nothing.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from loaders.card import Fault
from loaders.trajectory import validation
from loaders.trajectory.links import links

OVERDUE = "overdue"
PROJECT_STATUSES = ("completed", "running", "planned", "study", OVERDUE, "postponed", "unknown")
# These need no confirmation of an end: it was reached, or was given up.
SETTLED = ("completed", "postponed", "cancelled")
# Status of a project that is in no register, by its stage. An announcement without later news is "unknown".
STATUS_OF_STAGE = {"built": "completed", "under_construction": "running", "funded": "planned", "announced": "planned"}
# The statuses in the register that a confirmed newest stage leaves possible; a stage not listed leaves all.
POSSIBLE = {
    "built": {"completed"},
    "under_construction": {"running", "completed", "postponed", "unknown"},
    "cancelled": {"unknown"},
}


def project_status(status: str, end: str, today: date) -> str:
    """The status of a project; `end` is its planned end as the register writes it, empty where none was given."""
    days = validation.span(end)
    return OVERDUE if status not in SETTLED and days is not None and days[1] < today else status


def milestone_status(status: str, day: str, today: date) -> str:
    """happened, planned, or overdue: planned for a day that has passed."""
    days = validation.span(day)
    return OVERDUE if status == "planned" and days is not None and days[1] < today else status


def stage_statuses(stages: pd.DataFrame, projects: pd.DataFrame, today: date) -> dict[str, str]:
    """The status of each project of energy_stages; that of the register where the project is in it.

    stages    columns project, stage, date, basis
    projects  columns project, status, end
    """
    known = projects.set_index("project")[["status", "end"]].to_dict("index")
    linked = {stage: key for key, link in links().projects.items() for stage in link.stages}
    statuses = {}
    for key, newest in newest_stages(stages).items():
        if linked.get(key) in known:
            row = known[linked[key]]
            statuses[key] = project_status(row["status"], row["end"], today)
        else:
            statuses[key] = _status_by_stage(newest["stage"], links().due.get(key, ""), today)
    return statuses


def newest_stages(stages: pd.DataFrame, *, confirmed: bool = False) -> dict[str, dict[Any, Any]]:
    """The newest row of each project of energy_stages; with `confirmed` without those of a secondary source."""
    rows = stages[stages["basis"] != "secondary"] if confirmed else stages
    newest = rows.sort_values(["project", "date"], kind="stable").groupby("project").tail(1)
    return {row["project"]: row for row in newest.to_dict("records")}


def stages_of(project: str) -> Sequence[str]:
    """The keys in energy_stages that describe a project of the register."""
    link = links().projects.get(project)
    return link.stages if link else ()


def contradictions(stages: pd.DataFrame, projects: pd.DataFrame) -> list[Fault]:
    """Linked projects whose register contradicts their newest confirmed stage, and links to what is not there."""
    known = projects.set_index("project")["status"].to_dict()
    newest, present = newest_stages(stages, confirmed=True), set(stages["project"])
    faults = [
        Fault("loaders/trajectory/links.yaml", None, key, "is not a project of energy_stages")
        for key in [*links().due, *(stage for link in links().projects.values() for stage in link.stages)]
        if key not in present
    ]
    for key, link in links().projects.items():
        if key not in known:
            faults.append(Fault("loaders/trajectory/links.yaml", None, key, "is not a project of the register"))
            continue
        for stage in (newest[stage] for stage in link.stages if stage in newest):
            if known[key] not in POSSIBLE.get(stage["stage"], {known[key]}):
                says = f"{key} is {known[key]}, but energy_stages has it {stage['stage']} on {stage['date']}"
                faults.append(Fault("projects", None, "status", says))
    return faults


def _status_by_stage(stage: str, due: str, today: date) -> str:
    status = STATUS_OF_STAGE.get(stage, stage)
    if stage == "announced" and not due:
        return "unknown"
    return project_status(status, due, today)
