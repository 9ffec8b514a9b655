"""The scenarios of the studio: a set of up to four, one of them active, and the history of the set for undo and redo.

A set is immutable: each step makes a new one, and undo returns to the one before. A scenario's `changes` are all its
differences from the baseline, whatever preset it began as; a value set back to the baseline's is no change.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from i18n.translator import LANGUAGES
from scenarios.parameters import parameters
from scenarios.presets import presets
from scenarios.scenario import NAME_LENGTH, NOTES_LENGTH, Refusal, Scenario, check

# The number of scenarios of a set.
MOST = 4
# The number of steps that can be undone: a set is small, and a meeting takes long.
MAX_STEPS = 100
# The scenarios of a visit that begins without a link.
DEFAULT_PRESETS = ("as_announced", "delayed", "accelerated")
BASELINE = "baseline"


def from_preset(key: str) -> Scenario:
    """A preset as a scenario; it has no name of its own and so shows that of the preset."""
    return Scenario(name="", changes=dict(presets()[key].changes), preset=key)


def with_default_name(scenario: Scenario, language: str = LANGUAGES[0]) -> Scenario:
    """The scenario with the name of its preset where it has none: a link or file needs a name.

    A file has the name in the reader's language. A link, in which nobody reads it, has the same name in every language:
    the address of a scenario stays as it is when the reader changes the language.
    """
    preset = presets().get(scenario.preset, presets()[BASELINE])
    return scenario if scenario.name else replace(scenario, name=preset.name[language])


def with_preset_reasons(scenario: Scenario) -> Scenario:
    """The scenario with the reason of every change that has one: its own, or its preset's for a value it still has."""
    preset = presets().get(scenario.preset)
    preset_reasons = {
        key: why
        for key, why in (preset.reasons if preset else {}).items()
        if preset and scenario.changes.get(key) == preset.changes.get(key)
    }
    return replace(scenario, reasons=preset_reasons | dict(scenario.reasons))


def count_adjusted(scenario: Scenario) -> int:
    """The number of assumptions that differ from the preset that the scenario began as."""
    original = presets().get(scenario.preset, presets()[BASELINE]).changes
    return sum(scenario.changes.get(key) != original.get(key) for key in {*scenario.changes, *original})


def without_default_name(scenario: Scenario) -> Scenario:
    """The scenario of a link or a file as a set has it: without values that are the baseline's.

    The name of its preset is left out too: that is shown in the reader's language.
    """
    changes = {key: value for key, value in scenario.changes.items() if value != parameters()[key].value}
    preset = presets().get(scenario.preset)
    name = "" if preset and scenario.name in preset.name.values() else scenario.name
    return replace(scenario, name=name, changes=changes)


@dataclass(frozen=True)
class ScenarioSet:
    """One to four scenarios, one of them active."""

    scenarios: tuple[Scenario, ...]
    active: int = 0

    @property
    def active_scenario(self) -> Scenario:
        """The scenario that the controls show and change."""
        return self.scenarios[self.active]

    @property
    def others(self) -> tuple[Scenario, ...]:
        """The scenarios beside the active one."""
        return self.scenarios[: self.active] + self.scenarios[self.active + 1 :]

    @property
    def title_parts(self) -> tuple[tuple[str, str, bool], ...]:
        """What decides the title of each scenario: own name, preset, and whether that is unadjusted."""
        return tuple((scenario.name, scenario.preset, count_adjusted(scenario) == 0) for scenario in self.scenarios)

    def choose(self, index: int) -> "ScenarioSet":
        """The set with another scenario active."""
        return replace(self, active=index) if 0 <= index < len(self.scenarios) else self

    def put(self, scenario: Scenario) -> "ScenarioSet":
        """The set with the active scenario replaced by another."""
        scenarios = list(self.scenarios)
        scenarios[self.active] = scenario
        return replace(self, scenarios=tuple(scenarios))

    def change(self, values: Mapping[str, float]) -> tuple["ScenarioSet", list[Refusal]]:
        """The set with other values in the active scenario; the same set where a value is refused, and the refusals."""
        known = parameters()
        changes, reasons = dict(self.active_scenario.changes), dict(self.active_scenario.reasons)
        for key, value in values.items():
            # The reason was for the old value.
            reasons.pop(key, None)
            changes[key] = value
            if key in known and value == known[key].value:
                del changes[key]
        refused = check({**changes, **values})
        if refused:
            return self, refused
        return self.put(replace(self.active_scenario, changes=changes, reasons=reasons)), []

    def start_of(self, key: str) -> float:
        """The value of a parameter when the active scenario began: its preset's, else the baseline's."""
        preset = presets().get(self.active_scenario.preset)
        value = preset.changes.get(key) if preset else None
        return float(parameters()[key].value if value is None else value)

    def reset(self, key: str) -> tuple["ScenarioSet", list[Refusal]]:
        """One parameter of the active scenario reset to where the scenario began; refused as any other change."""
        return self.change({key: self.start_of(key)})

    def add(self, scenario: Scenario) -> "ScenarioSet":
        """The set with one scenario more, which becomes active; a full set stays as it is."""
        if len(self.scenarios) >= MOST:
            return self
        return ScenarioSet((*self.scenarios, scenario), len(self.scenarios))

    def remove(self, index: int) -> "ScenarioSet":
        """The set with one scenario less; the only scenario stays."""
        if len(self.scenarios) == 1 or not 0 <= index < len(self.scenarios):
            return self
        rest = self.scenarios[:index] + self.scenarios[index + 1 :]
        return ScenarioSet(rest, min(self.active - (index < self.active), len(rest) - 1))

    def rename(self, name: str) -> "ScenarioSet":
        """The set with another name for the active scenario; empty: the name of its preset again."""
        return self.put(replace(self.active_scenario, name=clean_name(name)))

    def sign(self, author: str, notes: str) -> "ScenarioSet":
        """The set with author and notes of the active scenario."""
        return self.put(replace(self.active_scenario, author=clean_name(author), notes=notes.strip()[:NOTES_LENGTH]))


@dataclass(frozen=True)
class History:
    """The current set, the sets before it and, after an undo, those after it."""

    current: ScenarioSet
    past: tuple[ScenarioSet, ...] = ()
    future: tuple[ScenarioSet, ...] = ()

    def to(self, new: ScenarioSet) -> "History":
        """One step on; undone steps are forgotten. The same scenarios, or another active one, are no step."""
        if new.scenarios == self.current.scenarios:
            return replace(self, current=new)
        return History(new, (*self.past, self.current)[-MAX_STEPS:])

    def undo(self) -> "History":
        """One step back, if there is one."""
        if not self.past:
            return self
        return History(self.past[-1], self.past[:-1], (self.current, *self.future))

    def redo(self) -> "History":
        """One undone step again, if there is one."""
        if not self.future:
            return self
        return History(self.future[0], (*self.past, self.current), self.future[1:])


def clean_name(text: str) -> str:
    """A name on one line, without control characters, at most NAME_LENGTH long."""
    kept = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(kept.split())[:NAME_LENGTH].strip()


def default_scenarios() -> ScenarioSet:
    """The scenarios of a visit that begins without a link."""
    return ScenarioSet(tuple(from_preset(key) for key in DEFAULT_PRESETS if key in presets()))
