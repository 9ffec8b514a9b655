"""What is new since a kept version of the data: figures, indicators, port, registers and targets."""

from pages.changes import sections, since
from shell.frame import heading, words

t = words()
heading(t("since.title"), t("since.lead"))
if choices := since.choose_since(t):
    sections.show(choices, t)
