"""What a chart needs of `i18n.translator.Words`, which it may not import: pages and briefings pass that one."""

from typing import Protocol


class Words(Protocol):
    """Texts by key, and numbers and periods as the reader writes them."""

    @property
    def language(self) -> str:
        """The language of the texts, as `<html lang>` has it."""

    @property
    def separators(self) -> str:
        """Decimal sign and thousands sign, as a layout of Plotly has them."""

    def __call__(self, key: str, **values: object) -> str:
        """The text under a key."""

    def number(self, value: float, decimals: int = 0, *, signed: bool = False) -> str:
        """A number as the reader writes it."""

    def period(self, period: str) -> str:
        """A period in words."""
