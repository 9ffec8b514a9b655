"""Briefings: views collected on the other pages, to put in order, present and take away."""

from shell import briefing_page
from shell.frame import alone, heading, words

t = words()
heading(t("briefing.title"), t("briefing.lead"))
briefing_page.linked(t)
alone(briefing_page.meeting, t)
