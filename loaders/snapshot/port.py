"""Make the four tables of port and climate from the collected ones: nothing averaged, nothing dropped without reason.

The meaning of a scope, which counts are not one series, which rows are not drawn and to which conflict they belong
are in `port.yaml` beside this file. Values and units stay as the source has them, unless corrections.yaml
says that the source has them wrong.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from loaders.card import Card, DatasetError, seal
from loaders.snapshot.corrections import apply_corrections

RULES: dict[str, Any] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text("utf-8"))
ETS = "verified emissions (EU ETS)"
OWN = "own count"


def make(prepared: Path, geodata: Path) -> None:
    """Write the four tables into `geodata` and seal their cards, and those of the tables kept by hand."""
    for name, build in BUILDERS.items():
        card, rows = Card.of(name, geodata), build(prepared / "figures")
        rows[list(card.fields.columns)].to_csv(card.path, index=False, lineterminator="\n", encoding="utf-8")
        seal(name, geodata)
    for name in ("energy_stages", "port_sites", "port_targets", "port_conflicts", "port_locks"):
        seal(name, geodata)


def read(path: Path) -> pd.DataFrame:
    """A collected table as text, in the columns that our tables share."""
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    return table.assign(
        address=table["source_url"].where(table["source_url"].str.startswith("http"), ""),
        source=[_site(text) for text in table["source_url"]],
    )


def port_cargo(figures: Path) -> pd.DataFrame:
    """Cargo, modes, calls and trade: port_throughput.csv, and Eurostat's two ports out of supplement.csv."""
    rows = read(figures / "port_throughput.csv")
    rows = _scoped(rows)
    key = _key(rows, "scope_collected", "measure", "category", "period", "year", "value")
    rows["series"] = OWN
    for count in RULES["counts"]:
        hit = _counted(rows, count)
        rows["series"] = rows["series"].mask(hit, count["series"])
        rows["publisher"] = rows["publisher"].mask(hit & ("publisher" in count), count.get("publisher", ""))
    rows["status"] = [_status(period, text) for period, text in zip(rows["period"], rows["definition"], strict=True)]
    rows = _mark_drawn(rows, key, RULES["not_drawn"], RULES["conflicts"])
    rows = apply_corrections("port_cargo", pd.concat([rows, _eurostat(figures)], ignore_index=True))
    return rows.sort_values(["scope", "measure", "category", "year", "period", "drawn", "source"], ignore_index=True)


def port_economy(figures: Path) -> pd.DataFrame:
    """Jobs, value added, finance, shareholders and land: port_economy.csv, and two shares out of regional.csv."""
    rules = RULES["economy"]
    regional = read(figures / "regional.csv")
    regional = regional[regional["indicator"].isin(rules["regional"])]
    regional = regional.assign(
        measure=regional["indicator"].map(rules["regional"]), scope="ZSP", category="Zeeland ports"
    )
    rows = pd.concat([read(figures / "port_economy.csv"), regional], ignore_index=True)
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


def emissions(figures: Path) -> pd.DataFrame:
    """Verified emissions per year and installation; sums are left out, because pages compute them."""
    rules = RULES["emissions"]
    rows = read(figures / "emissions_energy.csv")
    rows = rows[rows["measure"] == ETS]
    named = rows["entity"].str.extract(r"^(?P<installation>.*) \[(?P<account>[A-Z]{2}_\d+)\]$")
    site = {account: site for site, accounts in rules["sites"].items() for account in accounts}
    return rows.assign(
        installation=named["installation"],
        account=named["account"],
        site=named["account"].map(site).fillna(named["installation"]),
        locality=rows["definition"].str.extract(r"site address ([^;]+)")[0],
        place=rows["scope"].map(rules["areas"]),
        status="measured",
        source="euets.info",
        publisher=rules["publisher"],
        address="https://www.euets.info",
        source_date="2024-05-13",
    ).sort_values(["place", "installation", "account", "year"], ignore_index=True)


def energy_projects(figures: Path) -> pd.DataFrame:
    """What companies and the port say they emit, plan, build and aim at: the rest of emissions_energy.csv."""
    rules = RULES["energy"]
    rows = read(figures / "emissions_energy.csv")
    rows = rows[~rows["measure"].str.startswith(ETS)]
    theme = pd.Series("emissions", index=rows.index)
    for rule in reversed(rules["themes"]):
        column = "measure" if "measure" in rule else "entity"
        theme = theme.mask(rows[column].str.contains(rule[column], case=False), rule["theme"])
    statement = rows["entity"] + " | " + rows["measure"]
    rows = rows.assign(
        theme=theme,
        place=rows["scope"].map(rules["areas"]),
        status=rows["kind"].map(rules["statuses"]),
        period=rows["year"].where(rows["year"] != "", "undated"),
        conflict=statement.map(rules["conflicts"]).fillna(""),
    )
    if rows[["place", "status"]].isna().any(axis=None):
        raise DatasetError("emissions_energy.csv: a scope or kind without a rule in port.yaml")
    rows = apply_corrections("energy_projects", rows)
    return rows.sort_values(["theme", "entity", "measure", "year", "value"], ignore_index=True)


BUILDERS: dict[str, Callable[[Path], pd.DataFrame]] = {
    "port_cargo": port_cargo,
    "port_economy": port_economy,
    "emissions": emissions,
    "energy_projects": energy_projects,
}


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


def _eurostat(figures: Path) -> pd.DataFrame:
    rows = read(figures / "supplement.csv")
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
    return "estimated" if re.search(r"presumably 2016|'almost|likely 2020", text) else "measured"


def _key(rows: pd.DataFrame, *columns: str) -> pd.Series:
    named = rows.get("scope_collected", rows["scope"])
    parts = [named if column == "scope_collected" else rows[column] for column in columns]
    return pd.Series([" | ".join(each) for each in zip(*parts, strict=True)], index=rows.index)


def _site(address: str) -> str:
    """The site a figure was read on: northseaport.com, or the words of the collection where it is no address."""
    host = re.match(r"https?://(?:www\.|en\.)*([^/]+)", address)
    return host[1].rstrip(".") if host else address
