"""Two indicators in one map: badges and reasons of both, the map, and what its classes are."""

from i18n.translator import Words
from pages.map import map_focus, paired_map_exhibits, pairs
from pages.map.chart_controls import resolve_focus
from pages.map.headings import introduce_pair, reasons_of_pair
from pages.map.scatter import choose_period
from shell import components, map_component, plain_text
from shell.exhibits import NoFiguresError
from shell.exhibits.choices import Choices
from shell.frame import heading
from shell.streamlit_hooks import Container


def paired_map(choices: Choices, head: Container, slider: Container, t: Words) -> None:
    """The map of both; a sentence instead where they cannot be in one map.

    head, slider    for the heading of the page, and for the choice of the period
    """
    try:
        with slider:
            chosen = pairs.read_pair(choices, t)
            choices = {**choices, **choose_period(chosen, t), **resolve_focus(chosen.first, t)}
        exhibit = paired_map_exhibits.paired_indicators(choices, t)
        pair = paired_map_exhibits.read_paired(choices, t)
    except NoFiguresError as error:
        with head:
            heading(t("paired.title"))
        plain_text.info(str(error))
        return
    with head:
        heading(exhibit.title)
    introduce_pair((pair.first, pair.second), t)
    components.note(pairs.describe_grouping(pair, t))
    map_component.show_map(exhibit, position_for=t, on_click=map_focus.pick_place(pair.first, t))
    map_focus.describe_focus((pair.first, pair.second), choices, t)
    components.key_message(exhibit.message)
    components.note(
        *reasons_of_pair((pair.first, pair.second), t),
        t("paired.reading_apart" if pair.apart else "paired.reading"),
        pairs.describe_periods(pair, t),
        exhibit.source,
    )
