"""The sections of the page: each exhibit under its heading, or a sentence that says that nothing changed there."""

from functools import partial

import streamlit as st

from i18n.translator import Words
from loaders.clock import today
from loaders.errors import DatasetError
from loaders.versions.figures import MOVED, NEW, WITHDRAWN
from loaders.versions.files import Version
from pages.changes import figure_exhibits, other_exhibits
from pages.changes.exhibits import BUILDERS
from pages.changes.full_list import full_list
from pages.changes.selection import subject_choice
from shell import components, plain_text
from shell.exhibits import Builder, NoFiguresError, register_changes
from shell.exhibits.choices import Choices
from shell.exhibits.version_changes import EMISSIONS, PORT, changes, chosen_version, new_indicators
from shell.frame import link
from shell.table_files import XLSX, csv, xlsx
from shell.url_state import choose_part
from shell.widgets import choose

# The parts of the page and the exhibits of each. Those of indicators are of the chosen subject.
PARTS = {
    "figures": ("changes-figures",),
    "indicators": ("changes-indicators",),
    "moved": ("changes-moved", "changes-withdrawn"),
    "port": ("changes-port",),
    "register": ("changes-targets", "changes-trajectory"),
}
BY_SUBJECT = ("figures", "indicators", "moved")


def show(since: Choices, t: Words) -> None:
    """How much changed, and one part of it. A kept version that cannot be read is named; another one can be chosen."""
    version = chosen_version(since, t)
    try:
        overview = figure_exhibits.counts(since, t)
    except DatasetError as error:
        plain_text.error(t("since.damaged", why=str(error)))
        return
    components.key_message(overview.message)
    components.show_exhibit(overview)
    part = choose_part("what", _parts(version, t), label=t("since.part"), words=t)
    choices = dict(since)
    if part in BY_SUBJECT:
        choices |= choose(subject_choice(t), label=t("since.about"), words=t)
    for key in PARTS[part]:
        _section(key, BUILDERS[key], choices, t)
    if part == "register":
        link("trajectory", f"→ {t('since.to_registers')}", section="changes", since=str(version.day))
    _downloads(choices, version.key, t)


def _parts(version: Version, t: Words) -> dict[str, str]:
    """The parts by their name, with how much each has."""
    rows = changes(version)
    new, kinds = rows["kind"] == NEW, rows["kind"].isin([MOVED, WITHDRAWN])
    of_indicators = rows["dataset"] == "indicators"
    entries = register_changes.between(version.day, today())
    counts = {
        "figures": int((new & of_indicators).sum()),
        "indicators": len(new_indicators(version)),
        "moved": int((kinds & of_indicators).sum()),
        "port": int(rows["subject"].isin([PORT, EMISSIONS]).sum()),
        "register": len(entries) + len(other_exhibits.target_changes(version, t)),
    }
    return {part: t("since.part_count", part=t(f"since.part_{part}"), count=t.number(counts[part])) for part in PARTS}


def _section(key: str, build: Builder, choices: Choices, t: Words) -> None:
    try:
        exhibit = build(choices, t)
    except NoFiguresError as error:
        components.subheading(t(f"since.heading_{key.removeprefix('changes-')}"))
        components.note(str(error))
        return
    components.show_with_heading(exhibit, words=True, headed=True)
    explained = t("since.explained") if key == "changes-figures" else ""
    components.note(explained, t("table.status_key") if explained else "", exhibit.source)


def _downloads(choices: Choices, version: str, t: Words) -> None:
    """The whole list as files, each made only when it is downloaded: a thread of Streamlit's makes them."""
    popover = st.popover(t("since.download"), key="changes-downloads", on_change="rerun")
    if not popover.open:
        return
    with popover:
        components.note(t("since.download_note"))
    table = full_list(choices, t)
    makers = {
        "csv": ("text/csv", partial(csv, table, t)),
        "xlsx": (XLSX, partial(xlsx, {t("page.changes"): table})),
    }
    for ending, (media, make) in makers.items():
        file = f"north-sea-port-district-changes-{version}.{ending}"
        label = t(f"since.download_{ending}", count=t.number(len(table)))
        popover.download_button(label, make, file, media, key=f"changes-{ending}", on_click="ignore")
