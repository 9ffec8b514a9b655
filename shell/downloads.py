"""Figures to take away, with everything needed to judge them: status, definition, source, date."""

import io
from collections.abc import Callable, Sequence

import geopandas as gpd
import pandas as pd
import streamlit as st

from shell.data import dataset
from shell.words import Words

COLUMNS = [
    "area",
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


def take_away(name: str, rows: pd.DataFrame, note: str, t: Words, columns: Sequence[str] = COLUMNS) -> None:
    """The button under which a reader finds the figures as files, each made only when asked for."""
    # What is in a popover is drawn when it is opened: a closed one would travel with every change.
    taking = st.popover(t("download.label"), key="taking", on_change="rerun")
    if taking.open:
        taking.caption(note)
        for text, ending, media, make in offers(rows, columns):
            file = f"north-sea-port-district-{name}.{ending}"
            taking.download_button(t(text), make, file, media, key=f"take-{ending}", on_click="ignore")
        taking.caption(t("cite.note"))


def csv(rows: pd.DataFrame, *, dutch: bool, columns: Sequence[str] = COLUMNS) -> bytes:
    """CSV as a spreadsheet of the reader's country opens it: `;` and decimal comma, or `,` and decimal dot."""
    text: str = _safe(rows[list(columns)]).to_csv(index=False, sep=";" if dutch else ",", decimal="," if dutch else ".")
    # The mark at the start tells Excel that the file is UTF-8.
    return ("\ufeff" + text).encode("utf-8")


def xlsx(rows: pd.DataFrame, columns: Sequence[str] = COLUMNS) -> bytes:
    """An Excel workbook with one sheet."""
    file = io.BytesIO()
    with pd.ExcelWriter(file, engine="openpyxl") as writer:
        _safe(rows[list(columns)]).to_excel(writer, index=False, sheet_name="data")
        writer.sheets["data"].freeze_panes = "A2"
    return file.getvalue()


def geojson(rows: pd.DataFrame, columns: Sequence[str] = COLUMNS) -> bytes:
    """The same rows with the shape of their place, EPSG:4326."""
    places = dataset("places").set_index("key").geometry
    shaped = gpd.GeoDataFrame(rows[list(columns)].copy(), geometry=places.reindex(rows.area).values, crs=4326)
    return str(shaped.to_json(na="null", drop_id=True)).encode("utf-8")


def offers(rows: pd.DataFrame, columns: Sequence[str] = COLUMNS) -> list[tuple[str, str, str, Callable[[], bytes]]]:
    """What can be taken: word key, ending, media type, and the function that makes it when asked."""
    return [
        ("download.csv_nl", "nl.csv", "text/csv", lambda: csv(rows, dutch=True, columns=columns)),
        ("download.csv_en", "en.csv", "text/csv", lambda: csv(rows, dutch=False, columns=columns)),
        (
            "download.xlsx",
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            lambda: xlsx(rows, columns),
        ),
        ("download.geojson", "geojson", "application/geo+json", lambda: geojson(rows, columns)),
    ]


def _safe(rows: pd.DataFrame) -> pd.DataFrame:
    """Text that a spreadsheet would run as a formula gets a quote before it; numbers, negative ones too, stay."""
    safe = rows.copy()
    for column in safe.columns:
        if column != "value":
            text = safe[column].astype("string").fillna("")
            safe[column] = text.where(~text.str.match(r"^[=+\-@\t\r]"), "'" + text)
    return safe
