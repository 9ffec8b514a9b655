"""Observations for the tests of the model: invented ones that can be checked by head, and our own."""

import pytest

from scenarios.observed import Observed
from tests.support import scenario_world as world


@pytest.fixture(scope="module")
def invented() -> Observed:
    return world.observed()


@pytest.fixture(scope="module")
def real() -> Observed:
    return world.real()
