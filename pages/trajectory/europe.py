"""European money and the development goals: who leads, how much, since when, and what is unknown."""

from i18n.translator import Words
from pages.trajectory import europe_exhibits, sdg_exhibits
from shell import components
from shell.widgets import choose


def show(t: Words) -> None:
    """European money by fund, lead or year."""
    choices = choose(europe_exhibits.group_choice(t), label=t("europe.by"), words=t)
    exhibit = europe_exhibits.money(choices, t)
    components.key_message(exhibit.message)
    components.show_exhibit(exhibit, words=True)
    components.note(exhibit.source)


def show_goals(t: Words) -> None:
    """The development goals with their projects and indicators."""
    exhibit = sdg_exhibits.by_goal({}, t)
    components.key_message(exhibit.message)
    components.show_exhibit(exhibit, words=True)
    components.note(t("goals.note"), exhibit.source)
