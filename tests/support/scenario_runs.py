"""Runs of the model for its tests."""

from scenarios.model import run
from scenarios.observed import Observed
from scenarios.scenario import Scenario


def made(observed: Observed, **changes: float):
    """The run of a scenario with these changes."""
    return run(Scenario("test", changes), observed)
