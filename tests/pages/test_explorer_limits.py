"""What the explorer may not say: figures that are not there, ranks of the wrong group, changes between two sources."""

import pandas as pd
import pytest

from charts import map_subject, paired_map, time_series
from charts.bars import period_bars
from charts.ranking import PALE
from i18n.translator import LANGUAGES, Words
from pages.map import scatter_exhibits
from pages.map.chart_notes import _flattening_place
from pages.map.exhibits import BUILDERS
from pages.map.measures import compute_measure
from pages.map.table_exhibits import explain_difference
from shell.briefing.choice_keys import KEYS
from shell.exhibits import NoFiguresError, map_descriptions
from shell.indicator_data import areas
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
    assert {"2010", "2015"} <= shown and max(shown) == "2015"
    assert "2018 (Open Vld Gent)" in measured.without[GENT] and "van Statbel" in measured.without[GENT]
    assert "vanaf 2021" in measured.without[GENT] and "census" in measured.without[EVERGEM]


def test_a_change_that_goes_on_in_another_table_of_its_publisher_says_so():
    measured = compute_measure("population", "change_pct", "2012", "nl")
    assert set(measured.moved) >= {GENT, BORSELE} and measured.moved[GENT] == "2016"
    assert GENT not in measured.without
    same = compute_measure("population", "change_pct", "2019", "nl")
    assert GENT not in same.moved


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_rank_of_figures_that_do_not_compare_names_the_group_that_it_is_in(language):
    message = built("ranking-0", language, indicator="house_price", period="2024", focus=GENT).message
    own = {"nl": "1e van 3 van de Belgische gemeenten in het district", "en": "of the Belgian municipalities in the"}
    assert own[language] in message and {"nl": "in België", "en": "in Belgium"}[language] not in message
    picked = built(
        "ranking-0", language, indicator="house_price", period="2024", focus=GENT, places=f"{GENT},{EVERGEM}"
    )
    assert {"nl": "1e van 2 van de gekozen Belgische", "en": "1 of 2 of the chosen Belgian"}[language] in picked.message


def test_of_all_municipalities_a_rank_is_that_in_the_province_also_where_one_lacks_a_figure():
    message = built("ranking-0", indicator="house_price", level="municipalities_all", period="2024", focus=GENT).message
    assert "van 54 in Oost-Vlaanderen" in message and "in België" not in message


def test_the_municipalities_of_the_district_are_no_province():
    choices = {"indicator": "single_parent_families", "period": "2021", "focus": GENT}
    for places in ({}, {"places": f"{GENT},{EVERGEM}"}):
        message = built("ranking-0", **choices, **places).message
        assert "Gent: " in message and "Oost-Vlaanderen" not in message


def test_there_is_no_ranking_of_changes_in_the_year_they_are_compared_with():
    for measure in ("change", "change_pct", "index"):
        with pytest.raises(NoFiguresError, match="Kies een later jaar"):
            built("ranking-0", shown_as=measure, base="2024", period="2024")
    newest = max(compute_measure("population", "level", "", "nl").rows.query("place == @GENT").period)
    assert built("chart-0", shown_as="change", base=newest).message == ""


def test_a_first_year_that_is_left_from_another_chart_does_not_empty_a_ranking():
    later = {"indicator": "population", "chart": "ranking", "start": "2020", "period": "2015"}
    for key in ("ranking-0", "chart-0"):
        assert "Gent" in built(key, **later).message


def test_the_sentence_of_a_chart_is_of_the_years_that_are_drawn():
    assert "2006" in built("chart-0").message
    assert "2006" not in built("chart-0", start="2020").message


def test_the_table_of_differences_tells_of_its_own_places_and_why_some_have_none():
    choices = {"compare": "period", "period": "2026", "period2": "2012", "places": f"{ZELZATE},{BORSELE}"}
    message = built("table-difference", **choices).message
    assert "Zelzate" in message and "Borsele" in message and "Gent" not in message and "Evergem" not in message
    choices = {"indicator": "unemployment_insured", "compare": "period", "period": "2024", "period2": "2026"}
    names = [row[0] for row in built("table-difference", **choices).content()["rows"] if row[-1] == "–"]
    told = " ".join(explain_difference(choices, T))
    assert names and all(name in told for name in names)


def test_a_click_beside_the_ranked_places_names_no_place():
    (bars,) = built("ranking-0", indicator="age_share_65_plus", period="2025").drawing.data
    assert bars.customdata[bars.hovertext.index("North Sea Port District")] == ""
    assert bars.customdata[bars.hovertext.index("Gent")] == GENT


def test_a_chart_of_one_period_writes_signs_and_lets_the_place_in_focus_stand_out():
    exhibit = built("chart-0", shown_as="change", base="2025", focus=GENT, indicator="age_share_65_plus")
    single = pd.DataFrame(
        {
            "place": [GENT, EVERGEM],
            "name": ["Gent", "Evergem"],
            "country": "BE",
            "period": "2026",
            "year": 2026,
            "value": [2.0, 1.0],
            "status": "measured",
            "text": ["+2", "+1"],
        }
    )
    figure = period_bars(single, words=T, unit="x", colours={}, focus=GENT)
    assert list(figure.data[0].text) == ["+1", "+2"] and list(figure.data[0].marker.opacity) == [PALE, 1]
    assert "+2 x" in time_series.describe(single, title="t", words=T, unit="x")
    assert exhibit.alt


def test_a_place_flattens_only_the_lines_of_its_own_panel():
    rows = pd.DataFrame(
        {"name": list("abcdef"), "country": ["BE"] * 3 + ["NL"] * 3, "value": [100.0, 90, 80, 10, 9, 8]}
    )
    assert _flattening_place(rows.assign(value=[100.0, 30, 20, 10, 9, 8]), apart=True) == "a"
    assert _flattening_place(rows.assign(value=[100.0, 90, 80, 31, 10, 9]), apart=True) == "d"
    assert _flattening_place(rows.assign(value=[31.0, 29, 28, 10, 9, 8]), apart=True) == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_a_figure_that_is_the_same_everywhere_no_correlation_is_told(language):
    t = Words(language)
    address = {"compare": "indicator", "level": "municipalities_all"}
    address |= {"indicator": "age_share_65_plus", "second": "dependency_ratio"}
    shown = scatter_exhibits.read_scatter(address, t)
    (text,) = scatter_exhibits.describe_correlation(shown._replace(points=shown.points.assign(y=1.0)), t)
    assert {"nl": "overal gelijk", "en": "the same everywhere"}[language] in text


def test_a_place_with_both_figures_in_too_small_a_group_is_not_said_to_lack_one():
    places = areas("nl").loc[[GENT, EVERGEM, BORSELE]]
    known = pd.DataFrame({"x": [1.0, 2.0], "y": [1.0, 2.0]}, index=[GENT, BORSELE])
    measure = paired_map.Measure("x", "x", "x", 0)
    shown = paired_map.describe(
        paired_map.classify(known.reset_index(names="place").assign(country=["BE", "NL"]), ["BE", "NL"], fewest=3),
        known,
        measure,
        measure,
        map_descriptions.surroundings(T)._replace(places=places),
        map_subject.MapView("municipality", "2024", (GENT, EVERGEM, BORSELE)),
        groups=["BE", "NL"],
        countries=["BE", "NL"],
        alt="",
        frame=map_subject.MapFrame("district", height=520),
    )
    texts = {place[0]: place[4] for place in shown["places"]}
    assert texts[GENT] == texts[BORSELE] == T("paired.too_few") and texts[EVERGEM] == T("map.nodata")


def test_the_map_of_two_shows_the_place_that_stands_out():
    choices = {"compare": "indicator", "second": "age_share_65_plus", "focus": GENT}
    assert built("map-two", **choices).drawing["selected"] == GENT


@pytest.mark.parametrize("face", ["chart", "scatter"])
def test_a_play_ends_where_no_button_could_end_it(face):
    app = opened("map", face=face, compare="indicator", second="age_share_65_plus")
    app.session_state["playing"] = True
    app.run()
    assert app.session_state["playing"] is False and not app.error and not app.exception


@pytest.mark.parametrize("face", ["map", "chart"])
def test_map_and_chart_name_the_places_whose_figures_have_no_period(face):
    page = written(opened("map", face=face, indicator="companies", level="municipality"))
    assert "Zonder jaartal gepubliceerd" in page and "Borsele" in page


def test_the_keys_that_the_map_shares_with_other_pages_mean_the_same_there():
    """A choice is kept for the whole visit: one of another meaning would be unknown on the other page."""
    others = frozenset[str]().union(*(keys for page, keys in KEYS.items() if page != "map"))
    assert KEYS["map"] & others == {"theme", "indicator", "milestones"}
