"""Widgets that we set: one that shows another value than it did becomes a new widget, with a number in its key.

With each run a browser sends its widgets as it knows them, perhaps from before our last answer. A value that was set
under the same key could not be told from one that a reader chose; what comes for an earlier key is no choice.
"""

from collections.abc import Hashable
from typing import Any, NamedTuple

import streamlit as st

# The session key of how each widget was seeded last.
SEEDS = "url.seeds"


class Seed(NamedTuple):
    """How a widget was seeded last: the number in its key, the value, and what changes with its labels."""

    number: int = 0
    value: Any = None
    wording: Hashable = None


def seed_widget(name: str, value: Any, wording: Hashable = None) -> str:
    """The key of a widget that shows `value`: as it is where it does, else that of a new widget with this value.

    A browser keeps a choice by its label: where `wording`, anything that changes with the labels, differs, the widget
    is a new one too. Streamlit drops the state of a widget that is not drawn; it comes back with `value`.
    """
    seeds = _seeds()
    seed = seeds.get(name, Seed())
    key = _numbered(name, seed.number)
    if key in st.session_state:
        if st.session_state[key] == value and seed.wording == wording:
            return key
        seed = Seed(seed.number + 1)
        key = _numbered(name, seed.number)
    seeds[name] = Seed(seed.number, value, wording)
    st.session_state[key] = value
    return key


def seeded_value(name: str) -> Any:
    """The value that a widget was seeded with last."""
    return _seeds()[name].value


def is_current(name: str, key: str) -> bool:
    """Whether `key` is that of the widget as it was seeded last; a callback of an earlier one is no choice."""
    return key == _key_now(name)


def widget_value(name: str) -> Any:
    """What a widget shows; None where it has not been drawn."""
    return st.session_state.get(_key_now(name))


def is_emptied(name: str) -> bool:
    """Whether the reader left a widget without a value."""
    key = _key_now(name)
    return key in st.session_state and st.session_state[key] is None


def renew(name: str) -> None:
    """Forget what a widget shows: it is a new one when it is drawn next."""
    if seed := _seeds().get(name):
        _seeds()[name] = Seed(seed.number + 1)


def _key_now(name: str) -> str:
    return _numbered(name, _seeds().get(name, Seed()).number)


def _numbered(name: str, number: int) -> str:
    return f"{name}.{number}" if number else name


def _seeds() -> dict[str, Seed]:
    seeds: dict[str, Seed] = st.session_state.setdefault(SEEDS, {})
    return seeds
