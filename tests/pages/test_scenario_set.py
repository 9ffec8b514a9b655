"""The scenarios of a visit: changes, undo, names, and what a link or a file brings back."""

import pytest

from pages.scenarios import model_runs, scenario_set, toolbar
from pages.scenarios.scenario_set import MOST, History, ScenarioSet
from scenarios import serialization
from scenarios.parameters import parameters
from scenarios.presets import presets
from scenarios.scenario import Scenario
from tests.support.scenario_sets import DUTCH, ENGLISH, scenarios_of


def test_a_change_is_undone_and_done_again():
    start = History(scenarios_of())
    changed, refused = start.current.change({"growth_2030": 1.5})
    assert refused == [] and changed.active_scenario.changes["growth_2030"] == 1.5
    after = start.to(changed)
    assert after.undo().current == start.current and after.undo().redo().current == changed
    assert start.undo() == start and after.redo() == after, "nothing to undo is no step"


def test_a_new_step_forgets_what_was_undone():
    start = History(scenarios_of())
    one = start.to(start.current.change({"growth_2030": 1.5})[0]).undo()
    other = one.to(one.current.change({"growth_2030": -0.5})[0])
    assert other.future == () and len(other.past) == 1


def test_to_look_at_another_scenario_is_no_step_to_undo():
    start = History(scenarios_of())
    assert start.to(start.current.choose(1)).past == ()


@pytest.mark.parametrize("value", [99.0, float("nan"), float("inf"), "much", None, True])
def test_a_refused_value_leaves_the_scenarios_as_they_are_and_says_field_reason_and_what_is_allowed(value):
    before = scenarios_of()
    after, refused = before.change({"growth_2030": value})
    assert after == before and [one.field for one in refused] == ["growth_2030"]
    for t in (DUTCH, ENGLISH):
        told = model_runs.describe_refusal(refused[0], t)
        assert parameters()["growth_2030"].label[t.language] in told and "-1" in told and "2" in told


def test_an_assumption_that_does_not_exist_is_refused_by_name():
    after, refused = scenarios_of().change({"growth_2130": 1.0})
    assert after == scenarios_of() and refused[0].field == "growth_2130"


def test_a_value_set_back_to_the_baseline_is_no_change_any_more():
    began = ScenarioSet((Scenario("mine", {"growth_2030": 1.5}),))
    assert began.change({"growth_2030": parameters()["growth_2030"].value})[0].active_scenario.changes == {}


def test_reset_goes_back_to_where_the_scenario_began_and_not_to_the_baseline():
    began = scenarios_of("delayed")
    other = began.change({"delay": 9})[0].reset("delay")[0]
    assert (
        other.active_scenario.changes["delay"] == presets()["delayed"].changes["delay"] != parameters()["delay"].value
    )


def test_no_more_than_four_scenarios_and_no_fewer_than_one():
    full = scenarios_of("as_announced", "delayed", "accelerated", "strong_trade")
    assert len(full.scenarios) == MOST and full.add(Scenario("fifth")) == full
    one = scenarios_of("delayed")
    assert one.remove(0) == one
    assert full.choose(3).remove(1).active_scenario == full.scenarios[3], "the active one stays active"


def test_a_scenario_without_a_name_is_called_after_its_preset_in_the_readers_language():
    scenario = scenario_set.from_preset("accelerated")
    assert model_runs.scenario_title(scenario, DUTCH) == presets()["accelerated"].name["nl"]
    assert model_runs.scenario_title(scenario, ENGLISH) == presets()["accelerated"].name["en"]
    adjusted = scenarios_of("accelerated").change({"growth_2030": 2.0})[0].active_scenario
    assert model_runs.scenario_title(adjusted, ENGLISH) == f"{presets()['accelerated'].name['en']}, adjusted"


def test_a_name_stays_on_one_line_and_short():
    named = scenarios_of().rename("  A\n\tname \x00 " + "x" * 200).active_scenario.name
    assert named.startswith("A name x") and len(named) <= 80 and named.isprintable()


@pytest.mark.parametrize("key", list(presets()))
def test_a_preset_travels_by_link_and_by_file_and_is_the_same_on_arrival(key):
    scenario = scenario_set.from_preset(key)
    version = model_runs.data_version()
    link = serialization.decode(serialization.encode(scenario_set.with_default_name(scenario), version), version)
    named = scenario_set.with_preset_reasons(scenario_set.with_default_name(scenario, "en"))
    file = serialization.from_yaml(serialization.to_yaml(named, version), version)
    assert file.scenario.name == presets()[key].name["en"], "an English reader's file holds no Dutch name"
    assert (link.faults, link.messages, file.faults, file.messages) == ([], [], [], [])
    assert scenario_set.without_default_name(link.scenario) == scenario
    opened_file = scenario_set.without_default_name(file.scenario)
    assert opened_file.changes == scenario.changes and opened_file.name == ""
    assert dict(opened_file.reasons) == dict(presets()[key].reasons)


def test_what_a_file_only_repeats_of_the_baseline_is_no_difference():
    came = serialization.from_yaml("scenario: Mijn\nchanges: {growth_2030: 0.6, road_2030: 20}")
    assert scenario_set.without_default_name(came.scenario).changes == {"road_2030": 20}


def test_no_two_scenarios_of_a_set_have_one_name():
    start = scenario_set.from_preset("baseline")
    second = toolbar.unique_name(start, [start], ENGLISH)
    assert (start.name, second.name) == ("", "Baseline (2)")
    # The first is called "Baseline, adjusted" by now; the new one would be too as soon as it is adjusted.
    adjusted = ScenarioSet((start,)).change({"growth_2030": 1.5})[0].active_scenario
    assert toolbar.unique_name(start, [adjusted, second], ENGLISH).name == "Baseline (3)"
    assert toolbar.unique_name(start, [scenario_set.from_preset("delayed")], ENGLISH) == start
    long = Scenario("x" * 80)
    assert toolbar.unique_name(long, [long], ENGLISH).name == "x" * 76 + " (2)"


def test_whoever_sets_another_value_does_not_keep_the_reason_of_the_old_one():
    kept = scenario_set.with_preset_reasons(scenarios_of("delayed").active_scenario).reasons
    changed = scenario_set.with_preset_reasons(scenarios_of("delayed").change({"delay": 9})[0].active_scenario).reasons
    assert "delay" in kept and "delay" not in changed
