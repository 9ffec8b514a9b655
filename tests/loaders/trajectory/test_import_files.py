"""Files as people hand them in: each is taken in as it is shown, or refused with row, column and what to do.

The files in tests/cases/ and the entries in here are invented. Imports write into registers that belong to the test.
"""

import io
import re
import shutil
import threading
import zipfile
from datetime import date, datetime

import openpyxl
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.formula import ArrayFormula

from loaders import __main__, dataset_swap
from loaders.card import GEODATA, Card, DatasetError
from loaders.trajectory import cell_values, datasets, sheet, spreadsheet, workbook
from loaders.trajectory.validation import TABLES, columns_of
from tests.support.opening import ROOT

CASES = ROOT / "tests/cases"
TODAY = date(2026, 11, 23)
ROW = {
    **dict.fromkeys(columns_of("milestones"), ""),
    **{"date": "2025-11", "date_basis": "stated", "status": "happened", "theme": "port", "coordinates": "absent"},
    **{"title_nl": "Verzonnen", "title_en": "Invented", "summary_nl": "Test.", "summary_en": "Test."},
    "source_url": "https://example.org/a",
}


@pytest.fixture
def geodata(tmp_path, monkeypatch):
    """The data, of which an import may change the two registers."""
    folder = tmp_path / "geodata"
    folder.mkdir()
    for each in GEODATA.iterdir():
        if each.name in TABLES:
            shutil.copytree(each, folder / each.name)
        else:
            (folder / each.name).symlink_to(each)
    monkeypatch.setattr("loaders.card.GEODATA", folder)
    return folder


def book(path, *rows, sheet_change=None):
    """A workbook with these rows under the header."""
    made = openpyxl.Workbook()
    made.active.append(list(ROW))
    for row in rows:
        made.active.append([value if value != "" else None for value in row.values()])
    if sheet_change:
        sheet_change(made)
    made.save(path)
    return path


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


def altered(path, part, old, new):
    """A workbook with a part changed, as another program may write it."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert old in parts[part]
    parts[part] = parts[part].replace(old, new)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
    return path


SHEET = "xl/worksheets/sheet1.xml"
FAR = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
BOMBS = [
    (SHEET, b"</sheetData>", FAR, "the cell XFD1048576 is filled"),
    (SHEET, b"</sheetData>", b"</sheetData>" + b" " * workbook.MAX_UNPACKED, "unpacks to more than 20 MB"),
    (SHEET, b"<worksheet", b'<!DOCTYPE w [<!ENTITY a "aa">]><worksheet', "not readable"),
    (SHEET, b'<c r="A1"', b'<c s="-1" r="A1"', "not readable"),
    ("xl/workbook.xml", b"<sheet ", b"<nothing ", "not readable"),
    ("xl/workbook.xml", b"</workbook>", b"", "not readable"),
    ("[Content_Types].xml", b"<Types", b"<Types", None),
]


@pytest.mark.parametrize(("part", "old", "new", "reason"), BOMBS)
def test_what_is_too_large_or_damaged_is_refused_before_it_fills_the_memory(tmp_path, part, old, new, reason):
    path = altered(book(tmp_path / "a.xlsx", ROW), part, old, new)
    if reason is None:
        assert len(sheet.read(path).rows) == 1, "the same file unchanged is read"
        return
    with pytest.raises(DatasetError, match=reason) as error:
        sheet.read(path)
    assert str(error.value).startswith("a.xlsx: ") and error.value.__cause__ is not None


def test_cells_that_are_only_styled_or_merged_without_content_do_not_count(tmp_path):
    path = book(tmp_path / "a.xlsx", ROW)
    far = b'<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'
    far += b'<mergeCells><mergeCell ref="Z9:XFD1048576"/></mergeCells>'
    read = sheet.read(altered(path, SHEET, b"</sheetData>", far))
    assert len(read.rows) == 1 and read.faults == []


def test_a_size_that_the_directory_hides_is_found_while_reading(tmp_path, monkeypatch):
    path = book(tmp_path / "a.xlsx", ROW)
    body = path.read_bytes()
    size = next(info for info in zipfile.ZipFile(io.BytesIO(body)).infolist() if info.filename == SHEET).file_size
    monkeypatch.setattr(workbook, "MAX_UNPACKED", size - 1)
    monkeypatch.setattr(zipfile.ZipFile, "infolist", lambda archive: [])
    with pytest.raises(DatasetError, match="unpacks to more"):
        sheet.read(path)


@pytest.mark.parametrize("rows", [workbook.MAX_ROWS + 1])
def test_a_table_of_comma_separated_values_has_limits_too(tmp_path, rows):
    path = tmp_path / "a.csv"
    path.write_text("milestone;date\n" + "a;2021\n" * rows, "utf-8")
    with pytest.raises(DatasetError, match="only 5000 rows"):
        sheet.read(path)


SIGNS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff") | st.sampled_from(
    "\n;,\"'=_x"
)
TEXTS = st.one_of(st.text(SIGNS, max_size=8), st.sampled_from(["_x000D_", "_x005F_", "=1+1", "#N/A", "01", "2021-12"]))


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(rows=st.lists(st.lists(TEXTS.map(str.strip), min_size=3, max_size=3).filter(any), min_size=1, max_size=4))
@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_rows_of_any_text_come_back_as_they_were(tmp_path, ending, rows):
    table = pd.DataFrame(rows, columns=list("abc"), dtype=str)
    path = tmp_path / f"rows{ending}"
    spreadsheet.write(table, path)
    back = sheet.read(path)
    assert back.faults == [] and back.rows.to_numpy().tolist() == table.to_numpy().tolist()


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


def test_the_names_of_parts_are_those_that_the_workbook_gives(tmp_path):
    """Other programs name parts otherwise, write prefixes, and number no cell."""
    path = book(tmp_path / "a.xlsx", {**ROW, "milestone": "a-key"})
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/worksheets/one.xml"] = re.sub(rb' r="[A-Z]*\d+"', b"", parts.pop(SHEET))
    rels = "xl/_rels/workbook.xml.rels"
    parts[rels] = parts[rels].replace(b"/xl/worksheets/sheet1.xml", b"worksheets/one.xml")
    with zipfile.ZipFile(path, "w") as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
    read = sheet.read(path)
    assert read.faults == [] and read.rows.loc[0, ["milestone", "title_nl"]].tolist() == ["a-key", "Verzonnen"]
