"""Briefings: views collected on the other pages, to put in order, present and take away."""

from pages.meeting import editor
from shell.frame import alone, heading, words

t = words()
heading(t("briefing.title"), t("briefing.lead"))
editor.linked(t)
alone(editor.meeting, t)
