"""The section of the page: what moves, its map, its charts and every figure; and what is missing, and who has it."""

from i18n.translator import Words
from pages.flows import count_exhibits, map_exhibits, movement_rows, trade_exhibits
from pages.flows.movement_rows import part_choice
from shell import components, map_component, tables
from shell.exhibits import Builder, NoFiguresError
from shell.exhibits.choices import Choices
from shell.frame import link
from shell.url_state import choose_part


def show(t: Words) -> None:
    """The chosen part."""
    part = choose_part("flow", part_choice(t).options, label=t("flows.part"), words=t)
    if part == "trade":
        _trade(t)
    else:
        _movements(part, t)


def _movements(part: str, t: Words) -> None:
    choices = {"flow": part}
    if part == "locks":
        _show_or_say(trade_exhibits.locks_by_year, choices, t)
        components.show_with_heading(count_exhibits.every_count(choices, t), words=True, headed=True)
    else:
        # One count is one bar, which says no more than the sentence above the years.
        several = len(movement_rows.newest_rows(choices, t)) > 1
        components.show_with_heading((count_exhibits.newest_counts if several else count_exhibits.by_year)(choices, t))
        if several:
            components.note(t("flows.colours"))
        _show_map(choices, t)
        if several:
            exhibit = count_exhibits.by_year(choices, t)
            components.subheading(exhibit.title)
            components.show_exhibit(exhibit)
        tables.show_on_request(count_exhibits.every_count, choices, t)
    components.note(t("flows.missing", what=t(f"flows.missing_{part}")))


def _trade(t: Words) -> None:
    _show_or_say(trade_exhibits.trade_partners, {}, t)
    components.note(t("flows.missing", what=t("flows.missing_trade")))
    link("port", t("flows.more_trade"), subject="trade")


def _show_or_say(build: Builder, choices: Choices, t: Words) -> None:
    """An exhibit under its heading; where it has no figures, the sentence that says so."""
    try:
        components.show_with_heading(build(choices, t))
    except NoFiguresError as error:
        components.note(str(error))


def _show_map(choices: Choices, t: Words) -> None:
    exhibit = map_exhibits.flow_map(choices, t)
    components.subheading(exhibit.title)
    map_component.show_map(exhibit)
    components.note(t("flows.map_note"), exhibit.source)
