"""When a source was made, in the reader's words; tables write it in English: "2019 (exact date not shown)"."""

import re

from shell.words import Words

# Longer ones first: "figures to" is part of "figures to academic year". Each with its key in the locale files.
PHRASES = {
    "reference year not shown in excerpt": "reference_year_not_shown_in_excerpt",
    "exact date not shown": "exact_date_not_shown",
    "figures to academic year": "figures_to_academic_year",
    "file carries no year": "file_carries_no_year",
    "Eurostat last update": "eurostat_last_update",
    "source publication": "source_publication",
    "demographic report": "demographic_report",
    "Wikipedia mirror": "wikipedia_mirror",
    "Statbel release": "statbel_release",
    "November figures": "november_figures",
    "annual accounts": "annual_accounts",
    "annual account": "annual_account",
    "second quarter": "second_quarter",
    "third quarter": "third_quarter",
    "first quarter": "first_quarter",
    "figures for": "figures_for",
    "figures to": "figures_to",
    "population": "population",
    "mirror of": "mirror_of",
    "file date": "file_date",
    "undated": "undated",
    "edition": "edition",
    "mirror": "mirror",
    "budget": "budget",
    "cites": "cites",
    "stock": "stock",
    "copy": "copy",
    "area": "area",
    "Jan": "jan",
    "or": "or",
    "ca": "ca",
    "c.": "about",
}
_FOUND = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, PHRASES)) + r")(?!\w)")


def dated(text: str, t: Words) -> str:
    """The date of a source as the tables write it, its words in the reader's language."""
    return _FOUND.sub(lambda found: t(f"dated.{PHRASES[found[0]]}"), text)
