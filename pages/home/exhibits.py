"""The exhibits of this page by their key, for pages, briefings and files. Keys never change: links hold them."""

from pages.home import (
    both_sides_exhibits,
    key_figures,
    largest_changes,
    leading_map,
    talent_exhibits,
    unemployment_exhibits,
)
from shell.exhibits import Builder

BUILDERS: dict[str, Builder] = {
    "key-figures": key_figures.table,
    "map-0": leading_map.leading_map,
    "largest-changes": largest_changes.table,
    "both-sides": both_sides_exhibits.both_sides,
    "unemployment-concepts": unemployment_exhibits.concepts,
    "talent-both-sides": talent_exhibits.talent,
}
