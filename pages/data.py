"""Every dataset and indicator with its card, its coverage, and whether it may be compared across the border."""

from shell import freshness, register
from shell.choices import choose_part
from shell.frame import heading, words

t = words()
heading(t("data.title"), t("data.lead"))
register.counts(t)
parts = {**{key: t(f"data.{key}") for key in register.PARTS}, "fresh": t("refresh.part")}
part = choose_part("part", parts, label=t("data.section"), words=t)
{**register.PARTS, "fresh": freshness.table}[part](t)
