"""Downloads of milestones and projects, in the format in which the secretariat imports them."""

from functools import partial

import streamlit as st

from i18n.translator import Words
from loaders.trajectory import datasets, spreadsheet


def entry_downloads(name: str, keys: list[str], t: Words) -> None:
    """The entries of a selection as files, in the format in which the secretariat imports them.

    These are not the tables of `shell.table_files`: every cell is text, so that what is exported can be imported again.
    """
    with st.container(key=f"take-{name}", horizontal=True):
        for ending in (".xlsx", ".csv"):
            make = partial(_pack, name, tuple(keys), ending)
            label, file = t("download.as", kind=ending[1:].upper()), f"north-sea-port-district-{name}{ending}"
            st.download_button(label, make, file, key=f"take-{name}-{ending[1:]}", on_click="ignore")


def _pack(name: str, keys: tuple[str, ...], ending: str) -> bytes:
    rows = datasets.read_text_today(name)
    return spreadsheet.encode(rows[rows.iloc[:, 0].isin(keys)], ending)
