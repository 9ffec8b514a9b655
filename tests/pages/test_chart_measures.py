"""Rankings, changes since a year, small charts and one place that stands out, on the frozen figures."""

import pytest

from i18n.translator import LANGUAGES, Words
from loaders.datasets.places import SIX
from pages.map import measures
from pages.map.measures import compute_measure, offered_measures
from shell.briefing.builders import page_builders
from shell.exhibits import NoFiguresError
from shell.exhibits.choices import ChoiceError
from shell.indicator_data import ALL_MUNICIPALITIES, figures
from tests.support.opening import offered, opened, widget, written
from tests.support.whole_data import whole_data

T = Words("nl")
GENT, EVERGEM, ZELZATE, TERNEUZEN = "BE-44021", "BE-44019", "BE-43018", "NL-GM0715"


def built(key: str, language: str = "nl", **choices: str):
    return page_builders("map")[key](choices, Words(language))


def value(measured: measures.Measured, place: str, period: str) -> float:
    rows = measured.rows
    (only,) = rows[(rows.place == place) & (rows.period == period)].value
    return float(only)


def test_a_change_is_that_of_the_printed_figures():
    level = compute_measure("population", "level", "", "nl")
    before, after = value(level, GENT, "2006"), value(level, GENT, "2026")
    assert (before, after) == (233_120, 274_042)
    assert value(compute_measure("population", "change", "2006", "nl"), GENT, "2026") == 40_922
    # 274,042 / 233,120 = 1.1755
    assert value(compute_measure("population", "change_pct", "2006", "nl"), GENT, "2026") == pytest.approx(
        17.55, abs=0.01
    )
    assert value(compute_measure("population", "index", "2006", "nl"), GENT, "2026") == pytest.approx(117.55, abs=0.01)
    assert value(compute_measure("population", "index", "2006", "nl"), GENT, "2006") == 100


def test_a_share_changes_in_percentage_points_and_has_no_per_cent_of_per_cent():
    share = figures("age_share_65_plus", T).indicator
    assert offered_measures(share) == ["level", "change"]
    changed = built("ranking-0", indicator="age_share_65_plus", shown_as="change", base="2015", period="2025")
    assert "procentpunt" in changed.title and "procentpunt" in changed.message
    with pytest.raises(ChoiceError):
        built("ranking-0", indicator="age_share_65_plus", shown_as="change_pct")


def test_counts_are_divided_by_the_inhabitants_of_the_same_place_and_year():
    births, people = compute_measure("live_births", "level", "", "nl"), compute_measure("population", "level", "", "nl")
    per = compute_measure("live_births", "per_1000", "", "nl")
    expected = 1000 * value(births, GENT, "2023") / value(people, GENT, "2023")
    assert value(per, GENT, "2023") == pytest.approx(expected)
    exhibit = built("chart-0", indicator="live_births", shown_as="per_1000")
    assert "Inwoners: " in exhibit.source and "Hier berekend" in exhibit.source
    for key in ("population", "house_price", "age_share_65_plus"):
        assert "per_1000" not in offered_measures(figures(key, T).indicator)


def test_no_change_crosses_a_break_and_the_page_says_which_place_has_none_and_why():
    measured = compute_measure("population", "change", "2019", "nl")
    province = measured.rows[measured.rows.place == "BE23"]
    assert province.period.max() == "2020", "from 2024 on the figures are of Statbel"
    assert "2024" in measured.without["BE23"] and "breekt" in measured.without["BE23"]
    page = written(opened("map", face="chart", chart="ranking", shown_as="change_pct", base="2019", period="2026"))
    assert "Oost-Vlaanderen: geen verandering vanaf 2024" in page


def test_a_place_without_a_positive_first_figure_has_no_percentage():
    measured = compute_measure("net_migration", "change_pct", "2012", "nl")
    level = compute_measure("net_migration", "level", "", "nl").rows
    below = set(level[(level.period == "2012") & (level.value <= 0)].place)
    assert below and below <= measured.without.keys() and not set(measured.rows.place) & below


def test_equal_figures_share_a_rank_and_others_are_counted_past_them():
    exhibit = built("ranking-0", shown_as="change_pct", base="2012", period="2026")
    labels = {
        str(label).split(". ")[1].removesuffix("</b>"): str(label)
        for label in exhibit.drawing.data[0].y
        if ". " in label
    }
    assert labels["Borsele"].startswith("5.") and labels["Terneuzen"].startswith("5."), "both +2.2 %"
    assert "minst Borsele, Terneuzen, +2,2 %" in exhibit.message


def test_a_ranking_has_the_published_figures_of_district_province_and_country_beside_it():
    (bars,) = built("ranking-0", indicator="age_share_65_plus", period="2025").drawing.data
    shown = dict(zip(bars.hovertext, bars.x, strict=True))
    assert set(bars.customdata) == {*SIX, ""} and {"North Sea Port District", "Oost-Vlaanderen"} <= set(shown)
    level = compute_measure("age_share_65_plus", "level", "", "nl")
    assert shown["Oost-Vlaanderen"] == value(level, "BE23", "2025") and "Zeeland" not in shown, (
        "no figure of Zeeland for 2025"
    )
    page = written(opened("map", face="chart", chart="ranking", indicator="age_share_65_plus", period="2025"))
    assert "Geen gepubliceerd cijfer voor 2025 van: Zeeland" in page
    (counts,) = built("ranking-0", period="2026").drawing.data
    assert set(counts.customdata) == set(SIX), "a number of inhabitants has no average"


def test_figures_that_do_not_compare_are_ranked_by_country_with_their_own_province():
    exhibit = built("ranking-0", indicator="house_price", period="2024", focus=ZELZATE)
    belgian, dutch = exhibit.drawing.data
    assert (belgian.xaxis, dutch.xaxis) == ("x", "x2")
    assert "Zeeland" not in belgian.hovertext and "Oost-Vlaanderen" not in dutch.hovertext
    assert "North Sea Port District" not in {*belgian.hovertext, *dutch.hovertext}
    assert (
        "3e van 3 van de Belgische gemeenten in het district" in exhibit.message
        and "in beide provincies" not in exhibit.message
    )


def test_a_place_is_ranked_in_its_province(tmp_path):
    with whole_data(tmp_path / "geodata"):
        ranked_in_its_province()


def ranked_in_its_province():
    message = built("ranking-0", level=ALL_MUNICIPALITIES, period="2026", focus=ZELZATE).message
    rows = figures("population", T).at(ALL_MUNICIPALITIES, "2026")
    flemish = rows[rows.country == "BE"]
    assert (flemish.value > 13_745).sum() == 40 and len(flemish) == 55
    assert "Zelzate: 13.745 inwoners" in message and "41e van 55 in Oost-Vlaanderen" in message
    assert "number 41 of 55 in East Flanders" in built("ranking-0", "en", period="2026", focus=ZELZATE).message


def test_a_short_ranking_is_an_editable_chart_in_powerpoint():
    from briefings.plotly_export import to_plain_json
    from briefings.pptx.chart_model import Chart, describe_chart

    exhibit = built("ranking-0", indicator="age_share_65_plus", period="2025")
    chart = describe_chart(to_plain_json(exhibit.content()["figure"].to_dict()))
    assert isinstance(chart, Chart) and len(chart.series[0].values) == len(exhibit.drawing.data[0].y)


@pytest.mark.parametrize(("indicator", "scales"), [("population", 1), ("house_price", 2)])
def test_small_charts_share_an_axis_unless_the_countries_do_not_compare(indicator, scales):
    exhibit = built("multiples-0", indicator=indicator)
    ends = {place: tuple(figure.layout.yaxis.range) for place, figure in exhibit.drawing.items()}
    assert set(ends) == set(SIX) and len(set(ends.values())) == scales
    assert ends[GENT] == ends[EVERGEM]
    assert len(exhibit.content()["figure"].layout.annotations) == len(SIX), "on a slide they are one figure"


def test_the_picked_places_are_those_of_chart_and_table_and_an_unknown_one_is_refused():
    both = f"{GENT},{TERNEUZEN}"
    assert {trace.legendgroup for trace in built("chart-0", places=both).drawing.data} == {GENT, TERNEUZEN}
    assert [row[0] for row in built("table-faces-tables", places=both).content()["rows"]] == ["Gent", "Terneuzen"]
    assert "2 " in built("ranking-0", places=both, focus=GENT, period="2026").message
    with pytest.raises(ChoiceError, match="places=XX-1"):
        built("chart-0", places=f"{GENT},XX-1")


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unknown_place_in_a_link_is_left_out_with_a_notice(language):
    app = opened("map", face="chart", places=f"{GENT},XX-1", focus="XX-2", lang=language)
    assert not app.exception and not app.error
    assert widget(app.multiselect, "places").value == [GENT]
    notices = " ".join(str(warning.value) for warning in app.warning)
    assert "XX-1" in notices and "XX-2" in notices


def test_the_highlight_is_one_choice_of_chart_table_and_map():
    chart = built("chart-0", focus=TERNEUZEN).drawing
    widths = {trace.legendgroup: trace.line.width for trace in chart.data}
    assert widths[TERNEUZEN] > widths[GENT]
    (bars,) = built("ranking-0", focus=TERNEUZEN).drawing.data
    assert bars.marker.opacity[bars.customdata.index(TERNEUZEN)] == 1 > bars.marker.opacity[bars.customdata.index(GENT)]
    assert built("map-0", focus=TERNEUZEN).drawing["selected"] == TERNEUZEN
    assert built("map-0").drawing["selected"] is None
    page = written(opened("map", face="table", focus=TERNEUZEN))
    assert '<tr class=marked><th scope="row">Terneuzen' in page


def test_two_periods_have_their_difference_in_a_table_and_a_sentence():
    exhibit = built("table-difference", compare="period", period="2026", period2="2006")
    gent = exhibit.content()["rows"][0]
    assert gent == ["Gent", "233.120", "274.042", "+40.922 (b)", "+17,6 (b)"]
    assert "meest Gent, +17,6 %" in exhibit.message
    swapped = built("table-difference", compare="period", period="2006", period2="2026")
    assert swapped.content()["rows"][0] == gent, "the later one minus the earlier one, in whatever order"
    with pytest.raises(NoFiguresError):
        built("table-difference", compare="period", period="2026", period2="2026")


def test_a_chart_that_one_place_flattens_offers_the_index():
    app = opened("map", face="chart")
    assert "Gent is zoveel groter" in written(app)
    app.button(key="offer-index").click().run()
    assert app.query_params["shown_as"] == "index" and "Gent is zoveel groter" not in written(app)


def test_of_all_municipalities_the_lines_are_those_of_the_six_or_of_the_picked_ones():
    six = built("chart-0", level=ALL_MUNICIPALITIES, chart="time").drawing
    assert {trace.legendgroup for trace in six.data} == set(SIX)
    other = next(place for place in figures("population", T).expected(ALL_MUNICIPALITIES) if place not in SIX)
    picked = built("chart-0", level=ALL_MUNICIPALITIES, chart="time", places=other).drawing
    assert {trace.legendgroup for trace in picked.data} == {other}


def test_a_link_from_before_kinds_of_chart_still_ranks_the_best_period():
    best = figures("population", T).best_period(ALL_MUNICIPALITIES)
    assert best in built("chart-0", level=ALL_MUNICIPALITIES, period="2015").title


def test_a_second_indicator_keeps_what_it_has_of_the_measure_of_the_first():
    exhibits, _ = offered(
        "map", face="chart", compare="indicator", second="age_share_65_plus", shown_as="change_pct", base="2015"
    )
    first, second = exhibits
    assert "verandering in % sinds 2015" in first.title and "verandering" not in second.title


def test_fastest_growth_since_2012_is_found_in_three_steps():
    app = opened("map")
    for choice, option in (("face", "chart"), ("shown_as", "change_pct"), ("base", "2012")):
        group = app.get("button_group") if choice == "face" else app.selectbox
        widget(group, choice).set_value(option).run()
    assert "Van 2012 tot 2026: meest Evergem, +10,9 %" in written(app)
