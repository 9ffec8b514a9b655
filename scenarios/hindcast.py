"""The hindcast: the model started in an earlier year and compared with what was observed since, with its bands.

Its drivers are seaborne cargo and the modal split as observed; every parameter is the baseline's. Cargo itself and
emissions have no driver: there the model runs alone, and a year such as 2020 shows what it cannot know.
"""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from scenarios import cargo, economy, industry, observed_rows
from scenarios.bands import bands
from scenarios.observed import DISTRICT, PORT, Base, Observed
from scenarios.parameters import central
from scenarios.sampling import sample
from scenarios.time_paths import Numbers, Outcomes, column

COLUMNS = ["outcome", "place", "year", "driver", "model", "low", "high", "observed", "error_pct", "inside"]
DRAWS, SEED = 1000, 1
# What each outcome is given: nothing, or cargo and modal split as observed.
DRIVERS = {
    "cargo_total": "none",
    "hinterland_water": "cargo",
    "passages": "cargo",
    "jobs_total": "cargo",
    "emissions": "none",
}


def run_hindcast(observed: Observed, start: int = 2018, until: int = 2025) -> pd.DataFrame:
    """COLUMNS: one row per outcome and year after `start` that was observed; the error in % of what was observed.

    driver  "none" (the model alone) or "cargo" (cargo and modal split as observed)
    low, high, inside  the band of 80 of 100 draws, and whether the observed value lies in it
    Raises ValueError where the cargo of `start` was not observed by goods type.
    """
    base = observed.base_of(start)
    known = observed_rows.rows(observed).set_index(["outcome", "place", "year"])["mid"].sort_index()
    span = range(start, until + 1)
    params = sample(central(), DRAWS, SEED, years=len(span))
    table = []
    for (outcome, place), runs in _modelled(params, base, known, span).items():
        low, middle, high = bands(np.broadcast_to(runs, (len(span), DRAWS + 1)))
        for index, year in enumerate(span):
            if year > start and (outcome, place, year) in known.index and np.isfinite(middle[index]):
                seen = float(known[outcome, place, year])
                model, edges = float(middle[index]), (float(low[index]), float(high[index]))
                error = 100 * (model / seen - 1)
                inside = edges[0] <= seen <= edges[1]
                table.append((outcome, place, year, DRIVERS[outcome], model, *edges, seen, error, inside))
    return pd.DataFrame(table, columns=COLUMNS)


def coverage(table: pd.DataFrame) -> pd.DataFrame:
    """Per outcome of a hindcast its observed years, and how many lie in the band: columns years, inside."""
    counted = table.groupby("outcome", sort=False)["inside"].agg(["size", "sum"])
    return counted.rename(columns={"size": "years", "sum": "inside"}).astype(int)


def _modelled(params: Mapping[str, Numbers], base: Base, known: pd.Series, span: range) -> Outcomes:
    """The model's runs of every outcome of DRIVERS, from the start on."""
    years = column(span)
    sea = _observed(known, "cargo_total", span)
    share = _observed(known, "share_water", span)
    # Hinterland cargo per tonne of seaborne cargo, calculated from the observations of the first year; in the draws as
    # uncertain as that of the model.
    ratio = known["hinterland_water", PORT, span[0]] / share[0] / sea[0]
    inland = sea * share * ratio * params["hinterland_ratio"] / params["hinterland_ratio"][0]
    plants = industry.operation(params, base, years)
    work = economy.run(params, replace(base, jobs=1.0, value_added=1.0), years, sea)["jobs_total", PORT]
    return {
        ("cargo_total", PORT): cargo.run(params, base, years, cargo.seaborne(params, base, years))["cargo_total", PORT],
        ("hinterland_water", PORT): inland,
        ("passages", PORT): cargo.passages(params, base, years, sea, inland),
        ("jobs_total", PORT): known.get(("jobs_total", PORT, span[0]), np.nan) * work / work[0],
        ("emissions", DISTRICT): industry.run(params, base, years, plants)["emissions", DISTRICT],
    }


def _observed(known: pd.Series, outcome: str, span: range) -> Numbers:
    """An observed path as a column over these years: linear between observed years, level after the last."""
    path = known[outcome, PORT]
    return column([float(np.interp(year, path.index, path)) for year in span])
