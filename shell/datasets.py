"""Datasets as pages use them: read once and shared by all readers, with a cache of what is computed from them."""

import hashlib
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import pandas as pd
import pyarrow as pa

from loaders import NAMES, load
from loaders.card import GEODATA, Card
from shell.result_cache import ResultCache

P = ParamSpec("P")
R = TypeVar("R")

# Per thread, because each run of a script has its own: the datasets that the exhibit being built used, and the version
# of the data that the run started with.
_run = threading.local()
_caches: list[ResultCache] = []
_lock = threading.Lock()
_newest = ""


def data_version() -> str:
    """A key that changes whenever any dataset is replaced: the only one that caches of the pages depend on.

    A refresh replaces a card last, so the cards tell; reading their stamps takes about half a millisecond. Within
    `same_data_version` they are read once.
    """
    return getattr(_run, "version", "") or _read_version()


def _read_version() -> str:
    global _newest
    version = hashlib.blake2b(repr([_stamp(name) for name in NAMES]).encode(), digest_size=12).hexdigest()
    with _lock:
        if version != _newest:
            # Results of older data would stay in memory and never be asked for again.
            clear_caches()
            _newest = version
    return version


def clear_caches() -> None:
    """Forget every cached result: what is asked for next is read and computed anew."""
    for cache in _caches:
        cache.clear()


def _stamp(name: str) -> tuple[int, int, int]:
    """What tells one card from the next. Two replacements may fall within one tick of the clock, hence the inode."""
    try:
        stat = (GEODATA / name / "card.yaml").stat()
    except OSError:
        return (0, 0, 0)
    return (stat.st_mtime_ns, stat.st_ino, stat.st_size)


@contextmanager
def same_data_version() -> Iterator[None]:
    """Keep to one version of the data in here, which is a run of a page or of a part of it."""
    if getattr(_run, "version", ""):
        yield
        return
    _run.version = _read_version()
    try:
        yield
    finally:
        _run.version = ""


def cached(*used: str, max_entries: int | None = None) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Cache the results of a function for all readers until any dataset is replaced. Never alter a result.

    The arguments are the key, so they must be hashable, except those whose name begins with an underscore.

    used  the datasets the results are made of: each call counts as a use of these, a cached result or not
    """

    def decorate(compute: Callable[P, R]) -> Callable[P, R]:
        cache = ResultCache(compute, max_entries)
        _caches.append(cache)

        @wraps(compute)
        def call(*args: P.args, **named: P.kwargs) -> R:
            note_used(*used)
            # What a computation reads counts by `used` only: else a slide would name other datasets after a cache hit.
            noted = note_asked(None)
            try:
                result: R = cache.get(data_version(), *args, **named)
                return result
            finally:
                note_asked(noted)

        return call

    return decorate


def dataset(name: str) -> Any:
    """The dataset `name` as `loaders.load` returns it; read anew only when data are replaced. Never alter it.

    Raises loaders.DatasetError where the data are missing or damaged; the frame says that in words.
    """
    note_used(name)
    return _load(name)


@cached()
def _load(name: str) -> Any:
    loaded = load(name)
    # Reading the indicators takes 130 MB more than what stays; Arrow keeps that until it is asked to give it back.
    pa.default_memory_pool().release_unused()
    return loaded


def plain_table(name: str) -> pd.DataFrame:
    """The dataset `name` without its shapes. Shared by all readers: never alter it. Raises as `dataset` does."""
    note_used(name)
    return _without_shapes(name)


@cached()
def _without_shapes(name: str) -> pd.DataFrame:
    return pd.DataFrame(dataset(name).drop(columns="geometry"))


def note_used(*names: str) -> None:
    """Count these datasets as used by the exhibit being built."""
    if (noted := getattr(_run, "used", None)) is not None:
        noted.update(names)


def note_asked(names: set[str] | None) -> set[str] | None:
    """Collect the names of used datasets in `names` from now on (none: nowhere). Returns the set used until now."""
    before: set[str] | None = getattr(_run, "used", None)
    _run.used = names
    return before


def card(name: str) -> Card:
    """The card of a dataset: what its captions and the data page show."""
    return Card.of(name)
