"""The studio: set scenarios, compare them, look into their assumptions, share them."""

from pages.scenarios import studio
from shell.frame import heading, words
from shell.url_state import choose_part

t = words()
heading(t("studio.title"), t("studio.lead"))
studio.begin(t)
parts = {key: t(f"studio.part_{key}") for key in studio.PARTS}
part = choose_part("studio", parts, label=t("studio.part"), words=t)
studio.draw_part(part, t)
studio.foot(t)
