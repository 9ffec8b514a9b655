"""A project, milestone or target has the same status in every view, on a fixed day."""

import io
import json
import re
from datetime import date
from html import unescape

import openpyxl
import pandas as pd
import pytest
import yaml

from charts import gantt, timeline
from charts import target_path as chart
from i18n.translator import Words
from loaders import __main__ as command
from loaders import clock, load
from loaders.card import Card
from loaders.trajectory import datasets, project_status, spreadsheet, target_status
from loaders.trajectory.links import links
from loaders.trajectory.project_status import OVERDUE, milestone_status
from loaders.trajectory.project_status import project_status as status_of
from loaders.trajectory.target_status import STATUSES
from pages.climate import project_exhibits
from pages.trajectory.registers import milestones, projects
from shell import milestone_overlay, port_data
from shell.exhibits import target_path
from tests.support.opening import ROOT, opened, written

NL, EN = Words("nl"), Words("en")
DAY = date(2026, 11, 30)


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch):
    """Pages are opened on this day, whenever the tests run."""
    monkeypatch.setenv(clock.VARIABLE, str(DAY))


def test_the_day_can_be_fixed_and_a_wrong_one_is_refused_in_words(monkeypatch):
    assert clock.today() == DAY
    monkeypatch.setenv(clock.VARIABLE, "tomorrow")
    with pytest.raises(ValueError, match="NSPD_TODAY='tomorrow' is not a day like 2026-11-30"):
        clock.today()
    monkeypatch.delenv(clock.VARIABLE)
    assert clock.today() == date.today()


@pytest.mark.parametrize(
    ("status", "end", "told"),
    [
        ("running", "2026-11-29", OVERDUE),
        ("running", "2026-11-30", "running"),  # The day itself has not passed.
        ("running", "2026-10", OVERDUE),
        ("running", "2026", "running"),  # A year ends on its last day.
        ("running", "", "running"),
        ("planned", "2025", OVERDUE),
        ("study", "2025", OVERDUE),
        ("unknown", "2023", OVERDUE),
        ("completed", "2025", "completed"),
        ("postponed", "2025", "postponed"),
    ],
)
def test_a_planned_end_that_has_passed_is_overdue_until_it_is_confirmed(status, end, told):
    assert status_of(status, end, DAY) == told


def test_a_milestone_planned_for_a_past_day_is_overdue():
    days = {"2026-08-31": OVERDUE, "2026-11": "planned", "2027": "planned"}
    assert {day: milestone_status("planned", day, DAY) for day in days} == days
    assert milestone_status("happened", "2026-08-31", DAY) == "happened"


def stage(project, stage, day, basis="dated"):
    return {"project": project, "stage": stage, "date": day, "basis": basis}


def test_a_project_of_two_datasets_has_the_status_of_the_register_and_a_secondary_source_confirms_nothing():
    register = pd.DataFrame([{"project": "yara-ccs", "status": "running", "end": "2026"}])
    steps = pd.DataFrame(
        [
            stage("yara_ccs", "under_construction", "2024-05"),
            stage("yara_ccs", "built", "2026-09-07", "secondary"),
            stage("wind_storm_2", "announced", "2018-12-28"),
            stage("wind_cro", "announced", "2019"),
            stage("blast_furnace_b", "built", "2021-03-03"),
            stage("wind_mercator", "under_construction", "2024"),
        ]
    )
    assert project_status.stage_statuses(steps, register, DAY) == {
        "yara_ccs": "running",
        "wind_storm_2": OVERDUE,  # It was planned for 2019.
        "wind_cro": "unknown",  # It was announced without a year, and no later source was found.
        "blast_furnace_b": "completed",
        "wind_mercator": OVERDUE,  # It was to operate in January 2025.
    }
    assert project_status.stage_statuses(steps, register, date(2027, 1, 1))["yara_ccs"] == OVERDUE


def test_a_register_that_contradicts_a_confirmed_stage_is_a_fault():
    steps, register = (Card.of(name).raw() for name in ("energy_stages", "projects"))
    assert project_status.contradictions(steps, register) == []
    built = pd.concat([steps, pd.DataFrame([stage("seah2land", "built", "2026-01")])])
    (fault,) = project_status.contradictions(built, register)
    assert "seah2land" in fault.reason and "built on 2026-01" in fault.reason
    faults = project_status.contradictions(steps[steps["project"] != "seah2land"], register)
    assert [fault.column for fault in faults] == ["seah2land"], "a link to a row that is not there"


def test_every_due_year_stands_in_the_text_of_its_newest_stage():
    newest = project_status.newest_stages(load("energy_stages"))
    for key, due in links().due.items():
        assert due[:4] in newest[key]["what_nl"], key


def test_the_model_holds_as_built_only_what_the_register_does_not_call_planned():
    """A measure that the baseline of the model takes for built is running or completed in the register."""
    measures = yaml.safe_load((ROOT / "scenarios/measures.yaml").read_text("utf-8"))
    status = load("projects").set_index("project")["status"]
    for key, link in links().projects.items():
        for measure in link.measures:
            held = {"running", "completed"} if measures[measure]["built"] else set(project_status.PROJECT_STATUSES)
            assert status[key] in held - ({"completed"} if not measures[measure]["built"] else set()), measure


def test_every_view_tells_the_same_status_of_every_shared_project(monkeypatch):
    """Register, climate page, downloads and command line: one status for each project that two datasets describe."""
    register = projects(NL).set_index("key")["status"]
    steps = project_exhibits.stages_today(NL).drop_duplicates("project").set_index("project")
    taken = datasets.read_text_today("projects").set_index("project")["status_today"]
    checked = 0
    for key, link in links().projects.items():
        assert taken[key] == register[key]
        for one in link.stages:
            assert steps.loc[one, "status"] == register[key], one
            assert steps.loc[one, "status_text"] == NL(f"project.{register[key]}")
            checked += 1
    assert checked == 11
    text = unescape(written(opened("climate", climate="projects", energy="ccs")))
    row = next(row for row in re.findall(r"<tr>(.*?)</tr>", text) if "Yara Sluiskil" in row)
    assert f">{NL('project.' + register['yara-ccs'])}<" in row


def test_every_view_tells_the_same_of_every_shared_target():
    """A target has the same base year, value, measured years and result in the register as on its other page."""
    shared = target_path.register_targets(NL).set_index("target")
    written_down = load("targets").set_index("target")
    assert set(links().targets) <= set(shared.index)
    for key, other in links().targets.items():
        row, one = shared.loc[key], target_path.measure_target(other)
        assert row["status"] == one.status(written_down.loc[key].to_dict()), "the page on port or climate"
        assert (row["base"], row["base_year"]) == (one.target.base, str(one.target.base_year))
        assert row["year"] == one.target.year
        aim = target_status.aim(written_down.loc[key].to_dict(), one.target.base)
        assert aim is None or aim == pytest.approx(one.target.value), key
        newest = one.years is not None and chart.distance(one.target, one.years)
        assert (str(newest.year) in row["seen_text"]) if newest else row["seen_text"] == NL("progress.none_found")
    # The list of the trajectory and the figure of the climate page: 105.0 of 100 is left, so 5.0 more.
    assert "5,0 % meer (2025, andere afbakening)" in shared.loc["arcelor-35", "seen_text"]
    assert "105,0 %" in target_path.describe_target(target_path.measure_target("steel_2030"), NL)


TARGET = {"status": "open", "sign": "at_least", "value": 70.0, "year": 2022}


@pytest.mark.parametrize(
    ("row", "figures", "told"),
    [
        (TARGET, {2022: 73.6}, "reached"),
        (TARGET, {2022: 73.6, 2023: 65.9}, "not_held"),
        (TARGET, {2022: 73.6, 2023: 71.0}, "reached"),
        (TARGET, {2022: 69.0, 2023: 71.0}, "missed"),
        (TARGET, {2021: 73.6}, "no_figure"),
        (TARGET | {"year": 2026}, {}, "open"),  # a year is over on its last day
        (TARGET | {"year": 2026, "status": "postponed"}, {}, "postponed"),
        (TARGET | {"sign": "less", "value": 65.0}, {2022: 64.0}, "reached"),
        (TARGET | {"status": "reached"}, {}, "reached"),  # as the register says, where there is no series
        (TARGET | {"status": "", "year": float("nan")}, {}, ""),
        (TARGET | {"year": float("nan")}, {2022: 73.6}, "undated"),  # never due
    ],
)
def test_a_target_is_judged_by_its_own_year_and_by_the_newest_full_year(row, figures, told):
    assert target_status.target_status(row, figures, DAY) == told


def test_every_difference_of_a_target_is_that_of_the_printed_figures():
    """In each sentence "Measured in 2022: 73.6 Mt. ... 3.6 Mt above it" a reader can redo the subtraction."""
    checked = 0
    for row in port_data.read_table("port_targets").to_dict("records"):
        one = target_path.measure_target(row["target"])
        newest = chart.distance(one.target, one.years) if one.years is not None else None
        if newest is None:
            continue
        told = target_path.describe_target(one, EN)
        aim = EN.number(one.target.value, one.decimals).replace(",", "")
        for measured, line, gap, side in re.findall(
            r": ([\d.,]+) [^.]*?(?:\.\d+)?\. (?:In that year the straight line to the target is at ([\d.,]+) [^.]*\. )?"
            r"Difference[^:]*: ([\d.,]+) [\w% ]+ (above|below) it",
            told,
        ):
            apart = float(measured.replace(",", "")) - float((line or aim).replace(",", ""))
            assert abs(apart) == pytest.approx(float(gap.replace(",", ""))) and (apart > 0) == (side == "above"), told
            checked += 1
        assert str(newest.year) in told, "the newest full year is told"
        assert one.part is None or str(one.part["year"]) in told, "a part of a newer year is told"
    assert checked >= 5, "73.6 and 65.9 against 70, 64.5 against 60, 28 against 26.9, 80.6 against 94.2"


def test_overdue_has_a_mark_of_its_own_in_both_drawings_and_a_place_in_the_legend():
    rows = projects(NL)
    names = {key: NL(f"project.{key}") for key in project_status.PROJECT_STATUSES}
    figure = gantt.draw(rows, words=NL, statuses=names, period=(date(2020, 1, 1), date(2028, 12, 31)), today=DAY)
    late = int((rows["status"] == OVERDUE).sum())
    (marked,) = (trace for trace in figure.data if trace.mode == "markers")
    assert late and len(marked.x) == late and marked.marker.symbol == gantt.OVERDUE_MARK
    assert marked.name == "termijn verstreken, niet bevestigd" and marked.showlegend is not False
    assert all(pd.Timestamp(end) < pd.Timestamp(DAY) for end in marked.x), "the mark is at the planned end"
    symbols = timeline.SYMBOLS
    assert len(set(symbols.values())) == 3 and set(symbols) == {"happened", "planned", OVERDUE}


def test_nothing_past_its_planned_end_is_running_or_planned_in_any_view():
    """Lists for a phone, tables, filters, stories, slides and downloads of 30 November 2026."""
    text, late = unescape(written(opened("trajectory", section="projects", project="go-nspd"))), NL("project.overdue")
    phone = text.split('class="narrow"')[1]
    for row in projects(NL).to_dict("records"):
        past = pd.notna(row["ends"]) and row["ends"].date() < DAY
        assert not past or row["status"] not in ("running", "planned", "study", "unknown"), row["key"]
        if row["status"] == OVERDUE:
            assert f"{row['name']}</b><small>{late} · {row['date_text']}" in phone
    assert f"{late}. Laatste bericht: lopend volgens nspd.eu" in text
    story = opened("trajectory", story="end-of-interreg-project-go-north-sea-port-district", lane="funding")
    said = unescape(written(story))
    assert f"31 augustus 2026</b> · {NL('trajectory.status_overdue')}" in said
    overdue = int((milestones(NL).query("theme == 'funding'").status == OVERDUE).sum())
    assert NL("trajectory.counted_overdue", count=overdue) in said
    assert "Einde Interreg-project GO" in unescape(written(opened("trajectory"))).split('class="narrow"')[1]
    marks = [
        trace for trace in json.loads(story.get("plotly_chart")[0].proto.spec)["data"] if trace.get("name") == "marks"
    ]
    assert "hourglass-open" in {symbol for trace in marks for symbol in trace["marker"]["symbol"]}
    over = milestone_overlay.list_milestones("funding", "nl", DAY)
    assert any("GO North" in text and NL("trajectory.status_overdue") in text for _, text in over)


def test_a_download_says_the_status_of_its_day_and_comes_back_in_unchanged(tmp_path):
    path = tmp_path / "projects.xlsx"
    spreadsheet.export("projects", path)
    sheet = openpyxl.load_workbook(io.BytesIO(path.read_bytes())).active
    head, *rows = ([cell.value for cell in line] for line in sheet.iter_rows())
    found = {row[0]: dict(zip(head, row, strict=True)) for row in rows}
    assert found["go-nspd"]["status"] == "running" and found["go-nspd"]["status_today"] == OVERDUE
    assert found["go-nspd"]["status_day"] == "2026-11-30"
    done = spreadsheet.import_file(path)
    assert (done.faults, done.added, done.changed, done.removed) == ([], [], [], [])


def test_the_command_line_names_what_is_overdue(capsys):
    assert command.main(["check"]) == 0
    told = capsys.readouterr().out
    assert re.search(r"^projects: \d+ overdue, not confirmed: .*\bgo-nspd\b", told, re.M)
    assert re.search(r"^milestones: \d+ overdue, not confirmed: .*end-of-interreg-project-go", told, re.M)


def test_the_counts_of_targets_are_those_of_the_verdicts_shown():
    rows = target_path.register_targets(NL)
    counted = rows[rows["kind"] == "target"]["status"].value_counts()
    text = unescape(written(opened("trajectory", section="targets")))
    for key, count in counted.items():
        assert f"{NL('progress.' + key).lower()} {count}" in text
    assert set(counted.index) <= set(STATUSES)
