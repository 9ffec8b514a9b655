"""The accessibility statement: what was tested and how, what does not work yet, and to whom one can turn."""

from i18n.translator import Words
from shell import components

# The paragraphs of the statement, in order; each has a heading and sentences in the locale files.
SECTIONS = ("status", "tested", "keyboard", "limits", "report")


def show(t: Words) -> None:
    """The whole statement."""
    for section in SECTIONS:
        components.subheading(t(f"access.{section}"))
        components.note(*t(f"access.{section}_text").split("\n"))
