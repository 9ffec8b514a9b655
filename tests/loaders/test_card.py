"""A dataset that breaks its card is named with file, row, column and reason. Invented data, in a folder of the test."""

import re
import shutil

import geopandas as gpd
import pytest

from loaders import COMPANIONS, DATASETS, __main__, load
from loaders.card import GEODATA, TEXTS, Card, DatasetError, seal

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
        said = card.fields[field]
        assert said, field
        # One text for both languages is a name, a licence or a date: no sentence of either.
        assert isinstance(said, dict) or not ENGLISH.search(said), (field, said)
    assert str(card.address).startswith("https://")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('licence: "none"', "licence: {nl: geen}", "nl, en.*licence"),
        ('licence: "none"', 'licence: {nl: geen, en: ""}', "nl, en.*licence"),
        ('note: {nl: "verzonnen", en: "invented"}', "note: invented", "nl, en.*note"),
        ('meaning: {nl: "plaats", en: "place"}', "meaning: place", "nl, en.*the meaning of place"),
        ('vintage: "2026"', "vintage: 2026", "nl, en.*vintage"),
    ],
)
def test_a_text_in_one_language_where_two_are_promised_is_refused(tmp_path, old, new, told):
    card = dataset(tmp_path, GOOD)
    path = card.folder / "card.yaml"
    path.write_text(path.read_text().replace(old, new))
    with pytest.raises(DatasetError, match=told):
        card.read()


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
