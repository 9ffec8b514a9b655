"""The exhibits of this page by their key, for pages, briefings and files. Keys never change: links hold them."""

from pages.flows import count_exhibits, map_exhibits, trade_exhibits
from shell.exhibits import Builder

BUILDERS: dict[str, Builder] = {
    "flows-map": map_exhibits.flow_map,
    "flows-counts": count_exhibits.newest_counts,
    "flows-years": count_exhibits.by_year,
    "flows-table": count_exhibits.every_count,
    "flows-locks": trade_exhibits.locks_by_year,
    "flows-trade": trade_exhibits.trade_partners,
}
