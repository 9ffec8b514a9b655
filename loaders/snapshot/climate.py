"""Make the two tables on climate from the collected ones: verified emissions, and what is said and planned.

Emissions are of two collections: 2013-2020 in whole tonnes, and 2021-2025 rounded to 1,000 t. In 2021 accounts
changed; port.yaml says which accounts continue at one site, and which account counts the whole site since then.
"""

from pathlib import Path

import pandas as pd

from loaders.card import DatasetError
from loaders.snapshot.collected import RULES, read
from loaders.snapshot.corrections import apply_corrections

ETS = "verified emissions (EU ETS)"


def emissions(prepared: Path) -> pd.DataFrame:
    """Verified emissions per year and installation; sums are left out, because pages compute them.

    An account that both collections have keeps the name, the site and the locality of the earlier one.
    """
    rules = RULES["emissions"]
    earlier = _accounts(prepared / "figures/emissions_energy.csv").assign(
        precision="1", source="euets.info", address="https://www.euets.info", source_date="2024-05-13"
    )
    earlier["locality"] = earlier["definition"].str.extract(r"site address ([^;]+)")[0]
    later = _accounts(prepared / "update/ets/emissions_2021_2025.csv").assign(precision="1000")
    later["source_date"] = later["source_date"].str[:10]
    known = earlier.drop_duplicates("account").set_index("account")
    for column in ("installation", "locality"):
        new = later["account"].map(rules["localities"]) if column == "locality" else later[column]
        later[column] = later["account"].map(known[column]).fillna(new)
    rows = pd.concat([earlier, later], ignore_index=True)
    site = {account: site for site, accounts in rules["sites"].items() for account in accounts}
    whole = rows["year"].astype(int) >= rows["account"].map(rules["whole_sites"]).fillna(9999)
    rows = rows.assign(
        site=rows["account"].map(site).fillna(rows["installation"]),
        series=whole.map({True: "site", False: "account"}),
        place=rows["scope"].map(rules["areas"]),
        status="measured",
        publisher=rules["publisher"],
    )
    if lacking := sorted(set(rows.loc[rows[["locality", "place"]].isna().any(axis=1), "account"])):
        raise DatasetError(f"port.yaml has no locality or place for {', '.join(lacking)}")
    return rows.sort_values(["place", "installation", "account", "year"], ignore_index=True)


def _accounts(path: Path) -> pd.DataFrame:
    """The collected rows of one account and year, with `installation` and `account`."""
    rows = read(path)
    rows = rows[rows["measure"] == ETS]
    named = rows["entity"].str.extract(r"^(?P<installation>.*) \[(?P<account>[A-Z]{2}_\d+)\]$")
    return rows.assign(installation=named["installation"], account=named["account"])


def energy_projects(prepared: Path) -> pd.DataFrame:
    """What companies and the port say they emit, plan, build and aim at: the rest of emissions_energy.csv."""
    rules = RULES["energy"]
    rows = read(prepared / "figures/emissions_energy.csv")
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
