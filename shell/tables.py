"""What the pages on port and climate share: the tables without shapes, their words, sources, conflicts, milestones."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from i18n.translator import Words
from loaders.clock import today
from loaders.datasets import port
from loaders.trajectory.project_status import milestone_status
from loaders.trajectory.validation import THEMES
from shell import components, downloads
from shell import url_state as choices
from shell.datasets import cached, card, plain_table

# A milestone is drawn where a year is a step on the axis: a part of the year is enough.
MERGER = 2018.0
# Parts of a year that the port counts, the shortest first.
PARTS = ("Q1", "H1", "9M")


def read_table(name: str) -> pd.DataFrame:
    """A table of loaders.datasets.port without shapes. Shared by all readers: never alter it."""
    return plain_table(name)


@cached("port_cargo")
def cargo() -> pd.DataFrame:
    """The drawn rows of port_cargo, tonnes as Mt, and `line`: what a line may join."""
    table = port.tonnes(read_table("port_cargo"))
    table = table[table["drawn"] == "yes"]
    return table.assign(line=table["scope"] + " · " + table["series"])


def published_change(row: pd.Series) -> float | None:
    """The change on the year before that the port itself published with a figure, in the unit of that figure."""
    table = cargo()
    same = (
        (table["scope"] == row["scope"]) & (table["category"] == row["category"]) & (table["period"] == row["period"])
    )
    told = table[same & (table["measure"] == f"{row['measure']} change") & (table["year"] == row["year"])]
    return float(told.iloc[0]["value"]) if len(told) else None


def find_newer_part(scope: str, measure: str, category: str, year: int) -> dict[Any, Any] | None:
    """The newest and longest part of a year that was counted after the full year `year`; none where there is none."""
    parts = _parts_of_years()
    here = parts[(parts["scope"] == scope) & (parts["measure"] == measure) & (parts["category"] == category)]
    rows: list[dict[Any, Any]] = here[here["year"] > year].to_dict("records")
    return rows[-1] if rows else None


@cached("port_cargo")
def _parts_of_years() -> pd.DataFrame:
    """What the port itself measured of parts of years, in the order of time: selected once, not with each step."""
    table = cargo()
    own = table["period"].isin(PARTS) & (table["series"] == "own count") & (table["status"] == "measured")
    here = table[own].assign(length=table.loc[own, "period"].map(PARTS.index))
    return here.sort_values(["year", "length"], kind="stable")


def describe_part_of_year(row: Mapping[Any, Any], decimals: int, t: Words) -> str:
    """That a newer figure exists which covers only a part of its year."""
    period = t(f"port.period_{row['period']}").lower()
    return t("target.part", period=period, year=row["year"], value=t.number(row["value"], decimals), unit=row["unit"])


def translate(text: str, t: Words) -> str:
    """A word of the tables (a goods type, a country, a measure) in the reader's language; "%" stays what it is."""
    return t("portword." + text_key(text)) if text_key(text) else text


def published_decimals(value: float, t: Words) -> str:
    """A figure with the decimals it was published with, three at most."""
    return t.number(value, next(d for d in range(4) if d == 3 or abs(round(value, d) - value) < 1e-9))


def text_key(text: str) -> str:
    """The key of a word of the tables in the locale files: "dry bulk" is dry_bulk."""
    return re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")


def as_series(table: pd.DataFrame, t: Words) -> pd.DataFrame:
    """Rows as `charts.time_series.history` takes them: a line a scope and series, named in words."""
    name = [_named(scope, series, t) for scope, series in zip(table["scope"], table["series"], strict=True)]
    return table.assign(
        place=table["line"] if "line" in table else table["scope"] + " · " + table["series"],
        name=name,
        country="",
        period=table["year"].astype("string"),
    )


def _named(scope: str, series: str, t: Words) -> str:
    name = t(f"port.scope_{scope}")
    return name if series == "own count" else f"{name} ({translate(series, t)})"


def source_line(table: pd.DataFrame, t: Words) -> str:
    """Who counted these figures, where they were read, and how many are not simply measured."""
    counted = list(dict.fromkeys(t.half(name) for name in table["publisher"] if name))
    read = list(dict.fromkeys(map(t.half, table["source"])))
    more = f" {t('sources.more', count=len(read) - 4)}" if len(read) > 4 else ""
    return t("observed.source", publishers=", ".join(counted), sites=", ".join(read[:4]) + more)


def source_address(source: str, t: Words, address: str = "") -> str:
    """Where a figure was read: its address where that is known, else the site; of a copy, of which site it is one."""
    if address:
        return address
    found = components.ADDRESS.search(source)
    if found is None or found[0] == source:
        return source
    return t("observed.copy", site=urlsplit(found[0]).netloc.removeprefix("www."))


def status_note(table: pd.DataFrame, t: Words) -> str:
    """Which years are not simply measured: "2007 (voorlopig)"."""
    other = table[table["status"] != "measured"]
    told = dict.fromkeys(f"{row.year} ({t(f'status.{row.status}')})" for row in other.sort_values("year").itertuples())
    return t("observed.marks", years=", ".join(told)) if told else ""


def data_table(table: pd.DataFrame, unit: str, decimals: int, t: Words) -> None:
    """The figures of a drawing as a table, newest first, each with where it was read; drawn only when asked for.

    table: rows of port_cargo with `name`, what each is of
    """
    if not st.toggle(t("observed.as_table"), key="observed-table"):
        return
    rows = table.sort_values(["year", "name"], ascending=[False, True]).to_dict("records")
    components.table(
        [t("port.what"), t("period.label"), unit, t("sources.publisher"), t("port.read_on")],
        [
            [
                row["name"],
                str(row["year"]),
                _marked(row, decimals, t),
                t.half(row["publisher"]),
                source_address(row["source"], t, row["address"]),
            ]
            for row in rows
        ],
        key="observed-listed",
        caption=t("observed.as_table"),
        words=True,
    )


def _marked(row: Mapping[Any, Any], decimals: int, t: Words) -> str:
    text, status = t.number(row["value"], decimals), row["status"]
    return text if status == "measured" else f"{text} ({t(f'status.{status}')})"


def conflict_notes(table: pd.DataFrame, t: Words) -> None:
    """What the page does where sources differ on what is shown."""
    known = port_conflicts()
    shown = known[known["conflict"].isin(set(table["conflict"]) - {""})]
    components.note(
        *(
            f"{row[f'subject_{t.language}']}: {row[f'says_{t.language}']} {row[f'does_{t.language}']}"
            for row in shown.to_dict("records")
        )
    )


def conflict_table(page: str, t: Words) -> None:
    """Every conflict of a page in one table."""
    known = port_conflicts()
    components.table(
        [t("observed.subject"), t("observed.says"), t("observed.does")],
        [
            [str(row[f"{part}_{t.language}"]) for part in ("subject", "says", "does")]
            for row in known[known["page"] == page].to_dict("records")
        ],
        key="observed-conflicts",
        caption=t("sources.differ"),
        words=True,
    )


@cached("port_conflicts")
def port_conflicts() -> pd.DataFrame:
    """The conflicts, read once."""
    return port.conflicts()


def cached_chart(make: Callable[[], go.Figure], *choices: object) -> go.Figure:
    """A figure that is built once for the same choices and data: building it is most of a page's run.

    Shared by all readers: alter it in `make`, never afterwards.
    """
    return _cached_chart(tuple(map(str, choices)), make)


@cached(max_entries=300)
def _cached_chart(choices: tuple[str, ...], _make: Callable[[], go.Figure]) -> go.Figure:
    return _make()


def choose_milestones(t: Words) -> list[tuple[float, str]]:
    """A choice of the milestones to lay over a figure, one theme at a time, and those to draw: (time, what happened).

    All at once would be a curtain before the figures.
    """
    options = {"no": t("observed.milestones_no")} | {theme: t(f"lane.{theme}") for theme in sorted(THEMES)}
    chosen = choices.choose("milestones", options, label=t("observed.milestones"), words=t)
    return _milestones(chosen, t.language, today()) if chosen != "no" else []


@cached("milestones")
def _milestones(theme: str, language: str, now: date) -> list[tuple[float, str]]:
    t = Words(language)
    table = plain_table("milestones")
    found = []
    for row in table[table["theme"] == theme].to_dict("records"):
        if at := parse_partial_date(str(row["date"])):
            status = milestone_status(row["status"], str(row["date"]), now)
            aside = "" if status == "happened" else f" ({t(f'trajectory.status_{status}')})"
            found.append((at, f"{row['date']}: {row[f'title_{language}']}{aside}"))
    return sorted(found)


def parse_partial_date(text: str) -> float | None:
    """A date of which day or month may be missing, as a year with decimals; none where it is no date."""
    found = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", text)
    if not found:
        return None
    year, month, day = (int(part) if part else 1 for part in found.groups())
    return round(year + (month - 1) / 12 + (day - 1) / 365, 3)


def offer_table_downloads(name: str, table: pd.DataFrame, t: Words) -> None:
    """Downloads of a whole table, made only when asked for."""
    note = t("observed.download_note", title=t.of(card(name).fields.title))
    downloads.offer_downloads(name, table, note, t, list(table.columns))
