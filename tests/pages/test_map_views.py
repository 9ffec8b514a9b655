"""What the map page shows at an address, read without a page: defaults, what may be chosen, and two views."""

from html import unescape

import pytest

from briefings.links import Wanted
from i18n.translator import LANGUAGES, Words
from loaders.datasets.catalogue import catalogue
from pages.map.views import DEFAULT, Views, read_map_views, read_selection, read_views
from shell.briefing.builders import build_slides, page_builders
from shell.exhibits import NoFiguresError
from shell.exhibits.choices import ChoiceError
from shell.indicator_data import by_theme, figures
from tests.support.opening import opened, written

T = Words("nl")
DETAIL = next(key for key, entry in catalogue().items() if entry.detail and not entry.live)


def shown(views: Views) -> list[tuple[str, str]]:
    """Indicator and period of each view."""
    return [(view.figures.indicator.key, view.period) for view in views]


def test_an_address_without_choices_means_the_default_indicator_in_its_default_period():
    best = figures(DEFAULT, T).best_period("municipality")
    assert shown(read_map_views({}, T)) == [(DEFAULT, best)]
    assert shown(read_map_views({"indicator": "house_price"}, T)) == [
        ("house_price", figures("house_price", T).best_period("municipality"))
    ]
    assert shown(read_views({}, T)) == [(DEFAULT, "")], "charts, tables and sources have every period"


def test_two_periods_without_a_choice_are_the_first_and_the_newest_with_the_same_places():
    data = figures("age_share_65_plus", T)
    address = {"indicator": "age_share_65_plus", "compare": "period"}
    periods = [period for _, period in shown(read_map_views(address, T))]
    assert periods == [data.best_period("municipality"), data.first_period("municipality")]
    assert len(read_views(address, T)) == 1, "one chart has both"


def test_a_second_indicator_has_the_period_of_the_first_where_it_can():
    address = {"compare": "indicator", "second": "house_price"}
    assert shown(read_map_views(address | {"period": "2020"}, T)) == [(DEFAULT, "2020"), ("house_price", "2020")]
    without = min(
        set(figures(DEFAULT, T).periods("municipality")) - set(figures("house_price", T).periods("municipality"))
    )
    own = figures("house_price", T).best_period("municipality")
    assert shown(read_map_views(address | {"period": without}, T)) == [(DEFAULT, without), ("house_price", own)]


def test_an_indicator_that_is_its_own_second_one_is_shown_in_two_periods():
    address = {"compare": "indicator", "second": DEFAULT, "period": "2024", "period2": "2012"}
    assert shown(read_map_views(address, T)) == [(DEFAULT, "2024"), (DEFAULT, "2012")]
    assert len(read_views(address, T)) == 1


def test_a_link_needs_no_theme_and_a_theme_alone_opens_its_first_indicator():
    assert read_selection({"indicator": DETAIL, "details": "0"}, T).view.figures.indicator.key == DETAIL
    for theme, labels in by_theme(T).items():
        assert read_selection({"theme": theme}, T).view.figures.indicator.key == next(iter(labels))


@pytest.mark.parametrize(
    ("address", "indicator", "theme", "notice"),
    [
        ({"theme": "housing", "indicator": "population"}, "population", "people", ""),
        ({"theme": "happiness", "indicator": "house_price"}, "house_price", "housing", "“happiness” voor “Thema”"),
    ],
)
def test_a_link_to_an_indicator_under_another_theme_shows_that_indicator_on_its_page_and_on_a_slide(
    address, indicator, theme, notice
):
    app = opened("map", **address)
    assert app.query_params["indicator"] == indicator and app.query_params["theme"] == theme
    assert [notice in warning.value for warning in app.warning] == ([True] if notice else [])
    (slide,) = build_slides([Wanted("map", address, "map-0")], "nl")
    assert slide.kind == "map" and slide.title.startswith(catalogue()[indicator].label["nl"])
    assert f"{slide.title}</h1>" in unescape(written(app))


@pytest.mark.parametrize(
    ("key", "address", "allowed"),
    [
        ("indicator", {"indicator": "happiness"}, DEFAULT),
        ("theme", {"theme": "happiness"}, "housing"),
        ("details", {"details": "yes"}, "1"),
        ("level", {"level": "street"}, "municipality"),
        ("compare", {"compare": "planets"}, "period"),
        ("second", {"compare": "indicator", "second": "happiness"}, "house_price"),
        ("period", {"period": "1066"}, "2024"),
        ("period2", {"compare": "period", "period2": "1066"}, "2024"),
    ],
)
def test_what_may_not_be_chosen_is_named_with_what_may(key, address, allowed):
    with pytest.raises(ChoiceError) as refused:
        page_builders("map")["map-0"](address, T)
    assert (refused.value.key, refused.value.value) == (key, address[key])
    assert allowed in refused.value.allowed
    for language in LANGUAGES:
        assert address[key] in refused.value.describe(Words(language))


def test_a_chart_needs_no_period_so_that_of_a_map_does_not_matter():
    address = {"period": "1066", "period2": "1066", "second": "happiness"}
    assert page_builders("map")["chart-0"](address, T).title == catalogue()[DEFAULT].label["nl"]


@pytest.mark.parametrize(
    ("key", "address"),
    [
        ("map-0", {"indicator": "maritime_freight"}),
        ("map-1", {}),
        ("chart-1", {"compare": "period"}),
        ("table-faces-tables-2", {}),
        ("table-sources-sources-3", {}),
        ("defined-house_price", {"indicator": DEFAULT}),
    ],
)
def test_a_figure_that_the_page_does_not_show_with_these_choices_is_not_built(key, address):
    with pytest.raises(NoFiguresError) as absent:
        page_builders("map")[key](address, T)
    assert str(absent.value) == T("briefing.no_figure")


def test_milestones_are_laid_over_a_chart_with_a_time_axis():
    build = page_builders("map")["chart-0"]
    without, laid = (build({"milestones": theme}, T).drawing for theme in ("no", "energy"))
    assert len(laid.data) > len(without.data) or len(laid.layout.shapes) > len(without.layout.shapes)
