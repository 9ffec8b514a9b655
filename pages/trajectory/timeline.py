"""The timeline, one milestone with its sources, where it happened, and figures on the same time axis."""

from datetime import date
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from charts import timeline
from charts.points import Point, describe_points
from i18n.translator import Words
from loaders.clock import today
from loaders.trajectory.project_status import OVERDUE
from loaders.trajectory.validation import THEMES
from pages.trajectory import phone_list, timeline_series
from pages.trajectory.base_map import base_map, kinds
from pages.trajectory.entry_details import entry_downloads, format_goals, format_other_sources, format_source, offer
from pages.trajectory.registers import (
    Choice,
    choose_entry,
    chosen_entry,
    describe_status,
    find_entry,
    format_period,
    join_names,
    milestones,
    partner_names,
    projects,
    streams,
    table,
)
from pages.trajectory.timeline_series import ChosenSeries
from shell import components, map_component, plain_text, url_state
from shell.briefing import collect
from shell.datasets import cached


def show(t: Words) -> None:
    """The whole section, its filters included."""
    choice = choose_entry(t)
    rows = chosen_entry(milestones(t), choice)
    if rows.empty:
        plain_text.info(t("trajectory.none"))
        return
    below = timeline_series.choose_series(t)
    _timeline(rows, choice, below, t)
    phone_list.milestones(rows, t)
    components.note(below.note if below else "")
    left, right = st.columns([4, 7], gap="medium")
    with left:
        _entry(rows, t)
    with right:
        _map(rows, t)
    milestone_table(rows, t)


def _timeline(rows: pd.DataFrame, choice: Choice, below: ChosenSeries | None, t: Words) -> None:
    """The chart; a click on a milestone opens it."""
    key = below.key if below and len(below.series.rows) else ""
    figure = _figure(choice, key, text_colour(), t.language, today(), rows, below)
    texts = [
        t("trajectory.counted", count=t.number(len(rows)), first=rows.date_text.iloc[0], last=rows.date_text.iloc[-1])
    ]
    if overdue := int((rows.status == OVERDUE).sum()):
        texts.append(t("trajectory.counted_overdue", count=t.number(overdue)))
    message, alt = " ".join(texts), " ".join([t("trajectory.alt"), *texts])

    def click() -> None:
        points = st.session_state["timeline"].selection.points
        keys = [point["customdata"] for point in points if "customdata" in point]
        if keys:
            url_state.set_query(story=keys[0] if isinstance(keys[0], str) else keys[0][0])

    frame = st.container(key="timeline-frame")
    frame.plotly_chart(
        figure,
        key="timeline",
        alt=alt,
        config={**components.CHART_CONFIG, "scrollZoom": False},
        width="stretch",
        on_select=click,
        selection_mode="points",
    )
    components.note(*texts)
    with st.container(key="timeline-reading"):
        components.note(t("trajectory.reading"))
    collect.set_message(message)
    title, register = t("trajectory.section_timeline"), t("briefing.register")
    collect.offer_exhibit("chart", "timeline", lambda: {"figure": figure}, title=title, alt=alt, source=register)


@cached("milestones", "trajectory_bodies", max_entries=60)
def _figure(
    choice: Choice,
    series: str,
    colour: str,
    language: str,
    day: date,
    _rows: pd.DataFrame,
    _below: ChosenSeries | None,
) -> go.Figure:
    """The chart of a selection: the same object as before, so that it is not sent again."""
    t = Words(language)
    return timeline.draw(
        _rows,
        phases(t),
        lanes={theme: t(f"lane.{theme}") for theme in THEMES},
        view=timeline.TimelineView(choice.period, day, colour),
        words=t,
        below=_below.series if series and _below else None,
    )


def text_colour() -> str:
    """The colour of names on the chart: the grey that charts have by default is too faint on a projector."""
    return "#e8eef1" if st.context.theme.type == "dark" else "#17252c"


def phases(t: Words) -> pd.DataFrame:
    """The six phases of the cooperation: key, title, first, last (NaT: it goes on), date_text (dates in words)."""
    bodies = table("bodies")
    bodies = bodies[bodies.phase != ""]
    ends = [f"{end}-12-31" if len(end) == 4 else end for end in bodies.end]
    return pd.DataFrame(
        {
            "key": bodies.body.to_numpy(),
            "title": [t(f"phase.{phase}") for phase in bodies.phase],
            "first": [pd.Timestamp(start) for start in bodies.start],
            "last": [pd.Timestamp(end) if end else pd.NaT for end in ends],
            "date_text": [format_period(start, end, t) for start, end in zip(bodies.start, bodies.end, strict=True)],
        }
    ).sort_values("first", ignore_index=True)


@st.fragment
def _entry(rows: pd.DataFrame, t: Words) -> None:
    """One milestone and the buttons to the next. As a fragment: a step sends neither the chart nor the map again."""
    _details(find_entry(rows, _choose_milestone(rows, t)), t)


def _choose_milestone(rows: pd.DataFrame, t: Words) -> str:
    """A milestone: from a list, or one step back or on. All of it works by keyboard."""
    options = {
        row["key"]: f"{row['date_text']} · {row['title']}"
        for row in rows[["key", "date_text", "title"]].to_dict("records")
    }
    heads = rows[(rows.headline != "") & (rows.status == "happened")]
    default = (heads if len(heads) else rows)["key"].iloc[-1]
    keys = list(options)
    key = url_state.choose("story", options, label=t("trajectory.story"), words=t, default=default)
    position = keys.index(key)

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
    return key


def _details(row: dict[str, Any], t: Words) -> None:
    """One milestone: what, when, who, why we place it where it is on the map, and every source."""
    badge = describe_status(row, t)
    project = projects(t).set_index("key")["name"].get(row["project"], "–")
    facts = [
        (t("trajectory.theme"), t(f"lane.{row['theme']}")),
        (t("trajectory.filter_stream"), join_names(row["workstreams"], streams(t)) or t("trajectory.no_stream")),
        (t("trajectory.with"), join_names(row["partners"], partner_names(t)) or t("trajectory.not_named")),
        (t("trajectory.project"), str(project)),
        (t("trajectory.fund"), ", ".join(t(f"fund.{fund}") for fund in row["funds"].split()) or "–"),
        (t("trajectory.where"), t(f"trajectory.place_{row['coordinates']}")),
    ]
    body = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for name, value in facts)
    below = f"{format_other_sources('milestones', row['key'], t)}{format_goals(row, t)}{format_source(row, t)}"
    st.html(
        f'<article class="story"><h2>{escape(row["title"])}</h2><p class="when"><b>{escape(row["date_text"])}</b> · '
        f"{escape(badge)}</p><p>{escape(row['summary'])}</p><dl>{body}</dl>{below}</article>"
    )
    offer("milestones", row, row["title"], f"{row['date_text']} · {badge}", facts, t)


def _map(rows: pd.DataFrame, t: Words) -> None:
    """The same selection on the map: one circle per place, larger where more happened."""
    placed = rows[rows.x.notna()]
    components.note(t("trajectory.map_note", placed=t.number(len(placed)), all=t.number(len(rows))))
    if placed.empty:
        return
    points, newest = [], {}
    weighted = placed.duplicated(["x", "y"]).any()
    for _, group in placed.groupby(["x", "y"], sort=False):
        last = group.iloc[-1]
        x, y = float(last["x"]), float(last["y"])
        key = f"at-{x}-{y}"
        newest[key] = str(last["key"])
        text = t("trajectory.times", count=len(group)) if len(group) > 1 else last["date_text"]
        points.append(Point(key, x, y, last["theme"], last["title"], text, float(len(group)) if weighted else None))
    clicked = map_component.mount_map(
        describe_points(base_map(t), points, kinds(t), t, title=t("trajectory.places"), alone=True),
        "trajectory-map",
        source=t("briefing.register"),
    )
    if clicked in newest:
        url_state.set_query(story=newest[clicked])
        st.rerun()


def milestone_table(rows: pd.DataFrame, t: Words) -> None:
    """Every milestone of the selection as files, and as a table that is drawn only on request."""
    entry_downloads("milestones", list(rows["key"]), t)
    if st.toggle(t("trajectory.as_table"), key="trajectory-table"):
        components.table(
            [t("trajectory.title_column"), t("trajectory.date"), t("trajectory.state"), t("trajectory.source")],
            [
                [row["title"], row["date_text"], describe_status(row, t), row["source_url"]]
                for row in rows.to_dict("records")
            ],
            key="story-listed",
            caption=t("trajectory.as_table"),
            words=True,
        )
