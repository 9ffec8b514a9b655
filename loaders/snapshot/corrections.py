"""Corrections of errors in the collected tables, and what was collected later, applied when the shipped data are made.

`corrections.yaml` beside this file names per dataset the row, the change, the reason, and the source with its date.
`additions.yaml` holds rows that were collected after the registers; they are added last.
A correction that matches no row, or more rows than it says, is an error: so none outlives its cause.
"""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from loaders.card import DatasetError

RULES = Path(__file__).with_suffix(".yaml")
ADDITIONS = Path(__file__).parent / "additions.yaml"
ACTIONS = ("set", "remove", "add")
REQUIRED = ("why", "source", "source_date")


def day() -> date:
    """The day on which the corrections were made: the version of the registers that holds them."""
    return date.fromisoformat(str(_rules()["day"]))


def corrections_of(dataset: str) -> list[dict[str, Any]]:
    """The corrections of a dataset and then its additions, in the order in which they are applied."""
    return [*_rules()["datasets"].get(dataset, []), *_additions(dataset)]


def _additions(dataset: str) -> list[dict[str, Any]]:
    """The rows that were collected later, as corrections that add them. A target has no date of its source."""
    return [
        {
            "add": {column: cell for column, cell in row.items() if (dataset, column) != ("targets", "source_date")},
            "why": "collected later than the register",
            "source": row["source_url"],
            "source_date": row.get("source_date", "undated"),
        }
        for row in _later()["datasets"].get(dataset, [])
    ]


def apply_corrections(dataset: str, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows (all text) with the corrections of `dataset` applied; added rows come last.

    Raises DatasetError for a correction that is incomplete or fits no row, another number of rows, or no column.
    """
    for number, rule in enumerate(corrections_of(dataset), start=1):
        rows = _apply(rule, rows, f"corrections.yaml, {dataset} {number}")
    return rows


def _apply(rule: dict[str, Any], rows: pd.DataFrame, where: str) -> pd.DataFrame:
    if lacking := [name for name in REQUIRED if not rule.get(name)]:
        raise DatasetError(f"{where}: lacks {', '.join(lacking)}")
    actions = [name for name in ACTIONS if name in rule]
    if len(actions) != 1:
        raise DatasetError(f"{where}: name exactly one of {', '.join(ACTIONS)}")
    named = [*rule.get("where", {}), *(rule.get("set") or {}), *(rule.get("add") or {})]
    if unknown := [column for column in named if column not in rows.columns]:
        raise DatasetError(f"{where}: no such column: {', '.join(unknown)}")
    if "add" in rule:
        added = {**dict.fromkeys(rows.columns, ""), **_text(rule["add"])}
        return pd.concat([rows, pd.DataFrame([added])], ignore_index=True)
    hit = pd.Series(bool(rule.get("where")), index=rows.index)
    for column, value in _text(rule.get("where", {})).items():
        hit &= rows[column] == value
    if hit.sum() != (expected := rule.get("rows", 1)):
        raise DatasetError(f"{where}: fits {hit.sum()} rows, not {expected}: {rule.get('where')}")
    if "remove" in rule:
        return rows[~hit].reset_index(drop=True)
    rows = rows.copy()
    for column, value in _text(rule["set"]).items():
        rows.loc[hit, column] = value
    return rows


def _text(cells: dict[str, Any]) -> dict[str, str]:
    """Cells as the tables hold them: text."""
    return {column: str(value) for column, value in cells.items()}


@cache
def _rules() -> dict[str, Any]:
    return dict(yaml.safe_load(RULES.read_text("utf-8")))


@cache
def _later() -> dict[str, Any]:
    return dict(yaml.safe_load(ADDITIONS.read_text("utf-8")))
