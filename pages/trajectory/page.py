"""The cooperation trajectory: what happened and is planned, with whom, for how much, and where it stands."""

from pages.trajectory import changes, partners, projects, targets, timeline
from pages.trajectory import registers as register
from shell.frame import heading, run_as_fragment, words

t = words()
heading(t("trajectory.title"), t("trajectory.lead"))
section = register.section(t)
if section == "timeline":
    run_as_fragment(timeline.show, t)
elif section == "projects":
    run_as_fragment(projects.show, t)
elif section == "partners":
    partners.show(t)
elif section == "targets":
    run_as_fragment(targets.targets, t)
elif section == "changes":
    changes.show(t)
else:
    targets.contradictions(t)
