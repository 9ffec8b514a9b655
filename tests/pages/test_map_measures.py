"""The map of a measure: a change since a year, an index or a number per 1,000 inhabitants, on the frozen figures."""

import pytest

from briefings.links import Wanted
from charts import palettes
from charts.class_breaks import classify_changes
from charts.static_map_legend import sections
from i18n.translator import LANGUAGES, Words
from pages.map.measures import compute_measure
from shell.briefing.builders import build_slides, page_builders
from shell.exhibits import NoFiguresError
from shell.indicator_data import ALL_MUNICIPALITIES, figures
from tests.support.opening import opened, widget, written

T = Words("nl")
GENT, TERNEUZEN = "BE-44021", "NL-GM0715"


def shown(language: str = "nl", key: str = "map-0", **choices: str):
    """The description of a map, and its places by key."""
    exhibit = page_builders("map")[key](choices, Words(language))
    return exhibit, {place[0]: place for place in exhibit.drawing["places"]}


def test_a_change_has_a_sign_a_unit_and_its_first_year_in_list_legend_and_title():
    exhibit, places = shown(shown_as="change", base="2006", period="2026")
    # 274,042 - 233,120
    assert places[GENT][4:6] == ["+40.922", 1]
    (legend,) = exhibit.drawing["legends"]
    assert (legend["title"], legend["unit"]) == ("Inwoners: verandering sinds 2006", "inwoners")
    assert exhibit.title == "Inwoners: verandering sinds 2006, 2026" and "Hier berekend" in exhibit.source
    assert "Gent +40.922 inwoners" in exhibit.alt
    assert all(label[0] in "0+−" for label in legend["labels"])
    english, _ = shown("en", shown_as="change_pct", base="2006", period="2026")
    assert english.drawing["legends"][0]["unit"] == "%" and "since 2006" in english.title


def test_an_index_diverges_around_100_and_has_no_sign():
    exhibit, places = shown(shown_as="index", base="2006", period="2026")
    # 274,042 / 233,120 = 1.1755
    assert places[GENT][4] == "117,6"
    (legend,) = exhibit.drawing["legends"]
    assert legend["unit"] == "(2006 = 100)" and any(label.startswith("100 ") for label in legend["labels"])
    # The population of Terneuzen fell below that of 2006 in between.
    assert any(label.endswith(" 100") for label in legend["labels"])
    assert set(legend["light"]) & set(palettes.BELOW.light) and set(legend["light"]) & set(palettes.ABOVE.light)


def test_a_number_per_1000_inhabitants_is_on_the_map_too():
    exhibit, places = shown(indicator="live_births", shown_as="per_1000", period="2023")
    rows = compute_measure("live_births", "per_1000", "", "nl").rows
    (value,) = rows[(rows.place == GENT) & (rows.period == "2023")].value
    assert places[GENT][4] == T.number(value, 1) and "Inwoners: " in exhibit.source


def test_where_a_change_cannot_be_computed_the_place_is_grey_and_the_reason_beside_it():
    choices = {"level": "province", "shown_as": "change", "base": "2019", "period": "2026"}
    assert "BE23" in set(figures("population", T).at("province", "2026").place)
    exhibit, places = shown(**choices)
    assert places["BE23"][3:5] == [-1, "niet te berekenen"]
    assert places["BE23"][7] == "reeks breekt na 2019" and "reeks breekt na 2019" in exhibit.alt
    assert ["missing", "niet te berekenen"] in exhibit.drawing["marks"]
    lines = [line for head, rest in sections(exhibit.drawing) for line in (*head, *rest)]
    assert "Oost-Vlaanderen (reeks breekt na 2019)" in [line.left for line in lines], "on paper and slides too"
    page = written(opened("map", **choices))
    # The figure of Zeeland for 2019 is of another publisher than that for 2026.
    assert "Niet te berekenen: 2 van 2" in page and places["NL34"][7] == "andere uitgever dan in 2019"
    assert "Eurostat" in exhibit.source and "Oost-Vlaanderen: geen verandering vanaf 2024" in page
    assert "Niet te berekenen" not in written(opened("map", **{**choices, "shown_as": "level"}))


@pytest.mark.parametrize("language", LANGUAGES)
def test_before_its_first_year_and_in_it_there_is_a_sentence_in_place_of_the_map(language):
    t = Words(language)
    for period in ("2006", "2012"):
        with pytest.raises(NoFiguresError) as absent:
            shown(language, shown_as="index", base="2012", period=period)
        assert str(absent.value) == t("explore.later", base="2012")
    page = opened("map", lang=language, shown_as="index", base="2012", period="2012")
    assert not page.exception and t("explore.later", base="2012") in [str(info.value) for info in page.info]


def test_countries_that_do_not_compare_have_classes_and_colours_of_their_own():
    exhibit, _ = shown(indicator="house_price", shown_as="change_pct", base="2015", period="2023")
    belgian, dutch = exhibit.drawing["legends"]
    assert exhibit.drawing["apart"] and not set(belgian["light"]) & set(dutch["light"])
    assert not any(place[5:] and place[5] for place in exhibit.drawing["places"]), "no rank across the border"


def test_a_second_indicator_has_the_measure_where_it_can():
    choices = {"compare": "indicator", "second": "age_share_65_plus", "shown_as": "change", "base": "2015"}
    second, _ = shown(key="map-1", **choices, period="2025")
    assert second.drawing["legends"][0]["unit"] == "procentpunt"
    # A share has no change in per cent: its map shows its figures.
    second, _ = shown(key="map-1", **{**choices, "shown_as": "change_pct"}, period="2025")
    assert second.drawing["legends"][0]["unit"] == "%" and "verandering" not in second.title


def test_a_choice_on_the_map_is_that_of_chart_table_and_slide():
    app = opened("map", period="2026")
    widget(app.selectbox, "shown_as").set_value("change").run()
    widget(app.selectbox, "base").set_value("2012").run()
    assert (app.query_params["shown_as"], app.query_params["base"]) == ("change", "2012")
    assert "Inwoners: verandering sinds 2012, 2026</h1>" in written(app)
    widget(app.get("button_group"), "face").set_value("table").run()
    assert widget(app.selectbox, "shown_as").value == "change" and not app.exception
    (slide,) = build_slides([Wanted("map", {"shown_as": "change", "base": "2012", "period": "2026"}, "map-0")], "nl")
    assert slide.kind == "map" and slide.title == "Inwoners: verandering sinds 2012, 2026"
    assert min(slide.content["periods"]) > "2012", "a presentation steps through the years that have a change"


def test_geometry_does_not_travel_with_a_measure():
    plain, _ = shown(level=ALL_MUNICIPALITIES)
    changed, _ = shown(level=ALL_MUNICIPALITIES, shown_as="change", base="2012")
    assert changed.drawing["layers"] == plain.drawing["layers"] and "coordinates" not in str(changed.drawing)


def test_classes_of_changes_meet_at_the_middle_and_grow_where_one_place_changed_most():
    assert classify_changes([-3, 4, 9]).edges == (-5, 0, 5, 10)
    crowded = classify_changes([-20, 10, 20, 30, 40, 60, 80, 9000])
    assert 0 in crowded.edges and crowded.of(80) < crowded.of(9000)
    assert len({crowded.of(value) for value in (10, 80, 9000)}) == 3, (
        "equal steps would have had 10 and 80 in one class"
    )
    still = classify_changes([0, 0, 5])
    assert (still.of(0), still.of(5), still.zero) == (0, len(still) - 1, True)
    index = classify_changes([98.5, 100, 117.6], middle=100)
    assert index.edges.count(100) == 2 and index.of(98.5) < index.of(100) < index.of(117.6)
    assert classify_changes([100.0], middle=100).of(100) == 0
    assert len(classify_changes([])) == 0
