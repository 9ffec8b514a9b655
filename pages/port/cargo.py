"""Cargo of the port over time: totals, goods types, modes and calls, trade; and Eurostat's count beside it."""

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from charts import layout, stacked_bars, time_series
from i18n.translator import Words
from loaders.datasets import port
from loaders.datasets.port import GOODS
from shell import arithmetic, components, plain_text, tables
from shell.tables import translate
from shell.url_state import choose

# What is drawn in one picture, with the unit and decimals of its axis.
SUBJECTS = {
    "seaborne": ("seaborne", "total", "Mt", 1),
    # Only a refresh brings it (CBS 85598NED): goods with packing and the empty unit, so never on the line above.
    "plus": ("seaborne, gross-plus weight", "total", "Mt", 1),
    "inland": ("inland navigation", "total", "Mt", 1),
    "both": ("seaborne + inland", "total", "Mt", 1),
    "imports": ("seaborne", "imports", "Mt", 1),
    "exports": ("seaborne", "exports", "Mt", 1),
    "teu": ("seaborne", "containers", "TEU", 0),
    "ships": ("vessel calls", "seagoing vessels", "calls", 0),
    "barges": ("vessel calls", "inland vessels", "calls", 0),
    "locks": ("vessel calls", "vessels through the Terneuzen lock complex", "ships", 0),
}
PERIODS = ("FY", "H1", "9M", "Q1")
PORTS = ("NSP", "GENT", "ZSP")
ORDER = ("NSP · own count", "GENT · own count", "ZSP · own count", "NSP · pro forma")
COUNTRIES = "trade partner rank"


def over_time(t: Words) -> None:
    """One measure of North Sea Port and its predecessors over the years, full years or one kind of part-year."""
    table = tables.cargo()
    left, middle, right = st.columns([5, 4, 3], vertical_alignment="bottom", gap="medium")
    with left:
        known = set(zip(table["measure"], table["category"], strict=True))
        subjects = {key: t(f"port.subject_{key}") for key, (*what, _, _) in SUBJECTS.items() if tuple(what) in known}
        subject = choose("measure", subjects, label=t("port.measure"), words=t)
    measure, category, unit, decimals = SUBJECTS[subject]
    with right:
        spans = {key: t(f"port.period_{key}") for key in PERIODS}
        period = choose("span", spans, label=t("port.span"), words=t)
    scopes = {"ALL": t("port.scope_ALL")} | {scope: t(f"port.scope_{scope}") for scope in (*PORTS, *port.TOWNS)}
    events = []
    if subject != "locks":
        with middle:
            scope = choose("scope", scopes, label=t("port.scope"), words=t)
        events = tables.choose_milestones(t)
        shown = [*PORTS, *port.TOWNS] if scope == "ALL" else [scope]
    else:
        scope, shown = "TERNEUZEN_LOCKS", ["TERNEUZEN_LOCKS"]
    spanned = [period, "forecast"] if subject == "locks" else [period]
    here = table[(table["measure"] == measure) & (table["category"] == category) & (table["unit"] == unit)]
    here = here[here["period"].isin(spanned) & here["scope"].isin(shown) & (here["series"] != "Eurostat mar_go_aa")]
    title = subjects[subject]
    if here.empty:
        have = table[(table["measure"] == measure) & (table["category"] == category) & (table["unit"] == unit)]
        have = have[have["scope"].isin(shown) & have["period"].isin(PERIODS)]
        spoken = ", ".join(f"{t(f'port.period_{span}')} {part}" for span, part in _years(have).items())
        where = scopes.get(scope, t(f"port.scope_{scope}"))
        plain_text.info(
            t("port.nothing", title=title, scope=where, span=spans[period], have=spoken or t("port.nothing_at_all"))
        )
        return
    components.subheading(f"{title}, {spans[period].lower() if spans[period] != '9M' else spans[period]}")
    written = t(f"port.unit_{unit}")
    drawn = tables.as_series(here, t)
    merger = [(tables.MERGER, t("port.merger"))] if subject != "locks" and len({*shown} & {"NSP"}) else []

    def make() -> go.Figure:
        figure = time_series.history(
            drawn, words=t, unit=written, decimals=decimals, order=ORDER, events=[*merger, *events]
        )
        if merger:
            where = {"x": tables.MERGER, "y": 1, "yref": "paper", "yshift": 10}
            figure.add_annotation(**where, text=t("port.merger_short"), showarrow=False)
        return figure

    chosen = ("cargo", subject, period, scope, t.language, str(events))
    figure = tables.cached_chart(make, *chosen)
    alt = time_series.describe(drawn, title=title, words=t, unit=written, decimals=decimals)
    components.key_message(
        " ".join(filter(None, [describe_newest(here, written, decimals, t), _newer_part(here, period, decimals, t)]))
    )
    components.show(figure, key="port-lines", alt=alt, source=tables.source_line(here, t))
    components.note(
        t("port.never_joined"),
        t("port.twice") if subject in ("inland", "both") else "",
        t("port.plus_note") if subject == "plus" else "",
        t("port.teu_break") if subject == "teu" else "",
        t("port.calls_break") if subject in ("ships", "barges") else "",
        tables.status_note(here, t),
    )
    tables.data_table(drawn, written, decimals, t)
    tables.conflict_notes(here, t)
    _targets_beside(measure, category, t)


def _years(have: pd.DataFrame) -> dict[str, str]:
    return {
        str(span): f"{part['year'].min()}–{part['year'].max()}" for span, part in have.groupby("period", sort=False)
    }


def _targets_beside(measure: str, category: str, t: Words) -> None:
    told = tables.read_table("port_targets")
    told = told[told["observed"] == f"cargo:{measure}:{category}"]
    components.note(
        *(
            t(
                "port.target_note",
                name=row[f"name_{t.language}"],
                value=t.number(row["value"]),
                unit=row["unit"],
                year=row["year"],
            )
            for row in told.to_dict("records")
        )
    )


def describe_newest(here: pd.DataFrame, unit: str, decimals: int, t: Words) -> str:
    """The newest figure in a sentence, with its change where the same series has the year before.

    Where the port itself published the change, the sentence uses that: its own year before may have been restated.
    """
    measured = here[~here["status"].isin(layout.PROJECTED)]
    row = (measured if len(measured) else here).sort_values(["year", "scope"]).iloc[-1]
    figure = {"scope": t(f"port.scope_{row['scope']}"), "year": row["year"], "unit": unit}
    figure["value"] = t.number(row["value"], decimals)
    if (change := tables.published_change(row)) is not None:
        share = arithmetic.change_pct(row["value"], row["value"] - change, decimals)
        words = {"change": t.number(abs(change), decimals), "share": t.number(abs(share), 1), "before": row["year"] - 1}
        return t("port.reading_published_down" if change < 0 else "port.reading_published_up", **figure, **words)
    if row["unit"] == "TEU":
        return t("port.reading_only", **figure)
    before = here[(here["line"] == row["line"]) & (here["year"] == row["year"] - 1)]
    before = before[before["status"] == row["status"]]
    if before.empty:
        return t("port.reading_alone", **figure)
    share = arithmetic.change_pct(row["value"], float(before.iloc[0]["value"]), decimals)
    side = "port.reading_down" if share < 0 else "port.reading_up"
    return t(side, **figure, share=t.number(abs(share), 1), before=row["year"] - 1)


def _newer_part(here: pd.DataFrame, period: str, decimals: int, t: Words) -> str:
    """Beside full years: that a part of a newer year was counted, which is shown under another period."""
    row = here.sort_values("year").iloc[-1]
    part = tables.find_newer_part("NSP", row["measure"], row["category"], int(row["year"])) if period == "FY" else None
    if part is None or part["unit"] != row["unit"] or "NSP" not in set(here["scope"]):
        return ""
    return tables.describe_part_of_year(part, decimals, t)


def goods(t: Words) -> None:
    """Full years by goods type, with the published total across each bar."""
    ports = {key: t(f"port.scope_{key}") for key in PORTS}
    scope = choose("port", ports, label=t("port.scope"), words=t)
    table = tables.cargo()
    here = table[(table["scope"] == scope) & (table["measure"] == "seaborne") & (table["period"] == "FY")]
    here = here[(here["unit"] == "Mt") & here["category"].isin([*GOODS, "total"])]
    here = here[here["series"] != "Eurostat mar_go_aa"]
    years = port.parts(here)
    if years.empty:
        plain_text.info(t("port.nothing_goods", scope=t(f"port.scope_{scope}")))
        return
    names = {part: translate(part, t) for part in GOODS}
    bars = here[here["category"].isin(GOODS) & here["year"].isin(years["year"])].sort_values("year")
    bars = bars.assign(label=bars["year"].astype(str), part=bars["category"])
    totals = {str(row.year): float(row.total) for row in years.dropna(subset="total").itertuples()}
    figure = tables.cached_chart(
        lambda: stacked_bars.stacked_bars(
            bars, words=t, unit="Mt", names=names, totals=totals, total_name=t("port.total"), rest_name=t("port.rest")
        ),
        *("goods", scope, t.language),
    )
    title = t("port.goods_title", scope=t(f"port.scope_{scope}"))
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
    adds, differs = years[years["adds"] == "yes"], years[years["adds"] == "no"]
    partly = [f"{row.year} ({row.known})" for row in years[years["adds"] == ""].itertuples()]
    components.note(
        t("port.adds", years=", ".join(map(str, adds["year"]))) if len(adds) else "",
        t("port.adds_not", years=", ".join(map(str, differs["year"]))) if len(differs) else "",
        t("port.partly", years=", ".join(partly)) if partly else "",
    )
    tables.data_table(bars.assign(name=bars["part"].map(names)), "Mt", 1, t)
