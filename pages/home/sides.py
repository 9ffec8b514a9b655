"""The parts of the start page with both sides of the border: at a glance, unemployment, talent."""

from i18n.translator import Words
from pages.home import both_sides_exhibits, talent_exhibits, unemployment_exhibits
from pages.home.side_rows import chosen_pair, pair_choice, shown_rows, without_figures
from shell.components import key_message, note, show_exhibit
from shell.widgets import choose


def show_both_sides(t: Words) -> None:
    """A pair of places, and every subject with a Belgian and a Dutch figure; each figure leads to its page."""
    choices = _choose_pair(t)
    exhibit = both_sides_exhibits.both_sides(choices, t)
    pair = chosen_pair(choices, t)
    key_message(exhibit.message)
    show_exhibit(exhibit, words=True, addresses=[row.address for row in shown_rows(pair, t)])
    note(without_figures(pair, t), t("sides.note"))


def show_unemployment(t: Words) -> None:
    """The answer for a pair of places, and what each concept of unemployment counts."""
    choices = _choose_pair(t)
    exhibit = unemployment_exhibits.concepts(choices, t)
    key_message(exhibit.message)
    note(exhibit.comparability, unemployment_exhibits.survey_note(t))
    show_exhibit(exhibit, words=True)
    note(t("sides.unemployment_note"), t("table.status_key"))


def show_talent(t: Words) -> None:
    """Students, born abroad, nationality and cross-border work on both sides."""
    exhibit = talent_exhibits.talent({}, t)
    key_message(exhibit.message)
    show_exhibit(exhibit, words=True)
    note(exhibit.source)


def _choose_pair(t: Words) -> dict[str, str]:
    return choose(pair_choice(t), label=t("sides.pair"), words=t)
