"""The worked example and the hindcast in the documentation have the numbers of the model."""

import re
from pathlib import Path

import pytest

from scenarios.model import run, run_hindcast
from scenarios.presets import presets

TEXT = (Path(__file__).parents[2] / "docs/scenarios.md").read_text("utf-8")


def test_the_year_by_hand_is_the_year_of_the_model(real):
    result = run(presets()["as_announced"].scenario(), real)
    rows = re.findall(r"^\| (\w+) \| ([^|]+) \| (\d{4}) \| ([\d.]+) \|$", TEXT, re.MULTILINE)
    assert len(rows) > 20
    for outcome, place, year, by_hand in rows:
        decimals = len(by_hand.partition(".")[2])
        found = result.value(outcome, int(year), place)
        assert found == pytest.approx(float(by_hand), abs=0.51 * 10**-decimals), f"{outcome} in {place}"


def test_the_hindcast_in_the_text_is_the_model_s(real):
    table = run_hindcast(real)
    errors = [
        float(text.replace("−", "-")) for text in re.findall(r"\| ([+−][\d.]+) % \| (?:yes|no) \|$", TEXT, re.MULTILINE)
    ]
    assert errors == [pytest.approx(error, abs=0.051) for error in table["error_pct"]]
