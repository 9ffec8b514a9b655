"""How goods reach the port and leave it: modes of transport, import and export, partners; Eurostat's two ports."""

import pandas as pd
import streamlit as st

from charts import stacked_bars
from i18n.translator import Words
from shell import components, tables
from shell.tables import translate
from shell.url_state import choose

MODES = ("inland navigation", "road", "rail", "transhipment ship-to-ship")
FLOWS = ("imports", "exports")
CONTINENTS = ("Europe", "South America", "North America", "Africa", "Asia", "Oceania")
# Ranks are known for a handful of countries only; that a country has none does not put it last.
RANK = "trade partner rank"


def modes(t: Words) -> None:
    """The modal split between port and hinterland, year by year as the port surveyed it."""
    table = tables.cargo()
    here = table[(table["measure"] == "modal split hinterland") & (table["period"] == "FY")]
    title = t("port.modes_title")
    components.subheading(title)
    road = here[here["category"] == "road"].sort_values("year").iloc[-1]
    water = here[(here["category"] == "inland navigation") & (here["year"] == road["year"])].iloc[0]
    components.key_message(
        t("port.reading_modes", year=road["year"], water=t.number(water["value"]), road=t.number(road["value"]))
    )
    _shares(here, MODES, title, "port-modes", t)
    total = here.groupby("year")["value"].sum()
    short = [f"{year} ({t.number(value)} %)" for year, value in total.items() if abs(value - 100) > 0.5]
    components.note(t("port.modes_note"), t("port.modes_short", years=", ".join(short)) if short else "")
    tables.conflict_notes(here, t)


def flows(t: Words) -> None:
    """Import and export as shares of cargo over sea, and the continents of 2018."""
    table = tables.cargo()
    scopes = {key: t(f"port.scope_{key}") for key in ("NSP", "GENT")}
    scope = choose("port", scopes, label=t("port.scope"), words=t)
    here = table[(table["measure"] == "seaborne share") & table["category"].isin(FLOWS) & (table["scope"] == scope)]
    here = here[here["period"] == "FY"]
    title = t("port.flows_title", scope=scopes[scope])
    components.subheading(title)
    newest = here[here["category"] == "imports"].sort_values("year").iloc[-1]
    components.key_message(
        t("port.reading_flows", year=newest["year"], share=t.number(newest["value"]), scope=scopes[scope])
    )
    _shares(here, FLOWS, title, "port-flows", t)
    components.note(t("port.flows_note") if scope == "NSP" else "", tables.status_note(here, t))
    continents = table[(table["measure"] == "trade share") & (table["scope"] == scope) & (table["year"] == 2018)]
    if len(continents):
        told = continents.set_index("category")["value"]
        parts = ", ".join(f"{translate(name, t)} {t.number(told[name])} %" for name in CONTINENTS if name in told)
        components.note(t("port.continents", parts=parts))


def partners(t: Words) -> None:
    """The largest trade partners by year, as ranks: what the port published, and no more."""
    table = tables.cargo()
    ranks = table[table["measure"] == RANK]
    order = {"FY": 0, "H1": 1, "9M": 2}
    spans = sorted(
        {(int(y), str(p)) for y, p in zip(ranks["year"], ranks["period"], strict=True)},
        key=lambda s: (s[0], order[s[1]]),
    )
    spans = [span for span in spans if len(ranks[(ranks["year"] == span[0]) & (ranks["period"] == span[1])])]
    of_nsp = ranks[ranks["scope"] == "NSP"]
    best = of_nsp.groupby("category")["value"].min().sort_values()
    told = {
        (c, int(y), p): int(v) for c, y, p, v in of_nsp[["category", "year", "period", "value"]].itertuples(index=False)
    }
    shown = [span for span in spans if any((country, *span) in told for country in best.index)]
    title = t("port.partners_title")
    components.subheading(title)
    newest = [span for span in shown if span[1] == "FY"][-1]
    first = next(c for c in best.index if told.get((c, *newest)) == 1)
    components.key_message(t("port.reading_partners", year=newest[0], country=translate(first, t)))
    components.table(
        [t("port.country"), *(_span(year, period, t) for year, period in shown)],
        [[translate(country, t), *(str(told.get((country, *span), "–")) for span in shown)] for country in best.index],
        key="trade-partners",
        caption=title,
        headed=True,
    )
    mt = table[(table["measure"] == "trade partner") & (table["period"] == "FY")]
    mt = mt.sort_values(["scope", "year", "value"], ascending=[True, False, False])
    components.note(t("port.partners_note"), tables.source_line(of_nsp, t))
    components.table(
        [t("port.country"), t("port.scope"), t("period.label"), "Mt"],
        [
            [
                translate(row.category, t),
                t(f"port.scope_{row.scope}"),
                str(row.year),
                tables.published_decimals(row.value, t),
            ]
            for row in mt.itertuples()
        ],
        key="trade-partners",
        caption=t("port.partners_tonnes"),
    )


def eurostat(t: Words) -> None:
    """Eurostat's two reporting ports beside the newest counts of the port itself: side by side, never one line."""
    table = tables.cargo()
    theirs = table[(table["series"] == "Eurostat mar_go_aa") & table["category"].isin(FLOWS)]
    # A refresh brings earlier years too, and bars of two years must not be added up: the newest that both ports have.
    both = theirs.groupby("year")["scope"].nunique()
    theirs = theirs[theirs["year"] == both[both == both.max()].index.max()]
    title = t("port.eurostat_title")
    components.subheading(title)
    bars = theirs.assign(label=[t(f"port.scope_{scope}") for scope in theirs["scope"]], part=theirs["category"])
    sums = {name: group["value"].sum() for name, group in bars.groupby("label")}
    year = theirs["year"].max()
    own = table[(table["scope"] == "NSP") & (table["measure"] == "seaborne") & (table["category"] == "total")]
    own = own[(own["period"] == "FY") & (own["series"] == "own count")].sort_values("year").iloc[-1]
    figures = " · ".join(f"{name} {t.number(value, 1)} Mt" for name, value in sums.items())
    components.key_message(
        t("port.reading_eurostat", year=year, figures=figures, own=t.number(own["value"], 1), own_year=own["year"])
    )
    names = {part: translate(part, t) for part in FLOWS}
    figure = stacked_bars.stacked_bars(bars, words=t, unit="Mt", names=names)
    alt = stacked_bars.describe(bars, title=title, words=t, unit="Mt", names=names, decimals=1)
    components.show(figure, key="port-eurostat", alt=alt, source=tables.source_line(theirs, t))
    components.note(t("port.eurostat_note"), t("port.eurostat_years", year=year) if own["year"] != year else "")
    tables.data_table(
        bars.assign(name=[f"{row.label}, {names[row.part].lower()}" for row in bars.itertuples()]), "Mt", 1, t
    )
    tables.conflict_notes(theirs, t)


def _shares(here: pd.DataFrame, parts: tuple[str, ...], title: str, name: str, t: Words) -> None:
    bars = here.sort_values("year").assign(label=lambda r: r["year"].astype(str), part=lambda r: r["category"])
    names = {part: translate(part, t) for part in parts}
    decimals = int((bars["value"] % 1 != 0).any())
    figure = stacked_bars.stacked_bars(bars, words=t, unit="%", names=names, decimals=decimals, whole=102)
    alt = stacked_bars.describe(bars, title=title, words=t, unit="%", names=names, decimals=decimals)
    components.show(figure, key=name, alt=alt, source=tables.source_line(here, t))
    tables.data_table(bars.assign(name=bars["part"].map(names)), "%", decimals, t)


def _span(year: int, period: str, t: Words) -> str:
    return str(year) if period == "FY" else f"{t(f'port.short_{period}')} {year}"


def both_ways(t: Words) -> None:
    """Modes, flows and partners: one of them at a time."""
    views = {"modes": modes, "flows": flows, "partners": partners, "eurostat": eurostat}
    names = {key: t(f"port.trade_{key}") for key in views}
    chosen = choose("trade", names, label=t("port.measure"), words=t, widget=st.segmented_control, required=True)
    views[chosen](t)
