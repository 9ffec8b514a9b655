"""Exhibits of the cargo of the port over time: totals, containers, and calls of ships."""

from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from briefings.exhibit import Exhibit
from charts import layout, time_series
from i18n.translator import Words
from loaders.datasets import port
from loaders.datasets.port import EUROSTAT, OWN_COUNT
from shell import exhibits, port_data
from shell.datasets import cached
from shell.exhibits import NoFiguresError, arithmetic, builder, port_exhibits, table_texts
from shell.exhibits.choices import Choice, Choices
from shell.milestone_overlay import Event, chosen_milestones

PAGE = "port"
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

    @property
    def rows_of_subject(self) -> pd.DataFrame:
        """All rows of the subject in its unit, whatever their period, scope and series."""
        return _rows_of_subject(self.subject)

    @property
    def rows(self) -> pd.DataFrame:
        """The rows that are drawn."""
        return _rows(self.subject, self.period, self.scopes)

    @property
    def merger(self) -> bool:
        """Whether the merger of the two ports is marked."""
        return self.subject != "locks" and "NSP" in self.scopes


@cached("port_cargo")
def _rows_of_subject(subject: str) -> pd.DataFrame:
    measure, category, unit, _ = SUBJECTS[subject]
    table = port_data.cargo()
    return table[(table["measure"] == measure) & (table["category"] == category) & (table["unit"] == unit)]


@cached("port_cargo", max_entries=200)
def _rows(subject: str, period: str, scopes: tuple[str, ...]) -> pd.DataFrame:
    periods = [period, "forecast"] if subject == "locks" else [period]
    rows = _rows_of_subject(subject)
    rows = rows[rows["period"].isin(periods) & rows["scope"].isin(scopes)]
    return rows[rows["series"] != EUROSTAT]


@cached("port_cargo")
def _known_subjects() -> list[str]:
    table = port_data.cargo()
    known = set(zip(table["measure"], table["category"], strict=True))
    return [key for key, (measure, category, _, _) in SUBJECTS.items() if (measure, category) in known]


def subject_choice(t: Words) -> Choice:
    """The subjects of which there are figures."""
    return Choice("measure", {key: t(f"port.subject_{key}") for key in _known_subjects()})


def period_choice(t: Words) -> Choice:
    """Full years, or one kind of part of a year."""
    return Choice("span", {key: t(f"port.period_{key}") for key in PERIODS})


def scope_choice(t: Words) -> Choice:
    """All ports and towns, or one of them."""
    return Choice("scope", {scope: t(f"port.scope_{scope}") for scope in ("ALL", *PORTS, *port.TOWNS)})


def select(choices: Choices, t: Words) -> Selection:
    """What an address selects; the locks have no scopes."""
    subjects = subject_choice(t)
    subject, period = subjects.of(choices), period_choice(t).of(choices)
    if subject == "locks":
        return Selection(subject, subjects.options[subject], period, LOCKS, (LOCKS,))
    scope = scope_choice(t).of(choices)
    scopes = (*PORTS, *port.TOWNS) if scope == "ALL" else (scope,)
    return Selection(subject, subjects.options[subject], period, scope, scopes)


@builder
def cargo_by_year(choices: Choices, t: Words) -> Exhibit:
    """One measure of North Sea Port and its predecessors over the years, full years or one kind of part-year.

    Raises NoFiguresError where there are none of this selection.
    """
    selection = select(choices, t)
    rows = selection.rows
    if rows.empty:
        raise NoFiguresError(_explain_empty(selection, t))
    events = [] if selection.subject == "locks" else chosen_milestones(choices, t)
    _, _, unit, decimals = SUBJECTS[selection.subject]
    unit_text, series = t(f"port.unit_{unit}"), table_texts.as_series(rows, t)
    span = t(f"port.period_{selection.period}")
    newest = describe_newest(rows, unit_text, decimals, t)
    return exhibits.chart(
        "port-lines",
        PAGE,
        _draw(selection, series, events, t),
        title=f"{selection.title}, {span if selection.period == '9M' else span.lower()}",
        message=" ".join(filter(None, [newest, _newer_part(rows, selection.period, decimals, t)])),
        alt=time_series.describe(series, title=selection.title, words=t, unit=unit_text, decimals=decimals),
        source=table_texts.source_line(rows, t),
    )


@builder
def listed_cargo(choices: Choices, t: Words) -> Exhibit:
    """The figures of the chart as a table."""
    chart, selection = cargo_by_year(choices, t), select(choices, t)
    _, _, unit, decimals = SUBJECTS[selection.subject]
    series = table_texts.as_series(selection.rows, t)
    return port_exhibits.listed_figures(chart, series, t(f"port.unit_{unit}"), decimals, t)


def _explain_empty(selection: Selection, t: Words) -> str:
    """That there are no figures of this selection, and which there are of the same subject."""
    rows = selection.rows_of_subject
    rows = rows[rows["scope"].isin(selection.scopes) & rows["period"].isin(PERIODS)]
    years = [
        f"{t(f'port.period_{span}')} {part['year'].min()}–{part['year'].max()}"
        for span, part in rows.groupby("period", sort=False)
    ]
    return t(
        "port.nothing",
        title=selection.title,
        scope=t(f"port.scope_{selection.scope}"),
        span=t(f"port.period_{selection.period}"),
        have=", ".join(years) or t("port.nothing_at_all"),
    )


def _draw(selection: Selection, series: pd.DataFrame, events: list[Event], t: Words) -> go.Figure:
    _, _, unit, decimals = SUBJECTS[selection.subject]

    def build() -> go.Figure:
        merger = [(MERGER, t("port.merger"))] if selection.merger else []
        annotations = time_series.Annotations(events=[*merger, *events])
        figure = time_series.history(
            series, words=t, unit=t(f"port.unit_{unit}"), decimals=decimals, order=ORDER, annotations=annotations
        )
        if merger:
            position = {"x": MERGER, "y": 1, "yref": "paper", "yshift": 10}
            figure.add_annotation(**position, text=t("port.merger_short"), showarrow=False)
        return figure

    choices = (selection.subject, selection.period, selection.scope, t.language, events)
    return table_texts.cached_chart(build, "cargo", *choices)


def describe_newest(rows: pd.DataFrame, unit: str, decimals: int, t: Words) -> str:
    """The newest figure in a sentence, with its change where the same series has the year before.

    Where the port itself published the change, the sentence uses that: its own year before may have been restated.
    """
    measured = rows[~rows["status"].isin(layout.PROJECTED)]
    row = (measured if len(measured) else rows).sort_values(["year", "scope"]).iloc[-1]
    value = t.number(row["value"], decimals)
    figure = {"scope": t(f"port.scope_{row['scope']}"), "year": row["year"], "unit": unit, "value": value}
    if (growth := port_data.published_growth(row)) is not None:
        words = {"share": t.number(abs(growth), 1), "before": row["year"] - 1}
        return t("port.reading_growth_down" if growth < 0 else "port.reading_growth_up", **figure, **words)
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
    return table_texts.describe_part_of_year(part, decimals, t)
