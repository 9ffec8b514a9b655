"""What an outcome rests on: how many assumptions change it, and how many of those have no source."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from scenarios.model import compute
from scenarios.observed import Observed
from scenarios.parameters import own_assumption
from scenarios.sampling import one_at_a_time
from scenarios.scenario import Scenario, resolved_values
from scenarios.time_paths import LAST, column


class AssumptionCount(NamedTuple):
    """How many assumptions change an outcome in any year, each varied alone over its range; how many are our own."""

    assumptions: int
    own: int


def count_assumptions(scenario: Scenario, observed: Observed) -> Mapping[tuple[str, str], AssumptionCount]:
    """The counts per (outcome, place); what is switched off does not count. Raises RefusedError for a bad change."""
    every, values = one_at_a_time(resolved_values(scenario))
    own = np.array([own_assumption(parameter) for parameter in every])
    years = range(observed.base.year, LAST + 1)
    counts = {}
    for key, runs in compute(values, observed.base, column(years)).items():
        # A year without a value has none in any run: no assumption changes it.
        table = np.nan_to_num(np.broadcast_to(runs, (len(years), 2 * len(every) + 1)))
        reach = np.abs(table[:, 2::2] - table[:, 1::2]).max(axis=0)
        changed = reach > 1e-9 * max(1.0, float(np.abs(table).max()))
        counts[key] = AssumptionCount(int(changed.sum()), int((changed & own).sum()))
    return counts
