"""What stands between two figures of a place, and that all pages follow the one rule. Rows here are invented."""

import pytest

from i18n.translator import LANGUAGES, Words
from loaders.datasets.catalogue import Break, catalogue
from loaders.datasets.formulas import DISTRICT
from pages.home import key_figures
from pages.map.exhibits import BUILDERS
from shell.exhibits import year_pairs
from shell.exhibits.year_pairs import Obstacle, can_be_compared, find_obstacle
from shell.indicator_data import figures

POPULATION = catalogue()["population"].model_copy(update={"breaks": ()})
MERGER = Break(areas=("BE-44021",), period="2022", why={"nl": "fusie", "en": "merger"})


def row(period: str, **more: str) -> dict[str, str]:
    texts = {"source": "a", "publisher": "CBS", "definition_nl": "op 1 januari", "derived_from": ""}
    return {"place": "BE-44021", "period": period} | texts | more


def computed(period: str, source: str) -> dict[str, str]:
    return row(period, source="computed", publisher="", derived_from=f"population {period} ({source})")


@pytest.mark.parametrize(
    ("before", "last", "obstacle"),
    [
        (row("2020"), row("2023"), None),
        (row("2020"), row("2023", source="b", publisher="Statbel"), Obstacle.PUBLISHER),
        (row("2020"), row("2023", source="b"), Obstacle.TABLE),
        (row("2020"), row("2023", definition_nl="op 31 december"), Obstacle.TABLE),
        (row("2020", source="cbs-70072ned-2018-06"), row("2023", source="cbs-70072ned-2025-12"), None),
        (row("2020"), row("2023", definition_nl="op 1 januari; voorlopig (vlag p)"), None),
        (computed("2020", "cbs-03759ned"), computed("2023", "cbs-03759ned"), None),
        (computed("2020", "cbs-70072ned-2018-06"), computed("2023", "cbs-70072ned-2025-12"), None),
        (computed("2020", "cbs-03759ned"), computed("2023", "cbs-37259ned"), Obstacle.TABLE),
        (computed("2020", "cbs-03759ned"), computed("2023", "statbel-population"), Obstacle.PUBLISHER),
    ],
)
def test_what_stands_between_two_figures(before, last, obstacle):
    assert find_obstacle(POPULATION, before, last) == obstacle
    assert can_be_compared(POPULATION, before, last) == (obstacle is None)


@pytest.mark.parametrize("place", ["BE-44021", DISTRICT])
def test_a_break_counts_first_also_of_one_of_the_six_in_their_sum(place):
    broken = POPULATION.model_copy(update={"breaks": (MERGER,)})
    assert find_obstacle(broken, row("2020", place=place), row("2023", place=place, source="b")) == Obstacle.BREAK
    assert find_obstacle(broken, row("2022", place=place), row("2023", place=place)) is None
    assert find_obstacle(broken, row("2020", place="NL-GM0715"), row("2023", place="NL-GM0715")) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sentence_of_a_chart_has_no_change_between_two_publishers(language):
    t = Words(language)
    data = figures("density_total", t)
    first, last = data.first_period("nuts3"), data.best_period("nuts3")
    origins = [
        dict(zip(rows.place, year_pairs.list_origins(rows), strict=True))
        for rows in (data.at("nuts3", first), data.at("nuts3", last))
    ]
    assert any(origins[0][place].publishers != origins[1][place].publishers for place in origins[0])
    message = BUILDERS["chart-0"]({"indicator": "density_total", "level": "nuts3", "chart": "time"}, t).message
    assert last in message and first not in message


def test_a_card_has_no_change_from_a_figure_of_another_table_and_says_so():
    t = Words("nl")
    data = figures("age_share_65_plus", t)
    course = data.course("NL-GM0715")
    last, before = course[course.period == "2025"].iloc[0], course[course.period == "2024"].iloc[0]
    assert find_obstacle(data.indicator, before, last) == Obstacle.TABLE
    (card,) = [one for one in key_figures.key_figures(t) if one.label == t.of(data.indicator.label)]
    gent, terneuzen = card.sides
    assert terneuzen.change == t("home.no_comparable") and "2024" in gent.change
