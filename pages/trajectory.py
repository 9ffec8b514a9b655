"""The cooperation trajectory: what happened and is planned, with whom, for how much, and where it stands."""

from shell import alliance, changes, portfolio, progress, story
from shell import trajectory as register
from shell.frame import alone, heading, words

t = words()
heading(t("trajectory.title"), t("trajectory.lead"))
section = register.section(t)
if section == "timeline":
    alone(story.show, t)
elif section == "projects":
    alone(portfolio.show, t)
elif section == "partners":
    alliance.show(t)
elif section == "targets":
    alone(progress.targets, t)
elif section == "changes":
    changes.show(t)
else:
    progress.contradictions(t)
