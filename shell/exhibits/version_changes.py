"""What changed in the figures since a kept version of the data: for the page on changes, briefings and the home page.

The changes are those of `loaders.versions.figures.compare` from a kept version to the data of now. Needs no Streamlit.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from charts.layout import PROJECTED
from i18n.translator import Words
from loaders.clock import today
from loaders.datasets.catalogue import catalogue
from loaders.datasets.formulas import DISTRICT
from loaders.datasets.places import SIX
from loaders.errors import DatasetError
from loaders.versions import figures, files
from loaders.versions.figures import MOVED, NEW
from loaders.versions.files import Version
from shell.datasets import cached, plain_table
from shell.exhibits import NoFiguresError, arithmetic
from shell.exhibits.choices import Choice, Choices

# Names of days are longer in addresses where a version is named by its minute.
DAY = len("2026-11-30")
# The subject of figures that are no indicators, and of indicators that are no longer in the catalogue.
PORT, EMISSIONS, GONE = OTHERS = ("port", "emissions", "gone")
TARGETS = "targets"
SUBJECTS = {"port_cargo": PORT, "port_economy": PORT, "emissions": EMISSIONS, "targets": TARGETS}


def since_choice(t: Words) -> Choice:
    """The kept versions, newest first. By default the newest one that is not the data of now.

    Raises NoFiguresError where no version is kept.
    """
    versions = files.list_versions()
    if not versions:
        raise NoFiguresError(t("since.no_versions"))
    days = [version.day for version in versions]
    options = {
        version.key: t.date(version.day) + (f", {version.moment:%H:%M}" if days.count(version.day) > 1 else "")
        for version in reversed(versions)
    }
    return Choice("since", options, _default(versions).key)


def _default(versions: list[Version]) -> Version:
    for version in reversed(versions):
        try:
            if len(changes(version)):
                return version
        except DatasetError:
            continue
    return versions[-1]


def find_asked(text: str) -> Version | None:
    """The version that an address names by a moment or a day: the newest one kept up to then, or the oldest one.

    So the address of a version that was pruned still opens. None for any other text, and where no version is kept.
    """
    versions = files.list_versions()
    try:
        if len(text) == DAY:
            found = files.find_version(date.fromisoformat(text))
        else:
            moment = Version(text, Path()).moment
            found = max((version for version in versions if version.moment <= moment), default=None)
    except (ValueError, OverflowError):
        return None
    return found or min(versions, default=None)


def describe_missing(text: str, found: Version, t: Words) -> str:
    """What the reader is told where `find_asked` found another version than the text names; empty where it did not."""
    if len(text) == DAY:
        day = date.fromisoformat(text)
        asked = t.date(day) if found.day > day or day > today() else ""
    else:
        wanted = Version(text, Path())
        asked = f"{t.date(wanted.day)}, {wanted.moment:%H:%M}" if found.key != text else ""
    return t("since.not_kept", asked=asked, moment=describe_moment(found, t)) if asked else ""


def chosen_version(choices: Choices, t: Words) -> Version:
    """The version in an address, see `find_asked`. Raises NoFiguresError, ChoiceError."""
    if found := find_asked(choices.get("since", "")):
        return found
    key = since_choice(t).of(choices)
    return next(version for version in files.list_versions() if version.key == key)


def newest_other(t: Words) -> Version:
    """The version that `since_choice` offers first of all. Raises NoFiguresError where no version is kept."""
    return chosen_version({}, t)


def changed_figures(version: Version) -> pd.DataFrame:
    """The changes without those of targets, which are promises and no figures. Columns and errors as `changes`."""
    rows = changes(version)
    return rows[rows["subject"] != TARGETS]


def count_new(version: Version) -> int:
    """How many figures are new since a version. Raises DatasetError where it cannot be read."""
    return int((changed_figures(version)["kind"] == NEW).sum())


def describe_moment(version: Version, t: Words) -> str:
    """The moment of a version as the choice names it."""
    return since_choice(t).options[version.key]


@cached(*figures.DATASETS)
def current_figures() -> pd.DataFrame:
    """The figures of now, as a kept version would hold them. Shared: never alter them."""
    return figures.collect(plain_table)


@cached(*figures.DATASETS, max_entries=6)
def changes(version: Version) -> pd.DataFrame:
    """What changed since a version. Shared: never alter it. Raises DatasetError where it cannot be read.

    Columns  as figures.compare, and subject (a theme, or one of OTHERS), order (0 core, 1 main, 2 detail indicator),
             six (whether of one of the six or the district), printed (whether a moved figure is printed otherwise)
    """
    rows = figures.compare(files.read_version(version), current_figures())
    entries = catalogue()
    themes = {key: one.theme for key, one in entries.items()}
    orders = {key: 0 if one.core else 2 if one.detail else 1 for key, one in entries.items()}
    own = rows["dataset"] == "indicators"
    subject = rows["indicator"].map(themes).fillna(GONE).where(own, rows["dataset"].map(SUBJECTS))
    return rows.assign(
        subject=subject,
        order=rows["indicator"].map(orders).fillna(1).astype(int),
        six=rows["place"].isin([*SIX, DISTRICT]),
        printed=_are_printed_otherwise(rows),
    )


def _are_printed_otherwise(rows: pd.DataFrame) -> list[bool]:
    """Whether a moved figure has other digits where it is printed; true for all that did not move."""
    decimals = {key: one.decimals for key, one in catalogue().items()}
    kinds, values = rows["kind"], zip(rows["value_before"], rows["value_after"], strict=True)
    return [
        kind != MOVED
        or key not in decimals
        or pd.isna(was)
        or pd.isna(now)
        or arithmetic.printed(was, decimals[key]) != arithmetic.printed(now, decimals[key])
        for kind, key, (was, now) in zip(kinds, rows["indicator"], values, strict=True)
    ]


@cached(*figures.DATASETS, max_entries=6)
def new_indicators(version: Version) -> list[str]:
    """The indicators that had no figure at all in a version and have one now: core ones first. Shared."""
    kept = files.read_version(version)
    before = kept.loc[kept["dataset"] == "indicators", "indicator"].unique()
    rows = changes(version)
    rows = rows[(rows["kind"] == NEW) & (rows["dataset"] == "indicators") & ~rows["indicator"].isin(before)]
    position = {key: place for place, key in enumerate(catalogue())}
    found: Mapping[Any, Any] = rows.drop_duplicates("indicator").set_index("indicator")["order"].to_dict()
    return sorted((str(key) for key in found if key in position), key=lambda key: (found[key], position[key]))


@cached("indicators")
def last_periods() -> dict[str, str]:
    """By indicator the newest period of which one of the six has a figure that is not projected. Shared."""
    rows = current_figures()
    measured = rows[(rows["dataset"] == "indicators") & rows["place"].isin(SIX) & ~rows["status"].isin(PROJECTED)]
    return {str(key): str(period) for key, period in measured.groupby("indicator")["period"].max().items()}
