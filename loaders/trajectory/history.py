"""What changed in a register between two days, from the versions that its imports left behind."""

from datetime import date
from typing import NamedTuple

import pandas as pd

from loaders.card import Card
from loaders.trajectory.validation import TITLES, columns_of, key_of


class Change(NamedTuple):
    """An entry that was added, removed or changed."""

    table: str
    key: str
    kind: str  # added, changed, removed
    title_nl: str
    title_en: str
    columns: tuple[str, ...]  # those with another value


def version_days(table: str) -> list[date]:
    """The days on which the register was filled or changed, oldest first."""
    return sorted({version.day for version in Card.of(table).fields.versions})


def as_of(table: str, day: date) -> pd.DataFrame:
    """The register as it stood at the end of a day, every cell text; empty before its first version."""
    card = Card.of(table)
    files = [version.file for version in card.fields.versions if version.day <= day]
    if not files:
        return pd.DataFrame(columns=columns_of(table), dtype=str)
    return pd.read_csv(card.folder / files[-1], dtype=str, keep_default_na=False, encoding="utf-8")


def changes(table: str, since: date, until: date) -> list[Change]:
    """Entries added, changed and removed after `since`, up to and including `until`, in this order."""
    key, titles, columns = key_of(table), TITLES[table], columns_of(table)
    before, after = ({row[key]: row for row in as_of(table, day).to_dict("records")} for day in (since, until))
    entries = []
    for name, row in {**before, **after}.items():
        kind = "added" if name not in before else "removed" if name not in after else "changed"
        dutch, english = row[titles[0]], row[titles[1]]
        other = tuple(c for c in columns if kind == "changed" and before[name].get(c) != after[name].get(c))
        if kind != "changed" or other:
            entries.append(Change(table, name, kind, dutch, english, other))
    return sorted(entries, key=lambda change: ("added", "changed", "removed").index(change.kind))
