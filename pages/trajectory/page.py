"""The cooperation trajectory: what happened and is planned, with whom, for how much, and how far its targets are."""

from collections.abc import Callable
from functools import partial

from i18n.translator import Words
from pages.trajectory import changes, europe, filters, late, partners, projects, targets, timeline
from shell.frame import heading, run_as_fragment, words

SECTIONS: dict[str, Callable[[Words], None]] = {
    "timeline": partial(run_as_fragment, timeline.show),
    "projects": partial(run_as_fragment, projects.show),
    "partners": partners.show,
    "targets": partial(run_as_fragment, targets.targets),
    "late": partial(run_as_fragment, late.show),
    "europe": partial(run_as_fragment, europe.show),
    "sdg": europe.show_goals,
    "changes": changes.show,
    "sources": targets.contradictions,
}

t = words()
heading(t("trajectory.title"), t("trajectory.lead"))
SECTIONS[filters.section(list(SECTIONS), t)](t)
