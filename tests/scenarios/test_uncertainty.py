"""Bands, draws and targets of the model, and which assumptions move an outcome."""

import numpy as np
import pandas as pd
import pytest

from scenarios.assumption_counts import count_assumptions
from scenarios.model import bands, compute, run, tornado
from scenarios.presets import presets
from scenarios.sampling import sample
from scenarios.scenario import Scenario, resolved_values
from scenarios.time_paths import column
from tests.support import scenario_world as world
from tests.support.scenario_runs import made


def test_bands_contain_the_middle_and_the_same_seed_gives_the_same_numbers(real):
    scenario = presets()["as_announced"].scenario()
    first, again = run(scenario, real, draws=300), run(scenario, real, draws=300)
    pd.testing.assert_frame_equal(first.frame, again.frame)
    assert (first.frame["low"] <= first.frame["mid"]).all() and (first.frame["mid"] <= first.frame["high"]).all()
    assert not first.frame["high"].equals(run(scenario, real, draws=300, seed=2).frame["high"])
    alone = run(scenario, real)
    pd.testing.assert_series_equal(first.frame["mid"], alone.frame["mid"])
    pd.testing.assert_series_equal(alone.frame["low"], alone.frame["mid"], check_names=False)


def test_a_band_holds_eighty_of_a_hundred_draws_and_always_the_middle():
    draws = np.random.default_rng(1).permutation(101).astype(float)
    low, mid, high = bands(np.array([[50, *draws], [95, *draws]]))
    assert low.tolist() == [10, 10] and mid.tolist() == [50, 95] and high.tolist() == [90, 95]


def test_two_scenarios_have_the_same_draws(real):
    """Two scenarios that differ in one choice have the same draws: what the choice does not touch is identical."""
    low_road = run(Scenario("a", {"road_2050": 15}), real, draws=200).frame
    baseline = run(Scenario("b"), real, draws=200).frame
    untouched = ["cargo_total", "jobs_total", "emissions"]
    pd.testing.assert_frame_equal(
        low_road[low_road["outcome"].isin(untouched)], baseline[baseline["outcome"].isin(untouched)]
    )


def test_a_tornado_names_the_assumption_that_moves_an_outcome_most(invented):
    table = tornado(Scenario("s", {"yara_ccs": 0}), invented, "trains", 2030)
    by_name = table.set_index("parameter")
    mid = table["mid"].iloc[0]
    assert by_name.loc["rail_2030", "high"] == pytest.approx(mid * 2.5)
    assert by_name.loc["train_load", "low"] == pytest.approx(mid * 1000 / 600)
    assert table["parameter"].iloc[0] == "rail_2030"
    assert "productivity" not in set(table["parameter"])
    with pytest.raises(KeyError, match="no trains for NSP in 2051"):
        tornado(Scenario("s"), invented, "trains", 2051)


def test_targets_are_met_or_missed_by_how_much_and_when(invented):
    changes = {"steel_dri": 1, "steel_dri_start": 2032, "efficiency": 0, "dri_share_2050": 0}
    targets = made(invented, **changes).targets.set_index("target")
    steel = targets.loc["steel_2030"]
    # 6 Mt in 2030 against 4: missed by 2; 3 Mt from 2032, so reached then.
    assert not steel["met"] and steel["gap"] == pytest.approx(2) and steel["reached_in"] == 2032
    assert pd.isna(targets.loc["neutral_2050", "reached_in"])


def test_touching_a_target_once_is_not_reaching_it(invented):
    """Output grows back over the target after the measure: met in its year, never for good."""
    targets = made(invented, steel_dri=1, steel_dri_start=2030, output=1, efficiency=0, dri_share_2050=0).targets
    steel = targets.set_index("target").loc["steel_2030"]
    # (6 − 3) × 1.01^10 = 3.31 in 2030, but (6 − 3) × 1.01^30 = 4.04 in 2050.
    assert steel["met"] and steel["gap"] == pytest.approx(3 * 1.01**10 - 4) and pd.isna(steel["reached_in"])


def test_a_target_that_the_middle_line_meets_is_met_in_so_many_draws(invented):
    changes = {"steel_dri": 1, "steel_dri_start": 2030, "efficiency": 0, "dri_share_2050": 0}
    result = run(Scenario("test", changes), invented, draws=400)
    steel, neutral = (result.targets.set_index("target").loc[key] for key in ("steel_2030", "neutral_2050"))
    # 6 − 3 = 3 Mt meets 4 Mt, but output may grow, the start may slip and the plan may give 2 Mt only.
    drawn = sample(resolved_values(result.scenario), 400, 1, fixed=changes, years=28)
    runs = compute(drawn, invented.base, column(range(2023, 2051)))["emissions_site", world.STEEL]
    assert steel["met"] and steel["draws_met"] == pytest.approx(100 * (runs[7, 1:] <= 4.005).mean())
    assert 50 < steel["draws_met"] < 100 and neutral["draws_met"] == 0
    assert made(invented, **changes).targets["draws_met"].isna().all(), "without draws nobody can say"


def test_behind_a_number_stand_the_assumptions_that_move_it_and_no_others(invented):
    off = count_assumptions(Scenario("test", {"yara_ccs": 0}), invented)
    # Terneuzen: growth in Zeeland (from a source) and above the outlook (our own); dry bulk: two periods and its own.
    # And what moves jobs: seven of cargo growth, three of jobs, and the four plants that take jobs (DRI has a source).
    assert off["households", world.TERNEUZEN] == (16, 14)
    # And three plants that take ore and coal.
    assert off["cargo_dry_bulk", "NSP"] == (6, 5)
    # Yara: output and efficiency of all industry (our own), and its two switches.
    assert off["emissions_site", world.YARA] == (4, 2)
    on = count_assumptions(Scenario("test", {"yara_ccs": 1}), invented)
    # On: its start, its effect and the ramp count too; it stands already, so no delay moves it.
    assert on["emissions_site", world.YARA] == (7, 3)
