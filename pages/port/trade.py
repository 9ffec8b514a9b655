"""How goods reach the port and leave it: modes of transport, import and export, partners; Eurostat's two ports."""

import pandas as pd
import streamlit as st

from charts import stacked_bars
from i18n.translator import Words
from loaders.datasets.port import EUROSTAT
from shell import components, port_data, tables
from shell.tables import translate
from shell.url_state import choose

MODES = ("inland navigation", "road", "rail", "transhipment ship-to-ship")
FLOWS = ("imports", "exports")
CONTINENTS = ("Europe", "South America", "North America", "Africa", "Asia", "Oceania")
# The year for which the port published the continents.
CONTINENTS_YEAR = 2018
# Ranks are known for a handful of countries only; that a country has none does not put it last.
RANK = "trade partner rank"
# Parts of a year in the order in which they are published.
SPANS = ("FY", "H1", "9M")
# The axis of a modal split ends above 100 %, because rounded shares may add up to more.
WHOLE = 102


def trade(t: Words) -> None:
    """Modes, flows, partners and Eurostat's count: one of them at a time."""
    views = {"modes": modes, "flows": flows, "partners": partners, "eurostat": eurostat}
    names = {key: t(f"port.trade_{key}") for key in views}
    chosen = choose("trade", names, label=t("port.measure"), words=t, widget=st.segmented_control, required=True)
    views[chosen](t)


def modes(t: Words) -> None:
    """The modal split between port and hinterland, year by year as the port surveyed it."""
    table = port_data.cargo()
    rows = table[(table["measure"] == "modal split hinterland") & (table["period"] == "FY")]
    title = t("port.modes_title")
    components.subheading(title)
    road = rows[rows["category"] == "road"].sort_values("year").iloc[-1]
    water = rows[(rows["category"] == "inland navigation") & (rows["year"] == road["year"])].iloc[0]
    components.key_message(
        t("port.reading_modes", year=road["year"], water=t.number(water["value"]), road=t.number(road["value"]))
    )
    _shares(rows, MODES, title, "port-modes", t)
    total = rows.groupby("year")["value"].sum()
    short = [f"{year} ({t.number(value)} %)" for year, value in total.items() if abs(value - 100) > 0.5]
    components.note(t("port.modes_note"), t("port.modes_short", years=", ".join(short)) if short else "")
    tables.conflict_notes(rows, t)


def flows(t: Words) -> None:
    """Import and export as shares of cargo over sea, and the continents of one year."""
    table = port_data.cargo()
    scopes = {key: t(f"port.scope_{key}") for key in ("NSP", "GENT")}
    scope = choose("port", scopes, label=t("port.scope"), words=t)
    rows = table[(table["measure"] == "seaborne share") & table["category"].isin(FLOWS) & (table["scope"] == scope)]
    rows = rows[rows["period"] == "FY"]
    title = t("port.flows_title", scope=scopes[scope])
    components.subheading(title)
    newest = rows[rows["category"] == "imports"].sort_values("year").iloc[-1]
    components.key_message(
        t("port.reading_flows", year=newest["year"], share=t.number(newest["value"]), scope=scopes[scope])
    )
    _shares(rows, FLOWS, title, "port-flows", t)
    components.note(t("port.flows_note") if scope == "NSP" else "", tables.status_note(rows, t))
    shares = table[(table["measure"] == "trade share") & (table["scope"] == scope) & (table["year"] == CONTINENTS_YEAR)]
    if len(shares):
        by_continent = dict(zip(shares["category"], shares["value"], strict=True))
        parts = [
            f"{translate(name, t)} {t.number(by_continent[name])} %" for name in CONTINENTS if name in by_continent
        ]
        components.note(t("port.continents", parts=", ".join(parts)))


def partners(t: Words) -> None:
    """The largest trade partners: their ranks by year, and their tonnes as far as the port published them."""
    table = port_data.cargo()
    _ranks(table[(table["measure"] == RANK) & (table["scope"] == "NSP")], t)
    tonnes = table[(table["measure"] == "trade partner") & (table["period"] == "FY")]
    tonnes = tonnes.sort_values(["scope", "year", "value"], ascending=[True, False, False])
    components.table(
        [t("port.country"), t("port.scope"), t("period.label"), "Mt"],
        [
            [
                translate(row["category"], t),
                t(f"port.scope_{row['scope']}"),
                str(row["year"]),
                tables.published_decimals(row["value"], t),
            ]
            for row in tonnes.to_dict("records")
        ],
        key="trade-partners",
        caption=t("port.partners_tonnes"),
    )


def _ranks(rows: pd.DataFrame, t: Words) -> None:
    """A table of ranks, countries by year or part of a year; the country with the best rank first."""
    ranks = {
        (country, int(year), period): int(rank)
        for country, year, period, rank in zip(
            rows["category"], rows["year"], rows["period"], rows["value"], strict=True
        )
    }
    countries = list(rows.groupby("category")["value"].min().sort_values().index)
    spans = sorted({(year, period) for _, year, period in ranks}, key=lambda span: (span[0], SPANS.index(span[1])))
    title = t("port.partners_title")
    components.subheading(title)
    newest = [span for span in spans if span[1] == "FY"][-1]
    first = next(country for country in countries if ranks.get((country, *newest)) == 1)
    components.key_message(t("port.reading_partners", year=newest[0], country=translate(first, t)))
    components.table(
        [t("port.country"), *(_span(year, period, t) for year, period in spans)],
        [[translate(country, t), *(str(ranks.get((country, *span), "–")) for span in spans)] for country in countries],
        key="trade-partners",
        caption=title,
        headed=True,
    )
    components.note(t("port.partners_note"), tables.source_line(rows, t))


def _span(year: int, period: str, t: Words) -> str:
    return str(year) if period == "FY" else f"{t(f'port.short_{period}')} {year}"


def eurostat(t: Words) -> None:
    """Eurostat's two reporting ports beside the newest counts of the port itself: side by side, never one line."""
    table = port_data.cargo()
    rows = table[(table["series"] == EUROSTAT) & table["category"].isin(FLOWS)]
    # A refresh brings earlier years too, and bars of two years must not be added up: the newest that both ports have.
    ports = rows.groupby("year")["scope"].nunique()
    rows = rows[rows["year"] == ports[ports == ports.max()].index.max()]
    title = t("port.eurostat_title")
    components.subheading(title)
    bars = rows.assign(label=[t(f"port.scope_{scope}") for scope in rows["scope"]], part=rows["category"])
    sums = {name: group["value"].sum() for name, group in bars.groupby("label")}
    year = rows["year"].max()
    own = port_data.own_full_years("seaborne", "total").iloc[-1]
    figures = " · ".join(f"{name} {t.number(value, 1)} Mt" for name, value in sums.items())
    components.key_message(
        t("port.reading_eurostat", year=year, figures=figures, own=t.number(own["value"], 1), own_year=own["year"])
    )
    names = {part: translate(part, t) for part in FLOWS}
    figure = stacked_bars.stacked_bars(bars, words=t, unit="Mt", names=names)
    alt = stacked_bars.describe(bars, title=title, words=t, unit="Mt", names=names, decimals=1)
    components.show(figure, key="port-eurostat", alt=alt, source=tables.source_line(rows, t))
    components.note(t("port.eurostat_note"), t("port.eurostat_years", year=year) if own["year"] != year else "")
    parts = [f"{label}, {names[part].lower()}" for label, part in zip(bars["label"], bars["part"], strict=True)]
    tables.data_table(bars.assign(name=parts), "Mt", 1, t)
    tables.conflict_notes(rows, t)


def _shares(rows: pd.DataFrame, parts: tuple[str, ...], title: str, key: str, t: Words) -> None:
    """Shares of a whole by year, as stacked bars."""
    bars = rows.sort_values("year")
    bars = bars.assign(label=bars["year"].astype(str), part=bars["category"])
    names = {part: translate(part, t) for part in parts}
    decimals = int((bars["value"] % 1 != 0).any())
    figure = stacked_bars.stacked_bars(bars, words=t, unit="%", names=names, decimals=decimals, whole=WHOLE)
    alt = stacked_bars.describe(bars, title=title, words=t, unit="%", names=names, decimals=decimals)
    components.show(figure, key=key, alt=alt, source=tables.source_line(rows, t))
    tables.data_table(bars.assign(name=bars["part"].map(names)), "%", decimals, t)
