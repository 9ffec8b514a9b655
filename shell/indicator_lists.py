"""Lists in which an indicator is chosen: what is complete comes first, and each label says places and years."""

from collections.abc import Mapping
from typing import Any

from i18n.translator import Words
from loaders.datasets import coverage
from loaders.datasets.catalogue import Indicator, catalogue
from loaders.datasets.places import SIX
from shell.datasets import cached, plain_table
from shell.indicator_data import ALL_MUNICIPALITIES, by_theme, offered_indicators


@cached("indicators", "places")
def coverage_by_indicator() -> dict[str, dict[str, Any]]:
    """The rows of `loaders.datasets.coverage.coverage` by indicator. Shared: never alter them."""
    levels = dict(plain_table("places").set_index("place")["level"])
    table = coverage.coverage(plain_table("indicators"), levels, catalogue())
    return {
        str(row["indicator"]): {str(name): value for name, value in row.items()} for row in table.to_dict("records")
    }


def indicators_at(level: str) -> frozenset[str]:
    """The indicators with a dated figure at a level, without making the figures of each."""
    return _indicators_by_level().get(level, frozenset())


@cached("indicators", "places")
def _indicators_by_level() -> dict[str, frozenset[str]]:
    places = plain_table("places").set_index("place")["level"]
    rows = plain_table("indicators")
    rows = rows.loc[rows["period"].fillna("") != "", ["indicator", "place"]].drop_duplicates()
    rows = rows.assign(level=rows["place"].map(places))
    # The level of all municipalities is there where others than the six have a figure.
    other_towns = (rows["level"] == "municipality") & ~rows["place"].isin(SIX)
    rows.loc[other_towns, "level"] = ALL_MUNICIPALITIES
    return {str(level): frozenset(keys) for level, keys in rows.groupby("level")["indicator"]}


def leading_indicators(entries: Mapping[str, Indicator] | None = None) -> dict[str, Indicator]:
    """The indicators of a list before a reader asks for all: the core ones; in a theme without these the main ones."""
    entries = offered_indicators() if entries is None else entries
    with_core = {one.theme for one in entries.values() if one.core}
    return {key: one for key, one in entries.items() if one.core or (one.theme not in with_core and not one.detail)}


def list_by_theme(t: Words, *, every: bool) -> dict[str, dict[str, str]]:
    """By theme the labels of the leading indicators, or of every one: the core first, details last."""
    leading, labels = leading_indicators(), _labels(t.language)
    return {theme: {key: labels[key] for key in keys if every or key in leading} for theme, keys in by_theme(t).items()}


def label_with_coverage(key: str, t: Words) -> str:
    """The label of an indicator with its places and years: Population (6 of 6 · 2006–2026)."""
    return _labels(t.language)[key]


@cached("indicators", "places")
def _labels(language: str) -> dict[str, str]:
    t, found = Words(language), coverage_by_indicator()
    return {
        key: t("coverage.label", label=t.of(one.label), coverage=describe_coverage(found[key], t))
        for key, one in catalogue().items()
    }


def describe_coverage(row: Mapping[str, Any], t: Words) -> str:
    """Places and years in a few words; that there are no years where no figure has one."""
    if not row["level"]:
        return t("coverage.none")
    first, latest = str(row["first"]), str(row["latest"])
    years = first if first == latest else t("period.between", first=first, last=latest)
    places = t(f"coverage.{row['level']}", **_counts(row, t))
    return t("coverage.places_and_years", places=places, years=years)


def _counts(row: Mapping[str, Any], t: Words) -> dict[str, str]:
    if row["level"] == "municipality":
        return {"count": t.number(row["six"]), "of": t.number(len(SIX))}
    return {"count": t.number(row["places"])}


def nearest_complete(key: str) -> str | None:
    """The core indicator of the same theme that has all six in its best year and is most like this one; or none.

    Most like it is one of the same unit, then one of the same kind, then the nearest in the catalogue.
    """
    entries, found = catalogue(), coverage_by_indicator()
    wanted, order = entries[key], {other: position for position, other in enumerate(entries)}
    complete = [
        other
        for other, one in offered_indicators().items()
        if one.core and one.theme == wanted.theme and other != key and found[other]["six"] == len(SIX)
    ]
    return min(complete, key=lambda other: _distance(entries[other], wanted, order), default=None)


def nearest_comparable(key: str) -> str | None:
    """The indicator of the same theme that may be compared across the border and is computed from the same figures.

    Such as the price index of a house price: the course compares where the level does not. None where there is none;
    of several the nearest in the catalogue.
    """
    entries, offered = catalogue(), offered_indicators()
    order = {other: position for position, other in enumerate(entries)}
    theme, roots = entries[key].theme, _roots(key)
    near = [
        other
        for other, one in offered.items()
        if other != key and one.comparability in ("same", "bridged") and one.theme == theme and roots & _roots(other)
    ]
    return min(near, key=lambda other: _distance(entries[other], entries[key], order), default=None)


def _roots(key: str) -> frozenset[str]:
    """The sourced indicators of its theme that an indicator is computed from, through all steps; itself where none."""
    entries = catalogue()
    if not entries[key].inputs:
        return frozenset({key})
    roots = frozenset().union(*map(_roots, entries[key].inputs))
    return frozenset(root for root in roots if entries[root].theme == entries[key].theme)


def _distance(one: Indicator, wanted: Indicator, order: Mapping[str, int]) -> tuple[bool, bool, int]:
    return one.unit != wanted.unit, one.kind != wanted.kind, abs(order[one.key] - order[wanted.key])
