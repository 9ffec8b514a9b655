"""The choices of a page without their widgets: what an address says becomes a valid choice, or an error that says why.

A page draws a widget for a choice (`shell.widgets.choose`); a builder reads the same choice from the address.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from i18n.translator import Words

# The format of addresses, in each of them as `v`.
VERSION = "1"
# An address: the chosen option by the key of the choice.
Choices = Mapping[str, str]
# How many options an error names, and how much of an unknown value an error or a notice repeats.
NAMED, LONGEST_VALUE = 12, 40


def shorten(value: str) -> str:
    """An unknown value as a message repeats it: a link can hold one of any length."""
    return value if len(value) <= LONGEST_VALUE else f"{value[:LONGEST_VALUE]}…"


class ChoiceError(ValueError):
    """A choice in an address that its page does not know."""

    def __init__(self, key: str, value: str, allowed: list[str]) -> None:
        super().__init__(f"{key}={value}: not one of {', '.join(allowed)}")
        self.key, self.value, self.allowed = key, value, allowed

    def describe(self, t: Words) -> str:
        """Which value of which choice is unknown, and what may be chosen, in the reader's language."""
        more = "…" if len(self.allowed) > NAMED else ""
        return t(
            "link.not_allowed", name=self.key, asked=shorten(self.value), allowed=", ".join(self.allowed[:NAMED]) + more
        )


@dataclass(frozen=True)
class Choice:
    """One choice of a page.

    key      its name in addresses
    options  what may be chosen: key to label
    default  chosen where the address says nothing; the first option where this is none of them
    """

    key: str
    options: Mapping[str, str]
    default: str = ""

    def of(self, choices: Choices) -> str:
        """The option that is chosen in an address. Raises ChoiceError for one that does not exist."""
        value = choices.get(self.key)
        if value is None:
            return self.default if self.default in self.options else next(iter(self.options))
        if value not in self.options:
            raise ChoiceError(self.key, value, list(self.options))
        return value
