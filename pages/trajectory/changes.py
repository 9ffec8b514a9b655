"""What changed in the registers of the cooperation between two days, and what happened in the world between them."""

from datetime import date

import pandas as pd
import streamlit as st

from i18n.translator import Words
from loaders.card import Card
from loaders.clock import today
from loaders.trajectory import history
from loaders.trajectory.validation import TABLES
from pages.trajectory.registers import describe_status, milestones
from shell import components, plain_text, url_state

# Before this day nothing of the cooperation is in the registers.
FIRST_DAY = date(1990, 1, 1)


def show(t: Words) -> None:
    """What changed in the registers between two days, and what happened in the world between them."""
    days = sorted({day for name in TABLES for day in history.version_days(name)})
    left, right = st.columns(2)
    with left:
        since = _choose_day("since", days[-1], t)
    with right:
        until = _choose_day("until", today(), t)
    if since is None or until is None:
        return
    url_state.remember("since", str(since))
    url_state.remember("until", str(until))
    if until < since:
        plain_text.warning(t("changes.backwards"))
        return
    _register_changes(since, until, days, t)
    _events(since, until, t)


def _choose_day(key: str, default: date, t: Words) -> date | None:
    # A reader who types leaves the field without a day for a moment.
    day = None if url_state.is_emptied(f"_{key}") else _day(key, default, t)
    widget = url_state.seed_widget(f"_{key}", day, t.language)
    day = st.date_input(t(f"changes.{key}"), format="DD-MM-YYYY", min_value=FIRST_DAY, key=widget)
    return day if isinstance(day, date) else None


def _register_changes(since: date, until: date, days: list[date], t: Words) -> None:
    """One row per entry that was added, changed or removed; `days` are those of the versions of the registers."""
    components.subheading(t("changes.register"))
    # Before the register was filled it was empty: a list of all entries as new would be of no use.
    begin = max(since, days[0])
    changes = [change for name in TABLES for change in history.changes(name, begin, max(until, begin))]
    versions = ", ".join(map(t.date, days))
    components.note(t("changes.versions", count=t.number(len(days)), days=versions))
    if since < days[0]:
        components.note(t("changes.filled", day=t.date(days[0])))
    if not changes:
        components.note(t("changes.nothing"))
        return
    components.table(
        [t(f"changes.{key}") for key in ("what", "where", "kind", "columns")],
        [
            [
                getattr(change, f"title_{t.language}"),
                t(f"changes.{change.table}"),
                t(f"changes.{change.kind}"),
                ", ".join(_column(change.table, column, t) for column in change.columns) or "–",
            ]
            for change in changes
        ],
        key="changes-show",
        caption=t("changes.found", count=t.number(len(changes))),
        words=True,
    )


def _events(since: date, until: date, t: Words) -> None:
    """The milestones between two days, both included."""
    components.subheading(t("changes.world"))
    rows = milestones(t)
    rows = rows[(rows["first"] >= pd.Timestamp(since)) & (rows["last"] <= pd.Timestamp(until))]
    if rows.empty:
        components.note(t("changes.world_nothing"))
        return
    components.table(
        [t("trajectory.date"), t("trajectory.title_column"), t("trajectory.state"), t("trajectory.source")],
        [
            [row["date_text"], row["title"], describe_status(row, t), row["source_url"]]
            for row in rows.to_dict("records")
        ],
        key="changes-show",
        caption=t("changes.world"),
        words=True,
        headed=True,
    )


def _day(key: str, default: date, t: Words) -> date:
    """A day from the address, else the widget, else before; a link without a valid day gets a notice too."""
    if (wanted := url_state.take_linked(key)) is not None:
        try:
            return max(date.fromisoformat(wanted), FIRST_DAY)
        except ValueError:
            url_state.notify(t("link.unknown", name=key, asked=wanted[:40]))
            return default
    day = url_state.widget_value(f"_{key}")
    if isinstance(day, date):
        return day
    before = st.session_state.get(f"chosen.{key}")
    return date.fromisoformat(before) if before else default


def _column(name: str, column: str, t: Words) -> str:
    return str(t.of(Card.of(name).fields.columns[column].meaning)).lower()
