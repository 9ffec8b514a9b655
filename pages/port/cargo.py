"""Cargo of the port over time: totals, containers, and calls of ships."""

from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from charts import layout, time_series
from i18n.translator import Words
from loaders.datasets import port
from loaders.datasets.port import EUROSTAT, OWN_COUNT
from shell import arithmetic, components, milestone_overlay, plain_text, port_data, tables
from shell.milestone_overlay import Event
from shell.url_state import choose

# What is drawn in one chart: measure, category, and the unit and decimals of its axis.
SUBJECTS = {
    "seaborne": ("seaborne", "total", "Mt", 1),
    # Only a refresh brings it (CBS 85598NED): goods with packing and the empty unit, so never on the line above.
    "plus": ("seaborne, gross-plus weight", "total", "Mt", 1),
    "inland": ("inland navigation", "total", "Mt", 1),
    "both": ("seaborne + inland", "total", "Mt", 1),
    "imports": ("seaborne", "imports", "Mt", 1),
    "exports": ("seaborne", "exports", "Mt", 1),
    "teu": ("seaborne", "containers", "TEU", 0),
    "ships": ("vessel calls", "seagoing vessels", "calls", 0),
    "barges": ("vessel calls", "inland vessels", "calls", 0),
    "locks": ("vessel calls", "vessels through the Terneuzen lock complex", "ships", 0),
}
PERIODS = ("FY", "H1", "9M", "Q1")
PORTS = ("NSP", "GENT", "ZSP")
LOCKS = "TERNEUZEN_LOCKS"
ORDER = (*(f"{scope} · {OWN_COUNT}" for scope in PORTS), "NSP · pro forma")
# The merger is drawn at the step of its year on the axis.
MERGER = 2018.0


@dataclass(frozen=True)
class Selection:
    """What the reader chose: a subject, one kind of period, and the scopes whose lines are drawn."""

    subject: str
    title: str
    period: str
    scope: str
    scopes: tuple[str, ...]
    events: list[Event]

    @property
    def rows_of_subject(self) -> pd.DataFrame:
        """All rows of the subject in its unit, whatever their period, scope and series."""
        measure, category, unit, _ = SUBJECTS[self.subject]
        table = port_data.cargo()
        return table[(table["measure"] == measure) & (table["category"] == category) & (table["unit"] == unit)]

    @property
    def rows(self) -> pd.DataFrame:
        """The rows that are drawn."""
        periods = [self.period, "forecast"] if self.subject == "locks" else [self.period]
        rows = self.rows_of_subject
        rows = rows[rows["period"].isin(periods) & rows["scope"].isin(self.scopes)]
        return rows[rows["series"] != EUROSTAT]

    @property
    def merger(self) -> bool:
        """Whether the merger of the two ports is marked."""
        return self.subject != "locks" and "NSP" in self.scopes


def over_time(t: Words) -> None:
    """One measure of North Sea Port and its predecessors over the years, full years or one kind of part-year."""
    selection = _choose(t)
    rows, subject = selection.rows, selection.subject
    measure, category, unit, decimals = SUBJECTS[subject]
    if rows.empty:
        _explain_empty(selection, t)
        return
    span = t(f"port.period_{selection.period}")
    components.subheading(f"{selection.title}, {span if selection.period == '9M' else span.lower()}")
    unit_text = t(f"port.unit_{unit}")
    series = tables.as_series(rows, t)
    newest = describe_newest(rows, unit_text, decimals, t)
    components.key_message(" ".join(filter(None, [newest, _newer_part(rows, selection.period, decimals, t)])))
    alt = time_series.describe(series, title=selection.title, words=t, unit=unit_text, decimals=decimals)
    figure = _chart(selection, series, unit_text, decimals, t)
    components.show(figure, key="port-lines", alt=alt, source=tables.source_line(rows, t))
    components.note(
        t("port.never_joined"),
        t("port.twice") if subject in ("inland", "both") else "",
        t("port.plus_note") if subject == "plus" else "",
        t("port.teu_break") if subject == "teu" else "",
        t("port.calls_break") if subject in ("ships", "barges") else "",
        tables.status_note(rows, t),
    )
    tables.data_table(series, unit_text, decimals, t)
    tables.conflict_notes(rows, t)
    _target_notes(measure, category, t)


def _choose(t: Words) -> Selection:
    """The controls: subject, scope and period; the locks have neither scopes nor milestones."""
    table = port_data.cargo()
    left, middle, right = st.columns([5, 4, 3], vertical_alignment="bottom", gap="medium")
    with left:
        known = set(zip(table["measure"], table["category"], strict=True))
        subjects = {
            key: t(f"port.subject_{key}")
            for key, (measure, category, _, _) in SUBJECTS.items()
            if (measure, category) in known
        }
        subject = choose("measure", subjects, label=t("port.measure"), words=t)
    with right:
        spans = {key: t(f"port.period_{key}") for key in PERIODS}
        period = choose("span", spans, label=t("port.span"), words=t)
    if subject == "locks":
        return Selection(subject, subjects[subject], period, LOCKS, (LOCKS,), [])
    every = (*PORTS, *port.TOWNS)
    with middle:
        names = {"ALL": t("port.scope_ALL")} | {scope: t(f"port.scope_{scope}") for scope in every}
        scope = choose("scope", names, label=t("port.scope"), words=t)
    events = milestone_overlay.choose_milestones(t)
    return Selection(subject, subjects[subject], period, scope, every if scope == "ALL" else (scope,), events)


def _explain_empty(selection: Selection, t: Words) -> None:
    """That there are no figures of this selection, and which there are of the same subject."""
    rows = selection.rows_of_subject
    rows = rows[rows["scope"].isin(selection.scopes) & rows["period"].isin(PERIODS)]
    years = [
        f"{t(f'port.period_{span}')} {part['year'].min()}–{part['year'].max()}"
        for span, part in rows.groupby("period", sort=False)
    ]
    plain_text.info(
        t(
            "port.nothing",
            title=selection.title,
            scope=t(f"port.scope_{selection.scope}"),
            span=t(f"port.period_{selection.period}"),
            have=", ".join(years) or t("port.nothing_at_all"),
        )
    )


def _chart(selection: Selection, series: pd.DataFrame, unit: str, decimals: int, t: Words) -> go.Figure:
    def build() -> go.Figure:
        merger = [(MERGER, t("port.merger"))] if selection.merger else []
        annotations = time_series.Annotations(events=[*merger, *selection.events])
        figure = time_series.history(
            series, words=t, unit=unit, decimals=decimals, order=ORDER, annotations=annotations
        )
        if merger:
            position = {"x": MERGER, "y": 1, "yref": "paper", "yshift": 10}
            figure.add_annotation(**position, text=t("port.merger_short"), showarrow=False)
        return figure

    choices = (selection.subject, selection.period, selection.scope, t.language, selection.events)
    return tables.cached_chart(build, "cargo", *choices)


def _target_notes(measure: str, category: str, t: Words) -> None:
    """The targets that are about the same figure."""
    targets = port_data.read_table("port_targets")
    targets = targets[targets["observed"] == f"cargo:{measure}:{category}"]
    components.note(
        *(
            t(
                "port.target_note",
                name=row[f"name_{t.language}"],
                value=t.number(row["value"]),
                unit=row["unit"],
                year=row["year"],
            )
            for row in targets.to_dict("records")
        )
    )


def describe_newest(rows: pd.DataFrame, unit: str, decimals: int, t: Words) -> str:
    """The newest figure in a sentence, with its change where the same series has the year before.

    Where the port itself published the change, the sentence uses that: its own year before may have been restated.
    """
    measured = rows[~rows["status"].isin(layout.PROJECTED)]
    row = (measured if len(measured) else rows).sort_values(["year", "scope"]).iloc[-1]
    value = t.number(row["value"], decimals)
    figure = {"scope": t(f"port.scope_{row['scope']}"), "year": row["year"], "unit": unit, "value": value}
    if (change := port_data.published_change(row)) is not None:
        share = arithmetic.change_pct(row["value"], row["value"] - change, decimals)
        words = {"change": t.number(abs(change), decimals), "share": t.number(abs(share), 1), "before": row["year"] - 1}
        return t("port.reading_published_down" if change < 0 else "port.reading_published_up", **figure, **words)
    if row["unit"] == "TEU":
        return t("port.reading_only", **figure)
    before = rows[(rows["line"] == row["line"]) & (rows["year"] == row["year"] - 1)]
    before = before[before["status"] == row["status"]]
    if before.empty:
        return t("port.reading_alone", **figure)
    share = arithmetic.change_pct(row["value"], float(before["value"].iloc[0]), decimals)
    sentence = "port.reading_down" if share < 0 else "port.reading_up"
    return t(sentence, **figure, share=t.number(abs(share), 1), before=row["year"] - 1)


def _newer_part(rows: pd.DataFrame, period: str, decimals: int, t: Words) -> str:
    """Beside full years: that a part of a newer year was counted, which is shown under another period."""
    if period != "FY" or "NSP" not in set(rows["scope"]):
        return ""
    row = rows.sort_values("year").iloc[-1]
    part = port_data.find_newer_part("NSP", row["measure"], row["category"], int(row["year"]))
    if part is None or part["unit"] != row["unit"]:
        return ""
    return tables.describe_part_of_year(part, decimals, t)
