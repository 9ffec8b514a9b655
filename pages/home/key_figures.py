"""The six key figures of the start page: people, homes, income, port and climate, each with year, change and source."""

from collections.abc import Sequence
from html import escape
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from charts.layout import PROJECTED
from i18n.translator import Words
from loaders.datasets.catalogue import units
from shell import arithmetic, components, emission_sums, map_component, tables
from shell.briefing import collect
from shell.datasets import cached
from shell.indicator_data import Figures, figures
from shell.url_state import VERSION

# Indicator and the places it is told for: the six together where they can be added, else one on each side.
INDICATORS = {
    "population": ("NSPD",),
    "age_share_65_plus": ("BE-44021", "NL-GM0715"),
    "house_price_index": ("BE-44021", "NL-GM0715"),
    "gdp_per_inhabitant": ("BE234", "NL341"),
}


class Side(NamedTuple):
    """A place with its figure, the period, and how it changed; all as written."""

    place: str
    value: str
    period: str
    change: str


class Fact(NamedTuple):
    """One key figure; `badge` is safe HTML and says whether its sides may be compared, `address` leads to more."""

    label: str
    unit: str
    sides: list[Side]
    publishers: list[str]
    source: str
    address: str
    badge: str = ""


def show(t: Words) -> None:
    """Six cards; each leads to the page where its figure comes from."""
    st.html(_html(t.language))
    title = t("briefing.key_figures")
    collect.offer_exhibit("table", "key-figures", lambda: {**_listed(t), "caption": title}, title=title)


@cached("indicators", "port_cargo", "emissions")
def _html(language: str) -> str:
    """The six cards as safe HTML: made once, since only new data change them."""
    return f'<div class="cards">{"".join(map(_card, facts(Words(language))))}</div>'


def _card(fact: Fact) -> str:
    # "Inhabitants (inhabitants)" would say it twice.
    small = f"<small>({escape(fact.unit)})</small>" if fact.unit.lower() != fact.label.lower() else ""
    sides = "".join(
        f'<div><p class="value">{escape(one.value)}</p><p>{escape(f"{one.place}, {one.period}")}</p>'
        f"<p>{escape(one.change)}</p></div>"
        for one in fact.sides
    )
    return (
        f'<section class="card"><h3><a href="{escape(fact.address)}" target="_self">{escape(fact.label)}</a> '
        f"{small}</h3>{fact.badge}"
        f'<div class="sides">{sides}</div><p>{escape(fact.source)}</p></section>'
    )


def _listed(t: Words) -> dict[str, Any]:
    """The six as a table, and its source."""
    told = facts(t)
    rows = [
        [f"{fact.label} ({fact.unit})", one.place, one.value, one.period, one.change]
        for fact in told
        for one in fact.sides
    ]
    head = [t("indicator.label"), t("table.place"), t("briefing.value"), t("period.label"), t("briefing.change")]
    named = ", ".join(dict.fromkeys(name for fact in told for name in fact.publishers))
    return {"head": head, "rows": rows, "source": t("briefing.source", publishers=named)}


def facts(t: Words) -> list[Fact]:
    """The six, in the order in which they are shown."""
    return [_port(t), *(_indicator(key, areas, t) for key, areas in INDICATORS.items()), _climate(t)]


def _indicator(key: str, areas: Sequence[str], t: Words) -> Fact:
    found = figures(key, t)
    period = _shared(found, areas)
    rows = [row for place in areas if (row := _at(found, place, period)) is not None]
    used = pd.DataFrame(rows) if rows else found.dated.head(0)
    level = f"&level={used.level.iloc[0]}" if len(areas) > 1 and rows else ""
    return Fact(
        t.of(found.indicator.label),
        t.of(units()[found.indicator.unit]).strip("()"),
        [_side(found, place, period, t) for place in areas],
        components.publishers(used, t),
        components.source_line(used, found.indicator, t),
        f"map?indicator={key}{level}&lang={t.language}&v={VERSION}",
        components.badge_html(found.indicator, t) if len(areas) > 1 else "",
    )


def _shared(found: Figures, areas: Sequence[str]) -> str | None:
    """The newest period that all of these places have a measured figure for: only then do they stand side by side."""
    periods = [set(rows[~rows.status.isin(PROJECTED)].period) for rows in map(found.course, areas)]
    return max(set.intersection(*periods), default=None)


def _at(found: Figures, place: str, period: str | None) -> pd.Series | None:
    """The figure of a place in a period; its newest where there is no period that all have."""
    rows = found.course(place)
    return found.newest(place) if period is None else rows[rows.period == period].iloc[-1]


def _side(found: Figures, place: str, period: str | None, t: Words) -> Side:
    name, last = map_component.place_names(t)[place], _at(found, place, period)
    if last is None:
        return Side(name, "–", t("map.nodata"), "")
    rows = found.course(place)
    rows = rows[rows.year < last.year]
    change = _change(last, None if rows.empty else rows.iloc[-1], found, t)
    # A provisional figure is told as one, on a card too.
    period = t.period(last.period) + ("" if last.status == "measured" else f" ({t(f'status.{last.status}')})")
    return Side(name, t.number(last.value, found.indicator.decimals), period, change)


def _change(last: pd.Series, before: pd.Series | None, found: Figures, t: Words) -> str:
    """How a figure changed on the year before that the place has one for."""
    if before is None or not before.value:
        return t("home.no_change")
    if found.indicator.kind in ("count", "amount"):
        return _percent(100 * (last.value / before.value - 1), t.period(before.period), t)
    decimals = found.indicator.decimals
    change = t.number(arithmetic.difference(last.value, before.value, decimals), decimals, signed=True)
    if found.indicator.unit == "pct":
        change = t("home.points", change=change)
    return t("home.change", change=change, period=t.period(before.period))


def _percent(change: float, before: object, t: Words) -> str:
    return t("home.change", change=f"{t.number(change, 1, signed=True)}%", period=before)


def _port(t: Words) -> Fact:
    """Cargo over sea in the newest whole year, with the change that the port itself published where it did."""
    table = tables.cargo()
    mine = (table["scope"] == "NSP") & (table["measure"] == "seaborne") & (table["category"] == "total")
    mine &= (table["period"] == "FY") & (table["series"] == "own count") & (table["status"] == "measured")
    rows = table[mine].sort_values("year")
    last, year = rows.iloc[-1], int(rows.iloc[-1]["year"])
    change, before = tables.published_change(last), rows[rows["year"] == year - 1]
    if change is None and len(before):
        change = last["value"] - before.iloc[0]["value"]
    told = t("home.no_change")
    if change is not None:
        told = _percent(100 * change / (last["value"] - change), year - 1, t)
    if part := tables.find_newer_part("NSP", "seaborne", "total", year):
        period = f"{t('port.period_' + part['period']).lower()} {part['year']}"
        told = f"{told}. {t('home.newer_part', period=period, value=t.number(part['value'], 1))}"
    side = Side(t("port.scope_NSP"), t.number(last["value"], 1), str(year), told)
    return _collected(t("port.subject_seaborne"), t("home.tonnes"), side, rows.tail(1), "port", t)


def _climate(t: Words) -> Fact:
    """Verified emissions of the six municipalities together, in the newest year."""
    each = emission_sums.sum_emissions("place").groupby("year")["value"].sum()
    year = int(each.index.max())
    told = t("home.no_change")
    if year - 1 in each.index:
        told = _percent(100 * (each[year] / each[year - 1] - 1), year - 1, t)
    side = Side(t("climate.all_six"), t.number(each[year], 1), str(year), told)
    return _collected(t("climate.emissions"), t("home.tonnes_co2"), side, tables.read_table("emissions"), "climate", t)


def _collected(label: str, unit: str, side: Side, rows: pd.DataFrame, page: str, t: Words) -> Fact:
    """A figure of the pages on port and climate, which keep their own tables."""
    publishers = list(dict.fromkeys(t.half(name) for name in rows["publisher"] if name))
    address = f"{page}?lang={t.language}&v={VERSION}"
    return Fact(label, unit, [side], publishers, tables.source_line(rows, t), address)
