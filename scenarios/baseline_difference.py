"""How far a scenario lies from the baseline, with its band: both have the same draws (common random numbers)."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from scenarios import observed_rows
from scenarios.assumption_counts import AssumptionCount, count_assumptions
from scenarios.model import Result, bands, compute
from scenarios.observed import Observed
from scenarios.sampling import sample
from scenarios.scenario import Scenario, resolved_values
from scenarios.time_paths import LAST, column


def difference_to_baseline(
    scenario: Scenario, observed: Observed, years: Sequence[int], *, draws: int = 0, seed: int = 1
) -> pd.DataFrame:
    """The difference to the baseline: columns outcome, place, year, low, mid, high, in the unit of the outcome.

    Each draw is compared with the same draw of the baseline; the band is that of these differences. What the scenario
    sets is fixed in both: the baseline's own value of it is no uncertainty of the difference.
    Raises RefusedError for a bad change.
    """
    base = observed.base
    every_year = range(base.year, LAST + 1)
    scenario_runs, baseline_runs = (
        compute(
            sample(resolved_values(compared), draws, seed, fixed=scenario.changes, years=len(every_year)),
            base,
            column(every_year),
        )
        for compared in (scenario, Scenario("baseline"))
    )
    selected = [year for year in years if year in every_year]
    indices = [year - base.year for year in selected]
    shape = (len(every_year), draws + 1)
    rows = []
    for (outcome, place), values in scenario_runs.items():
        runs = (np.broadcast_to(values, shape) - np.broadcast_to(baseline_runs[outcome, place], shape))[indices]
        low, mid, high = bands(runs)
        rows.append(
            pd.DataFrame({"outcome": outcome, "place": place, "year": selected, "low": low, "mid": mid, "high": high})
        )
    return pd.concat(rows, ignore_index=True).dropna(subset="mid")


def beside_baseline(result: Result, observed: Observed) -> pd.DataFrame:
    """The frame of a result for a file, with the difference to the baseline and what each row rests on.

    Adds difference_low, difference, difference_high (missing before the base year), assumptions (how many change this
    outcome), own_assumptions (how many of those have no source), and source: the address of what was observed or is an
    official projection, missing for what the model calculates.
    """
    every_year = range(observed.base.year, LAST + 1)
    differences = difference_to_baseline(result.scenario, observed, every_year, draws=result.draws, seed=result.seed)
    names = {"low": "difference_low", "mid": "difference", "high": "difference_high"}
    table = result.frame.merge(differences.rename(columns=names), on=["outcome", "place", "year"], how="left")
    # What was observed is the same in both, whatever the model would have given.
    table.loc[table["status"] == "observed", list(names.values())] *= 0.0
    table = table.merge(observed_rows.addresses(observed), on=[*observed_rows.KEY, "status"], how="left")
    counts = count_assumptions(result.scenario, observed)
    # An observed value rests on no assumption, whatever the outcome rests on in later years.
    keys = zip(table["outcome"], table["place"], table["status"], strict=True)
    by_row = [
        AssumptionCount(0, 0) if status == "observed" else counts.get((outcome, place))
        for outcome, place, status in keys
    ]
    return table.assign(
        assumptions=pd.array([count.assumptions if count else None for count in by_row], "Int64"),
        own_assumptions=pd.array([count.own if count else None for count in by_row], "Int64"),
    )
