"""Fixtures of the tests of the registers."""

import shutil

import pytest

from loaders.card import GEODATA


@pytest.fixture
def geodata(tmp_path, monkeypatch):
    """A copy of the data in which an import may write."""
    copy = tmp_path / "geodata"
    # Without the folder of kept versions an import keeps none.
    shutil.copytree(GEODATA, copy, ignore=shutil.ignore_patterns("versions"))
    monkeypatch.setattr("loaders.card.GEODATA", copy)
    return copy
