"""Any indicator as map, chart, table and sources: the same figures, the same link."""

from pages.map.explorer import explore
from shell.frame import words

explore(words())
