"""The hindcast: the model started in an earlier year and compared with what was observed since.

Its drivers are seaborne cargo and the modal split as observed; every parameter is the baseline's. Cargo itself and
emissions have no driver: there the model runs alone, and a year such as 2020 shows what it cannot know.
"""

from dataclasses import replace

import numpy as np
import pandas as pd

from scenarios import cargo, economy, industry, observed_rows
from scenarios.observed import DISTRICT, PORT, Observed
from scenarios.parameters import central
from scenarios.time_paths import Numbers, column

COLUMNS = ["outcome", "place", "year", "driver", "model", "observed", "error_pct"]


def run_hindcast(observed: Observed, start: int = 2018, until: int = 2023) -> pd.DataFrame:
    """COLUMNS: one row per outcome and year after `start` that was observed; the error in % of what was observed.

    driver  "none" (the model alone) or "cargo" (cargo and modal split as observed)
    Raises ValueError where the cargo of `start` was not observed by goods type.
    """
    base = observed.base_of(start)
    known = observed_rows.rows(observed).set_index(["outcome", "place", "year"])["mid"].sort_index()
    span = range(start, until + 1)
    years = column(span)
    params = {key: np.array([value]) for key, value in central().items()}
    sea = _observed(known, "cargo_total", span)
    share = _observed(known, "share_water", span)
    # Hinterland cargo per tonne of seaborne cargo, calculated from the observations of the first year.
    ratio = known["hinterland_water", PORT, start] / share[0] / sea[0]
    inland = sea * ratio * share
    work = economy.run(params, replace(base, jobs=1.0, value_added=1.0), years, sea)["jobs_total", PORT]
    locks = cargo.passages(params, base, years, sea, inland)
    modelled = {
        ("cargo_total", PORT, "none"): cargo.run(params, base, years)["cargo_total", PORT],
        ("hinterland_water", PORT, "cargo"): inland,
        ("passages", PORT, "cargo"): locks,
        ("jobs_total", PORT, "cargo"): known.get(("jobs_total", PORT, start), np.nan) * work / work[0],
        ("emissions", DISTRICT, "none"): industry.run(params, base, years)["emissions", DISTRICT],
    }
    table = [
        (outcome, place, year, driver, float(path[index, 0]), float(known[outcome, place, year]))
        for (outcome, place, driver), path in modelled.items()
        for index, year in enumerate(span)
        if year > start and (outcome, place, year) in known.index and np.isfinite(path[index, 0])
    ]
    rows = pd.DataFrame(table, columns=COLUMNS[:-1])
    return rows.assign(error_pct=100 * (rows["model"] / rows["observed"] - 1))


def _observed(known: pd.Series, outcome: str, span: range) -> Numbers:
    """An observed path as a column over these years: linear between observed years, level after the last."""
    path = known[outcome, PORT]
    return column([float(np.interp(year, path.index, path)) for year in span])
