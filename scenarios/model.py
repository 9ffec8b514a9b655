"""Running the model: from a scenario and observations to a frame of outcomes and the targets that they meet.

One run is one column of numbers; the central run, the draws for the bands and the runs of a tornado chart are computed
together. Nothing here reads a file or depends on the page.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from scenarios import cargo, demography, economy, industry, observed_rows, plants, targets
from scenarios.bands import bands
from scenarios.hindcast import run_hindcast
from scenarios.observed import PORT, Base, Observed
from scenarios.parameters import central
from scenarios.sampling import one_at_a_time, sample
from scenarios.scenario import Scenario, resolved_values
from scenarios.time_paths import LAST, Numbers, Outcomes, column
from scenarios.versions import VERSION

__all__ = ["VERSION", "Result", "bands", "compute", "run", "run_hindcast", "tornado"]
COLUMNS = ["outcome", "place", "year", "low", "mid", "high", "unit", "status", "chain"]


@dataclass(frozen=True)
class Result:
    """The outcomes of a scenario and its targets.

    frame    COLUMNS: one row per outcome, place and year; status observed, projected (an official path) or scenario;
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
    """The scenario from the base year to 2050, with bands of `draws` draws. Raises RefusedError for a bad change.

    Same scenario, observations, draws and seed: same numbers.
    """
    values = resolved_values(scenario)
    base = observed.base
    years = range(base.year, LAST + 1)
    samples = sample(values, draws, seed, fixed=scenario.changes, years=len(years))
    outcomes = compute(samples, base, column(years))
    frame = _to_frame(outcomes, observed, years, observed_rows.series_followed(outcomes, observed))
    return Result(scenario, frame, targets.evaluate(frame, observed, outcomes), draws, seed)


def compute(params: Mapping[str, Numbers], base: Base, years: Numbers) -> Outcomes:
    """The outcomes of all chains by (outcome, place), each with a row per year and a column per run.

    params  by key: one value per run
    Raises ArithmeticError where parts do not add up to their total.
    """
    operation = industry.operation(params, base, years)
    lost = plants.lost(params, operation)
    seaborne = cargo.seaborne(params, base, years)
    outcomes = cargo.run(params, base, years, seaborne, lost.dry_bulk)
    # Jobs of plants are in `lost`: they do not follow the ore and coal of these plants too.
    trend = seaborne["cargo_total", PORT]
    outcomes |= economy.run(params, base, years, trend * params.get("swing_cargo", np.ones(1)), lost.jobs)
    outcomes |= industry.run(params, base, years, operation)
    # Households follow lasting changes of jobs, not the swing of a year.
    lasting = economy.direct_jobs(params, base, years, trend, lost.jobs)
    usual = lasting / _usual_jobs(base, years)
    return outcomes | demography.run(params, base, years, outcomes["jobs_direct", PORT], usual)


def _usual_jobs(base: Base, years: Numbers) -> Numbers:
    """The direct jobs of the baseline, one column."""
    params = {key: np.array([value]) for key, value in central().items()}
    return economy.direct_jobs(params, base, years, cargo.seaborne(params, base, years)["cargo_total", PORT])


def tornado(scenario: Scenario, observed: Observed, outcome: str, year: int, place: str = PORT) -> pd.DataFrame:
    """How much each assumption alone changes one outcome: columns parameter, low, high, mid; the widest first.

    low and high are the outcome with that parameter at its low and high value, all else as in the scenario.
    Parameters that do not change it are left out. Raises KeyError where the model has no such outcome.
    """
    base = observed.base
    every, params = one_at_a_time(resolved_values(scenario))
    outcomes = compute(params, base, column(range(base.year, LAST + 1)))
    if (outcome, place) not in outcomes or not base.year <= year <= LAST:
        raise KeyError(f"no {outcome} for {place} in {year}")
    row = np.broadcast_to(outcomes[outcome, place], (LAST - base.year + 1, 2 * len(every) + 1))[year - base.year]
    table = pd.DataFrame({"parameter": [p.key for p in every], "low": row[1::2], "high": row[2::2], "mid": row[0]})
    reach = (table["high"] - table["low"]).abs()
    table = table[reach > 1e-9 * max(1.0, abs(float(row[0])))]
    return table.loc[reach[table.index].sort_values(ascending=False, kind="stable").index].reset_index(drop=True)


def _to_frame(
    outcomes: Outcomes, observed: Observed, years: range, official: frozenset[tuple[str, str]]
) -> pd.DataFrame:
    """Central values and bands as rows, after the observed rows; a missing value has no row."""
    # One outcome at a time: its runs fit in the processor's cache, a table of all outcomes does not.
    low, mid, high = (np.stack(part) for part in zip(*map(bands, outcomes.values()), strict=True))
    frame, indices = observed_rows.frame(observed, tuple(outcomes), years, official)
    past = frame["mid"].to_numpy()[: len(frame) - len(indices)]
    numbers = {
        name: np.concatenate([past, table.ravel()[indices]])
        for name, table in (("low", low), ("mid", mid), ("high", high))
    }
    frame = frame.assign(**numbers)[COLUMNS]
    return frame[frame["mid"].notna().to_numpy()].reset_index(drop=True)
