"""Two indicators in one picture, a scatter or a map: which places may be in it together, and in which periods.

Where one of the two may not be compared across the border, each country is a group of its own; where one is published
in one country only, the other country is left out. Needs no Streamlit.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

import pandas as pd

from i18n.translator import Words
from loaders.datasets.indicators import COMPUTED
from pages.map.texts import title, unit_text
from pages.map.views import compare_choice, read_selection
from shell.exhibits import NoFiguresError, figure_texts
from shell.exhibits.choices import Choice, Choices
from shell.indicator_data import NEARLY_ALL, View

SIDES = ("BE", "NL")
# A picture of two figures needs this many places to say anything.
FEWEST = 3
PAIR_PERIOD = "pair_period"


class Periods(NamedTuple):
    """The period of the first and that of the second indicator."""

    first: str
    second: str


@dataclass(frozen=True)
class Pair:
    """Two different indicators at one level.

    countries   those in which both are published
    apart       whether these may not be compared with each other
    """

    first: View
    second: View
    countries: tuple[str, ...]
    apart: bool

    @property
    def groups(self) -> tuple[str, ...]:
        """The countries where each is a group of its own, else one group of all places, as the empty name."""
        return self.countries if self.apart else ("",)

    @property
    def expected(self) -> tuple[str, ...]:
        """The places that the level should have by either of the two."""
        both = (view.figures.expected(view.level) for view in (self.first, self.second))
        return tuple(dict.fromkeys(place for places in both for place in places))

    def at(self, periods: Periods) -> "Pair":
        """The pair in its periods."""
        return replace(
            self,
            first=replace(self.first, period=periods.first),
            second=replace(self.second, period=periods.second),
        )


def read_pair(choices: Choices, t: Words) -> Pair:
    """The two indicators of an address. Raises NoFiguresError with a sentence where no two go together."""
    selection = read_selection(choices, t)
    if compare_choice(t).of(choices) != "indicator" or selection.beside is None:
        raise NoFiguresError(t("briefing.no_figure"))
    if selection.of_one_indicator:
        raise NoFiguresError(t("scatter.itself", label=t.of(selection.view.figures.indicator.label)))
    first, second = (view.figures.indicator for view in (selection.view, selection.beside))
    countries = tuple(side for side in SIDES if {first.country, second.country} <= {None, side})
    if not countries:
        sides = {"first_country": t(f"country.{first.country}"), "second_country": t(f"country.{second.country}")}
        raise NoFiguresError(t("scatter.two_countries", first=t.of(first.label), second=t.of(second.label), **sides))
    apart = len(countries) > 1 and "not_comparable" in (first.comparability, second.comparability)
    return Pair(selection.view, selection.beside, countries, apart)


def period_choice(pair: Pair, t: Words) -> Choice:
    """The periods that both indicators have, oldest first; one where they share none: that nearest to one of the other.

    By default the newest with nearly as many places as the best. Raises NoFiguresError where too few places have both.
    """
    several = _shared_periods(pair)
    if not several:
        raise NoFiguresError(t("scatter.too_few"))
    enough = max(several.values()) * NEARLY_ALL
    default = max(periods for periods, count in several.items() if count >= enough)
    return Choice(PAIR_PERIOD, {one.first: t.period(one.first) for one in sorted(several)}, default.first)


def read_periods(pair: Pair, choices: Choices, t: Words) -> Periods:
    """The chosen periods of both indicators: the same where they share one."""
    chosen = period_choice(pair, t).of(choices)
    return next(periods for periods in _shared_periods(pair) if periods.first == chosen)


def _shared_periods(pair: Pair) -> dict[Periods, int]:
    """In how many places both have a figure, by period; of periods that differ only the pair that is nearest."""
    first, second = (_places(view, pair.countries) for view in (pair.first, pair.second))
    same = {Periods(one, one): len(first[one] & second[one]) for one in first.keys() & second.keys()}
    if found := {periods: count for periods, count in same.items() if count >= FEWEST}:
        return found
    counts = {Periods(a, b): len(first[a] & second[b]) for a in first for b in second}
    near = [periods for periods, count in counts.items() if count >= FEWEST]
    if not near:
        return {}
    best = min(near, key=lambda each: (abs(_year(each.first) - _year(each.second)), -counts[each], -_year(each.first)))
    return {best: counts[best]}


def _places(view: View, countries: tuple[str, ...]) -> Mapping[str, frozenset[str]]:
    """The places with a measured figure by period, of some countries."""
    every = view.figures.places(view.level) if view.level in view.figures.levels else {}
    if len(countries) == len(SIDES):
        return every
    rows = view.figures.at(view.level)
    allowed = frozenset(rows.place[rows.country.isin(countries)])
    return {period: places & allowed for period, places in every.items()}


def _year(period: str) -> int:
    return int(period[:4])


def join_figures(pair: Pair) -> pd.DataFrame:
    """The places with both figures in the periods of the pair.

    Columns place, name, country, x, x_status, y, y_status: x of the first indicator, y of the second.
    """
    x, y = (
        view.figures.at(view.level, view.period)[["place", "name", "country", "value", "status"]]
        for view in (pair.first, pair.second)
    )
    x = x[x.value.notna() & x.country.isin(pair.countries)].rename(columns={"value": "x", "status": "x_status"})
    y = y.loc[y.value.notna(), ["place", "value", "status"]].rename(columns={"value": "y", "status": "y_status"})
    return x.merge(y, on="place", validate="one_to_one")


def pair_title(pair: Pair, t: Words) -> str:
    """Both indicators with their period, which is named once where it is the same."""
    first, second = pair.first, pair.second
    if first.period == second.period:
        labels = {"first": t.of(first.figures.indicator.label), "second": t.of(second.figures.indicator.label)}
        return t("scatter.title_same", period=t.period(first.period), **labels)
    return t("scatter.title", first=title(first, t), second=title(second, t))


def axis_title(view: View, t: Words) -> str:
    """What an axis shows, with unit and period."""
    indicator = view.figures.indicator
    label, unit = t.of(indicator.label), unit_text(indicator, t)
    about = t.period(view.period) if label.lower() == unit.lower() else f"{unit}, {t.period(view.period)}"
    return f"{label} ({about})"


def describe_grouping(pair: Pair, t: Words) -> str:
    """Why the two countries are apart, or one is left out; empty where all places are together."""
    entries = [view.figures.indicator for view in (pair.first, pair.second)]
    if pair.apart:
        names = [t.of(entry.label) for entry in entries if entry.comparability == "not_comparable"]
        return t("scatter.apart", names=_both(names, t))
    only = [t.of(entry.label) for entry in entries if entry.country]
    return t("scatter.one_country", names=_both(only, t), country=t(f"country.{pair.countries[0]}")) if only else ""


def describe_periods(pair: Pair, t: Words) -> str:
    """That the two figures are of different periods; empty where they are not."""
    first, second = pair.first.period, pair.second.period
    return "" if first == second else t("scatter.other_period", first=t.period(first), second=t.period(second))


def pair_source(pair: Pair, t: Words) -> str:
    """The sources of both, each with the name of its indicator."""
    return " ".join(_source(view, t) for view in (pair.first, pair.second))


def _source(view: View, t: Words) -> str:
    indicator, rows = view.figures.indicator, view.figures.at(view.level, view.period)
    names = figure_texts.list_names(figure_texts.publishers(rows, t), t)
    label, reference = t.of(indicator.label), t.of(indicator.reference)
    line = t("scatter.source", label=label, publishers=names, reference=reference)
    return f"{line} {t('sources.computed')}" if (rows.source == COMPUTED).any() else line


def pair_comparability(pair: Pair, t: Words) -> str:
    """Badge and reason of both, each after the name of its indicator."""
    entries = [view.figures.indicator for view in (pair.first, pair.second)]
    return " ".join(f"{t.of(entry.label)}: {figure_texts.comparability(entry, t)}" for entry in entries)


def _both(names: list[str], t: Words) -> str:
    return f" {t('scatter.and')} ".join(f"‘{name}’" for name in names)
