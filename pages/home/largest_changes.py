"""The three largest changes of the last year among the core indicators. Needs no Streamlit.

What counts: a figure of one of the six or of the district in the newest year of its indicator, beside that of the year
before; both measured (or provisional), of one source and one definition, with no break between. A count must have been
at least LEAST: a change of a smaller one is mostly chance. Shares and balances have no change in per cent that could be
set beside others. Each indicator is named once, with the place that changed most; one that is computed from another,
such as its index, would name the same change again.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from briefings.exhibit import Exhibit
from i18n.translator import Words
from loaders.clock import today
from loaders.datasets import indicators
from loaders.datasets.catalogue import Indicator
from loaders.datasets.formulas import DISTRICT
from loaders.datasets.places import SIX
from pages.home.key_figures import KeyFigure, Side, card_html
from shell import exhibits
from shell.datasets import cached, plain_table
from shell.exhibits import NoFiguresError, arithmetic, builder, choices, figure_texts, map_descriptions, year_pairs
from shell.exhibits.choices import Choices
from shell.indicator_lists import leading_indicators

SHOWN, LEAST = 3, 1000
# How many years old the newer figure may be.
OLDEST = 3
FIRM = ("measured", "provisional")


class Change(NamedTuple):
    """The figures of a place in two years that follow on each other: rows of the dataset `indicators`."""

    indicator: Indicator
    before: Mapping[str, object]
    last: Mapping[str, object]

    @property
    def percent(self) -> float:
        """As a reader can compute it from the figures as written."""
        values = float(str(self.last["value"])), float(str(self.before["value"]))
        return arithmetic.change_pct(*values, self.indicator.decimals)


def largest_changes(rows: pd.DataFrame, entries: Mapping[str, Indicator], year: int) -> list[Change]:
    """The largest changes, largest first; fewer than SHOWN where there are not so many.

    rows     those of load("indicators")
    entries  the indicators that count
    year     the current one
    """
    rows = rows[rows.indicator.isin(entries)]
    balances = set(rows.loc[rows.value < 0, "indicator"])
    usable = rows.place.isin([*SIX, DISTRICT]) & rows.period.str.fullmatch(r"\d{4}").fillna(False)
    firm = indicators.preferred(rows[usable & rows.status.isin(FIRM) & ~rows.indicator.isin(balances)])
    found = [_largest(of_one, entries[str(key)], year) for key, of_one in firm.groupby("indicator")]
    changes = sorted((one for one in found if one), key=lambda one: -abs(one.percent))
    return changes[:SHOWN]


def _largest(rows: pd.DataFrame, indicator: Indicator, year: int) -> Change | None:
    """The largest change of one indicator between its newest two years."""
    newest = int(rows.year.max())
    if indicator.kind == "rate" or newest < year - OLDEST:
        return None
    before, last = (rows[rows.year == one].set_index("place", drop=False) for one in (newest - 1, newest))
    pairs = [
        Change(indicator, before.loc[place].to_dict(), last.loc[place].to_dict())
        for place in last.index.intersection(before.index)
    ]
    return max(filter(_compares, pairs), key=lambda one: abs(one.percent), default=None)


def _compares(change: Change) -> bool:
    """Whether the two figures may be set beside each other, and are large enough for it."""
    indicator, before, last = change
    value = arithmetic.printed(float(str(before["value"])), indicator.decimals)
    if value < LEAST if indicator.kind == "count" else value <= 0:
        return False
    return year_pairs.can_be_compared(indicator, before, last)


def counted_indicators() -> dict[str, Indicator]:
    """The core indicators, the main ones where there are none; without those computed from another one of them."""
    leading = leading_indicators()
    counted = {key: one for key, one in leading.items() if one.core} or leading
    return {key: one for key, one in counted.items() if not counted.keys() & set(one.inputs)}


def change_cards(t: Words) -> list[KeyFigure]:
    """The changes as cards, each with a link to the indicator on the map."""
    return _cards(t.language, today().year)


@cached("indicators")
def _cards(language: str, year: int) -> list[KeyFigure]:
    t = Words(language)
    return [_card(change, t) for change in largest_changes(plain_table("indicators"), counted_indicators(), year)]


def cards_html(t: Words) -> str:
    """The cards as safe HTML; empty where there are none."""
    cards = "".join(map(card_html, change_cards(t)))
    return f'<div class="cards three">{cards}</div>' if cards else ""


def rule(t: Words) -> str:
    """What counts as a change, for the reader."""
    core = any(one.core for one in counted_indicators().values())
    return t("home.changes_rule", least=t.number(LEAST), which=t("home.changes_core" if core else "home.changes_main"))


@builder
def table(_choices: Choices, t: Words) -> Exhibit:
    """The changes as a table. Raises NoFiguresError where there are none."""
    cards = change_cards(t)
    if not cards:
        raise NoFiguresError(t("home.changes_none"))
    heads = ("indicator.label", "table.place", "briefing.value", "period.label", "briefing.change", "sources.publisher")
    return exhibits.table(
        "largest-changes",
        "home",
        [t(head) for head in heads],
        [
            [
                f"{card.label} ({card.unit})",
                side.place,
                side.value,
                side.period,
                side.change,
                ", ".join(card.publishers),
            ]
            for card in cards
            for side in card.sides
        ],
        caption=t("home.changes"),
        message=rule(t),
        source=t("briefing.source", publishers=_names(cards)),
    )


def _names(cards: Sequence[KeyFigure]) -> str:
    return ", ".join(dict.fromkeys(name for card in cards for name in card.publishers))


def _card(change: Change, t: Words) -> KeyFigure:
    indicator, before, last = change
    used = pd.DataFrame([last])
    values = {
        name: t.number(float(str(row["value"])), indicator.decimals) for name, row in (("old", before), ("new", last))
    }
    status = "" if last["status"] == "measured" else f" ({t('status.' + str(last['status']))})"
    side = Side(
        map_descriptions.place_names(t)[str(last["place"])],
        values["new"],
        t.period(str(last["period"])) + status,
        t(
            "home.change_from",
            change=f"{t.number(change.percent, 1, signed=True)}%",
            value=values["old"],
            period=t.period(str(before["period"])),
        ),
    )
    return KeyFigure(
        t.of(indicator.label),
        figure_texts.plain_unit(indicator, t),
        [side],
        figure_texts.publishers(used, t),
        figure_texts.source_line(used, indicator, t),
        f"map?indicator={indicator.key}&lang={t.language}&v={choices.VERSION}",
    )
