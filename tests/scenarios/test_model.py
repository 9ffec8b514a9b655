"""The scenario model: numbers that can be worked out by hand, and parts that add up."""

import numpy as np
import pandas as pd
import pytest

from scenarios.model import run, run_hindcast
from scenarios.observed import GOODS, SIX
from scenarios.parameters import parameters
from scenarios.presets import presets
from scenarios.scenario import RefusedError, Scenario
from scenarios.time_paths import check_sum
from tests.support import scenario_world as world
from tests.support.scenario_runs import made

PORT, DISTRICT = "NSP", "NSPD"


def test_cargo_grows_by_goods_type_in_two_periods(invented):
    result = made(invented, growth_2030=2, growth_2050=1, extra_containers=1)
    # 50 Mt × 1.02^7 in 2030; containers 5 Mt × 1.03^7; then 1 % and 2 % a year.
    assert result.value("cargo_dry_bulk", 2030) == pytest.approx(50 * 1.02**7)
    assert result.value("cargo_containers", 2040) == pytest.approx(5 * 1.03**7 * 1.02**10)
    assert result.value("cargo_total", 2030) == pytest.approx(95 * 1.02**7 + 5 * 1.03**7)


def test_hinterland_by_mode_to_lorries_and_co2(invented):
    result = made(
        invented, growth_2030=0, hinterland_ratio=1.5, road_2030=20, rail_2030=15, cleaner_road=1, transhipment_2030=2
    )
    # 100 Mt × 1.5 = 150 Mt; by road 20 % = 30 Mt; by barge 100 − 20 − 15 − 2 = 63 % = 94.5 Mt.
    assert result.value("hinterland_road", 2030) == pytest.approx(30)
    assert result.value("hinterland_water", 2030) == pytest.approx(94.5)
    # Half way between 2023 (30 %) and 2030 (20 %) lies 3.5 years on: in 2025 2/7 of the way.
    assert result.value("share_road", 2025) == pytest.approx(30 - 10 * 2 / 7)
    # 30 Mt × 100 km = 3 billion tonne-km; × 78.8 g × 0.99^7 = 220.3 kt.
    assert result.value("tkm_road", 2030) == pytest.approx(3)
    assert result.value("co2_road", 2030) == pytest.approx(3 * 78.8 * 0.99**7)
    # 30 million t / (29.2 t × 60 %) / 250 days = 6,849 lorries a working day.
    assert result.value("lorries", 2030) == pytest.approx(30e6 / 17.52 / 250)
    # Ships grow 1.5 % a year, so barges are fewer for the same cargo.
    assert result.value("barges", 2030) == pytest.approx(94.5e6 / 1487 / 365 * 0.985**7)
    assert result.value("trains", 2030) == pytest.approx(22.5e6 / 1000 / 365)


def test_lock_passages_follow_cargo_and_are_held_against_the_forecast(invented):
    still = made(
        invented, growth_2030=0, growth_2050=0, road_2030=30, road_2050=30, ship_growth=1, seine_passages=13000
    )
    # 50,000 ships × 0.99^17, and 13,000 more in 2040; half of the invented forecast of 100,000 is far off.
    assert still.value("passages", 2040) == pytest.approx(50_000 * 0.99**17 + 13_000)
    assert still.value("passages", 2028) == pytest.approx(50_000 * 0.99**5 + 1_000)
    assert still.value("passages_of_forecast", 2040) == pytest.approx(still.value("passages", 2040) - 100_000)


def test_jobs_follow_cargo_and_land_and_productivity_makes_them_fewer(invented):
    result = made(invented, growth_2030=1, cargo_weight=40, land_growth=0.5, productivity=1, multiplier_jobs=1.2)
    activity = 0.4 * 1.01**7 + 0.6 * 1.005**7
    assert result.value("jobs_direct", 2030) == pytest.approx(1000 * activity / 1.01**7)
    assert result.value("jobs_total", 2030) == pytest.approx(2.2 * 1000 * activity / 1.01**7)
    assert result.value("value_direct", 2030) == pytest.approx(10 * activity)


def test_emissions_fall_and_are_cut_by_measures_at_most_to_nothing(invented):
    result = made(
        invented, efficiency=1, output=0, yara_ccs=0, steel_dri=1, steel_dri_start=2030, delay=2, dri_share_2050=0
    )
    # Steel: 6 Mt in 2020; × 0.99^12 in 2032, when the measure takes 3 of each 6 Mt.
    assert result.value("emissions_site", 2023, world.STEEL) == pytest.approx(6 * 0.99**3)
    assert result.value("emissions_site", 2031, world.STEEL) == pytest.approx(6 * 0.99**11)
    assert result.value("emissions_site", 2032, world.STEEL) == pytest.approx((6 - 3) * 0.99**12)
    growing = made(invented, efficiency=0, output=1, yara_ccs=1, yara_ccs_effect=0.8)
    assert growing.value("emissions_site", 2030, world.YARA) == pytest.approx((4 - 0.8) * 1.01**10)
    both = made(
        invented,
        steel_dri=1,
        steel_dri_effect=3.9,
        steel_closure=1,
        steel_closure_effect=4.5,
        efficiency=0,
        dri_share_2050=0,
    )
    # 3.9 + 4.5 − 6 Mt would be avoided of emissions that are not there.
    assert both.value("emissions_clipped", 2045, DISTRICT) == pytest.approx(2.4)
    assert both.value("emissions_site", 2045, world.STEEL) == pytest.approx(0, abs=1e-12)
    assert both.value("emissions", 2045, world.GENT) == pytest.approx(0, abs=1e-12)
    slow = made(invented, yara_ccs=1, yara_ccs_start=2026, yara_ccs_effect=0.8, ramp=4, efficiency=0, delay=9)
    # Built already: the delay does not move it. A quarter in the first year, all of it in the fourth.
    assert slow.value("emissions_site", 2026, world.YARA) == pytest.approx(4 - 0.2)
    assert slow.value("emissions_site", 2029, world.YARA) == pytest.approx(4 - 0.8)


def test_hydrogen_and_electricity_of_the_measures(invented):
    result = made(invented, steel_dri=1, dri_share_2030=40, dri_share_2050=100, yara_hydrogen=1, yara_ccs=0)
    # Iron 2.5 Mt × 70 % × 55 kg = 96.25 kt in 2040; Yara 0.7 Mt × 0.995^20 / 9 = 70.4 kt.
    hydrogen = 2.5 * 0.7 * 55 + 0.7 * 0.995**20 / 9 * 1000
    assert result.value("hydrogen", 2040) == pytest.approx(hydrogen)
    assert result.value("electrolysers", 2040) == pytest.approx(hydrogen / 100)
    assert result.value("power_total", 2040) == pytest.approx(hydrogen / 1000 * 52 + 2.5 * 0.6)


def test_households_follow_the_outlook_and_what_was_never_counted_stays_missing(invented):
    result = made(invented, household_after=0.5, household_zeeland=0.8)
    assert result.value("households", 2030, world.GENT) == pytest.approx(1070)
    assert result.value("households", 2035, world.GENT) == pytest.approx(1120)
    assert result.value("households", 2042, world.GENT) == pytest.approx(1170 * 1.005**2)
    assert result.value("households", 2026, world.TERNEUZEN) == pytest.approx(500 * 1.008**2)
    # (1070 − 1000) / 0.97 + 0.2 % × 1000 / 0.97 × 7 years.
    assert result.value("housing_need", 2030, world.GENT) == pytest.approx((70 + 14) / 0.97)
    rows = result.frame[result.frame["outcome"].isin(["households", "housing_need"])]
    assert set(rows["place"]) == {world.GENT, world.TERNEUZEN}
    assert not ((rows["place"] == world.TERNEUZEN) & (rows["year"] < 2024)).any()


def test_labour_supply_is_held_against_jobs(invented):
    result = made(invented, productivity=1, growth_2030=0, land_growth=0, working_age=0)
    zeeland = 235_000 - 20_000 * 11 / 21
    assert result.value("labour_force", 2030, "NL34") == pytest.approx(zeeland)
    assert result.value("labour_force", 2030, world.GENT) == pytest.approx(200_000 * 0.755)
    base = 235_000 - 20_000 * 4 / 21 + 151_000
    index = 100 * (zeeland + 151_000) / base
    assert result.value("labour_balance", 2030) == pytest.approx(100 / 1.01**7 - index)


def test_only_what_others_projected_is_called_projected_and_not_our_line_between(invented):
    frame = made(invented).frame
    labour = frame[(frame["outcome"] == "labour_force") & (frame["place"] == "NL34")].set_index("year")["status"]
    assert labour[2019] == "observed" and labour[2030] == "scenario" and labour[2040] == "projected"
    homes = frame[(frame["outcome"] == "households") & (frame["place"] == world.GENT)].set_index("year")["status"]
    assert homes[2030] == "projected" and homes[2031] == "scenario"
    own = made(invented, labour_zeeland=220_000, household_more=0.1).frame
    assert "projected" not in set(own["status"])


def test_parts_add_up_in_every_preset_and_every_draw_is_checked(real):
    for preset in presets().values():
        wide = run(preset.scenario(), real).frame.pivot_table(index="year", columns=["outcome", "place"], values="mid")
        wide = wide[wide.index > 2025]
        goods = sum(wide[f"cargo_{g.replace(' ', '_').replace('-', '')}", PORT] for g in GOODS)
        modes = sum(wide[f"hinterland_{m}", PORT] for m in ("road", "rail", "water", "transhipment"))
        pd.testing.assert_series_equal(goods, wide["cargo_total", PORT], check_names=False)
        pd.testing.assert_series_equal(modes, wide["hinterland_total", PORT], check_names=False)
        places = sum(wide["emissions", place] for place in SIX)
        pd.testing.assert_series_equal(places, wide["emissions", DISTRICT], check_names=False)
        sites = wide["emissions_site"].fillna(0).sum(axis=1)
        pd.testing.assert_series_equal(sites, wide["emissions", DISTRICT], check_names=False)
        assert (wide["emissions_site"].fillna(0) >= -1e-9).all().all()
    with pytest.raises(ArithmeticError, match="modes: the parts miss the total by 1"):
        check_sum([np.array([1.0]), np.array([2.0])], np.array([4.0]), "modes")


def test_the_baseline_starts_from_what_was_observed(real):
    base = real.base
    result = run(presets()["baseline"].scenario(), real)
    assert result.value("cargo_total", 2023) == pytest.approx(65.9)
    assert result.value("passages", 2023) == 56_000
    # No outcome of the base year depends on what a scenario chooses for later.
    fresh = run(Scenario("chosen", presets()["accelerated"].changes), real)
    for outcome in ("hinterland_road", "lorries", "jobs_direct", "jobs_total", "value_total", "co2_total"):
        assert fresh.value(outcome, 2023) == pytest.approx(result.value(outcome, 2023))
    assert result.value("jobs_direct", 2023) == base.jobs == 51_346
    assert result.value("jobs_total", 2023) == pytest.approx(105_912, abs=0.5)
    assert result.value("value_total", 2023) == pytest.approx(12.73, abs=0.005)
    assert result.value("emissions", 2025, DISTRICT) == pytest.approx(20.070)
    assert set(result.frame["status"]) == {"observed", "projected", "scenario"}


@pytest.mark.parametrize(
    ("parameter", "outcome", "place", "up"),
    [
        ("growth_2030", "cargo_total", PORT, True),
        ("growth_2050", "co2_total", PORT, True),
        ("road_2050", "lorries", PORT, True),
        ("road_2050", "barges", PORT, False),
        ("productivity", "jobs_direct", PORT, False),
        ("efficiency", "emissions", DISTRICT, False),
        ("delay", "emissions", DISTRICT, True),
        ("steel_dri_effect", "emissions", DISTRICT, False),
        ("ship_growth", "passages", PORT, False),
        ("household_more", "housing_need", world.GENT, True),
        ("electrolysis_power", "power_total", PORT, True),
    ],
)
def test_more_of_a_cause_never_gives_less_of_its_effect(real, parameter, outcome, place, up):
    span = parameters()[parameter]
    steps = np.linspace(span.low, span.high, 6)
    if span.kind != "number" or parameter == "delay":
        steps = np.unique(steps.round())
    changes = {"steel_dri": 1, "yara_hydrogen": 1, "steel_dri_start": 2035}
    found = [run(Scenario("s", {**changes, parameter: float(x)}), real).value(outcome, 2042, place) for x in steps]
    assert (np.diff(found) * (1 if up else -1) >= -1e-9).all()
    assert found[0] != found[-1]


def test_the_hindcast_shows_its_errors(real):
    table = run_hindcast(real).set_index(["outcome", "year"])
    assert table.loc[("cargo_total", 2020), "error_pct"] > 10, "a model cannot know a corona year"
    inland = table.loc["hinterland_water"]
    assert set(inland.index) == {2019, 2020, 2021, 2022, 2024, 2025}
    assert inland["error_pct"][:4].abs().max() < 2
    # 60.0 Mt observed in 2019; ratio of 2018: 58.0 / 70.3 per point of share.
    assert table.loc[("hinterland_water", 2019), "observed"] == 60
    assert set(table["driver"]) == {"none", "cargo"}
    with pytest.raises(ValueError, match="was not observed in 2020"):
        run_hindcast(real, start=2020)


def test_a_run_refuses_what_the_check_refuses(invented):
    refusal = r"road_2030: refused\.outside, value 90; allowed\.range, low 10, high 45, unit %"
    with pytest.raises(RefusedError, match=refusal):
        made(invented, road_2030=90)
