"""Briefings: views collected on the other pages, to put in order, present and take away."""

from pages.meeting import editor
from shell.frame import heading, run_as_fragment, words

t = words()
heading(t("briefing.title"), t("briefing.lead"))
editor.shared_briefing(t)
run_as_fragment(editor.meeting, t)
