"""One map in words and numbers, from which the screen (`map/map.js`), slides and paper draw it.

Comparability changes the drawing. Figures that may be compared share one scale, one legend and, if `ranked`, a
rank. Figures that may not be compared have a scale, a legend and a colour per country, and never a rank. Where only
one country publishes a figure, the other side is hatched, with the reason.

A description is a dict, small enough to travel at each change (68 places: under 6 kB):

    group, side   maps of one group move together; `side` is another one for each
    level         which borders are drawn; `language`: of the names on the map
    layers        addresses; no areas where a level has no shapes
    bounds        west, south, east, north of the first view and of the button back to it
    places        as listed: [key, name, legend, class, text, rank, status, period], without an empty end.
                  class -1: no figure, -2: not published there; period: only if another than the map's, or why what
                  is shown cannot be computed
    legends       title, unit, note, labels (one per class), light and dark (their colours on such a page); of two
                  figures also square: `charts.paired_map`
    marks         [kind, label] of missing, unpublished, dots, bars, context, approximate: those on this map
    fetched       [kind, label] of layers that only a refresh brings, where they are there
    statuses      of the places, where not measured: status to its word and its mark
    points, kinds circles above the areas, if any: `charts/points.py`
    period, apart the period in words; whether figures may not be compared across the state border
    selected      key of the chosen place, or none; `height`: of the map in pixels on a wide page
    highlighted   keys of the places that stand out in a list of many; absent where none does
    alt           the map in one text, for a screen reader
    words         texts of buttons and messages; `attribution`: whose shapes these are
"""

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pandas as pd

from charts.class_breaks import ClassBreaks
from charts.map_key import describe_legends, list_marks
from charts.map_style import MISSING, UNPUBLISHED
from charts.map_subject import COUNTRIES, Entry, MapContext, MapFrame, MapView, Subject, scales
from charts.palettes import MARKS
from charts.words import Words

__all__ = ["Entry", "MapContext", "MapFrame", "MapView", "Subject", "describe", "describe_legends", "scales"]

# Layers that only a refresh brings: the key of the map explains them once they are there.
FETCHED = ("port_area", "cycle_highways")
WORDS = ("list", "loading", "lost", "failed", "zoom_in", "zoom_out", "district_reset", "scroll", "fingers")
# To name more places than this is the task of the list beside the map.
MOST_NAMED = 8


def describe(
    rows: pd.DataFrame,
    subject: Subject,
    context: MapContext,
    view: MapView,
    *,
    classes: Mapping[str, ClassBreaks],
    frame: MapFrame,
) -> dict[str, Any]:
    """The map of `rows`, as the module's docstring describes it.

    rows        columns place, value, status, period; one row per place; missing values are rows left out or NaN
    classes     from `scales`; the same for each period and both maps, so that a colour keeps its meaning

    Raises ValueError for two figures of one place, and for a place that is not among those of the context.
    """
    words, expected = context.words, view.expected
    known, others = _known_rows(rows, context.places, expected)
    # Places of different years, or on different scales, have no order.
    comparable = view.ranked and not subject.apart and known.period.nunique() == 1
    # As printed: two figures that look equal share a rank.
    step = Decimal(1).scaleb(-subject.decimals)
    printed = known.value.map(lambda value: float(Decimal(str(value)).quantize(step, ROUND_HALF_UP)))
    ranks = printed.rank(method="min", ascending=False).astype(int).to_dict() if comparable else {}
    figures = known.to_dict("index")
    entries = [
        _entry(place, figures.get(place), ranks.get(place, 0), subject, context, classes, view)
        for place in [*expected, *others]
    ]
    entries.sort(key=lambda entry: (entry.legend, not entry.rank, entry.rank))
    values = _describe_values(entries, expected, subject, words)
    alt = words("map.alt", title=subject.title, period=words.period(view.period), values=values)
    legends = describe_legends(subject, classes, words)
    return assemble(entries, legends, alt, context, view, apart=subject.apart, frame=frame)


def assemble(
    entries: Sequence[Entry],
    legends: Sequence[Mapping[str, Any]],
    alt: str,
    context: MapContext,
    view: MapView,
    *,
    apart: bool,
    frame: MapFrame,
) -> dict[str, Any]:
    """The map of places in the order of the list, with the legends that their classes belong to."""
    words, layers = context.words, context.layers
    statuses = [status for status in MARKS if any(entry.status == status for entry in entries)]
    return {
        "group": frame.group,
        "side": frame.side,
        "level": view.level,
        "language": words.language,
        "layers": _of_level(layers, view.level),
        "bounds": [round(float(edge), 4) for edge in context.bounds],
        "places": [_short(entry) for entry in entries],
        "legends": list(legends),
        "marks": list_marks(entries, statuses, view, context),
        "fetched": [[name, words(f"shapes.{name}")] for name in FETCHED if name in layers],
        "statuses": {status: [words(f"status.{status}"), MARKS[status]] for status in statuses},
        "period": words.period(view.period),
        "apart": apart,
        "selected": frame.selected,
        "height": frame.height,
        "alt": alt,
        "words": {key: words(f"map.{key}") for key in WORDS}
        | {"rank": words("map.rank", rank="{rank}", of=sum(bool(entry.rank) for entry in entries))},
        "attribution": context.attribution,
    } | ({"highlighted": list(view.highlighted)} if view.highlighted else {})


def _known_rows(rows: pd.DataFrame, places: pd.DataFrame, expected: Sequence[str]) -> tuple[pd.DataFrame, list[str]]:
    """The rows with a figure, by place, and the places among them that are not expected, by name."""
    known = rows[rows.value.notna()].set_index("place")
    if not known.index.is_unique:
        raise ValueError(f"two figures for {', '.join(known.index[known.index.duplicated()].unique())}")
    others = [place for place in places.index if place in known.index and place not in expected]
    if unknown := set(known.index) - {*expected, *others}:
        raise ValueError(f"figures for places that are not known: {', '.join(sorted(unknown))}")
    return known, sorted(others, key=lambda place: str(places.at[place, "name"]))


def _entry(
    place: str,
    figure: Mapping[Any, Any] | None,
    rank: int,
    subject: Subject,
    context: MapContext,
    classes: Mapping[str, ClassBreaks],
    view: MapView,
) -> Entry:
    """A place as the map and the list show it."""
    places, words = context.places, context.words
    name, country = str(places.at[place, "name"]), str(places.at[place, "country"])
    legend = COUNTRIES.index(country) if subject.apart else 0
    if figure is None and place in view.uncomputed:
        return Entry(place, name, legend, MISSING, words("map.uncomputed"), period=view.uncomputed[place])
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
        words.number(value, subject.decimals, signed=subject.signed),
        rank,
        figure["status"] if figure["status"] in MARKS else "",
        words.period(figure["period"]) if figure["period"] != view.period else "",
    )


def _of_level(layers: Mapping[str, str], level: str) -> dict[str, str]:
    """The addresses of one level: its areas, and all that is drawn around them."""
    shapes = {"areas": layers[f"areas-{level}"]} if f"areas-{level}" in layers else {}
    return shapes | {name: address for name, address in layers.items() if not name.startswith("areas-")}


def _short(entry: Entry) -> list[Any]:
    """An entry without its empty end."""
    last = max(place for place, part in enumerate(entry) if part or place < 5)
    return list(entry[: last + 1])


def _describe_values(entries: Sequence[Entry], expected: Sequence[str], subject: Subject, words: Words) -> str:
    """The figures in one sentence; of many places only the highest and the lowest, if they have an order."""
    named = [entry for entry in entries if entry.place in expected]
    if len(named) > MOST_NAMED:
        ordered = [entry for entry in named if entry.rank]
        named = [ordered[0], ordered[-1]] if ordered else []
    parts = []
    for entry in named:
        unit = f" {subject.unit}" if entry.kind >= 0 else ""
        aside = ", ".join(filter(None, [entry.period, entry.status and words(f"status.{entry.status}")]))
        parts.append(f"{entry.name} {entry.text}{unit}" + (f" ({aside})" if aside else ""))
        if subject.apart and (len(parts) == 1 or named[len(parts) - 2].legend != entry.legend):
            parts[-1] = f"{words(f'country.{COUNTRIES[entry.legend]}')}: {parts[-1]}"
    return "; ".join(parts) + ("." if parts else "")
