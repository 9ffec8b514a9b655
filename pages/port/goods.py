"""Cargo over sea by goods type, with the published total beside the sum of the types."""

import pandas as pd

from charts import stacked_bars
from i18n.translator import Words
from loaders.datasets import port
from loaders.datasets.port import EUROSTAT, GOODS
from shell import components, plain_text, port_data, tables
from shell.tables import translate
from shell.url_state import choose

PORTS = ("NSP", "GENT", "ZSP")


def goods(t: Words) -> None:
    """Full years by goods type, with the published total across each bar."""
    ports = {key: t(f"port.scope_{key}") for key in PORTS}
    scope = choose("port", ports, label=t("port.scope"), words=t)
    table = port_data.cargo()
    rows = table[(table["scope"] == scope) & (table["measure"] == "seaborne") & (table["period"] == "FY")]
    rows = rows[(rows["unit"] == "Mt") & rows["category"].isin([*GOODS, "total"])]
    rows = rows[rows["series"] != EUROSTAT]
    years = port.parts(rows)
    if years.empty:
        plain_text.info(t("port.nothing_goods", scope=ports[scope]))
        return
    names = {part: translate(part, t) for part in GOODS}
    bars = rows[rows["category"].isin(GOODS) & rows["year"].isin(years["year"])].sort_values("year")
    bars = bars.assign(label=bars["year"].astype(str), part=bars["category"])
    known = years.dropna(subset="total")
    totals = {str(year): float(total) for year, total in zip(known["year"], known["total"], strict=True)}
    figure = tables.cached_chart(
        lambda: stacked_bars.stacked_bars(
            bars,
            words=t,
            unit="Mt",
            names=names,
            totals=stacked_bars.Totals(totals, t("port.total"), t("port.rest")),
        ),
        *("goods", scope, t.language),
    )
    title = t("port.goods_title", scope=ports[scope])
    components.subheading(title)
    newest = bars[bars["year"] == bars["year"].max()].sort_values("value").iloc[-1]
    total = totals.get(newest["label"])
    components.key_message(
        t(
            "port.reading_goods" if total else "port.reading_goods_alone",
            year=newest["label"],
            part=names[newest["part"]].lower(),
            value=t.number(newest["value"], 1),
            share=t.number(100 * newest["value"] / total) if total else "",
        )
    )
    alt = stacked_bars.describe(bars, title=title, words=t, unit="Mt", names=names, decimals=1)
    components.show(figure, key="port-goods", alt=alt, source=tables.source_line(bars, t))
    _addition_notes(years, t)
    tables.data_table(bars.assign(name=bars["part"].map(names)), "Mt", 1, t)


def _addition_notes(years: pd.DataFrame, t: Words) -> None:
    """In which years the goods types add up to the published total, and in which not all of them are known."""
    equal, different, partly = (years[years["adds"] == answer] for answer in ("yes", "no", ""))
    counts = [f"{year} ({known})" for year, known in zip(partly["year"], partly["known"], strict=True)]
    components.note(
        t("port.adds", years=", ".join(map(str, equal["year"]))) if len(equal) else "",
        t("port.adds_not", years=", ".join(map(str, different["year"]))) if len(different) else "",
        t("port.partly", years=", ".join(counts)) if counts else "",
    )
