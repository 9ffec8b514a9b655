"""Targets of the cooperation and how far they are, promises that slipped, and where sources disagree."""

from i18n.translator import Words
from loaders.card import Card
from pages.trajectory import target_exhibits as exhibits
from pages.trajectory.registers import table
from shell import components
from shell.widgets import choose


def targets(t: Words) -> None:
    """Targets with baseline, observed, target and status; what slipped; and what is a figure and no target."""
    components.show_with_heading(exhibits.slipped_promises({}, t))
    components.show_exhibit(exhibits.slipped_table({}, t), words=True, headed=True)
    components.subheading(t("progress.targets"))
    choices = choose(exhibits.status_choice(t), label=t("trajectory.state"), words=t)
    standings = exhibits.status_table(choices, t)
    components.key_message(standings.message)
    components.show_exhibit(standings, words=True)
    for number, _ in enumerate(exhibits.tables_shown(choices, t), 1):
        components.show_exhibit(exhibits.target_table(number)(choices, t), words=True)
    components.note(t("progress.foot"))


def contradictions(t: Words) -> None:
    """Where sources contradict each other, and what the pages show."""
    components.note(t("contradictions.lead", count=t.number(len(table("contradictions")))))
    components.show_exhibit(exhibits.contradictions({}, t), words=True)
    if day := Card.of("trajectory_contradictions").fields.retrieved_on:
        components.note(t("contradictions.date", day=t.date(day)))
