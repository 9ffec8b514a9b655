"""Any indicator as map, chart, table and sources: the same figures, the same link."""

from shell.faces import explore
from shell.frame import words

explore(words())
