"""The sources of an indicator: its definition on both sides, who published each figure, and where sources differ."""

from i18n.translator import Words
from pages.map import source_exhibits as exhibits
from pages.map.views import Views
from shell import components
from shell.briefing import collect
from shell.exhibits.attribution import describe_derivation
from shell.exhibits.choices import Choices
from shell.indicator_data import View


def sources(views: Views, choices: Choices, t: Words) -> None:
    """Definitions on both sides, every source with its years, address and date, and where sources differ."""
    number = differing = 0
    for view in views:
        indicator = view.figures.indicator
        if len(views) > 1:
            components.subheading(t.of(indicator.label))
        components.definitions_by_country(indicator, t, why=len(views) > 1)
        collect.offer(exhibits.definitions(indicator.key)(choices, t))
        if exhibits.rows_of_sources(view).empty:
            components.note(t("sources.none"))
            continue
        number += 1
        components.show_exhibit(exhibits.publications(number)(choices, t), words=True)
        _derivation_notes(view, t)
        components.show_exhibit(exhibits.publisher_definitions(number)(choices, t), words=True)
        _remarks(view, t)
        if not exhibits.differing_figures(view).empty:
            differing += 1
            components.show_exhibit(exhibits.differences(differing)(choices, t), words=True)
            components.note(t("sources.differ_note"))


def _derivation_notes(view: View, t: Words) -> None:
    """From what the computed figures were computed, once per formula."""
    texts = dict.fromkeys(describe_derivation(text, t) for text in exhibits.computed(view)["derived_from"].unique())
    components.note(*(t("sources.derived", what=text) for text in texts))


def _remarks(view: View, t: Words) -> None:
    """What the sources remark on single figures."""
    rows, column = exhibits.rows_of_sources(view), f"note_{t.language}"
    remarks = rows[rows[column] != ""].to_dict("records")
    components.note(*(f"{row['name']}, {t.period(row['period'])}: {row[column]}." for row in remarks))
