"""All scenarios of a set as one text in an address, and back. Needs no Streamlit.

The page opens what it can read of a link and says which part was refused; a briefing needs all of it.
"""

from collections.abc import Mapping, Sequence

from i18n.translator import Words
from pages.scenarios.model_runs import data_version, describe_refusal
from pages.scenarios.scenario_set import MOST, ScenarioSet, with_default_name, without_default_name
from scenarios import serialization
from scenarios.scenario import Refusal
from scenarios.serialization import Opened
from shell.exhibits.choices import ChoiceError

# The keys of the scenarios in an address, and of the number of the active one: 1 is the first.
KEY, ACTIVE = "s", "at"
# Separates the scenarios of a link; no character of one.
SEPARATOR = "~"
# Every browser takes an address of this length; four scenarios with all their changes are far below it.
LONGEST_LINK = 16_000


class LinkError(ChoiceError):
    """A link whose scenarios cannot all be read.

    faults  why, by the number of the scenario; none where the link is too long or has too many scenarios
    """

    def __init__(self, text: str, faults: Mapping[int, Sequence[Refusal]] | None = None) -> None:
        super().__init__(KEY, text, [])
        self.faults = faults or {}

    def __str__(self) -> str:
        why = "; ".join(f"scenario {number}: {fault}" for number, faults in self.faults.items() for fault in faults)
        return f"{self.key}: {why or 'too long, or too many scenarios'}"

    def describe(self, t: Words) -> str:
        """Which scenarios cannot be read, and why, in the reader's language."""
        if is_too_long(self.value):
            return t("studio.link_long", most=t.number(LONGEST_LINK))
        if not self.faults:
            return t("studio.link_full", most=MOST)
        return " ".join(describe_fault(number, fault, t) for number, faults in self.faults.items() for fault in faults)


def write_link(scenarios: ScenarioSet) -> str:
    """All scenarios of a set as one text for an address."""
    version = data_version()
    return SEPARATOR.join(
        serialization.encode(with_default_name(scenario), version) for scenario in scenarios.scenarios
    )


def is_too_long(text: str) -> bool:
    """Whether a link is longer than any that the studio writes; it is not read then."""
    return len(text) > LONGEST_LINK


def has_too_many(text: str) -> bool:
    """Whether a link has more scenarios than a set."""
    return text.count(SEPARATOR) >= MOST


def read_parts(text: str) -> list[Opened]:
    """The scenarios of a link, at most those of a full set, each with what changed since, or with its faults."""
    return [serialization.decode(part, data_version()) for part in text.split(SEPARATOR, MOST)[:MOST]]


def read_link(text: str) -> ScenarioSet:
    """The scenarios of a link, the first of them active. Raises LinkError where not all of them can be read."""
    if is_too_long(text) or has_too_many(text):
        raise LinkError(text)
    parts = read_parts(text)
    if faults := {number: part.faults for number, part in enumerate(parts, 1) if part.faults}:
        raise LinkError(text, faults)
    return ScenarioSet(tuple(without_default_name(part.scenario) for part in parts if part.scenario is not None))


def describe_fault(number: int, fault: Refusal, t: Words) -> str:
    """Why one scenario of a link cannot be read."""
    return t("studio.link_refused", place=number, why=describe_refusal(fault, t, kept=False))
