"""The cooperation trajectory: what happened and is planned, with whom, for how much, and where it stands."""

from pages.trajectory import changes, partners, projects, targets, timeline
from pages.trajectory import registers as register
from shell.frame import alone, heading, words

t = words()
heading(t("trajectory.title"), t("trajectory.lead"))
section = register.section(t)
if section == "timeline":
    alone(timeline.show, t)
elif section == "projects":
    alone(projects.show, t)
elif section == "partners":
    partners.show(t)
elif section == "targets":
    alone(targets.targets, t)
elif section == "changes":
    changes.show(t)
else:
    targets.contradictions(t)
