"""The observations that the scenario model starts from, as plain tables; each number with the address of its source.

The model may not import loaders, so it gets its observations as an argument:
`scenarios.observed.Observed.of(observed())`. Nothing is filled in: a goods type, a year or a municipality that was not
observed has no row.

cargo (goods, year, value Mt), inland (year, value Mt), split (mode, year, value %), locks (year, value ships, status),
economy (outcome, year, value), emissions (site, place, year, value t CO₂e), households (place, year, value, status),
working_age (place, year, value persons), labour (place, year, value persons, status), and targets (target, outcome,
place, year, value, unit, compare, names and explanation). Every table has `source`.
"""

import pandas as pd

from loaders.datasets import indicators, places, port
from loaders.datasets.port import GOODS

# Category in our tables → name in the model.
MODES = {"road": "road", "rail": "rail", "inland navigation": "water", "transhipment ship-to-ship": "transhipment"}
ECONOMY = {
    ("employment", "direct"): "jobs_direct",
    ("employment", "indirect"): "jobs_indirect",
    ("employment", "direct + indirect"): "jobs_total",
    ("value added", "direct"): "value_direct",
    ("value added", "indirect"): "value_indirect",
    ("value added", "direct + indirect"): "value_total",
}
# Of the series of jobs and value added these two are of one release; older ones were counted in another way.
COUNTED = ("NBB and Havenmonitor, published 2024", "as restated in 2024")
OBSERVED = ("measured", "provisional", "reconstructed")
STATUS = {**dict.fromkeys(OBSERVED, "observed"), "projected": "projected"}
LABOUR = "NL34"
# The last years that this version of the model knows: it would take a newer one as its base or show it as observed, and
# the assumptions are calibrated on these. All five goods types were last counted for 2023.
LAST_CARGO = 2025
LAST_EMISSIONS = 2025
# Earlier counts of households of the Zeeland municipalities have gaps of years: the newest is what the model needs.
LAST_HOUSEHOLDS = "2025"
SITES = {
    "steel_2030": "ArcelorMittal Gent + Knippegroen",
    "yara_2030": "Yara Sluiskil",
    "dow_2030": "Dow Benelux Terneuzen",
}


def observed() -> dict[str, pd.DataFrame]:
    """Every table by its name. Raises DatasetError if a dataset breaks its card."""
    cargo = port.tonnes(pd.DataFrame(port.load("port_cargo").drop(columns="geometry")))
    cargo = cargo[cargo["drawn"] == "yes"].assign(year=lambda rows: rows["year"].astype(float))
    emissions = pd.DataFrame(port.load("emissions").drop(columns="geometry"))
    figures = indicators.preferred(pd.DataFrame(indicators.load().drop(columns="geometry")))
    tables = {
        **_cargo(cargo),
        "economy": _economy(pd.DataFrame(port.load("port_economy").drop(columns="geometry"))),
        "emissions": _emissions(emissions),
        **_people(figures),
        "targets": _targets(pd.DataFrame(port.load("port_targets").drop(columns="geometry")), emissions),
    }
    return {name: rows.reset_index(drop=True) for name, rows in tables.items()}


def _cargo(rows: pd.DataFrame) -> dict[str, pd.DataFrame]:
    years = rows[(rows["scope"] == "NSP") & (rows["period"] == "FY") & (rows["series"] == "own count")]
    years = years[years["year"] <= LAST_CARGO]
    goods = years[
        (years["measure"] == "seaborne") & years["category"].isin([*GOODS, "total"]) & (years["unit"] == "Mt")
    ]
    inland = years[(years["measure"] == "inland navigation") & (years["category"] == "total") & (years["unit"] == "Mt")]
    split = years[(years["measure"] == "modal split hinterland") & years["category"].isin(MODES)]
    locks = rows[(rows["scope"] == "TERNEUZEN_LOCKS") & (rows["unit"] == "ships")]
    return {
        "cargo": _plain(goods.rename(columns={"category": "goods"}), "goods"),
        "inland": _plain(inland),
        "split": _plain(split.assign(mode=split["category"].map(MODES)), "mode"),
        "locks": _plain(locks.assign(status=locks["status"].map(STATUS)), status=True),
    }


def _economy(rows: pd.DataFrame) -> pd.DataFrame:
    """The whole port in the release of 2024: its newest count, and the year of the merger as it restated it."""
    here = rows[(rows["scope"] == "NSP") & (rows["period"] == "FY") & (rows["drawn"] == "yes")]
    here = here[here["series"].isin(COUNTED)]
    keys = list(zip(here["measure"], here["category"], strict=True))
    here = here.assign(outcome=[ECONOMY.get(key, "") for key in keys])
    return _plain(here[here["outcome"] != ""], "outcome")


def _emissions(rows: pd.DataFrame) -> pd.DataFrame:
    """One row per site and year up to LAST_EMISSIONS: accounts of one site are added up."""
    rows = rows[rows["year"] <= LAST_EMISSIONS].rename(columns={"address": "origin"})
    added = rows.groupby(["site", "place", "year"], as_index=False).agg(
        value=("value", "sum"), address=("origin", "first")
    )
    return _plain(added, "site", "place")


def _people(figures: pd.DataFrame) -> dict[str, pd.DataFrame]:
    rows = figures[figures["year"].notna() & figures["status"].isin(STATUS)]
    rows = rows[rows["place"].isin(places.SIX) | (rows["place"] == LABOUR)]
    rows = rows.assign(status=rows["status"].map(STATUS))
    here = {name: rows[rows["indicator"] == name] for name in rows["indicator"].unique()}
    homes = here["private_households"]
    modelled = homes["place"].str.startswith("BE-") | (homes["period"] == LAST_HOUSEHOLDS)
    return {
        "households": _plain(homes[modelled], "place", status=True),
        "working_age": _plain(here["population_aged_15_64"], "place"),
        "labour": _plain(here["potential_labour_force"], "place", status=True),
    }


def _targets(rows: pd.DataFrame, emissions: pd.DataFrame) -> pd.DataFrame:
    """The targets that an outcome of the model answers, in its unit: a share of a year becomes Mt of that year."""
    targets = []
    for row in rows.to_dict("records"):
        outcome, place, unit = "emissions", "NSPD", "mt_co2e"
        value = float(row["value"])
        if row["target"] == "road_2025":
            outcome, place, unit = "share_road", "NSP", "pct"
        elif row["target"] in SITES:
            outcome, place = "emissions_site", SITES[row["target"]]
            if row["unit"] == "%":
                then = emissions[(emissions["site"] == place) & (emissions["year"] == row["base_year"])]
                value = value / 100 * float(then["value"].sum()) / 1e6
        elif row["target"] not in ("port_2030", "neutral_2050"):
            continue
        named = {key: row[key] for key in ("target", "name_nl", "name_en", "why_nl", "why_en", "source")}
        targets.append(
            {**named, "outcome": outcome, "place": place, "unit": unit, "year": int(row["year"]), "value": value}
        )
    return pd.DataFrame(targets).assign(compare="at_most")


def _plain(rows: pd.DataFrame, *names: str, status: bool = False) -> pd.DataFrame:
    """The columns that the model takes, years as whole numbers, in the order of names and year."""
    columns = [*names, "year", "value", *(["status"] if status else []), "source"]
    rows = rows.drop(columns="source", errors="ignore").rename(columns={"address": "source"})
    rows = rows.assign(year=rows["year"].astype(int), value=rows["value"].astype(float))
    return rows[columns].sort_values([*names, "year"])
