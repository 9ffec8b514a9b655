"""What changed in the registers of the cooperation between two days, and what happened in the world between them."""

from datetime import date

import streamlit as st

from i18n.translator import Words
from loaders.clock import today
from pages.trajectory import change_exhibits as exhibits
from pages.trajectory.change_exhibits import FIRST_DAY
from shell import components, plain_text, url_state, widget_seeds
from shell.exhibits import register_changes
from shell.exhibits.choices import shorten


def show(t: Words) -> None:
    """What changed in the registers between two days, and what happened in the world between them."""
    days = register_changes.version_days()
    left, right = st.columns(2)
    with left:
        # Since the last version but one: since the last one nothing has changed.
        since = _choose_day("since", days[-2:][0], t)
    with right:
        until = _choose_day("until", today(), t)
    if since is None or until is None:
        return
    for key, day in (("since", since), ("until", until)):
        url_state.remember(key, str(day), name=_name(key))
    if until < since:
        plain_text.warning(t("changes.backwards"))
        return
    _events(since, until, _register_changes(since, until, days, t), t)


def _choose_day(key: str, default: date, t: Words) -> date | None:
    # A reader who types leaves the field without a day for a moment.
    day = None if widget_seeds.is_emptied(f"_{key}") else _day(key, default, t)
    widget = widget_seeds.seed_widget(f"_{key}", day, t.language)
    day = st.date_input(t(f"changes.{key}"), format="DD-MM-YYYY", min_value=FIRST_DAY, key=widget)
    return day if isinstance(day, date) else None


def _register_changes(since: date, until: date, days: list[date], t: Words) -> int:
    """What changed in the registers, whose versions are of `days`. Returns how many tables were shown."""
    components.subheading(t("changes.register"))
    key = "changes.version" if len(days) == 1 else "changes.versions"
    components.note(t(key, count=t.number(len(days)), days=", ".join(map(t.date, days))))
    if since < days[0]:
        components.note(t("changes.filled", day=t.date(days[0])))
    if not register_changes.between(since, until):
        components.note(t("changes.nothing"))
        return 0
    components.show_exhibit(exhibits.change_table(1)(_address(since, until), t), words=True)
    return 1


def _events(since: date, until: date, shown: int, t: Words) -> None:
    """The milestones between two days; `shown`: how many tables are above."""
    components.subheading(t("changes.world"))
    if exhibits.events(since, until, t).empty:
        components.note(t("changes.world_nothing"))
        return
    table = exhibits.change_table(shown + 1)(_address(since, until), t)
    components.show_exhibit(table, words=True, headed=True)


def _address(since: date, until: date) -> dict[str, str]:
    return {"since": str(since), "until": str(until)}


def _day(key: str, default: date, t: Words) -> date:
    """A day from the address, else the widget, else before; a link without a valid day gets a notice too."""
    if (wanted := url_state.take_linked(key)) is not None:
        try:
            return max(date.fromisoformat(wanted), FIRST_DAY)
        except ValueError:
            url_state.notify(t("link.unknown", name=t(f"changes.{key}"), asked=shorten(wanted)))
            return default
    day = widget_seeds.widget_value(f"_{key}")
    if isinstance(day, date):
        return day
    return date.fromisoformat(st.session_state.get(f"chosen.{_name(key)}") or str(default))


def _name(key: str) -> str:
    """What a day is called in the visit: the page on what is new has a choice `since` too, of a version."""
    return f"register_{key}"
