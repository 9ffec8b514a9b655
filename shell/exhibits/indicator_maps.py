"""Maps of an indicator: its figures, or what was computed from them, become what `map/map.js` draws.

Needs no Streamlit: pages and briefings describe a map in the same way.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

import pandas as pd

from charts import maps
from charts.class_breaks import ClassBreaks
from i18n.translator import Words
from loaders.datasets.catalogue import Indicator, units
from loaders.datasets.places import SIX
from shell.datasets import cached
from shell.exhibits.map_descriptions import RANKED, Periods, province_bounds, surroundings
from shell.indicator_data import ALL_MUNICIPALITIES, Figures, View, place_level, select_level


@dataclass(frozen=True)
class MapFigures:
    """What maps of an indicator show, at every level and in every period.

    key      tells apart what is shown of one indicator: its figures themselves, or a measure of them
    rows     columns place, level, country, period, value, status
    title    of the legend; `unit` is written behind it and after each value
    signed, middle   as `charts.map_subject.Subject` has them
    reasons  place and period to why there is no value, though there is a figure
    """

    indicator: Indicator
    key: str
    rows: pd.DataFrame
    title: str
    unit: str
    decimals: int
    signed: bool = False
    middle: float | None = None
    reasons: Mapping[tuple[str, str], str] = field(default_factory=dict)


def plain_figures(data: Figures, t: Words) -> MapFigures:
    """The figures of an indicator themselves."""
    indicator = data.indicator
    unit = t.of(units()[indicator.unit])
    return MapFigures(indicator, "", data.dated, t.of(indicator.label), unit, indicator.decimals)


class DescribedMap(NamedTuple):
    """A map as it is shown, and the same map in all its periods."""

    shown: dict[str, Any]
    periods: Periods


def describe_view(
    view: View,
    figures: MapFigures,
    *,
    t: Words,
    side: int = 0,
    others: Sequence[MapFigures] = (),
    height: int = 520,
    attributed: bool = False,
) -> DescribedMap:
    """The map of a view.

    side        0, or 1 for the second of two maps
    others      what else the classes are made of: that of the other map where both share a scale
    attributed  whether the map itself names the sources of its shapes; else the page does, once
    """
    subject, shown = _subject(figures, t), _shown_places(view)
    around = surroundings(t, attributed=attributed)
    if view.level == ALL_MUNICIPALITIES:
        around = around._replace(bounds=province_bounds())
    scale = (figures, *others)
    keys = tuple((one.indicator.key, one.key) for one in scale)
    classes = _shared_classes(keys, view.level, scale, subject)
    of_level = select_level(figures.rows, view.level)

    def describe(period: str) -> dict[str, Any]:
        uncomputed = {place: reason for (place, at), reason in figures.reasons.items() if at == period}
        described = maps.describe(
            of_level[of_level.period == period],
            subject,
            around,
            replace(shown, period=period, uncomputed=uncomputed),
            classes=classes,
            frame=maps.MapFrame("district", "ab"[side], height=height),
        )
        if view.level == ALL_MUNICIPALITIES:
            described["words"]["district_reset"] = t("map.provinces_reset")
        return described

    return DescribedMap(describe(view.period), Periods(view.period, sorted(of_level.period.unique()), describe))


def _subject(figures: MapFigures, t: Words) -> maps.Subject:
    indicator = figures.indicator
    apart = indicator.comparability == "not_comparable"
    return maps.Subject(
        figures.title,
        figures.unit,
        figures.decimals,
        indicator.comparability,
        indicator.country,
        {country: t.of(indicator.definition[country]) for country in ("BE", "NL")} if apart else {},
        figures.signed,
        figures.middle,
    )


@cached("indicators", max_entries=500)
def _shared_classes(
    keys: tuple[tuple[str, str], ...], level: str, _scale: Sequence[MapFigures], _subject: maps.Subject
) -> dict[str, ClassBreaks]:
    """One scale for all periods of all figures that share it."""
    rows = pd.concat([select_level(one.rows, level) for one in _scale])
    return maps.scales(rows, _subject, diverging=bool((rows.value < 0).any()))


def _shown_places(view: View) -> maps.MapView:
    """Which places a map names, which stand out, and what its key says about the others; without its period."""
    data, level = view.figures, view.level
    ranked = data.indicator.comparability in RANKED
    if place_level(level) != "municipality":
        return maps.MapView(level, "", sorted(set(data.at(level).place)), ranked)
    if level == ALL_MUNICIPALITIES:
        return maps.MapView("municipality", "", data.expected(level), ranked, highlighted=SIX)
    elsewhere = ALL_MUNICIPALITIES in data.levels
    return maps.MapView(level, "", SIX, ranked, others="map.context_elsewhere" if elsewhere else "map.context")
