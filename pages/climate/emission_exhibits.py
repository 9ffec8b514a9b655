"""Exhibits of verified emissions under the EU ETS: the map and the largest of a year, and the years themselves."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from briefings.exhibit import Exhibit
from charts import maps, time_series
from charts.bars import period_bars
from charts.palettes import COUNTRY
from i18n.translator import Words
from loaders.datasets.places import SIX
from pages.climate.coverage import describe_source
from shell import exhibits, port_data
from shell.exhibits import arithmetic, builder, map_descriptions, table_texts
from shell.exhibits.choices import Choice, Choices
from shell.milestone_overlay import chosen_milestones

PAGE = "climate"
UNIT = "Mt CO₂e"
# Installations are counted by site, or by account of the EU ETS.
COUNTS = ("site", "account")
# How many installations the bars show, how many of these the sentence names, and how many lines a chart takes.
LARGEST, TOP, LINES = 10, 5, 8
ALL = "ALL"


def year_choice() -> Choice:
    """The year of the map and the bars; the newest by default."""
    years = sorted(str(year) for year in port_data.sum_emissions("place")["year"].unique())
    return Choice("year", {year: year for year in years}, years[-1])


def count_choice(t: Words) -> Choice:
    """How installations are counted."""
    return Choice("count", {key: t(f"climate.count_{key}") for key in COUNTS})


def municipality_choice(t: Words) -> Choice:
    """All six municipalities, or one of them."""
    names = map_descriptions.place_names(t)
    return Choice("municipality", {ALL: t("climate.all_six")} | {place: names[place] for place in SIX})


@builder
def year_map(choices: Choices, t: Words) -> Exhibit:
    """The map of a year."""
    year, count = year_choice().of(choices), count_choice(t).of(choices)
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
            map_descriptions.surroundings(t),
            maps.MapView("municipality", period, expected=list(SIX), ranked=True),
            classes=classes,
            frame=maps.MapFrame("climate", height=460),
        )

    return map_descriptions.map_exhibit(
        "map-climate",
        PAGE,
        describe(year),
        t,
        periods=map_descriptions.Periods(year, sorted(rows["period"].unique()), describe),
        message=_describe_year(_sums_of_year(year, count, t), int(year), count, t),
        source=describe_source(t, int(year)),
    )


@builder
def largest_installations(choices: Choices, t: Words) -> Exhibit:
    """The largest installations of a year as bars, the largest first."""
    year, count = year_choice().of(choices), count_choice(t).of(choices)
    sums = _sums_of_year(year, count, t).head(LARGEST)
    bars = sums.assign(place=sums["line"], name=sums["label"], status="measured", country=sums["place"].str[:2])
    values = ", ".join(
        f"{name} {t.number(value, 2)} Mt" for name, value in zip(bars["name"], bars["value"], strict=True)
    )
    title = t(f"climate.largest_{count}", count=LARGEST, year=year)
    return exhibits.chart(
        "climate-largest",
        PAGE,
        period_bars(bars, words=t, unit=UNIT, decimals=2, colours=COUNTRY),
        title=title,
        alt=f"{title}. {values}.",
        source=describe_source(t, int(year)),
    )


def _sums_of_year(year: str, count: str, t: Words) -> pd.DataFrame:
    """The emissions of all installations in a year, the largest first; columns as port_data.sum_emissions."""
    sums = _sums(count, t)
    return sums[sums["year"] == int(year)].sort_values("value", ascending=False)


def _sums(count: str, t: Words) -> pd.DataFrame:
    """The sums by site or account; the name of an account says where it counts its whole site."""
    sums = port_data.sum_emissions(count)
    if count != "account":
        return sums
    whole = sums["label"] + f" ({t('climate.whole_site')})"
    return sums.assign(label=sums["label"].mask(sums["series"] == "site", whole))


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


def read_course(choices: Choices, t: Words) -> Course:
    """The years of the chosen municipality; how installations are counted only matters for one of the six."""
    choice = municipality_choice(t)
    municipality = choice.of(choices)
    places = port_data.sum_emissions("place")
    if municipality == ALL:
        count, total, order = "site", places, list(SIX)
        sums = places.assign(label=places["line"].map(map_descriptions.place_names(t)))
    else:
        count = count_choice(t).of(choices)
        total = places[places["line"] == municipality]
        every = _sums(count, t)
        sums = every[every["place"] == municipality]
        order = list(sums.groupby("line")["value"].max().sort_values(ascending=False).index)
        sums = sums[sums["line"].isin(order[:LINES])]
    rows = sums.assign(
        place=sums["line"], name=sums["label"], country="", status="measured", period=sums["year"].astype(str)
    )
    total_by_year = total.groupby("year")["value"].sum()
    return Course(municipality, choice.options[municipality], count, order, rows, total_by_year)


@builder
def emissions_by_year(choices: Choices, t: Words) -> Exhibit:
    """The six municipalities, or the largest installations of one of them, over the years."""
    course, events = read_course(choices, t), chosen_milestones(choices, t)
    title = t("climate.years_title", name=course.name)
    annotations = time_series.Annotations(events=events)
    figure = table_texts.cached_chart(
        lambda: time_series.history(
            course.rows, words=t, unit=UNIT, decimals=2, order=course.order, annotations=annotations
        ).update_yaxes(rangemode="tozero"),
        *("emissions", course.municipality, course.count, t.language, events),
    )
    return exhibits.chart(
        "climate-years",
        PAGE,
        figure,
        title=title,
        message=_describe_course(course, t),
        alt=time_series.describe(course.rows, title=title, words=t, unit=UNIT, decimals=2),
        source=describe_source(t),
    )


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


@builder
def emissions_table(choices: Choices, t: Words) -> Exhibit:
    """One row per line of the chart of the years, one column per year."""
    course = read_course(choices, t)
    years = sorted(course.total.index)
    return exhibits.table(
        "table-emissions-over_years",
        PAGE,
        [t("climate.installation"), *map(str, years)],
        [
            [str(label), *(_cell(group, year, t) for year in years)]
            for line in course.order
            for label, group in course.rows[course.rows["line"] == line].groupby("label")
        ],
        caption=f"{t('climate.years_title', name=course.name)} ({UNIT})",
        message=_describe_course(course, t),
        source=describe_source(t),
    )


def _cell(group: pd.DataFrame, year: int, t: Words) -> str:
    value = group.loc[group["year"] == year, "value"]
    return t.number(float(value.iloc[0]), 3) if len(value) else "–"
