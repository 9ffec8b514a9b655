"""Movements across the border and along the port: to work, to study, through tunnels and locks, and trade."""

from pages.flows import movements
from shell import tables
from shell.datasets import plain_table
from shell.frame import heading, words

t = words()
heading(t("flows.title"), t("flows.lead"))
movements.show(t)
tables.offer_table_downloads("flows", plain_table("flows"), t)
