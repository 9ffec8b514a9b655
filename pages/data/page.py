"""Every dataset and indicator with its card, its coverage, and whether it may be compared across the border."""

from pages.data import dataset_cards
from shell import freshness
from shell.frame import heading, words
from shell.url_state import choose_part

t = words()
heading(t("data.title"), t("data.lead"))
dataset_cards.counts(t)
parts = {**{key: t(f"data.{key}") for key in dataset_cards.PARTS}, "fresh": t("refresh.part")}
part = choose_part("part", parts, label=t("data.section"), words=t)
{**dataset_cards.PARTS, "fresh": freshness.tables}[part](t)
