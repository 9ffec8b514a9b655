"""What stands behind a number: how many assumptions move it, and how many of those have no source."""

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
    """How many assumptions move an outcome in any year, each alone over its range, and how many are our own."""

    assumptions: int
    own: int


def count_assumptions(scenario: Scenario, observed: Observed) -> Mapping[tuple[str, str], AssumptionCount]:
    """For each (outcome, place) of a scenario; what is switched off does not count. Raises Refused for a bad change."""
    every, values = one_at_a_time(resolved_values(scenario))
    own = np.array([own_assumption(parameter) for parameter in every])
    years = range(observed.base.year, LAST + 1)
    found = {}
    for key, runs in compute(values, observed.base, column(years)).items():
        # A year without a figure has none in any run, and so moves nothing.
        table = np.nan_to_num(np.broadcast_to(runs, (len(years), 2 * len(every) + 1)))
        reach = np.abs(table[:, 2::2] - table[:, 1::2]).max(axis=0)
        moved = reach > 1e-9 * max(1.0, float(np.abs(table).max()))
        found[key] = AssumptionCount(int(moved.sum()), int((moved & own).sum()))
    return found
