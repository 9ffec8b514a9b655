"""The accessibility statement, which the foot of each page links to."""

from pages.accessibility import statement
from shell.frame import heading, words

t = words()
heading(t("access.title"), t("access.lead"))
statement.show(t)
