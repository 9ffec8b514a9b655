"""Whether figures parsed from a live source agree with those in geodata/.

Compared   rows on the same place, indicator and period; in the port's datasets on the same point of a line; in
           emissions on the same installation and year. Across sources too: a copy of a Statbel file with the file
Equal      values that would be written the same: within half of the last decimal of their indicator
Why        what two rows that differ say of themselves besides their value: a projection beside a count, another
           definition (of an indicator: which, a key of geodata/indicator_definitions), another edition of the same (a
           copy, another publisher), or the same source revised since
"""

import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from loaders.card import Card, DatasetError
from loaders.datasets.catalogue import catalogue
from loaders.datasets.coverage import AHEAD
from loaders.fetch.replies import Raw, latest
from loaders.refresh import status
from loaders.sources.registry import modules

# Datasets of figures, whose rows two sources may both have.
DATASETS = ("indicators", "port_cargo", "port_economy", "emissions")
# Columns of a key that say who publishes a row, not what it is about.
PUBLISHED = ("series", "source", "address")
COLUMNS = ["dataset", "source", "shipped", "parsed", "overlap", "equal", "differing", "largest", "why"]


def subject_of(dataset: str) -> list[str]:
    """The columns that say what a row is about, whoever publishes it."""
    return [column for column in Card.of(dataset).fields.key if column not in PUBLISHED]


def pairs(dataset: str, parsed: pd.DataFrame, shipped: pd.DataFrame | None = None) -> pd.DataFrame:
    """Every pair of a parsed and a shipped row on the same subject.

    Columns  those of `subject_of`, source and value as parsed, source_shipped and value_shipped, equal, share (of the
             shipped value by which they differ), why (empty where they are equal)
    """
    shipped = Card.of(dataset).read() if shipped is None else shipped
    key = subject_of(dataset)
    columns = [*key, "source", "value", "status", *({"definition"} & {*parsed} & {*shipped})]
    both = parsed[columns].merge(shipped[columns], on=key, suffixes=("", "_shipped"))
    half = pd.Series(0.0, index=both.index)
    if dataset == "indicators":
        decimals = both["indicator"].map({name: entry.decimals for name, entry in catalogue().items()})
        half = 10.0 ** -decimals.astype(float) / 2
    apart = (both["value"].astype(float) - both["value_shipped"].astype(float)).abs()
    share = apart / both["value_shipped"].astype(float).abs().where(both["value_shipped"] != 0)
    both = both.assign(equal=apart <= half + 1e-9, share=share.fillna(0.0))
    return both.assign(why=_why(both))


def _why(both: pd.DataFrame) -> np.ndarray:
    """In a few words, in what else the two rows of each differing pair differ."""
    ahead = both["status"].isin(AHEAD) != both["status_shipped"].isin(AHEAD)
    other = both["source"] != both["source_shipped"]
    defined, definition = other & False, pd.Series("another definition", index=both.index)
    if "definition" in both:
        defined = both["definition"] != both["definition_shipped"]
    if "indicator" in both:
        definition += ": " + both["definition_shipped"].astype(str)
    reasons = [*map(np.asarray, ("", "a projection")), definition.to_numpy(), np.asarray("another edition")]
    conditions = [mask.to_numpy(bool) for mask in (both["equal"], ahead, defined, other)]
    return np.select(conditions, reasons, "revised since")


def table(frames: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """One row per dataset, parsed and shipped source: how many rows, how many agree, the largest share, and why."""
    rows: list[tuple[Any, ...]] = []
    for dataset, parsed in frames.items():
        both = pairs(dataset, parsed)
        for source, delivered in parsed.groupby("source"):
            beside = both[both["source"] == source]
            if beside.empty:
                rows.append((dataset, source, "", len(delivered), 0, 0, 0, 0.0, ""))
            for other, pair in beside.groupby("source_shipped"):
                equal = int(pair["equal"].sum())
                largest = float(pair.loc[~pair["equal"], "share"].max()) if equal < len(pair) else 0.0
                # `differing` says which definition it is.
                why = Counter(one.partition(":")[0] for one in pair.loc[~pair["equal"], "why"])
                reasons = ", ".join(f"{word} ({count})" for word, count in why.most_common())
                rows.append(
                    (dataset, source, other, len(delivered), len(pair), equal, len(pair) - equal, largest, reasons)
                )
    return pd.DataFrame(rows, columns=COLUMNS)


def differing(frames: Mapping[str, pd.DataFrame], most: int = 5) -> Iterator[str]:
    """One line for each of the pairs that differ most in a dataset: the figure, both values, and why."""
    for dataset, parsed in frames.items():
        both = pairs(dataset, parsed)
        for row in both[~both["equal"]].nlargest(most, "share").to_dict("records"):
            about = " ".join(str(row[column]) for column in subject_of(dataset))
            other = f"{row['source_shipped']} has {row['value_shipped']:.10g}"
            yield f"{about}: {row['value']:.10g}, {other}: {row['why']}"


def show() -> int:
    """Print, for the kept replies of each source of figures, what agrees and what does not; 1 where none are kept."""
    shown = 0
    for name, module in modules().items():
        path = latest(status.state_folder() / "raw" / name)
        if path is None or not set(module.SOURCE.datasets) <= set(DATASETS):
            continue
        shown += 1
        try:
            frames = module.parse(Raw.open(path))
        except DatasetError as error:
            print(f"{name}: {error}")
            continue
        print(f"{name}, replies of {path.name[:8]}")
        print(table(frames).drop(columns="dataset").to_string(index=False, float_format="{:.2%}".format))
        for line in differing(frames):
            print(f"  {line}")
    if not shown:
        print("no replies of figures are kept yet; run `python -m loaders refresh`", file=sys.stderr)
    return 0 if shown else 1
