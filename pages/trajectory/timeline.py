"""The timeline, the story of one milestone with its sources, where it happened, and figures on the same time axis."""

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
from pages.trajectory.entry_details import entry_downloads, goals, offer, others, source
from pages.trajectory.registers import (
    Choice,
    choose_entry,
    chosen_entry,
    describe_status,
    join_names,
    milestones,
    partner_names,
    projects,
    streams,
    table,
)
from pages.trajectory.timeline_series import SeriesBelow
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
    below = timeline_series.pick(t)
    _timeline(rows, choice, below, t)
    phone_list.milestones(rows, t)
    components.note(below.said if below else "")
    left, right = st.columns([4, 7], gap="medium")
    with left:
        _told(rows, t)
    with right:
        _map(rows, t)
    milestone_table(rows, t)


def _timeline(rows: pd.DataFrame, choice: Choice, below: SeriesBelow | None, t: Words) -> None:
    key = below.key if below and len(below.rows) else ""
    figure = _figure(tuple(rows["key"]), choice, key, t.language, today(), text_colour(), rows, below, t)
    told = [t("trajectory.counted", count=t.number(len(rows)), first=rows.told.iloc[0], last=rows.told.iloc[-1])]
    if overdue := int((rows.status == OVERDUE).sum()):
        told.append(t("trajectory.counted_overdue", count=t.number(overdue)))

    def click() -> None:
        points = st.session_state["timeline"].selection.points
        held = [point["customdata"] for point in points if "customdata" in point]
        if held:
            url_state.set_query(story=held[0] if isinstance(held[0], str) else held[0][0])

    frame = st.container(key="timeline-frame")
    frame.plotly_chart(
        figure,
        key="timeline",
        alt=" ".join([t("trajectory.alt"), *told]),
        config={**components.CHART_CONFIG, "scrollZoom": False},
        width="stretch",
        on_select=click,
        selection_mode="points",
    )
    components.note(*told)
    with st.container(key="timeline-reading"):
        components.note(t("trajectory.reading"))
    collect.set_message(" ".join(told))
    name, alt = t("trajectory.section_timeline"), " ".join([t("trajectory.alt"), *told])
    collect.offer_exhibit(
        "chart", "timeline", lambda: {"figure": figure}, title=name, alt=alt, source=t("briefing.register")
    )


@cached("milestones", max_entries=60)
def _figure(
    keys: tuple[str, ...],
    choice: Choice,
    below: str,
    language: str,
    day: date,
    colour: str,
    _rows: pd.DataFrame,
    _below: SeriesBelow | None,
    _t: Words,
) -> go.Figure:
    """The drawing of a selection: made once, and the same object again, so that it is not sent again."""
    under: dict[str, Any] = {}
    if below and _below:
        under = {"below": _below.rows, "unit": _below.unit, "decimals": _below.decimals, "breaks": _below.breaks}
    return timeline.draw(
        _rows,
        phases(_t),
        lanes={theme: _t(f"lane.{theme}") for theme in THEMES},
        period=choice.period,
        today=day,
        words=_t,
        ink=colour,
        **under,
    )


def text_colour() -> str:
    """The colour of names in a drawing: on a projector, the grey that charts have by themselves is too faint."""
    return "#e8eef1" if st.context.theme.type == "dark" else "#17252c"


def phases(t: Words) -> pd.DataFrame:
    """The six phases: key, title, first, last (NaT where it goes on), told."""
    bodies = table("bodies")
    bodies = bodies[bodies.phase != ""]
    last = pd.to_datetime([f"{end}-12-31" if len(end) == 4 else end or None for end in bodies.end], format="mixed")
    return pd.DataFrame(
        {
            "key": bodies.body.to_numpy(),
            "title": [t(f"phase.{phase}") for phase in bodies.phase],
            "first": pd.to_datetime(bodies.start.to_numpy(), format="mixed"),
            "last": last,
            "told": [
                f"{t.partial_date(a)} – {t.partial_date(b) if b else t('trajectory.now')}"
                for a, b in bodies[["start", "end"]].values
            ],
        }
    ).sort_values("first", ignore_index=True)


@st.fragment
def _told(rows: pd.DataFrame, t: Words) -> None:
    """The story and the way to the next one. By itself: a step sends neither the drawing nor the map again."""
    key = _walk(rows, t)
    _story(rows.set_index("key").loc[key], t)


def _walk(rows: pd.DataFrame, t: Words) -> str:
    """The story of choice: by a list, or one step back or on. All of it works by keyboard."""
    options = {
        row["key"]: f"{row['told']} · {row['title']}" for row in rows[["key", "told", "title"]].to_dict("records")
    }
    heads = rows[(rows.headline != "") & (rows.status == "happened")]
    default = (heads if len(heads) else rows)["key"].iloc[-1]
    keys = list(options)
    key = url_state.choose("story", options, label=t("trajectory.story"), words=t, default=default)
    place = keys.index(key)

    def step(by: int) -> None:
        url_state.set_query(story=keys[place + by])

    back, on = st.columns(2)
    with back:
        st.button(t("trajectory.back"), on_click=step, args=(-1,), disabled=place == 0, width="stretch", key="back")
    with on:
        last = place == len(keys) - 1
        st.button(t("trajectory.on"), on_click=step, args=(1,), disabled=last, width="stretch", key="on")
    return key


def _story(row: pd.Series, t: Words) -> None:
    """One milestone: what, when, who, why we put it where it is, and every source."""
    badge = describe_status(row, t)
    facts = [
        (t("trajectory.theme"), t(f"lane.{row.theme}")),
        (t("trajectory.filter_stream"), join_names(row.workstreams, streams(t)) or t("trajectory.no_stream")),
        (t("trajectory.with"), join_names(row.partners, partner_names(t)) or t("trajectory.not_named")),
        (t("trajectory.project"), projects(t).set_index("key").name.get(row.project, "–")),
        (t("trajectory.fund"), ", ".join(t(f"fund.{fund}") for fund in row.funds.split()) or "–"),
        (t("trajectory.where"), t(f"trajectory.place_{row.coordinates}")),
    ]
    body = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for name, value in facts)
    below = f"{others('milestones', str(row.name), t)}{goals(row, t)}{source(row, t)}"
    st.html(
        f'<article class="story"><h2>{escape(row.title)}</h2><p class="when"><b>{escape(row.told)}</b> · '
        f"{escape(badge)}</p><p>{escape(row.summary)}</p><dl>{body}</dl>{below}</article>"
    )
    offer("milestones", row, row.title, f"{row.told} · {badge}", facts, t)


def _map(rows: pd.DataFrame, t: Words) -> None:
    """The same selection on the map: one circle a place, larger where more happened."""
    placed = rows[rows.x.notna()]
    components.note(t("trajectory.map_note", placed=t.number(len(placed)), all=t.number(len(rows))))
    if placed.empty:
        return
    points, first = [], {}
    several = placed.duplicated(["x", "y"]).any()
    for (x, y), here in placed.groupby(["x", "y"], sort=False):
        last = here.iloc[-1]
        first[f"at-{x}-{y}"] = str(last["key"])
        weight = float(len(here)) if several else None
        text = t("trajectory.times", count=len(here)) if len(here) > 1 else last.told
        points.append(Point(f"at-{x}-{y}", x, y, last.theme, last.title, text, weight))
    clicked = map_component.mount_map(
        describe_points(base_map(t), points, kinds(t), t, title=t("trajectory.places"), alone=True),
        "trajectory-map",
        source=t("briefing.register"),
    )
    if clicked in first:
        url_state.set_query(story=first[clicked])
        st.rerun()


def milestone_table(rows: pd.DataFrame, t: Words) -> None:
    """Every milestone of the selection to take away, and as a table, drawn only when asked for."""
    entry_downloads("milestones", list(rows["key"]), t)
    if st.toggle(t("trajectory.as_table"), key="trajectory-table"):
        components.table(
            [t("trajectory.title_column"), t("trajectory.date"), t("trajectory.state"), t("trajectory.source")],
            [
                [row["title"], row["told"], describe_status(row, t), row["source_url"]]
                for row in rows.to_dict("records")
            ],
            key="story-listed",
            caption=t("trajectory.as_table"),
            words=True,
        )
