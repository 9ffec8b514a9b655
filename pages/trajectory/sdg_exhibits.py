"""The exhibit of development goals: the projects and the indicators that serve each. Needs no Streamlit."""

from briefings.exhibit import Exhibit
from i18n.translator import Words
from loaders.datasets.catalogue import catalogue
from loaders.datasets.places import SIX
from loaders.trajectory.project_status import PROJECT_STATUSES
from loaders.trajectory.sdg_indicators import EMISSIONS, GoalIndicator, sdg_indicators
from pages.trajectory.goal_directions import Direction, directions
from pages.trajectory.registers import goals, projects
from shell import exhibits
from shell.datasets import cached, note_used
from shell.exhibits import builder
from shell.exhibits.choices import Choices

PAGE = "trajectory"
# How many projects of a goal the table names; the projects themselves have a filter by goal.
NAMED = 6
KINDS = ("better", "worse", "same")


@builder
def by_goal(_choices: Choices, t: Words) -> Exhibit:
    """Each goal with its projects by status, its indicators, and which way these went since 2019."""
    # Also where no indicator of a goal is a figure of these: the table says so of all goals.
    note_used("projects", "trajectory_sdgs", "indicators", "emissions")
    body = [[t(f"sdg.{goal}"), *_projects(goal, t), _indicators(goal, t.language)] for goal in goals()]
    served = sum(_has_direction(goal, t.language) for goal in goals())
    return exhibits.table(
        "sdg",
        PAGE,
        [t(f"goals.{key}") for key in ("goal", "projects", "names", "indicators")],
        body,
        caption=t("goals.title"),
        message=t("goals.message", served=t.number(served), all=t.number(len(body))),
        source=t("goals.source"),
    )


def _projects(goal: str, t: Words) -> list[str]:
    """How many projects by status, and their names."""
    rows = projects(t)
    rows = rows[[goal in keys.split() for keys in rows.sdgs]]
    counts = ((t(f"project.{key}").lower(), int((rows.status == key).sum())) for key in PROJECT_STATUSES)
    by_status = "; ".join(f"{name}: {t.number(count)}" for name, count in counts if count)
    more = f" {t('sources.more', count=len(rows) - NAMED)}" if len(rows) > NAMED else ""
    return [by_status or "–", "; ".join(rows.name[:NAMED]) + more]


@cached("indicators", "emissions")
def _indicators(goal: str, language: str) -> str:
    t = Words(language)
    return " ".join(_indicator(entry, t) for entry in sdg_indicators().get(goal, ())) or t("goals.no_indicator")


@cached("indicators", "emissions")
def _has_direction(goal: str, language: str) -> bool:
    """Whether an indicator of the goal went some way in one of the six: without it says nothing about the goal."""
    return any(directions(entry, Words(language)) for entry in sdg_indicators().get(goal, ()))


def _indicator(entry: GoalIndicator, t: Words) -> str:
    """The indicator, which way is better and why, and how many of the six on each side went that way."""
    is_emissions = entry.indicator == EMISSIONS
    label = t("climate.emissions") if is_emissions else t.of(catalogue()[entry.indicator].label)
    found = directions(entry, t)
    # An indicator of one country has nothing to say about the other.
    published = None if is_emissions else catalogue()[entry.indicator].country
    sides = [
        t("goals.side", country=t(f"country.{country}"), counts=_count(country, found, t))
        for country in ("BE", "NL")
        if published in (None, country)
    ]
    return " ".join([f"{label} ({t(f'goals.{entry.better}')}).", t.of(entry.why), *sides])


def _count(country: str, found: list[Direction], t: Words) -> str:
    """How many places of a country went which way, and between which years; that none has a direction."""
    found = [one for one in found if one.place.startswith(country)]
    if not found:
        return t("goals.no_direction")
    counts = ((kind, sum(one.kind == kind for one in found)) for kind in KINDS)
    of = t.number(sum(place.startswith(country) for place in SIX))
    text = ", ".join(t(f"goals.{kind}", count=t.number(count), of=of) for kind, count in counts if count)
    years = dict.fromkeys(t("period.between", first=one.first, last=one.last) for one in found)
    return f"{text} ({', '.join(years)})"
