"""A series under the timeline on the same time axis: any indicator, or the cargo of the port."""

from dataclasses import dataclass

import pandas as pd

from charts.series_below import SeriesBelow
from i18n.translator import Words
from loaders import DATASETS
from loaders.datasets.catalogue import catalogue, themes, units
from loaders.datasets.port import EUROSTAT
from shell import port_data
from shell.datasets import cached, plain_table
from shell.exhibits import figure_texts
from shell.exhibits.choices import Choice, Choices
from shell.indicator_data import figures
from shell.indicator_lists import list_by_theme

NO_SERIES = "none"
CARGO = "port_cargo"
# Measure of the cargo table by the key it has in the address, and the ports that are drawn, by scope.
MEASURES = {"cargo-sea": "seaborne", "cargo-inland": "inland navigation"}
PORTS = {"NSP": "NSP", "GENT": "BEGNE", "ZSP": "NLZSP"}


@dataclass(frozen=True)
class ChosenSeries:
    """The series that the reader chose: its key in the address, its figures, and the note on them."""

    key: str
    series: SeriesBelow
    note: str


def series_choice(t: Words) -> Choice:
    """The series under the timeline; none by default."""
    options = {NO_SERIES: t("trajectory.no_series")}
    if CARGO in DATASETS:
        options |= {key: f"{t('lane.port')} · {t(f'trajectory.{key}')}" for key in MEASURES}
    for theme, labels in list_by_theme(t, every=True).items():
        options |= {key: f"{t.of(themes()[theme])} · {label}" for key, label in labels.items()}
    return Choice("series", options, NO_SERIES)


def chosen_series(choices: Choices, t: Words) -> ChosenSeries | None:
    """The series that is chosen in an address; None where none is."""
    key = series_choice(t).of(choices)
    if key == NO_SERIES:
        return None
    return cargo(key, t) if key in MEASURES else indicator(key, t)


def indicator(key: str, t: Words) -> ChosenSeries:
    """An indicator at its most detailed level."""
    data, entry = figures(key, t), catalogue()[key]
    if not data.levels:
        return ChosenSeries(key, SeriesBelow(data.dated, ""), t("trajectory.series_empty"))
    rows = data.at(data.levels[0])
    level = t(f"level.{data.levels[0]}").lower()
    source = f"{t.of(entry.label)} ({level}). {figure_texts.source_line(rows, entry, t)}"
    note = f"{source} {t(f'comparability.{entry.comparability}_long')} {t('trajectory.no_cause')}"
    return ChosenSeries(key, SeriesBelow(rows, t.of(units()[entry.unit]), entry.decimals), note)


def cargo(key: str, t: Words) -> ChosenSeries:
    """Goods through the port in full years, of North Sea Port and of its two predecessors; one source per figure."""
    rows = _cargo(key, t.language)
    ordered = rows.sort_values(["place", "year"])
    other_series = ordered.series.ne(ordered.series.shift()) & ordered.place.eq(ordered.place.shift())
    breaks = tuple((row["place"], row["period"]) for row in ordered[other_series].to_dict("records"))
    publishers = ", ".join(map(t.half, rows.publisher.value_counts().index[:5]))
    note = f"{t(f'trajectory.{key}')}. {t('trajectory.source')}: {publishers}. {t('trajectory.no_cause')}"
    return ChosenSeries(key, SeriesBelow(rows, "Mt", 1, breaks), note)


@cached(CARGO)
def _cargo(key: str, language: str) -> pd.DataFrame:
    table = port_data.cargo()
    rows = table[
        table.scope.isin(PORTS)
        & (table.measure == MEASURES[key])
        & (table.category == "total")
        & (table.period == "FY")
        # Eurostat weighs otherwise than the ports do; its years lie on another line.
        & (table.series != EUROSTAT)
        & (table.unit == "Mt")
    ]
    places = plain_table("places").set_index("place")[f"name_{language}"]
    return rows.assign(
        place=rows.scope,
        name=rows.scope.map(PORTS).map(places),
        country="",
        period=rows.year.astype(str),
    ).reset_index(drop=True)
