"""The key of a map: its legends with the classes and their colours, and what the marks beside them mean."""

from collections.abc import Mapping, Sequence
from typing import Any

from charts.class_breaks import ClassBreaks
from charts.map_style import MISSING, UNPUBLISHED
from charts.map_subject import COUNTRIES, Entry, MapContext, MapView, Subject
from charts.palettes import MARKS, OTHER, SEQUENTIAL, Scale, diverging
from charts.words import Words


def describe_legends(subject: Subject, classes: Mapping[str, ClassBreaks], words: Words) -> list[dict[str, Any]]:
    """One legend, or one per country where there are two scales."""
    legends = []

    def number(value: float, decimals: int) -> str:
        return words.number(value, decimals, signed=subject.signed)

    for side, scale in zip(COUNTRIES if subject.apart else ("",), (SEQUENTIAL, OTHER), strict=False):
        breaks = classes[side]
        light, dark = _colours(breaks, scale)
        legends.append(
            {
                "title": words(f"country.{side}") if side else subject.title,
                "unit": subject.unit,
                "note": subject.notes.get(side, ""),
                "labels": breaks.labels(
                    number, words("map.class", low="{low}", high="{high}"), published=subject.decimals
                ),
                "light": light,
                "dark": dark,
            }
        )
    return legends


def _colours(breaks: ClassBreaks, scale: Scale) -> tuple[list[str], list[str]]:
    """The colours of the classes for the light and the dark page; `scale`: of classes that do not diverge."""
    if not breaks.diverging:
        return scale.of(len(breaks))
    above = len(breaks) - breaks.below - breaks.zero
    return diverging(breaks.below, above, zero=breaks.zero, second=scale is OTHER)


def list_marks(
    entries: Sequence[Entry],
    statuses: Sequence[str],
    view: MapView,
    context: MapContext,
) -> list[list[str]]:
    """What the key explains beside the classes: only what this map shows."""
    places, words, level = context.places, context.words, view.level
    kinds = {entry.kind for entry in entries}
    absent = [text for text in map(words, ("map.nodata", "map.uncomputed")) if any(e.text == text for e in entries)]
    marks = [["missing", ", ".join(absent) or words("map.nodata")]] if MISSING in kinds else []
    if UNPUBLISHED in kinds:
        marks.append(["unpublished", next(entry.text for entry in entries if entry.kind == UNPUBLISHED)])
    for mark in dict.fromkeys(MARKS[status] for status in statuses):
        marks.append([mark, ", ".join(words(f"status.{s}") for s in statuses if MARKS[s] == mark)])
    if (places.level == level).sum() > len(entries):
        marks.append(["context", words(view.others)])
    of_level = places[places.level == level]
    if level in ("municipality", "nuts3") and (
        "quality" not in of_level or (of_level["quality"] == "approximate").any()
    ):
        marks.append(["approximate", words("map.approximate_short")])
    return marks
