"""The studio: what a reader types, its files, its links, and every part of the page in both languages."""

import io
import re
from dataclasses import replace

import openpyxl
import pandas as pd
import pytest

from pages.scenarios import controls, exports, model_runs, scenario_set, session
from pages.scenarios.scenario_set import History
from scenarios import serialization
from scenarios.parameters import parameters
from scenarios.scenario import Scenario
from tests.support.opening import opened, written
from tests.support.scenario_sets import DUTCH, ENGLISH, scenarios_of


@pytest.mark.parametrize(
    ("words", "text", "value"),
    [
        *[
            (DUTCH, "1,5", 1.5),
            (DUTCH, "1.234,5", 1234.5),
            (DUTCH, "1.5", 1.5),
            (DUTCH, "−0,5", -0.5),
            (DUTCH, "25 %", 25),
        ],
        *[(ENGLISH, "1.5", 1.5), (ENGLISH, "1,234.5", 1234.5), (ENGLISH, "-0.5", -0.5), (ENGLISH, " 2035 ", 2035)],
        *[
            (DUTCH, wrong, None)
            for wrong in ("", "veel", "nan", "inf", "-Infinity", "1,2,3", "9" * 40, "=1+1", "1e999")
        ],
        *[(ENGLISH, wrong, None) for wrong in ("1,5", "1.234,5", "NaN", "<b>")],
    ],
)
def test_a_number_is_read_the_readers_way_or_not_at_all(words, text, value):
    assert controls.parse_number(text, words) == value


def test_a_slider_stops_at_its_ends_at_the_baseline_and_at_what_was_typed():
    parameter = parameters()["growth_2030"]
    stops = controls.slider_stops(parameter, 0.123)
    assert (stops[0], stops[-1]) == (parameter.low, parameter.high)
    assert {parameter.value, 0.123} <= set(stops) and stops == sorted(set(stops))
    assert all(len(controls.slider_stops(one, one.value)) <= 64 for one in parameters().values())


def test_years_have_no_thousands_mark_and_numbers_the_readers_comma():
    year = next(one for one in parameters().values() if one.kind == "year")
    assert controls.format_value(year, 2035, DUTCH) == "2035"
    growth = parameters()["growth_2030"]
    assert controls.format_value(growth, 0.65, DUTCH) == "0,65" and controls.format_value(growth, 0.5, ENGLISH) == "0.5"


def test_there_are_at_most_eight_controls_in_front():
    assert 1 <= sum(one.main for one in parameters().values()) <= 8


@pytest.mark.parametrize("t", [DUTCH, ENGLISH])
def test_every_assumption_of_the_file_has_its_source_in_words_or_is_our_own(t):
    table = exports.assumption_table(scenarios_of("delayed").scenarios, t).set_index("key")
    for key, parameter in parameters().items():
        row = table.loc[key]
        named = parameter.reference
        assert row["source"] == (named.text[t.language] if named else "") and (row["own_assumption"] == "no") == bool(
            named
        )
        assert row["low"] <= row["baseline"] <= row["high"] and "{" not in " ".join(map(str, row))


@pytest.mark.slow
def test_the_workbook_has_every_outcome_every_assumption_with_its_source_and_the_notes():
    signed = scenarios_of("as_announced").sign("A. Planner", "=SUM(A1)")
    book = openpyxl.load_workbook(io.BytesIO(exports.workbook(signed.scenarios, DUTCH)))
    assert book.sheetnames == ["outcomes", "assumptions", "scenarios"]
    assert book["assumptions"].max_row == len(parameters()) + 1
    cells = {cell.value: cell.data_type for row in book["scenarios"].iter_rows() for cell in row}
    assert "A. Planner" in cells and cells["=SUM(A1)"] == "s", "notes are text as they are, and no formula"
    values = next(row for row in book["assumptions"].values if row[0] == "steel_dri_start")
    assert {type(value) for value in values[3:7]} == {int}, "a year has no decimals"
    heads = [cell.value for cell in next(book["outcomes"].iter_rows())]
    outcomes_of = pd.DataFrame([[c.value for c in row] for row in book["outcomes"].iter_rows(min_row=2)], columns=heads)
    frame = model_runs.result(signed.active_scenario).frame
    ours = outcomes_of[outcomes_of["preset"] == "as_announced"]
    assert len(ours) == len(frame)
    assert ours["mid"].astype(float).tolist() == pytest.approx(frame["mid"].tolist())
    # What others counted or projected has its address; what the model reckons has none.
    assert (ours["source"].fillna("").str.startswith("http") == ours["status"].isin(["observed", "projected"])).all()
    # The difference is that of the two scenarios in the same file; before the base year there is none.
    keys = ["outcome_key", "place", "year"]
    base = outcomes_of[outcomes_of["preset"] == "baseline"].set_index(keys)["mid"].astype(float)
    mine = ours[ours["year"].astype(int) >= 2025].set_index(keys)
    expected = (mine["mid"].astype(float) - base.loc[mine.index]).tolist()
    assert mine["difference"].astype(float).tolist() == pytest.approx(expected, abs=1e-9)
    assert mine["own_assumptions"].astype(int).le(mine["assumptions"].astype(int)).all()
    assert any("aannames zonder bron" in str(cell) for cell in cells)


PARTS = [
    *({"studio": "set"}, {"studio": "share"}),
    *({"studio": "compare", "view": view} for view in ("course", "inputs", "targets", "moves")),
    {"studio": "compare", "outcome": "households", "place": "BE-44021"},
    *({"studio": "assumptions", "assumed": view} for view in ("table", "formulas", "hindcast")),
]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("query", PARTS, ids=lambda query: " ".join(query.values()))
def test_every_part_of_the_studio_opens_in_both_languages(query, language):
    app = opened("scenarios", lang=language, **query)
    assert not app.exception and not app.error and not app.warning
    assert "nan" not in written(app).lower().split() and "None" not in written(app)


def test_a_link_with_the_old_name_of_the_hindcast_opens_it_and_the_address_gets_the_new_name():
    app = opened("scenarios", studio="assumptions", assumed="backcast")
    assert not app.exception and not app.warning and DUTCH("studio.hindcast_note") in written(app)
    assert app.query_params["assumed"] == "hindcast"


def test_the_page_shows_the_numbers_of_the_model():
    text = written(opened("scenarios"))
    result = model_runs.result(scenario_set.from_preset("as_announced"))
    assert DUTCH.number(result.value("lorries", 2030), 0) in text
    assert DUTCH.number(result.value("emissions", 2050, "NSPD"), 2) in text


def test_what_a_change_does_not_alter_is_not_drawn_again(monkeypatch):
    drawn, kept = [], {"now": History(scenarios_of("as_announced"))}
    monkeypatch.setattr(session, "history", lambda: kept["now"])
    monkeypatch.setattr(session, "store", lambda now: kept.update(now=now))
    monkeypatch.setattr(session.st, "rerun", lambda parts: drawn.append(set(parts)))
    for value in (24.0, 23.0, 25.0):
        session.apply(session.scenario_set_now().change({"road_2050": value})[0], controls._fragments("road_2050"))
    always = {"studio-row-road_2050", session.RESULTS, session.COURSE}
    name = {session.NAMES}
    # First it gets another name and a step to take back; then neither changes; at last the preset's name is back.
    assert drawn == [always | name | {session.STEPS}, always, always | name]


@pytest.mark.parametrize(
    ("start", "act"),
    [
        ({}, lambda: controls.take_slider_value("steel_dri_start", "studio.slide.steel_dri_start", DUTCH)),
        (
            {"steel_dri_start": 2042, "steel_closure_start": 2045},
            lambda: controls.reset_value("steel_closure_start", DUTCH),
        ),
    ],
    ids=["slider", "reset"],
)
def test_a_start_before_what_it_builds_on_is_refused_with_the_reason_by_slider_and_reset_too(start, act, monkeypatch):
    """The last blast furnace closes in 2038 in this preset: its successor may not start after that."""
    before = scenarios_of("accelerated").change(start)[0]
    drawn, state = [], {"studio.slide.steel_dri_start": 2042.0}
    monkeypatch.setattr(session, "history", lambda: History(before))
    monkeypatch.setattr(session, "store", lambda now: pytest.fail("a refused value may not change the scenarios"))
    monkeypatch.setattr(controls.st, "session_state", state)

    def stopped(parts):
        drawn.append(parts)
        raise InterruptedError

    monkeypatch.setattr(controls.st, "rerun", stopped)
    with pytest.raises(InterruptedError):
        act()
    ((key, why),) = state["studio.refused"].items()
    assert drawn == [[f"studio-row-{key}"]]
    assert "2038 ligt voor de start" in why and "2042 of later" in why and "niet veranderd" in why


def test_a_link_of_two_scenarios_opens_both_and_the_second_active():
    version = model_runs.data_version()
    mine = Scenario("Mijn plan", {"growth_2030": 1.5, "delay": 3})
    text = "~".join(serialization.encode(one, version) for one in (mine, Scenario("Ander", {"delay": 5})))
    app = opened("scenarios", s=text, at="2")
    assert not app.warning and "Wat ‘Ander’ geeft" in written(app)
    assert app.query_params["s"] == text and app.query_params["at"] == "2"


@pytest.mark.parametrize("query", [PARTS[1], *PARTS[2:4], PARTS[7]], ids=lambda query: " ".join(query.values()))
def test_an_address_that_came_with_a_link_is_no_link_in_the_studio(query):
    mine = Scenario("https://evil.example/name", {"road_2050": 20}, reasons={"road_2050": "https://evil.example/why"})
    both = (mine, replace(mine, name="www.evil.example"))
    text = "~".join(serialization.encode(one, model_runs.data_version()) for one in both)
    app = opened("scenarios", s=text, **query)
    assert not app.exception and "evil.example" in written(app)
    assert not re.search(r"(href|src)=.?[^ >]*evil", written(app))


@pytest.mark.parametrize("harm", ["cut", "altered", "nonsense", "long"])
def test_a_link_that_was_harmed_is_refused_with_the_reason_and_the_scenarios_stay(harm):
    text = serialization.encode(Scenario("Mijn plan", {"growth_2030": 1.5}), model_runs.data_version())
    body = {
        "cut": text[:-12],
        "altered": text[:8] + ("A" if text[8] != "A" else "B") + text[9:],
        "nonsense": "<b>x</b>",
    }
    app = opened("scenarios", s=body.get(harm, "1." + "A" * 20_000 + ".0"))
    assert not app.exception and not app.error and len(app.warning) == 1
    assert "blijven" in app.warning[0].value and "Wat ‘Zoals aangekondigd’ geeft" in written(app)


def test_what_changed_for_all_scenarios_is_said_once_and_first():
    told = [("A", ["other data", "x is gone"]), ("B", ["other data"])]
    assert session.merge_messages(told) == ["other data", "A: x is gone"]
    assert session.merge_messages([]) == []


def test_a_link_made_on_other_figures_opens_and_says_so():
    text = serialization.encode(Scenario("Oud plan", {"delay": 5}), "00000000")
    app = opened("scenarios", s=text)
    assert "Wat ‘Oud plan’ geeft" in written(app) and "00000000" in written(app)
