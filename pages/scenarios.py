"""The studio: set scenarios, compare them, share them."""

from shell.frame import heading, words

t = words()
heading(t("studio.title"), t("studio.lead"))
