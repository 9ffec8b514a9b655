"""What changed in the registers of the cooperation between two days, as a table. Needs no Streamlit."""

from collections.abc import Sequence
from datetime import date

from briefings.exhibit import Exhibit
from i18n.translator import Words
from loaders.card import Card
from loaders.trajectory import history
from loaders.trajectory.validation import TABLES
from shell import exhibits
from shell.datasets import note_used


def version_days() -> list[date]:
    """The days of which the registers have a version, oldest first."""
    return sorted({day for name in TABLES for day in history.version_days(name)})


def between(since: date, until: date) -> Sequence[history.Change]:
    """What was added, changed or removed in all registers. Before they were filled, nothing: not all entries as new."""
    begin = max(since, version_days()[0])
    return [change for name in TABLES for change in history.changes(name, begin, max(until, begin))]


def table(key: str, page: str, changes: Sequence[history.Change], t: Words) -> Exhibit:
    """One row per entry that was added, changed or removed."""
    note_used(*(change.table for change in changes))
    return exhibits.table(
        key,
        page,
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


def _column(name: str, column: str, t: Words) -> str:
    """The meaning of a column without what the card explains after it."""
    meaning = str(t.of(Card.of(name).fields.columns[column].meaning)).partition(";")[0]
    return meaning[:1].lower() + meaning[1:]
