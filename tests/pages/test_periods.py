"""Which year the map opens with, and what happens to a chosen year when the indicator changes."""

from html import unescape

import pandas as pd
import pytest

from i18n.translator import Words
from loaders.datasets.catalogue import catalogue
from loaders.datasets.places import SIX
from shell import streamlit_hooks
from shell.indicator_data import Figures, figures
from tests.support.opening import opened, prepared, written

T = Words("nl")


def played(key: str, counts: dict[str, list[str]], status: str = "measured") -> Figures:
    """An indicator with invented figures: year to the municipalities that have one."""
    rows = [
        {"place": place, "country": place[:2], "level": "municipality", "period": year, "status": status, "value": 1.0}
        for year, areas in counts.items()
        for place in areas
    ]
    table = pd.DataFrame(rows)
    return Figures(catalogue()[key], table, table)


GENT, TERNEUZEN, VLISSINGEN = "BE-44021", "NL-GM0715", "NL-GM0718"


@pytest.mark.parametrize(
    ("key", "counts", "first", "best"),
    [
        # Most places first, then the newest year.
        ("population", {"2020": SIX, "2021": SIX, "2022": SIX[:3]}, "2020", "2021"),
        # A comparison starts in a year with figures of the same places, not only of equally many.
        ("population", {"2019": SIX[3:], "2020": SIX[:3], "2021": SIX[:3]}, "2020", "2021"),
        # One Dutch figure that is not comparable does not make the map open with 2015.
        ("income", {"2015": [*SIX[:3], TERNEUZEN], "2023": SIX[:3]}, "2015", "2023"),
        ("income", {"2015": [*SIX[:3], TERNEUZEN, VLISSINGEN], "2023": SIX[:3]}, "2015", "2015"),
        # Where the countries are comparable it counts.
        ("population", {"2015": [*SIX[:3], TERNEUZEN], "2023": SIX[:3]}, "2015", "2015"),
        ("in_migration", {"2010": [TERNEUZEN], "2016": [GENT]}, "2010", "2016"),
    ],
)
def test_the_default_is_the_newest_year_in_which_most_places_compare(key, counts, first, best):
    found = played(key, counts)
    assert (found.first_period("municipality"), found.best_period("municipality")) == (first, best)


def test_the_defaults_of_real_indicators():
    best = {key: figures(key, T).best_period("municipality") for key in ("income", "house_price", "age_share_65_plus")}
    assert best == {"income": "2023", "house_price": "2024", "age_share_65_plus": "2025"}


def test_the_page_says_that_a_newer_year_has_fewer_places():
    page = unescape(written(opened("map", indicator="house_price")))
    assert "nieuwer jaar, 2025, maar dat heeft voor minder plaatsen een cijfer (3 van 6)" in page
    assert "nieuwer jaar" not in written(opened("map", indicator="income"))


def widget(widgets, choice: str):
    """The widget of a choice: its key may have a number, see `shell.widget_seeds.seed_widget`."""
    (found,) = (each for each in widgets if str(each.key).split(".")[0] == f"_{choice}")
    return found


def test_another_indicator_opens_with_its_own_default_unless_a_picked_year_serves_it_as_well():
    app = opened("map", indicator="income")
    population = figures("population", T).best_period("municipality")

    def choose(key: str) -> str:
        widget(app.selectbox, "theme").set_value(catalogue()[key].theme).run()
        widget(app.selectbox, "indicator").set_value(key).run()
        assert not app.exception and not app.error
        return str(app.query_params["period"])

    # The default year of the first indicator is no choice of the reader.
    assert choose("population") == population != "2023"
    widget(app.select_slider, "period").set_value("2020").run()
    assert choose("house_price") == "2020", "picked, and all six have it"
    widget(app.select_slider, "period").set_value("2025").run()
    assert choose("population") == "2025"
    widget(app.select_slider, "period").set_value("2012").run()
    assert choose("population_aged_65_plus") == "2025", "three of six have 2012, all have 2025"
    assert "U koos 2012" in written(app) and "ziet u 2025" in written(app)
    widget(app.select_slider, "period").set_value("2023").run()
    assert "U koos" not in written(app)


def test_a_year_in_a_link_is_honoured_and_so_is_the_one_that_the_browser_goes_back_to(monkeypatch):
    app = opened("map", indicator="income", period="2015")
    assert app.query_params["period"] == "2015" and not app.warning
    app = opened("map", indicator="population", period="2023")
    widget(app.selectbox, "theme").set_value("income").run()
    widget(app.selectbox, "indicator").set_value("income").run()
    assert app.query_params["period"] == "2023"
    # Back: the address has another indicator, and a year that is also the default of the one before.
    app.query_params["indicator"] = "population"
    app.query_params["theme"] = catalogue()["population"].theme
    monkeypatch.setattr(streamlit_hooks, "is_history_navigation", lambda: True)
    app.run()
    assert app.query_params["indicator"] == "population" and app.query_params["period"] == "2023"


def test_two_years_start_at_the_first_that_has_the_same_places():
    app = prepared("map", indicator="age_share_65_plus", compare="period").run()
    found = figures("age_share_65_plus", T)
    at = found.comparable_places("municipality")
    first, last = app.query_params["period2"], app.query_params["period"]
    assert at[first] >= at[last] and first == found.first_period("municipality")
