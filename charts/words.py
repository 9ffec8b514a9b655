"""What a chart needs of the reader's language; the pages hand in the real thing."""

from typing import Protocol


class Words(Protocol):
    """Texts by key, and numbers and periods written the reader's way."""

    @property
    def language(self) -> str:
        """The language of the texts, as `<html lang>` has it."""

    @property
    def separators(self) -> str:
        """Decimal sign and thousands sign, as a layout of Plotly has them."""

    def __call__(self, key: str, **values: object) -> str:
        """The text under a key."""

    def number(self, value: float, decimals: int = 0, *, signed: bool = False) -> str:
        """A number the reader's way."""

    def period(self, period: str) -> str:
        """A period as people say it."""
