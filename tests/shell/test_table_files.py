"""Tables as CSV and XLSX: years are numbers, and no text is run as a formula."""

import io

import openpyxl
import pandas as pd
import pytest

from briefings.briefing import Slide
from briefings.xlsx import figures
from i18n.translator import Words
from loaders.trajectory import spreadsheet
from shell import table_files

# Text that a spreadsheet could run as a formula, or read as an error value.
HARM = ["=1+1", '=HYPERLINK("https://evil.example","x")', "#N/A", "-1 is text", "+31 115", "@here"]


def sheet(body: bytes):
    return openpyxl.load_workbook(io.BytesIO(body)).active


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("nl", ["name;period;value;mixed", "'=1+1;2023;-1,5;0,5", "'-2;2024-Q1;;2035", "fine;;3,0;'+1"]),
        ("en", ["name,period,value,mixed", "'=1+1,2023,-1.5,0.5", "'-2,2024-Q1,,2035", "fine,,3.0,'+1"]),
    ],
)
def test_a_csv_guards_text_that_would_run_and_leaves_numbers_alone(language, lines):
    table = pd.DataFrame({"name": ["=1+1", "-2", "fine"], "period": ["2023", "2024-Q1", None]})
    table = table.assign(value=[-1.5, None, 3.0], mixed=pd.Series([0.5, 2035, "+1"], dtype=object))
    assert table_files.csv(table, Words(language)).decode("utf-8-sig").splitlines() == lines


def test_a_heading_that_would_run_is_guarded_too():
    assert table_files.csv(pd.DataFrame({"=1+1": [1]}), Words("nl")).decode("utf-8-sig") == "'=1+1\n1\n"


def test_in_a_workbook_years_are_whole_numbers_and_what_is_missing_is_empty():
    years = pd.array([2018, None, 2023], dtype="Int64")
    table = pd.DataFrame({"period": ["2023", "2024-Q1", ""], "year": years, "code": ["0715", "2023", ""]})
    rows = list(sheet(table_files.xlsx({"data": table.assign(base_year=[2016.0, float("nan"), 2020.0])})).values)
    assert rows[1:] == [(2023, 2018, "0715", 2016), ("2024-Q1", None, "2023", None), (None, 2023, None, 2020)]
    assert all(type(rows[line][place]) is int for line, place in ((1, 0), (1, 1), (1, 3), (3, 1), (3, 3)))


@pytest.mark.parametrize(
    "write",
    [
        lambda texts: table_files.xlsx({"data": pd.DataFrame({"=head": texts})}),
        lambda texts: spreadsheet.encode(pd.DataFrame({"=head": texts}), ".xlsx"),
    ],
    ids=["tables", "register"],
)
def test_in_a_workbook_text_is_text_whatever_it_begins_with(write):
    cells = [cell for (cell,) in sheet(write(HARM)).iter_rows(max_row=len(HARM) + 1)]
    assert [cell.value for cell in cells] == ["=head", *HARM], "as it is: no apostrophe"
    assert {cell.data_type for cell in cells} == {"s"}


def test_a_control_character_does_not_cost_the_workbook():
    assert sheet(table_files.xlsx({"data": pd.DataFrame({"name": ["a\x07b"]})}))["A2"].value == "ab"


def test_the_years_of_a_chart_and_of_a_map_are_numbers_in_the_workbook_of_a_briefing():
    trace = {"name": "Gent", "x": ["2023", "2024-Q1"], "y": [1.5, 2000.5]}
    common = {"title": "x", "says": "", "source": "", "date": "2026-01-01"}
    chart = Slide(kind="chart", **common, content={"figure": {"data": [trace], "layout": {}}})
    assert figures(chart, "nl")[1] == [["Gent", 2023, 1.5], ["Gent", "2024-Q1", 2000.5]]
    places = [["BE-44021", "Gent", 0, "", "1.234,5", "", ""], ["BE-43018", "Zelzate", 0, "", "12", "", "", "2021"]]
    described = {"places": places, "legends": [{"unit": "t"}], "period": "2023"}
    drawn = Slide(kind="map", **common, content={"map": described})
    assert [row[:4] for row in figures(drawn, "nl")[1]] == [["Gent", 1234.5, "t", 2023], ["Zelzate", 12, "t", 2021]]


def test_columns_of_a_workbook_are_as_wide_as_their_text():
    """`Vlissingen` has 10 characters; a text of 200 takes the widest column."""
    table = pd.DataFrame({"name": ["Vlissingen", "Gent"], "note": ["a" * 200, "b"], "value": [1, 2]})
    made = sheet(table_files.xlsx({"sheet": table}))
    assert [made.column_dimensions[letter].width for letter in "ABC"] == [12, 48, 7]
