"""Invented entries of the registers, and files with them."""

from datetime import date

import pandas as pd

from loaders.trajectory import spreadsheet
from loaders.trajectory.validation import columns_of

TODAY = date(2026, 11, 23)
MILESTONE = {
    **dict.fromkeys(columns_of("milestones"), ""),
    "date": "2026-10",
    "date_basis": "stated",
    "status": "happened",
    "title_nl": "Verzonnen mijlpaal",
    "title_en": "Invented milestone",
    "summary_nl": "Alleen voor een test.",
    "summary_en": "Only for a test.",
    "theme": "mobility",
    "workstreams": "access",
    "partners": "gent terneuzen",
    "sdgs": "9 11",
    "lat": "51.2",
    "lon": "3.8",
    "coordinates": "approximate",
    "source_url": "https://example.org/a",
    "source_date": "2026-10",
}


def sheet(folder, *rows, name="invented.csv"):
    """A file with these rows."""
    path = folder / name
    spreadsheet.write(pd.DataFrame(rows, dtype=str), path)
    return path
