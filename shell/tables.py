"""What the pages on port and climate share below their exhibits: tables on request, conflicts, downloads."""

import pandas as pd
import streamlit as st

from i18n.translator import Words
from shell import components, downloads
from shell.datasets import card
from shell.exhibits import Builder, port_exhibits
from shell.exhibits.choices import Choices
from shell.port_data import port_conflicts


def show_on_request(build: Builder, choices: Choices, t: Words) -> None:
    """The figures of a chart as a table, built and drawn only on request."""
    if st.toggle(t("observed.as_table"), key="observed-table"):
        components.show_exhibit(build(choices, t), words=True)


def conflict_notes(table: pd.DataFrame, t: Words) -> None:
    """What the page does where sources differ on these rows."""
    conflicts = port_conflicts()
    concerned = conflicts[conflicts["conflict"].isin(set(table["conflict"]) - {""})]
    components.note(
        *(
            f"{row[f'subject_{t.language}']}: {row[f'says_{t.language}']} {row[f'does_{t.language}']}"
            for row in concerned.to_dict("records")
        )
    )


def conflict_table(page: str, t: Words) -> None:
    """Every conflict of a page in one table."""
    components.show_exhibit(port_exhibits.conflicts(page)({}, t), words=True)


def offer_table_downloads(name: str, table: pd.DataFrame, t: Words) -> None:
    """Downloads of a whole table, each file made only on request."""
    note = t("observed.download_note", title=t.of(card(name).fields.title))
    downloads.offer_downloads(name, table, note, t, list(table.columns))
