"""What the reader chose, kept in the address: a link shows what its sender saw, in either language.

A choice is written by its key, never its label, with `v` as the version of this format. A value that the address may
not have falls back to the default, and the page says so.

With each run a browser sends all its controls and the address as it knows them. Where a second run follows fast, these
are the values from before our first answer, and look as if a reader chose them. So what a control or the address held
is remembered for a moment, and is stale, not a choice, if it comes back within that time.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from time import monotonic
from typing import Any

import streamlit as st

from i18n.translator import LANGUAGES, Words

VERSION = "1"
# For how many seconds a value that comes back is stale: two runs of the slowest page, and a slow line.
STALE_SECONDS = 1.5
# The longest part of an unknown value that a notice repeats.
LONGEST_VALUE = 40
# What a choice was called in addresses, by its key: links and briefings that hold the old name open the new one.
OLD_NAMES = {"assumed": {"backcast": "hindcast"}}


def begin(words: Words) -> None:
    """Start a run: write the version into the address, with a notice where a link has another one."""
    if st.query_params.get("v", VERSION) != VERSION:
        notify(words("link.version", asked=_shorten(st.query_params["v"])))
    _write("v", VERSION)


def language() -> str:
    """The reader's language: the address, else what was chosen before, else Dutch."""
    wanted = st.query_params.get("lang")
    if wanted in LANGUAGES and wanted != _written().get("lang"):
        st.session_state["language"] = wanted
    _written()["lang"] = wanted
    return str(st.session_state.get("language", LANGUAGES[0]))


def choose(
    key: str,
    options: Mapping[str, str],
    *,
    label: str,
    words: Words,
    default: str | None = None,
    widget: Callable[..., Any] | None = None,
    **settings: Any,
) -> str:
    """One of `options` (key to label), by a widget, kept in the address under `key`.

    The widget is any of Streamlit's that choose one option (a selectbox by default). An unknown value in the
    address becomes the default, with a notice.
    """
    keys = list(options)
    first = default if default in options else keys[0]
    chosen = resolve(key, keys, default=str(first), words=words)
    sync_widget(f"_{key}", chosen, hash(tuple(options.items())))
    value = (widget or st.selectbox)(
        label, keys, format_func=lambda option: options.get(option, option), key=f"_{key}", **settings
    )
    # Pressing the chosen option again clears some widgets; the choice then stays as it was.
    value = chosen if value is None else str(value)
    remember(key, value)
    return value


def sync_widget(control: str, value: Any, wording: Hashable) -> bool:
    """Make a control show a value, unless it does; returns whether that was needed.

    A value that is set is sent to the browser, and would take back what a reader moved meanwhile. But a browser keeps
    a choice by its label: where `wording`, anything that changes with the labels, differs, it must be sent again.
    """
    wordings = st.session_state.setdefault("said", {})
    if st.session_state.get(control) == value and wordings.get(control) == wording:
        return False
    wordings[control] = wording
    st.session_state[control] = value
    return True


def choose_part(key: str, options: Mapping[str, str], *, label: str, words: Words) -> str:
    """Which part of a page the reader wants: the options in one row, always one of them chosen."""
    return choose(
        key,
        options,
        label=label,
        words=words,
        widget=st.segmented_control,
        label_visibility="collapsed",
        required=True,
    )


def resolve(key: str, options: Sequence[str], *, default: str, words: Words) -> str:
    """What is chosen for `key` before a widget is drawn: the address if it is new, else the widget, else before."""
    wanted = new_from_url(key)
    if wanted is not None:
        wanted = OLD_NAMES.get(key, {}).get(wanted, wanted)
        if wanted in options:
            return wanted
        notify(words("link.unknown", name=key, asked=_shorten(wanted)))
        return default
    for source in (f"_{key}", f"chosen.{key}"):
        before = st.session_state.get(source)
        if before in options:
            return str(before)
    return default


def new_from_url(key: str) -> str | None:
    """The value in the address that a reader put there: neither what we wrote last nor a stale one."""
    wanted = st.query_params.get(key)
    return None if wanted == _written().get(key) or is_stale(f"?{key}", wanted) else wanted


def remember(key: str, value: str) -> None:
    """Keep a choice for the other pages of this visit, and write it into the address."""
    st.session_state[f"chosen.{key}"] = value
    _write(key, value)


def set_query(**choices: str) -> None:
    """Set choices from a button or a click, before the next run draws its widgets."""
    for key, value in choices.items():
        st.session_state.pop(f"_{key}", None)
        st.session_state[f"chosen.{key}"] = value
        _written()[key] = st.query_params.get(key)


def notify(text: str) -> None:
    """Show the reader a notice at the top of the page once the frame is drawn."""
    notices = st.session_state.setdefault("notices", [])
    if text not in notices:
        notices.append(text)


def take_notices() -> list[str]:
    """The notices of this run; they are shown once."""
    return list(st.session_state.pop("notices", []))


def remember_input(source: str, *values: Hashable) -> None:
    """Remember what a source held until now and what it holds: `_key` for a control, `?key` for the address."""
    now, sources = monotonic(), st.session_state.setdefault("stood", {})
    recent = {value: time for value, time in sources.get(source, {}).items() if now - time < STALE_SECONDS}
    sources[source] = recent | dict.fromkeys(values, now)


def recent_input(source: str) -> Iterable[Any]:
    """What is remembered of a source, some of it perhaps longer than needed."""
    return [value for value in st.session_state.get("stood", {}).get(source, ()) if value is not None]


def is_stale(source: str, value: Hashable) -> bool:
    """Whether a source had this value until just now: then the browser repeats it, and no reader chose it."""
    time = st.session_state.get("stood", {}).get(source, {}).get(value)
    return time is not None and monotonic() - time < STALE_SECONDS


def _written() -> dict[str, str | None]:
    """What this session last wrote into the address, or has seen and need not take from there again."""
    written: dict[str, str | None] = st.session_state.setdefault("written", {})
    return written


def _write(key: str, value: str) -> None:
    _written()[key] = value
    if (before := st.query_params.get(key)) != value:
        remember_input(f"?{key}", before, value)
        st.query_params[key] = value


def _shorten(text: str) -> str:
    return text if len(text) <= LONGEST_VALUE else text[:LONGEST_VALUE] + "…"
