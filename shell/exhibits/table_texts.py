"""How the tables on port, industry and energy are put into words: values, statuses, sources. Needs no Streamlit."""

import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

import pandas as pd
import plotly.graph_objects as go

from i18n.translator import Words
from loaders.datasets.port import OWN_COUNT
from shell.datasets import cached
from shell.exhibits import figure_texts


def translate(text: str, t: Words) -> str:
    """A word of the tables (a goods type, a country, a measure) in the reader's language; "%" stays what it is."""
    return t("portword." + text_key(text)) if text_key(text) else text


def text_key(text: str) -> str:
    """The key of a word of the tables in the locale files: "dry bulk" is dry_bulk."""
    return re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")


def published_decimals(value: float, t: Words) -> str:
    """A figure with the decimals it was published with, three at most."""
    return t.number(value, next(d for d in range(4) if d == 3 or abs(round(value, d) - value) < 1e-9))


def describe_part_of_year(row: Mapping[Any, Any], decimals: int, t: Words) -> str:
    """That a newer figure exists which covers only a part of its year."""
    period = t(f"port.period_{row['period']}").lower()
    return t("target.part", period=period, year=row["year"], value=t.number(row["value"], decimals), unit=row["unit"])


def describe_step(row: Mapping[Any, Any], t: Words) -> str:
    """A step of an energy project with its date; one that only a secondary source names is marked as such."""
    text = f"{t('climate.stage_' + row['stage'])}, {t.partial_date(str(row['date']))}"
    return f"{text} ({t('climate.secondary')})" if row["basis"] == "secondary" else text


def format_with_status(row: Mapping[Any, Any], decimals: int, t: Words) -> str:
    """The value of a row with its status in words, unless it is simply measured."""
    text, status = t.number(row["value"], decimals), row["status"]
    return text if status == "measured" else f"{text} ({t(f'status.{status}')})"


def as_series(table: pd.DataFrame, t: Words) -> pd.DataFrame:
    """Rows as `charts.time_series.history` takes them: one line per scope and series, named in words."""
    names = [_series_name(scope, series, t) for scope, series in zip(table["scope"], table["series"], strict=True)]
    return table.assign(
        place=table["line"] if "line" in table else table["scope"] + " · " + table["series"],
        name=names,
        country="",
        period=table["year"].astype("string"),
    )


def _series_name(scope: str, series: str, t: Words) -> str:
    name = t(f"port.scope_{scope}")
    return name if series == OWN_COUNT else f"{name} ({translate(series, t)})"


def source_line(table: pd.DataFrame, t: Words) -> str:
    """Who counted these figures, where they were read, and how many are not simply measured."""
    publishers = dict.fromkeys(t.half(name) for name in table["publisher"] if name)
    sites = list(dict.fromkeys(map(t.half, table["source"])))
    return t("observed.source", publishers=", ".join(publishers), sites=figure_texts.list_names(sites, t, limit=4))


def source_address(source: str, t: Words, address: str = "") -> str:
    """Where a figure was read: its address where that is known, else the site; of a copy, the site it was copied to."""
    if address:
        return address
    match = figure_texts.ADDRESS.search(source)
    if match is None or match[0] == source:
        return source
    return t("observed.copy", site=urlsplit(match[0]).netloc.removeprefix("www."))


def status_note(table: pd.DataFrame, t: Words) -> str:
    """Which years are not simply measured: "2007 (voorlopig)"."""
    other = table[table["status"] != "measured"].sort_values("year")
    years = dict.fromkeys(
        f"{year} ({t(f'status.{status}')})" for year, status in zip(other["year"], other["status"], strict=True)
    )
    return t("observed.marks", years=", ".join(years)) if years else ""


def cached_chart(build: Callable[[], go.Figure], *choices: object) -> go.Figure:
    """A chart that is built once for the same choices and data: building it is most of a page's run.

    Shared by all readers: alter it in `build`, never afterwards.
    """
    return _cached_chart(tuple(map(str, choices)), build)


@cached(max_entries=300)
def _cached_chart(choices: tuple[str, ...], _build: Callable[[], go.Figure]) -> go.Figure:
    return _build()
