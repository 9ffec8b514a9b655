"""The cooperation trajectory: what happened and is planned, with whom, for how much, and where it stands."""

from shell import alliance, portfolio, progress, story
from shell import trajectory as register
from shell.frame import heading, words

t = words()
heading(t("trajectory.title"), t("trajectory.lead"))
section = register.section(t)
if section == "timeline":
    story.show(register.pick(t), t)
elif section == "projects":
    portfolio.show(register.pick(t), t)
elif section == "partners":
    alliance.show(t)
elif section == "targets":
    progress.targets(t)
elif section == "changes":
    progress.changes(t)
else:
    progress.contradictions(t)
