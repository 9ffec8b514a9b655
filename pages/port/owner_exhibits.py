"""Exhibits of who owns the port, and how much land it has."""

import pandas as pd

from briefings.exhibit import Exhibit
from charts.bars import period_bars
from charts.palettes import COUNTRY
from i18n.translator import Words
from shell import exhibits, port_data
from shell.exhibits import builder, table_texts
from shell.exhibits.choices import Choices
from shell.exhibits.table_texts import translate

PAGE = "port"
BELGIAN_OWNERS = ("City of Ghent", "Province of East Flanders", "Evergem", "Zelzate")


@builder
def owners(_choices: Choices, t: Words) -> Exhibit:
    """Who owns the port, by share."""
    rows = _shareholders()
    bars = rows.assign(
        place=rows["category"],
        name=[translate(name, t) for name in rows["category"]],
        country=["BE" if name in BELGIAN_OWNERS else "NL" for name in rows["category"]],
    )
    figure = period_bars(bars, words=t, unit="%", decimals=3, colours=COUNTRY)
    # As published: some shares have two decimals, others three.
    figure.update_traces(text=[f"{table_texts.published_decimals(value, t)} %" for value in sorted(bars["value"])])
    shares = ", ".join(
        f"{name} {table_texts.published_decimals(value, t)} %"
        for name, value in zip(bars["name"], bars["value"], strict=True)
    )
    return exhibits.chart(
        "port-owners",
        PAGE,
        figure,
        title=t("port.owners_title"),
        message=_describe_owners(rows, t),
        alt=f"{t('port.owners_title')}. {shares}",
        source=table_texts.source_line(rows, t),
    )


def _shareholders() -> pd.DataFrame:
    table = port_data.read_table("port_economy")
    return table[table["measure"] == "shareholding"]


def _describe_owners(rows: pd.DataFrame, t: Words) -> str:
    """The shares of the Belgian and of the Dutch owners."""
    belgian = rows["category"].isin(BELGIAN_OWNERS)
    be, nl = rows.loc[belgian, "value"].sum(), rows.loc[~belgian, "value"].sum()
    return t("port.reading_owners", be=t.number(be, 2), nl=t.number(nl, 2))


@builder
def land_table(_choices: Choices, t: Words) -> Exhibit:
    """The land of the port, and how many companies and shareholders it has."""
    table = port_data.read_table("port_economy")
    rows = table[table["measure"].isin(["port area", "land issued", "companies", "shareholders"])]
    # Of two sources with the same figure one is shown.
    rows = rows[rows["drawn"] == "yes"]
    return exhibits.table(
        "table-economy-owners",
        PAGE,
        [t("port.what"), t("port.scope"), t("period.label"), t("port.value"), t("port.read_on")],
        [
            [
                f"{translate(row['measure'], t)}: {translate(row['category'], t)}",
                t(f"port.scope_{row['scope']}"),
                t("period.undated") if row["period"] == "undated" else str(row["year"]),
                f"{t.number(row['value'])} ha" if row["unit"] == "ha" else t.number(row["value"]),
                table_texts.source_address(row["source"], t, row["address"]),
            ]
            for row in rows.to_dict("records")
        ],
        caption=t("port.land_title"),
        message=_describe_owners(_shareholders(), t),
        source=table_texts.source_line(_shareholders(), t),
    )
