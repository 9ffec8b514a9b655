"""Ships through the locks of Terneuzen and the trade partners of the port, out of the port's own tables."""

import pandas as pd

from briefings.exhibit import Exhibit
from charts.bars import period_bars
from i18n.translator import Words
from pages.flows.movement_rows import PAGE
from shell import exhibits, port_data
from shell.exhibits import NoFiguresError, builder, table_texts
from shell.exhibits.choices import Choices
from shell.exhibits.table_texts import translate


@builder
def locks_by_year(_choices: Choices, t: Words) -> Exhibit:
    """Ships through the locks: the years that were counted, and the forecast apart where there is one.

    Raises NoFiguresError where no year was counted.
    """
    table = port_data.cargo()
    rows = table[(table["scope"] == "TERNEUZEN_LOCKS") & (table["measure"] == "vessel calls")].sort_values("year")
    counted = rows[rows["status"] == "measured"]
    if counted.empty:
        raise NoFiguresError(t("flows.no_locks"))
    bars = _bars(rows, [_year(row["year"], row["status"], t) for row in rows.to_dict("records")])
    title = t("flows.locks_title")
    figure = period_bars(bars, words=t, unit=t("flows.unit_vessels"), colours={})
    # Names that are years would be read as numbers; the newest stands at the bottom, as on a time line.
    figure.update_yaxes(type="category", categoryorder="array", categoryarray=list(bars["name"])[::-1])
    return exhibits.chart(
        "flows-locks",
        PAGE,
        figure,
        title=title,
        message=_locks_message(counted, rows[rows["status"] == "projected"], t),
        alt=_alt(title, bars, t),
        source=table_texts.source_line(rows, t),
    )


def _locks_message(counted: pd.DataFrame, projected: pd.DataFrame, t: Words) -> str:
    """The newest year that was counted, and the last year of the forecast."""
    newest = counted.iloc[-1]
    said = [t("flows.said_locks", value=t.number(newest["value"]), year=newest["year"])]
    for ahead in projected.tail(1).to_dict("records"):
        said.append(t("flows.said_locks_ahead", ahead=t.number(ahead["value"]), then=ahead["year"]))
    return " ".join(said)


@builder
def trade_partners(_choices: Choices, t: Words) -> Exhibit:
    """The newest full year in which the port published tonnes of a trade partner, by partner.

    Raises NoFiguresError where there is no such year.
    """
    table = port_data.cargo()
    rows = table[(table["scope"] == "NSP") & (table["measure"] == "trade partner") & (table["period"] == "FY")]
    if rows.empty:
        raise NoFiguresError(t("map.nodata"))
    year = rows["year"].max()
    rows = rows[rows["year"] == year].sort_values("value", ascending=False)
    bars = _bars(rows, [translate(name, t) for name in rows["category"]])
    title = t("flows.trade_title", year=year)
    said = "flows.said_trade_one" if len(bars) == 1 else "flows.said_trade"
    texts = ", ".join(f"{bar['name']} {t.number(bar['value'], 1)}" for bar in bars.to_dict("records"))
    return exhibits.chart(
        "flows-trade",
        PAGE,
        period_bars(bars, words=t, unit="Mt", decimals=1, colours={}),
        title=title,
        message=t(said, year=year, count=t.number(len(bars)), texts=texts),
        alt=_alt(title, bars, t),
        source=table_texts.source_line(rows, t),
    )


def _bars(rows: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    return rows.assign(place=names, name=names, country="")


def _year(year: int, status: str, t: Words) -> str:
    return str(year) if status == "measured" else f"{year} ({t(f'status.{status}')})"


def _alt(title: str, bars: pd.DataFrame, t: Words) -> str:
    texts = [f"{bar['name']} {table_texts.published_decimals(bar['value'], t)}" for bar in bars.to_dict("records")]
    return f"{title}. {'; '.join(texts)}."
