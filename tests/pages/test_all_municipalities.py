"""The level of all 68 municipalities, with invented figures of the 62 around the six of the district."""

import json

import pytest

from i18n.translator import LANGUAGES, Words
from loaders.datasets.places import SIX
from pages.map import table_exhibits
from pages.map.views import read_map_views, read_selection
from shell.briefing.builders import page_builders
from shell.indicator_data import ALL_MUNICIPALITIES, figures
from tests.support.invented_data import invented_data
from tests.support.opening import opened, written

T = Words("nl")
KEYS = ("population", "house_price", "income")
ALL = {"level": ALL_MUNICIPALITIES}


@pytest.fixture(scope="module", autouse=True)
def neighbours():
    with invented_data(neighbours=KEYS):
        yield


def drawn(key: str, **choices: str):
    return page_builders("map")[key](choices, T)


def test_the_level_of_municipalities_still_has_the_six_and_only_them():
    described = drawn("map-0").drawing
    assert [place[0] for place in described["places"]] and {place[0] for place in described["places"]} == set(SIX)
    assert "highlighted" not in described
    assert ["context", T("map.context_elsewhere")] in described["marks"]
    chart = drawn("chart-0").drawing
    assert len({trace.legendgroup for trace in chart.data}) == len(SIX)
    assert len(drawn("table-faces-tables").content()["rows"]) == len(SIX)
    assert read_selection({}, T).view.level == "municipality", "the default"


def test_an_indicator_without_figures_of_others_has_no_level_of_all():
    assert ALL_MUNICIPALITIES not in figures("age_share_65_plus", T).levels
    assert figures("population", T).levels[:2] == ["municipality", ALL_MUNICIPALITIES]


def test_the_map_ranks_all_68_with_the_six_in_bold_on_a_map_of_both_provinces():
    six, every = drawn("map-0").drawing, drawn("map-0", **ALL).drawing
    assert len(every["places"]) == 68 and every["highlighted"] == list(SIX)
    assert [place[5] for place in every["places"]] == sorted(place[5] for place in every["places"])
    assert every["level"] == six["level"] and every["layers"] == six["layers"], (
        "the same shapes, which are there already"
    )
    west, south, east, north = every["bounds"]
    # Vlissingen is the most western of all.
    assert (
        west == six["bounds"][0] and south < six["bounds"][1] and east > six["bounds"][2] and north > six["bounds"][3]
    )
    assert not [mark for mark in every["marks"] if mark[0] == "context"]
    assert every["words"]["district_reset"] == T("map.provinces_reset") != six["words"]["district_reset"]


@pytest.mark.parametrize("key", KEYS)
def test_another_year_of_68_places_is_less_than_10_kilobytes(key):
    for period in figures(key, T).periods(ALL_MUNICIPALITIES):
        described = drawn("map-0", indicator=key, period=period, **ALL).drawing
        assert len(json.dumps(described, ensure_ascii=False).encode()) < 10_000


def test_the_chart_is_a_ranking_of_the_best_year_and_countries_that_do_not_compare_have_their_own_scale():
    exhibit = drawn("chart-0", **ALL)
    (bars,) = exhibit.drawing.data
    assert list(bars.x) == sorted(bars.x, reverse=True) and len(bars.x) == 68
    assert sum(name.startswith("<b>") for name in exhibit.drawing.layout.yaxis.ticktext) == len(SIX)
    best = figures("population", T).best_period(ALL_MUNICIPALITIES)
    assert best in exhibit.title and best in exhibit.drawing.layout.xaxis.title.text
    split = drawn("chart-0", indicator="income", **ALL).drawing
    shown = figures("income", T)
    countries = shown.at(ALL_MUNICIPALITIES, shown.best_period(ALL_MUNICIPALITIES)).country.nunique()
    assert [trace.xaxis for trace in split.data] == ["x", "x2"][:countries]


def test_the_table_has_the_six_first_then_all_others_by_name_and_says_that_it_leaves_out_years():
    content = drawn("table-faces-tables", **ALL).content()
    names = [row[0] for row in content["rows"]]
    assert names[:6] == ["Gent", "Evergem", "Zelzate", "Terneuzen", "Vlissingen", "Borsele"]
    assert len(names) == 68 and names[6:] == sorted(names[6:])
    assert len(content["head"]) == 1 + table_exhibits.MOST_PERIODS
    page = written(opened("map", face="table", **ALL))
    assert T("table.newest", count=T.number(table_exhibits.MOST_PERIODS)) in page
    assert page.count("<tr class=strong>") == len(SIX)


@pytest.mark.parametrize("face", ["map", "chart", "table", "sources"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_view_opens_in_both_languages(face, language):
    app = opened("map", face=face, lang=language, **ALL)
    assert not app.exception and not app.error and not app.warning
    assert app.query_params["level"] == ALL_MUNICIPALITIES


def test_two_maps_of_all_municipalities_have_the_second_indicator_of_them():
    first, second = read_map_views({"compare": "indicator", "second": "house_price", **ALL}, T)
    assert (first.level, second.level) == (ALL_MUNICIPALITIES, ALL_MUNICIPALITIES)
    assert len(drawn("map-1", compare="indicator", second="house_price", **ALL).drawing["places"]) == 68


@pytest.mark.parametrize("key", ["map-0", "chart-0", "table-faces-tables", "table-sources-sources"])
def test_a_briefing_has_them_too(key):
    exhibit = drawn(key, **ALL)
    assert exhibit.title and exhibit.source and exhibit.content()
