"""Where one figure of a municipality stands among district, province, the most similar municipalities and the country.

Across the border only what may be compared; of figures that may not, all of this is within the country of the place.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median
from typing import Any

import pandas as pd

from i18n.translator import Words
from loaders.datasets.catalogue import Indicator
from loaders.datasets.places import SIX
from shell.exhibits import figure_texts
from shell.indicator_data import Figures, areas, figures
from shell.peers.municipal_values import (
    comparable_places,
    compared_period,
    country_of,
    places_of_country,
    province_of,
    rank,
    values_by_period,
)

# The rank among others, 1 the highest, and how many have a figure.
Rank = tuple[int, int]


@dataclass(frozen=True)
class Standing:
    """One indicator of one municipality.

    newest    the newest figure of the place
    period    the period in which it is compared, which may be an older one: see municipal_values.compared_period
    values    in that period the figures of the municipalities that it may be compared with, and its own
    district  the rank among the six, of its own country where others may not be compared; None outside of the district
    peers     the most similar municipalities with a figure in `values`
    wider     the newest figures of district, province and country by key, where these have one that compares
    """

    place: str
    data: Figures
    newest: pd.Series
    period: str
    values: Mapping[str, float]
    province: Rank
    district: Rank | None
    peers: tuple[str, ...]
    wider: Mapping[str, pd.Series]

    @property
    def indicator(self) -> Indicator:
        """What the figure is of."""
        return self.data.indicator

    @property
    def median(self) -> float | None:
        """The median of the peers, without the place itself."""
        return median(self.values[peer] for peer in self.peers) if self.peers else None


def find_standing(key: str, place: str, peers: Iterable[str], t: Words) -> Standing | None:
    """The standing of a place in one indicator; None where it has no figure."""
    data, period = figures(key, t), compared_period(key, place)
    newest = data.newest(place)
    if newest is None or period is None:
        return None
    indicator, comparable = data.indicator, comparable_places(data.indicator, place)
    values = {other: value for other, value in values_by_period(key)[period].items() if other in comparable}
    province = rank(values, place, places_of_country(country_of(place)), indicator.decimals)
    assert province is not None
    district = rank(values, place, comparable & {*SIX}, indicator.decimals) if place in SIX else None
    beside = tuple(peer for peer in peers if peer in values and peer != place)
    # The district is on both sides of the border.
    keys = (*(["NSPD"] if indicator.comparable else []), province_of(place), country_of(place))
    wider = {one: row for one in keys if (row := data.newest(one)) is not None}
    return Standing(place, data, newest, period, values, province, district, beside, wider)


def describe(standing: Standing, t: Words) -> str:
    """The standing in one or two sentences, with the period where that is not the one of the newest figure."""
    names, indicator, texts = areas(t.language)["name"], standing.indicator, []
    older = standing.period != standing.newest.period
    first = _in_group(standing.province, t("peers.in", name=names[province_of(standing.place)]), t)
    parts = [first]
    if standing.district:
        within = t("peers.in_district" if indicator.comparable else f"peers.in_district_{country_of(standing.place)}")
        parts.append(_in_group(standing.district, within, t))
    text = ", ".join(parts)
    texts.append(t("peers.in_period", period=t.period(standing.period), text=text) if older else text)
    if standing.median is not None:
        key = "peers.median_one" if len(standing.peers) == 1 else "peers.median"
        texts.append(t(key, count=t.number(len(standing.peers)), value=t.number(standing.median, indicator.decimals)))
    return ". ".join(f"{one[0].upper()}{one[1:]}" for one in texts) + "."


def _in_group(position: Rank, within: str, t: Words) -> str:
    return t("peers.rank", rank=t.number(position[0]), count=t.number(position[1]), within=within)


def figure_text(row: Mapping[Any, Any] | pd.Series, indicator: Indicator, t: Words) -> str:
    """A figure with the mark of its status and its period."""
    return f"{figure_texts.format_figure(row, t, indicator.decimals)}, {t.period(str(row['period']))}"
