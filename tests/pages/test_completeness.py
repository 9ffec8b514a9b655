"""What is complete comes first: lists with places and years, the core set in front, and what is offered for a gap."""

from html import unescape

import pytest

from i18n.translator import LANGUAGES, Words
from loaders.datasets.catalogue import catalogue
from loaders.datasets.places import SIX
from pages.map.views import read_selection, second_choice
from pages.place.exhibits import BUILDERS
from pages.place.key_figure_exhibits import KEY_FIGURES
from shell.indicator_data import ALL_MUNICIPALITIES, Figures, all_municipalities, figures
from shell.indicator_lists import (
    coverage_by_indicator,
    describe_coverage,
    label_with_coverage,
    leading_indicators,
    list_by_theme,
    nearest_complete,
)
from tests.support.invented_data import invented_data, played
from tests.support.opening import opened, widget, written

T = Words("nl")
GENT = SIX[0]
# An invented core set: two of one theme, one of another; not the first of their themes.
CORE = ("age_share_65_plus", "population", "house_price")


@pytest.fixture
def core():
    with invented_data(core=CORE):
        yield


@pytest.fixture
def no_core():
    with invented_data():
        yield


@pytest.mark.parametrize(
    ("row", "dutch", "english"),
    [
        (
            {"level": "municipality", "six": 6, "first": 2006, "latest": 2026},
            "6 van 6 · 2006–2026",
            "6 of 6 · 2006–2026",
        ),
        ({"level": "municipality", "six": 1, "first": 2020, "latest": 2020}, "1 van 6 · 2020", "1 of 6 · 2020"),
        (
            {"level": "nuts3", "places": 4, "first": 2000, "latest": 2022},
            "4 NUTS 3 · 2000–2022",
            "4 NUTS 3 · 2000–2022",
        ),
        (
            {"level": "district", "places": 1, "first": 2000, "latest": 2022},
            "district · 2000–2022",
            "district · 2000–2022",
        ),
        ({"level": ""}, "zonder jaartal", "without a year"),
    ],
)
def test_places_and_years_in_words(row, dutch, english):
    assert (describe_coverage(row, T), describe_coverage(row, Words("en"))) == (dutch, english)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_indicator_has_a_label_with_places_and_years(language):
    t = Words(language)
    for key, one in catalogue().items():
        assert label_with_coverage(key, t).startswith(f"{t.of(one.label)} (")


def test_every_core_indicator_opens_with_a_year_that_all_six_have_since_2019():
    core = [key for key, one in catalogue().items() if one.core]
    for key in core:
        found = figures(key, T)
        period = found.best_period("municipality")
        assert found.places("municipality")[period] == {*SIX} and period >= "2019", key
    assert len(core) > 25


def test_without_a_core_set_all_main_indicators_are_in_front(no_core):
    assert leading_indicators().keys() >= {"population", "house_price", "income"}
    assert not any(one.detail for one in leading_indicators().values())


def test_with_a_core_set_only_that_is_in_front_and_themes_without_one_show_their_main_indicators(core):
    leading, offered = leading_indicators(), list_by_theme(T, every=False)
    assert set(offered["people"]) == {"population", "age_share_65_plus"}
    assert list(offered["housing"]) == ["house_price"]
    income = [key for key, one in catalogue().items() if one.theme == "income" and not one.detail and not one.live]
    assert set(income) <= leading.keys()
    every = list_by_theme(T, every=True)
    assert set(list(every["people"])[:2]) == set(offered["people"]), "the core set comes first"
    details = [catalogue()[key].detail for key in every["people"]]
    assert details == sorted(details), "and details come last"
    assert {key for keys in every.values() for key in keys} >= leading.keys()


def test_the_second_indicator_is_any_main_one_and_the_core_set_comes_first(core):
    options = list(second_choice("municipality", T).options)
    assert set(options[:3]) == set(CORE) and "income" in options
    assert "(6 van 6 · " in second_choice("municipality", T).options["population"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_profile_has_the_leading_indicators_and_all_main_ones_where_a_reader_asks_for_them(core, language):
    t = Words(language)
    main = [one for one in catalogue().values() if one.theme == "people" and not one.detail and not one.core]
    # The key figures of a place are there whatever the core set is.
    main = [one for one in main if one.key not in KEY_FIGURES]
    label = next(t.of(one.label) for one in main if figures(one.key, t).newest(GENT) is not None)
    few, every = (opened("place", place=GENT, lang=language, **more) for more in ({}, {"all": "1"}))
    assert not few.exception and not every.exception and not every.warning
    assert f">{label} <" not in written(few) and f">{label} <" in written(every)
    rows = [len(BUILDERS["profile"]({"place": GENT, "all": extent}, t).content()["rows"]) for extent in ("0", "1")]
    assert rows[0] < rows[1] and len(BUILDERS["profile"]({"place": GENT}, t).content()["rows"]) == rows[0]


def test_a_profile_without_a_core_set_has_no_choice_of_indicators(no_core):
    assert not [one for one in opened("place").selectbox if str(one.key).startswith("_all")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_to_an_indicator_outside_the_core_set_opens_it_and_lists_all(core, language):
    for details in ({}, {"details": "0"}, {"details": "1"}):
        app = opened("map", indicator="population_change", lang=language, **details)
        assert not app.exception and not app.warning
        assert (app.query_params["indicator"], app.query_params["details"]) == ("population_change", "1")
        assert widget(app.toggle, "details").value
    app = opened("map", indicator="population", lang=language)
    assert app.query_params["details"] == "0" and not widget(app.toggle, "details").value
    assert read_selection({"indicator": "population_change", "details": "0"}, T).view.figures.indicator.key == (
        "population_change"
    )


def test_who_switches_all_indicators_off_gets_one_of_the_core_set(core):
    app = opened("map", indicator="population_change")
    widget(app.toggle, "details").set_value(False).run()
    assert not app.exception and app.query_params["details"] == "0"
    assert app.query_params["indicator"] in CORE and not widget(app.toggle, "details").value
    widget(app.toggle, "details").set_value(True).run()
    assert app.query_params["details"] == "1" and app.query_params["indicator"] in CORE


def test_the_lists_on_the_page_say_places_and_years(core):
    app = opened("map", lang="en")
    assert widget(app.selectbox, "indicator").format_func("population").startswith("Population (6 of 6 · ")


def test_the_nearest_complete_indicator_is_of_the_theme_and_the_core_set_and_of_one_unit_before_another():
    with invented_data(core=("population", "house_price", "house_price_index")):
        complete = {key for key in catalogue() if coverage_by_indicator()[key]["six"] == len(SIX)}
        assert {"population", "house_price"} <= complete
        assert nearest_complete("live_births") == "population"
        assert nearest_complete("population") is None, "there is no other one"
        assert nearest_complete("income") is None, "none in its theme"


def offers(app) -> dict[str, str]:
    """The labels of the buttons that offer something more complete."""
    more_complete = {"offer-period", "offer-indicator"}
    return {button.key: button.label for button in app.button if button.key in more_complete}


def test_where_a_year_has_few_places_one_press_takes_the_year_with_most():
    with invented_data(core=CORE, absent=(("population", GENT, "2024"),)):
        best = figures("population", T).best_period("municipality")
        app = opened("map", indicator="population", period="2024")
        assert T("map.few", period="2024", count="5", of="6") in unescape(written(app))
        assert offers(app) == {"offer-period": f"Toon {best} (6 van 6)"}
        app.button("offer-period").click().run()
        assert not app.exception and app.query_params["period"] == best != "2024"
        assert not offers(app)


@pytest.mark.parametrize("face", ["map", "chart", "table"])
def test_where_no_year_is_complete_one_press_takes_a_complete_indicator(face):
    english = Words("en")
    with invented_data(core=CORE, absent=(("age_share_65_plus", GENT, ""),)):
        app = opened("map", indicator="age_share_65_plus", face=face, lang="en")
        label = english("map.offer_indicator", label=label_with_coverage("population", english))
        assert offers(app) == {"offer-indicator": label}
        app.button("offer-indicator").click().run()
        assert not app.exception and app.query_params["indicator"] == "population"
        assert not offers(app)


def test_an_indicator_that_is_not_by_municipality_offers_one_that_is():
    with invented_data(core=CORE, absent=tuple(("age_share_65_plus", place, "") for place in all_municipalities())):
        app = opened("map", indicator="age_share_65_plus")
        assert app.query_params["level"] != "municipality"
        assert T("map.not_by_municipality") in written(app)
        assert list(offers(app)) == ["offer-indicator"]


def test_where_nothing_is_complete_the_gap_is_named_and_nothing_is_offered():
    with invented_data(absent=(("age_share_65_plus", GENT, ""),)):
        app = opened("map", indicator="age_share_65_plus")
        assert "van de 6 gemeenten een cijfer" in written(app) and not offers(app)


def test_of_all_municipalities_the_best_year_has_most_of_the_six_then_nearly_most_of_all():
    every = all_municipalities()
    assert len(every) == 68 and every[:6] == SIX
    found: Figures = played(
        "population",
        {"2018": list(every), "2019": [*SIX, *every[6:66]], "2020": [*SIX, *every[6:40]], "2021": list(every[1:])},
    )
    assert found.best_period(ALL_MUNICIPALITIES) == "2019", "66 of 68, and all of the six"
    assert found.best_period("municipality") == "2020", "the newest with all six"
    assert len(found.expected(ALL_MUNICIPALITIES)) == 68


def test_every_core_indicator_opens_at_a_period_with_all_six():
    for key, one in catalogue().items():
        if one.core:
            data = figures(key, T)
            assert set(data.at("municipality", data.best_period("municipality")).place) == set(SIX), key
