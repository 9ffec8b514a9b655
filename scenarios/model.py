"""Running the model: a scenario and what was observed in, a frame of outcomes and the check of the targets out.

One run is one column of numbers; the central run, the draws for the bands and the runs of a tornado are computed
together. Nothing here reads a file or knows the page.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from scenarios import cargo, demography, economy, industry, observed_rows, targets
from scenarios.hindcast import run_hindcast
from scenarios.observed import PORT, Base, Observed
from scenarios.sampling import one_at_a_time, sample
from scenarios.scenario import Scenario, resolved_values
from scenarios.time_paths import LAST, Numbers, Outcomes, column
from scenarios.versions import VERSION

# The band holds this part of the draws: from the 10th to the 90th of a hundred.
BAND = (0.10, 0.90)
__all__ = ["VERSION", "Result", "compute", "run", "run_hindcast", "tornado"]
COLUMNS = ["outcome", "place", "year", "low", "mid", "high", "unit", "status", "chain"]


@dataclass(frozen=True)
class Result:
    """What a scenario gives.

    frame    COLUMNS: one row an outcome, place and year; status observed, projected (an official path) or scenario;
             unit is a key of parameters/units.yaml; without draws low and high are mid
    targets  outcome, place, target, name_nl, name_en, year, value, reached (the model's value then), met, gap (reached
             minus target), reached_in (first year that meets it, or missing), draws_met (in how many of 100 draws it is
             met in its year; missing without draws), compare, why_nl, why_en, source, unit
    """

    scenario: Scenario
    frame: pd.DataFrame = field(repr=False)
    targets: pd.DataFrame = field(repr=False)
    draws: int = 0
    seed: int = 1

    def value(self, outcome: str, year: int, place: str = PORT) -> float:
        """The central value. Raises KeyError where the model has none."""
        row = self.frame[
            (self.frame["outcome"] == outcome) & (self.frame["place"] == place) & (self.frame["year"] == year)
        ]
        if row.empty:
            raise KeyError(f"no {outcome} for {place} in {year}")
        return float(row["mid"].iloc[0])


def run(scenario: Scenario, observed: Observed, *, draws: int = 0, seed: int = 1) -> Result:
    """The scenario from the base year to 2050, with bands of `draws` draws. Raises Refused for a bad change.

    Same scenario, observations, draws and seed: same numbers.
    """
    values = resolved_values(scenario)
    base = observed.base
    years = range(base.year, LAST + 1)
    found = compute(sample(values, draws, seed), base, column(years))
    frame = _framed(found, observed, years, observed_rows.series_followed(values))
    return Result(scenario, frame, targets.evaluate(frame, observed, found), draws, seed)


def compute(v: Mapping[str, Numbers], base: Base, years: Numbers) -> Outcomes:
    """All chains for parameters `v` (a row a parameter): (outcome, place) to years by runs.

    Raises ArithmeticError where parts do not add up to their whole.
    """
    found = cargo.run(v, base, years)
    found |= economy.run(v, base, years, found["cargo_total", PORT])
    found |= industry.run(v, base, years)
    return found | demography.run(v, base, years, found["jobs_direct", PORT])


def tornado(scenario: Scenario, observed: Observed, outcome: str, year: int, place: str = PORT) -> pd.DataFrame:
    """How far each assumption alone moves one outcome: columns parameter, low, high, mid; the widest first.

    low and high are the outcome with that parameter at its low and high value, all else as in the scenario.
    Parameters that do not move it are left out. Raises KeyError where the model has no such outcome.
    """
    base = observed.base
    every, v = one_at_a_time(resolved_values(scenario))
    found = compute(v, base, column(range(base.year, LAST + 1)))
    if (outcome, place) not in found or not base.year <= year <= LAST:
        raise KeyError(f"no {outcome} for {place} in {year}")
    row = np.broadcast_to(found[outcome, place], (LAST - base.year + 1, 2 * len(every) + 1))[year - base.year]
    table = pd.DataFrame({"parameter": [p.key for p in every], "low": row[1::2], "high": row[2::2], "mid": row[0]})
    reach = (table["high"] - table["low"]).abs()
    table = table[reach > 1e-9 * max(1.0, abs(float(row[0])))]
    return table.loc[reach[table.index].sort_values(ascending=False, kind="stable").index].reset_index(drop=True)


def _framed(found: Outcomes, observed: Observed, years: range, official: frozenset[str]) -> pd.DataFrame:
    """Central values and bands as rows, after what was observed; what is missing has no row."""
    # One outcome at a time: its runs stay in the processor's cache, where a table of all of them would not.
    low, mid, high = (np.stack(part) for part in zip(*map(bands, found.values()), strict=True))
    frame, places = observed_rows.frame(observed, tuple(found), years, official)
    past = frame["mid"].to_numpy()[: len(frame) - len(places)]
    numbers = {
        name: np.concatenate([past, table.ravel()[places]])
        for name, table in (("low", low), ("mid", mid), ("high", high))
    }
    frame = frame.assign(**numbers)[COLUMNS]
    return frame[frame["mid"].notna().to_numpy()].reset_index(drop=True)


def bands(runs: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Low, mid and high of runs along the last axis: mid is the first run, the band holds BAND of the others.

    The band is widened where the central run lies outside it; without draws it is the central run.
    """
    mid = runs[..., 0]
    last = runs.shape[-1] - 2
    if last < 0:
        return mid, mid, mid
    # Sorting uses the wide registers of the processor; picking two places at once takes four times as long.
    draws = np.sort(runs[..., 1:], axis=-1)
    low, high = (draws[..., round(part * last)] for part in BAND)
    return np.minimum(low, mid), mid, np.maximum(high, mid)
