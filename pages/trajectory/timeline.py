"""The timeline, one milestone with its sources, where it happened, and figures on the same time axis."""

from html import escape

import pandas as pd
import streamlit as st

from i18n.translator import Words
from pages.trajectory import phone_list
from pages.trajectory import timeline_exhibits as exhibits
from pages.trajectory.entry_details import format_entry
from pages.trajectory.entry_files import entry_downloads
from pages.trajectory.filters import choose_entries
from pages.trajectory.registers import describe_status
from pages.trajectory.timeline_series import chosen_series, series_choice
from shell import components, map_component, plain_text, url_state
from shell.briefing import collect
from shell.exhibits import NoFiguresError
from shell.exhibits.choices import Choices
from shell.frame import error_boundary
from shell.widgets import choose


def show(t: Words) -> None:
    """The whole section, its filters included."""
    choices = choose_entries(t)
    try:
        rows = exhibits.chosen_milestones(choices, t)
    except NoFiguresError as error:
        plain_text.info(str(error))
        return
    choices |= choose(series_choice(t), label=t("trajectory.series"), words=t)
    _timeline(rows, choices, t)
    phone_list.milestones(rows, t)
    below = chosen_series(choices, t)
    components.note(below.note if below else "")
    left, right = st.columns([4, 7], gap="medium")
    with left:
        _entry(rows, choices, t)
    with right:
        _map(rows, choices, t)
    milestone_table(rows, choices, t)


def _timeline(rows: pd.DataFrame, choices: Choices, t: Words) -> None:
    """The chart; a click on a milestone opens it."""
    colour = exhibits.ON_DARK if st.context.theme.type == "dark" else exhibits.ON_LIGHT
    exhibit = exhibits.timeline_chart(colour)(choices, t)

    def click() -> None:
        points = st.session_state["timeline"].selection.points
        keys = [point["customdata"] for point in points if "customdata" in point]
        if keys:
            url_state.set_query(story=keys[0] if isinstance(keys[0], str) else keys[0][0])

    frame = st.container(key="timeline-frame")
    frame.plotly_chart(
        exhibit.drawing,
        key="timeline",
        alt=exhibit.alt,
        config={**components.CHART_CONFIG, "scrollZoom": False},
        width="stretch",
        on_select=click,
        selection_mode="points",
    )
    components.note(*exhibits.describe_counts(rows, t))
    with st.container(key="timeline-reading"):
        components.note(t("trajectory.reading"))
    collect.offer(exhibit)


@st.fragment
def _entry(rows: pd.DataFrame, choices: dict[str, str], t: Words) -> None:
    """One milestone and the buttons to the next. As a fragment: a step sends neither the chart nor the map again."""
    with error_boundary(t, "milestone"):
        _details(choices | _choose_milestone(rows, t), t)


def _choose_milestone(rows: pd.DataFrame, t: Words) -> dict[str, str]:
    """A milestone: from a list, or one step back or on. All of it works by keyboard."""
    choice = exhibits.story_choice(rows)
    keys = list(choice.options)
    chosen = choose(choice, label=t("trajectory.story"), words=t)
    position = keys.index(chosen["story"])

    def step(by: int) -> None:
        # From what is chosen by now: a second press may come before the buttons are drawn anew.
        now = url_state.current_choice("story")
        url_state.set_query(story=keys[min(max((keys.index(now) if now in keys else position) + by, 0), len(keys) - 1)])

    back, on = st.columns(2)
    with back:
        first = position == 0
        st.button(t("trajectory.back"), on_click=step, args=(-1,), disabled=first, width="stretch", key="back")
    with on:
        last = position == len(keys) - 1
        st.button(t("trajectory.on"), on_click=step, args=(1,), disabled=last, width="stretch", key="on")
    return chosen


def _details(choices: Choices, t: Words) -> None:
    """One milestone: what, when, who, why we place it where it is on the map, and every source."""
    row = exhibits.chosen_milestone(choices, t)
    lead = f'<p class="when"><b>{escape(row["date_text"])}</b> · {escape(describe_status(row, t))}</p>'
    st.html(format_entry("milestones", row, row["title"], exhibits.milestone_facts(row, t), t, lead=lead))
    collect.offer(exhibits.milestone_story(choices, t))


def _map(rows: pd.DataFrame, choices: Choices, t: Words) -> None:
    """The same selection on the map; a click opens the newest milestone of a place."""
    placed = int(rows.x.notna().sum())
    components.note(t("trajectory.map_note", placed=t.number(placed), all=t.number(len(rows))))
    if not placed:
        return
    newest = exhibits.newest_by_point(rows)
    clicked = map_component.show_map(exhibits.milestone_map(choices, t))
    if clicked in newest:
        url_state.set_query(story=newest[clicked])
        st.rerun()


def milestone_table(rows: pd.DataFrame, choices: Choices, t: Words) -> None:
    """Every milestone of the selection as files, and as a table that is drawn only on request."""
    entry_downloads("milestones", list(rows["key"]), t)
    if st.toggle(t("trajectory.as_table"), key="trajectory-table"):
        components.show_exhibit(exhibits.milestones_table(choices, t), words=True)
