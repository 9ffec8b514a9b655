"""The command line of the model: the numbers of the page, and clear errors for bad arguments."""

import io
import subprocess
import sys

import pandas as pd
import pytest

from scenarios.__main__ import SEED, main
from scenarios.baseline_difference import difference_to_baseline
from scenarios.model import run
from scenarios.presets import presets
from tests.support import scenario_world as world


@pytest.mark.slow
def test_the_csv_has_the_numbers_of_the_model(capsys):
    assert main(["compare", "baseline", "delayed", "--years", "2030,2040", "--csv", "--draws", "100"]) == 0
    table = pd.read_csv(io.StringIO(capsys.readouterr().out))
    assert set(table["preset"]) == {"baseline", "delayed"} and set(table["year"]) == {2030, 2040}
    result = run(presets()["delayed"].scenario(), world.real(), draws=100, seed=SEED)
    mine = result.frame.query("outcome == 'emissions' and place == 'NSPD' and year == 2040").iloc[0]
    told = table.query("preset == 'delayed' and outcome == 'emissions' and place == 'NSPD' and year == 2040").iloc[0]
    for number in ("low", "mid", "high"):
        assert told[number] == pytest.approx(mine[number], rel=1e-12)
    assert told["model_version"] == 2 and len(str(told["data_version"])) == 8
    # How far from the baseline, draw against the same draw, and what stands behind it.
    away = difference_to_baseline(presets()["delayed"].scenario(), world.real(), [2040], draws=100, seed=SEED)
    away = away.query("outcome == 'emissions' and place == 'NSPD'").iloc[0]
    ours = told[["difference_low", "difference", "difference_high"]].tolist()
    assert ours == pytest.approx(away[["low", "mid", "high"]].tolist(), rel=1e-12)
    base = table.query("preset == 'baseline' and outcome == 'emissions' and place == 'NSPD' and year == 2040").iloc[0]
    assert told["difference"] == pytest.approx(told["mid"] - base["mid"])
    assert 0 < told["own_assumptions"] < told["assumptions"] < 101


def test_the_table_names_outcomes_bands_and_targets(capsys):
    assert main(["compare", "as_announced", "--years", "2030", "--outcomes", "emissions", "--draws", "50"]) == 0
    text = capsys.readouterr().out
    assert "NSPD" in text and " to " in text and "steel_2030" in text and "lorries" not in text
    assert "are our own, without a source" in text


def test_what_differs_from_the_baseline_is_a_table_of_its_own_and_what_does_not_is_left_out(capsys):
    asked = [
        "compare",
        "accelerated",
        "delayed",
        "--years",
        "2030",
        "--outcomes",
        "lorries,labour_force",
        "--draws",
        "50",
    ]
    assert main(asked) == 0
    text = capsys.readouterr().out
    levels, differences = text.split("Difference to the baseline")
    assert "labour_force" in levels and "labour_force" not in differences
    row = next(line for line in differences.splitlines() if line.startswith("lorries"))
    assert "-855 (" in row and row.endswith(" 0"), "6,006 against 6,861; in the delayed one the road share stays"


@pytest.mark.parametrize("command", ["hindcast", "backcast"])
def test_the_hindcast_under_its_name_and_its_old_one(command, capsys):
    assert main([command]) == 0 and "hinterland_water" in capsys.readouterr().out


def test_the_list_of_presets(capsys):
    assert main(["list"]) == 0 and "strong_trade" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["compare", "paradise"], "there is no preset 'paradise'; there are baseline, as_announced"),
        (["compare", "baseline", "--years", "2060"], "'2060': years are 2023 to 2050"),
        (["compare", "baseline", "--years", "soon"], "'soon': years are 2023 to 2050"),
        (["compare", "baseline", "--years", "203²"], "'203²': years are 2023 to 2050"),
        (["compare", "baseline", "--years", "2040,2030"], "write each year once, the earliest first"),
        (["compare", "baseline", "--outcomes", "happiness"], "there is no outcome 'happiness'"),
        (["compare", "baseline", "--draws", "many"], "'many' is not a number of draws, 0 to 10000"),
        (["compare"], "the following arguments are required: PRESET"),
        ([], "the following arguments are required: command"),
    ],
)
def test_a_question_without_an_answer_says_why_and_ends_with_two(arguments, told, capsys):
    assert main(arguments) == 2
    assert told in capsys.readouterr().err


@pytest.mark.slow
def test_a_reader_who_stops_early_sees_no_traceback():
    command = f"{sys.executable} -m scenarios compare baseline --csv --draws 0 | head -2"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, timeout=120)
    assert done.stdout.startswith("model_version,") and done.stderr == ""
