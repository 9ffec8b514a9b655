"""Workbooks of the register with invented rows."""

import openpyxl

from loaders.trajectory.validation import columns_of

ROW = {
    **dict.fromkeys(columns_of("milestones"), ""),
    **{"date": "2025-11", "date_basis": "stated", "status": "happened", "theme": "port", "coordinates": "absent"},
    **{"title_nl": "Verzonnen", "title_en": "Invented", "summary_nl": "Test.", "summary_en": "Test."},
    "source_url": "https://example.org/a",
}


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
