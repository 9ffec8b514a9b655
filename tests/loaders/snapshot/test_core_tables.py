"""The wider tables as rows of geodata/indicators: places, statuses, sums, and what is refused."""

import csv

import pandas as pd
import pytest

from loaders.card import GEODATA, DatasetError
from loaders.snapshot import core_tables

HEADER = ["code", "name", "country", "year", "indicator", "unit", "value", "definition", "source_url", "source_date"]
TABLE = """
tables:
  - file: update/be/invented.csv
    source: statbel-population
    address: "https://one"
    from: "2019"
    indicators:
      "population | thousands": {key: population, definition: core-be-population, times: 1000}
    sums:
      population_aged_15_64: {of: ["15-24 | persons", "25-64 | persons"], definition: core-be-age}
    left_out: "the others are no figures on people"
"""


@pytest.fixture
def read(tmp_path, monkeypatch):
    """The rows of an invented table: each given row is changed cells of the row of Gent in 2024."""

    def read(*changed, rules=TABLE):
        (tmp_path / "update/be").mkdir(parents=True, exist_ok=True)
        with (tmp_path / "update/be/invented.csv").open("w", newline="") as file:
            writer = csv.DictWriter(file, HEADER)
            writer.writeheader()
            for one in changed:
                writer.writerow({**GENT, **one})
        (tmp_path / "core_people.yaml").write_text(rules, "utf-8")
        monkeypatch.setattr(core_tables, "HERE", tmp_path)
        return core_tables.read_core(tmp_path, GEODATA)

    return read


GENT = {
    **{"code": "44021", "name": "Gent", "country": "BE", "year": "2024", "indicator": "population"},
    **{"unit": "thousands", "value": "269.597", "definition": "as counted", "source_url": "https://one/table"},
    "source_date": "2026-09-06 (copy)",
}
PARTS = [
    {"indicator": "15-24", "unit": "persons", "value": "10"},
    {"indicator": "25-64", "unit": "persons", "value": "32"},
]


def test_a_row_gets_our_place_unit_and_words_and_says_its_line(read):
    (row,) = read({}, *PARTS).query("indicator == 'population'").to_dict("records")
    assert row == {
        **{"place": "BE-44021", "indicator": "population", "period": "2024", "value": "269597", "unit": "inhabitants"},
        **{"status": "measured", "source": "statbel-population", "definition": "core-be-population", "note": ""},
        **{"source_date": "2026-09-06 (copy)", "row": "update/be/invented.csv:2"},
    }


def test_a_sum_needs_every_part_and_has_the_weakest_status(read):
    lone = {**PARTS[0], "year": "2023"}
    later = {**PARTS[1], "definition": "sum of the predecessor municipalities, as reconstructed by the copy"}
    (row,) = read({}, PARTS[0], later, lone).query("indicator == 'population_aged_15_64'").to_dict("records")
    assert (row["period"], row["value"], row["status"]) == ("2024", "42", "reconstructed")
    assert row["row"] == "update/be/invented.csv:3 update/be/invented.csv:4"


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("Observed, 1 January 2023, household outlook 2024 (observed to 2023, projected after)", "measured"),
        ("PROJECTION, 1 January 2024, household outlook 2024", "projected"),
        ("copy; computed here for the territory of the municipality of 2025: sum of 44012 + 44048", "reconstructed"),
        ("dataderden 50120NED: model estimate for the municipality", "modelled"),
        ("CBS income by region, 2024*: median", "provisional"),
        ("newest years may be provisional (the copy carries no status)", "measured"),
    ],
)
def test_the_words_of_a_definition_give_the_status(read, words, status):
    assert set(read({"definition": words}, *PARTS).query("indicator == 'population'")["status"]) == {status}


def test_a_rate_is_as_reconstructed_as_the_count_that_it_divides(read):
    rules = TABLE.replace("times: 1000", 'status_of: "15-24 | persons"')
    count = {**PARTS[0], "definition": "as reconstructed by the copy"}
    rows = read({}, count, PARTS[1], rules=rules).query("indicator == 'population'")
    assert rows[["value", "status"]].to_numpy().tolist() == [["269.597", "reconstructed"]]
    with pytest.raises(DatasetError, match="no rule for the status, which is that of 15-24"):
        read({}, {**count, "year": "2023"}, PARTS[1], rules=rules)


def test_areas_that_are_no_places_older_years_other_addresses_and_indicators_are_left_out(read):
    rows = read(
        {},
        *PARTS,
        {"code": "44034", "name": "Lochristi"},
        {"code": "41000"},
        {"code": "40000"},
        {"year": "2018"},
        {"source_url": "https://two", "year": "2020"},
        {"indicator": "happiness"},
    )
    population = rows[rows["indicator"] == "population"]
    assert set(zip(population["place"], population["period"], strict=True)) == {("BE-44021", "2024"), ("BE23", "2024")}


@pytest.mark.parametrize(
    ("changed", "rules", "reason"),
    [
        ({"code": "99999"}, TABLE, "invented.csv:2: no rule for the area code 99999"),
        ({"code": "GM0715"}, TABLE, "invented.csv:2: no rule for the area code GM0715"),
        (
            {"indicator": "happiness"},
            TABLE.replace("left_out", "# left_out"),
            "invented.csv:2: no rule for the indicator happiness | thousands",
        ),
        ({"indicator": "happiness"}, TABLE, "no row of population | thousands"),
        ({}, TABLE.replace("https://one", "https://six"), "no row from https://six"),
        ({}, TABLE.replace("invented.csv", "missing.csv"), "missing.csv: not readable"),
        ({}, TABLE.replace("source: statbel-population", "source: statbell"), "statbell is not in indicator_sources"),
        ({}, TABLE.replace("source: statbel-population", "source: zeeland-accounts-2019"), "not in the sources of"),
        ({}, TABLE.replace("core-be-age", "core-be-agee"), "core-be-agee is not in indicator_definitions"),
        ({}, TABLE.replace("key: population,", "key: people,"), "people has no entry in indicators.yaml"),
        ({}, TABLE.replace("times: 1000", "times: many"), "core_people.yaml: tables, 0, indicators"),
        ({}, TABLE.replace("until", "untill").replace("from", "form"), "form: not a field here"),
    ],
)
def test_what_has_no_rule_is_refused_with_file_and_line(read, changed, rules, reason):
    with pytest.raises(DatasetError) as caught:
        read(changed, *PARTS, rules=rules)
    assert reason in str(caught.value)


def test_a_part_that_is_there_twice_is_no_sum(read):
    with pytest.raises(DatasetError, match="population_aged_15_64: a part of the sum is there twice"):
        read({}, *PARTS, PARTS[0])


def test_a_repeated_figure_is_one_row_and_another_value_of_one_source_is_refused(read):
    assert len(read({}, {"value": "269.5970"}, *PARTS).query("indicator == 'population'")) == 1
    with pytest.raises(DatasetError, match="two values of one source"):
        read({}, {"value": "269.598"}, *PARTS)


def test_the_first_of_equal_rows_stays():
    rows = pd.DataFrame(
        [["BE-44021", "population", "2024", "5", "a", "x"], ["BE-44021", "population", "2024", "5.0", "a", "y"]],
        columns=["place", "indicator", "period", "value", "source", "row"],
    )
    assert core_tables.merge(rows)["row"].tolist() == ["x"]
