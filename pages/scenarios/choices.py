"""The choices of the studio in an address: the scenarios, and which outcome, place, year and chain. No Streamlit."""

from collections.abc import Callable
from functools import wraps

from briefings.exhibit import Exhibit
from i18n.translator import Words
from pages.scenarios.model_runs import place_names, places_by_outcome, scenario_title
from pages.scenarios.scenario_link import ACTIVE, KEY, read_link
from pages.scenarios.scenario_set import ScenarioSet, default_scenarios
from scenarios import documentation
from scenarios.outcomes import Outcome, outcomes
from shell.exhibits import Builder, builder
from shell.exhibits.choices import Choice, Choices

PAGE = "scenarios"
# The years that an outcome is compared in.
YEARS = ("2030", "2035", "2040", "2045", "2050")
# Builds an exhibit of scenarios. The page passes those of the visit: with long notes they do not fit into an address.
ScenarioBuilder = Callable[[ScenarioSet, Choices, Words], Exhibit]


def scenario_builder(build: ScenarioBuilder) -> ScenarioBuilder:
    """Note in the exhibit which datasets were read to build it, as `shell.exhibits.builder` does."""

    @wraps(build)
    def build_and_note(scenarios: ScenarioSet, choices: Choices, t: Words) -> Exhibit:
        return builder(lambda choices, t: build(scenarios, choices, t))(choices, t)

    return build_and_note


def from_address(build: ScenarioBuilder) -> Builder:
    """The builder that reads the scenarios from the address too."""

    @builder
    def read_and_build(choices: Choices, t: Words) -> Exhibit:
        return build(chosen_scenarios(choices, t), choices, t)

    return read_and_build


def chosen_scenarios(choices: Choices, t: Words) -> ScenarioSet:
    """The scenarios in an address with the active one; those of a new visit where it holds none.

    Raises ChoiceError for a link that cannot be read, and for an active scenario that it does not have.
    """
    link = choices.get(KEY)
    scenarios = read_link(link) if link else default_scenarios()
    numbers = {str(number): scenario_title(one, t) for number, one in enumerate(scenarios.scenarios, 1)}
    return scenarios.choose(int(Choice(ACTIVE, numbers).of(choices)) - 1)


def outcome_choice(t: Words) -> Choice:
    """The outcomes of the model."""
    return Choice("outcome", {key: t.of(outcomes()[key].label) for key in places_by_outcome()}, "emissions")


def place_choice(outcome: Outcome, t: Words) -> Choice:
    """The places of an outcome: the port or the district first."""
    names = place_names(t)
    return Choice("area", {place: names[place] for place in places_by_outcome()[outcome.key]})


def chosen_outcome(choices: Choices, t: Words) -> tuple[Outcome, str]:
    """The outcome in an address, and its place."""
    outcome = outcomes()[outcome_choice(t).of(choices)]
    return outcome, place_choice(outcome, t).of(choices)


def year_choice() -> Choice:
    """The year in which scenarios are compared."""
    return Choice("by", {year: year for year in YEARS}, "2040")


def chain_choice(t: Words) -> Choice:
    """The chains of the model."""
    return Choice("chain", {key: t.of(chain.title) for key, chain in documentation.chains().items()})
