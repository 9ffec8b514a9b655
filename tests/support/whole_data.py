"""The frozen data with all their figures in the place of the smaller copy, see tests/support/freeze.py."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from loaders.card import Card
from loaders.datasets import indicators
from shell import datasets
from tests.support import freeze


@contextmanager
def whole_data(folder: Path) -> Iterator[None]:
    """While it lasts pages and builders read all figures. `folder` is made for it and does not exist yet."""
    freeze.unpack(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("loaders.card.GEODATA", folder)
        patch.setattr(datasets, "GEODATA", folder)
        patch.setattr(indicators, "CARD", Card.of(indicators.CARD.name, folder))
        datasets.clear_caches()
        yield
    datasets.clear_caches()
