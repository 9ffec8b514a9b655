"""Workbooks that are too large, damaged or made to fill the memory are refused; any text comes back as it was."""

import io
import re
import zipfile

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loaders.card import DatasetError
from loaders.trajectory import sheet, spreadsheet, workbook
from tests.support.workbooks import ROW, book


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


def test_the_names_of_parts_are_those_that_the_workbook_gives(tmp_path):
    """Other programs use other names of parts, write prefixes, and leave cells without references."""
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
