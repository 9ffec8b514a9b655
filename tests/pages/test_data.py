"""Exhibits of the data page, and of targets that moved, built from an address as a slide is."""

from i18n.translator import Words
from pages.data import card_exhibits, coverage_exhibits
from pages.data.exhibits import BUILDERS
from pages.trajectory import exhibits as trajectory_exhibits

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


def test_one_year_later_is_one_year_in_english():
    """Of the promises that moved, some moved by one year and some by more."""
    told = str(trajectory_exhibits.BUILDERS["table-progress-targets"]({}, Words("en")).content())
    assert "+1 year" in told and "+1 years" not in told and "+3 years" in told


def test_days_on_a_card_are_written_out_and_addresses_stay():
    text = "2026-11-23, zie `precision` en https://a.be/2026-11-23/x"
    assert card_exhibits.write_out(text, NL) == "23 november 2026, zie precision en https://a.be/2026-11-23/x"
