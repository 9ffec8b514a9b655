"""All figures of one municipality as files, with what is needed to judge them. Needs no Streamlit."""

from collections.abc import Mapping, Sequence
from functools import partial

import pandas as pd

from i18n.translator import Words
from loaders.datasets import indicators
from loaders.datasets.catalogue import Indicator, catalogue, themes
from shell.datasets import plain_table
from shell.exhibits import figure_texts
from shell.indicator_data import areas, figures, offered_indicators
from shell.peers.municipal_values import places_by_indicator
from shell.table_files import XLSX, FileFormat, csv, xlsx


def list_files(place: str, t: Words) -> list[FileFormat]:
    """The workbook and the CSV of a place, in the reader's language.

    Streamlit calls `make` in a thread without session: it uses only what is fetched here.
    """
    every = every_figure(place, t)
    sheets = {
        t("place.file.newest_sheet"): newest_figures(place, t),
        t("place.file.every_sheet"): every,
        t("place.file.definitions_sheet"): definitions(place, t),
    }
    whole = _with_definitions(every, t)
    return [
        FileFormat("download.xlsx", f"{t.language}.xlsx", XLSX, partial(xlsx, sheets)),
        FileFormat(f"download.csv_{t.language}", f"{t.language}.csv", "text/csv", partial(csv, whole, t)),
    ]


def every_figure(place: str, t: Words) -> pd.DataFrame:
    """Every figure of a place, all periods, statuses and sources; where sources differ, which one the pages show.

    Columns are named in the reader's language; the value is not rounded.
    """
    rows = plain_table("indicators")
    rows = rows[(rows.place == place) & rows.indicator.isin(offered_indicators())]
    order = {key: position for position, key in enumerate(catalogue())}
    rows = rows.assign(period=rows.period.fillna(""), order=rows.indicator.map(order))
    rows = rows.sort_values(["order", "period", "source"], ignore_index=True)
    shown = rows.index.isin(indicators.preferred(rows).index)
    return _table(rows, t).assign(**{_name("shown", t): [t(f"place.file.{'yes' if one else 'no'}") for one in shown]})


def newest_figures(place: str, t: Words) -> pd.DataFrame:
    """The newest figure of each indicator, the same as the pages show; columns as in `every_figure`."""
    found = places_by_indicator()
    rows = [figures(key, t).newest(place) for key in offered_indicators() if place in found.get(key, ())]
    return _table(pd.DataFrame([row for row in rows if row is not None]), t)


def definitions(place: str, t: Words) -> pd.DataFrame:
    """One row per indicator of a place: whether it compares across the border, and both definitions."""
    keys = plain_table("indicators").query("place == @place").indicator.unique()
    entries = [entry for key, entry in offered_indicators().items() if key in set(keys)]
    first = {
        _name("indicator", t): [t.of(entry.label) for entry in entries],
        _name("comparability", t): [figure_texts.badge_text(entry, t) for entry in entries],
    }
    return pd.DataFrame(first | _definition_columns(entries, t) | {_name("key", t): [entry.key for entry in entries]})


def _table(rows: pd.DataFrame, t: Words) -> pd.DataFrame:
    """Rows of the indicators in words, in their order; without rows where the place has no figure."""
    if rows.empty:
        rows = pd.DataFrame(columns=["place", "indicator", "period", "value", "status", "publisher", "address"])
    entries = [catalogue()[key] for key in rows.indicator]
    names = areas(t.language)["name"]
    columns: Mapping[str, list[object]] = {
        "place": [names[place] for place in rows.place],
        "theme": [t.of(themes()[entry.theme]) for entry in entries],
        "indicator": [t.of(entry.label) for entry in entries],
        "period": [int(period) if period.isdigit() else period for period in rows.period],
        "value": rows.value.tolist(),
        "unit": [figure_texts.plain_unit(entry, t) for entry in entries],
        "status": [t(f"status.{status}") for status in rows.status],
        "publisher": [t.half(publisher) for publisher in rows.publisher],
        "address": rows.address.tolist(),
        "comparability": [figure_texts.badge_text(entry, t) for entry in entries],
        "key": [entry.key for entry in entries],
    }
    return pd.DataFrame({_name(name, t): values for name, values in columns.items()})


def _with_definitions(table: pd.DataFrame, t: Words) -> pd.DataFrame:
    """A table that stands alone: each figure with both definitions, and why it does or does not compare."""
    return table.assign(**_definition_columns([catalogue()[key] for key in table[_name("key", t)]], t))


def _definition_columns(entries: Sequence[Indicator], t: Words) -> dict[str, list[str]]:
    return {
        _name("why", t): [t.of(entry.why) for entry in entries],
        _name("definition_be", t): [t.of(entry.definition["BE"]) for entry in entries],
        _name("definition_nl", t): [t.of(entry.definition["NL"]) for entry in entries],
        _name("reference", t): [t.of(entry.reference) for entry in entries],
    }


def _name(column: str, t: Words) -> str:
    return t(f"place.file.{column}")
