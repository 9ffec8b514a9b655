"""The district in one screen, and both sides of the border at a glance."""

from collections.abc import Callable
from functools import partial

from i18n.translator import Words
from pages.home import overview, sides
from shell.frame import heading, run_as_fragment, words
from shell.url_state import choose_part

PARTS: dict[str, Callable[[Words], None]] = {
    "overview": overview.show,
    "both": partial(run_as_fragment, sides.show_both_sides),
    "unemployment": partial(run_as_fragment, sides.show_unemployment),
    "talent": sides.show_talent,
}

t = words()
heading(t("home.title"), t("home.lead"))
names = {key: t(f"sides.part_{key}") for key in PARTS}
PARTS[choose_part("home", names, label=t("sides.part"), words=t)](t)
