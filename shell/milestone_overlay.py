"""Milestones of the cooperation laid over a chart: which theme, and what happened when."""

from datetime import date

from i18n.translator import Words
from loaders.clock import today
from loaders.trajectory.project_status import milestone_status
from loaders.trajectory.validation import THEMES
from shell.datasets import cached, plain_table
from shell.exhibits.choices import Choice, Choices
from shell.exhibits.partial_dates import parse_partial_date

# When it happened, as a year with decimals, and what happened.
Event = tuple[float, str]
NONE = "no"


def theme_choice(t: Words) -> Choice:
    """The theme whose milestones are laid over a chart, none by default. One at a time: all would hide the figures."""
    options = {NONE: t("observed.milestones_no")} | {theme: t(f"lane.{theme}") for theme in sorted(THEMES)}
    return Choice("milestones", options, NONE)


def chosen_milestones(choices: Choices, t: Words) -> list[Event]:
    """The milestones of the chosen theme."""
    theme = theme_choice(t).of(choices)
    return [] if theme == NONE else list_milestones(theme, t.language, today())


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
            events.append((time, f"{t.partial_date(str(row['date']))}: {row[f'title_{language}']}{suffix}"))
    return sorted(events)
