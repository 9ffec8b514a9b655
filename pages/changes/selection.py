"""Which changed indicators the exhibits of this page show, and how they name them. Needs no Streamlit."""

from collections.abc import Callable, Iterable, Mapping
from functools import wraps

import pandas as pd

from briefings.exhibit import Exhibit
from i18n.translator import Words
from loaders.clock import today
from loaders.datasets.catalogue import Indicator, catalogue, themes, units
from loaders.datasets.indicators import COMPUTED
from loaders.versions.figures import DATASETS
from loaders.versions.files import Version
from shell.datasets import cached
from shell.exhibits import Builder, NoFiguresError, builder, figure_texts
from shell.exhibits.attribution import publisher_names
from shell.exhibits.choices import Choice, Choices
from shell.exhibits.version_changes import changes, chosen_version

# What the exhibits of this page are made of.
USED = (*DATASETS, "indicator_sources", "milestones", "projects", "trajectory_revisions")
PAGE = "changes"
EVERY = "all"
ORDER = {key: position for position, key in enumerate(catalogue())}


def subject_choice(t: Words) -> Choice:
    """All subjects, or the indicators of one theme."""
    return Choice("about", {EVERY: t("since.every"), **{key: t.of(label) for key, label in themes().items()}})


def per_version(build: Callable[[Version, str, Words], Exhibit]) -> Builder:
    """A builder that builds once for a version, subject and language, until data are replaced or a day begins."""

    @cached(*USED, max_entries=24)
    def built(version: Version, subject: str, language: str, day: str) -> Exhibit | NoFiguresError:
        try:
            return build(version, subject, Words(language))
        except NoFiguresError as error:
            return error

    @builder
    @wraps(build)
    def build_chosen(choices: Choices, t: Words) -> Exhibit:
        made = built(chosen_version(choices, t), subject_choice(t).of(choices), t.language, str(today()))
        if isinstance(made, NoFiguresError):
            raise NoFiguresError(str(made))
        return made

    return build_chosen


def changed_indicators(version: Version, subject: str, kind: str, t: Words) -> pd.DataFrame:
    """The figures of indicators of a subject that changed in one way; those of the six first, then by importance.

    Columns as version_changes.changes, and position (in the catalogue). Raises NoFiguresError where there are none.
    """
    rows = changes(version)
    rows = rows[(rows["dataset"] == "indicators") & (rows["kind"] == kind)]
    rows = rows if subject == EVERY else rows[rows["subject"] == subject]
    if rows.empty:
        raise NoFiguresError(t(f"since.none_{kind}"))
    return rows.assign(position=rows["indicator"].map(ORDER)).sort_values(
        ["six", "order", "position", "period"], ascending=[False, True, True, False], kind="stable"
    )


def source_line(sources: Iterable[str], t: Words) -> str:
    """Who publishes figures of these sources; that they were computed here where they were."""
    publishers = publisher_names()
    names = [describe_source(source, publishers, t) for source in dict.fromkeys(sources)]
    return t("briefing.source", publishers=figure_texts.list_names(list(dict.fromkeys(names)), t))


def describe_source(source: str, publishers: Mapping[str, str], t: Words) -> str:
    """The publisher of a source in the reader's language; the source itself where it is no longer listed."""
    return t("status.computed") if source == COMPUTED else t.half(publishers.get(source, source))


def describe_indicator(indicator: Indicator, t: Words) -> str:
    """Label, unit and whether it compares across the border."""
    label, unit = t.of(indicator.label), t.of(units()[indicator.unit]).strip("()")
    # The label may end in its unit: “Vestigingen per 1.000 inwoners”.
    named = label if label.lower().endswith(unit.lower()) else f"{label} ({unit})"
    return f"{named} · {figure_texts.badge_text(indicator, t)}"
