"""All figures of the frozen data, also those of the municipalities around the six: see tests/support/freeze.py."""

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest

from loaders.card import Card
from loaders.datasets import indicators
from tests.support import freeze


@pytest.fixture(scope="session")
def whole(tmp_path_factory) -> Path:
    """A folder with the frozen data and all their figures. Shared: never write into it."""
    return freeze.unpack(tmp_path_factory.mktemp("whole") / "geodata")


@pytest.fixture(scope="session")
def whole_rows(whole) -> pd.DataFrame:
    """All frozen rows of the file of figures, with their values as numbers. Shared: never alter it."""
    rows = Card.of("indicators", whole).raw()
    return rows.assign(value=pd.to_numeric(rows["value"]))


@pytest.fixture(scope="session")
def whole_indicators(whole) -> gpd.GeoDataFrame:
    """All frozen figures, the computed ones too, as `load("indicators")` gives them. Shared: never alter it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(indicators, "CARD", Card.of("indicators", whole))
        return indicators.load()
