"""The steps of energy projects (energy_stages) in words: the newest of each, and its date."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from i18n.translator import Words
from loaders.trajectory import project_status
from shell import tables


def newest_steps() -> dict[str, dict[str, Any]]:
    """The newest step of each project of energy_stages."""
    return project_status.newest_stages(tables.read_table("energy_stages"))


def describe_step(row: Mapping[Any, Any], t: Words) -> str:
    """A step with its date; one that only a secondary source names is not told as a fact."""
    told = f"{t('climate.stage_' + row['stage'])}, {format_partial_date(str(row['date']), t)}"
    return f"{told} ({t('climate.secondary')})" if row["basis"] == "secondary" else told


def format_partial_date(date: str, t: Words) -> str:
    """A date as precise as it is known: 2021, September 2021, 28 September 2021."""
    parts = date.split("-")
    if len(parts) == 1:
        return date
    stamp = pd.Timestamp(f"{date}-01" if len(parts) == 2 else date).date()
    told = t.date(stamp)
    return told.split(" ", 1)[1] if len(parts) == 2 else told
