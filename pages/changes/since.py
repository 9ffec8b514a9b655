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
    _take_day(choice, t)
    chosen = choose(choice, label=t("since.since"), words=t)
    _offer_meeting(choice.options[chosen["since"]], t)
    return chosen


def _take_day(choice: Choice, t: Words) -> None:
    """A link may name a day: that is the version which stood at its end."""
    if (asked := url_state.take_linked("since")) is None:
        return
    version = version_changes.resolve_day(asked)
    if version not in choice.options:
        url_state.notify(t("link.unknown", name="since", asked=shorten(asked)))
        version = choice.default
    url_state.set_query(since=version)


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
