"""How goods reach the port and leave it: modes of transport, import and export, partners; Eurostat's two ports."""

import streamlit as st

from i18n.translator import Words
from pages.port import trade_exhibits as exhibits
from shell import components, port_data, tables
from shell.exhibits import table_texts
from shell.exhibits.choices import Choice
from shell.exhibits.table_texts import translate
from shell.widgets import choose

CONTINENTS = ("Europe", "South America", "North America", "Africa", "Asia", "Oceania")
# The year for which the port published the continents.
CONTINENTS_YEAR = 2018


def trade(t: Words) -> None:
    """Modes, flows, partners and Eurostat's count: one of them at a time."""
    views = {"modes": modes, "flows": flows, "partners": partners, "eurostat": eurostat}
    choice = Choice("trade", {key: t(f"port.trade_{key}") for key in views})
    chosen = choose(choice, label=t("port.measure"), words=t, widget=st.segmented_control, required=True)
    views[chosen["trade"]](t)


def modes(t: Words) -> None:
    """The modal split between port and hinterland, year by year as the port surveyed it."""
    rows = exhibits.modal_split()
    components.show_with_heading(exhibits.modes({}, t))
    tables.show_on_request(exhibits.listed_modes, {}, t)
    total = rows.groupby("year")["value"].sum()
    short = [f"{year} ({t.number(value)} %)" for year, value in total.items() if abs(value - 100) > 0.5]
    components.note(t("port.modes_note"), t("port.modes_short", years=", ".join(short)) if short else "")
    tables.conflict_notes(rows, t)


def flows(t: Words) -> None:
    """Import and export as shares of cargo over sea, and the continents of one year."""
    choices = choose(exhibits.flow_choice(t), label=t("port.scope"), words=t)
    components.show_with_heading(exhibits.flows(choices, t))
    tables.show_on_request(exhibits.listed_flows, choices, t)
    scope, table = choices["port"], port_data.cargo()
    status = table_texts.status_note(exhibits.flow_shares(choices, t), t)
    components.note(t("port.flows_note") if scope == "NSP" else "", status)
    shares = table[(table["measure"] == "trade share") & (table["scope"] == scope) & (table["year"] == CONTINENTS_YEAR)]
    if len(shares):
        by_continent = dict(zip(shares["category"], shares["value"], strict=True))
        parts = [
            f"{translate(name, t)} {t.number(by_continent[name])} %" for name in CONTINENTS if name in by_continent
        ]
        components.note(t("port.continents", parts=", ".join(parts)))


def partners(t: Words) -> None:
    """The largest trade partners: their ranks by year, and their tonnes as far as the port published them."""
    components.show_with_heading(exhibits.ranks({}, t), headed=True)
    components.note(t("port.partners_note"), table_texts.source_line(exhibits.partner_ranks(), t))
    components.show_exhibit(exhibits.partner_tonnes({}, t))


def eurostat(t: Words) -> None:
    """Eurostat's two reporting ports beside the count of the port itself: side by side, never one line."""
    rows = exhibits.eurostat_rows()
    year = rows["year"].max()
    own_year = exhibits.own_count_beside_eurostat()["year"]
    components.show_with_heading(exhibits.eurostat({}, t))
    components.note(t("port.eurostat_note"), t("port.eurostat_years", year=year) if own_year != year else "")
    tables.show_on_request(exhibits.listed_eurostat, {}, t)
    tables.conflict_notes(rows, t)
