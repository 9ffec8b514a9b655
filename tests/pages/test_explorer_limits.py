"""What the explorer may not say: figures that are not there, ranks of the wrong group, changes between two sources."""

import pytest

from i18n.translator import LANGUAGES, Words
from pages.map.exhibits import BUILDERS
from pages.map.measures import compute_measure
from shell.exhibits import NoFiguresError
from tests.support.opening import opened, written

T = Words("nl")
GENT, EVERGEM, ZELZATE, BORSELE = "BE-44021", "BE-44019", "BE-43018", "NL-GM0654"


def built(key: str, language: str = "nl", **choices: str):
    return BUILDERS[key](choices, Words(language))


@pytest.mark.parametrize("indicator", ["companies", "income_profile", "industrial_estates"])
def test_figures_without_a_period_are_in_the_table_and_have_no_change(indicator):
    rows = built("table-faces-tables", indicator=indicator).content()["rows"]
    assert any(cell != "–" for row in rows for cell in row[1:])
    with pytest.raises(NoFiguresError):
        built("table-faces-tables", indicator=indicator, shown_as="change")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_figures_without_a_period_has_their_table(language):
    app = opened("map", face="table", indicator="companies", level="municipality", lang=language)
    assert not app.error and not app.exception and "Borsele" in written(app)


def test_no_change_is_computed_between_figures_of_two_publishers_and_the_page_names_both():
    measured = compute_measure("foreign_nationality", "change", "2009", "nl")
    shown = set(measured.rows[measured.rows.place == GENT].period)
    assert {"2010", "2015"} <= shown and not {"2018", "2023", "2024"} & shown
    assert "2018 (Open Vld Gent)" in measured.without[GENT] and "van Statbel" in measured.without[GENT]


def test_a_change_that_goes_on_in_another_table_of_its_publisher_says_so():
    measured = compute_measure("population", "change_pct", "2012", "nl")
    assert set(measured.moved) >= {GENT, BORSELE} and measured.moved[GENT] == "2016"
    assert GENT not in measured.without
    same = compute_measure("population", "change_pct", "2019", "nl")
    assert GENT not in same.moved
