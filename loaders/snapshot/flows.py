"""Make the table of movements from the collected ones: nothing added up, nothing dropped; differing figures stay.

What a measure counts, its unit, and which places its ends are, is in `flows.yaml` beside this file.
"""

import re
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from loaders.card import Card, DatasetError, seal
from loaders.snapshot.collected import read

NAME = "flows"
RULES: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "flows.yaml").read_text("utf-8"))


def make(prepared: Path, geodata: Path) -> None:
    """Write the table of movements into `geodata` and seal its card."""
    card, rows = Card.of(NAME, geodata), flows(prepared)
    rows[list(card.fields.columns)].to_csv(card.path, index=False, lineterminator="\n", encoding="utf-8")
    seal(NAME, geodata)


def flows(prepared: Path) -> pd.DataFrame:
    """One row per flow, what was counted, ends, period and source; columns as on the card.

    Raises DatasetError for a measure without a rule, and for a rule without a row.
    """
    rows = pd.concat([_collected(prepared), _regional(prepared)], ignore_index=True)
    rows["site"] = rows["flow"].map(RULES["sites"]).fillna("")
    rows["precision"] = [_first(RULES["precision"], text, "exact") for text in rows["definition"]]
    rows["publisher"] = [_first(RULES["publishers"], text, "") for text in rows["counted"] + " " + rows["source_url"]]
    # A rounded count is a count still; no row of the collection is an estimate or a forecast.
    rows["status"] = "measured"
    if lacking := sorted(set(rows.loc[rows["publisher"] == "", "source_url"])):
        raise DatasetError(f"flows.yaml names no publisher for {'; '.join(lacking)}")
    return rows.sort_values(["flow", "counted", "origin", "destination", "period", "value"], ignore_index=True)


def _collected(prepared: Path) -> pd.DataFrame:
    rows = read(prepared / "update/eu/flows.csv")
    if unknown := sorted(set(rows["measure"]) ^ set(RULES["measures"])):
        raise DatasetError(f"flows.yaml and flows.csv do not name the same measures: {'; '.join(unknown)}")
    rules = rows["measure"].map(RULES["measures"])
    for at, column in enumerate(("flow", "counted", "unit", "direction")):
        rows[column] = rules.str[at]
    for end, at in (("origin", 0), ("destination", 1)):
        code = rows[f"{end}_code"]
        ends = rows["counted"].map({key: both[at] for key, both in RULES["ends"].items()})
        rows[end] = code.replace(RULES["codes"]).where(code != "", ends.fillna(""))
    return rows.assign(period=rows["year"])


def _regional(prepared: Path) -> pd.DataFrame:
    rows = read(prepared / "figures/regional.csv")
    key = rows["indicator"] + " | " + rows["year"]
    if unused := sorted(set(RULES["regional"]) - set(key)):
        raise DatasetError(f"flows.yaml names rows that are not there: {'; '.join(unused)}")
    rules = key.map(RULES["regional"])
    rows = rows.assign(
        flow="commuters",
        counted=rules.str[0],
        origin=rules.str[1],
        destination=rules.str[2],
        period=rows["year"],
        unit="persons",
        direction="one_way",
    )
    return rows[rules.notna()]


def _first(rules: list[list[str]], text: str, otherwise: str) -> str:
    """The word of the first rule whose pattern is in a text."""
    return next((word for pattern, word in rules if re.search(pattern, text)), otherwise)
