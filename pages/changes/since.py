"""The choice of the day since when, from the kept versions, and the days of the reader's own meetings."""

from datetime import date

import streamlit as st

from i18n.translator import Words
from loaders.clock import today
from loaders.versions import files
from shell import components, url_state
from shell.briefing import store
from shell.exhibits import NoFiguresError, version_changes
from shell.exhibits.choices import Choice, shorten
from shell.widgets import choose


def choose_since(t: Words) -> dict[str, str]:
    """The version that is chosen; empty, with a notice, where no version is kept."""
    try:
        choice = version_changes.since_choice(t)
    except NoFiguresError as error:
        components.note(str(error))
        return {}
    _take_asked(choice, t)
    chosen = choose(choice, label=t("since.since"), words=t)
    oldest = min(files.list_versions())
    components.note(t("since.oldest", day=t.date(oldest.day)))
    _offer_meeting(choice.options[chosen["since"]], t)
    return chosen


def _take_asked(choice: Choice, t: Words) -> None:
    """A link may name a day, or a version that was pruned: the page says which version it shows instead."""
    if (asked := url_state.take_linked("since")) is None:
        return
    if found := version_changes.find_asked(asked):
        notice = version_changes.describe_missing(asked, found, t)
    else:
        notice = t("link.unknown", name=t("since.since"), asked=shorten(asked))
    if notice:
        url_state.notify(notice)
    url_state.set_query(since=found.key if found else choice.default)


def _offer_meeting(chosen: str, t: Words) -> None:
    """A button that chooses the version of the reader's last meeting, where the briefing has a day that has passed."""
    try:
        day = date.fromisoformat(store.current_briefing(t).day)
    except ValueError:
        return
    version = files.find_version(day)
    if day > today():
        return
    if version is None:
        components.note(t("since.meeting_before", day=t.date(day)))
    elif version_changes.describe_moment(version, t) != chosen:
        label = t("since.meeting", day=t.date(day))
        st.button(label, key="since-meeting", on_click=url_state.set_query, kwargs={"since": version.key})
