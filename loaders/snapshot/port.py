"""Make the two tables of the port from the collected ones: nothing averaged, nothing dropped without reason.

The meaning of a scope, which counts are not one series, which rows are not drawn and to which conflict they belong
are in `port.yaml` beside this file. Values and units stay as the source has them, unless corrections.yaml
says that the source has them wrong.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd

from loaders.card import Card, DatasetError, seal
from loaders.snapshot.climate import emissions, energy_projects
from loaders.snapshot.collected import RULES, read
from loaders.snapshot.corrections import apply_corrections

OWN = "own count"
# Words in a collected definition that say that a figure is no count of its year.
ESTIMATED = r"presumably 2016|'almost|likely 2020|reference year not stated|; doubtful|same doubt|about 550"


def make(prepared: Path, geodata: Path) -> None:
    """Write the tables of port and climate into `geodata`; seal their cards, and those of tables kept by hand."""
    for name, build in BUILDERS.items():
        card, rows = Card.of(name, geodata), build(prepared)
        rows[list(card.fields.columns)].to_csv(card.path, index=False, lineterminator="\n", encoding="utf-8")
        seal(name, geodata)
    for name in ("energy_stages", "port_sites", "port_targets", "port_conflicts", "port_locks"):
        seal(name, geodata)


def port_cargo(prepared: Path) -> pd.DataFrame:
    """Cargo, modes, calls and trade: port_throughput.csv, and Eurostat's two ports out of supplement.csv."""
    rows = _with_update("port_throughput.csv", prepared, RULES["update"])
    rows = _scoped(rows)
    key = _key(rows, "scope_collected", "measure", "category", "period", "year", "value")
    rows["series"] = OWN
    for count in RULES["counts"]:
        hit = _counted(rows, count)
        rows["series"] = rows["series"].mask(hit, count["series"])
        rows["publisher"] = rows["publisher"].mask(hit & ("publisher" in count), count.get("publisher", ""))
    rows["status"] = [_status(period, text) for period, text in zip(rows["period"], rows["definition"], strict=True)]
    rows = _mark_drawn(rows, key, RULES["not_drawn"], RULES["conflicts"])
    rows = apply_corrections("port_cargo", pd.concat([rows, _eurostat(prepared)], ignore_index=True))
    return rows.sort_values(["scope", "measure", "category", "year", "period", "drawn", "source"], ignore_index=True)


def port_economy(prepared: Path) -> pd.DataFrame:
    """Jobs, value added, finance, shareholders and land: port_economy.csv, and two shares out of regional.csv."""
    rules = RULES["economy"]
    regional = read(prepared / "figures/regional.csv")
    regional = regional[regional["indicator"].isin(rules["regional"])]
    regional = regional.assign(
        measure=regional["indicator"].map(rules["regional"]), scope="ZSP", category="Zeeland ports"
    )
    rows = pd.concat([_with_update("port_economy.csv", prepared, rules["update"]), regional], ignore_index=True)
    half = rows["measure"].str.endswith(" H1")
    target = rows["measure"].str.contains("target")
    undated = rows["year"] == ""
    key = _key(rows, "scope", "measure", "category", "year", "value")
    subject = rows["scope"] + " | " + rows["unit"]
    rows["concept"] = subject.map(rules["concepts_of"]).fillna(rows["unit"].map(rules["concepts"])).fillna("amount")
    rows["series"] = OWN
    for one in rules["series"]:
        hit = (rows["scope"] == one["scope"]) & rows["source_url"].str.contains(one.get("address", ""), regex=False)
        hit &= rows["year"].isin([one["year"]] if "year" in one else rows["year"])
        hit &= rows["measure"].isin([one["measure"]] if "measure" in one else rows["measure"])
        rows["series"] = rows["series"].mask(hit, one["series"])
    rows = _scoped(rows)
    bank = (rows["scope"] == "GENT") & (rows["series"] != OWN)
    rows["publisher"] = rows["publisher"].mask(bank, "Nationale Bank van België / National Bank of Belgium")
    rows["period"] = "FY"
    rows["period"] = rows["period"].mask(half, "H1").mask(target, "target").mask(undated, "undated")
    rows["measure"] = rows["measure"].str.removesuffix(" H1")
    rows["status"] = [_status(period, text) for period, text in zip(rows["period"], rows["definition"], strict=True)]
    rows = _mark_drawn(rows, key, rules["not_drawn"], rules["conflicts"])
    rows = apply_corrections("port_economy", rows)
    return rows.sort_values(["scope", "measure", "category", "year", "period", "value"], ignore_index=True)


BUILDERS: dict[str, Callable[[Path], pd.DataFrame]] = {
    "port_cargo": port_cargo,
    "port_economy": port_economy,
    "emissions": emissions,
    "energy_projects": energy_projects,
}


def _with_update(name: str, prepared: Path, rules: dict[str, Any]) -> pd.DataFrame:
    """A collected table, and the newer rows of the update that are not left out.

    rules  files: the tables of the update, the first with a row counts; same: columns that make two rows the same;
           renamed: column to its values in other words; left_out: a row by `same`, and why it is not taken in
    Raises DatasetError for a row that is to be left out and is not there.
    """
    newer = pd.concat([read(prepared / "update" / file) for file in rules["files"]], ignore_index=True)
    for column, words in rules["renamed"].items():
        newer[column] = newer[column].replace(words)
    key = _key(newer, *rules["same"])
    if unused := sorted(set(rules["left_out"]) - set(key)):
        raise DatasetError(f"port.yaml leaves out rows that are not in the update: {'; '.join(unused)}")
    newer = newer[~(key.isin(rules["left_out"]) | newer.assign(key=key).duplicated(["key", "address"]))]
    return pd.concat([read(prepared / "figures" / name), newer], ignore_index=True)


def _scoped(rows: pd.DataFrame) -> pd.DataFrame:
    known = RULES["scopes"]
    if unknown := sorted(set(rows["scope"]) - set(known)):
        raise DatasetError(f"port.yaml names no scope {', '.join(unknown)}")
    entries = {
        place: rows["scope"].map({scope: entry[i] for scope, entry in known.items()}) for i, place in enumerate("sap")
    }
    return rows.assign(scope_collected=rows["scope"], scope=entries["s"], place=entries["a"], publisher=entries["p"])


def _counted(rows: pd.DataFrame, count: dict[str, Any]) -> "pd.Series[bool]":
    """Whether a row belongs to another series of counts than the scope's own."""
    year = rows["year"].astype(int)
    hit: pd.Series[bool] = (
        (rows["scope_collected"] == count["scope"])
        & (year < count.get("before", 9999))
        & (year > count.get("after", 0))
    )
    hit &= rows["year"].isin([count["year"]] if "year" in count else rows["year"])
    measures = count.get("measures", [count["measure"]] if "measure" in count else list(rows["measure"].unique()))
    hit &= rows["measure"].isin(measures)
    hit &= rows["unit"].isin([count["unit"]] if "unit" in count else rows["unit"])
    return hit


def _mark_drawn(rows: pd.DataFrame, key: pd.Series, left: dict[str, str], differ: dict[str, str]) -> pd.DataFrame:
    """Which rows are drawn: one of several with the same value, none that port.yaml rules out."""
    if unused := sorted({*left, *differ} - set(key)):
        raise DatasetError(f"port.yaml names rows that are not there: {'; '.join(unused)}")
    same = ["scope", "measure", "category", "period", "year", "unit", "series"]
    out = key.isin(left)
    # Of two sources with the same value, the one published last is kept.
    order = rows.assign(out=out).sort_values(["out", "source_date"], ascending=[True, False])
    twice = order.duplicated(same).reindex(rows.index)
    clash = order[~order["out"]].groupby(same)["value"].nunique() > 1
    known = {"NEW_LOCK"}  # three prices of one lock, all shown
    if unknown := [index for index in clash.index[clash] if index[0] not in known]:
        raise DatasetError(f"two values for one line; say in port.yaml which is drawn: {unknown}")
    drawn = ~(out | (twice & ~rows["scope"].isin(known)))
    conflict = key.map({**left, **differ}).fillna("")
    return rows.assign(drawn=drawn.map({True: "yes", False: "no"}), conflict=conflict)


def _eurostat(prepared: Path) -> pd.DataFrame:
    rows = read(prepared / "figures/supplement.csv")
    rows = rows[rows["indicator"].isin(RULES["eurostat"])]
    return rows.assign(
        scope=rows["code"].map({"BE00BEGNE": "GENT", "NL00NLZSP": "ZSP"}),
        place=rows["code"].map({"BE00BEGNE": "BEGNE", "NL00NLZSP": "NLZSP"}),
        measure="seaborne",
        category=rows["indicator"].map(RULES["eurostat"]),
        period="FY",
        series="Eurostat mar_go_aa",
        publisher="Eurostat",
        status="measured",
        drawn="yes",
        conflict="eurostat",
    )


def _status(period: str, text: str) -> str:
    if period in ("target", "forecast"):
        return {"target": "target", "forecast": "projected"}[period]
    if re.search(r"forecast at year end|^expected|expected,", text):
        return "projected"
    if re.search(r"^provisional|; provisional|provisional year-end", text):
        return "provisional"
    return "estimated" if re.search(ESTIMATED, text) else "measured"


def _key(rows: pd.DataFrame, *columns: str) -> pd.Series:
    named = rows.get("scope_collected", rows["scope"])
    parts = [named if column == "scope_collected" else rows[column] for column in columns]
    return pd.Series([" | ".join(each) for each in zip(*parts, strict=True)], index=rows.index)
