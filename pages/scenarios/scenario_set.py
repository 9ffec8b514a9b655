"""The desk of the studio: up to four scenarios, which of them is being set, and every step back and forth.

A desk never changes: each step gives a new one, so that undo is the desk before. A scenario's `changes` are all its
differences from the baseline, whatever preset it began as; a value set back to the baseline's is no change.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from scenarios.parameters import parameters
from scenarios.presets import presets
from scenarios.scenario import NAME_LENGTH, NOTES_LENGTH, Refusal, Scenario, check

MOST = 4
# Steps that can be taken back; a desk is small, but a meeting is long.
KEPT = 100
# What a reader finds who comes without a link: the plans as announced, and what a faster and a slower road would do.
FIRST = ("as_announced", "delayed", "accelerated")
BASELINE = "baseline"


def from_preset(key: str) -> Scenario:
    """A scenario that is a preset as it stands; without a name of its own it is called after the preset."""
    return Scenario(name="", changes=dict(presets()[key].changes), preset=key)


def with_default_name(scenario: Scenario) -> Scenario:
    """The scenario with a name for a link or a file, which may not be without: that of its preset."""
    preset = presets().get(scenario.preset, presets()[BASELINE])
    return scenario if scenario.name else replace(scenario, name=preset.name["nl"])


def with_preset_reasons(scenario: Scenario) -> Scenario:
    """The scenario with the reason of every change that has one: its own, or its preset's for a value it still has."""
    preset = presets().get(scenario.preset)
    theirs = {
        key: why
        for key, why in (preset.reasons if preset else {}).items()
        if preset and scenario.changes.get(key) == preset.changes.get(key)
    }
    return replace(scenario, reasons=theirs | dict(scenario.reasons))


def count_adjusted(scenario: Scenario) -> int:
    """How many assumptions differ from the preset that the scenario began as."""
    began = presets().get(scenario.preset, presets()[BASELINE]).changes
    return sum(scenario.changes.get(key) != began.get(key) for key in {*scenario.changes, *began})


def without_default_name(scenario: Scenario) -> Scenario:
    """The scenario of a link or a file as a desk has it: what it only repeats of the baseline is no change.

    One with no name but its preset's is called in the language of the reader.
    """
    changes = {key: value for key, value in scenario.changes.items() if value != parameters()[key].value}
    preset = presets().get(scenario.preset)
    name = "" if preset and scenario.name in preset.name.values() else scenario.name
    return replace(scenario, name=name, changes=changes)


@dataclass(frozen=True)
class ScenarioSet:
    """The scenarios that lie on the desk, one of them active."""

    scenarios: tuple[Scenario, ...]
    active: int = 0

    @property
    def now(self) -> Scenario:
        """The scenario that is being set."""
        return self.scenarios[self.active]

    @property
    def others(self) -> tuple[Scenario, ...]:
        """The scenarios beside the active one."""
        return self.scenarios[: self.active] + self.scenarios[self.active + 1 :]

    @property
    def named(self) -> tuple[tuple[str, str, bool], ...]:
        """What the names of the scenarios are made of: own name, preset, and whether it is still as that gives it."""
        return tuple((one.name, one.preset, count_adjusted(one) == 0) for one in self.scenarios)

    def choose(self, place: int) -> "Desk":
        """Another scenario becomes the active one."""
        return replace(self, active=place) if 0 <= place < len(self.scenarios) else self

    def put(self, scenario: Scenario) -> "Desk":
        """The active scenario replaced by another."""
        rest = list(self.scenarios)
        rest[self.active] = scenario
        return replace(self, scenarios=tuple(rest))

    def change(self, values: Mapping[str, float]) -> tuple["Desk", list[Refusal]]:
        """Set parameters of the active scenario; refused values leave the desk as it is."""
        known = parameters()
        changes, reasons = dict(self.now.changes), dict(self.now.reasons)
        for key, value in values.items():
            # Whoever sets another value has another reason.
            reasons.pop(key, None)
            changes[key] = value
            if key in known and value == known[key].value:
                del changes[key]
        refused = check({**changes, **values})
        if refused:
            return self, refused
        return self.put(replace(self.now, changes=changes, reasons=reasons)), []

    def start_of(self, key: str) -> float:
        """What a parameter was when the active scenario began: its preset's value, else the baseline's."""
        preset = presets().get(self.now.preset)
        value = preset.changes.get(key) if preset else None
        return float(parameters()[key].value if value is None else value)

    def reset(self, key: str) -> tuple["Desk", list[Refusal]]:
        """One parameter of the active scenario back to where the scenario began; refused as any other change."""
        return self.change({key: self.start_of(key)})

    def add(self, scenario: Scenario) -> "Desk":
        """One scenario more, which becomes the active one; a full desk stays as it is."""
        if len(self.scenarios) >= MOST:
            return self
        return ScenarioSet((*self.scenarios, scenario), len(self.scenarios))

    def remove(self, place: int) -> "Desk":
        """One scenario less; the last one stays."""
        if len(self.scenarios) == 1 or not 0 <= place < len(self.scenarios):
            return self
        rest = self.scenarios[:place] + self.scenarios[place + 1 :]
        return ScenarioSet(rest, min(self.active - (place < self.active), len(rest) - 1))

    def rename(self, name: str) -> "Desk":
        """Another name for the active scenario; an empty one gives it the name of its preset again."""
        return self.put(replace(self.now, name=clean_name(name)))

    def sign(self, author: str, notes: str) -> "Desk":
        """Who made the active scenario, and what there is to say about it."""
        return self.put(replace(self.now, author=clean_name(author), notes=notes.strip()[:NOTES_LENGTH]))


@dataclass(frozen=True)
class Steps:
    """A desk with the desks before it and, after an undo, those that came next."""

    desk: ScenarioSet
    past: tuple[ScenarioSet, ...] = ()
    future: tuple[ScenarioSet, ...] = ()

    def to(self, desk: ScenarioSet) -> "Steps":
        """Another desk; what was undone before is forgotten. The same desk, or another active scenario, is no step."""
        if desk.scenarios == self.desk.scenarios:
            return replace(self, desk=desk)
        return Steps(desk, (*self.past, self.desk)[-KEPT:])

    def undo(self) -> "Steps":
        """One step back, if there is one."""
        if not self.past:
            return self
        return Steps(self.past[-1], self.past[:-1], (self.desk, *self.future))

    def redo(self) -> "Steps":
        """One undone step again, if there is one."""
        if not self.future:
            return self
        return Steps(self.future[0], (*self.past, self.desk), self.future[1:])


def clean_name(text: str) -> str:
    """A name on one line, without control characters, not too long to draw."""
    kept = "".join(sign if sign.isprintable() else " " for sign in text)
    return " ".join(kept.split())[:NAME_LENGTH].strip()


def default_scenarios() -> ScenarioSet:
    """The desk of a reader who comes without a link."""
    return ScenarioSet(tuple(from_preset(key) for key in FIRST if key in presets()))
