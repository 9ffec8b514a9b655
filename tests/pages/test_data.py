"""The data page's exhibits of coverage, built from an address as a slide is."""

from i18n.translator import Words
from pages.data import coverage_exhibits
from pages.data.exhibits import BUILDERS

NL = Words("nl")


def test_an_indicator_outside_the_theme_of_an_address_shows_its_own_years():
    """House prices are under housing; the address says people, as one whose theme was changed does."""
    for theme in ({"theme": "people"}, {}, {"theme": "housing"}):
        choices = {**theme, "indicator": "house_price"}
        assert coverage_exhibits.read_theme(choices, NL) == "housing"
        assert "Huizenprijs" in BUILDERS["coverage-years"](choices, NL).title


def test_without_an_indicator_the_theme_of_the_address_holds():
    assert coverage_exhibits.read_theme({"theme": "work"}, NL) == "work"
    assert coverage_exhibits.read_theme({}, NL) == next(iter(coverage_exhibits.theme_choice(NL).options))
