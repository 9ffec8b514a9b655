"""Briefings: exhibits collected on the other pages, to put in order, present and export."""

from pages.meeting import editor
from shell.frame import heading, run_as_fragment, words

t = words()
heading(t("briefing.title"), t("briefing.lead"))
editor.shared_briefing(t)
run_as_fragment(editor.meeting, t)
