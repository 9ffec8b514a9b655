"""The studio: set scenarios, compare them, look into their assumptions, share them."""

from shell import studio
from shell.choices import choose_part
from shell.frame import heading, words

t = words()
heading(t("studio.title"), t("studio.lead"))
studio.begin(t)
parts = {key: t(f"studio.part_{key}") for key in studio.PARTS}
part = choose_part("studio", parts, label=t("studio.part"), words=t)
studio.draw_part(part, t)
studio.foot(t)
