"""Make geodata/indicators from the collected tables: nothing is lost, only corrections.yaml and hand-kept rows add.

The terms of the tables become keys by `figures.yaml` beside this file, by `collected_from` in
geodata/indicator_sources and by `collected_as` in geodata/indicator_definitions (both kept by hand).
"""

from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from loaders.card import Card, DatasetError, seal
from loaders.datasets.catalogue import catalogue
from loaders.snapshot.core_tables import COLUMNS, KEY, merge, read_core
from loaders.snapshot.corrections import apply_corrections

TABLES = ("municipal", "regional", "supplement")
ORDER = ["indicator", "place", "period", "source"]
RULES = Path(__file__).with_name("figures.yaml")


def make(prepared: Path, geodata: Path) -> pd.Series:
    """Write geodata/indicators/indicators.csv from prepared/figures and the core tables, and seal the three cards.

    Rows of indicators that no table has stay as they are in the file. Of the others the tables are the whole truth:
    returned is how many rows of each source were in the file and are not any more, such as those of a refresh.
    """
    for name in ("indicator_sources", "indicator_definitions"):
        seal(name, geodata)
    kept, _ = convert(read_collected(prepared), geodata)
    core = read_core(prepared, geodata)
    collected = apply_corrections("indicators", kept[COLUMNS]).assign(row="figures")
    made = merge(pd.concat([collected, core], ignore_index=True))
    # An indicator that the tables do not have was added by hand, or by a refresh.
    before = _companion("indicators", geodata)
    added = before.query("indicator not in @made.indicator")
    rows = pd.concat([made[COLUMNS], added[COLUMNS]]).sort_values(ORDER)
    path = Card.of("indicators", geodata).path
    rows.to_csv(path, index=False, lineterminator="\n", encoding="utf-8")
    seal("indicators", geodata)
    whole = [*KEY, "value"]
    gone = ~pd.MultiIndex.from_frame(before[whole]).isin(pd.MultiIndex.from_frame(rows[whole]))
    return before.loc[gone, "source"].value_counts()


def read_collected(prepared: Path) -> pd.DataFrame:
    """The tables as they are: ten columns of text, and `row` like municipal.csv:12 (1: the header).

    Of the later tables that figures.yaml names under `updates`, only the rows read from that address.
    """
    frames = [_numbered(prepared / "figures" / f"{name}.csv", f"{name}.csv") for name in TABLES]
    for update in yaml.safe_load(RULES.read_text("utf-8"))["updates"]:
        frame = _numbered(prepared / update["file"], update["file"])
        frame = frame[frame["source_url"].str.startswith(update["address"])]
        if frame.empty:
            raise DatasetError(f"{update['file']}: no row was read from {update['address']}")
        frames.append(frame.assign(definition=frame["definition"].str.replace(update["drop"], "", regex=True)))
    return pd.concat(frames, ignore_index=True)


def _numbered(path: Path, name: str) -> pd.DataFrame:
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    return frame.assign(row=[f"{name}:{line}" for line in range(2, len(frame) + 2)])


def convert(table: pd.DataFrame, geodata: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows that are kept and the rows that are left out.

    Kept: COLUMNS and `rows`, the rows of the tables that a row comes from (several for a repeated figure), sorted.
    Left out: the collected columns and `why`. Raises DatasetError for a word without a rule.
    """
    rules = yaml.safe_load(RULES.read_text("utf-8"))
    named = table["indicator"] + " | " + table["unit"]
    why = pd.Series("", index=table.index)
    for rule in rules["left_out"]:
        hit = table["code"].isin(rule.get("areas", [])) | named.isin(rule.get("indicators", []))
        if "where" in rule:
            hit |= (table[list(rule["where"])] == pd.Series(rule["where"])).all(axis="columns")
        why = why.mask(hit & (why == ""), rule["why"])
    out, table, named = table[why != ""].assign(why=why), table[why == ""], named[why == ""]

    words = _companion("indicator_definitions", geodata)
    words = words[words["collected_as"] != ""]
    definitions = dict(zip(words["collected_as"], words["definition"], strict=True))
    kept = pd.DataFrame(
        {
            "place": _known(table["code"], rules["areas"], "area code"),
            "definition": _known(table["definition"], definitions, "definition"),
            "period": table["year"],
            "value": table["value"],
            "source_date": table["source_date"],
            "row": table["row"],
        }
    )
    kept["indicator"] = _indicator(named, kept["definition"], rules["indicators"])
    kept["unit"] = kept["indicator"].map({key: indicator.unit for key, indicator in catalogue().items()})
    kept["source"] = _source(table["source_url"], kept, rules["source_of_definition"], geodata)
    kept["status"] = _status(kept, rules["status"])
    noted = {definition: note for note, those in rules["notes"].items() for definition in those}
    kept["note"] = kept["definition"].map(noted).fillna("")
    # The same figure twice from one source becomes one row, with the first definition.
    same = ["place", "indicator", "period", "source", "value"]
    kept["rows"] = kept.groupby(same)["row"].transform(" ".join)
    kept = kept.drop_duplicates(same)
    return kept.sort_values(ORDER, ignore_index=True), out


def _companion(name: str, geodata: Path) -> pd.DataFrame:
    return pd.read_csv(Card.of(name, geodata).path, dtype=str, keep_default_na=False)


def _known(words: pd.Series, keys: dict[str, str], what: str) -> pd.Series:
    mapped = words.map(keys)
    if mapped.isna().any():
        raise DatasetError(f"no rule for the {what}: {', '.join(sorted(set(words[mapped.isna()])))}")
    return mapped


def _indicator(named: pd.Series, definition: pd.Series, rules: dict[str, Any]) -> pd.Series:
    """The catalogue's key of each row: by name, or by definition where one name holds several concepts."""
    plain = {name: key for name, key in rules.items() if isinstance(key, str)}
    split = {
        f"{name} | {word}": key for name, keys in rules.items() if isinstance(keys, dict) for word, key in keys.items()
    }
    full = named + " | " + definition
    return _known(full.where(full.isin(split), named), plain | split, "indicator")


def _source(address: pd.Series, kept: pd.DataFrame, by_definition: dict[str, str], geodata: Path) -> pd.Series:
    """The one source that was collected from this address and is in the indicator's list of sources."""
    sources = _companion("indicator_sources", geodata)
    at = sources.groupby("collected_from")["source"].apply(list).to_dict()
    listed = {key: set(indicator.sources) for key, indicator in catalogue().items()}
    chosen = []
    for where, indicator, definition in zip(address, kept["indicator"], kept["definition"], strict=True):
        fitting = [source for source in at.get(where, []) if source in listed.get(indicator, ())]
        if definition in by_definition:
            fitting = [by_definition[definition]]
        if len(fitting) != 1:
            candidates = ", ".join(at.get(where, ["none"]))
            raise DatasetError(f"{indicator}: list exactly one of these sources: {candidates} ({where[:80]})")
        chosen.append(fitting[0])
    return pd.Series(chosen, index=kept.index)


def _status(kept: pd.DataFrame, rules: dict[str, Any]) -> pd.Series:
    status = pd.Series("measured", index=kept.index)
    for name in ("provisional", "estimated", "projected"):
        status = status.mask(kept["definition"].isin(rules[name]), name)
    only_in = kept["definition"].map(rules["provisional_in"])
    status = status.mask(only_in.notna() & (kept["period"] == only_in), "provisional")
    counted = kept["definition"].map(rules["projected_after"])
    return status.mask(counted.notna() & (kept["period"] > counted.fillna("")), "projected")
