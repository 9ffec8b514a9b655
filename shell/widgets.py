"""The widgets of the choices in `shell.exhibits.choices`: what a reader chooses is kept in the address."""

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from i18n.translator import Words
from shell import milestone_overlay, url_state, widget_seeds
from shell.exhibits.choices import SEPARATOR, Choice, shorten, split_keys


def choose(
    choice: Choice, *, label: str, words: Words, widget: Callable[..., Any] | None = None, **settings: Any
) -> dict[str, str]:
    """Draw a widget for a choice. Returns what is chosen, by the key of the choice.

    The widget is any of Streamlit's that choose one option (a selectbox by default).
    """
    value = url_state.choose(
        choice.key, choice.options, label=label, words=words, default=choice.default, widget=widget, **settings
    )
    return {choice.key: value}


def choose_several(
    key: str, options: Mapping[str, str], *, label: str, words: Words, placeholder: str
) -> dict[str, str]:
    """Draw a list of which several options may be picked. Returns the picked ones by `key`; empty for none.

    An address has them with commas between; an unknown one is left out, with a notice.

    placeholder  what the list shows where none is picked
    """
    linked = url_state.take_linked(key)
    shown = widget_seeds.widget_value(f"_{key}")
    wanted = split_keys(url_state.current_text(key) if linked is None else linked) if linked or shown is None else shown
    for unknown in (one for one in wanted if linked and one not in options):
        url_state.notify(words("link.unknown", name=key, asked=shorten(unknown)))
    picked = st.multiselect(
        label,
        list(options),
        format_func=lambda option: options.get(option, option),
        key=widget_seeds.seed_widget(
            f"_{key}", [one for one in wanted if one in options], hash(tuple(options.items()))
        ),
        placeholder=placeholder,
    )
    text = SEPARATOR.join(option for option in options if option in picked)
    url_state.remember(key, text)
    if not text:
        url_state.drop(key)
    return {key: text}


def choose_milestones(t: Words) -> dict[str, str]:
    """The choice of a theme whose milestones are laid over a chart; none by default."""
    return choose(milestone_overlay.theme_choice(t), label=t("observed.milestones"), words=t)
