"""Verified emissions of installations under the EU ETS: on the map, the largest, and over the years."""

from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from charts import maps, time_series
from charts.palettes import COUNTRY
from i18n.translator import Words
from loaders.datasets.places import SIX
from shell import arithmetic, components, map_component, milestone_overlay, port_data, tables, url_state
from shell.url_state import choose

UNIT = "Mt CO₂e"
# Installations are counted by site, or by account of the EU ETS.
COUNTS = ("site", "account")
# How many installations the bars show, how many of these the sentence names, and how many lines a chart takes.
LARGEST, TOP, LINES = 10, 5, 8
ALL = "ALL"


def overview(t: Words) -> None:
    """The map of a year, and the largest installations of that year with their share."""
    years = sorted(str(year) for year in port_data.sum_emissions("place")["year"].unique())
    left, right = st.columns([5, 7], vertical_alignment="bottom", gap="medium")
    with left:
        options = {year: year for year in years}
        year = choose("year", options, label=t("period.label"), words=t, default=years[-1], widget=st.select_slider)
    with right:
        count = _choose_count(t)
    sums = port_data.sum_emissions(count)
    sums = sums[sums["year"] == int(year)].sort_values("value", ascending=False)
    components.subheading(t("climate.map_title", year=year))
    components.key_message(_describe_year(sums, int(year), count, t))
    _map(year, t)
    title = t(f"climate.largest_{count}", count=LARGEST, year=year)
    components.subheading(title)
    _largest(sums.head(LARGEST), title, t)
    components.note(
        t("observed.sides"),
        t("climate.covers", year=port_data.read_table("emissions")["year"].max()),
        t("climate.steel"),
        t("climate.address"),
        t("climate.covid") if year == "2020" else "",
    )


def _choose_count(t: Words) -> str:
    counts = {key: t(f"climate.count_{key}") for key in COUNTS}
    return choose("count", counts, label=t("climate.count"), words=t, widget=st.segmented_control, required=True)


def _describe_year(sums: pd.DataFrame, year: int, count: str, t: Words) -> str:
    """The total of a year, its change on the year before, and the share of the largest, which come first in `sums`."""
    total = float(sums["value"].sum())
    every = port_data.sum_emissions("place")
    before = float(every.loc[every["year"] == year - 1, "value"].sum())
    change = ""
    if before:
        percent = 100 * (total / before - 1)
        sentence = "climate.change_down" if percent < 0 else "climate.change_up"
        change = t(sentence, change=t.number(abs(percent), 1), before=year - 1)
    return t(
        f"climate.reading_{count}",
        year=year,
        total=t.number(total, 1),
        share=t.number(100 * float(sums["value"].head(TOP).sum()) / total),
        top=TOP,
        change=change,
        names="; ".join(sums["label"].head(TOP)).removesuffix("."),
    )


def _largest(sums: pd.DataFrame, title: str, t: Words) -> None:
    """Installations as bars, the largest first."""
    bars = sums.assign(place=sums["line"], name=sums["label"], status="measured", country=sums["place"].str[:2])
    figure = time_series.bars(bars, words=t, unit=UNIT, decimals=2, colours=COUNTRY)
    values = ", ".join(
        f"{name} {t.number(value, 2)} Mt" for name, value in zip(bars["name"], bars["value"], strict=True)
    )
    source = tables.source_line(port_data.read_table("emissions"), t)
    components.show(figure, key="climate-largest", alt=f"{title}. {values}.", source=source)


def _map(year: str, t: Words) -> None:
    """The map of a year; a click on a municipality opens its years."""
    sums = port_data.sum_emissions("place")
    rows = sums.assign(
        place=sums["line"], country=sums["line"].str[:2], status="measured", period=sums["year"].astype(str)
    )
    subject = maps.Subject(t("climate.emissions"), UNIT, 2, "same")
    classes = maps.scales(rows, subject)

    def describe(period: str) -> dict[str, Any]:
        return maps.describe(
            rows[rows["period"] == period],
            subject,
            map_component.surroundings(t),
            maps.MapView("municipality", period, expected=list(SIX), ranked=True),
            classes=classes,
            frame=maps.MapFrame("climate", height=460),
        )

    periods = map_component.Periods(year, sorted(rows["period"].unique()), describe)
    source = tables.source_line(port_data.read_table("emissions"), t)
    clicked = map_component.mount_map(describe(year), "map-climate", source=source, periods=periods)
    if clicked in SIX:
        url_state.set_query(municipality=clicked, climate="years")
        st.rerun()


@dataclass(frozen=True)
class Course:
    """Emissions over the years of the six municipalities, or of the installations of one of them.

    order  the keys of all lines in the order that gives them their colours; only the first are drawn
    rows   what is drawn, as charts.time_series.history takes it
    total  Mt CO2e by year, of all lines together
    """

    municipality: str
    name: str
    count: str
    order: list[str]
    rows: pd.DataFrame
    total: "pd.Series[float]"

    @property
    def left_out(self) -> int:
        """How many installations are not drawn."""
        return 0 if self.municipality == ALL else max(0, len(self.order) - LINES)


def over_years(t: Words) -> None:
    """The six municipalities, or the largest installations of one of them, over the years."""
    course = _choose_course(t)
    events = milestone_overlay.choose_milestones(t)
    title = t("climate.years_title", name=course.name)
    components.subheading(title)
    components.key_message(_describe_course(course, t))
    annotations = time_series.Annotations(events=events)
    figure = tables.cached_chart(
        lambda: time_series.history(
            course.rows, words=t, unit=UNIT, decimals=2, order=course.order, annotations=annotations
        ).update_yaxes(rangemode="tozero"),
        *("emissions", course.municipality, course.count, t.language, events),
    )
    alt = time_series.describe(course.rows, title=title, words=t, unit=UNIT, decimals=2)
    emissions = port_data.read_table("emissions")
    components.show(figure, key="climate-years", alt=alt, source=tables.source_line(emissions, t))
    components.note(
        t("climate.covers", year=emissions["year"].max()),
        t("climate.covid"),
        # The steelworks lie in the first of the six, Ghent.
        t("climate.steel") if course.municipality in (ALL, SIX[0]) else "",
        t("climate.more", count=course.left_out) if course.left_out else "",
        t("climate.closed"),
    )
    _course_table(course, title, t)


def _choose_course(t: Words) -> Course:
    """The controls: a municipality or all six, and for one of them how installations are counted."""
    left, right = st.columns([6, 6], vertical_alignment="bottom", gap="medium")
    names = map_component.place_names(t)
    options = {ALL: t("climate.all_six")} | {place: names[place] for place in SIX}
    with left:
        municipality = choose("municipality", options, label=t("table.place"), words=t)
    places = port_data.sum_emissions("place")
    if municipality == ALL:
        count, total, order = "site", places, list(SIX)
        sums = places.assign(label=places["line"].map(names))
    else:
        with right:
            count = _choose_count(t)
        total = places[places["line"] == municipality]
        every = port_data.sum_emissions(count)
        sums = every[every["place"] == municipality]
        order = list(sums.groupby("line")["value"].max().sort_values(ascending=False).index)
        sums = sums[sums["line"].isin(order[:LINES])]
    rows = sums.assign(
        place=sums["line"], name=sums["label"], country="", status="measured", period=sums["year"].astype(str)
    )
    return Course(municipality, options[municipality], count, order, rows, total.groupby("year")["value"].sum())


def _describe_course(course: Course, t: Words) -> str:
    """The first and the last year, and the change between them as printed."""
    first, last = int(course.total.index.min()), int(course.total.index.max())
    before, value = float(course.total[first]), float(course.total[last])
    return t(
        "climate.reading_years",
        first=first,
        last=last,
        name=course.name,
        before=t.number(before, 2),
        value=t.number(value, 2),
        change=t.number(arithmetic.change_pct(value, before, 2), 1, signed=True),
    )


def _course_table(course: Course, title: str, t: Words) -> None:
    """One row per line that is drawn, one column per year."""
    years = sorted(course.total.index)
    components.table(
        [t("climate.installation"), *map(str, years)],
        [
            [str(label), *(_cell(group, year, t) for year in years)]
            for line in course.order
            for label, group in course.rows[course.rows["line"] == line].groupby("label")
        ],
        key="emissions-over_years",
        caption=f"{title} ({UNIT})",
    )


def _cell(group: pd.DataFrame, year: int, t: Words) -> str:
    value = group.loc[group["year"] == year, "value"]
    return t.number(float(value.iloc[0]), 3) if len(value) else "–"
