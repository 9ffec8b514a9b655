"""Exhibits of how goods reach the port and leave it: modes of transport, import and export, partners, Eurostat."""

import pandas as pd

from briefings.exhibit import Exhibit
from charts import stacked_bars
from i18n.translator import Words
from loaders.datasets.port import EUROSTAT
from shell import exhibits, port_data
from shell.exhibits import builder, port_exhibits, table_texts
from shell.exhibits.choices import Choice, Choices
from shell.exhibits.table_texts import translate

PAGE = "port"
MODES = ("inland navigation", "road", "rail", "transhipment ship-to-ship")
FLOWS = ("imports", "exports")
# Ranks are known for a handful of countries only; that a country has none does not put it last.
RANK = "trade partner rank"
# Parts of a year in the order in which they are published.
SPANS = ("FY", "H1", "9M")
# The axis of a modal split ends above 100 %, because rounded shares may add up to more.
WHOLE = 102


def flow_choice(t: Words) -> Choice:
    """The ports of which import and export are known."""
    return Choice("port", {key: t(f"port.scope_{key}") for key in ("NSP", "GENT")})


def modal_split() -> pd.DataFrame:
    """The shares of the modes between port and hinterland in full years; columns as port_data.cargo."""
    table = port_data.cargo()
    return table[(table["measure"] == "modal split hinterland") & (table["period"] == "FY")]


@builder
def modes(_choices: Choices, t: Words) -> Exhibit:
    """The modal split between port and hinterland, year by year as the port surveyed it."""
    rows = modal_split()
    road = rows[rows["category"] == "road"].sort_values("year").iloc[-1]
    water = rows[(rows["category"] == "inland navigation") & (rows["year"] == road["year"])].iloc[0]
    message = t("port.reading_modes", year=road["year"], water=t.number(water["value"]), road=t.number(road["value"]))
    return _shares_chart("port-modes", rows, MODES, t("port.modes_title"), message, t)


@builder
def listed_modes(choices: Choices, t: Words) -> Exhibit:
    """The figures of the modal split as a table."""
    return _listed_shares(modes(choices, t), modal_split(), t)


def flow_shares(choices: Choices, t: Words) -> pd.DataFrame:
    """Import and export as shares of cargo over sea in full years; columns as port_data.cargo."""
    table, scope = port_data.cargo(), flow_choice(t).of(choices)
    rows = table[(table["measure"] == "seaborne share") & table["category"].isin(FLOWS) & (table["scope"] == scope)]
    return rows[rows["period"] == "FY"]


@builder
def flows(choices: Choices, t: Words) -> Exhibit:
    """Import and export as shares of cargo over sea."""
    rows, choice = flow_shares(choices, t), flow_choice(t)
    name = choice.options[choice.of(choices)]
    newest = rows[rows["category"] == "imports"].sort_values("year").iloc[-1]
    message = t("port.reading_flows", year=newest["year"], share=t.number(newest["value"]), scope=name)
    return _shares_chart("port-flows", rows, FLOWS, t("port.flows_title", scope=name), message, t)


@builder
def listed_flows(choices: Choices, t: Words) -> Exhibit:
    """The figures of import and export as a table."""
    return _listed_shares(flows(choices, t), flow_shares(choices, t), t)


def partner_ranks() -> pd.DataFrame:
    """The ranks of trade partners of North Sea Port; columns as port_data.cargo."""
    table = port_data.cargo()
    return table[(table["measure"] == RANK) & (table["scope"] == "NSP")]


@builder
def ranks(_choices: Choices, t: Words) -> Exhibit:
    """The largest trade partners by year or part of a year; the country with the best rank first."""
    rows = partner_ranks()
    by_span = _ranks_by_span(rows)
    spans = sorted({(year, period) for _, year, period in by_span}, key=lambda span: (span[0], SPANS.index(span[1])))
    # In the order of the newest year; a country without a rank in it comes after, in the order of the year before.
    newest_first = [span for span in reversed(spans) if span[1] == "FY"]
    known = rows.groupby("category")["value"].min().sort_values()
    countries = sorted(known.index, key=lambda name: [by_span.get((name, *span), len(known)) for span in newest_first])
    title = t("port.partners_title")
    return exhibits.table(
        "table-trade-partners",
        PAGE,
        [t("port.country"), *(_span(year, period, t) for year, period in spans)],
        [
            [translate(country, t), *(str(by_span.get((country, *span), "–")) for span in spans)]
            for country in countries
        ],
        caption=title,
        message=_describe_first(by_span, t),
    )


def _ranks_by_span(rows: pd.DataFrame) -> dict[tuple[str, int, str], int]:
    """Rank by country, year and kind of period."""
    return {
        (country, int(year), period): int(rank)
        for country, year, period, rank in zip(
            rows["category"], rows["year"], rows["period"], rows["value"], strict=True
        )
    }


def _describe_first(by_span: dict[tuple[str, int, str], int], t: Words) -> str:
    """The country with rank 1 in the newest full year."""
    newest = max(year for _, year, period in by_span if period == "FY")
    first = next(country for (country, *span), rank in by_span.items() if span == [newest, "FY"] and rank == 1)
    return t("port.reading_partners", year=newest, country=translate(first, t))


def _span(year: int, period: str, t: Words) -> str:
    return str(year) if period == "FY" else f"{t(f'port.short_{period}')} {year}"


@builder
def partner_tonnes(_choices: Choices, t: Words) -> Exhibit:
    """The tonnes of trade partners as far as the port published them."""
    table = port_data.cargo()
    tonnes = table[(table["measure"] == "trade partner") & (table["period"] == "FY")]
    tonnes = tonnes.sort_values(["scope", "year", "value"], ascending=[True, False, False])
    return exhibits.table(
        # The second table of its section in version 0.1, which numbered them.
        "table-trade-partners-2",
        PAGE,
        [t("port.country"), t("port.scope"), t("period.label"), "Mt"],
        [
            [
                translate(row["category"], t),
                t(f"port.scope_{row['scope']}"),
                str(row["year"]),
                table_texts.published_decimals(row["value"], t),
            ]
            for row in tonnes.to_dict("records")
        ],
        caption=t("port.partners_tonnes"),
        message=_describe_first(_ranks_by_span(partner_ranks()), t),
    )


def eurostat_rows() -> pd.DataFrame:
    """Import and export of Eurostat's two reporting ports in one year; columns as port_data.cargo."""
    table = port_data.cargo()
    rows = table[(table["series"] == EUROSTAT) & table["category"].isin(FLOWS)]
    # A refresh brings earlier years too, and bars of two years must not be added up: the newest that both ports have.
    ports = rows.groupby("year")["scope"].nunique()
    newest: pd.DataFrame = rows[rows["year"] == ports[ports == ports.max()].index.max()]
    return newest


def own_count_beside_eurostat() -> pd.Series:
    """The port's own count of the year that Eurostat's figures are of; its newest where that year is missing."""
    own = port_data.own_full_years("seaborne", "total")
    same = own[own["year"] == eurostat_rows()["year"].max()]
    return (same if len(same) else own).iloc[-1]


@builder
def eurostat(_choices: Choices, t: Words) -> Exhibit:
    """Eurostat's two reporting ports beside the count of the port itself: side by side, never one line."""
    bars, title = _eurostat_bars(t), t("port.eurostat_title")
    sums = {str(name): group["value"].sum() for name, group in bars.groupby("label")}
    own = own_count_beside_eurostat()
    figures = " · ".join(f"{name} {t.number(value, 1)} Mt" for name, value in sums.items())
    names = {part: translate(part, t) for part in FLOWS}
    return exhibits.chart(
        "port-eurostat",
        PAGE,
        stacked_bars.stacked_bars(bars, words=t, unit="Mt", names=names),
        title=title,
        message=t(
            "port.reading_eurostat",
            year=bars["year"].max(),
            figures=figures,
            own=t.number(own["value"], 1),
            own_year=own["year"],
        ),
        alt=stacked_bars.describe(bars, title=title, words=t, unit="Mt", names=names, decimals=1),
        source=table_texts.source_line(bars, t),
    )


@builder
def listed_eurostat(choices: Choices, t: Words) -> Exhibit:
    """The figures of Eurostat's two ports as a table."""
    bars = _eurostat_bars(t)
    parts = [f"{label}, {translate(part, t).lower()}" for label, part in zip(bars["label"], bars["part"], strict=True)]
    return port_exhibits.listed_figures(eurostat(choices, t), bars.assign(name=parts), "Mt", 1, t)


def _eurostat_bars(t: Words) -> pd.DataFrame:
    """The rows of Eurostat as bars: label is the port, part the flow."""
    rows = eurostat_rows()
    return rows.assign(label=[t(f"port.scope_{scope}") for scope in rows["scope"]], part=rows["category"])


def _shares_chart(key: str, rows: pd.DataFrame, parts: tuple[str, ...], title: str, message: str, t: Words) -> Exhibit:
    """Shares of a whole by year, as stacked bars."""
    bars = _share_bars(rows)
    names = {part: translate(part, t) for part in parts}
    decimals = _decimals(bars)
    return exhibits.chart(
        key,
        PAGE,
        stacked_bars.stacked_bars(bars, words=t, unit="%", names=names, decimals=decimals, whole=WHOLE),
        title=title,
        message=message,
        alt=stacked_bars.describe(bars, title=title, words=t, unit="%", names=names, decimals=decimals),
        source=table_texts.source_line(rows, t),
    )


def _listed_shares(chart: Exhibit, rows: pd.DataFrame, t: Words) -> Exhibit:
    bars = _share_bars(rows)
    named = bars.assign(name=[translate(part, t) for part in bars["part"]])
    return port_exhibits.listed_figures(chart, named, "%", _decimals(bars), t)


def _share_bars(rows: pd.DataFrame) -> pd.DataFrame:
    """Shares as bars: label is the year, part the category."""
    bars = rows.sort_values("year")
    return bars.assign(label=bars["year"].astype(str), part=bars["category"])


def _decimals(bars: pd.DataFrame) -> int:
    return int((bars["value"] % 1 != 0).any())
