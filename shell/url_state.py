"""What the reader chose, kept in the address: a link shows what its sender saw, in either language.

A choice is written by its key, never its label, with `v` as the version of this format. A value that the address may
not have falls back to the default, and the page says so.

The address is read when a visit or a page begins and when the browser goes back or forward. After that the widgets are
the truth, and the address follows: once per run, so that one press of the browser's back button takes back one choice.

With each run a browser sends its widgets and its address as it knows them, perhaps from before our last answer. So no
other run reads the address, and a widget that we set to a value becomes a new one, see `shell.widget_seeds`.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from i18n.translator import LANGUAGES, Words
from shell import streamlit_hooks, widget_seeds
from shell.exhibits.choices import VERSION, shorten

# What a choice was called in addresses, by its key: links and briefings that hold the old name open the new one.
OLD_NAMES = {"assumed": {"backcast": "hindcast"}}
# The session keys of this module, besides `chosen.<key>` for each choice: the page that was drawn last; the address as
# it is after this run; the choices in it that no widget has taken yet.
PAGE, ADDRESS, PENDING = "url.page", "url.address", "url.pending"
# Session key, true for a run that leaves the address of the browser as it is.
HOLD = "url.hold"


def read_address() -> None:
    """Take the choices of the address, where a visit begins or the browser goes back or forward."""
    if PAGE not in st.session_state or streamlit_hooks.is_history_navigation():
        st.session_state[ADDRESS] = st.query_params.to_dict()
        st.session_state[PENDING] = dict(st.session_state[ADDRESS])


def begin(page: str, words: Words) -> None:
    """Begin a run of a page, with a notice where a link has another version of the format.

    The address of a page that is opened within a visit holds the choices of its link; and some of the page before,
    which are no news.
    """
    before, st.session_state[PAGE] = st.session_state.get(PAGE), page
    # A run that was stopped before its end may have left it.
    st.session_state.pop(HOLD, None)
    if before not in (None, page) and not streamlit_hooks.is_history_navigation():
        last, st.session_state[ADDRESS] = address(), st.query_params.to_dict()
        st.session_state[PENDING] = {key: value for key, value in address().items() if value != last.get(key)}
    if (version := take_linked("v") or VERSION) != VERSION:
        notify(words("link.version", asked=shorten(version)))
    _address()["v"] = VERSION


def language() -> str:
    """The reader's language: the address where it was just read, else what was chosen before, else Dutch."""
    if (wanted := _pending().get("lang")) is not None and wanted not in LANGUAGES:
        take_linked("lang")
    return resolve("lang", LANGUAGES, default=LANGUAGES[0], words=Words(LANGUAGES[0]))


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
    chosen = resolve(key, keys, default=str(first), words=words, label=label)
    value = (widget or st.selectbox)(
        label,
        keys,
        format_func=lambda option: options.get(option, option),
        key=widget_seeds.seed_widget(f"_{key}", chosen, hash(tuple(options.items()))),
        **settings,
    )
    # Pressing the chosen option again clears some widgets; the choice then stays as it was.
    value = chosen if value is None else str(value)
    remember(key, value)
    return value


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


def resolve(key: str, options: Sequence[str], *, default: str, words: Words, label: str = "") -> str:
    """What is chosen for `key` before a widget is drawn: the address where it was just read, the widget, or before.

    label  what the page calls the choice, for the notice on an unknown value; the key where it has no name
    """
    wanted = take_linked(key)
    if wanted is not None:
        wanted = OLD_NAMES.get(key, {}).get(wanted, wanted)
        if wanted not in options:
            notify(words("link.unknown", name=label or key, asked=shorten(wanted)))
            wanted = default
        set_query(**{key: wanted})
        return wanted
    for before in (widget_seeds.widget_value(f"_{key}"), st.session_state.get(f"chosen.{key}")):
        if before in options:
            return str(before)
    return default


def current_choice(key: str) -> str | None:
    """What is chosen for `key` now, whatever the options are; None before the first choice."""
    value = widget_seeds.widget_value(f"_{key}")
    return value if value is not None else st.session_state.get(f"chosen.{key}")


def is_linked(key: str) -> bool:
    """Whether the address holds a choice for `key` that was not taken yet."""
    return key in _pending()


def take_linked(key: str) -> str | None:
    """The choice for `key` in the address, once; None where there is none, or it was taken already."""
    return _pending().pop(key, None)


def remember(key: str, value: str, *, name: str = "") -> None:
    """Keep a choice for the other pages of this visit, and in the address.

    name  what it is called in the visit, where another page has another choice of the same key
    """
    st.session_state[f"chosen.{name or key}"] = value
    _pending().pop(key, None)
    _address()[key] = value


def set_query(**choices: str) -> None:
    """Set choices from a button or a click: their widgets show them when they are drawn next."""
    for key, value in choices.items():
        st.session_state[f"chosen.{key}"] = value
        _pending().pop(key, None)
        widget_seeds.renew(f"_{key}")


def follow_link(choices: Mapping[str, str]) -> None:
    """Take these choices as those of a link to the page that is being drawn, before it draws its widgets."""
    _address().update(choices)
    _pending().update(choices)


def drop(key: str) -> None:
    """Take a query parameter out of the address."""
    _address().pop(key, None)
    _pending().pop(key, None)


def hold_address() -> None:
    """Leave the address of the browser as it is in this run: a later one writes what was chosen."""
    st.session_state[HOLD] = True


def address() -> dict[str, str]:
    """The query parameters of the address as they are after this run."""
    return dict(_address())


def write_address() -> None:
    """Write what was chosen into the address, at the end of a run: one entry in the browser's history."""
    if st.session_state.pop(HOLD, False):
        return
    if (now := address()) != st.query_params.to_dict():
        st.query_params.from_dict(now)


def notify(text: str) -> None:
    """Show the reader a notice at the top of the page once the frame is drawn."""
    notices = st.session_state.setdefault("notices", [])
    if text not in notices:
        notices.append(text)


def take_notices() -> list[str]:
    """The notices of this run; they are shown once."""
    return list(st.session_state.pop("notices", []))


def _pending() -> dict[str, str]:
    pending: dict[str, str] = st.session_state.setdefault(PENDING, {})
    return pending


def _address() -> dict[str, str]:
    if ADDRESS not in st.session_state:
        st.session_state[ADDRESS] = st.query_params.to_dict()
    stored: dict[str, str] = st.session_state[ADDRESS]
    return stored
