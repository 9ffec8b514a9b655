"""What the model has to say to a reader: the key of a text in the locale files, and the values that the text names."""

from collections.abc import Mapping
from dataclasses import dataclass, field

# A text of our data in each language, a number of ours, or a text that stays as it is, such as what a reader entered.
MessageValue = Mapping[str, str] | float | str


@dataclass(frozen=True)
class Message:
    """A sentence for a reader, without its words: those are under `model` in i18n/nl.yaml and en.yaml.

    key     the dotted key of the text in that section
    values  what replaces the names in the text, by name
    """

    key: str
    values: Mapping[str, MessageValue] = field(default_factory=dict)

    def __str__(self) -> str:
        """Key and values, for the text of an exception."""
        return ", ".join([self.key, *(f"{name} {_technical(value)}" for name, value in self.values.items())])


def _technical(value: MessageValue) -> str:
    if isinstance(value, Mapping):
        return value["en"]
    return value if isinstance(value, str) else f"{value:.10g}"
