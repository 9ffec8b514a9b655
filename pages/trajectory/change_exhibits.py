"""Exhibits of what changed in the registers between two days, and of what happened in the world between them."""

from datetime import date

import pandas as pd

from briefings.exhibit import Exhibit
from i18n.translator import Words
from loaders.clock import today
from pages.trajectory.registers import describe_status, milestones
from shell import exhibits
from shell.exhibits import Builder, NoFiguresError, builder, register_changes
from shell.exhibits.choices import ChoiceError, Choices

PAGE = "trajectory"
# Before this day nothing of the cooperation is in the registers.
FIRST_DAY = date(1990, 1, 1)


def chosen_days(choices: Choices) -> tuple[date, date]:
    """The two days in an address: from the newest version until today where it names none.

    Raises ChoiceError for a text that is no day.
    """
    return _day("since", register_changes.version_days()[-1], choices), _day("until", today(), choices)


def _day(key: str, default: date, choices: Choices) -> date:
    if key not in choices:
        return default
    try:
        return max(date.fromisoformat(choices[key]), FIRST_DAY)
    except ValueError as error:
        raise ChoiceError(key, choices[key], ["YYYY-MM-DD"]) from error


def events(since: date, until: date, t: Words) -> pd.DataFrame:
    """The milestones between two days, both included; columns as registers.milestones."""
    rows = milestones(t)
    return rows[(rows["first"] >= pd.Timestamp(since)) & (rows["last"] <= pd.Timestamp(until))]


def change_table(number: int) -> Builder:
    """The builder of the first or second table of the section: the changes if there are any, then the events.

    Raises NoFiguresError where there are fewer tables.
    """

    @builder
    def build(choices: Choices, t: Words) -> Exhibit:
        since, until = chosen_days(choices)
        changes, rows = register_changes.between(since, until), events(since, until, t)
        tables = [*(["changes"] if changes else []), *(["events"] if len(rows) else [])]
        if until < since or number > len(tables):
            raise NoFiguresError(t("changes.backwards" if until < since else "briefing.no_figure"))
        key = "table-changes-show" + (f"-{number}" if number > 1 else "")
        if tables[number - 1] == "changes":
            return register_changes.table(key, PAGE, changes, t)
        return _events_table(key, rows, t)

    return build


def _events_table(key: str, rows: pd.DataFrame, t: Words) -> Exhibit:
    return exhibits.table(
        key,
        PAGE,
        [t("trajectory.date"), t("trajectory.title_column"), t("trajectory.state"), t("trajectory.source")],
        [
            [row["date_text"], row["title"], describe_status(row, t), row["source_url"]]
            for row in rows.to_dict("records")
        ],
        caption=t("changes.world"),
    )
