"""The model tried on the past: started in an earlier year, driven by what was observed since, held against the rest.

The drivers are seaborne cargo and the modal split as they were observed; every parameter is the baseline's. Cargo
itself and emissions have no driver: there the model stands alone, and a year such as 2020 shows what it cannot know.
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
    """COLUMNS: one row an outcome and year after `start` that was observed; the error in % of what was observed.

    driver  "none" (the model alone) or "cargo" (cargo and modal split as observed)
    Raises ValueError where the cargo of `start` was not observed by goods type.
    """
    base, seen = (
        observed.base_of(start),
        observed_rows.rows(observed).set_index(["outcome", "place", "year"])["mid"].sort_index(),
    )
    span = range(start, until + 1)
    years = column(span)
    v = {key: np.array([value]) for key, value in central().items()}
    sea = _observed(seen, "cargo_total", span)
    share = _observed(seen, "share_water", span)
    # Hinterland cargo per tonne of seaborne cargo, as it could be worked out in the first year.
    ratio = seen["hinterland_water", PORT, start] / share[0] / sea[0]
    inland = sea * ratio * share
    work = economy.run(v, replace(base, jobs=1.0, value_added=1.0), years, sea)["jobs_total", PORT]
    locks = cargo.passages(v, base, years, sea, inland)
    modelled = {
        ("cargo_total", PORT, "none"): cargo.run(v, base, years)["cargo_total", PORT],
        ("hinterland_water", PORT, "cargo"): inland,
        ("passages", PORT, "cargo"): locks,
        ("jobs_total", PORT, "cargo"): seen.get(("jobs_total", PORT, start), np.nan) * work / work[0],
        ("emissions", DISTRICT, "none"): industry.run(v, base, years)["emissions", DISTRICT],
    }
    table = [
        (outcome, place, year, driver, float(path[position, 0]), float(seen[outcome, place, year]))
        for (outcome, place, driver), path in modelled.items()
        for position, year in enumerate(span)
        if year > start and (outcome, place, year) in seen.index and np.isfinite(path[position, 0])
    ]
    found = pd.DataFrame(table, columns=COLUMNS[:-1])
    return found.assign(error_pct=100 * (found["model"] / found["observed"] - 1))


def _observed(seen: pd.Series, outcome: str, span: range) -> Numbers:
    """An observed path over these years: straight between the years that were counted, level after the last."""
    known = seen[outcome, PORT]
    return column([float(np.interp(year, known.index, known)) for year in span])
