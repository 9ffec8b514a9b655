"""Exhibits of what the port earns: jobs and value added, the port authority's finance, its shareholders and land."""

from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from briefings.exhibit import Exhibit
from charts import layout, time_series
from charts.palettes import CATEGORICAL
from i18n.translator import Words
from loaders.datasets import port
from shell import exhibits, port_data
from shell.exhibits import builder, table_texts
from shell.exhibits.choices import Choice, Choices
from shell.exhibits.table_texts import translate
from shell.milestone_overlay import chosen_milestones

PAGE = "port"
# Belgian full-time equivalents, Dutch persons, and sums of both: three concepts that never share a chart.
CONCEPTS = {"mixed": "jobs", "nbb": "FTE", "havenmonitor": "persons"}
SCOPES = ("NSP", "GENT", "ZSP")
FINANCE = (
    *("turnover", "operating costs", "operating profit (EBITDA-like)", "operating result"),
    *("pre-tax profit", "net profit", "net result"),
    *("port dues", "land issue/lease income", "land lease", "operating cash flow", "cash flow (net)", "debt"),
    *("debt under shareholder guarantee", "debt reduction", "infrastructure maintenance and management"),
    *("contribution to new lock Terneuzen", "cost of new lock Terneuzen", "Thermphos clean-up cost"),
)


@dataclass(frozen=True)
class Points:
    """Figures of several publications: their rows of port_economy, and how they are written."""

    rows: pd.DataFrame
    title: str
    unit: str
    decimals: int


def points_choice(t: Words) -> Choice:
    """Of the four parts those that are figures of several publications over time."""
    return Choice("economy", {key: t(f"port.economy_{key}") for key in ("jobs", "value")})


def concept_choice(t: Words) -> Choice:
    """Who counts as a job."""
    return Choice("concept", {key: t(f"port.concept_{key}") for key in CONCEPTS})


def read_points(choices: Choices, t: Words) -> Points:
    """Jobs in one concept, or value added in billions of euros, by publication."""
    if points_choice(t).of(choices) == "value":
        table = port.billions(port_data.economy())
        rows = table[(table["measure"] == "value added") & (table["unit"] == "billion EUR")]
        return Points(rows[rows["scope"].isin(SCOPES)], t("port.value_title"), t("port.unit_billion"), 2)
    choice, table = concept_choice(t), port_data.economy()
    concept = choice.of(choices)
    rows = table[(table["measure"] == "employment") & (table["concept"] == concept) & table["scope"].isin(SCOPES)]
    title = t("port.jobs_title", concept=choice.options[concept])
    return Points(rows, title, t(f"port.unit_{CONCEPTS[concept]}"), 0)


def _named(points: Points, t: Words) -> pd.DataFrame:
    """The rows as charts.time_series.history takes them: a line joins one publication only."""
    rows = points.rows
    names = [
        f"{t(f'port.scope_{scope}')}, {translate(category, t).lower()}"
        for scope, category in zip(rows["scope"], rows["category"], strict=True)
    ]
    return rows.assign(
        place=rows["scope"] + rows["category"] + rows["series"],
        name=names,
        country="",
        period=rows["year"].astype("string"),
    ).sort_values(["year", "place"])


def _describe_points(points: Points, t: Words) -> str:
    """The newest figure, of direct and indirect together where that is known."""
    named = _named(points, t)
    both = named[named["category"].str.startswith("direct + indirect")]
    newest = (both if len(both) else named).iloc[-1]
    value = t.number(newest["value"], points.decimals)
    return t("port.reading_points", year=newest["year"], name=newest["name"], value=value, unit=points.unit)


@builder
def points_by_year(choices: Choices, t: Words) -> Exhibit:
    """Jobs or value added over time, each publication its own points."""
    points, events = read_points(choices, t), chosen_milestones(choices, t)
    named, title, unit, decimals = _named(points, t), points.title, points.unit, points.decimals
    # One colour per name: the same part in two publications looks alike and is still not joined.
    annotations = time_series.Annotations(events=events)
    figure = table_texts.cached_chart(
        lambda: _colour_by_name(
            time_series.history(named, words=t, unit=unit, decimals=decimals, annotations=annotations)
        ),
        *("economy", title, unit, t.language, events),
    )
    return exhibits.chart(
        "port-economy",
        PAGE,
        figure,
        title=title,
        message=_describe_points(points, t),
        alt=time_series.describe(named, title=title, words=t, unit=unit, decimals=decimals),
        source=table_texts.source_line(points.rows, t),
    )


@builder
def points_table(choices: Choices, t: Words) -> Exhibit:
    """Jobs or value added as a table, newest first."""
    points = read_points(choices, t)
    newest_first = _named(points, t).sort_values(["scope", "category", "year"], ascending=[True, True, False])
    columns = ("port.what", "period.label", "", "port.publication", "sources.publisher", "port.read_on")
    return exhibits.table(
        "table-economy-points",
        PAGE,
        [t(key) if key else points.unit for key in columns],
        [
            [
                row["name"],
                str(row["year"]),
                table_texts.format_with_status(row, points.decimals, t),
                translate(row["series"], t),
                t.half(row["publisher"]),
                table_texts.source_address(row["source"], t, row["address"]),
            ]
            for row in newest_first.to_dict("records")
        ],
        caption=points.title,
        message=_describe_points(points, t),
        source=table_texts.source_line(points.rows, t),
    )


def _colour_by_name(figure: go.Figure) -> go.Figure:
    """The chart with one colour and one legend entry per name; the axis of jobs and euros starts at zero."""
    colours: dict[str, str] = {}
    for trace in figure.data:
        if trace.line.color == layout.GREY or trace.marker.color == layout.GREY:
            continue
        colour = colours.setdefault(trace.name, CATEGORICAL[len(colours) % len(CATEGORICAL)])
        trace.line.color = trace.marker.color = colour
        trace.legendgroup = trace.name
    in_legend: set[str] = set()
    for trace in figure.data:
        if trace.name in colours:
            trace.showlegend = trace.name not in in_legend
            in_legend.add(trace.name)
    figure.update_yaxes(rangemode="tozero")
    return figure


def finance_rows() -> pd.DataFrame:
    """The port authority's own figures: columns of port_economy, and `order`, the order in which they are listed."""
    table = port_data.read_table("port_economy")
    rows = table[table["measure"].isin(FINANCE) & table["year"].notna()]
    return rows.assign(order=rows["measure"].map({name: position for position, name in enumerate(FINANCE)}))


@builder
def finance_table(_choices: Choices, t: Words) -> Exhibit:
    """The port authority's own figures, by year; each as it was reported."""
    rows = finance_rows()
    turnover = rows[(rows["measure"] == "turnover") & (rows["period"] == "FY") & (rows["scope"] == "NSP")]
    newest = turnover.sort_values("year").iloc[-1]
    return exhibits.table(
        "table-economy-finance",
        PAGE,
        [t("port.what"), t("port.scope"), t("period.label"), t("port.unit_million"), t("port.read_on")],
        [
            [
                translate(row["measure"], t),
                t(f"port.scope_{row['scope']}"),
                str(row["year"]) if row["period"] == "FY" else f"{t('port.short_' + row['period'])} {row['year']}",
                table_texts.format_with_status(row, 1 if row["value"] % 1 else 0, t),
                table_texts.source_address(row["source"], t, row["address"]),
            ]
            for row in rows.sort_values(["scope", "order", "year", "period"], key=_scope_order).to_dict("records")
        ],
        caption=t("port.finance_title"),
        message=t("port.reading_finance", year=newest["year"], value=t.number(newest["value"])),
    )


def _scope_order(column: pd.Series) -> pd.Series:
    """Scopes sort as they are listed here; the other columns by their values."""
    if column.name != "scope":
        return column
    return column.map({scope: position for position, scope in enumerate((*SCOPES, "NEW_LOCK", "THERMPHOS"))})
