"""Which places are highest and lowest, or changed most and least, in a sentence; places with equal figures together."""

import pandas as pd

from i18n.translator import Words
from loaders.datasets.catalogue import units
from shell.exhibits import arithmetic, figure_texts, year_pairs
from shell.exhibits.map_descriptions import RANKED
from shell.indicator_data import View


def describe_extremes(view: View, t: Words) -> str:
    """The highest and the lowest place of the best period in a sentence; empty where places may not be ranked."""
    indicator = view.figures.indicator
    if indicator.comparability not in RANKED or not view.figures.periods(view.level):
        return ""
    period = view.figures.best_period(view.level)
    values = view.figures.at(view.level, period).set_index("name").value
    if len(values) < 2:
        return ""
    printed = arithmetic.printed_values(values, indicator.decimals)
    return t(
        "briefing.ranked_in",
        period=t.period(period),
        unit=t.of(units()[indicator.unit]),
        high=t.number(printed.max(), indicator.decimals),
        low=t.number(printed.min(), indicator.decimals),
        **name_ends(printed, t),
    )


def describe_change(view: View, t: Words) -> str:
    """The places with the largest and the smallest change between the first and the best period, in a sentence.

    In per cent, or in points where the unit is a share. Where a change cannot be computed, or another publisher or a
    break stands in between for any of the places, the highest and the lowest place instead.
    """
    data, indicator = view.figures, view.figures.indicator
    if indicator.comparability not in RANKED or not data.periods(view.level):
        return describe_extremes(view, t)
    first, last = data.first_period(view.level), data.best_period(view.level)
    if _is_refused(view, first, last):
        return describe_extremes(view, t)
    before, after = (data.at(view.level, period).set_index("name").value for period in (first, last))
    both = before.index.intersection(after.index)
    share = indicator.unit.startswith("pct")
    if first == last or len(both) < 2 or not (share or (before[both].round(indicator.decimals) > 0).all()):
        return describe_extremes(view, t)
    pairs = zip(after[both], before[both], strict=True)
    # As a reader can compute it from the table, where the figures are rounded; a change has one decimal.
    change = arithmetic.difference if share else arithmetic.change_pct
    changes = pd.Series([change(new, old, indicator.decimals) for new, old in pairs], index=both, dtype=float)
    changes = arithmetic.printed_values(changes, 1)
    unit = t("briefing.points") if share else "%"
    ends = name_ends(changes, t)
    return t(
        "briefing.course",
        first=t.period(first),
        last=t.period(last),
        unit=unit,
        most=ends["first"],
        most_change=t.number(changes.max(), 1, signed=True),
        least=ends["last"],
        least_change=t.number(changes.min(), 1, signed=True),
    )


def name_ends(printed: pd.Series, t: Words) -> dict[str, str]:
    """The names of the places with the highest and with the lowest value, as `first` and `last`; indexed by name."""
    ends = {"first": printed.max(), "last": printed.min()}
    return {
        key: figure_texts.list_names(sorted(map(str, printed.index[printed == value])), t, limit=3)
        for key, value in ends.items()
    }


def _is_refused(view: View, first: str, last: str) -> bool:
    """Whether a change between two periods is refused for one of the places of a view, see `year_pairs`."""
    data = view.figures
    before, after = (data.at(view.level, one).set_index("place", drop=False) for one in (first, last))
    pairs = ((before.loc[one], after.loc[one]) for one in before.index.intersection(after.index))
    return any(year_pairs.find_obstacle(data.indicator, *pair) in year_pairs.REFUSED for pair in pairs)
