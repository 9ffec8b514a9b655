"""What version 2 calculates in another way, each by hand and with what must hold whatever the numbers."""

import numpy as np
import pytest

from scenarios.model import run
from scenarios.presets import presets
from scenarios.scenario import Scenario
from tests.support import scenario_world as world
from tests.support.scenario_runs import made

DISTRICT = "NSPD"


def test_hydrogen_in_the_dri_plant_saves_the_co2_of_the_gas_that_it_replaces(invented):
    on = {"steel_dri": 1, "steel_dri_effect": 2.0, "efficiency": 0, "yara_ccs": 0}
    gas, hydrogen = (made(invented, **on, dri_share_2030=share, dri_share_2050=share) for share in (0, 100))
    # 2.5 Mt of iron × 2.5 MWh of gas = 6.25 TWh; × 0.202 = 1.2625 Mt.
    saved = gas.value("emissions", 2040, DISTRICT) - hydrogen.value("emissions", 2040, DISTRICT)
    assert saved == pytest.approx(2.5 * 2.5 * 0.202)
    assert gas.value("gas_total", 2040) - hydrogen.value("gas_total", 2040) == pytest.approx(6.25)
    # 2.5 Mt × 55 kg = 137.5 kt; × 52 MWh = 7.15 TWh.
    assert hydrogen.value("power_electrolysis", 2040) == pytest.approx(7.15)


def test_the_electricity_of_cracking_drives_and_capture_follows_from_the_energy_balance(real):
    still = {"efficiency": 0, "output": 0, "yara_ccs": 0}
    none = run(Scenario("none", still), real)
    dow = run(Scenario("dow", {**still, "dow_hydrogen": 1, "dow_phase2": 1}), real)
    # 1.4 Mt captured × 0.2 MWh, and 0.3 Mt by drives × 1.8 MWh; 5 TWh is there already.
    assert dow.value("power_capture", 2040) == pytest.approx(0.28)
    assert dow.value("power_drives", 2040) == pytest.approx(0.54)
    assert dow.value("power_all", 2040) == pytest.approx(5 + 0.28 + 0.54)
    # Drives save 0.3 / 0.202 = 1.485 TWh of gas; capture saves none.
    assert none.value("gas_total", 2040) - dow.value("gas_total", 2040) == pytest.approx(0.3 / 0.202)
    # (20.070 − 9.557) Mt × 80 % / 0.202.
    assert none.value("gas_total", 2040) == pytest.approx(10.513 * 0.8 / 0.202, rel=1e-4)
    cracking = run(Scenario("crack", {**still, "dow_cracking": 1, "dow_cracking_start": 2036}), real)
    assert cracking.value("power_cracking", 2040) == pytest.approx(1.5 * 4.75)


def test_green_ammonia_does_not_come_before_2035_as_announced(real):
    result = run(presets()["as_announced"].scenario(), real)
    # 3.118 Mt in 2025; 0.8 stored from 2026; × 0.995^n; 0.7 by hydrogen from 2035.
    assert result.value("emissions_site", 2034, world.YARA) == pytest.approx((3.118 - 0.8) * 0.995**9)
    assert result.value("emissions_site", 2035, world.YARA) == pytest.approx((3.118 - 0.8 - 0.7) * 0.995**10)


def test_a_shifted_tonne_travels_the_same_trip_so_no_shift_to_rail_or_barge_raises_co2(invented):
    still = {"growth_2030": 0, "growth_2050": 0}
    road = made(invented, **still, road_2030=30, road_2050=30)
    rail = made(invented, **still, road_2030=20, road_2050=20, rail_2030=20, rail_2050=20)
    barge = made(invented, **still, road_2030=20, road_2050=20)
    for shifted in (rail, barge):
        assert shifted.value("tkm_total", 2040) == pytest.approx(road.value("tkm_total", 2040))
        assert shifted.value("co2_total", 2040) < road.value("co2_total", 2040)
    # 156.1876 Mt × (10 % × 300 km that went by rail already + 10 % × 100 km that went by lorry).
    assert rail.value("tkm_rail", 2040) == pytest.approx(156.1876 * (0.1 * 300 + 0.1 * 100) / 1000)
    far = made(invented, **still, rail_2030=20, road_2030=20, distance_rail=500, factor_rail=27.8)
    near = made(invented, **still, rail_2030=10, road_2030=30, distance_rail=500, factor_rail=27.8)
    assert far.value("co2_total", 2030) < near.value("co2_total", 2030), "also where trains go far and are dirty"


def test_better_filled_lorries_and_heavier_barges_emit_less_and_pass_the_locks_less_often(invented):
    still = {"growth_2030": 0, "growth_2050": 0, "road_2030": 30, "road_2050": 30, "ship_growth": 0}
    now, full = made(invented, **still), made(invented, **still, lorry_fill=80, barge_load=2000)
    # Per tonne-km 60.4 % / filling + 39.6 %: 1.151 at 80 % against 1.4027 at 60 %.
    road = full.value("co2_road", 2030) / now.value("co2_road", 2030)
    assert road == pytest.approx((0.604 / 0.8 + 0.396) / (0.604 / 0.6 + 0.396))
    assert full.value("co2_water", 2040) / now.value("co2_water", 2040) == pytest.approx((1487 / 2000) ** 0.3)
    # 8.8 % of the 50,000 ships are sea ships.
    assert full.value("passages", 2040) == pytest.approx(50_000 * (0.088 + 0.912 * 1487 / 2000))
    assert full.value("passages", 2023) == 50_000, "the base year is what was counted"
    # 3/7 of the way in 2026.
    assert full.value("barges", 2026) / now.value("barges", 2026) == pytest.approx(1487 / (1487 + 513 * 3 / 7))


def test_a_furnace_that_closes_takes_its_jobs_its_ore_its_coal_and_no_more(real):
    still = {"output": 0, "productivity": 0}
    now = run(Scenario("now", still), real)
    stop = run(Scenario("stop", {**still, "steel_stop": 1}), real)
    # Half of 8.3 Mt of ore and of 2.7 Mt of coal.
    for outcome in ("cargo_dry_bulk", "cargo_total"):
        assert now.value(outcome, 2030) - stop.value(outcome, 2030) == pytest.approx(5.5)
    assert now.value("jobs_direct", 2030) - stop.value("jobs_direct", 2030) == pytest.approx(2250)
    gone = now.value("value_direct", 2030) - stop.value("value_direct", 2030)
    assert gone == pytest.approx(7.39 * 2250 / 51_346)
    dri = run(Scenario("dri", {**still, "steel_dri": 1}), real)
    assert now.value("cargo_total", 2030) - dri.value("cargo_total", 2030) == pytest.approx(1.35), "the coal of one"


def test_households_answer_to_jobs_and_follow_the_outlook_without_a_change(real):
    usual, fewer = run(Scenario("a"), real), run(Scenario("b", {"steel_stop": 1}), real)
    ratio = fewer.value("jobs_direct", 2040) / usual.value("jobs_direct", 2040)
    expected = usual.value("households", 2040, world.GENT) * ratio**0.1
    assert fewer.value("households", 2040, world.GENT) == pytest.approx(expected)
    # 122,394 counted in 2023 over 121,547 − 807.3 in the outlook.
    level = 122_394 / (121_547 - (134_464 - 121_547) / 16)
    assert usual.value("households", 2030, world.GENT) == pytest.approx(125_531 * level)
    need = usual.frame[(usual.frame["outcome"] == "housing_need") & (usual.frame["place"] == world.GENT)]
    assert (need["mid"] >= 0).all(), "the outlook no longer starts below the count"


def test_inland_navigation_of_2023_fits_its_own_half_year(real):
    # 65.9 Mt × 31.3 / 33.4: the half year's share of seaborne cargo.
    assert run(Scenario("a"), real).value("hinterland_water", 2023) == pytest.approx(65.9 * 31.3 / 33.4, rel=1e-6)


@pytest.mark.parametrize("key", list(presets()))
def test_parts_of_energy_and_effects_are_never_below_nothing(real, key):
    frame = run(presets()[key].scenario(), real, draws=100).frame
    rows = frame[frame["outcome"].str.startswith(("power", "gas", "hydrogen", "emissions", "cargo", "jobs_"))]
    assert np.isfinite(rows["low"]).all() and (rows["low"] >= -1e-9).all()
