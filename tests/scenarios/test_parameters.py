"""The assumptions: each has texts, a range, and a source in our tables or the mark of an own assumption."""

import re

import numpy as np
import pytest

from i18n.translator import Words
from loaders.card import GEODATA
from pages.scenarios.model_runs import write_message
from scenarios import documentation
from scenarios.industry import measures
from scenarios.model import compute
from scenarios.outcomes import outcomes
from scenarios.parameters import DECIDED, central, own_assumption, parameters
from scenarios.presets import ORDER, presets
from scenarios.sampling import one_at_a_time
from scenarios.scenario import Scenario, check, resolved_values
from scenarios.time_paths import column
from scenarios.versions import VERSION, baseline
from tests.support.opening import ROOT

DUTCH, ENGLISH = Words("nl"), Words("en")
COLLECTED = ROOT.parent / "shared/data/figures/scenario_parameters.csv"


def test_every_parameter_has_words_a_range_and_an_owner():
    assert len(parameters()) > 60
    assert 0 < sum(p.main for p in parameters().values()) <= 8
    for key, parameter in parameters().items():
        assert parameter.low < parameter.high, key
        assert parameter.step > 0 and parameter.decided in DECIDED, key
        for words in (parameter.label, parameter.unit, parameter.note):
            assert set(words) == {"nl", "en"} and all(words.values()), key
        assert own_assumption(parameter) == (parameter.decided == "own"), key
        if parameter.reference:
            assert parameter.reference.address.startswith("https://"), key
            assert set(parameter.reference.text) == {"nl", "en"}, key
        # A value that a page rounds must still be the value: typed in again it may not change the scenario much.
        assert abs(round(parameter.value, parameter.decimals) - parameter.value) < 1e-3, key


def test_every_reference_is_in_our_tables_or_the_collected_ones():
    ours = "".join(path.read_text("utf-8") for path in GEODATA.rglob("*.csv"))
    if not COLLECTED.exists():
        pytest.skip("the collected figures are not here")
    known = ours + COLLECTED.read_text("utf-8")
    addresses = {p.reference.address for p in parameters().values() if p.reference}
    assert len(addresses) >= 10
    assert [address for address in addresses if address not in known] == []


def test_values_that_come_from_our_data_are_those_of_our_data(real):
    value = {key: parameter.value for key, parameter in parameters().items()}
    inland, cargo = real["inland"].set_index("year")["value"], real["cargo"].query("goods == 'total'").set_index("year")
    split = real["split"].query("year == 2022").set_index("mode")["value"]
    # The first half of 2023: 31.3 Mt inland at 60 %, 33.4 Mt seaborne. All of 2024 and 2019 are the limits.
    assert value["hinterland_ratio"] == pytest.approx(31.3 / 0.60 / 33.4, abs=1e-6)
    ratio = parameters()["hinterland_ratio"]
    assert ratio.high == pytest.approx(inland[2024] / split["water"] * 100 / cargo["value"][2024], abs=1e-3)
    assert ratio.low == pytest.approx(inland[2019] / 0.58 / cargo["value"][2019], abs=1e-3)
    assert [value["road_2030"], value["rail_2050"], value["transhipment_2030"]] == [split["road"], split["rail"], 2]
    economy = real["economy"].query("year == 2022").set_index("outcome")["value"]
    assert value["multiplier_jobs"] == pytest.approx(economy["jobs_indirect"] / economy["jobs_direct"], abs=1e-6)
    assert value["multiplier_value"] == pytest.approx(economy["value_indirect"] / economy["value_direct"], abs=1e-6)
    assert value["labour_zeeland"] == real["labour"].query("year == 2040")["value"].iloc[0]
    assert value["participation"] == pytest.approx(100 * 133_920 / 177_409, abs=0.05)
    assert value["barge_load"] == pytest.approx(21.8e6 / 14_656, abs=0.5)
    # An average of 2014, nine years cleaner in 2023.
    for mode, factor in (("road", 90.3), ("water", 38.6), ("rail", 11.3)):
        assert value[f"factor_{mode}"] == pytest.approx(factor * (1 - value[f"cleaner_{mode}"] / 100) ** 9, abs=0.06)
    # A lorry at half load: (e + 0.5 (1 − e)) / 0.5 = 96.1 / 59.9 of a full one a tonne-km.
    assert value["lorry_empty"] == pytest.approx(100 * (96.1 / 59.9 - 1), abs=0.05)
    assert value["lorry_max"] == pytest.approx(3500 / 120, abs=0.05)
    assert (value["steel_ore"], 2 * value["steel_stop_jobs"]) == (8.3, 4500)
    assert value["lock_sea"] == pytest.approx(100 * 2 * 2847 / 65_000, abs=0.05)


def test_measures_are_at_sites_that_were_measured(real):
    sites = {site for site, *_ in real.base.sites}
    for key, measure in measures().items():
        assert measure.site in sites, key
        assert {key, f"{key}_start", f"{key}_effect"} <= set(parameters()), key


def test_the_page_of_assumptions_names_every_parameter_and_outcome_where_it_counts():
    formulas = [formula for chain in documentation.chains().values() for formula in chain.formulas]
    assert {key for formula in formulas for key in formula.uses} == set(parameters())
    assert {key for formula in formulas for key in formula.results} == set(outcomes())
    for chain in documentation.chains().values():
        for words in (chain.title, chain.base, chain.limits):
            assert set(words) == {"nl", "en"} and all(words.values())
    for formula in formulas:
        for key in formula.uses:
            # `distance_m` stands for every mode, `extra_g` for every goods type, effect and start for every measure.
            stem = key.split("_")[0] + "_"
            named = re.search(rf"\b{key}\b", formula.formula) or re.search(rf"\b{stem}[gm]\b", formula.formula)
            generic = key.removesuffix("_start").removesuffix("_effect") in measures()
            shares = key.rsplit("_", 1)[0] in formula.formula
            assert named or generic or shares, f"{key} is not in: {formula.formula}"


def test_every_parameter_moves_an_outcome_that_its_formula_gives(real):
    """The page says where a parameter is used: it must be true of the numbers."""
    switches = dict.fromkeys(measures(), 1.0) | {"dri_share_2050": 50.0, "road_2050": 20.0}
    switches |= {"lorry_fill": 70.0, "barge_load": 1600.0, "growth_2030": 1.0}
    moved = dict[str, set[str]]()
    for off in ("steel_stop", "steel_dri"):
        on = Scenario("on", {key: value for key, value in switches.items() if key != off} | {off: 0.0})
        every, values = one_at_a_time(resolved_values(on))
        found = compute(values, real.base, column(range(2023, 2051)))
        for place, parameter in enumerate(every):
            low, high = 2 * place + 1, 2 * place + 2
            wide = {key: np.broadcast_to(runs, (28, 2 * len(every) + 1)) for key, runs in found.items()}
            moved.setdefault(parameter.key, set()).update(
                outcome for (outcome, _), runs in wide.items() if np.nanmax(abs(runs[:, low] - runs[:, high])) > 1e-9
            )
    for key, by in moved.items():
        gives = {outcome for formula in documentation.where_used(key) for outcome in formula.results}
        assert by & gives, f"{key} moves {by}, its formulas give {gives}"


def test_the_table_of_assumptions_marks_what_has_no_source():
    table = documentation.table("nl", {"growth_2030": 1.5}).set_index("parameter")
    assert table.loc["growth_2030", ["value", "baseline"]].tolist() == [1.5, 0.6]
    assert table.loc["train_load", "decided"] == "eigen aanname" and table.loc["train_load", "reference"] == ""
    assert table.loc["steel_ore", "decided"] == "uit de bron" and "CE Delft" in table.loc["factor_road", "reference"]
    assert (table["used_in"] != "").all()


def test_presets_have_a_story_and_a_reason_for_every_change():
    assert tuple(presets()) == ORDER and not presets()["baseline"].changes
    for key, preset in presets().items():
        assert set(preset.name) == set(preset.story) == {"nl", "en"}
        assert set(preset.reasons) == set(preset.changes), key
        assert all(why["nl"] and why["en"] for why in preset.reasons.values()), key
        # A change to the value of the baseline would be listed as a difference that is none.
        values = resolved_values(preset.scenario())
        assert {name for name in values if values[name] != central()[name]} == set(preset.changes), key


def test_the_kept_baseline_of_this_version_is_the_baseline():
    """A changed value or range needs a new VERSION, or old links would change silently."""
    now = {key: (p.value, p.low, p.high) for key, p in parameters().items()}
    assert baseline(VERSION) == now


@pytest.mark.parametrize(
    ("changes", "field", "reason", "allowed"),
    [
        ({"growth_2030": 9}, "growth_2030", "9 lies outside", "-1 to 2 % a year"),
        ({"growth_2030": "fast"}, "growth_2030", "'fast' is not a number", "-1 to 2 % a year"),
        ({"growth_2030": float("nan")}, "growth_2030", "not a finite number", "-1 to 2 % a year"),
        ({"growth_2030": float("inf")}, "growth_2030", "not a finite number", "-1 to 2 % a year"),
        ({"growth_2030": True}, "growth_2030", "'True' is not a number", "-1 to 2 % a year"),
        ({"growth_2030": None}, "growth_2030", "'None' is not a number", "-1 to 2 % a year"),
        ({"growth_2030": [1]}, "growth_2030", "'[1]' is not a number", "-1 to 2 % a year"),
        ({"steel_dri_start": 2031.5}, "steel_dri_start", "2031.5 is not whole", "2026 to 2050"),
        ({"steel_dri_start": 1999}, "steel_dri_start", "1999 lies outside", "2026 to 2050"),
        ({"steel_dri": 0.5}, "steel_dri", "0.5 is not whole", "0 (off) or 1 (on)"),
        ({"grwoth_2030": 1}, "grwoth_2030", "there is no such parameter", "perhaps growth_2030"),
        ({5: 1}, "5", "there is no such parameter", "a name from the page of assumptions"),
    ],
)
def test_a_bad_value_is_refused_with_field_reason_and_what_is_allowed(changes, field, reason, allowed):
    (refusal,) = check(changes)
    texts = write_message(refusal.reason, ENGLISH), write_message(refusal.allowed, ENGLISH)
    assert (refusal.field, *texts) == (field, reason, allowed)
    assert write_message(refusal.reason, DUTCH) and write_message(refusal.allowed, DUTCH)


def test_years_out_of_order_are_refused_and_no_shares_can_pass_a_hundred():
    on = {"dow_hydrogen": 1, "dow_phase2": 1, "dow_hydrogen_start": 2035}
    (refusal,) = check({**on, "dow_phase2_start": 2034})
    assert refusal.field == "dow_phase2_start" and write_message(refusal.allowed, ENGLISH) == "2035 or later"
    assert check({**on, "dow_phase2_start": 2035}) == []
    (excluded,) = check({"steel_dri": 1, "steel_stop": 1})
    assert excluded.field == "steel_stop" and write_message(excluded.allowed, ENGLISH) == "one of the two"
    assert check({**on, "dow_phase2": 0, "dow_phase2_start": 2034}) == [], "what is off is in nobody's way"
    for year in (2030, 2050):
        most = sum(parameters()[key].high for key in (f"road_{year}", f"rail_{year}", "transhipment_2030"))
        assert most <= 100, "barges carry the rest, which may not be below nothing"


def test_the_dutch_of_a_range_has_dutch_decimals():
    (refusal,) = check({"ship_growth": 4})
    assert write_message(refusal.allowed, DUTCH) == "0 tot 3,5 % per jaar"


def test_every_bad_value_is_named_not_only_the_first():
    assert [refusal.field for refusal in check({"growth_2030": 9, "no": 1, "road_2030": "x"})] == [
        "growth_2030",
        "no",
        "road_2030",
    ]
    assert check([1])[0].field == "changes"
    assert check({}) == [] and check({"growth_2030": 2}) == []
