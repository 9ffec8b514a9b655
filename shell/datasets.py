"""Datasets as pages use them: read once, shared by all readers, and a plain sentence when one is broken."""

import threading
from contextlib import suppress
from typing import Any

import streamlit as st

from loaders import load
from loaders.card import GEODATA, Card

# Which datasets the part of a page that is being drawn has asked for; each run of a script has its own thread.
_asked = threading.local()


def dataset(name: str) -> Any:
    """The dataset `name` as `loaders.load` gives it; read anew only when its files change. Never alter it.

    Raises loaders.DatasetError where the data are missing or damaged; the frame says that in words.
    """
    return _read(name, file_stamps(name))


def file_stamps(name: str) -> tuple[tuple[str, int], ...]:
    """Names and times of the files: a refresh that swaps them in is seen at once. Notes that they were asked for."""
    if (asked := getattr(_asked, "names", None)) is not None:
        asked.add(name)
    return peek_file_stamps(name)


def peek_file_stamps(name: str) -> tuple[tuple[str, int], ...]:
    """The same for who only wants to know whether something that is kept is still good."""
    folder, found = GEODATA / name, []
    for path in folder.iterdir() if folder.is_dir() else ():
        with suppress(FileNotFoundError):  # a draft of a refresh may be gone by now
            found.append((path.name, path.stat().st_mtime_ns))
    return tuple(sorted(found))


def note_asked(names: set[str] | None) -> set[str] | None:
    """Note the datasets that are asked for from now on in `names`; gives the set in which they were noted before."""
    before: set[str] | None = getattr(_asked, "names", None)
    _asked.names = names
    return before


@st.cache_resource(show_spinner=False)
def _read(name: str, files: tuple[tuple[str, int], ...]) -> Any:
    return load(name)


def card(name: str) -> Card:
    """The card of a dataset: what its captions and the data page show."""
    return Card.of(name)
