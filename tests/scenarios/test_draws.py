"""Draws: what is set is fixed, the rest has its value in the middle, and two pairs are drawn together."""

import numpy as np
import pytest

from scenarios.model import run
from scenarios.parameters import central, parameters
from scenarios.presets import presets
from scenarios.sampling import CORRELATED, around_median, sample
from scenarios.scenario import Scenario

EXTRAS = [key for key in central() if key.startswith("extra_")]
SHOWN = ["cargo_total", "barges", "jobs_total", "emissions"]


def ranks(values):
    return values.argsort().argsort()


def test_half_of_the_draws_lie_on_each_side_of_the_value_however_lopsided_the_range():
    # A quarter: 10 + 2 × √0.5; three quarters: 20 − 8 × √0.5. The middle is the value itself.
    drawn = around_median(np.array([0.0, 0.25, 0.5, 0.75, 1.0]), 10.0, 12.0, 20.0)
    assert drawn == pytest.approx([10, 10 + 2 * 0.5**0.5, 12, 20 - 8 * 0.5**0.5, 20])


def test_the_middle_of_the_draws_of_every_assumption_is_its_value():
    values = sample(central(), draws=1001, seed=5)
    for key, parameter in parameters().items():
        assert np.median(values[key][1:]) == pytest.approx(parameter.value, abs=1e-9), key
        assert parameter.low <= values[key].min() and values[key].max() <= parameter.high, key


def test_what_is_set_is_fixed_and_years_keep_two_years_of_play():
    chosen = {"growth_2030": 2.0, "steel_dri": 1, "steel_dri_start": 2034, "delay": 5}
    values = sample(central() | chosen, draws=500, seed=1, fixed=chosen)
    assert set(values["growth_2030"]) == {2.0}
    assert set(values["steel_dri_start"]) == {2032, 2033, 2034, 2035, 2036}
    assert set(values["delay"]) == {3, 4, 5, 6, 7}
    assert len(set(values["growth_2050"])) == 501, "what is not set is drawn"
    assert set(sample(central(), draws=500, seed=1)["delay"]) == {0}, "without a delay there is none to draw"


def test_a_set_growth_has_its_own_line_in_the_middle_of_its_band(real):
    """At 2 % a year cargo of 2050 is 65.9 × 1.02^27 = 112.5 Mt, and half of the draws lie on each side."""
    result = run(
        Scenario("two", {"growth_2030": 2.0, "growth_2050": 2.0, **dict.fromkeys(EXTRAS, 0.0)}), real, draws=1000
    )
    frame = result.frame
    cargo = frame[(frame["outcome"] == "cargo_total") & (frame["year"] == 2050)].iloc[0]
    assert cargo["mid"] == pytest.approx(65.9 * 1.02**27)
    # The band is the swing of a year only: e^(±1.2816 × 7 %).
    assert cargo["low"] == pytest.approx(cargo["mid"] * np.exp(-0.0897), rel=0.005)
    assert cargo["high"] == pytest.approx(cargo["mid"] * np.exp(0.0897), rel=0.005)


@pytest.mark.parametrize("key", list(presets()))
def test_no_middle_line_lies_at_an_end_of_its_band(real, key):
    frame = run(presets()[key].scenario(), real, draws=300).frame
    # One installation jumps in the year of its measure, within two years of play: there the line is at an end.
    frame = frame[(frame["year"] > 2030) & frame["outcome"].isin(SHOWN) & frame["place"].isin(["NSP", "NSPD"])]
    span = frame["high"] - frame["low"]
    place = ((frame["mid"] - frame["low"]) / span)[span > 1e-9]
    assert place.between(0.05, 0.95).all(), frame.loc[place.index][~place.between(0.05, 0.95)]


def test_two_pairs_are_drawn_together_as_stated():
    values = sample(central(), draws=4000, seed=3)
    for key, (other, stated) in CORRELATED.items():
        found = np.corrcoef(ranks(values[key][1:]), ranks(values[other][1:]))[0, 1]
        assert found == pytest.approx(stated, abs=0.03), key
    apart = np.corrcoef(ranks(values["growth_2030"][1:]), ranks(values["electrolysis"][1:]))[0, 1]
    assert abs(apart) < 0.05


def test_the_second_of_two_measures_never_starts_before_the_first_in_any_draw():
    on = {"dow_hydrogen": 1, "dow_phase2": 1, "dow_hydrogen_start": 2030, "dow_phase2_start": 2030}
    values = sample(central() | on, draws=500, seed=1, fixed=on)
    assert (values["dow_phase2_start"] >= values["dow_hydrogen_start"]).all()


def test_a_year_swings_around_its_line_and_neither_the_first_year_nor_the_middle_line_does():
    swing = sample(central(), draws=1000, seed=1, years=5)["swing_cargo"]
    assert swing.shape == (5, 1001) and (swing[0] == 1).all() and (swing[:, 0] == 1).all()
    assert np.median(swing[3, 1:]) == pytest.approx(1, abs=0.001)
    assert np.log(swing[3, 1:]).std() == pytest.approx(0.07, abs=0.001)
