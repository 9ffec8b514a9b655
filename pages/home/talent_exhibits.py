"""Talent on both sides of the border: students, born abroad, nationality, cross-border work. Needs no Streamlit."""

from briefings.exhibit import Exhibit
from i18n.translator import Words
from loaders.datasets.catalogue import units
from pages.home.newest_figures import list_figures, newest_figures
from shell import exhibits
from shell.datasets import cached
from shell.exhibits import builder, figure_texts
from shell.exhibits.choices import Choices
from shell.indicator_data import figures, offered_indicators

# By subject the Belgian and the Dutch indicators; each is published on its own side only.
TOPICS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "students": (("students_not_domiciled", "share_students_domiciled", "student_growth"), ()),
    "born_abroad": (("share_born_abroad",), ("born_abroad_europe", "born_abroad_outside_europe")),
    "nationality": (
        ("share_foreign_nationality", "dutch_nationals_in_gent"),
        ("origin_netherlands", "origin_europe", "origin_outside_europe"),
    ),
    "border_work": (
        ("dutch_residents_working_in_flanders", "flemish_residents_working_in_netherlands"),
        ("cross_border_workers_from_belgium", "cross_border_workers_share", "cross_border_workers_to_flanders"),
    ),
}


@builder
def talent(_choices: Choices, t: Words) -> Exhibit:
    """What either side publishes on talent, whether it compares, and what is missing."""
    keys = ("subject", "belgian", "dutch", "may_compare", "missing")
    rows, publishers = _content(t.language)
    return exhibits.table(
        "talent-both-sides",
        "home",
        [t(f"sides.{key}") for key in keys],
        rows,
        caption=t("sides.talent"),
        message=t("sides.talent_message"),
        source=t("briefing.source", publishers=publishers),
    )


@cached("indicators", "places")
def _content(language: str) -> tuple[list[list[str]], str]:
    """The rows of the table, and who publishes their figures."""
    t = Words(language)
    return [_topic(topic, t) for topic in TOPICS], _list_publishers(t)


def _topic(topic: str, t: Words) -> list[str]:
    """The row of a subject: the indicators of a side are lines of one cell, for they share what is said of them."""
    sides = ([_indicator(key, t) for key in side if key in offered_indicators()] for side in TOPICS[topic])
    # A side without any indicator says so.
    belgian, dutch = (_lines(side) or t("map.nodata") for side in sides)
    why, missing = t("sides.no", why=t(f"sides.apart_{topic}")), t(f"sides.missing_{topic}")
    return [t(f"sides.talent_{topic}"), belgian, dutch, why, missing]


def _lines(texts: list[str]) -> str:
    return "\n".join(f"• {text}" for text in texts) if len(texts) > 1 else "".join(texts)


def _indicator(key: str, t: Words) -> str:
    """An indicator with its unit and its newest figures."""
    data = figures(key, t)
    label = f"{t.of(data.indicator.label)} ({t.of(units()[data.indicator.unit])})"
    return t("sides.cell", place=label, value=list_figures(newest_figures(data), data.indicator, t))


def _list_publishers(t: Words) -> str:
    names: dict[str, None] = {}
    for sides in TOPICS.values():
        for key in (key for side in sides for key in side if key in offered_indicators()):
            names |= dict.fromkeys(figure_texts.publishers(newest_figures(figures(key, t)), t))
    return figure_texts.list_names(list(names), t, limit=12)
