"""The six key figures of the start page: people, homes, income, port and climate, each with year, change and source.

Needs no Streamlit: the page shows them as cards, a briefing as one table.
"""

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

import pandas as pd

from briefings.exhibit import Exhibit
from charts.layout import PROJECTED
from i18n.translator import Words
from shell import exhibits, port_data
from shell.datasets import cached
from shell.exhibits import arithmetic, builder, choices, figure_texts, map_descriptions, table_texts, year_pairs
from shell.exhibits.choices import Choices
from shell.indicator_data import Figures, figures

# The datasets of the six.
USED = ("indicators", "port_cargo", "emissions")
# Indicator and the places of its figures: the six together where they can be added, else one on each side.
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


class KeyFigure(NamedTuple):
    """One card; `badge` is safe HTML and says whether its sides may be compared, `address` leads to more."""

    label: str
    unit: str
    sides: list[Side]
    publishers: list[str]
    source: str
    address: str
    badge: str = ""


@cached(*USED)
def cards_html(language: str) -> str:
    """The six cards as safe HTML."""
    return f'<div class="cards">{"".join(map(card_html, key_figures(Words(language))))}</div>'


def card_html(figure: KeyFigure) -> str:
    """One card as safe HTML."""
    # "Inhabitants (inhabitants)" would say it twice.
    unit = f"<small>({escape(figure.unit)})</small>" if figure.unit.lower() != figure.label.lower() else ""
    sides = "".join(
        f'<div><p class="value">{escape(side.value)}</p><p>{escape(f"{side.place}, {side.period}")}</p>'
        f"<p>{escape(side.change)}</p></div>"
        for side in figure.sides
    )
    return (
        f'<section class="card"><h3><a href="{escape(figure.address)}" target="_self">{escape(figure.label)}</a> '
        f"{unit}</h3>{figure.badge}"
        f'<div class="sides">{sides}</div><p>{escape(figure.source)}</p></section>'
    )


@builder
def table(_choices: Choices, t: Words) -> Exhibit:
    """The six as a table."""
    every = key_figures(t)
    title = t("briefing.key_figures")
    head = [t("indicator.label"), t("table.place"), t("briefing.value"), t("period.label"), t("briefing.change")]
    rows = [
        [f"{figure.label} ({figure.unit})", side.place, side.value, side.period, side.change]
        for figure in every
        for side in figure.sides
    ]
    publishers = ", ".join(dict.fromkeys(name for figure in every for name in figure.publishers))
    source = t("briefing.source", publishers=publishers)
    return exhibits.table("key-figures", "home", head, rows, caption=title, source=source)


def key_figures(t: Words) -> list[KeyFigure]:
    """The six, in the order in which they are shown."""
    return _key_figures(t.language)


@cached(*USED)
def _key_figures(language: str) -> list[KeyFigure]:
    t = Words(language)
    return [_port(t), *(_indicator(key, places, t) for key, places in INDICATORS.items()), _climate(t)]


def _indicator(key: str, places: Sequence[str], t: Words) -> KeyFigure:
    """The newest figures of an indicator, of one period where all the places have it."""
    data = figures(key, t)
    period = _shared_period(data, places)
    rows = [row for place in places if (row := _row(data, place, period)) is not None]
    used = pd.DataFrame(rows) if rows else data.dated.head(0)
    level = f"&level={used.level.iloc[0]}" if len(places) > 1 and rows else ""
    return KeyFigure(
        t.of(data.indicator.label),
        figure_texts.plain_unit(data.indicator, t),
        [_side(data, place, period, t) for place in places],
        figure_texts.publishers(used, t),
        figure_texts.source_line(used, data.indicator, t),
        f"map?indicator={key}{level}&lang={t.language}&v={choices.VERSION}",
        figure_texts.badge_html(data.indicator, t) if len(places) > 1 else "",
    )


def _shared_period(data: Figures, places: Sequence[str]) -> str | None:
    """The newest period that all of these places have a measured figure for: only then do they stand side by side."""
    periods = [set(rows[~rows.status.isin(PROJECTED)].period) for rows in map(data.course, places)]
    return max(set.intersection(*periods), default=None)


def _row(data: Figures, place: str, period: str | None) -> pd.Series | None:
    """The figure of a place in a period; its newest where there is no period that all have."""
    rows = data.course(place)
    return data.newest(place) if period is None else rows[rows.period == period].iloc[-1]


def _side(data: Figures, place: str, period: str | None, t: Words) -> Side:
    name, last = map_descriptions.place_names(t)[place], _row(data, place, period)
    if last is None:
        return Side(name, "–", t("map.nodata"), "")
    rows = data.course(place)
    rows = rows[rows.year < last.year]
    change = _change(last, None if rows.empty else rows.iloc[-1], data, t)
    # A provisional figure says so, on a card too.
    status = "" if last.status == "measured" else f" ({t(f'status.{last.status}')})"
    return Side(name, t.number(last.value, data.indicator.decimals), t.period(last.period) + status, change)


def _change(last: pd.Series, before: pd.Series | None, data: Figures, t: Words) -> str:
    """How a figure changed since the last year before it for which the place has one."""
    if before is None or not before.value:
        return t("home.no_change")
    if not year_pairs.can_be_compared(data.indicator, before.to_dict(), last.to_dict()):
        return t("home.no_comparable")
    if data.indicator.kind in ("count", "amount"):
        return _percent(100 * (last.value / before.value - 1), t.period(before.period), t)
    decimals = data.indicator.decimals
    change = t.number(arithmetic.difference(last.value, before.value, decimals), decimals, signed=True)
    if data.indicator.unit == "pct":
        change = t("home.points", change=change)
    return t("home.change", change=change, period=t.period(before.period))


def _percent(change: float, before: object, t: Words) -> str:
    return t("home.change", change=f"{t.number(change, 1, signed=True)}%", period=before)


def _port(t: Words) -> KeyFigure:
    """Cargo over sea in the newest whole year, with the change that the port itself published where it did."""
    years = port_data.own_full_years("seaborne", "total")
    rows = years[years["status"] == "measured"]
    last, year = rows.iloc[-1], int(rows["year"].iloc[-1])
    change, before = port_data.published_change(last), rows[rows["year"] == year - 1]
    if change is None and len(before):
        change = float(last["value"] - before["value"].iloc[0])
    text = t("home.no_change") if change is None else _percent(100 * change / (last["value"] - change), year - 1, t)
    if part := port_data.find_newer_part("NSP", "seaborne", "total", year):
        period = f"{t('port.period_' + part['period']).lower()} {part['year']}"
        text = f"{text}. {t('home.newer_part', period=period, value=t.number(part['value'], 1))}"
    side = Side(t("port.scope_NSP"), t.number(last["value"], 1), str(year), text)
    return _from_table(t("port.subject_seaborne"), t("home.tonnes"), side, rows.tail(1), "port", t)


def _climate(t: Words) -> KeyFigure:
    """Verified emissions of the six municipalities together, in the newest year."""
    by_year = port_data.sum_emissions("place").groupby("year")["value"].sum()
    year = int(by_year.index.max())
    change = t("home.no_change")
    if year - 1 in by_year.index:
        change = _percent(100 * (by_year[year] / by_year[year - 1] - 1), year - 1, t)
    side = Side(t("climate.all_six"), t.number(by_year[year], 1), str(year), change)
    rows = port_data.read_table("emissions")
    return _from_table(t("climate.emissions"), t("home.tonnes_co2"), side, rows, "climate", t)


def _from_table(label: str, unit: str, side: Side, rows: pd.DataFrame, page: str, t: Words) -> KeyFigure:
    """A figure of the pages on port and climate, which have tables of their own instead of indicators."""
    publishers = list(dict.fromkeys(t.half(name) for name in rows["publisher"] if name))
    address = f"{page}?lang={t.language}&v={choices.VERSION}"
    return KeyFigure(label, unit, [side], publishers, table_texts.source_line(rows, t), address)
