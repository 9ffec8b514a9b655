"""How far a scenario lies from the baseline: the same draws for both, so what is not changed has no difference."""

import numpy as np
import pytest

from loaders import model_inputs
from scenarios.baseline_difference import beside_baseline, difference_to_baseline
from scenarios.model import run
from scenarios.observed import Observed
from scenarios.scenario import RefusedError, Scenario

YEARS = (2030, 2050)


@pytest.fixture(scope="module")
def observed():
    return Observed.of(model_inputs.observed())


def of(table, outcome):
    return table[table["outcome"] == outcome].set_index(["place", "year"])


def test_the_baseline_does_not_differ_from_itself_in_any_draw(observed):
    table = difference_to_baseline(Scenario("same"), observed, YEARS, draws=50)
    assert len(table) and not table[["low", "mid", "high"]].to_numpy().any()


def test_what_a_change_does_not_touch_does_not_differ_and_what_it_does_is_the_difference_of_two_runs(observed):
    road = Scenario("less by road", {"road_2030": 20, "road_2050": 20})
    table = difference_to_baseline(road, observed, YEARS, draws=50)
    assert not of(table, "cargo_total")[["low", "mid", "high"]].to_numpy().any()
    off = of(table, "lorries").loc[("NSP", 2050)]
    expected = run(road, observed).value("lorries", 2050) - run(Scenario("base"), observed).value("lorries", 2050)
    assert off["mid"] == pytest.approx(expected)
    assert off["low"] <= off["mid"] <= off["high"] < 0, "less by road is fewer lorries in every draw"


def test_the_band_of_a_difference_is_narrower_than_the_bands_of_both(observed):
    road = Scenario("less by road", {"road_2030": 20, "road_2050": 20})
    off = of(difference_to_baseline(road, observed, YEARS, draws=200), "lorries").loc[("NSP", 2050)]
    frame = run(road, observed, draws=200).frame
    row = frame[(frame["outcome"] == "lorries") & (frame["year"] == 2050)].iloc[0]
    assert off["high"] - off["low"] < row["high"] - row["low"]


def test_same_seed_same_numbers_and_a_refused_change_is_refused(observed):
    change = Scenario("x", {"growth_2030": 1.0})
    first, second = (difference_to_baseline(change, observed, YEARS, draws=20) for _ in range(2))
    assert np.array_equal(first["low"], second["low"])
    with pytest.raises(RefusedError):
        difference_to_baseline(Scenario("x", {"growth_2030": 99.0}), observed, YEARS)


def test_in_a_file_what_was_counted_has_its_address_and_rests_on_no_assumption(observed):
    table = beside_baseline(run(Scenario("base"), observed), observed).set_index(["outcome", "place", "year"])
    counted, ahead = (table.loc[("cargo_total", "NSP", year)] for year in (2022, 2030))
    assert counted["status"] == "observed" and counted["source"].startswith("https://")
    assert (counted["assumptions"], counted["own_assumptions"]) == (0, 0)
    assert ahead["assumptions"] > ahead["own_assumptions"] > 0 and not isinstance(ahead["source"], str)
