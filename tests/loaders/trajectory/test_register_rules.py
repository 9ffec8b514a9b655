"""What a row of a register may hold: each fault is named with row, column and what is allowed."""

from datetime import date

import pytest

from loaders import __main__
from loaders.trajectory import datasets, spreadsheet
from loaders.trajectory.validation import columns_of, precision, span
from tests.support.register_rows import MILESTONE, TODAY, sheet

PROJECT = {
    **dict.fromkeys(columns_of("projects"), ""),
    "name_nl": "Verzonnen project",
    "name_en": "Invented project",
    "summary_nl": "Alleen voor een test.",
    "summary_en": "Only for a test.",
    "theme": "energy",
    "workstreams": "energy",
    "status": "running",
    "status_nl": "lopend",
    "status_en": "running",
    "start": "2025",
    "end": "2027-06",
    "end_certainty": "planned",
    "lead": "zeeland",
    "coordinates": "absent",
    "source_url": "https://example.org/b",
}


def told(folder, base, **changed):
    done = spreadsheet.import_file(sheet(folder, {**base, **changed}), today=TODAY)
    return [(fault.row, fault.column, fault.reason) for fault in done.faults]


@pytest.mark.parametrize(
    ("text", "days", "fine"),
    [
        ("2021", (date(2021, 1, 1), date(2021, 12, 31)), "year"),
        ("2024-02", (date(2024, 2, 1), date(2024, 2, 29)), "month"),
        ("2021-12-01", (date(2021, 12, 1), date(2021, 12, 1)), "day"),
    ],
)
def test_a_date_is_as_precise_as_it_is_written(text, days, fine):
    assert span(text) == days and precision(text) == fine
    assert span("2021-02-30") is None and span("spring 2021") is None


FAULTS = [
    (MILESTONE, {"date": "2026-13"}, "date", "not a date like"),
    (MILESTONE, {"date": "30 februari 2021"}, "date", "not a date like"),
    (MILESTONE, {"date": "2021-02-30"}, "date", "not a date like"),
    (MILESTONE, {"date": "1989"}, "date", "not between 1990 and 2060"),
    (MILESTONE, {"date": "2061-01-01", "status": "planned"}, "date", "not between 1990 and 2060"),
    (MILESTONE, {"date": ""}, "date", "is empty"),
    (MILESTONE, {"date": "2027"}, "status", "cannot have happened: write planned"),
    (MILESTONE, {"date_basis": "guess"}, "date_basis", "stated, inferred, publication"),
    (MILESTONE, {"status": "done"}, "status", "happened, planned"),
    (MILESTONE, {"title_nl": ""}, "title_nl", "is empty"),
    (MILESTONE, {"summary_en": ""}, "summary_en", "is empty"),
    (MILESTONE, {"theme": "transport"}, "theme", "mobility"),
    (MILESTONE, {"workstreams": "access roads"}, "workstreams", "access, energy, labour, landscape"),
    (MILESTONE, {"partners": "gent antwerpen"}, "partners", "'antwerpen' is not a partner's key"),
    (MILESTONE, {"funds": "lottery"}, "funds", "interreg"),
    (MILESTONE, {"sdgs": "18"}, "sdgs", "those that have: 3, 9, 11"),
    (MILESTONE, {"project": "nowhere"}, "project", "not the key of a project"),
    (MILESTONE, {"headline": "1"}, "headline", "(empty), yes"),
    (MILESTONE, {"lat": "north"}, "lat", "not a number of degrees"),
    (MILESTONE, {"lat": "3.8", "lon": "51.2"}, "lat", "outside the region (50.65 to 51.9)"),
    (MILESTONE, {"lon": ""}, "lon", "give both lat and lon"),
    (MILESTONE, {"coordinates": "absent"}, "coordinates", "must be absent where"),
    (MILESTONE, {"source_url": ""}, "source_url", "is empty"),
    (MILESTONE, {"source_url": "ftp://example.org"}, "source_url", "http:// or https://"),
    (MILESTONE, {"source_url": "javascript:alert(1)"}, "source_url", "http:// or https://"),
    (MILESTONE, {"source_date": "last week"}, "source_date", "is not like 2021"),
    (MILESTONE, {"title_en": "=HYPERLINK(1)"}, "title_en", "may run as a formula"),
    (MILESTONE, {"milestone": "Big Key"}, "milestone", "small letters"),
    (PROJECT, {"start": "2028", "end": "2027"}, "end", "the end 2027 is before the start 2028"),
    (PROJECT, {"end": ""}, "end_certainty", "must be unknown where there is no end"),
    (PROJECT, {"lead": "nobody"}, "lead", "'nobody' is not a partner's key"),
    (PROJECT, {"budget_eur": "1.000.000"}, "budget_eur", "not an amount in euros"),
    (PROJECT, {"budget_eur": "1000000"}, "budget_reading", "total, estimate or part"),
    (PROJECT, {"status": "idea"}, "status", "completed, running"),
]


@pytest.mark.parametrize(("base", "changed", "column", "reason"), FAULTS)
def test_each_fault_is_named_with_row_column_and_what_is_allowed(geodata, tmp_path, base, changed, column, reason):
    found = told(tmp_path, base, **changed)
    assert any(row == 2 and at == column and reason in why for row, at, why in found), found


def test_the_entries_of_these_tests_are_without_fault(geodata, tmp_path):
    assert told(tmp_path, MILESTONE) == [] and told(tmp_path, PROJECT) == []


def test_all_faults_are_told_at_once_and_nothing_is_written(geodata, tmp_path, capsys):
    before = datasets.read_text("milestones")
    path = sheet(tmp_path, MILESTONE, {**MILESTONE, "date": "soon", "theme": "x", "partners": "y"})
    assert __main__.main(["trajectory", "import", str(path)]) == 1
    out = capsys.readouterr().out
    assert all(f"invented.csv, row 3, column {column}" in out for column in ("date", "theme", "partners"))
    assert "nothing was written" in out
    assert datasets.read_text("milestones").equals(before)


def test_the_same_date_and_title_is_pointed_out_within_a_file_and_against_the_register(geodata, tmp_path):
    twice = {**MILESTONE, "milestone": "one-key"}, {**MILESTONE, "milestone": "other-key"}
    done = spreadsheet.import_file(sheet(tmp_path, *twice), today=TODAY)
    assert any("the same date and title_nl as row 2" in fault.reason and fault.row == 3 for fault in done.faults)
    founded = datasets.read_text("milestones").set_index("milestone").loc["bgts-north-sea-port-district-founded"]
    again = {**MILESTONE, "date": founded["date"], "title_nl": founded["title_nl"].upper()}
    done = spreadsheet.import_file(sheet(tmp_path, again), today=TODAY)
    assert any("the same date and title_nl" in fault.reason for fault in done.faults)
