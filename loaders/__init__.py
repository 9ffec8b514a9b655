"""The one way to the data: `load("places")` returns a GeoDataFrame in EPSG:4326, checked against its card."""

from collections.abc import Callable
from functools import partial

import geopandas as gpd

from loaders.card import Card, DatasetError, Fault
from loaders.datasets import flows, indicators, layers, places, port
from loaders.trajectory import datasets

# Each dataset and the function that loads it. A folder in geodata/ that is not listed here fails a test.
DATASETS: dict[str, Callable[[], gpd.GeoDataFrame]] = {
    "places": places.load,
    "indicators": indicators.load,
    "flows": flows.load,
    **{name: partial(layers.load, name) for name in layers.NAMES},
    **{name: partial(port.load, name) for name in port.NAMES},
    **datasets.LOADERS,
}
# Datasets that are not shipped: without rows until a refresh has fetched them.
AWAITED: dict[str, Callable[[], gpd.GeoDataFrame]] = {name: partial(layers.load, name) for name in layers.AWAITED}
# Tables that belong to a dataset and have no shape of their own; checked all the same.
COMPANIONS = (
    *("indicator_sources", "indicator_definitions", "port_conflicts", "port_locks"),
    *datasets.COMPANIONS,
)

# Everything in geodata/ that has a card.
NAMES = (*DATASETS, *AWAITED, *COMPANIONS)

__all__ = ["AWAITED", "COMPANIONS", "DATASETS", "NAMES", "DatasetError", "faults", "load"]


def faults(name: str) -> list[Fault]:
    """Every promise that the dataset or companion `name` breaks; a card that cannot be read counts as one."""
    try:
        return Card.of(name).faults()
    except DatasetError as error:
        return [Fault(f"{name}/card.yaml", None, None, str(error).removeprefix(f"{name}/card.yaml: "))]


def load(name: str) -> gpd.GeoDataFrame:
    """The dataset `name`, of DATASETS or AWAITED: a GeoDataFrame in EPSG:4326 with the columns its card lists.

    Raises KeyError for a name that is not a dataset, DatasetError if the file breaks its card.
    """
    known = DATASETS | AWAITED
    if name not in known:
        raise KeyError(f"no dataset {name!r}; there are {', '.join(known)}")
    return known[name]()
