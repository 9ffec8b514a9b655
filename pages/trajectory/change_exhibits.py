"""Exhibits of what changed in the registers between two days, and of what happened in the world between them."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from briefings.exhibit import Exhibit
from i18n.translator import Words
from loaders.card import Card
from loaders.clock import today
from loaders.trajectory import history
from loaders.trajectory.validation import TABLES
from pages.trajectory.registers import describe_status, milestones
from shell import exhibits
from shell.datasets import note_used
from shell.exhibits import Builder, NoFiguresError, builder
from shell.exhibits.choices import ChoiceError, Choices

PAGE = "trajectory"
# Before this day nothing of the cooperation is in the registers.
FIRST_DAY = date(1990, 1, 1)


def version_days() -> list[date]:
    """The days of which the registers have a version, oldest first."""
    return sorted({day for name in TABLES for day in history.version_days(name)})


def chosen_days(choices: Choices) -> tuple[date, date]:
    """The two days in an address: from the newest version until today where it names none.

    Raises ChoiceError for a text that is no day.
    """
    return _day("since", version_days()[-1], choices), _day("until", today(), choices)


def _day(key: str, default: date, choices: Choices) -> date:
    if key not in choices:
        return default
    try:
        return max(date.fromisoformat(choices[key]), FIRST_DAY)
    except ValueError as error:
        raise ChoiceError(key, choices[key], ["YYYY-MM-DD"]) from error


def register_changes(since: date, until: date) -> Sequence[history.Change]:
    """What was added, changed or removed in all registers. Before they were filled, nothing: not all entries as new."""
    begin = max(since, version_days()[0])
    return [change for name in TABLES for change in history.changes(name, begin, max(until, begin))]


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
        changes, rows = register_changes(since, until), events(since, until, t)
        tables = [*(["changes"] if changes else []), *(["events"] if len(rows) else [])]
        if until < since or number > len(tables):
            raise NoFiguresError(t("changes.backwards" if until < since else "briefing.no_figure"))
        key = "table-changes-show" + (f"-{number}" if number > 1 else "")
        if tables[number - 1] == "changes":
            return _changes_table(key, changes, t)
        return _events_table(key, rows, t)

    return build


def _changes_table(key: str, changes: Sequence[history.Change], t: Words) -> Exhibit:
    """One row per entry that was added, changed or removed."""
    note_used(*(change.table for change in changes))
    return exhibits.table(
        key,
        PAGE,
        [t(f"changes.{column}") for column in ("what", "where", "kind", "columns")],
        [
            [
                getattr(change, f"title_{t.language}"),
                t(f"changes.{change.table}"),
                t(f"changes.{change.kind}"),
                ", ".join(_column(change.table, column, t) for column in change.columns) or "–",
            ]
            for change in changes
        ],
        caption=t("changes.found", count=t.number(len(changes))),
    )


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


def _column(name: str, column: str, t: Words) -> str:
    return str(t.of(Card.of(name).fields.columns[column].meaning)).lower()
