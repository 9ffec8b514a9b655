"""A dataset that breaks its card is named with file, row, column and reason. Invented data, in a folder of the test."""

import re
import shutil
from datetime import date

import geopandas as gpd
import pytest

from loaders import COMPANIONS, DATASETS, NAMES, __main__, load
from loaders.card import GEODATA, Card, DatasetError, seal
from loaders.card_text import change_fields

TEXTS = ("publisher", "licence", "attribution", "retrieved_from", "vintage")
ENGLISH = re.compile(r"\b(the|and|or|own|each|kept|stored|unknown|reuse|not|with|gewijzigd|eigen|met|van)\b| / ")
CARD = """
title: {nl: "Verzonnen", en: "Invented"}
publisher: "Nobody"
licence: "none"
attribution: "invented for a test"
address: "https://example.org"
retrieved_from: ""
retrieved_on: 2026-11-23
vintage: "2026"
note: {nl: "verzonnen", en: "invented"}
file: invented.csv
rows: 2
sha256: ""
key: [place, period]
columns:
  place:
    kind: text
    meaning: {nl: "plaats", en: "place"}
  period:
    kind: date
    meaning: {nl: "jaar", en: "year"}
    empty: true
  value:
    kind: number
    meaning: {nl: "waarde", en: "value"}
    least: 0
  status:
    kind: one_of
    values: [measured, provisional]
    meaning: {nl: "status", en: "status"}
"""
GOOD = "place,period,value,status\nA,2023,1.5,measured\nB,,2,provisional\n"


def dataset(folder, text, *, sealed=True):
    (folder / "invented").mkdir()
    (folder / "invented/card.yaml").write_text(CARD)
    (folder / "invented/invented.csv").write_text(text)
    if sealed:
        seal("invented", folder)
    return Card.of("invented", folder)


def test_a_file_that_keeps_its_card_is_read_with_the_kinds_of_the_card(tmp_path):
    table = dataset(tmp_path, GOOD).read()
    assert table.value.tolist() == [1.5, 2.0]
    assert table.period.tolist() == ["2023", ""]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            GOOD.replace("1.5", "about 2"),
            "invented/invented.csv, row 2, column value: 'about 2' is not a number",
        ),
        (GOOD.replace("1.5", "-1"), "row 2, column value: -1 is below 0"),
        (GOOD.replace("1.5", ""), "row 2, column value: empty, but must be filled"),
        (GOOD.replace("2023", "last year"), "row 2, column period: 'last year' is not a date"),
        (
            GOOD.replace("provisional", "guessed"),
            "row 3, column status: 'guessed' is not one of measured, provisional",
        ),
        (GOOD + "A,2023,1.6,measured\n", "row 4, column place+period: the key stands twice: A, 2023"),
        (GOOD.replace("status", "state"), "column status: the column is missing"),
        (GOOD.replace("status", "state"), "column state: the column is not on the card"),
    ],
)
def test_each_broken_promise_is_named_with_row_column_and_reason(tmp_path, text, told):
    card = dataset(tmp_path, text)
    assert any(told in str(fault) for fault in card.faults()), [str(fault) for fault in card.faults()]
    with pytest.raises(DatasetError, match="invented"):
        card.read()


def test_a_changed_file_is_noticed_by_its_checksum(tmp_path):
    card = dataset(tmp_path, GOOD)
    card.path.write_text(GOOD.replace("1.5", "1.6"))
    assert [str(fault) for fault in card.faults()] == [
        "invented/invented.csv: the checksum is not the card's: the file was changed or damaged"
    ]


@pytest.mark.parametrize("damage", [b"", b"\xff\xfe\x00\x01", b'area,period\n"A'])
def test_a_damaged_file_gives_a_fault_and_no_traceback(tmp_path, damage):
    card = dataset(tmp_path, GOOD)
    card.path.write_bytes(damage)
    assert card.faults()


def test_a_missing_file_or_card_is_named(tmp_path):
    card = dataset(tmp_path, GOOD)
    card.path.unlink()
    assert "the file is missing" in str(card.faults()[0])
    with pytest.raises(DatasetError, match="the card is missing"):
        _ = Card.of("nowhere", tmp_path).fields
    (tmp_path / "invented/card.yaml").write_text("title: [")
    with pytest.raises(DatasetError, match="not readable YAML"):
        _ = Card.of("invented", tmp_path).fields


@pytest.mark.parametrize("name", DATASETS)
def test_every_dataset_keeps_its_card_and_is_a_geodataframe_in_degrees(name):
    assert Card.of(name).faults() == []
    table = load(name)
    assert isinstance(table, gpd.GeoDataFrame) and table.crs.to_epsg() == 4326 and len(table)


@pytest.mark.parametrize("name", [*DATASETS, *COMPANIONS])
def test_every_card_says_who_where_when_and_under_which_licence(name):
    card = Card.of(name)
    assert card.faults() == []
    for field in TEXTS:
        said = getattr(card.fields, field)
        assert said, field
        # One text for both languages may be a name, a licence or a date, but not a sentence.
        assert isinstance(said, dict) or not ENGLISH.search(said), (field, said)
    assert str(card.fields.address).startswith("https://")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('licence: "none"', "licence: {nl: geen}", "licence: must be one text for both languages, .* nl and en"),
        (
            'licence: "none"',
            'licence: {nl: geen, en: ""}',
            "licence: must be one text for both languages, .* nl and en",
        ),
        ('note: {nl: "verzonnen", en: "invented"}', "note: invented", "note: needs words in nl and in en"),
        (
            'meaning: {nl: "plaats", en: "place"}',
            "meaning: place",
            "columns, place, meaning: needs words in nl and in en",
        ),
        ('vintage: "2026"', "vintage: 2026", "vintage: must be one text for both languages, .* nl and en"),
    ],
)
def test_a_text_in_one_language_where_two_are_promised_is_refused(tmp_path, old, new, told):
    refused(tmp_path, old, new, told)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('licence: "none"\n', "", "licence: missing"),
        ('licence: "none"', 'license: "none"', "license: not a field here; there are title, publisher, licence, "),
        ("rows: 2", "rows: two", "rows: must be a whole number, not 'two'"),
        (
            "retrieved_on: 2026-11-23",
            "retrieved_on: last week",
            "retrieved_on: must be a date like 2026-11-23, not 'last",
        ),
        (
            "kind: date",
            "kind: year",
            "columns, period, kind: 'year' is not one of text, number, integer, date, geometry",
        ),
        ("empty: true", "empty: 1", "columns, period, empty: must be true or false, not 1"),
        ("    least: 0", "    lowest: 0", "columns, value, lowest: not a field here; there are kind, meaning, unit, "),
        (
            "    values: [measured, provisional]\n",
            "",
            "columns, status, values: must be listed where its kind is one_of",
        ),
        ("key: [place, period]", "key: [area, period]", "key: no column area"),
        (
            "file: invented.csv",
            "file: ../other.csv",
            "file: must be the name of a .csv or .parquet file beside the card",
        ),
        ('sha256: ""', 'sha256: "abc"', "sha256: must be 64 hexadecimal digits, or empty"),
        (CARD, "- a list", "must be fields with values"),
    ],
)
def test_a_refused_field_is_named_with_its_place_and_what_is_allowed(tmp_path, old, new, told):
    refused(tmp_path, old, new, told, sealed=False)


def refused(folder, old, new, told, *, sealed=True):
    card = dataset(folder, GOOD, sealed=sealed)
    text = card.file.read_text("utf-8")
    assert old in text
    card.file.write_text(text.replace(old, new), "utf-8")
    with pytest.raises(DatasetError, match=f"invented/card.yaml: .*{told}"):
        card.read()


def test_every_refused_field_is_in_one_message(tmp_path):
    card = dataset(tmp_path, GOOD)
    card.file.write_text(card.file.read_text("utf-8").replace("rows: 2", "rows: two").replace("kind: date", "kind: x"))
    with pytest.raises(DatasetError, match=r"rows: must .*; columns, period, kind: 'x'"):
        _ = card.fields


COMMENTED = """# A register.
title: {nl: "Verzonnen", en: 'Invented'}   # invented
vintage: "2026"
retrieved_on: null
file: a.csv
# Every version.
versions:
  - {day: 2026-11-23, file: a.csv}
  # The last.
  - {day: 2026-11-24, file: b.csv}
"""


def test_a_change_of_fields_leaves_comments_order_and_quotes_of_the_rest():
    day = date(2026, 11, 24)
    versions = [
        {"day": date(2026, 11, 23), "file": "a.csv"},
        {"day": day, "file": "b.csv"},
        {"day": day, "file": "c.csv"},
    ]
    fields = {"versions": versions, "vintage": {"nl": "2026: één", "en": "2026: one"}, "file": "c.csv"}
    assert (
        change_fields("invented", COMMENTED, fields)
        == COMMENTED.replace('vintage: "2026"', 'vintage: {nl: "2026: één", en: "2026: one"}').replace(
            "file: a.csv\n#", "file: c.csv\n#"
        )
        + "  - {day: 2026-11-24, file: c.csv}\n"
    )
    back = {"title": {"nl": "Anders", "en": "Invented"}, "retrieved_on": day}
    assert change_fields("invented", COMMENTED, back) == COMMENTED.replace('"Verzonnen"', '"Anders"').replace(
        "}   #", "}      #"
    ).replace("retrieved_on: null", "retrieved_on: 2026-11-24")
    with pytest.raises(DatasetError, match=r"invented/card.yaml: the card has no field colour to change"):
        change_fields("invented", COMMENTED, {"colour": "red"})


@pytest.mark.parametrize("name", NAMES)
def test_an_update_of_a_card_with_what_it_says_already_changes_no_byte(name):
    card = Card.of(name)
    text = card.file.read_text("utf-8")
    said = card.fields.model_dump(exclude_unset=True, exclude={"columns", "key"})
    assert change_fields(name, text, {}) == text == change_fields(name, text, said)


def test_a_card_is_updated_only_with_what_it_takes(tmp_path):
    card = dataset(tmp_path, GOOD)
    before = card.file.read_text("utf-8")
    with pytest.raises(DatasetError, match="rows: must be a whole number"):
        card.update(rows="many")
    assert card.file.read_text("utf-8") == before
    card.update(rows=2, vintage="2027", retrieved_on=date(2027, 1, 2))
    assert card.file.read_text("utf-8") == before.replace('"2026"', '"2027"').replace("2026-11-23", "2027-01-02")
    assert card.fields.vintage == "2027" and card.faults() == []


def test_an_unknown_dataset_is_named_with_those_there_are():
    with pytest.raises(KeyError, match="places"):
        load("everything")


def test_the_command_line_lists_all_and_checks_all(capsys):
    assert __main__.main(["list"]) == 0
    listed = capsys.readouterr().out
    assert all(name in listed for name in (*DATASETS, *COMPANIONS))
    assert __main__.main(["check"]) == 0
    assert "keep their cards" in capsys.readouterr().out


def test_check_fails_and_names_the_row_of_a_figure_that_was_tampered_with(tmp_path, monkeypatch, capsys):
    copy = tmp_path / "geodata"
    shutil.copytree(GEODATA, copy)
    lines = (copy / "indicators/indicators.csv").read_text("utf-8").splitlines()
    column = lines[0].split(",").index("value")
    cells = lines[99].split(",")
    cells[column] = "much"
    (copy / "indicators/indicators.csv").write_text(
        "\n".join([*lines[:99], ",".join(cells), *lines[100:]]) + "\n", "utf-8"
    )
    monkeypatch.setattr("loaders.card.GEODATA", copy)
    monkeypatch.setattr("loaders.__main__.GEODATA", copy)
    assert __main__.main(["check"]) == 1
    told = capsys.readouterr().out
    assert "row 100, column value: 'much' is not a number" in told and "checksum" in told
