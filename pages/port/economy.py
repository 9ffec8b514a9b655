"""What the port earns: jobs and value added by concept, the port authority's finance, its shareholders and land."""

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from charts import layout, time_series
from charts.palettes import CATEGORICAL, COUNTRY
from i18n.translator import Words
from loaders.datasets import port
from shell import components, milestone_overlay, port_data, tables
from shell.milestone_overlay import Event
from shell.tables import translate
from shell.url_state import choose

# Belgian full-time equivalents, Dutch persons, and sums of both: three concepts that never share a chart.
CONCEPTS = {"mixed": "jobs", "nbb": "FTE", "havenmonitor": "persons"}
SCOPES = ("NSP", "GENT", "ZSP")
BELGIAN_OWNERS = ("City of Ghent", "Province of East Flanders", "Evergem", "Zelzate")
FINANCE = (
    *("turnover", "operating costs", "operating profit (EBITDA-like)", "operating result"),
    *("pre-tax profit", "net profit", "net result"),
    *("port dues", "land issue/lease income", "land lease", "operating cash flow", "cash flow (net)", "debt"),
    *("debt under shareholder guarantee", "debt reduction", "infrastructure maintenance and management"),
    *("contribution to new lock Terneuzen", "cost of new lock Terneuzen", "Thermphos clean-up cost"),
)


def economy(t: Words) -> None:
    """One of the four at a time."""
    views = {"jobs": jobs, "value": value_added, "finance": finance, "owners": owners}
    names = {key: t(f"port.economy_{key}") for key in views}
    chosen = choose("economy", names, label=t("port.measure"), words=t, widget=st.segmented_control, required=True)
    views[chosen](t)


def jobs(t: Words) -> None:
    """Jobs in one concept: each publication its own points, joined only within it."""
    concepts = {key: t(f"port.concept_{key}") for key in CONCEPTS}
    concept = choose("concept", concepts, label=t("port.concept"), words=t)
    events = milestone_overlay.choose_milestones(t)
    table = port_data.economy()
    rows = table[(table["measure"] == "employment") & (table["concept"] == concept) & table["scope"].isin(SCOPES)]
    _points(rows, t("port.jobs_title", concept=concepts[concept]), t(f"port.unit_{CONCEPTS[concept]}"), 0, events, t)
    components.note(t(f"port.concept_{concept}_note"))
    tables.conflict_notes(rows, t)


def value_added(t: Words) -> None:
    """Value added in billions of euros, by publication."""
    events = milestone_overlay.choose_milestones(t)
    table = port.billions(port_data.economy())
    rows = table[(table["measure"] == "value added") & (table["unit"] == "billion EUR") & table["scope"].isin(SCOPES)]
    _points(rows, t("port.value_title"), t("port.unit_billion"), 2, events, t)
    components.note(t("port.value_note"), t("port.value_old"))
    tables.conflict_notes(rows, t)


def _points(rows: pd.DataFrame, title: str, unit: str, decimals: int, events: list[Event], t: Words) -> None:
    """Figures of several publications over time and in a table: a line joins one publication only."""
    components.subheading(title)
    names = [
        f"{t(f'port.scope_{scope}')}, {translate(category, t).lower()}"
        for scope, category in zip(rows["scope"], rows["category"], strict=True)
    ]
    points = rows.assign(
        place=rows["scope"] + rows["category"] + rows["series"],
        name=names,
        country="",
        period=rows["year"].astype("string"),
    ).sort_values(["year", "place"])
    both = points[points["category"].str.startswith("direct + indirect")]
    newest = (both if len(both) else points).iloc[-1]
    components.key_message(
        t(
            "port.reading_points",
            year=newest["year"],
            name=newest["name"],
            value=t.number(newest["value"], decimals),
            unit=unit,
        )
    )
    # One colour per name: the same part in two publications looks alike and is still not joined.
    annotations = time_series.Annotations(events=events)
    figure = tables.cached_chart(
        lambda: _colour_by_name(
            time_series.history(points, words=t, unit=unit, decimals=decimals, annotations=annotations)
        ),
        *("economy", title, unit, t.language, events),
    )
    alt = time_series.describe(points, title=title, words=t, unit=unit, decimals=decimals)
    components.show(figure, key="port-economy", alt=alt, source=tables.source_line(rows, t))
    newest_first = points.sort_values(["scope", "category", "year"], ascending=[True, True, False])
    components.table(
        [t("port.what"), t("period.label"), unit, t("port.publication"), t("sources.publisher"), t("port.read_on")],
        [
            [
                row["name"],
                str(row["year"]),
                tables.format_with_status(row, decimals, t),
                translate(row["series"], t),
                t.half(row["publisher"]),
                tables.source_address(row["source"], t, row["address"]),
            ]
            for row in newest_first.to_dict("records")
        ],
        key="economy-points",
        caption=title,
        words=True,
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


def finance(t: Words) -> None:
    """The port authority's own figures, by year; each as it was reported."""
    table = port_data.read_table("port_economy")
    rows = table[table["measure"].isin(FINANCE) & table["year"].notna()]
    rows = rows.assign(order=rows["measure"].map({name: position for position, name in enumerate(FINANCE)}))
    turnover = rows[(rows["measure"] == "turnover") & (rows["period"] == "FY") & (rows["scope"] == "NSP")]
    newest = turnover.sort_values("year").iloc[-1]
    components.subheading(t("port.finance_title"))
    components.key_message(t("port.reading_finance", year=newest["year"], value=t.number(newest["value"])))
    components.table(
        [t("port.what"), t("port.scope"), t("period.label"), t("port.unit_million"), t("port.read_on")],
        [
            [
                translate(row["measure"], t),
                t(f"port.scope_{row['scope']}"),
                str(row["year"]) if row["period"] == "FY" else f"{t('port.short_' + row['period'])} {row['year']}",
                tables.format_with_status(row, 1 if row["value"] % 1 else 0, t),
                tables.source_address(row["source"], t, row["address"]),
            ]
            for row in rows.sort_values(["scope", "order", "year", "period"], key=_scope_order).to_dict("records")
        ],
        key="economy-finance",
        caption=t("port.finance_title"),
        words=True,
        headed=True,
    )
    components.note(t("port.finance_note"))
    tables.conflict_notes(rows, t)


def _scope_order(column: pd.Series) -> pd.Series:
    """Scopes sort as they are listed here; the other columns by their values."""
    if column.name != "scope":
        return column
    return column.map({scope: position for position, scope in enumerate((*SCOPES, "NEW_LOCK", "THERMPHOS"))})


def owners(t: Words) -> None:
    """Who owns the port, and how much land it has."""
    table = port_data.read_table("port_economy")
    rows = table[table["measure"] == "shareholding"]
    components.subheading(t("port.owners_title"))
    bars = rows.assign(
        place=rows["category"],
        name=[translate(name, t) for name in rows["category"]],
        country=["BE" if name in BELGIAN_OWNERS else "NL" for name in rows["category"]],
    )
    sides = bars.groupby("country")["value"].sum()
    components.key_message(t("port.reading_owners", be=t.number(sides["BE"], 2), nl=t.number(sides["NL"], 2)))
    figure = time_series.bars(bars, words=t, unit="%", decimals=3, colours=COUNTRY)
    # As published: some shares have two decimals, others three.
    figure.update_traces(text=[tables.published_decimals(value, t) for value in sorted(bars["value"])])
    shares = ", ".join(
        f"{name} {tables.published_decimals(value, t)} %"
        for name, value in zip(bars["name"], bars["value"], strict=True)
    )
    components.show(
        figure, key="port-owners", alt=f"{t('port.owners_title')}. {shares}", source=tables.source_line(rows, t)
    )
    components.note(t("observed.sides"), t("port.owners_note"))
    _land(table, t)


def _land(table: pd.DataFrame, t: Words) -> None:
    """The land of the port, and how many companies and shareholders it has."""
    rows = table[table["measure"].isin(["port area", "land issued", "companies", "shareholders"])]
    components.table(
        [t("port.what"), t("port.scope"), t("period.label"), t("port.value"), t("port.read_on")],
        [
            [
                f"{translate(row['measure'], t)}: {translate(row['category'], t)}",
                t(f"port.scope_{row['scope']}"),
                t("period.undated") if row["period"] == "undated" else str(row["year"]),
                f"{t.number(row['value'])} ha" if row["unit"] == "ha" else t.number(row["value"]),
                tables.source_address(row["source"], t, row["address"]),
            ]
            for row in rows.to_dict("records")
        ],
        key="economy-owners",
        caption=t("port.land_title"),
        words=True,
    )
