"""Briefings: views collected on the other pages, to present and to take away."""

from shell.frame import heading, words

t = words()
heading(t("briefing.title"), t("briefing.lead"))
