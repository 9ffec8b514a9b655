"""Charts of scenarios and observations. All figures are invented."""

import pandas as pd
import pytest

from charts import hindcast, scenario_panels, tornado
from i18n.translator import Words

DUTCH, ENGLISH = Words("nl"), Words("en")
NAMES = scenario_panels.Names("Versneld", "Basis", "band", "waargenomen", "prognose", "doel")


def course(values, *, seen=2, width=0.0):
    """Years from 2021 on; the first `seen` of them observed, the others a scenario with a band of ± `width`."""
    rows = pd.DataFrame({"year": range(2021, 2021 + len(values)), "mid": [float(value) for value in values]})
    ahead = (rows.index >= seen).astype(float)
    rows["status"] = ["observed" if place < seen else "scenario" for place in rows.index]
    return rows.assign(low=rows.mid - width * ahead, high=rows.mid + width * ahead)


def drawn(rows, baseline, **settings):
    view = scenario_panels.PanelView(**{"span": scenario_panels.value_range([rows, baseline])} | settings)
    return scenario_panels.panel(rows, baseline, words=DUTCH, unit="Mt", decimals=1, names=NAMES, view=view)


def named(figure, name):
    return next(trace for trace in figure.data if trace.name == name)


def test_what_was_observed_what_is_reckoned_and_the_baseline_are_three_ways_of_drawing():
    figure = drawn(course([70, 66, 68, 72], width=2), course([70, 66, 66, 66]))
    seen, ours, base = (named(figure, name) for name in ("waargenomen", "Versneld", "Basis"))
    assert (seen.mode, ours.mode, base.mode) == ("lines+markers", "lines", "lines")
    assert base.line.color == scenario_panels.BASE and base.line.dash == "dash"
    assert ours.line.color not in (base.line.color, seen.line.color)
    assert list(seen.x) == [2021, 2022]


def test_the_future_begins_where_the_counting_ends():
    figure = drawn(course([70, 66, 68, 72], width=2), course([70, 66, 66, 66]))
    assert list(named(figure, "Versneld").x) == [2022, 2023, 2024]
    band = named(figure, "band")
    assert (min(band.x), max(band.x)) == (2022, 2024)
    assert min(band.y) == 66 and max(band.y) == 74


def test_a_projection_of_others_is_dotted_and_open():
    rows = course([70, 66, 68, 72]).assign(status=["observed", "observed", "projected", "projected"])
    trace = named(drawn(rows, course([70, 66, 66, 66])), "prognose")
    assert trace.line.dash == "dot" and trace.marker.symbol == "circle-open" and list(trace.x) == [2023, 2024]


def test_a_year_that_was_not_counted_ends_the_line_and_no_line_leaps_over_it():
    rows = course([70, 71, 72, 66, 68, 72], seen=3)
    rows = rows[~rows["year"].isin([2022, 2024])]
    figure = drawn(rows, rows)
    assert list(named(figure, "waargenomen").y) == [70, None, 72]
    assert list(named(figure, "Versneld").x) == [2025, 2026]


def test_a_scenario_goes_on_where_the_official_outlook_ends():
    rows = course([70, 66, 68, 72]).assign(status=["observed", "projected", "projected", "scenario"])
    figure = drawn(rows, rows)
    assert list(named(figure, "Versneld").x) == [2023, 2024]


def test_a_name_from_a_link_is_text_in_a_chart_and_never_a_tag():
    rows = course([70, 66, 68])
    harmful = NAMES._replace(scenario='<a href="https://example.org">x</a> & a name that is far too long for its panel')
    for legend in (True, False):
        view = scenario_panels.PanelView((0, 1), legend=legend)
        figure = scenario_panels.panel(rows, rows, words=DUTCH, unit="Mt", decimals=1, names=harmful, view=view)
        spec = figure.to_json()
        assert "<a" not in spec.replace("\\u003c", "<") and "&lt;a href" in spec.replace("\\u0026", "&")
    # The last one has no legend: the name is its heading.
    assert figure.layout.title.text.count("<br>") == 2 and "…" in figure.layout.title.text


def test_without_uncertainty_no_band_is_drawn():
    figure = drawn(course([70, 66, 68]), course([70, 66, 66]))
    assert "band" not in {trace.name for trace in figure.data}


def test_all_panels_share_one_scale_that_holds_every_value_and_target():
    small, large = course([10, 11, 12], width=1), course([10, 11, 40], width=5)
    span = scenario_panels.value_range([small, large], [scenario_panels.Target(2030, 50.0, "doel")])
    assert span[0] == 0 and span[1] >= 50
    assert {drawn(rows, small, span=span).layout.yaxis.range for rows in (small, large)} == {span}


def test_a_scale_does_not_start_at_zero_where_that_would_hide_the_differences():
    low, high = scenario_panels.value_range([course([100, 101, 102])])
    assert 99 < low < 100 and 102 < high < 103
    low, high = scenario_panels.value_range([course([-3, 2, 4])])
    assert low < -3 and high > 4


def test_a_scale_of_one_value_or_of_none_can_still_be_drawn():
    assert scenario_panels.value_range([]) == (0.0, 1.0)
    assert scenario_panels.value_range([course([0, 0, 0])]) == (-1, 1)
    low, high = scenario_panels.value_range([course([5, 5, 5])])
    assert low < 5 < high


def test_a_target_is_a_diamond_at_its_year():
    figure = drawn(course([10, 11, 12]), course([10, 11, 12]), targets=[scenario_panels.Target(2030, 5.0, "EU 2030")])
    trace = named(figure, "doel")
    assert (list(trace.x), list(trace.y), trace.marker.symbol) == ([2030], [5.0], "diamond")


@pytest.mark.parametrize(("words", "told"), [(DUTCH, "1.234,5 Mt"), (ENGLISH, "1,234.5 Mt")])
def test_a_panel_says_in_words_what_it_shows(words, told):
    rows = course([10, 11, 1234.5], width=1)
    said = scenario_panels.describe(rows, rows, title="Vracht", words=words, unit="Mt", decimals=1, names=NAMES)
    assert f"Versneld 2023: {told} (band" in said and "waargenomen 2022" in said


def effects():
    return pd.DataFrame(
        {
            "parameter": ["growth", "share", "nothing"],
            "low": [90.0, 105.0, 100.0],
            "high": [115.0, 95.0, 100.0],
            "mid": 100.0,
        }
    )


def test_the_assumption_that_moves_most_is_on_top_and_one_that_moves_nothing_is_left_out():
    assert tornado.sort_by_reach(effects())["parameter"].tolist() == ["growth", "share"]
    assert tornado.sort_by_reach(effects(), most=1)["parameter"].tolist() == ["growth"]
    assert not len(tornado.sort_by_reach(effects().head(0)))


def test_bars_of_a_tornado_run_from_the_outcome_to_both_ends():
    rows = tornado.sort_by_reach(effects()).assign(label=lambda r: r["parameter"])
    figure = tornado.draw(rows, words=DUTCH, unit="Mt", decimals=1, at_low="laag", at_high="hoog")
    low, high = figure.data
    # Plotly draws upwards: the last row is on top.
    assert list(low.y) == ["share", "growth"] and list(low.base) == [100, 100]
    assert list(low.x) == [5, -10] and list(high.x) == [-5, 15]
    assert low.marker.color != high.marker.color
    said = tornado.describe(rows, title="t", words=DUTCH, unit="Mt", decimals=1)
    assert said.startswith("t. growth: 90,0 – 115,0 Mt; share")


def test_errors_of_a_backcast_are_a_line_an_outcome_around_zero():
    rows = pd.DataFrame({"outcome": ["a", "a", "b"], "year": [2019, 2020, 2020], "error_pct": [-1.0, 12.0, 3.0]})
    figure = hindcast.errors(rows, words=DUTCH, names={"a": "Vracht", "b": "Banen"}, unit="%")
    assert [(trace.name, list(trace.x), list(trace.y)) for trace in figure.data] == [
        ("Vracht", [2019, 2020], [-1.0, 12.0]),
        ("Banen", [2020], [3.0]),
    ]
    assert figure.layout.shapes[0].y0 == 0
