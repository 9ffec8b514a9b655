"""What was observed, set before the model's years, and which of those years follow an official projection."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from scenarios.cargo import KEYS
from scenarios.observed import DISTRICT, PORT, Observed
from scenarios.outcomes import outcomes
from scenarios.parameters import central

KEY = ["outcome", "place", "year"]


@lru_cache(maxsize=16)
def frame(
    observed: Observed, keys: tuple[tuple[str, str], ...], years: range, official: frozenset[str]
) -> tuple[pd.DataFrame, Any]:
    """The rows of a result before the model's numbers are in: the observed ones first, then every year of `keys`.

    keys      (outcome, place) in the order of the model's table
    official  which outcomes follow their official path, see `series_followed`
    Gives the frame (observed rows have their numbers) and the places of the model's rows in its table, in that order.
    An observed year is observed, also where the model has it too. Shared: never alter it.
    """
    past = rows(observed).drop(columns="source")
    seen = set(zip(past["outcome"], past["place"], past["year"], strict=True))
    every = [(outcome, place, year) for outcome, place in keys for year in years]
    kept = [position for position, key in enumerate(every) if key not in seen]
    paths = _official(observed, official)
    future = pd.DataFrame([every[position] for position in kept], columns=KEY)
    future["status"] = ["projected" if every[position] in paths else "scenario" for position in kept]
    found = pd.concat([past.assign(status="observed"), future], ignore_index=True)
    words = outcomes()
    found["unit"] = found["outcome"].map({key: word.unit_key for key, word in words.items()})
    found["chain"] = found["outcome"].map({key: word.chain for key, word in words.items()})
    return found, np.array(kept)


def series_followed(values: Mapping[str, float]) -> frozenset[str]:
    """Which outcomes follow an official projection in a scenario with these values."""
    found = {"households"} if values["household_more"] == 0 else set()
    return frozenset(found | ({"labour_force"} if values["labour_zeeland"] == central()["labour_zeeland"] else set()))


@lru_cache(maxsize=4)
def rows(observed: Observed) -> pd.DataFrame:
    """Every observation that is an outcome of the model: outcome, place, year, mid, source. Shared: never alter it."""
    table = _known(observed)
    return table[table["status"] == "observed"].drop(columns="status").reset_index(drop=True)


def addresses(observed: Observed) -> pd.DataFrame:
    """Where each observed or official number comes from: outcome, place, year, status, source."""
    return _known(observed).drop(columns="mid")


@lru_cache(maxsize=4)
def _known(observed: Observed) -> pd.DataFrame:
    """What others counted or projected of the model's outcomes: KEY, mid, status, source; the oldest first."""
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
    """Installations of one place together; they come from one register."""
    return rows.groupby(KEY, as_index=False).agg(value=("value", "sum"), source=("source", "first"))


def _official(observed: Observed, official: frozenset[str]) -> set[tuple[str, str, int]]:
    """The rows that a statistical office or a province projected; a line that we draw between two of them is ours."""
    known = _known(observed)
    found = known[(known["status"] == "projected") & known["outcome"].isin(official)]
    return set(found[KEY].itertuples(index=False, name=None))
