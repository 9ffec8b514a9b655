"""One map in words and numbers: `map/map.js` draws it on the screen, and paper is drawn from it too.

Comparability changes the drawing. Figures that may be compared share one scale, one legend and, if asked, a
rank. Figures that may not have a scale, a legend and a colour each country, and never a rank. What only one
country publishes leaves the other side hatched, and says why.

A description is a dict, small enough to travel at each change (68 places: under 6 kB):

    group, side   maps of one group move together; `side` tells them apart
    level         which borders are drawn; `language`: of the names on the map
    layers        addresses; no areas where a level has no shapes
    bounds        west, south, east, north of the first view and of the button back to it
    places        as listed: [key, name, legend, class, text, rank, status, period], without an empty end.
                  class -1: no figure, -2: not published there; period: only if another than the map's
    legends       title, unit, note, labels (a class each), light and dark (their colours on such a page)
    marks         [kind, label] of missing, unpublished, dots, bars, context, approximate: those on this map
    fetched       [kind, label] of layers that only a refresh brings, where they are there
    statuses      of the places, where not measured: status to its word and its mark
    points, kinds circles above the areas, if any: `charts/points.py`
    period, apart the period as people say it; whether the state border is a divide: no comparing across it
    selected      key of the chosen place, or none; `height`: of the map in pixels on a wide page
    alt           the map in one text; said again when it changes
    words         texts of buttons and messages; `attribution`: whose shapes these are
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from charts.class_breaks import ClassBreaks, classify
from charts.map_style import MISSING, UNPUBLISHED
from charts.palettes import MARKS, OTHER, SEQUENTIAL, diverging
from charts.words import Words

COUNTRIES = ("BE", "NL")
# Layers that only a refresh brings: the key of the map explains them once they are there.
FETCHED = ("port_area", "cycle_highways")
WORDS = ("list", "loading", "lost", "failed", "zoom_in", "zoom_out", "district_reset", "scroll", "fingers")
# To name more places than this is the task of the list beside the map.
MOST_TOLD = 8


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

    place: str
    name: str
    legend: int
    kind: int
    text: str
    rank: int = 0
    status: str = ""
    period: str = ""


def scales(rows: pd.DataFrame, subject: Subject, *, diverging: bool = False) -> dict[str, ClassBreaks]:
    """The classes of a subject, from all rows it will ever draw (every period, both maps).

    rows: columns country, value. One scale under "", or one a country where they may not be compared.
    """
    if not subject.apart:
        return {"": classify(rows.value, most=7 if diverging else 5, diverging=diverging)}
    return {side: classify(rows[rows.country == side].value) for side in COUNTRIES}


def describe(
    rows: pd.DataFrame,
    subject: Subject,
    *,
    level: str,
    period: str,
    places: pd.DataFrame,
    expected: Sequence[str],
    classes: Mapping[str, ClassBreaks],
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

    rows        columns place, value, status, period; one row a place; missing values are rows left out or NaN
    places      indexed by key: name (the reader's), level, country; quality of their outlines, where that is known
    expected    the places that must be named, in this order, if need be as missing; others follow
    classes     from `scales`; the same for each period and both maps, so that a colour keeps its meaning
    layers      published name to address, all of them; the areas of `level` are picked here
    ranked      number the places from high to low, where that is honest: one scale, one period
    """
    known = rows[rows.value.notna()].set_index("place")
    if not known.index.is_unique:
        raise ValueError(f"two figures for {', '.join(known.index[known.index.duplicated()].unique())}")
    others = [place for place in places.index if place in known.index and place not in expected]
    if strange := set(known.index) - {*expected, *others}:
        raise ValueError(f"figures for places that are not known: {', '.join(sorted(strange))}")
    # Places of different years, or on different scales, stand in no order.
    honest = ranked and not subject.apart and known.period.nunique() == 1
    ranks = known.value.rank(method="min", ascending=False).astype(int).to_dict() if honest else {}
    figures = known.to_dict("index")
    entries = [
        _entry(place, figures.get(place), ranks.get(place, 0), subject, places, classes, words, period)
        for place in [*expected, *sorted(others, key=lambda place: str(places.at[place, "name"]))]
    ]
    entries.sort(key=lambda entry: (entry.legend, not entry.rank, entry.rank))
    statuses = [status for status in MARKS if any(entry.status == status for entry in entries)]
    told = {"title": subject.title, "period": words.period(period)}
    told["values"] = _told(entries, expected, subject, words)
    return {
        "group": group,
        "side": side,
        "level": level,
        "language": words.language,
        "layers": _of_level(layers, level),
        "bounds": [round(float(edge), 4) for edge in bounds],
        "places": [_short(entry) for entry in entries],
        "legends": _legends(subject, classes, words),
        "marks": _marks(entries, statuses, level, subject, places, words),
        "fetched": [[name, words(f"shapes.{name}")] for name in FETCHED if name in layers],
        "statuses": {status: [words(f"status.{status}"), MARKS[status]] for status in statuses},
        "period": words.period(period),
        "apart": subject.apart,
        "selected": selected,
        "height": height,
        "alt": words("map.alt", **told),
        "words": {key: words(f"map.{key}") for key in WORDS}
        | {"rank": words("map.rank", rank="{rank}", of=len(ranks))},
        "attribution": attribution,
    }


def _entry(
    place: str,
    figure: Mapping[Any, Any] | None,
    rank: int,
    subject: Subject,
    places: pd.DataFrame,
    classes: Mapping[str, ClassBreaks],
    words: Words,
    period: str,
) -> Entry:
    """A place as the map and the list show it."""
    name, country = str(places.at[place, "name"]), str(places.at[place, "country"])
    legend = COUNTRIES.index(country) if subject.apart else 0
    if figure is None:
        if subject.country and subject.country != country:
            kind, text = UNPUBLISHED, words("map.no_counterpart", country=words(f"country.{country}"))
        else:
            kind, text = MISSING, words("map.nodata")
        return Entry(place, name, legend, kind, text)
    value = float(figure["value"])
    return Entry(
        place,
        name,
        legend,
        classes[country if subject.apart else ""].of(value),
        words.number(value, subject.decimals),
        rank,
        figure["status"] if figure["status"] in MARKS else "",
        words.period(figure["period"]) if figure["period"] != period else "",
    )


def _of_level(layers: Mapping[str, str], level: str) -> dict[str, str]:
    """The addresses of one level: its areas, and all that is drawn around them."""
    shapes = {"areas": layers[f"areas-{level}"]} if f"areas-{level}" in layers else {}
    return shapes | {name: address for name, address in layers.items() if not name.startswith("areas-")}


def _short(entry: Entry) -> list[Any]:
    """An entry without its empty end."""
    last = max(place for place, part in enumerate(entry) if part or place < 5)
    return list(entry[: last + 1])


def _told(entries: Sequence[Entry], expected: Sequence[str], subject: Subject, words: Words) -> str:
    """The figures in one sentence; of many places only the highest and the lowest, if they have an order."""
    told = [entry for entry in entries if entry.place in expected]
    if len(told) > MOST_TOLD:
        ordered = [entry for entry in told if entry.rank]
        told = [ordered[0], ordered[-1]] if ordered else []
    parts = []
    for entry in told:
        unit = f" {subject.unit}" if entry.kind >= 0 else ""
        aside = ", ".join(filter(None, [entry.period, entry.status and words(f"status.{entry.status}")]))
        parts.append(f"{entry.name} {entry.text}{unit}" + (f" ({aside})" if aside else ""))
        if subject.apart and (len(parts) == 1 or told[len(parts) - 2].legend != entry.legend):
            parts[-1] = f"{words(f'country.{COUNTRIES[entry.legend]}')}: {parts[-1]}"
    return "; ".join(parts) + ("." if parts else "")


def _legends(subject: Subject, classes: Mapping[str, ClassBreaks], words: Words) -> list[dict[str, Any]]:
    """One legend for one scale; a legend a country where there are two."""
    legends = []
    for side, scale in zip(COUNTRIES if subject.apart else ("",), (SEQUENTIAL, OTHER), strict=False):
        made = classes[side]
        above = len(made) - made.below - made.zero
        light, dark = diverging(made.below, above, zero=made.zero) if made.diverging else scale.of(len(made))
        legends.append(
            {
                "title": words(f"country.{side}") if side else subject.title,
                "unit": subject.unit,
                "note": subject.notes.get(side, ""),
                "labels": made.labels(
                    words.number, words("map.class", low="{low}", high="{high}"), published=subject.decimals
                ),
                "light": light,
                "dark": dark,
            }
        )
    return legends


def _marks(
    entries: Sequence[Entry],
    statuses: Sequence[str],
    level: str,
    subject: Subject,
    places: pd.DataFrame,
    words: Words,
) -> list[list[str]]:
    """What the key explains beside the classes: only what this map shows."""
    kinds = {entry.kind for entry in entries}
    marks = [["missing", words("map.nodata")]] if MISSING in kinds else []
    if UNPUBLISHED in kinds:
        marks.append(["unpublished", next(entry.text for entry in entries if entry.kind == UNPUBLISHED)])
    for mark in dict.fromkeys(MARKS[status] for status in statuses):
        marks.append([mark, ", ".join(words(f"status.{s}") for s in statuses if MARKS[s] == mark)])
    if (places.level == level).sum() > len(entries):
        marks.append(["context", words("map.context")])
    drawn = places[places.level == level]
    if level in ("municipality", "nuts3") and ("quality" not in drawn or (drawn["quality"] == "approximate").any()):
        marks.append(["approximate", words("map.approximate_short")])
    return marks
