"""Places and indicators to find, and which indicator has a figure of which place."""

import pandas as pd

from i18n.synonyms import synonyms
from i18n.translator import LANGUAGES, Words
from loaders.datasets.catalogue import Indicator, themes
from loaders.datasets.places import SIX
from shell.datasets import plain_table
from shell.indicator_data import ALL_MUNICIPALITIES, all_municipalities, areas, offered_indicators
from shell.indicator_lists import coverage_by_indicator, describe_coverage, leading_indicators
from shell.search.entries import Entry, address, other_language, pick_keywords

PORT_LEVEL = "port"


def listed_places() -> list[str]:
    """The keys of all places in the order of their entries: the six, the other municipalities, then larger areas."""
    levels = areas(LANGUAGES[0])["level"]
    return [*all_municipalities(), *map(str, levels.index[levels != "municipality"])]


def map_level(place: str) -> str:
    """The level at which the map page has a place."""
    level = str(areas(LANGUAGES[0]).loc[place, "level"])
    return ALL_MUNICIPALITIES if level == "municipality" and place not in SIX else level


def places(t: Words) -> list[Entry]:
    """Every place: a municipality with its former names opens its profile, a larger area the map."""
    rows, other = areas(t.language), areas(other_language(t).language)["name"]
    entries = []
    for place in listed_places():
        row, level = rows.loc[place], map_level(place)
        names = (str(other[place]), *synonyms().places.get(place, ()))
        is_municipality = str(row["level"]) == "municipality"
        weight = 3 if place in SIX else int(is_municipality)
        # Only a municipality lies in one country for certain: the port and the district lie in two.
        known = {"country": t(f"country.{row['country']}")} if is_municipality else {}
        detail = t(f"search.level_{row['level']}", **known)
        entries.append(Entry("place", str(row["name"]), _address(place, level), detail, names, weight=weight))
    return entries


def _address(place: str, level: str) -> str:
    if place in all_municipalities():
        return address("place", place=place)
    if level == PORT_LEVEL:
        return address("port", subject="cargo")
    return address("map", indicator="population", level=level, face="map")


def indicators(t: Words) -> list[Entry]:
    """Every indicator that is offered, with its coverage; words of both definitions lead to it too."""
    found, leading, positions = coverage_by_indicator(), leading_indicators(), _positions_with_figure()
    other = other_language(t)
    entries = []
    for key, one in offered_indicators().items():
        label = t.of(one.label)
        names = (other.of(one.label), *synonyms().indicators.get(key, ()))
        detail = f"{t.of(themes()[one.theme])} · {describe_coverage(found[key], t)}"
        texts = [t.of(one.definition[country]) for country in ("BE", "NL")]
        keywords = pick_keywords([*texts, t.of(themes()[one.theme])], label, *names)
        weight = _weight(one, leading=key in leading) + int(key in synonyms().best)
        where = address("map", indicator=key)
        entries.append(Entry("indicator", label, where, detail, names, keywords, weight, positions.get(key, ())))
    return sorted(entries, key=lambda entry: -entry.weight)


def _weight(one: Indicator, *, leading: bool) -> int:
    if one.core:
        return 3
    return -1 if one.detail else int(leading)


def _positions_with_figure() -> dict[str, tuple[int, ...]]:
    """By indicator the positions in `listed_places` of the places with a dated figure."""
    position = {place: number for number, place in enumerate(listed_places())}
    rows = plain_table("indicators")
    rows = rows.loc[rows["period"].fillna("") != "", ["indicator", "place"]].drop_duplicates()
    rows = pd.DataFrame({"indicator": rows["indicator"], "position": rows["place"].map(position)}).dropna()
    return {
        str(key): tuple(sorted(int(one) for one in several)) for key, several in rows.groupby("indicator")["position"]
    }
