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


def show(t: Words) -> None:
    """What changed in the registers between two days, and what happened in the world between them."""
    days = sorted({day for name in TABLES for day in history.version_days(name)})
    left, right = st.columns(2)
    with left:
        since = st.date_input(
            t("changes.since"),
            _day("since", days[-1], t),
            format="DD-MM-YYYY",
            min_value=date(1990, 1, 1),
            key="_since",
        )
    with right:
        until = st.date_input(
            t("changes.until"),
            _day("until", today(), t),
            format="DD-MM-YYYY",
            min_value=date(1990, 1, 1),
            key="_until",
        )
    if not isinstance(since, date) or not isinstance(until, date):
        return
    url_state.remember("since", str(since))
    url_state.remember("until", str(until))
    if until < since:
        plain_text.warning(t("changes.backwards"))
        return
    components.subheading(t("changes.register"))
    # Before the register was filled it was empty: to list all of it as new would tell nobody anything.
    begin = max(since, days[0])
    found = [change for name in TABLES for change in history.changes(name, begin, max(until, begin))]
    named = ", ".join(t.date(each) for each in days)
    components.note(t("changes.versions", count=t.number(len(days)), days=named))
    if since < days[0]:
        components.note(t("changes.filled", day=t.date(days[0])))
    if found:
        components.table(
            [t(f"changes.{key}") for key in ("what", "where", "kind", "columns")],
            [
                [
                    getattr(one, f"title_{t.language}"),
                    t(f"changes.{one.table}"),
                    t(f"changes.{one.kind}"),
                    ", ".join(_column(one.table, column, t) for column in one.columns) or "–",
                ]
                for one in found
            ],
            key="changes-show",
            caption=t("changes.found", count=t.number(len(found))),
            words=True,
        )
    else:
        components.note(t("changes.nothing"))
    components.subheading(t("changes.world"))
    rows = milestones(t)
    within = rows[(rows["first"] >= pd.Timestamp(since)) & (rows["last"] <= pd.Timestamp(until))]
    if within.empty:
        components.note(t("changes.world_nothing"))
        return
    components.table(
        [t("trajectory.date"), t("trajectory.title_column"), t("trajectory.state"), t("trajectory.source")],
        [[row["told"], row["title"], describe_status(row, t), row["source_url"]] for row in within.to_dict("records")],
        key="changes-show",
        caption=t("changes.world"),
        words=True,
        headed=True,
    )


def _day(key: str, default: date, t: Words) -> date:
    """A day from the address, the widget or before; a link that holds no day gets the default and a notice."""
    if (asked := url_state.new_from_url(key)) is not None:
        try:
            st.session_state[f"_{key}"] = max(date.fromisoformat(asked), date(1990, 1, 1))
        except ValueError:
            url_state.notify(t("link.unknown", name=key, asked=asked[:40]))
            st.session_state[f"_{key}"] = default
    held = st.session_state.get(f"_{key}", default)
    return held if isinstance(held, date) else default


def _column(name: str, column: str, t: Words) -> str:
    return str(t.of(Card.of(name).fields.columns[column].meaning)).lower()
