"""How fresh the figures are: their newest year, and which are older than three years."""

from datetime import date

import pytest

from i18n.translator import LANGUAGES, Words
from loaders.datasets.coverage import AHEAD
from shell import port_data
from shell.exhibits import freshness_exhibits
from shell.exhibits.freshness_exhibits import TABLES, FigureYear, figure_years
from shell.indicator_lists import coverage_by_indicator, leading_indicators
from tests.support.invented_data import invented_data
from tests.support.opening import opened, written


@pytest.fixture(autouse=True)
def in_2026(monkeypatch):
    monkeypatch.setattr(freshness_exhibits, "today", lambda: date(2026, 11, 30))


@pytest.mark.parametrize(("year", "old"), [(2026, False), (2023, False), (2022, True), (1999, True), (None, False)])
def test_older_than_three_years(year, old):
    assert FigureYear("x", "y", year).old is old


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_names_the_newest_year_of_the_port_of_emissions_and_of_each_core_indicator(language):
    t = Words(language)
    with invented_data(core=("population", "house_price")):
        every = figure_years(t)
        assert len(every) == len(TABLES) + len(leading_indicators())
        years = {one.about: one.year for one in every}
        newest = coverage_by_indicator()["population"]["latest"]
        assert years[t.of(leading_indicators()["population"].label)] == newest
        page = written(opened("data", part="fresh", lang=language))
        old = sum(one.old for one in every)
        assert t("refresh.years_told", old=t.number(old), of=t.number(len(every)), limit="3") in page
        assert str(newest) in page and t("refresh.good") in page


def test_targets_and_projections_of_the_port_are_no_newest_year():
    rows = port_data.read_table("port_cargo")
    every = figure_years(Words("nl"))
    known = rows.loc[~rows.status.isin(AHEAD), "year"].max()
    assert every[0].year == known < rows.year.max()
