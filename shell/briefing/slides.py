"""Make a slide of what a page shows: its numbers, their sources and dates, and everything to show it later."""

import json
from collections.abc import Mapping
from typing import Any

from briefings import plotly_export
from briefings.briefing import Slide
from briefings.exhibit import Exhibit
from i18n.translator import Words
from loaders import DATASETS
from loaders.card import CardFields, DatasetError
from shell.datasets import card

# Datasets of shapes are no source of the figures of a chart or table.
SHAPES = ("places", "sea", "canal", "rail", "roads", "borders", "place_names")
# How the publisher on the card of a table of our own begins.
OWN = ("own ", "eigen ")


def make_slide(exhibit: Exhibit, query: Mapping[str, str], t: Words) -> Slide:
    """The exhibit as a slide, with everything it needs; `query` is what was chosen on its page."""
    shown = exhibit.content()
    source = str(shown.get("source", exhibit.source))
    content, rows = {"chart": _chart_content, "map": _map_content, "table": _table_content, "words": _words_content}[
        exhibit.kind
    ](shown, t)
    named = [name for name in exhibit.datasets if name not in SHAPES] or list(exhibit.datasets)
    cards = {name: fields for name in named if (fields := _card_fields(name))}
    shapes = {name: _card_fields(name) for name in SHAPES if exhibit.kind == "map"}
    # Under some figures is an explanation of their signs: it goes to the notes.
    sourced = source.startswith(t("briefing.source", publishers="").split(":")[0])
    return Slide(
        kind=exhibit.kind,
        title=exhibit.title or t(f"page.{exhibit.page}"),
        says=exhibit.message or _message(exhibit, content, t),
        source=source if sourced else _publishers(cards, t),
        date=max((str(fields.retrieved_on) for fields in cards.values()), default=""),
        content=content,
        note="" if sourced else source,
        page=exhibit.page,
        query=dict(query),
        figure=exhibit.key,
        alt=exhibit.alt or exhibit.title,
        data={name: fields.sha256 for name, fields in cards.items()},
        rows=rows,
        compared=exhibit.comparability,
        licences=[
            f"{t.of(fields.title)}: {t.of(fields.licence)}. {t.of(fields.attribution)}"
            for fields in (shapes | cards).values()
            if fields
        ],
    )


def is_absent(slide: Slide) -> bool:
    """Whether a slide only says why its figure is absent: then it has no datasets."""
    return slide.kind == "words" and not slide.data


def _publishers(cards: Mapping[str, CardFields], t: Words) -> str:
    """The source line of an exhibit without one: the publishers of its datasets; our own tables by their title."""
    # A companion table has the publisher of its dataset.
    named = [fields for name, fields in cards.items() if name in DATASETS] or list(cards.values())
    whose = [(t.of(fields.publisher), t.of(fields.title)) for fields in named]
    own = ", ".join(title for publisher, title in whose if publisher.startswith(OWN))
    publishers = dict.fromkeys(publisher for publisher, _ in whose if not publisher.startswith(OWN))
    parts = [*publishers, *([t("briefing.own", title=own)] if own else [])]
    return t("briefing.source", publishers="; ".join(parts)) if parts else ""


def _card_fields(name: str) -> CardFields | None:
    """The fields on the card of a dataset; none where it has no card, or one that cannot be read."""
    try:
        return card(name).fields
    except DatasetError:
        return None


def _words_content(shown: Mapping[str, Any], t: Words) -> tuple[dict[str, Any], None]:
    return {"paragraphs": shown["paragraphs"]}, None


def _chart_content(shown: Mapping[str, Any], t: Words) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    figure = plotly_export.to_plain_json(json.loads(shown["figure"].to_json()))
    rows = []
    for trace in figure["data"]:
        x, y = trace.get("x"), trace.get("y")
        if isinstance(x, list) and isinstance(y, list) and len(x) == len(y):
            series = {t("briefing.series"): trace.get("name", "")}
            places = [{t("table.place"): name} for name in _names_of_points(trace, len(x))] or [{}] * len(x)
            rows += [{**series, **place, "x": a, "y": b} for place, a, b in zip(places, x, y, strict=True)]
    return {"figure": figure}, rows


def _names_of_points(trace: Mapping[str, Any], count: int) -> list[str]:
    """What each point of a trace is called under the pointer: its axis may only have the place in an order.

    Empty where the points have no names.
    """
    names = trace.get("hovertext")
    if names is None:
        # Of two indicators against each other: name and both values.
        details = trace.get("customdata") or []
        names = [one[0] for one in details if isinstance(one, list) and one and isinstance(one[0], str)]
    return names if isinstance(names, list) and len(names) == count else []


def _map_content(shown: Mapping[str, Any], t: Words) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    rows = []
    for period, description in (shown["periods"] or {shown.get("period", ""): shown["map"]}).items():
        for place, name, _, kind, text, *_ in description["places"]:
            if kind >= 0:
                row = {"key": place, t("table.place"): name, t("period.label"): period, t("briefing.value"): text}
                rows.append(row)
    for key, lon, lat, kind, _, name, text in shown["map"].get("points", []):
        rows.append(
            {"key": key, t("table.place"): name, "lon": lon, "lat": lat, "kind": kind, t("briefing.value"): text}
        )
    return {"map": shown["map"], "periods": shown["periods"]}, rows


def _table_content(shown: Mapping[str, Any], t: Words) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    heads = [head or str(place + 1) for place, head in enumerate(shown["head"])]
    rows = [dict(zip(heads, row, strict=False)) for row in shown["rows"]]
    return {key: shown[key] for key in ("head", "rows", "caption")}, rows


def _message(exhibit: Exhibit, content: Mapping[str, Any], t: Words) -> str:
    """A message where the page has none: of a map the highest and the lowest place, else empty."""
    if exhibit.kind != "map":
        return ""
    ranked = sorted((place for place in content["map"]["places"] if len(place) > 5 and place[5]), key=lambda p: p[5])
    if len(ranked) < 2:
        return ""
    unit = str(content["map"]["legends"][0]["unit"])
    first, last = ranked[0], ranked[-1]
    return t("briefing.ranked", first=first[1], high=first[4], last=last[1], low=last[4], unit=unit)
