"""What the data page shows: cards of datasets, cards of indicators, and which figures there are."""

from html import escape

import streamlit as st

from i18n.translator import Words
from loaders import DATASETS
from loaders.card import DatasetError
from loaders.datasets.catalogue import catalogue, units
from loaders.datasets.indicators import COMPUTED
from pages.data import card_exhibits, coverage_exhibits
from pages.data.coverage_exhibits import theme_choice
from shell import components, plain_text
from shell.briefing import collect
from shell.datasets import card, dataset
from shell.exhibits import NoFiguresError
from shell.exhibits.attribution import publisher_names
from shell.exhibits.choices import Choices
from shell.frame import link
from shell.indicator_data import by_theme, offered_indicators
from shell.indicator_lists import label_with_coverage
from shell.widgets import choose


def counts(t: Words) -> None:
    """How much there is, in one line."""
    try:
        table = dataset("indicators")
    except DatasetError as error:
        plain_text.error(t("data.broken", why=str(error)))
        return
    components.note(
        t(
            "data.counts",
            datasets=t.number(len(DATASETS)),
            indicators=t.number(len(offered_indicators())),
            observations=t.number(len(table)),
            publishers=t.number(table.loc[table.source != COMPUTED, "publisher"].nunique()),
        )
    )


def datasets(t: Words) -> None:
    """The card of every dataset; a broken one says what is wrong with it."""
    for name in card_exhibits.NAMES:
        try:
            exhibit = card_exhibits.dataset_card(name)({}, t)
        except NoFiguresError as error:
            components.note(str(error))
            continue
        except DatasetError as error:
            plain_text.error(t("data.broken", why=str(error)))
            continue
        fields = card(name).fields
        with st.expander(f"{t.of(fields.title)} · {t.number(fields.rows)} {t('data.rows').lower()}"):
            components.show_exhibit(exhibit, words=True)
            # What columns mean matters for a download, not on a slide; twenty buttons would slow the page.
            with_units = any(column.unit for column in fields.columns.values())
            components.show_table(
                [t("data.column"), t("data.meaning"), *[t("indicator.unit")] * with_units],
                [[key, t.of(c.meaning), *[c.unit] * with_units] for key, c in fields.columns.items()],
                caption=t("data.columns"),
                words=True,
            )


def indicators(t: Words) -> None:
    """The card of every indicator of a theme: definitions, comparability, unit, order of sources."""
    theme = choose(theme_choice(t), label=t("theme.label"), words=t)["theme"]
    names = publisher_names()
    for key in by_theme(t)[theme]:
        indicator = catalogue()[key]
        with st.expander(f"{label_with_coverage(key, t)} · {t(f'comparability.{indicator.comparability}')}"):
            components.definitions_by_country(indicator, t)
            order = list(dict.fromkeys(t.half(names[source]) for source in indicator.sources))
            sources = t("indicator.order") if len(order) > 1 else t("refresh.source")
            components.note(
                f"{t('indicator.unit')}: {t.of(units()[indicator.unit]).strip('()')}", f"{sources}: {' → '.join(order)}"
            )
            link("map", t("data.open"), indicator=key)


def coverage(t: Words) -> None:
    """How many years each place has of each indicator, and year by year for one of them."""
    choices = choose(theme_choice(t), label=t("theme.label"), words=t)
    components.show_exhibit(coverage_exhibits.coverage(choices, t), filled=True)
    components.note(t("data.coverage_note"))
    indicator = coverage_exhibits.indicator_choice(choices["theme"], t)
    choices |= choose(indicator, label=t("indicator.label"), words=t)
    _by_year(choices, t)


def _by_year(choices: Choices, t: Words) -> None:
    """A table of places by years, a cell filled where there is a figure."""
    try:
        read = coverage_exhibits.read_years(choices, t)
    except NoFiguresError as error:
        components.note(str(error))
        return
    head = "".join(f'<th scope="col">{year}</th>' for year in read.years)
    body = "".join(
        f'<tr><th scope="row">{escape(name)}</th>'
        + "".join(
            f'<td class="some" title="{year}"><span class="hidden">{escape(t("data.full"))}</span></td>'
            if (place, year) in read.known
            else '<td><span class="hidden">–</span></td>'
            for year in read.years
        )
        + "</tr>"
        for place, name in read.places.items()
    )
    caption = escape(read.caption)
    st.html(
        f'<div class="scroll" tabindex="0" role="region" aria-label="{caption}"><table class="plain matrix">'
        f"<caption>{caption}</caption><thead><tr><th></th>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )
    collect.offer(coverage_exhibits.coverage_by_year(choices, t))


PARTS = {"datasets": datasets, "indicators": indicators, "coverage": coverage}
