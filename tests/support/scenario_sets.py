"""Scenario sets of presets, and the translators that the tests of the studio read with."""

from i18n.translator import Words
from pages.scenarios import scenario_set
from pages.scenarios.scenario_set import ScenarioSet

DUTCH, ENGLISH = Words("nl"), Words("en")


def scenarios_of(*presets_of):
    """A set with these presets; without any, the first two that a visit begins with."""
    return ScenarioSet(tuple(scenario_set.from_preset(key) for key in presets_of or ("as_announced", "delayed")))
