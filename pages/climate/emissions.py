"""Verified emissions of installations under the EU ETS: on the map, the largest, and over the years."""

from typing import Any

import pandas as pd
import streamlit as st

from charts import maps, time_series
from charts.palettes import COUNTRY
from i18n.translator import Words
from loaders.datasets.places import SIX
from shell import arithmetic, components, emission_sums, map_component, tables, url_state
from shell.url_state import choose

COUNTS = ("site", "account")
LARGEST = 10
TOP = 5


def overview(t: Words) -> None:
    """The map of a year, and the largest installations of that year beside their share."""
    years = [str(year) for year in sorted(emission_sums.sum_emissions("place")["year"].unique(), reverse=True)]
    left, right = st.columns([5, 7], vertical_alignment="bottom", gap="medium")
    with left:
        options = {year: year for year in sorted(years)}
        year = choose("year", options, label=t("period.label"), words=t, default=years[0], widget=st.select_slider)
    with right:
        counts = {key: t(f"climate.count_{key}") for key in COUNTS}
        count = choose("count", counts, label=t("climate.count"), words=t, widget=st.segmented_control, required=True)
    here = emission_sums.sum_emissions(count)
    here = here[here["year"] == int(year)].sort_values("value", ascending=False)
    total = here["value"].sum()
    share = 100 * here["value"].head(TOP).sum() / total
    before = emission_sums.sum_emissions("place")
    before = before[before["year"] == int(year) - 1]["value"].sum()
    figures = {"year": year, "total": t.number(total, 1), "share": t.number(share), "top": TOP}
    off = 100 * (total / before - 1) if before else 0.0
    side = "climate.change_down" if off < 0 else "climate.change_up"
    change = t(side, change=t.number(abs(off), 1), before=int(year) - 1) if before else ""
    names = "; ".join(here["label"].head(TOP)).removesuffix(".")
    components.subheading(t("climate.map_title", year=year))
    components.key_message(t(f"climate.reading_{count}", **figures, change=change, names=names))
    _map(year, t)
    components.subheading(t(f"climate.largest_{count}", count=LARGEST, year=year))
    bars = here.head(LARGEST).assign(
        place=here["line"], name=here["label"], status="measured", country=here["place"].str[:2]
    )
    figure = time_series.bars(bars, words=t, unit="Mt CO₂e", decimals=2, colours=COUNTRY)
    told = ", ".join(f"{row.name} {t.number(row.value, 2)} Mt" for row in bars.itertuples(index=False))
    table = tables.read_table("emissions")
    alt = f"{t(f'climate.largest_{count}', count=LARGEST, year=year)}. {told}."
    components.show(figure, key="climate-largest", alt=alt, source=tables.source_line(table, t))
    components.note(
        t("observed.sides"),
        t("climate.covers", year=tables.read_table("emissions")["year"].max()),
        t("climate.steel"),
        t("climate.address"),
        t("climate.covid") if year == "2020" else "",
    )


def _map(year: str, t: Words) -> None:
    every = emission_sums.sum_emissions("place").assign(
        place=lambda rows: rows["line"],
        country=lambda rows: rows["line"].str[:2],
        status="measured",
        period=lambda rows: rows["year"].astype(str),
    )
    subject = maps.Subject(t("climate.emissions"), "Mt CO₂e", 2, "same")
    classes = maps.scales(every, subject)

    def described(year: str) -> dict[str, Any]:
        return maps.describe(
            every[every["period"] == year],
            subject,
            map_component.surroundings(t),
            level="municipality",
            period=year,
            expected=list(SIX),
            classes=classes,
            ranked=True,
            group="climate",
            height=460,
        )

    years = map_component.Periods(year, sorted(every["period"].unique()), described)
    source = tables.source_line(tables.read_table("emissions"), t)
    clicked = map_component.mount_map(described(year), "map-climate", source=source, periods=years)
    if clicked in SIX:
        url_state.set_query(municipality=clicked, climate="years")
        st.rerun()


def over_years(t: Words) -> None:
    """The six municipalities, or the largest of one of them, over the years."""
    left, right = st.columns([6, 6], vertical_alignment="bottom", gap="medium")
    names = map_component.place_names(t)
    with left:
        options = {"ALL": t("climate.all_six")} | {place: names[place] for place in SIX}
        municipality = choose("municipality", options, label=t("table.place"), words=t)
    count = "site"
    if municipality != "ALL":
        with right:
            counts = {key: t(f"climate.count_{key}") for key in COUNTS}
            count = choose(
                "count", counts, label=t("climate.count"), words=t, widget=st.segmented_control, required=True
            )
    events = tables.choose_milestones(t)
    if municipality == "ALL":
        here = emission_sums.sum_emissions("place").assign(label=lambda rows: rows["line"].map(names))
        order = list(SIX)
    else:
        here = emission_sums.sum_emissions(count)
        here = here[here["place"] == municipality]
        largest = here.groupby("line")["value"].max().sort_values(ascending=False)
        order = list(largest.index)
        here = here[here["line"].isin(order[:8])]
    drawn = here.assign(
        place=here["line"], name=here["label"], country="", status="measured", period=here["year"].astype(str)
    )
    title = t("climate.years_title", name=options[municipality])
    components.subheading(title)
    whole = (
        emission_sums.sum_emissions("place")
        if municipality == "ALL"
        else emission_sums.sum_emissions("place")[emission_sums.sum_emissions("place")["line"] == municipality]
    )
    each = whole.groupby("year")["value"].sum()
    first, last = int(each.index.min()), int(each.index.max())
    change = arithmetic.change_pct(each[last], each[first], 2)
    told = {"first": first, "last": last, "name": options[municipality], "before": t.number(each[first], 2)}
    components.key_message(
        t("climate.reading_years", **told, value=t.number(each[last], 2), change=t.number(change, 1, signed=True))
    )
    figure = tables.cached_chart(
        lambda: time_series.history(
            drawn, words=t, unit="Mt CO₂e", decimals=2, order=order, events=events
        ).update_yaxes(rangemode="tozero"),
        *("emissions", municipality, count, t.language, str(events)),
        files=tables.TABLES,
    )
    alt = time_series.describe(drawn, title=title, words=t, unit="Mt CO₂e", decimals=2)
    components.show(figure, key="climate-years", alt=alt, source=tables.source_line(tables.read_table("emissions"), t))
    more = len(order) - 8
    components.note(
        t("climate.covers", year=tables.read_table("emissions")["year"].max()),
        t("climate.covid"),
        t("climate.steel") if municipality in ("ALL", SIX[0]) else "",
        t("climate.more", count=more) if municipality != "ALL" and more > 0 else "",
        t("climate.closed"),
    )
    components.table(
        [t("climate.installation"), *map(str, sorted(each.index))],
        [
            [label, *(_cell(group, year, t) for year in sorted(each.index))]
            for line in order
            for label, group in drawn[drawn["line"] == line].groupby("label")
        ],
        key="emissions-over_years",
        caption=f"{title} (Mt CO₂e)",
    )


def _cell(group: pd.DataFrame, year: int, t: Words) -> str:
    value = group.loc[group["year"] == year, "value"]
    return t.number(float(value.iloc[0]), 3) if len(value) else "–"
