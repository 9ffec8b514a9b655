"""One map in words and numbers: what `map.js` draws on the screen, and what paper draws from the same description.

Comparability changes the drawing. Figures that may be compared share one scale, one legend and, if asked, a rank.
Figures that may not have a scale, a legend and a colour each country, and never a rank. What only one country
publishes leaves the other side hatched, and says why.

A description is a dict, small enough to travel at each change (68 places: under 6 kB):

    group, side   maps of one group move together; `side` tells them apart
    level         which borders are drawn strong
    layers        areas, borders, sea, canal, rail, roads, names: address of each; areas is missing where no shapes are
    bounds        west, south, east, north of the first view and of the button back to it
    places        one a place, as listed: [key, name, legend, class, text, rank, status, period], cut off after the
                  last one filled. class -1: no figure; -2: not published in this country. status: key of `marks`;
                  period: only where it is another than the map's
    legends       title, unit, note, labels (a class each), light and dark (their colours on a light and dark page)
    marks         what else the key explains: [kind, label]; kind missing, unpublished, dots, bars, context, approximate
    statuses      status to its word and its kind of mark: [word, dots or bars], those present only
    period        of all figures, as people say it
    apart         true where the two countries may not be compared: the state border is drawn as a divide
    selected      key of the chosen place, or none
    height        of the map in pixels on a wide page
    alt, spoken   the map in one text; and what is said when it changes
    words         texts of buttons and messages
    attribution   whose shapes these are
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from charts.classes import Classes, classify
from charts.palettes import MARKS, OTHER, SEQUENTIAL, diverging
from charts.words import Words

COUNTRIES = ("BE", "NL")
MISSING, UNPUBLISHED = -1, -2
LAYERS = ("borders", "sea", "canal", "rail", "roads", "names")
WORDS = {
    "whole": "district_reset",
    "in": "zoom_in",
    "out": "zoom_out",
    "failed": "failed",
    "loading": "loading",
    "list": "list",
    "scroll": "scroll",
    "fingers": "fingers",
}
# A text that names more places than this is a list, and the list is beside the map.
SAID = 8


class Subject(NamedTuple):
    """What a map is about.

    comparability   same, bridged, not_comparable or one_country (then `country` says which)
    notes           a line under the legend: by country where each has its own legend, else under ""
    """

    title: str
    unit: str
    decimals: int
    comparability: str
    country: str | None = None
    notes: Mapping[str, str] = {}

    @property
    def apart(self) -> bool:
        """Whether the two countries may not be drawn on one scale."""
        return self.comparability == "not_comparable"


class Entry(NamedTuple):
    """A place as listed; `places` in the module's docstring."""

    area: str
    name: str
    legend: int
    kind: int
    text: str
    rank: int = 0
    status: str = ""
    period: str = ""


def scales(
    rows: pd.DataFrame, subject: Subject, *, diverging: bool = False, most: int = 5
) -> dict[str, Classes]:
    """The classes of a subject, from all rows it will ever draw (every period, both maps): columns country, value.

    One scale under "", or one a country where they may not be compared.
    """
    if not subject.apart:
        return {"": classify(rows.value, most=most, diverging=diverging)}
    return {side: classify(rows[rows.country == side].value, most=most) for side in COUNTRIES}


def describe(
    rows: pd.DataFrame,
    subject: Subject,
    *,
    level: str,
    period: str,
    places: pd.DataFrame,
    expected: Sequence[str],
    classes: Mapping[str, Classes],
    words: Words,
    layers: Mapping[str, str],
    bounds: Sequence[float],
    attribution: str = "",
    ranked: bool = False,
    selected: str | None = None,
    group: str = "map",
    side: str = "a",
    height: int = 560,
) -> dict[str, Any]:
    """The map of `rows`, as the module's docstring tells.

    rows        columns area, value, status, period; one row an area; missing values are rows left out or NaN
    places      indexed by key: name (the reader's), level, country
    expected    the places that must be named, in this order, if need be as missing; others with a figure follow
    classes     from `scales`; the same for each period and both maps, so that a colour keeps its meaning
    layers      published name to address, all of them; the areas of `level` are picked here
    ranked      number the places from high to low, where that is honest: one scale, one period
    """
    known = rows[rows.value.notna()].set_index("area")
    if not known.index.is_unique:
        raise ValueError(f"two figures for {', '.join(known.index[known.index.duplicated()].unique())}")
    others = [area for area in places.index[places.index.isin(known.index)] if area not in expected]
    if strange := set(known.index) - {*expected, *others}:
        raise ValueError(f"figures for places that are not known: {', '.join(sorted(strange))}")
    # Places of different years, or on different scales, stand in no order.
    honest = ranked and not subject.apart and known.period.nunique() == 1
    ranks = known.value.rank(method="min", ascending=False).astype(int).to_dict() if honest else {}
    figures = known.to_dict("index")
    entries = [
        _entry(area, figures.get(area), ranks.get(area, 0), subject, places, classes, words, period)
        for area in [*expected, *sorted(others, key=lambda area: str(places.at[area, "name"]))]
    ]
    entries.sort(key=lambda entry: (entry.legend, entry.rank or len(entries)))
    said = {
        "title": subject.title,
        "period": words.period(period),
        "values": _said(entries, expected, subject, words),
    }
    return {
        "group": group,
        "side": side,
        "level": level,
        "language": words.language,
        "layers": {layer: layers[layer] for layer in LAYERS if layer in layers}
        | ({"areas": layers[f"areas-{level}"]} if f"areas-{level}" in layers else {}),
        "bounds": [round(float(edge), 4) for edge in bounds],
        "places": [_short(entry) for entry in entries],
        "legends": _legends(subject, classes, words),
        "marks": _marks(entries, level, subject, places, words),
        "statuses": {
            status: [words(f"status.{status}"), kind]
            for status, kind in MARKS.items()
            if any(entry.status == status for entry in entries)
        },
        "period": words.period(period),
        "apart": subject.apart,
        "selected": selected,
        "height": height,
        "alt": words("map.alt", **said),
        "spoken": words("map.spoken", **said),
        "words": {name: words(f"map.{key}") for name, key in WORDS.items()}
        | {"rank": words("map.rank", rank="{rank}", of=len(ranks))},
        "attribution": attribution,
    }


def _entry(
    area: str,
    figure: Mapping[Any, Any] | None,
    rank: int,
    subject: Subject,
    places: pd.DataFrame,
    classes: Mapping[str, Classes],
    words: Words,
    period: str,
) -> Entry:
    """A place as the map and the list show it."""
    name, country = str(places.at[area, "name"]), str(places.at[area, "country"])
    legend = COUNTRIES.index(country) if subject.apart else 0
    if figure is None:
        if subject.country and subject.country != country:
            kind, text = UNPUBLISHED, words("map.no_counterpart", country=words(f"country.{country}"))
        else:
            kind, text = MISSING, words("map.nodata")
        return Entry(area, name, legend, kind, text)
    value = float(figure["value"])
    return Entry(
        area,
        name,
        legend,
        classes[country if subject.apart else ""].of(value),
        words.number(value, subject.decimals),
        rank,
        figure["status"] if figure["status"] in MARKS else "",
        words.period(figure["period"]) if figure["period"] != period else "",
    )


def _short(entry: Entry) -> list[Any]:
    """An entry without its empty end."""
    filled = list(entry)
    while not filled[-1] and len(filled) > 5:
        filled.pop()
    return filled


def _said(entries: Sequence[Entry], expected: Sequence[str], subject: Subject, words: Words) -> str:
    """The figures in one sentence; of many places only the highest and the lowest, where they have an order."""
    told = [entry for entry in entries if entry.area in expected]
    if len(told) > SAID:
        ordered = [entry for entry in told if entry.rank]
        told = [ordered[0], ordered[-1]] if ordered else []
    parts, before = [], ""
    for entry in told:
        side = words(f"country.{COUNTRIES[entry.legend]}") if subject.apart else ""
        head = f"{side}: " if side != before else ""
        before = side
        unit = f" {subject.unit}" if entry.kind >= 0 else ""
        more = f" ({entry.period})" if entry.period else ""
        parts.append(f"{head}{entry.name} {entry.text}{unit}{more}")
    return "; ".join(parts) + ("." if parts else "")


def _legends(subject: Subject, classes: Mapping[str, Classes], words: Words) -> list[dict[str, Any]]:
    """One legend for one scale; a legend a country where there are two."""
    legends = []
    for side, scale in zip(COUNTRIES if subject.apart else ("",), (SEQUENTIAL, OTHER), strict=False):
        made = classes[side]
        light, dark = diverging(made.below, len(made) - made.below) if made.diverging else scale.of(len(made))
        legends.append(
            {
                "title": words(f"country.{side}") if side else subject.title,
                "unit": subject.unit,
                "note": subject.notes.get(side, ""),
                "labels": made.labels(words.number, words("map.class", low="{low}", high="{high}")),
                "light": light,
                "dark": dark,
            }
        )
    return legends


def _marks(
    entries: Sequence[Entry], level: str, subject: Subject, places: pd.DataFrame, words: Words
) -> list[list[str]]:
    """What the key explains beside the classes: only what this map shows."""
    kinds = {entry.kind for entry in entries}
    marks = [["missing", words("map.nodata")]] if MISSING in kinds else []
    if UNPUBLISHED in kinds:
        other = next(side for side in COUNTRIES if side != subject.country)
        marks.append(["unpublished", words("map.no_counterpart", country=words(f"country.{other}"))])
    for mark in dict.fromkeys(MARKS.values()):
        shown = [
            s for s, kind in MARKS.items() if kind == mark and any(entry.status == s for entry in entries)
        ]
        if shown:
            marks.append([mark, ", ".join(words(f"status.{status}") for status in shown)])
    if (places.level == level).sum() > len(entries):
        marks.append(["context", words("map.context")])
    if level in ("municipality", "nuts3"):
        marks.append(["approximate", words("map.approximate_short")])
    return marks
