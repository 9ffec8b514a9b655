"""What was observed, set before the model's years, and which of those years follow an official projection."""

from collections.abc import Mapping

import pandas as pd

from scenarios.cargo import KEYS
from scenarios.observed import DISTRICT, PORT, PROVINCE, Observed
from scenarios.outcomes import outcomes
from scenarios.parameters import central
from scenarios.people import OUTLOOK_ENDS


def joined(frame: pd.DataFrame, observed: Observed, values: Mapping[str, float]) -> pd.DataFrame:
    """The model's rows with the observed ones: an observed year is observed, also where the model has it too."""
    past = rows(observed)
    words = outcomes()
    past = past.assign(
        low=past["mid"],
        high=past["mid"],
        unit=past["outcome"].map(lambda key: words[key].unit_key),
        chain=past["outcome"].map(lambda key: words[key].chain),
        status="observed",
    )
    key = ["outcome", "area", "year"]
    seen = pd.MultiIndex.from_frame(past[key])
    future = frame[~pd.MultiIndex.from_frame(frame[key]).isin(seen)]
    future = future.assign(status=_status(future, observed, values))
    return pd.concat([past, future]).sort_values(key, kind="stable").reset_index(drop=True)


def rows(observed: Observed) -> pd.DataFrame:
    """Every observation that is an outcome of the model: outcome, area, year, mid."""
    cargo = observed["cargo"].assign(area=PORT, outcome=lambda t: "cargo_" + t["goods"].map({**KEYS, "total": "total"}))
    inland = observed["inland"].assign(area=PORT, outcome="hinterland_water")
    locks = observed["locks"].query("status == 'observed'").assign(area=PORT, outcome="passages")
    split = observed["split"].query("mode != 'transhipment'").assign(area=PORT, outcome=lambda t: "share_" + t["mode"])
    economy = observed["economy"].assign(area=PORT)
    emissions = observed["emissions"].assign(value=lambda t: t["value"] / 1e6)
    sites = emissions.groupby(["site", "year"], as_index=False)["value"].sum()
    sites = sites.rename(columns={"site": "area"}).assign(outcome="emissions_site")
    areas = emissions.groupby(["area", "year"], as_index=False)["value"].sum().assign(outcome="emissions")
    district = emissions.groupby("year", as_index=False)["value"].sum().assign(outcome="emissions", area=DISTRICT)
    homes = observed["households"].query("status == 'observed'").assign(outcome="households")
    labour = observed["labour"].query("status == 'observed'").assign(outcome="labour_force")
    every = [cargo, inland, split, locks, economy, sites, areas, district, homes, labour]
    columns = ["outcome", "area", "year", "value"]
    return pd.concat([table[columns] for table in every], ignore_index=True).rename(columns={"value": "mid"})


def _status(future: pd.DataFrame, observed: Observed, values: Mapping[str, float]) -> pd.Series:
    """Projected where an official path is followed unchanged, else scenario."""
    official = pd.Series(False, index=future.index)
    if values["household_more"] == 0:
        outlook = observed["households"].query("status == 'projected'")[["area", "year"]]
        here = pd.MultiIndex.from_frame(future[["area", "year"]]).isin(pd.MultiIndex.from_frame(outlook))
        official |= (future["outcome"] == "households") & here
    if values["labour_zeeland"] == central()["labour_zeeland"]:
        zeeland = (future["outcome"] == "labour_force") & (future["area"] == PROVINCE)
        official |= zeeland & (future["year"] <= OUTLOOK_ENDS)
    return official.map({True: "projected", False: "scenario"})
