"""Replies are compared with all figures that are shipped, also those of the municipalities around the six."""

import pytest


@pytest.fixture(autouse=True)
def compared_with_all_figures(whole, monkeypatch):
    monkeypatch.setattr("loaders.card.GEODATA", whole)
