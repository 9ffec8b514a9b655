"""The accessibility statement: what was tested and how, what does not work yet, and to whom one can turn."""

from shell import components
from shell.frame import heading, words

# The paragraphs of the statement, in order; each has a heading and sentences in the locale files.
SECTIONS = ("status", "tested", "keyboard", "limits", "report")

t = words()
heading(t("access.title"), t("access.lead"))
for section in SECTIONS:
    components.subheading(t(f"access.{section}"))
    components.note(*t(f"access.{section}_text").split("\n"))
