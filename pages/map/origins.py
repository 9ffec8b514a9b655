"""Why a change ends or is not what it seems: figures of another publisher, or of another table or definition of one.

The rule itself is that of `shell.exhibits.year_pairs`. Needs no Streamlit.
"""

from collections.abc import Mapping

from i18n.translator import Words
from shell.exhibits.figure_texts import list_names
from shell.exhibits.year_pairs import Publishers
from shell.indicator_data import areas


def explain_others(name: str, base: str, own: Publishers, others: list[tuple[str, Publishers]], t: Words) -> str:
    """Which figures of a place, by period, are of another publisher than that of the base, and of whom."""
    listed = [f"{t.period(period)} ({_name_publishers(publishers, t)})" for period, publishers in others]
    return t(
        "explore.without_publisher",
        place=name,
        base=t.period(base),
        publisher=_name_publishers(own, t),
        others=list_names(listed, t, limit=4),
    )


def _name_publishers(publishers: Publishers, t: Words) -> str:
    return ", ".join(sorted(map(t.half, publishers)))


def describe_moves(moved: Mapping[str, str], places: tuple[str, ...], t: Words) -> str:
    """From which period on the figures of places are of another table or definition; empty where all are of one.

    moved   place to that period
    """
    names = areas(t.language)["name"]
    by_period: dict[str, list[str]] = {}
    for place in places:
        if place in moved:
            by_period.setdefault(moved[place], []).append(str(names[place]))
    parts = [
        t("explore.moved_from", names=list_names(by_period[period], t, limit=6), period=t.period(period))
        for period in sorted(by_period)
    ]
    return t("explore.moved", moves="; ".join(parts)) if parts else ""
