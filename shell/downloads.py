"""Downloads of figures with everything that is needed to judge them: status, definition, source, date."""

from collections.abc import Callable, Sequence
from functools import partial

import pandas as pd
import streamlit as st

from i18n.translator import LANGUAGES, Words
from shell.datasets import dataset
from shell.table_files import XLSX, FileFormat, csv, geojson, xlsx

COLUMNS = [
    "place",
    "name",
    "indicator",
    "period",
    "value",
    "unit",
    "status",
    "source",
    "publisher",
    "address",
    "retrieved_from",
    "source_date",
    "definition_nl",
    "definition_en",
    "derived_from",
]


def offer_downloads(name: str, rows: pd.DataFrame, note: str, t: Words, columns: Sequence[str] = COLUMNS) -> None:
    """The button that opens the list of files, each made only when it is downloaded."""
    offer_files(name, lambda: list_formats(rows, columns), note, t)


def offer_files(name: str, formats: Callable[[], list[FileFormat]], note: str, t: Words) -> None:
    """The button that opens a list of files; `formats` is called when it is open."""
    # What is in a popover is drawn when it is opened: a closed one would travel with every change.
    popover = st.popover(t("download.label"), key="taking", on_change="rerun")
    if popover.open:
        popover.caption(note)
        for label, ending, media, make in formats():
            file = f"north-sea-port-district-{name}.{ending}"
            popover.download_button(t(label), make, file, media, key=f"take-{ending}", on_click="ignore")
        popover.caption(t("cite.note"))


def list_formats(rows: pd.DataFrame, columns: Sequence[str] = COLUMNS) -> list[FileFormat]:
    """The formats in which rows can be downloaded.

    Streamlit calls `make` in a thread without session: it uses only what is fetched here.
    """
    table, shapes = rows[list(columns)], dataset("places").set_index("place").geometry
    return [
        *[
            FileFormat(f"download.csv_{code}", f"{code}.csv", "text/csv", partial(csv, table, Words(code)))
            for code in LANGUAGES
        ],
        FileFormat("download.xlsx", "xlsx", XLSX, lambda: xlsx({"data": table})),
        FileFormat("download.geojson", "geojson", "application/geo+json", lambda: geojson(table, shapes)),
    ]
