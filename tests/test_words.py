"""Numbers, periods and downloads the reader's way."""

import pandas as pd
import pytest

from shell import downloads
from shell.dated import dated
from shell.derived import told
from shell.words import Words

DUTCH, ENGLISH = Words("nl"), Words("en")


@pytest.mark.parametrize(
    ("value", "decimals", "signed", "dutch", "english"),
    [
        (1234567.891, 1, False, "1.234.567,9", "1,234,567.9"),
        (-1234.5, 1, False, "−1.234,5", "−1,234.5"),
        (0.04, 1, True, "0,0", "0.0"),
        (-0.04, 1, True, "0,0", "0.0"),
        (12, 0, True, "+12", "+12"),
        (999.5, 0, False, "1.000", "1,000"),
    ],
)
def test_numbers(value, decimals, signed, dutch, english):
    assert DUTCH.number(value, decimals, signed=signed) == dutch
    assert ENGLISH.number(value, decimals, signed=signed) == english


def test_periods_and_years_carry_no_thousands_sign():
    assert DUTCH.period("2023") == ENGLISH.period("2023") == "2023"
    assert DUTCH.period("2024-Q1") == "1e kwartaal 2024" and ENGLISH.period("2024-Q1") == "quarter 1 of 2024"
    assert DUTCH.period("") == "zonder jaartal"


def test_a_text_kept_in_both_languages_is_halved_and_any_other_is_whole():
    assert (DUTCH.half("niet vermeld / not stated"), ENGLISH.half("niet vermeld / not stated")) == (
        "niet vermeld",
        "not stated",
    )
    assert DUTCH.half("CBS/Kadaster") == "CBS/Kadaster"


def test_how_a_figure_was_computed_is_told_without_keys():
    text = "population 2026 (cbs-03759ned) / area_total 2021 (wikipedia-terneuzen-en)"
    assert told(text, DUTCH) == "Inwoners (CBS) / Totale oppervlakte (Wikipedia)"


def test_a_download_guards_formulas_in_texts_and_leaves_negative_numbers_alone():
    row = dict.fromkeys(downloads.COLUMNS, "") | {"name": "=cmd()", "value": -12.5, "definition_nl": "-1 is tekst"}
    rows = pd.DataFrame([row])
    dutch, english = (downloads.csv(rows, dutch=dutch).decode("utf-8-sig") for dutch in (True, False))
    assert "'=cmd()" in dutch and ";-12,5;" in dutch and "'-1 is tekst" in dutch
    assert ",-12.5," in english


def test_the_date_of_a_source_is_told_in_the_readers_words():
    assert dated("2016 (exact date not shown)", DUTCH) == "2016 (de dag staat er niet bij)"
    assert dated("c. 2013", DUTCH) == "circa 2013" and dated("c. 2013", ENGLISH) == "c. 2013"
    # A name that only begins like one of the phrases stays whole.
    assert dated("2020 (Cagliari)", DUTCH) == "2020 (Cagliari)"
