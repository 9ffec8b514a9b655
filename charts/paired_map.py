"""One map of two figures: three classes of each make nine colours, with a square as the legend.

Classes are thirds of the places that may be compared with each other: of all, or of each country where one of the two
figures does not compare across the border. A legend has beside what `charts.maps` says:

    square   x and y: the title of each figure with its unit, and what its three classes range over, low to high.
             Class x + 3 * y stands in column x and row y, counted from below
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from charts.map_style import MISSING, UNPUBLISHED
from charts.map_subject import COUNTRIES, Entry, MapContext, MapFrame, MapView
from charts.maps import assemble
from charts.palettes import MARKS, paired
from charts.words import Words

STEPS = 3
NAMES = ("low", "middle", "high")


class Measure(NamedTuple):
    """One of the two figures: its name, with unit and period as the legend has it, and how it is written."""

    label: str
    title: str
    unit: str
    decimals: int


def thirds(values: pd.Series) -> pd.Series:
    """The class of each value: 0, 1 or 2, with a third of the values in each as far as equal values allow."""
    first, second = values.quantile([1 / STEPS, 2 / STEPS])
    return (values > first).astype(int) + (values > second).astype(int)


def classify(points: pd.DataFrame, groups: Sequence[str], *, fewest: int) -> pd.DataFrame:
    """The points with their classes `x_class` and `y_class`, and `group`; those of too small a group are left out.

    points   columns place, country, x, y
    groups   countries that are classed apart, or "" for all places together
    """
    parts = []
    for group in groups:
        rows = points[points.country == group] if group else points
        if len(rows) >= fewest:
            parts.append(rows.assign(group=group, x_class=thirds(rows.x), y_class=thirds(rows.y)))
    return pd.concat(parts) if parts else points.iloc[:0].assign(group="", x_class=0, y_class=0)


def describe(
    classed: pd.DataFrame,
    known: pd.DataFrame,
    x: Measure,
    y: Measure,
    context: MapContext,
    view: MapView,
    *,
    groups: Sequence[str],
    countries: Sequence[str],
    alt: str,
    frame: MapFrame,
) -> dict[str, Any]:
    """The map of two figures of each place.

    classed     from `classify`, with columns x_status and y_status
    known       every place with either figure, by place: columns x and y, NaN where one is missing
    groups      as for `classify`: the countries with a legend of their own, or "" for one legend
    countries   those in which both figures are published
    """
    words = context.words
    figures = classed.set_index("place").to_dict("index")
    others = known.to_dict("index")
    entries = []
    for place in view.expected:
        country = str(context.places.at[place, "country"])
        legend = groups.index(country) if country in groups else 0
        start = (place, str(context.places.at[place, "name"]), legend)
        if country not in countries:
            text = words("map.no_counterpart", country=words(f"country.{country}"))
            entries.append(Entry(*start, UNPUBLISHED, text))
        elif place not in figures:
            known_here = others.get(place)
            few = known_here is not None and not any(map(pd.isna, known_here.values()))
            text = words("paired.too_few" if few else "map.nodata")
            entries.append(Entry(*start, MISSING, text, period=_values(known_here, x, y, words)))
        else:
            row = figures[place]
            kind, values = int(row["x_class"] + STEPS * row["y_class"]), _values(row, x, y, words)
            status = next((one for one in (row["x_status"], row["y_status"]) if one in MARKS), "")
            entries.append(Entry(*start, kind, _class_name(kind, words), 0, status, values))
    entries.sort(key=lambda entry: entry.legend)
    legends = [_legend(group, classed[classed.group == group], x, y, words) for group in groups]
    return assemble(entries, legends, alt, context, view, apart=len(groups) > 1, frame=frame)


def _class_name(kind: int, words: Words) -> str:
    """The class of a place in two words: low · high."""
    return " · ".join(words(f"paired.{NAMES[part]}") for part in (kind % STEPS, kind // STEPS))


def _values(row: Mapping[Any, Any] | None, x: Measure, y: Measure, words: Words) -> str:
    """Both figures of a place with their units; empty where it has neither."""
    if row is None:
        return ""
    parts = [(row["x"], x), (row["y"], y)]
    return " · ".join(
        words("map.nodata") if pd.isna(value) else f"{words.number(float(value), one.decimals)}\u00a0{one.unit}"
        for value, one in parts
    )


def _legend(group: str, rows: pd.DataFrame, x: Measure, y: Measure, words: Words) -> dict[str, Any]:
    """The legend of all places, or of those of one country."""
    light, dark = paired(group if group in COUNTRIES else COUNTRIES[0], STEPS)
    return {
        "title": words(f"country.{group}") if group else words("paired.title"),
        "unit": "",
        "note": "" if len(rows) else words("paired.too_few"),
        "labels": [_class_name(kind, words) for kind in range(STEPS * STEPS)],
        "light": light,
        "dark": dark,
        "square": {
            "x": {"title": x.title, "steps": _ranges(rows.x, rows.x_class, x, words)},
            "y": {"title": y.title, "steps": _ranges(rows.y, rows.y_class, y, words)},
        },
    }


def _ranges(values: pd.Series, classes: pd.Series, measure: Measure, words: Words) -> list[str]:
    """The lowest and the highest figure of each class; a dash where a class has none."""
    texts = []
    for step in range(STEPS):
        within = values[classes == step]
        ends = [words.number(float(end), measure.decimals) for end in (within.min(), within.max()) if len(within)]
        texts.append(words("map.class", low=ends[0], high=ends[1]) if len(set(ends)) > 1 else (ends or ["–"])[0])
    return texts
