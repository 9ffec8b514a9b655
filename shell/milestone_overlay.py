"""Milestones of the cooperation laid over a chart: which theme, and what happened when."""

from datetime import date

from i18n.translator import Words
from loaders.clock import today
from loaders.trajectory.project_status import milestone_status
from loaders.trajectory.validation import THEMES
from shell import url_state
from shell.datasets import cached, plain_table
from shell.partial_dates import parse_partial_date

# When it happened, as a year with decimals, and what happened.
Event = tuple[float, str]


def choose_milestones(t: Words) -> list[Event]:
    """A choice of the milestones to lay over a chart, and those of the chosen theme; none by default.

    One theme at a time: all at once would hide the figures.
    """
    options = {"no": t("observed.milestones_no")} | {theme: t(f"lane.{theme}") for theme in sorted(THEMES)}
    theme = url_state.choose("milestones", options, label=t("observed.milestones"), words=t)
    return list_milestones(theme, t.language, today()) if theme != "no" else []


@cached("milestones")
def list_milestones(theme: str, language: str, day: date) -> list[Event]:
    """The milestones of a theme, oldest first, each with its status on that day unless it simply happened."""
    t = Words(language)
    table = plain_table("milestones")
    events = []
    for row in table[table["theme"] == theme].to_dict("records"):
        if (time := parse_partial_date(str(row["date"]))) is not None:
            status = milestone_status(row["status"], str(row["date"]), day)
            suffix = "" if status == "happened" else f" ({t(f'trajectory.status_{status}')})"
            events.append((time, f"{row['date']}: {row[f'title_{language}']}{suffix}"))
    return sorted(events)
