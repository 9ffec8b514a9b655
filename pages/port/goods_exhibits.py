"""Exhibits of cargo over sea by goods type, with the published total beside the sum of the types."""

import pandas as pd

from briefings.exhibit import Exhibit
from charts import stacked_bars
from i18n.translator import Words
from loaders.datasets import port
from loaders.datasets.port import EUROSTAT, GOODS
from shell import exhibits, port_data
from shell.exhibits import NoFiguresError, builder, port_exhibits, table_texts
from shell.exhibits.choices import Choice, Choices
from shell.exhibits.table_texts import translate

PAGE = "port"
PORTS = ("NSP", "GENT", "ZSP")


def port_choice(t: Words) -> Choice:
    """North Sea Port or one of its predecessors."""
    return Choice("port", {key: t(f"port.scope_{key}") for key in PORTS})


def read_years(choices: Choices, t: Words) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The goods types of the chosen port as bars, and its years as `port.parts` describes them.

    Bars have the columns of port_cargo, label (the year) and part (the goods type). Raises NoFiguresError without any.
    """
    choice = port_choice(t)
    scope, table = choice.of(choices), port_data.cargo()
    rows = table[(table["scope"] == scope) & (table["measure"] == "seaborne") & (table["period"] == "FY")]
    rows = rows[(rows["unit"] == "Mt") & rows["category"].isin([*GOODS, "total"])]
    rows = rows[rows["series"] != EUROSTAT]
    years = port.parts(rows)
    if years.empty:
        raise NoFiguresError(t("port.nothing_goods", scope=choice.options[scope]))
    bars = rows[rows["category"].isin(GOODS) & rows["year"].isin(years["year"])].sort_values("year")
    return bars.assign(label=bars["year"].astype(str), part=bars["category"]), years


def newer_totals(choices: Choices, t: Words) -> list[int]:
    """The full years after the last bar of which only the total is known: no goods type at all."""
    bars, _ = read_years(choices, t)
    table = port_data.cargo()
    totals = table[(table["measure"] == "seaborne") & (table["category"] == "total") & (table["period"] == "FY")]
    totals = totals[(totals["scope"] == port_choice(t).of(choices)) & (totals["series"] != EUROSTAT)]
    return sorted({int(year) for year in totals.loc[totals["year"] > bars["year"].max(), "year"]})


@builder
def goods_by_year(choices: Choices, t: Words) -> Exhibit:
    """Full years by goods type, with the published total across each bar."""
    bars, years = read_years(choices, t)
    choice = port_choice(t)
    scope = choice.of(choices)
    names = {part: translate(part, t) for part in GOODS}
    known = years.dropna(subset="total")
    totals = {str(year): float(total) for year, total in zip(known["year"], known["total"], strict=True)}
    figure = table_texts.cached_chart(
        lambda: stacked_bars.stacked_bars(
            bars,
            words=t,
            unit="Mt",
            names=names,
            totals=stacked_bars.Totals(totals, t("port.total"), t("port.rest")),
        ),
        *("goods", scope, t.language),
    )
    title = t("port.goods_title", scope=choice.options[scope])
    newest = bars[bars["year"] == bars["year"].max()].sort_values("value").iloc[-1]
    total = totals.get(newest["label"])
    return exhibits.chart(
        "port-goods",
        PAGE,
        figure,
        title=title,
        message=t(
            "port.reading_goods" if total else "port.reading_goods_alone",
            year=newest["label"],
            part=names[newest["part"]].lower(),
            value=t.number(newest["value"], 1),
            share=t.number(100 * newest["value"] / total) if total else "",
        ),
        alt=stacked_bars.describe(bars, title=title, words=t, unit="Mt", names=names, decimals=1),
        source=table_texts.source_line(bars, t),
    )


@builder
def listed_goods(choices: Choices, t: Words) -> Exhibit:
    """The figures of the chart as a table."""
    bars, _ = read_years(choices, t)
    named = bars.assign(name=[translate(part, t) for part in bars["part"]])
    return port_exhibits.listed_figures(goods_by_year(choices, t), named, "Mt", 1, t)
