"""How far a scenario lies from the baseline, with its band: both meet the same luck, so the difference is not noise."""

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

    Each draw is compared with the same draw of the baseline; the band is that of these differences.
    Raises Refused for a bad change.
    """
    base = observed.base
    every = range(base.year, LAST + 1)
    ours, before = (
        compute(sample(resolved_values(one), draws, seed), base, column(every))
        for one in (scenario, Scenario("baseline"))
    )
    wanted = [year for year in years if year in every]
    places = [year - base.year for year in wanted]
    shape = (len(every), draws + 1)
    rows = []
    for (outcome, place), values in ours.items():
        off = (np.broadcast_to(values, shape) - np.broadcast_to(before[outcome, place], shape))[places]
        low, mid, high = bands(off)
        rows.append(
            pd.DataFrame({"outcome": outcome, "place": place, "year": wanted, "low": low, "mid": mid, "high": high})
        )
    return pd.concat(rows, ignore_index=True).dropna(subset="mid")


def beside_baseline(result: Result, observed: Observed) -> pd.DataFrame:
    """The frame of a result for a file: with how far each row lies from the baseline, and what stands behind it.

    Adds difference_low, difference, difference_high (missing before the base year), assumptions (how many move this
    outcome), own_assumptions (how many of those have no source), and source: the address of what was observed or is an
    official projection, missing for what the model itself reckons.
    """
    every = range(observed.base.year, LAST + 1)
    away = difference_to_baseline(result.scenario, observed, every, draws=result.draws, seed=result.seed)
    names = {"low": "difference_low", "mid": "difference", "high": "difference_high"}
    table = result.frame.merge(away.rename(columns=names), on=["outcome", "place", "year"], how="left")
    table = table.merge(observed_rows.addresses(observed), on=[*observed_rows.KEY, "status"], how="left")
    counted = count_assumptions(result.scenario, observed)
    # What was counted rests on no assumption, whatever its outcome rests on later.
    keys = zip(table["outcome"], table["place"], table["status"], strict=True)
    known = [
        AssumptionCount(0, 0) if status == "observed" else counted.get((outcome, place))
        for outcome, place, status in keys
    ]
    return table.assign(
        assumptions=pd.array([one.assumptions if one else None for one in known], "Int64"),
        own_assumptions=pd.array([one.own if one else None for one in known], "Int64"),
    )
