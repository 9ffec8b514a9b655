"""Which places and years each indicator has, on the frozen data and on invented rows."""

import csv
import io

import pandas as pd
import pytest

from loaders import load
from loaders.__main__ import main
from loaders.datasets.catalogue import catalogue
from loaders.datasets.coverage import COLUMNS, coverage, format_table, main_first, totals
from loaders.datasets.places import SIX

TOWNS = tuple(f"BE-{number}" for number in range(1, 63))
LEVELS = dict.fromkeys([*SIX, *TOWNS], "municipality") | {"BE234": "nuts3", "NL341": "nuts3", "NSPD": "district"}


def invented(*figures: tuple[str, int | None, tuple[str, ...], str]) -> pd.DataFrame:
    """Invented rows: indicator, year, places, status."""
    rows = [(key, place, year, status) for key, year, places, status in figures for place in places]
    return pd.DataFrame(rows, columns=["indicator", "place", "year", "status"]).astype({"year": "Int64"})


def covered(key: str, *figures: tuple[int | None, tuple[str, ...], str], core: bool = False) -> dict:
    entries = {key: catalogue()[key].model_copy(update={"core": core})}
    (row,) = coverage(invented(*((key, *each) for each in figures)), LEVELS, entries).to_dict("records")
    return row


@pytest.fixture(scope="module")
def frozen(whole_indicators) -> pd.DataFrame:
    levels = load("places").set_index("place")["level"]
    return coverage(whole_indicators, levels, catalogue()).set_index("indicator")


def test_the_best_year_has_most_of_the_six_then_most_municipalities_then_is_the_newest():
    row = covered(
        "population",
        (2018, (*SIX, *TOWNS), "measured"),
        (2020, (*SIX, *TOWNS[:10]), "measured"),
        (2021, (*SIX, *TOWNS[:10]), "provisional"),
        (2022, SIX, "measured"),
        (2023, (*SIX[:5], *TOWNS), "measured"),
    )
    assert (row["year"], row["six"], row["municipalities"]) == (2018, 6, 68)
    assert (row["recent_year"], row["recent_six"], row["recent_municipalities"]) == (2021, 6, 16)
    assert (row["first"], row["latest"], row["years"]) == (2018, 2023, 5)
    assert (row["six_ever"], row["municipalities_ever"]) == (6, 68)


def test_projections_count_only_where_there_is_nothing_else():
    row = covered("population", (2020, SIX[:2], "measured"), (2050, SIX, "projected"))
    assert (row["year"], row["six"], row["latest"]) == (2020, 2, 2020)
    row = covered("population", (2050, SIX, "projected"))
    assert (row["year"], row["six"], row["latest"]) == (2050, 6, 2050)


def test_years_are_those_of_the_six_and_of_other_places_only_where_the_six_have_none():
    row = covered("population", (1990, TOWNS, "measured"), (2001, SIX[:1], "measured"), (2024, ("NSPD",), "measured"))
    assert (row["level"], row["first"], row["latest"], row["years"]) == ("municipality", 2001, 2001, 1)
    row = covered("population", (2001, ("BE234",), "measured"), (2002, ("BE234", "NL341"), "measured"))
    assert (row["level"], row["places"], row["first"], row["latest"]) == ("nuts3", 2, 2001, 2002)
    assert row["six"] == row["municipalities"] == 0 and pd.isna(row["year"])


def test_an_indicator_without_a_dated_figure_has_a_row_too():
    for row in (covered("population"), covered("population", (None, SIX, "measured"))):
        assert row["level"] == "" and row["six"] == row["years"] == row["places"] == 0 and pd.isna(row["latest"])


def test_a_figure_of_two_sources_or_quarters_counts_once():
    row = covered("population", (2020, SIX[:2], "measured"), (2020, SIX[:2], "measured"))
    assert (row["six"], row["municipalities"], row["years"]) == (2, 2, 1)


def test_lines_and_totals_of_invented_indicators():
    keys = ("population", "house_price", "live_births")
    entries = {key: catalogue()[key].model_copy(update={"core": key != "population", "detail": False}) for key in keys}
    rows = invented(
        ("population", 2018, SIX, "measured"),
        ("house_price", 2019, (*SIX, *TOWNS[:53]), "measured"),
        ("live_births", 2020, (*SIX, *TOWNS[:54]), "measured"),
    )
    table = main_first(coverage(rows, LEVELS, entries))
    assert list(table["indicator"]) == ["house_price", "live_births", "population"]
    assert totals(table) == {"main": 3, "complete": 2, "most": 1}, "2018 is too old, 59 municipalities are too few"
    lines = format_table(table, 68).splitlines()
    assert lines[1].split() == ["house_price", "core", "2019", "6", "59", "6", "59", "1", "2019", "2019"]
    assert lines[-1] == (
        "3 main indicators; 2 with all six in one year since 2019, 1 of these with at least 60 of the 68"
    )
    assert len({len(line) for line in lines[:-1]}) == 1, "columns are aligned"


def test_the_core_set_is_complete_and_so_are_others(frozen):
    core, counted = frozen[frozen["core"]], totals(frozen.reset_index())
    assert 25 <= len(core) <= 35, "about thirty: more is a list that nobody reads"
    assert (core["recent_six"] == 6).all() and (core["recent_municipalities"] >= 60).all()
    assert counted["complete"] >= 50 and counted["most"] >= 50


def test_every_indicator_of_the_catalogue_has_its_row_in_the_frozen_data(frozen):
    assert list(frozen.index) == list(catalogue())
    row = frozen.loc["population"]
    assert (row.six, row.municipalities >= 6, row.level) == (6, True, "municipality")
    assert frozen.loc["house_price", "recent_six"] == 6
    assert (frozen["six"] <= frozen["municipalities"]).all()
    assert (frozen["municipalities"] <= frozen["municipalities_ever"]).all()


def test_counts_are_those_that_a_reader_can_count_in_the_frozen_rows(frozen, whole_indicators):
    rows = whole_indicators
    found = rows[(rows["indicator"] == "house_price") & (rows["year"] == frozen.loc["house_price", "year"])]
    assert found.loc[found["place"].isin(SIX), "place"].nunique() == frozen.loc["house_price", "six"]


def test_every_core_indicator_has_all_six_in_one_year_since_2019(frozen):
    core = frozen[frozen["core"]]
    assert not list(core.index[core["recent_six"] < len(SIX)])


def test_the_command_prints_a_line_per_indicator_and_the_totals(capsys):
    assert main(["coverage"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(catalogue()) + 2
    assert any(line.split()[0] == "population" for line in lines)
    assert lines[-1].startswith(f"{sum(not one.detail for one in catalogue().values())} main indicators; ")


def test_the_command_prints_every_column_as_csv_and_only_core_indicators_where_asked(capsys):
    assert main(["coverage", "--format", "csv", "--core"]) == 0
    reader = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert reader.fieldnames == COLUMNS
    assert [row["indicator"] for row in reader] == [key for key, one in catalogue().items() if one.core]
