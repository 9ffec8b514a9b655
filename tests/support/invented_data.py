"""Invented data over the frozen ones: a core set, and figures of the municipalities around the six."""

from collections.abc import Iterator
from contextlib import contextmanager

import geopandas as gpd
import pandas as pd
import pytest

from loaders import load
from loaders.datasets import catalogue as module
from loaders.datasets.places import SIX
from shell import datasets

# The municipality of each country whose figures the invented ones are made of.
MODELS = {"BE": "BE-44021", "NL": "NL-GM0715"}


@contextmanager
def invented_data(
    core: tuple[str, ...] = (), neighbours: tuple[str, ...] = (), absent: tuple[tuple[str, str, str], ...] = ()
) -> Iterator[None]:
    """While it lasts the data are other ones.

    core        the core indicators
    neighbours  indicators with figures of all 68 municipalities
    absent      figures that are not there: indicator, place, and the period or "" for every period
    """
    catalogue, table = module.read(module.PATH), load("indicators")
    entries = {
        key: one.model_copy(update={"core": key in core, "detail": one.detail and key not in core})
        for key, one in catalogue.indicators.items()
    }
    changed = catalogue.model_copy(update={"indicators": entries})
    more = with_neighbours(table, neighbours) if neighbours else table
    for key, place, period in absent:
        more = more[(more.indicator != key) | (more.place != place) | ((more.period != period) if period else False)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "read", lambda path: changed)
        patch.setattr(datasets, "load", lambda name: more if name == "indicators" else load(name))
        datasets.clear_caches()
        yield
    datasets.clear_caches()


def with_neighbours(table: gpd.GeoDataFrame, keys: tuple[str, ...]) -> gpd.GeoDataFrame:
    """The table with invented figures of the other 62: those of a model times a number that differs by place."""
    places = load("places")
    others = places[(places.level == "municipality") & ~places.place.isin(SIX)].sort_values("place")
    known = table[~table.place.isin(others.place) | ~table.indicator.isin(keys)]
    parts = [known]
    for position, (place, name, country) in enumerate(zip(others.place, others.name_nl, others.country, strict=True)):
        model = table[table.indicator.isin(keys) & (table.place == MODELS[country])]
        factor = (position + 1) / len(others)
        parts.append(model.assign(place=place, name=name, value=model.value * factor))
    return gpd.GeoDataFrame(pd.concat(parts, ignore_index=True), crs=table.crs)
