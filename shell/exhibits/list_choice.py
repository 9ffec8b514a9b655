"""A choice of several options, in an address as their keys with commas between."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from shell.exhibits.choices import ChoiceError, Choices

SEPARATOR = ","


@dataclass(frozen=True)
class ListChoice:
    """One choice of a page of which several options may be chosen.

    key      its name in addresses
    options  what may be chosen: key to label
    default  chosen where the address says nothing, or names no option at all
    """

    key: str
    options: Mapping[str, str]
    default: tuple[str, ...]

    def of(self, choices: Choices) -> tuple[str, ...]:
        """The options that are chosen in an address, in the order of `options`. Raises ChoiceError for another one."""
        known, unknown = self.split(choices.get(self.key, ""))
        if unknown:
            raise ChoiceError(self.key, unknown[0], list(self.options))
        return known or self.default

    def split(self, text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The known options of a text of an address, each once, and what it names besides."""
        named = dict.fromkeys(part for part in text.split(SEPARATOR) if part)
        known = tuple(option for option in self.options if option in named)
        return known, tuple(part for part in named if part not in self.options)


def join(options: Iterable[str]) -> str:
    """Chosen options as an address has them."""
    return SEPARATOR.join(options)
