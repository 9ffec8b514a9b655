"""A live source: who publishes it, where it is fetched from, which datasets it feeds; and what its module must have.

A source module fetches replies over the network and parses them; parsing is pure: no clock, no network, and of
geodata nothing but the list of places. So it can be repeated from a kept reply, and tested without a network.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypedDict, Unpack, runtime_checkable

import geopandas as gpd
import pandas as pd

from loaders.errors import SourceError
from loaders.fetch.replies import Raw

__all__ = ["BuildsDatasets", "Fetcher", "RequestOptions", "Source", "SourceError", "SourceModule"]


@dataclass(frozen=True)
class Source:
    """One source of live data.

    name      key on the command line, in messages, of its folder with raw files, and of its title in the locale files
    base      address that relative ones are joined to
    variable  environment variable that overrides `base`
    datasets  datasets of geodata/ it feeds
    figures   keys of indicator_sources (the column `source`) whose rows are this source's; empty: those it delivers
    shared    keys of the column `source` of which another live source delivers other indicators
    others    further hosts that are fetched from: environment variable -> base address
    cards     for a dataset, the fields of its card that change once it is made from this source
    pause     seconds to leave between two requests, where its usage policy requires that
    days      after how many days without a successful refresh a page says that the data may be out of date
    """

    name: str
    publisher: str
    licence: str
    base: str
    variable: str
    datasets: tuple[str, ...]
    figures: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    others: Mapping[str, str] = field(default_factory=dict)
    cards: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    pause: float = 0.0
    days: int = 120

    def address(self, path: str) -> str:
        """The full address of a path or address, with each base replaced where its variable says so.

        Absolute addresses too: a page names the next one in full, and a played source must not lead to the real one.
        """
        full = path if path.startswith(("http://", "https://")) else f"{self.base.rstrip('/')}/{path.lstrip('/')}"
        for variable, base in {self.variable: self.base, **self.others}.items():
            instead = os.environ.get(variable, "").strip()
            if instead and full.startswith(base.rstrip("/")):
                return instead.rstrip("/") + full[len(base.rstrip("/")) :]
        return full


class RequestOptions(TypedDict, total=False):
    """What a request may say besides its address.

    method      GET where nothing else is given; data: what is sent with it
    kinds       content types that are accepted; the first bytes of the reply must fit too
    max_bytes   a reply that is larger, unpacked, is refused
    """

    params: Mapping[str, str | Sequence[str]] | None
    headers: Mapping[str, str] | None
    method: str
    data: str | bytes | None
    kinds: tuple[str, ...]
    max_bytes: int


class Fetcher(Protocol):
    """Fetches from one source; loaders/fetch/client.py does so over the network, tests without one."""

    source: Source
    raw: Raw

    def get(self, name: str, address: str, **options: Unpack[RequestOptions]) -> bytes:
        """The body of a reply, kept in `raw` under `name`. Raises SourceError if there is none, or another one."""
        ...


class SourceModule(Protocol):
    """What each module of loaders/sources/ that is in the registry has."""

    SOURCE: Source

    def fetch(self, client: Fetcher) -> None:
        """Fetch everything that `parse` needs. Raises SourceError."""
        ...

    def parse(self, raw: Raw) -> Mapping[str, pd.DataFrame]:
        """The rows of each dataset, in the columns of its card. Raises SourceError with what was seen instead."""
        ...


@runtime_checkable
class BuildsDatasets(SourceModule, Protocol):
    """A source whose parsed rows are only a part of the datasets it feeds."""

    def build_datasets(
        self, frames: Mapping[str, gpd.GeoDataFrame], read: Callable[[str], gpd.GeoDataFrame]
    ) -> Mapping[str, gpd.GeoDataFrame]:
        """Whole datasets from what was parsed and from the datasets as they are now; pure but for `read(name)`."""
        ...
