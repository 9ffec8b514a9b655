"""The exhibits of this page by their key: a statement has none."""

from shell.exhibits import Builder

BUILDERS: dict[str, Builder] = {}
