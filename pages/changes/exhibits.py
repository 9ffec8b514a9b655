"""The exhibits of this page by their key, for pages, briefings and files. Keys never change: links hold them."""

from pages.changes import figure_exhibits, moved_exhibits, other_exhibits
from shell.exhibits import Builder

BUILDERS: dict[str, Builder] = {
    "changes-counts": figure_exhibits.counts,
    "changes-figures": figure_exhibits.new_figures,
    "changes-indicators": figure_exhibits.added_indicators,
    "changes-moved": moved_exhibits.moved_figures,
    "changes-withdrawn": moved_exhibits.withdrawn_figures,
    "changes-port": other_exhibits.port_changes,
    "changes-trajectory": other_exhibits.registers,
    "changes-targets": other_exhibits.targets,
}
