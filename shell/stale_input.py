"""Messages that cross: what a browser sends that has not heard of our last answer yet.

With each step a browser sends all its controls, and the address, as it knows them. Where a second step follows fast,
that is what stood there before the first was answered, and looks as if a reader chose it. So what stood in a control or
in the address is remembered for a moment, and is no choice if it comes back by then.
"""

from collections.abc import Hashable, Iterable
from time import monotonic
from typing import Any

import streamlit as st

# So many seconds an old value may come back: two runs of the slowest page, and a slow line.
CROSSING = 1.5


def remember(place: str, *values: Hashable) -> None:
    """Remember what stands in a place and what stood there until now."""
    now, places = monotonic(), st.session_state.setdefault("stood", {})
    recent = {old: at for old, at in places.get(place, {}).items() if now - at < CROSSING}
    places[place] = recent | dict.fromkeys(values, now)


def recent_values(place: str) -> Iterable[Any]:
    """What is remembered of a place, some of it perhaps longer than needed."""
    return [value for value in st.session_state.get("stood", {}).get(place, ()) if value is not None]


def is_stale(place: str, value: Hashable) -> bool:
    """Whether a value stood in a place until just now, so that nobody need have chosen it."""
    at = st.session_state.get("stood", {}).get(place, {}).get(value)
    return at is not None and monotonic() - at < CROSSING
