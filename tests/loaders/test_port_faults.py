"""Altered tables of the port and of industry: the check refuses them and names the line."""

import shutil
from pathlib import Path

import pandas as pd
import pytest

from loaders import __main__ as command
from loaders import card
from loaders.card import Card, DatasetError, seal
from loaders.datasets import port


@pytest.fixture
def altered(tmp_path, monkeypatch):
    """Change one cell in a copy of the data and seal the card again. Returns the output of `check`."""
    shutil.copytree(card.GEODATA, tmp_path / "geodata")
    monkeypatch.setattr(card, "GEODATA", tmp_path / "geodata")
    monkeypatch.setattr(command, "GEODATA", tmp_path / "geodata")

    def alter(name: str, line: int, column: str, value: str) -> Path:
        path = tmp_path / "geodata" / name / f"{name}.csv"
        table = pd.read_csv(path, dtype=str, keep_default_na=False)
        table.loc[line - 2, column] = value
        table.to_csv(path, index=False, lineterminator="\n")
        seal(name, tmp_path / "geodata")
        return path

    return alter


@pytest.mark.parametrize("column", ["unit", "source", "period"])
def test_a_row_without_unit_source_or_period_fails_the_check_with_its_line(altered, capsys, column):
    altered("port_cargo", 12, column, "")
    assert command.main(["check"]) == 1
    assert f"port_cargo/port_cargo.csv, row 12, column {column}: empty, but must be filled" in capsys.readouterr().out


def test_a_figure_drawn_twice_or_on_no_place_fails_the_check_with_its_line(altered, capsys):
    table = Card.of("port_cargo").path
    rows = pd.read_csv(table, dtype=str, keep_default_na=False)
    line = int(rows.index[(rows.value == "71.4") & (rows.scope == "NSP")][0]) + 2
    altered("port_cargo", line, "drawn", "yes")
    altered("emissions", 7, "place", "BE-99999")
    assert command.main(["check"]) == 1
    told = capsys.readouterr().out
    assert "is drawn twice on one line" in told
    assert "emissions/emissions.csv, row 7, column place: BE-99999 is not a place" in told
    with pytest.raises(DatasetError, match="not a place"):
        port.load("emissions")
