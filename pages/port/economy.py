"""What the port earns: jobs and value added by concept, the port authority's finance, its shareholders and land."""

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from charts import layout, time_series
from charts.palettes import CATEGORICAL, COUNTRY
from i18n.translator import Words
from loaders.datasets import port
from shell import components, tables
from shell.tables import translate
from shell.url_state import choose

# Belgian full-time equivalents, Dutch persons, and sums of both: three concepts that never share a picture.
CONCEPTS = {"mixed": "jobs", "nbb": "FTE", "havenmonitor": "persons"}
SCOPES = ("NSP", "GENT", "ZSP")
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
    events = tables.choose_milestones(t)
    table = tables.read_table("port_economy")
    here = table[(table["measure"] == "employment") & (table["concept"] == concept) & table["scope"].isin(SCOPES)]
    here = here[here["year"].notna() & (here["drawn"] == "yes")]
    _points(here, t("port.jobs_title", concept=concepts[concept]), t(f"port.unit_{CONCEPTS[concept]}"), 0, t, events)
    components.note(t(f"port.concept_{concept}_note"))
    tables.conflict_notes(here, t)


def value_added(t: Words) -> None:
    """Value added in billions of euros, by publication."""
    events = tables.choose_milestones(t)
    table = port.billions(tables.read_table("port_economy"))
    here = table[(table["measure"] == "value added") & (table["unit"] == "billion EUR") & table["scope"].isin(SCOPES)]
    here = here[here["year"].notna() & (here["drawn"] == "yes")]
    _points(here, t("port.value_title"), t("port.unit_billion"), 2, t, events)
    components.note(t("port.value_note"), t("port.value_old"))
    tables.conflict_notes(here, t)


def _points(
    here: pd.DataFrame,
    title: str,
    unit: str,
    decimals: int,
    t: Words,
    events: list[tuple[float, str]],
) -> None:
    """Figures of several publications over time and in a table: a line joins one publication only."""
    components.subheading(title)
    named = [f"{t(f'port.scope_{row.scope}')}, {translate(row.category, t).lower()}" for row in here.itertuples()]
    drawn = here.assign(
        place=here["scope"] + here["category"] + here["series"],
        name=named,
        country="",
        period=here["year"].astype("string"),
    ).sort_values(["year", "place"])
    both = drawn[drawn["category"].str.startswith("direct + indirect")]
    newest = (both if len(both) else drawn).iloc[-1]
    components.key_message(
        t(
            "port.reading_points",
            year=newest["year"],
            name=newest["name"],
            value=t.number(newest["value"], decimals),
            unit=unit,
        )
    )
    # One name a colour: the same part in two publications looks alike and is still not joined.
    figure = tables.cached_chart(
        lambda: _alike(time_series.history(drawn, words=t, unit=unit, decimals=decimals, events=events)),
        *("economy", title, unit, t.language, str(events)),
    )
    alt = time_series.describe(drawn, title=title, words=t, unit=unit, decimals=decimals)
    components.show(figure, key="port-economy", alt=alt, source=tables.source_line(here, t))
    components.table(
        [t("port.what"), t("period.label"), unit, t("port.publication"), t("sources.publisher"), t("port.read_on")],
        [
            [
                row.name,
                str(row.year),
                _value(row, decimals, t),
                translate(row.series, t),
                t.half(row.publisher),
                tables.source_address(row.source, t, row.address),
            ]
            for row in drawn.sort_values(["scope", "category", "year"], ascending=[True, True, False])
            .rename(columns={"name": "named"})
            .assign(name=lambda r: r["named"])
            .itertuples(index=False)
        ],
        key="economy-points",
        caption=title,
        words=True,
    )


def _alike(figure: go.Figure) -> go.Figure:
    """Lines of one name get one colour and one place in the legend; jobs and euros start at nothing."""
    colours: dict[str, str] = {}
    for trace in figure.data:
        if trace.line.color == layout.GREY or trace.marker.color == layout.GREY:
            continue
        colour = colours.setdefault(trace.name, CATEGORICAL[len(colours) % len(CATEGORICAL)])
        trace.line.color = trace.marker.color = colour
        trace.legendgroup = trace.name
    seen: set[str] = set()
    for trace in figure.data:
        if trace.name in colours:
            trace.showlegend = trace.name not in seen
            seen.add(trace.name)
    figure.update_yaxes(rangemode="tozero")
    return figure


def _value(row: object, decimals: int, t: Words) -> str:
    value, status = float(row.value), str(row.status)  # type: ignore[attr-defined]
    text = t.number(value, decimals)
    return text if status == "measured" else f"{text} ({t(f'status.{status}')})"


def finance(t: Words) -> None:
    """The authority's own figures, by year; each as it was reported."""
    table = tables.read_table("port_economy")
    here = table[table["measure"].isin(FINANCE) & table["year"].notna()]
    here = here.assign(order=here["measure"].map({name: place for place, name in enumerate(FINANCE)}))
    turnover = here[(here["measure"] == "turnover") & (here["period"] == "FY") & (here["scope"] == "NSP")]
    newest = turnover.sort_values("year").iloc[-1]
    components.subheading(t("port.finance_title"))
    components.key_message(t("port.reading_finance", year=newest["year"], value=t.number(newest["value"])))
    rows = here.sort_values(["scope", "order", "year", "period"], key=_scope_order)
    components.table(
        [t("port.what"), t("port.scope"), t("period.label"), t("port.unit_million"), t("port.read_on")],
        [
            [
                translate(row.measure, t),
                t(f"port.scope_{row.scope}"),
                str(row.year) if row.period == "FY" else f"{t(f'port.short_{row.period}')} {row.year}",
                _value(row, 1 if row.value % 1 else 0, t),
                tables.source_address(row.source, t, row.address),
            ]
            for row in rows.itertuples()
        ],
        key="economy-finance",
        caption=t("port.finance_title"),
        words=True,
        headed=True,
    )
    components.note(t("port.finance_note"))
    tables.conflict_notes(here, t)


def _scope_order(column: pd.Series) -> pd.Series:
    if column.name != "scope":
        return column
    return column.map({scope: place for place, scope in enumerate((*SCOPES, "NEW_LOCK", "THERMPHOS"))})


def owners(t: Words) -> None:
    """Who owns the port, and how much land it has."""
    table = tables.read_table("port_economy")
    here = table[table["measure"] == "shareholding"]
    components.subheading(t("port.owners_title"))
    belgian = ("City of Ghent", "Province of East Flanders", "Evergem", "Zelzate")
    bars = here.assign(
        place=here["category"],
        name=[translate(name, t) for name in here["category"]],
        country=["BE" if name in belgian else "NL" for name in here["category"]],
    )
    sides = bars.groupby("country")["value"].sum()
    components.key_message(t("port.reading_owners", be=t.number(sides["BE"], 2), nl=t.number(sides["NL"], 2)))
    figure = time_series.bars(bars, words=t, unit="%", decimals=3, colours=COUNTRY)
    # As published: two decimals for the one, three for the other.
    figure.update_traces(text=[tables.published_decimals(value, t) for value in sorted(bars["value"])])
    told = ", ".join(f"{row['name']} {tables.published_decimals(row['value'], t)} %" for row in bars.to_dict("records"))
    components.show(
        figure, key="port-owners", alt=f"{t('port.owners_title')}. {told}", source=tables.source_line(here, t)
    )
    components.note(t("observed.sides"), t("port.owners_note"))
    land = table[table["measure"].isin(["port area", "land issued", "companies", "shareholders"])]
    components.table(
        [t("port.what"), t("port.scope"), t("period.label"), t("port.value"), t("port.read_on")],
        [
            [
                f"{translate(row.measure, t)}: {translate(row.category, t)}",
                t(f"port.scope_{row.scope}"),
                t("period.undated") if row.period == "undated" else str(row.year),
                f"{t.number(row.value)} ha" if row.unit == "ha" else t.number(row.value),
                tables.source_address(row.source, t, row.address),
            ]
            for row in land.itertuples()
        ],
        key="economy-owners",
        caption=t("port.land_title"),
        words=True,
    )
