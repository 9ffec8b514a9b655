"""The sections of the page: each exhibit under its heading, or a sentence that says that nothing changed there."""

from functools import partial

import streamlit as st

from i18n.translator import Words
from loaders.errors import DatasetError
from pages.changes import figure_exhibits
from pages.changes.exhibits import BUILDERS
from pages.changes.full_list import full_list
from pages.changes.selection import EVERY
from shell import components, plain_text
from shell.exhibits import Builder, NoFiguresError
from shell.exhibits.choices import Choices
from shell.exhibits.version_changes import chosen_version
from shell.frame import link
from shell.table_files import XLSX, csv, xlsx

# What follows the overview; of one subject only the first four, which are about indicators.
SECTIONS = ("changes-figures", "changes-indicators", "changes-moved", "changes-withdrawn", "changes-port")
REGISTERS = ("changes-targets", "changes-trajectory")


def show(choices: Choices, t: Words) -> None:
    """Everything that changed. A kept version that cannot be read is named, and another one can be chosen."""
    version = chosen_version(choices, t)
    try:
        overview = figure_exhibits.counts(choices, t)
    except DatasetError as error:
        plain_text.error(t("since.damaged", why=str(error)))
        return
    components.key_message(overview.message)
    components.show_exhibit(overview)
    _downloads(choices, version.key, t)
    whole = choices["about"] == EVERY
    for key in SECTIONS if whole else SECTIONS[:4]:
        _section(key, BUILDERS[key], choices, t)
    if whole:
        for key in REGISTERS:
            _section(key, BUILDERS[key], choices, t)
        link("trajectory", f"→ {t('since.to_registers')}", section="changes", since=str(version.day))


def _section(key: str, build: Builder, choices: Choices, t: Words) -> None:
    components.subheading(t(f"since.heading_{key.removeprefix('changes-')}"))
    try:
        exhibit = build(choices, t)
    except NoFiguresError as error:
        components.note(str(error))
        return
    components.show_exhibit(exhibit, words=True)
    components.note(exhibit.message, exhibit.source)


def _downloads(choices: Choices, version: str, t: Words) -> None:
    """The whole list as files, each made only when it is downloaded: a thread of Streamlit's makes them."""
    popover = st.popover(t("since.download"), key="changes-downloads", on_change="rerun")
    if not popover.open:
        return
    popover.caption(t("since.download_note"))
    table = full_list(choices, t)
    makers = {
        "csv": ("text/csv", partial(csv, table, t)),
        "xlsx": (XLSX, partial(xlsx, {t("page.changes"): table})),
    }
    for ending, (media, make) in makers.items():
        file = f"north-sea-port-district-changes-{version}.{ending}"
        label = t(f"since.download_{ending}", count=t.number(len(table)))
        popover.download_button(label, make, file, media, key=f"changes-{ending}", on_click="ignore")
