"""The widgets of the choices in `shell.exhibits.choices`: what a reader chooses is kept in the address."""

from collections.abc import Callable
from typing import Any

from i18n.translator import Words
from shell import milestone_overlay, url_state
from shell.exhibits.choices import Choice


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


def choose_milestones(t: Words) -> dict[str, str]:
    """The choice of a theme whose milestones are laid over a chart; none by default."""
    return choose(milestone_overlay.theme_choice(t), label=t("observed.milestones"), words=t)
