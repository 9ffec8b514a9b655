"""Exhibits of the timeline: milestones over the years, one of them in full, where they happened, and all as a table."""

from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from briefings.exhibit import Exhibit
from charts import timeline
from charts.points import Point, describe_points
from i18n.translator import Words
from loaders.clock import today
from loaders.trajectory.project_status import OVERDUE
from loaders.trajectory.validation import THEMES
from pages.trajectory.base_map import base_map, kinds
from pages.trajectory.entry_details import story
from pages.trajectory.registers import (
    Selection,
    chosen_entry,
    describe_status,
    find_entry,
    format_period,
    join_names,
    milestones,
    partner_names,
    projects,
    select,
    streams,
    table,
)
from pages.trajectory.timeline_series import ChosenSeries, chosen_series
from shell import exhibits
from shell.datasets import cached
from shell.exhibits import Builder, NoFiguresError, builder, map_descriptions
from shell.exhibits.choices import Choice, Choices

PAGE = "trajectory"
# The colour of names on the chart: the grey that charts have by default is too faint on a projector.
ON_LIGHT, ON_DARK = "#17252c", "#e8eef1"


def chosen_milestones(choices: Choices, t: Words) -> pd.DataFrame:
    """The milestones that pass every filter; columns as registers.milestones. Raises NoFiguresError where none does."""
    rows = chosen_entry(milestones(t), select(choices, t))
    if rows.empty:
        raise NoFiguresError(t("trajectory.none"))
    return rows


def story_choice(rows: pd.DataFrame) -> Choice:
    """One of the chosen milestones; the newest main point that happened by default."""
    records = rows[["key", "date_text", "title"]].to_dict("records")
    heads = rows[(rows.headline != "") & (rows.status == "happened")]
    default = str((heads if len(heads) else rows)["key"].iloc[-1])
    return Choice("story", {row["key"]: f"{row['date_text']} · {row['title']}" for row in records}, default)


def describe_counts(rows: pd.DataFrame, t: Words) -> list[str]:
    """How many milestones there are, from when to when, and how many are overdue."""
    texts = [
        t("trajectory.counted", count=t.number(len(rows)), first=rows.date_text.iloc[0], last=rows.date_text.iloc[-1])
    ]
    if overdue := int((rows.status == OVERDUE).sum()):
        texts.append(t("trajectory.counted_overdue", count=t.number(overdue)))
    return texts


def timeline_chart(colour: str = ON_LIGHT) -> Builder:
    """The builder of the chart; `colour` is that of the names on it."""

    @builder
    def build(choices: Choices, t: Words) -> Exhibit:
        rows, below = chosen_milestones(choices, t), chosen_series(choices, t)
        texts = describe_counts(rows, t)
        key = below.key if below and len(below.series.rows) else ""
        return exhibits.chart(
            "timeline",
            PAGE,
            _figure(select(choices, t), key, colour, t.language, today(), rows, below),
            title=t("trajectory.section_timeline"),
            message=" ".join(texts),
            alt=" ".join([t("trajectory.alt"), *texts]),
            source=t("briefing.register"),
        )

    return build


@cached("milestones", "trajectory_bodies", max_entries=60)
def _figure(
    selection: Selection,
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
        view=timeline.TimelineView(selection.period, day, colour),
        words=t,
        below=_below.series if series and _below else None,
    )


def phases(t: Words) -> pd.DataFrame:
    """The six phases of the cooperation: key, title, first, last (NaT where it goes on), told (the dates in words)."""
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


def chosen_milestone(choices: Choices, t: Words) -> dict[str, Any]:
    """The milestone that is shown in full."""
    rows = chosen_milestones(choices, t)
    return find_entry(rows, story_choice(rows).of(choices))


def milestone_facts(row: dict[str, Any], t: Words) -> list[tuple[str, str]]:
    """What is known of a milestone: name and value of each fact."""
    project = projects(t).set_index("key")["name"].get(row["project"], "–")
    return [
        (t("trajectory.theme"), t(f"lane.{row['theme']}")),
        (t("trajectory.filter_stream"), join_names(row["workstreams"], streams(t)) or t("trajectory.no_stream")),
        (t("trajectory.with"), join_names(row["partners"], partner_names(t)) or t("trajectory.not_named")),
        (t("trajectory.project"), str(project)),
        (t("trajectory.fund"), ", ".join(t(f"fund.{fund}") for fund in row["funds"].split()) or "–"),
        (t("trajectory.where"), t(f"trajectory.place_{row['coordinates']}")),
    ]


@builder
def milestone_story(choices: Choices, t: Words) -> Exhibit:
    """One milestone in full."""
    row = chosen_milestone(choices, t)
    message = f"{row['date_text']} · {describe_status(row, t)}"
    return story("milestones", row, row["title"], message, milestone_facts(row, t), t)


def newest_by_point(rows: pd.DataFrame) -> dict[str, str]:
    """The newest milestone of each point on the map, by the key of the point."""
    newest = rows[rows.x.notna()].drop_duplicates(["x", "y"], keep="last")
    return {_point_key(x, y): str(key) for x, y, key in zip(newest.x, newest.y, newest["key"], strict=True)}


def _point_key(x: float, y: float) -> str:
    return f"at-{float(x)}-{float(y)}"


@builder
def milestone_map(choices: Choices, t: Words) -> Exhibit:
    """One circle per place, larger where more happened. Raises NoFiguresError where no milestone has a place."""
    rows = chosen_milestones(choices, t)
    placed = rows[rows.x.notna()]
    if placed.empty:
        raise NoFiguresError(t("briefing.no_figure"))
    points = []
    weighted = placed.duplicated(["x", "y"]).any()
    for _, group in placed.groupby(["x", "y"], sort=False):
        last = group.iloc[-1]
        x, y = float(last["x"]), float(last["y"])
        text = t("trajectory.times", count=len(group)) if len(group) > 1 else last["date_text"]
        weight = float(len(group)) if weighted else None
        points.append(Point(_point_key(x, y), x, y, last["theme"], last["title"], text, weight))
    return map_descriptions.map_exhibit(
        "trajectory-map",
        PAGE,
        describe_points(base_map(t), points, kinds(t), t, title=t("trajectory.places"), alone=True),
        t,
        message=" ".join(describe_counts(rows, t)),
        source=t("briefing.register"),
    )


@builder
def milestones_table(choices: Choices, t: Words) -> Exhibit:
    """Every milestone of the selection."""
    rows = chosen_milestones(choices, t)
    return exhibits.table(
        "table-story-listed",
        PAGE,
        [t("trajectory.title_column"), t("trajectory.date"), t("trajectory.state"), t("trajectory.source")],
        [
            [row["title"], row["date_text"], describe_status(row, t), row["source_url"]]
            for row in rows.to_dict("records")
        ],
        caption=t("trajectory.as_table"),
        message=" ".join(describe_counts(rows, t)),
        source=t("briefing.register"),
    )
