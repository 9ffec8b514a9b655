"""A number is written alike on every page, chart, map, slide and file."""

import pytest

from charts import maps
from charts.class_breaks import classify
from i18n.translator import Words
from pages.trajectory.registers import projects

DUTCH, ENGLISH = Words("nl"), Words("en")


@pytest.mark.parametrize(
    ("value", "decimals", "dutch", "english"),
    [
        (-0.04, 1, "0,0", "0.0"),
        (-0.05, 1, "−0,1", "−0.1"),
        # A half is rounded away from zero, after an even and an odd digit alike.
        (0.5, 0, "1", "1"),
        (1.5, 0, "2", "2"),
        (2.5, 0, "3", "3"),
        (-2.5, 0, "−3", "−3"),
        (0.125, 2, "0,13", "0.13"),
        # Not by the nearest binary fraction: 1.005 is stored as 1.00499999999999989…
        (1.005, 2, "1,01", "1.01"),
        (42619.08, 0, "42.619", "42,619"),
        (1e23, 0, "100.000.000.000.000.000.000.000", "100,000,000,000,000,000,000,000"),
    ],
)
def test_a_number_is_rounded_and_signed_as_readers_expect(value, decimals, dutch, english):
    assert (DUTCH.number(value, decimals), ENGLISH.number(value, decimals)) == (dutch, english)


def test_the_key_of_a_map_writes_a_single_figure_as_the_list_does():
    classes = classify([42619.08])
    assert classes.labels(ENGLISH.number, published=0) == ["42,619"]
    subject = maps.Subject("Income", "€ a year", 0, "same")
    (legend,) = maps.describe_legends(subject, {"": classes}, ENGLISH)
    assert legend["labels"] == ["42,619"]
    # The limit of a class keeps the decimals that it needs.
    assert classify([0.2, 0.9]).labels(ENGLISH.number, published=0)[0].startswith("0.")


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("510000 (of which Interreg 255000)", "510,000 (of which Interreg 255,000)"),
        ("0 → 800000.", "0 → 800,000."),
        ("state 30000000 + region 7500", "state 30,000,000 + region 7500"),
        ("https://x.example/12345/67890.pdf", "https://x.example/12345/67890.pdf"),
        ("2023-12345, 1234.56789, #12345, id=12345", "2023-12345, 1234.56789, #12345, id=12345"),
        ("in 2023", "in 2023"),
    ],
)
def test_long_numbers_in_texts_of_sources_are_grouped_and_codes_are_not(text, english):
    assert ENGLISH.group_digits(text) == english


def test_long_numbers_in_dutch_texts_have_dots():
    assert DUTCH.group_digits("510000 euro") == "510.000 euro"


@pytest.mark.parametrize(("words", "amount"), [(DUTCH, "510.000"), (ENGLISH, "510,000")])
def test_the_note_on_an_amount_is_written_as_the_amount_is(words, amount):
    note = projects(words).set_index("key").loc["go-nspd", f"budget_{words.language}"]
    assert amount in note and "510000" not in note
