"""What the reader chose, kept in the address: a link shows what its sender saw, in either language.

A choice is written by its key, never its label, with `v` the version of this way of writing. What the address
does not know falls back to the default, and the page says so.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any

import streamlit as st

from i18n.translator import LANGUAGES, Words
from shell import stale_input

VERSION = "1"
# What a choice was called in addresses, by its key: links and briefings that hold the old name open the new one.
OLD_NAMES = {"assumed": {"backcast": "hindcast"}}


def begin(words: Words) -> None:
    """Start a run: note what the address asks for, and where to tell of values it does not know."""
    if st.query_params.get("v", VERSION) != VERSION:
        notify(words("link.version", asked=_short(st.query_params["v"])))
    _write("v", VERSION)


def language() -> str:
    """The reader's language: the address, else what was chosen before, else Dutch."""
    asked = st.query_params.get("lang")
    if asked in LANGUAGES and asked != st.session_state.get("written", {}).get("lang"):
        st.session_state["language"] = asked
    chosen = str(st.session_state.get("language", LANGUAGES[0]))
    st.session_state.setdefault("written", {})["lang"] = asked
    return chosen


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
    address gives the default and a notice.
    """
    keys = list(options)
    first = default if default in options else keys[0]
    chosen = resolve(key, keys, default=str(first), words=words)
    sync_widget(f"_{key}", chosen, hash(tuple(options.items())))
    value = (widget or st.selectbox)(
        label, keys, format_func=lambda option: options.get(option, option), key=f"_{key}", **settings
    )
    # Some widgets let go of their one choice when it is pressed again; the choice then stays as it was.
    value = chosen if value is None else str(value)
    remember(key, value)
    return value


def sync_widget(control: str, value: Any, said: Hashable) -> bool:
    """Make a control show a value, unless it does; whether that was needed. `said` is another one in other words.

    What is set is sent, and would take back what a reader moved meanwhile. But a browser keeps a choice by its words:
    where these are other ones now, it must be told anew.
    """
    told = st.session_state.setdefault("said", {})
    if st.session_state.get(control) == value and told.get(control) == said:
        return False
    told[control] = said
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
    """What is chosen for `key` before any widget is drawn: the address if it is new, else the widget, else before."""
    wanted = new_from_url(key)
    if wanted is not None:
        wanted = OLD_NAMES.get(key, {}).get(wanted, wanted)
        if wanted in options:
            return wanted
        notify(words("link.unknown", name=key, asked=_short(wanted)))
        return default
    for place in (f"_{key}", f"chosen.{key}"):
        before = st.session_state.get(place)
        if before in options:
            return str(before)
    return default


def new_from_url(key: str) -> str | None:
    """What the address asks for that we did not write: not now, nor just now, for a step may cross our answer."""
    wanted = st.query_params.get(key)
    if wanted == st.session_state.get("written", {}).get(key) or stale_input.is_stale(f"?{key}", wanted):
        return None
    return wanted


def remember(key: str, value: str) -> None:
    """Keep a choice for the other pages of this visit, and write it into the address."""
    st.session_state[f"chosen.{key}"] = value
    _write(key, value)


def set_query(**choices: str) -> None:
    """Set choices from a button or a click, before the next run draws its widgets."""
    for key, value in choices.items():
        st.session_state.pop(f"_{key}", None)
        st.session_state[f"chosen.{key}"] = value
        st.session_state.setdefault("written", {})[key] = st.query_params.get(key)


def notify(text: str) -> None:
    """Show the reader a notice at the top of the page once the frame is drawn."""
    notices = st.session_state.setdefault("notices", [])
    if text not in notices:
        notices.append(text)


def take_notices() -> list[str]:
    """The notices of this run, taken out of the tray."""
    return list(st.session_state.pop("notices", []))


def _write(key: str, value: str) -> None:
    st.session_state.setdefault("written", {})[key] = value
    if (before := st.query_params.get(key)) != value:
        stale_input.remember(f"?{key}", before, value)
        st.query_params[key] = value


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:40] + "…"
