"""What may stand under the timeline on the same axis of time: any indicator, and the cargo of the port."""

from dataclasses import dataclass

import pandas as pd

from i18n.translator import Words
from loaders import DATASETS
from loaders.datasets.catalogue import catalogue, themes, units
from shell import components, url_state
from shell.datasets import cached, plain_table
from shell.indicator_data import by_theme, figures

NO_SERIES = "none"
CARGO = "port_cargo"
# Measure of the cargo table by the key it has in the address, and the ports that are drawn, by scope.
MEASURES = {"cargo-sea": "seaborne", "cargo-inland": "inland navigation"}
PORTS = {"NSP": "NSP", "GENT": "BEGNE", "ZSP": "NLZSP"}
MILLIONS = {"t": 1e-6, "kt": 1e-3, "Mt": 1.0}


@dataclass(frozen=True)
class SeriesBelow:
    """Figures as charts.time_series.history takes them, how they are written, and what is said of them."""

    key: str
    rows: pd.DataFrame
    unit: str
    decimals: int
    said: str
    breaks: tuple[tuple[str, str], ...] = ()


def pick(t: Words) -> SeriesBelow | None:
    """Draw the choice; gives the figures, or none."""
    options = {NO_SERIES: t("trajectory.no_series")}
    if CARGO in DATASETS:
        options |= {key: f"{t('lane.port')} · {t(f'trajectory.{key}')}" for key in MEASURES}
    for theme, found in by_theme(t).items():
        options |= {key: f"{t.of(themes()[theme])} · {label}" for key, label in found.items()}
    key = url_state.choose("series", options, label=t("trajectory.series"), words=t)
    if key == NO_SERIES:
        return None
    return cargo(key, t) if key in MEASURES else indicator(key, t)


def indicator(key: str, t: Words) -> SeriesBelow:
    """An indicator at its most detailed level."""
    found, entry = figures(key, t), catalogue()[key]
    if not found.levels:
        return SeriesBelow(key, found.dated, "", 0, t("trajectory.series_empty"))
    rows = found.at(found.levels[0])
    level = t(f"level.{found.levels[0]}").lower()
    said = f"{t.of(entry.label)} ({level}). {components.source_line(rows, entry, t)}"
    apart = t(f"comparability.{entry.comparability}_long")
    told = f"{said} {apart} {t('trajectory.no_cause')}"
    return SeriesBelow(key, rows, t.of(units()[entry.unit]), entry.decimals, told)


def cargo(key: str, t: Words) -> SeriesBelow:
    """Goods through the port in whole years, of the port and of the two it was made of; one source a figure."""
    rows = _cargo(key, t.language)
    order = rows.sort_values(["place", "year"])
    other = order.series.ne(order.series.shift()) & order.place.eq(order.place.shift())
    breaks = tuple((row["place"], row["period"]) for row in order[other].to_dict("records"))
    publishers = ", ".join(map(t.half, rows.publisher.value_counts().index[:5]))
    said = f"{t(f'trajectory.{key}')}. {t('trajectory.source')}: {publishers}. {t('trajectory.no_cause')}"
    return SeriesBelow(key, rows, "Mt", 1, said, breaks)


@cached(CARGO)
def _cargo(key: str, language: str) -> pd.DataFrame:
    table = plain_table(CARGO)
    mine = table[
        table.scope.isin(PORTS)
        & (table.measure == MEASURES[key])
        & (table.category == "total")
        & (table.period == "FY")
        & (table.drawn == "yes")
        # Eurostat weighs otherwise than the ports do; its years lie on another line.
        & (table.series != "Eurostat mar_go_aa")
        & table.unit.isin(MILLIONS)
    ]
    places = plain_table("places").set_index("place")[f"name_{language}"]
    return mine.assign(
        place=mine.scope,
        name=mine.scope.map(PORTS).map(places),
        country="",
        period=mine.year.astype(str),
        value=mine.value * mine.unit.map(MILLIONS),
    ).reset_index(drop=True)
