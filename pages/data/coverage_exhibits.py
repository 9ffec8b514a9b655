"""Exhibits of which figures there are: years of each place and indicator, and year by year for one indicator."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import pandas as pd

from briefings.exhibit import Exhibit
from i18n.translator import Words
from loaders.datasets.catalogue import themes
from loaders.datasets.places import SIX
from shell import exhibits
from shell.datasets import note_used
from shell.exhibits import NoFiguresError, builder, figure_texts
from shell.exhibits.choices import Choice, Choices
from shell.indicator_data import areas, by_theme, figures, offered_indicators
from shell.indicator_lists import list_by_theme

PAGE = "data"


def theme_choice(t: Words) -> Choice:
    """The themes that have indicators."""
    offered = by_theme(t)
    return Choice("theme", {key: t.of(label) for key, label in themes().items() if key in offered})


def read_theme(choices: Choices, t: Words) -> str:
    """The theme of the chosen indicator, whatever theme the address names; without an indicator the chosen theme."""
    entry = offered_indicators().get(choices.get("indicator", ""))
    return entry.theme if entry else theme_choice(t).of(choices)


def indicator_choice(theme: str, t: Words) -> Choice:
    """The indicators of a theme."""
    return Choice("indicator", list_by_theme(t, every=True)[theme])


@builder
def coverage(choices: Choices, t: Words) -> Exhibit:
    """How many years each place has of each indicator; a cell without any is empty."""
    theme, names = theme_choice(t).of(choices), areas(t.language)["name"]
    note_used("indicators")
    rows = []
    for key, label in by_theme(t)[theme].items():
        dated = figures(key, t).dated
        spans = dated[dated.place.isin(SIX)].groupby("place").period.agg(["count", "min", "max"])
        rows.append([label, *(_span(spans, place, t) for place in SIX)])
    return exhibits.table(
        "table-register-coverage",
        PAGE,
        [t("indicator.label"), *(names[place] for place in SIX)],
        rows,
        caption=f"{t('data.coverage')}: {t.of(themes()[theme])}",
    )


def _span(spans: pd.DataFrame, place: str, t: Words) -> str:
    if place not in spans.index:
        return ""
    row = cast(pd.Series, spans.loc[place])
    first, last = str(row["min"]), str(row["max"])
    span = first if first == last else t("period.between", first=first, last=last)
    return f"{span} ({t.number(row['count'])})"


@dataclass(frozen=True)
class YearsByPlace:
    """The years of which each place has a figure of an indicator.

    years   from the first year of any place to the last
    places  name by key, the six first
    known   pairs of place and year
    """

    caption: str
    years: Sequence[int]
    places: dict[str, str]
    known: set[tuple[str, int]]


def read_years(choices: Choices, t: Words) -> YearsByPlace:
    """The years of the chosen indicator. Raises NoFiguresError where it has none."""
    theme = read_theme(choices, t)
    data = figures(indicator_choice(theme, t).of(choices), t)
    dated = data.dated.dropna(subset=["year"])
    if dated.empty:
        raise NoFiguresError(t("sources.none"))
    names = areas(t.language)["name"]
    return YearsByPlace(
        t("data.coverage_years", title=t.of(data.indicator.label)),
        range(int(dated.year.min()), int(dated.year.max()) + 1),
        {place: str(names[place]) for place in dict.fromkeys([*SIX, *dated.place])},
        set(zip(dated.place, dated.year.astype(int), strict=True)),
    )


@builder
def coverage_by_year(choices: Choices, t: Words) -> Exhibit:
    """The years of each place as ranges: one column per year would be forty columns on a slide."""
    read = read_years(choices, t)
    theme = read_theme(choices, t)
    data = figures(indicator_choice(theme, t).of(choices), t)
    spans = {
        place: _format_years([year for year in read.years if (place, year) in read.known]) for place in read.places
    }
    return exhibits.table(
        "coverage-years",
        PAGE,
        [t("table.place"), t("data.years")],
        [[name, spans[place] or "–"] for place, name in read.places.items()],
        caption=read.caption,
        source=figure_texts.source_line(data.dated.dropna(subset=["year"]), data.indicator, t),
    )


def _format_years(years: Sequence[int]) -> str:
    """Years with consecutive ones as a range: 1977, 2004–2026."""
    runs: list[list[int]] = []
    for year in years:
        if runs and runs[-1][-1] == year - 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
