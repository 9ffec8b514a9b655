"""Every change since a version as one table, for a download."""

import pandas as pd

from i18n.translator import Words
from loaders.datasets.catalogue import catalogue
from pages.changes.selection import EVERY, subject_choice
from shell.exhibits import map_descriptions
from shell.exhibits.choices import Choices
from shell.exhibits.version_changes import changes, chosen_version

COLUMNS = [
    *("dataset", "subject", "indicator", "label", "place", "name", "period", "kind", "unit"),
    *("value_before", "value_after", "status_before", "status_after", "source_before", "source_after"),
]


def full_list(choices: Choices, t: Words) -> pd.DataFrame:
    """All changes of the chosen subject; columns COLUMNS, with label and name in the reader's language."""
    rows, subject = changes(chosen_version(choices, t)), subject_choice(t).of(choices)
    rows = rows if subject == EVERY else rows[rows["subject"] == subject]
    labels = {key: t.of(one.label) for key, one in catalogue().items()}
    names = map_descriptions.place_names(t)
    rows = rows.assign(
        label=rows["indicator"].map(labels).fillna(rows["indicator"]), name=rows["place"].map(names).fillna("")
    )
    ordered = rows.sort_values(["six", "order", "dataset", "indicator"], ascending=[False, True, False, True])
    return ordered[COLUMNS].reset_index(drop=True)
