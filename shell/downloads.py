"""Figures to take away, with everything needed to judge them: status, definition, source, date."""

from collections.abc import Callable, Sequence
from functools import partial

import geopandas as gpd
import pandas as pd
import streamlit as st

from i18n.translator import LANGUAGES, Words
from shell.datasets import dataset
from shell.table_files import XLSX, csv, xlsx

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
    """The button under which a reader finds the figures as files, each made only when asked for."""
    # What is in a popover is drawn when it is opened: a closed one would travel with every change.
    taking = st.popover(t("download.label"), key="taking", on_change="rerun")
    if taking.open:
        taking.caption(note)
        for text, ending, media, make in list_formats(rows, columns):
            file = f"north-sea-port-district-{name}.{ending}"
            taking.download_button(t(text), make, file, media, key=f"take-{ending}", on_click="ignore")
        taking.caption(t("cite.note"))


def geojson(rows: pd.DataFrame, shapes: gpd.GeoSeries) -> bytes:
    """The same rows with the shape of their place, EPSG:4326; `shapes` has the key of a place as its index."""
    shaped = gpd.GeoDataFrame(rows.copy(), geometry=shapes.reindex(rows.place).values, crs=4326)
    return str(shaped.to_json(na="null", drop_id=True)).encode("utf-8")


def list_formats(
    rows: pd.DataFrame, columns: Sequence[str] = COLUMNS
) -> list[tuple[str, str, str, Callable[[], bytes]]]:
    """What can be taken: word key, ending, media type, and the function that makes it when asked.

    Streamlit calls that function in a thread without session: it uses only what is fetched here.
    """
    table, shapes = rows[list(columns)], dataset("places").set_index("place").geometry
    return [
        *[(f"download.csv_{code}", f"{code}.csv", "text/csv", partial(csv, table, Words(code))) for code in LANGUAGES],
        ("download.xlsx", "xlsx", XLSX, lambda: xlsx({"data": table})),
        ("download.geojson", "geojson", "application/geo+json", lambda: geojson(table, shapes)),
    ]
