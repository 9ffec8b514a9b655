"""The widgets of the choices in `shell.exhibits.choices`: what a reader chooses is kept in the address."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from i18n.translator import Words
from shell import milestone_overlay, url_state, widget_seeds
from shell.exhibits.choices import Choice, shorten
from shell.exhibits.list_choice import ListChoice, join


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
    choice: ListChoice, *, label: str, words: Words, widget: Callable[..., Any] | None = None, **settings: Any
) -> dict[str, str]:
    """Draw a widget for a choice of several options. Returns what is chosen, by the key of the choice.

    The widget is any of Streamlit's that choose several (a multiselect by default). What a link names and nobody knows
    is left out, with a notice; where nothing is left or chosen, the default counts.
    """
    chosen = _resolve_several(choice, label, words)
    value = (widget or st.multiselect)(
        label,
        list(choice.options),
        format_func=lambda option: choice.options.get(option, option),
        key=widget_seeds.seed_widget(f"_{choice.key}", list(chosen), hash(tuple(choice.options.items()))),
        **settings,
    )
    text = join(option for option in choice.options if option in value)
    url_state.remember(choice.key, text)
    if not text:
        url_state.drop(choice.key)
    return {choice.key: text}


def _resolve_several(choice: ListChoice, label: str, words: Words) -> tuple[str, ...]:
    """What is chosen before the widget is drawn: the address where it was just read, the widget, or before."""
    linked = url_state.take_linked(choice.key)
    if linked is not None:
        known, unknown = choice.split(linked)
        if unknown:
            url_state.notify(words("link.unknown", name=label, asked=shorten(join(unknown))))
        url_state.set_query(**{choice.key: join(known)})
        return known or choice.default
    now: Any = url_state.current_choice(choice.key)
    if now is None:
        return choice.default
    known, unknown = choice.split(now if isinstance(now, str) else join(now))
    # A list holds what was picked in the order of picking: in another order it would be a new widget, which closes.
    return known if unknown or isinstance(now, str) else tuple(dict.fromkeys(now))


def choose_milestones(t: Words) -> dict[str, str]:
    """The choice of a theme whose milestones are laid over a chart; none by default."""
    return choose(milestone_overlay.theme_choice(t), label=t("observed.milestones"), words=t)
