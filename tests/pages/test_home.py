"""The six key figures of the start page: side by side only where comparable, each with a link to its page."""

from urllib.parse import parse_qsl, urlsplit

import pytest

from i18n.translator import LANGUAGES, Words
from pages.home.key_figures import key_figures
from tests.support.opening import opened, written


@pytest.fixture(scope="module")
def dutch():
    return key_figures(Words("nl"))


def test_figures_of_two_places_are_of_one_year_and_say_whether_they_compare(dutch):
    pairs = [fact for fact in dutch if len(fact.sides) > 1]
    assert len(pairs) == 3
    for fact in pairs:
        # A figure that is provisional says so behind its year.
        assert len({side.period.split(" (")[0] for side in fact.sides}) == 1
        assert 'class="badge' in fact.badge


def test_the_port_is_told_with_the_growth_that_it_published_itself(dutch):
    # 67 million tonnes, 0.4 % more than the 66.7 that its own report on 2025 starts from; 66.3 was published before.
    (side,) = dutch[0].sides
    newer = "Nieuwer, maar geen heel jaar: 15,0 (eerste kwartaal 2026)"
    assert side == ("North Sea Port", "67,0", "2025", f"+0,4% t.o.v. 2024. {newer}")


def test_emissions_are_the_sum_of_the_six(dutch):
    (side,) = dutch[-1].sides
    assert side == ("De zes gemeenten", "20,1", "2025", "+2,1% t.o.v. 2024")


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_leads_to_a_page_that_knows_what_it_is_asked(language):
    for fact in key_figures(Words(language)):
        address = urlsplit(fact.address)
        app = opened(address.path, **dict(parse_qsl(address.query)))
        assert not app.exception and not app.warning
        assert fact.label in written(app) or fact.sides[0].value in written(app)
