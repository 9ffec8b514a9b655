"""Datasets as pages use them: read once, shared by all readers, and a plain sentence when one is broken."""

from contextlib import suppress
from typing import Any

import streamlit as st

from loaders import load
from loaders.card import GEODATA, Card


def dataset(name: str) -> Any:
    """The dataset `name` as `loaders.load` gives it; read anew only when its files change. Never alter it.

    Raises loaders.DatasetError where the data are missing or damaged; the frame says that in words.
    """
    return _read(name, state(name))


def state(name: str) -> tuple[tuple[str, int], ...]:
    """Names and times of the files: a refresh that swaps them in is seen at once."""
    folder, found = GEODATA / name, []
    for path in folder.iterdir() if folder.is_dir() else ():
        with suppress(FileNotFoundError):  # a draft of a refresh may be gone by now
            found.append((path.name, path.stat().st_mtime_ns))
    return tuple(sorted(found))


@st.cache_resource(show_spinner=False)
def _read(name: str, files: tuple[tuple[str, int], ...]) -> Any:
    return load(name)


def card(name: str) -> Card:
    """The card of a dataset: what its captions and the data page show."""
    return Card.of(name)
