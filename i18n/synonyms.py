"""The words by which readers search and that stand in no label: `synonyms.yaml`, read once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from i18n.translator import FOLDER, LOADER


@dataclass(frozen=True)
class Synonyms:
    """All synonyms of both languages.

    ignored     words of a question that mean nothing in a search, both languages
    indicators  by the key of an indicator: other words for it
    best        the indicators that answer a group of words best
    addresses   by an address of the dashboard (`port?subject=goods`): other words for what stands there
    places      by the key of a place: its other names, and those of municipalities that merged into it
    """

    ignored: tuple[str, ...]
    indicators: Mapping[str, tuple[str, ...]]
    best: frozenset[str]
    addresses: Mapping[str, tuple[str, ...]]
    places: Mapping[str, tuple[str, ...]]


@cache
def synonyms() -> Synonyms:
    """The content of the file. Cached: never alter it."""
    content: dict[str, Any] = yaml.load((FOLDER / "synonyms.yaml").read_text("utf-8"), LOADER)
    indicators: dict[str, tuple[str, ...]] = {}
    addresses: dict[str, tuple[str, ...]] = {}
    for entry in content["words"]:
        words = tuple(dict.fromkeys([*entry["nl"], *entry["en"]]))
        for key in entry.get("for", []):
            indicators[key] = indicators.get(key, ()) + words
        if "to" in entry:
            addresses[entry["to"]] = words
    return Synonyms(
        ignored=tuple(dict.fromkeys([*content["ignored"]["nl"], *content["ignored"]["en"]])),
        indicators=indicators,
        best=frozenset(entry["for"][0] for entry in content["words"] if "for" in entry),
        addresses=addresses,
        places={key: tuple(names) for key, names in content["places"].items()},
    )
