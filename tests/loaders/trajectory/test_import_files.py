"""Files as the secretariat sends them: each is imported as the sheet shows it, or refused with row, column and advice.

The files in tests/cases/ and the entries in here are invented. Imports write into a copy of the registers.
"""

import shutil
import threading
from datetime import date, datetime

import pytest
from openpyxl.worksheet.formula import ArrayFormula

from loaders import __main__, dataset_swap
from loaders.card import GEODATA, Card, DatasetError
from loaders.trajectory import cell_values, datasets, sheet, spreadsheet
from loaders.trajectory.validation import TABLES, columns_of
from tests.support.opening import ROOT
from tests.support.workbooks import ROW, book

CASES = ROOT / "tests/cases"
TODAY = date(2026, 11, 23)


@pytest.fixture
def geodata(tmp_path, monkeypatch):
    """The data, of which an import may change the two registers."""
    folder = tmp_path / "geodata"
    folder.mkdir()
    for each in GEODATA.iterdir():
        if each.name in TABLES:
            shutil.copytree(each, folder / each.name)
        # Without the folder of kept versions an import keeps none.
        elif each.name != "versions":
            (folder / each.name).symlink_to(each)
    monkeypatch.setattr("loaders.card.GEODATA", folder)
    return folder


def refused(path):
    done = spreadsheet.import_file(path, today=TODAY)
    assert not done.added and not done.changed
    return [(fault.row, fault.column, fault.reason) for fault in done.faults]


def added(path):
    done = spreadsheet.import_file(path, today=TODAY)
    assert done.faults == [] and done.changed == [], done
    rows = datasets.load("milestones").set_index("milestone")
    return rows.loc[done.added]


TAKEN = [
    ("cr-lone.xlsx", {"summary_nl": ["Regel een\nRegel twee"]}),
    ("x000d.xlsx", {"summary_nl": ["Regel een\nRegel twee"]}),
    ("date-jjjj.xlsx", {"date": ["2021"]}),
    ("chartsheet-active.xlsx", {"title_nl": ["Proefmijlpaal A"]}),
    ("empty-fill.xlsx", {"title_nl": ["Proefmijlpaal A"]}),
    ("MIJLPALEN.XLSX", {"title_nl": ["Proefmijlpaal A"]}),
    ("sep-hint.csv", {"title_nl": ["Proefmijlpaal A"]}),
    ("blank-row-middle.xlsx", {"title_nl": ["Proefmijlpaal A", "Proefmijlpaal B"]}),
]


@pytest.mark.parametrize(("name", "expected"), TAKEN)
def test_a_file_is_read_as_it_was_shown(name, expected):
    read = sheet.read(CASES / name, spreadsheet.DATE_COLUMNS)
    assert read.faults == [] and list(read.rows.columns) == columns_of("milestones")
    assert {column: read.rows[column].tolist() for column in expected} == expected


def test_what_an_import_says_it_added_can_be_read_checked_exported_and_imported_again(geodata, tmp_path):
    rows = added(CASES / "cr-lone.xlsx")
    assert rows["summary_nl"].tolist() == ["Regel een\nRegel twee"] and datasets.check(TODAY) == []
    spreadsheet.export("milestones", tmp_path / "again.xlsx")
    assert spreadsheet.import_file(tmp_path / "again.xlsx", today=TODAY) == spreadsheet.Outcome(
        "milestones", [], [], [], []
    )


def test_rows_keep_the_number_they_have_in_the_sheet(geodata, tmp_path):
    wrong = {**ROW, "theme": "x", "title_nl": "Ander", "title_en": "Other"}
    empty = dict.fromkeys(ROW, "")
    assert [fault[:2] for fault in refused(book(tmp_path / "a.xlsx", ROW, empty, wrong))] == [(4, "theme")]


REFUSED = [
    ("array-formula-summary.xlsx", [(2, "summary_nl", "is a formula: copy it and paste as values")]),
    ("error-values.xlsx", [(2, "title_nl", "the error value #REF!"), (2, "summary_nl", "the error value #N/A")]),
    ("merged-funds.xlsx", [(2, "funds", "the cells L2:L4 are merged: unmerge")]),
]


@pytest.mark.parametrize(("name", "expected"), REFUSED)
def test_a_file_that_cannot_be_read_as_shown_is_refused_by_row_and_column(geodata, name, expected):
    found = refused(CASES / name)
    assert [at[:2] for at in found] == [at[:2] for at in expected]
    assert all(part in fault[2] for fault, (_, _, part) in zip(found, expected, strict=True))


def test_an_empty_key_adds_an_entry_and_the_same_entry_again_is_pointed_out(geodata):
    first, second = added(CASES / "recurring-1.xlsx"), added(CASES / "recurring-2.xlsx")
    key = "north-sea-port-district-annual-conference"
    assert [*first.index, *second.index] == [key, f"{key}-2"]
    rows = datasets.read_text("milestones").set_index("milestone")
    assert rows.loc[[key, f"{key}-2"], "date"].tolist() == ["2024-11-20", "2025-11-19"]
    ((row, column, reason),) = refused(CASES / "recurring-2.xlsx")
    assert (row, column) == (2, "title_nl") and f"the entry '{key}-2' of the register" in reason


def test_keys_are_made_of_the_title_also_within_a_file_and_without_latin_letters(geodata, tmp_path):
    titles = ["Kanaal", "Kanaal", "北", "北"]
    rows = [{**ROW, "title_nl": one, "title_en": one, "date": f"202{at}"} for at, one in enumerate(titles)]
    assert list(added(book(tmp_path / "a.xlsx", *rows)).index) == ["kanaal", "kanaal-2", "milestone", "milestone-2"]


def test_each_cause_is_one_fault(geodata, tmp_path):
    written = {
        **{"theme": "Haven", "partners": "Stad Gent, Gemeente Terneuzen", "funds": "Interreg Vlaanderen"},
        **{"sdgs": "SDG 99", "coordinates": ""},
    }
    twice = {**ROW, "milestone": "one-key", "title_nl": "Ander", "title_en": "Other"}
    found = refused(book(tmp_path / "a.xlsx", {**ROW, **written}, twice, twice))
    columns = ["theme", "partners", "funds", "coordinates"]
    assert sorted(at for row, at, _ in found if row == 2) == sorted(columns)
    assert [at for row, at, _ in found if row > 2] == ["milestone"]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("yyyy", "year"),
        ("[$-413]jjjj", "year"),
        ("mmm-yy", "month"),
        ("[$-409]mmmm\\ yyyy;@", "month"),
        ('"d"yyyy', "year"),
        ("dd-mm-jjjj", "day"),
        ("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "day"),
        ("dddd yyyy", "year"),
        ("d-mmm", ""),
        ("h:mm", ""),
        ("yyyy-mm-dd hh:mm", ""),
        ("General", ""),
        ("#,##0.00\\ [$€-413]", ""),
    ],
)
def test_a_date_is_as_precise_as_its_cell_shows_it(code, expected):
    assert cell_values.precision(code) == expected
    shows_none = ("General", "#,##0.00\\ [$€-413]")
    assert cell_values.is_date(code) is (code not in shows_none)


CELLS = [
    ("summary_en", "=1+1", None, "is a formula"),
    ("summary_en", ArrayFormula("G2", "=1+1"), None, "is a formula"),
    ("title_en", True, None, "TRUE or FALSE"),
    ("date", datetime(2025, 11, 3), "d-mmm", "shown as 'd-mmm'"),
    ("date", datetime(2025, 11, 3, 9), "h:mm", "shown as 'h:mm'"),
    ("sdgs", datetime(2025, 11, 9), "yyyy-mm-dd", "became a date"),
    ("title_en", 0.35, "0%", "shown as a percentage"),
    ("title_en", "_xD800_", None, "half a character"),
    ("lat", "5_1.2", None, "not a number of degrees"),
    ("date", "２０２１", None, "not a date like"),
]


def test_the_types_of_cells_are_a_closed_list(geodata, tmp_path):
    placed = {"lat": 51.2, "lon": 3.8, "coordinates": "approximate"}
    rows = [
        {**ROW, **placed, "title_nl": f"Verzonnen {at}", "title_en": f"Invented {at}", column: value}
        for at, (column, value, _, _) in enumerate(CELLS)
    ]

    def shown(made):
        for at, (column, _, code, _) in enumerate(CELLS, start=2):
            made.active.cell(at, list(ROW).index(column) + 1).number_format = code or "General"

    found = refused(book(tmp_path / "a.xlsx", *rows, sheet_change=shown))
    assert [fault[:2] for fault in found] == [(at, column) for at, (column, *_) in enumerate(CELLS, start=2)]
    assert all(reason in why for (*_, why), (*_, reason) in zip(found, CELLS, strict=True)), found


def test_a_column_without_header_and_a_second_sheet_are_not_passed_over(geodata, tmp_path, capsys):
    path = book(tmp_path / "a.xlsx", ROW, sheet_change=lambda made: made.active.cell(2, 22, "note"))
    assert [(row, at) for row, at, _ in refused(path)] == [(2, "V")]
    path = book(tmp_path / "b.xlsx", ROW, sheet_change=lambda made: made.create_sheet("projects"))
    assert __main__.main(["trajectory", "import", str(path)]) == 0
    assert "read the sheet 'Sheet', not 'projects'" in capsys.readouterr().out


def test_what_cannot_be_read_back_is_not_swapped_in(geodata, monkeypatch):
    card, before = Card.of("milestones"), datasets.read_text("milestones")
    lying = {path.name for path in card.folder.iterdir()}
    text = (card.folder / "card.yaml").read_text("utf-8")
    for column, value in (("summary_nl", "een\rtwee"), ("lat", "5_1.2"), ("status", "x")):
        rows = before.copy()
        rows.loc[0, column] = value
        with pytest.raises(DatasetError, match="the old data stay"):
            dataset_swap.swap(card, rows, TODAY)
    with pytest.raises(DatasetError, match="cannot be read back"):
        dataset_swap.swap(card, before.assign(source_date=""), TODAY, load=lambda each: 1 / 0)
    assert datasets.read_text("milestones").equals(before)
    assert {path.name for path in card.folder.iterdir()} == lying, "nothing is left lying"
    assert (card.folder / "card.yaml").read_text("utf-8") == text


def test_whoever_reads_during_imports_sees_the_old_data_or_the_new(geodata):
    card, rows = Card.of("milestones"), datasets.read_text("milestones")
    tables = [rows.head(20), rows.head(30)]
    dataset_swap.swap(card, tables[0], TODAY)
    ended = threading.Event()

    before = len(card.fields.versions)

    def write():
        for at in range(12):
            dataset_swap.swap(card, tables[(at + 1) % 2], TODAY)
        ended.set()

    writer = threading.Thread(target=write)
    writer.start()
    seen = []
    while not ended.is_set():
        seen.append(len(datasets.read_text("milestones")))
    writer.join()
    assert set(seen) <= {20, 30} and seen
    assert len(card.fields.versions) == before + 12 and card.fields.retrieved_on == date(2026, 11, 23)
