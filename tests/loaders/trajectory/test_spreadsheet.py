"""Export and import of the registers. Invented entries, in a copy of the data."""

import os
import signal
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from loaders import __main__, storage
from loaders.card import Card, DatasetError
from loaders.snapshot import corrections
from loaders.snapshot import trajectory as collected
from loaders.trajectory import datasets, history, spreadsheet
from loaders.trajectory import sheet as sheets
from loaders.trajectory.validation import DERIVED, TABLES, columns_of
from tests.support.register_rows import MILESTONE, TODAY, sheet


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("table", TABLES)
def test_out_and_back_in_is_the_identity(geodata, tmp_path, table, ending):
    card = Card.of(table)
    before, written = card.path.read_bytes(), (card.folder / "card.yaml").read_bytes()
    path = tmp_path / f"register.{ending}"
    spreadsheet.export(table, path)
    rows = sheets.read(path).rows.drop(columns=list(DERIVED))
    assert rows.equals(datasets.read_text(table)), "the file holds the register cell by cell"
    done = spreadsheet.import_file(path, replace=True, today=TODAY)
    assert done == spreadsheet.Outcome(table, [], [], [], [])
    assert card.path.read_bytes() == before and (card.folder / "card.yaml").read_bytes() == written


def test_an_import_adds_changes_and_keeps_what_is_not_in_the_file(geodata, tmp_path):
    rows = datasets.read_text("milestones")
    known = rows.iloc[0].to_dict()
    path = sheet(tmp_path, {**known, "summary_nl": "Anders verwoord."}, MILESTONE)
    done = spreadsheet.import_file(path, today=TODAY)
    assert (done.added, done.changed, done.removed) == (["invented-milestone"], [known["milestone"]], [])
    now = datasets.read_text("milestones")
    assert len(now) == len(rows) + 1 and now.iloc[0]["summary_nl"] == "Anders verwoord."
    assert Card.of("milestones").faults() == [] and datasets.check(TODAY) == []


def test_replacing_removes_unless_something_still_speaks_of_the_entry(geodata, tmp_path):
    rows = datasets.read_text("milestones")
    without = rows[rows["milestone"] != "record-year-2018-70-3-mt-seaborne"].to_dict("records")
    done = spreadsheet.import_file(sheet(tmp_path, *without), replace=True, today=TODAY)
    assert done.removed == ["record-year-2018-70-3-mt-seaborne"]
    done = spreadsheet.import_file(sheet(tmp_path, MILESTONE), replace=True, today=TODAY)
    assert any("is not in milestones" in fault.reason for fault in done.faults)
    assert len(datasets.read_text("milestones")) == len(rows) - 1


def test_what_changed_between_two_days_is_told(geodata, tmp_path):
    first, corrected, later = date(2026, 11, 23), corrections.day(), date(2026, 12, 24)
    assert history.changes("milestones", corrected, later) == []
    spreadsheet.import_file(sheet(tmp_path, MILESTONE), today=later)
    rows = datasets.read_text("milestones")
    spreadsheet.import_file(
        sheet(tmp_path, {**rows.iloc[0].to_dict(), "summary_nl": "Anders."}), today=date(2027, 1, 5)
    )
    assert history.version_days("milestones") == [first, corrected, later, date(2027, 1, 5)]
    assert [(one.kind, one.key) for one in history.changes("milestones", corrected, later)] == [
        ("added", "invented-milestone")
    ]
    last = history.changes("milestones", later, date(2027, 2, 1))
    assert [(one.kind, one.columns) for one in last] == [("changed", ("summary_nl",))]
    assert len(history.changes("milestones", date(2026, 11, 22), first)) == 111, "before it was filled it was empty"


def killed_at(step: int, path) -> bool:
    """Import in a process that is killed at this step. Returns whether it had finished before.

    A fork of this process: starting Python and importing pandas takes seconds, forty times.
    """
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, "it failed instead of being killed"
        return not os.WIFSIGNALED(status)
    left = step

    def at(real):
        def counted(*given, **named):
            nonlocal left
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*given, **named)

        return counted

    try:
        os.fsync, Path.replace, Path.open, Path.unlink = map(at, (os.fsync, Path.replace, Path.open, Path.unlink))
        spreadsheet.import_file(path, today=date(2026, 11, 23))
        os._exit(0)
    finally:
        os._exit(4)


def test_an_import_that_is_killed_at_any_step_leaves_the_old_register_or_the_new_one(geodata, tmp_path):
    path = sheet(tmp_path, MILESTONE)
    old, kills = datasets.read_text("milestones"), 0
    for step in range(60):
        ended = killed_at(step, path)
        assert Card.of("milestones").faults() == [], f"killed at step {step}"
        now = datasets.read_text("milestones")
        assert now.equals(old) or list(now["milestone"]) == [*old["milestone"], "invented-milestone"]
        if ended:
            break
        kills += 1
    assert kills >= 5 and ended
    assert len(now) == len(old) + 1
    named = {version.file for version in Card.of("milestones").fields.versions}
    lying = {each.name for each in (geodata / "milestones").iterdir()} - {"card.yaml", storage.LOCK_FILE}
    assert lying == named, "what cut-off imports left lying is gone"


@pytest.mark.parametrize(
    ("name", "body", "reason"),
    [
        ("a.csv", b"", "has no rows"),
        ("a.csv", b"milestone;date\n", "has no rows"),
        ("a.csv", b"\xff\xfe\x00", "not readable"),
        ("a.csv", b"milestone;date\nx;2021\n", "the header lacks"),
        ("a.csv", b'a;b\n"x', "not readable"),
        ("a.xlsx", b"PK not a workbook", "not readable"),
        ("a.pdf", b"%PDF", "must end in .csv or .xlsx"),
    ],
)
def test_a_file_that_is_no_register_is_refused_in_words(geodata, tmp_path, capsys, name, body, reason):
    (tmp_path / name).write_bytes(body)
    assert __main__.main(["trajectory", "import", str(tmp_path / name)]) == 1
    assert reason in capsys.readouterr().err
    with pytest.raises(DatasetError, match="no such file"):
        sheets.read(tmp_path / "nowhere.csv")


def test_what_a_spreadsheet_makes_of_cells_is_understood(geodata, tmp_path):
    path = tmp_path / "typed.xlsx"
    typed = {
        **MILESTONE,
        "date": date(2026, 10, 1),
        "lat": 51.2,
        "lon": "3,8",
        "partners": "gent; terneuzen",
        "sdgs": 9,
    }
    book = openpyxl.Workbook()
    book.active.append(list(typed))
    book.active.append(list(typed.values()))
    book.active.cell(2, list(typed).index("date") + 1).number_format = "mmm-yy"
    book.save(path)
    assert spreadsheet.import_file(path, today=TODAY).faults == []
    added = datasets.read_text("milestones").iloc[-1]
    assert (added["date"], added["lon"], added["partners"]) == ("2026-10", "3.8", "gent terneuzen")


@pytest.mark.slow
def test_two_thousand_rows_are_taken_in(geodata, tmp_path):
    rows = [{**MILESTONE, "title_nl": f"Verzonnen {i}", "title_en": f"Invented {i}"} for i in range(2000)]
    assert len(spreadsheet.import_file(sheet(tmp_path, *rows), today=TODAY).added) == 2000


def test_a_register_that_was_kept_up_is_not_made_anew(geodata, tmp_path):
    spreadsheet.import_file(sheet(tmp_path, MILESTONE), today=TODAY)
    with pytest.raises(DatasetError, match="milestones: kept up by imports"):
        collected.make(tmp_path, geodata)


def test_a_template_has_the_header_and_nothing_else(tmp_path):
    for table in TABLES:
        columns = tuple(columns_of(table))
        spreadsheet.export(table, tmp_path / "t.xlsx", empty=True)
        book = openpyxl.load_workbook(tmp_path / "t.xlsx").active
        assert [cell.value for cell in book[1]] == list(columns) and book["B2"].value is None
        assert book["B2"].number_format == "@", "a date that is typed stays as it is typed"
