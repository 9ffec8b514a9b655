"""The observed rows of a result, which come before the model's, and which rows follow an official projection."""

import math
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from scenarios.cargo import KEYS
from scenarios.observed import DISTRICT, PORT, Observed
from scenarios.outcomes import outcomes
from scenarios.time_paths import Outcomes

KEY = ["outcome", "place", "year"]


@lru_cache(maxsize=16)
def frame(
    observed: Observed, keys: tuple[tuple[str, str], ...], years: range, official: frozenset[tuple[str, str]]
) -> tuple[pd.DataFrame, Any]:
    """The rows of a result without the model's numbers: the observed rows first, then every year of `keys`.

    keys      (outcome, place) in the order of the model's table
    official  which (outcome, place) follow their official path, see `series_followed`
    Returns the frame (observed rows have their numbers) and the indices of its other rows in the model's table.
    A year that was observed has no row of the model. Shared: never alter it.
    """
    past = rows(observed).drop(columns="source")
    observed_keys = set(zip(past["outcome"], past["place"], past["year"], strict=True))
    every = [(outcome, place, year) for outcome, place in keys for year in years]
    indices = [index for index, key in enumerate(every) if key not in observed_keys]
    paths = _official(observed, official)
    future = pd.DataFrame([every[index] for index in indices], columns=KEY)
    future["status"] = ["projected" if every[index] in paths else "scenario" for index in indices]
    table = pd.concat([past.assign(status="observed"), future], ignore_index=True)
    known = outcomes()
    table["unit"] = table["outcome"].map({key: outcome.unit_key for key, outcome in known.items()})
    table["chain"] = table["outcome"].map({key: outcome.chain for key, outcome in known.items()})
    return table, np.array(indices)


def series_followed(outcomes: Outcomes, observed: Observed) -> frozenset[tuple[str, str]]:
    """Which (outcome, place) have the official projection in each of its years, in the central run."""
    base = observed.base.year
    followed: dict[tuple[str, str], bool] = {}
    for outcome, place, year, value in _projected(observed):
        key = (outcome, place)
        if key in outcomes and year >= base:
            central = outcomes[key][year - base].flat[0]
            followed[key] = followed.get(key, True) and math.isclose(central, value, rel_tol=1e-5)
    return frozenset(key for key, same in followed.items() if same)


@lru_cache(maxsize=4)
def _projected(observed: Observed) -> list[tuple[str, str, int, float]]:
    """Outcome, place, year and value of every official projection. Shared: never alter it."""
    table = _known(observed)
    table = table[table["status"] == "projected"]
    columns = (table[name].tolist() for name in ("outcome", "place", "year", "mid"))
    return list(zip(*columns, strict=True))


@lru_cache(maxsize=4)
def rows(observed: Observed) -> pd.DataFrame:
    """Every observation that is an outcome of the model: outcome, place, year, mid, source. Shared: never alter it."""
    table = _known(observed)
    return table[table["status"] == "observed"].drop(columns="status").reset_index(drop=True)


def addresses(observed: Observed) -> pd.DataFrame:
    """The address of each observed or official number: columns outcome, place, year, status, source."""
    return _known(observed).drop(columns="mid")


@lru_cache(maxsize=4)
def _known(observed: Observed) -> pd.DataFrame:
    """Every observation or official projection of an outcome: KEY, mid, status, source; the oldest first."""
    cargo = observed["cargo"].assign(
        place=PORT, outcome=lambda t: "cargo_" + t["goods"].map({**KEYS, "total": "total"})
    )
    inland = observed["inland"].assign(place=PORT, outcome="hinterland_water")
    split = observed["split"].assign(place=PORT, outcome=lambda t: "share_" + t["mode"])
    locks = observed["locks"].assign(place=PORT, outcome="passages")
    economy = observed["economy"].assign(place=PORT)
    emissions = observed["emissions"].assign(value=lambda t: t["value"] / 1e6, outcome="emissions")
    sites = _summed(emissions.drop(columns="place").rename(columns={"site": "place"}).assign(outcome="emissions_site"))
    areas, district = _summed(emissions), _summed(emissions.assign(place=DISTRICT))
    homes = observed["households"].assign(outcome="households")
    labour = observed["labour"].assign(outcome="labour_force")
    every = [cargo, inland, split[split["mode"] != "transhipment"], locks, economy]
    every += [sites, areas, district, homes, labour]
    table = pd.concat([part.assign(status=part.get("status", "observed")) for part in every], ignore_index=True)
    table = table[[*KEY, "value", "status", "source"]].rename(columns={"value": "mid"})
    return table.sort_values(KEY, ignore_index=True)


def _summed(rows: pd.DataFrame) -> pd.DataFrame:
    """The sum of the installations of a place, all from one register."""
    return rows.groupby(KEY, as_index=False).agg(value=("value", "sum"), source=("source", "first"))


def _official(observed: Observed, official: frozenset[tuple[str, str]]) -> set[tuple[str, str, int]]:
    """The rows that a statistical office or a province projected; an interpolated year between two is not one."""
    known = _known(observed)
    keys = zip(known["outcome"], known["place"], strict=True)
    projected = known[(known["status"] == "projected") & pd.Series([key in official for key in keys])]
    return set(projected[KEY].itertuples(index=False, name=None))
