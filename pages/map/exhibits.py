"""The exhibits of this page by their key, for pages, briefings and files. Keys never change: links hold them."""

from loaders.datasets.catalogue import catalogue
from pages.map import (
    chart_exhibits,
    map_exhibits,
    paired_map_exhibits,
    ranking_exhibits,
    scatter_exhibits,
    source_exhibits,
    table_exhibits,
)
from shell.exhibits import Builder

BUILDERS: dict[str, Builder] = {
    "map-0": map_exhibits.indicator_map(0),
    "map-1": map_exhibits.indicator_map(1),
    "chart-0": chart_exhibits.indicator_chart(0),
    "chart-1": chart_exhibits.indicator_chart(1),
    "ranking-0": ranking_exhibits.ranking_chart(0),
    "ranking-1": ranking_exhibits.ranking_chart(1),
    "multiples-0": chart_exhibits.small_charts(0),
    "multiples-1": chart_exhibits.small_charts(1),
    paired_map_exhibits.KEY: paired_map_exhibits.paired_indicators,
    "scatter": scatter_exhibits.scatter,
    "table-faces-tables": table_exhibits.figures_table(1),
    "table-faces-tables-2": table_exhibits.figures_table(2),
    "table-difference": table_exhibits.difference_table,
    **{f"defined-{key}": source_exhibits.definitions(key) for key in catalogue()},
    "table-sources-sources": source_exhibits.publications(1),
    "table-sources-sources-2": source_exhibits.publisher_definitions(1),
    "table-sources-sources-3": source_exhibits.publications(2),
    "table-sources-sources-4": source_exhibits.publisher_definitions(2),
    "table-sources-differing": source_exhibits.differences(1),
    "table-sources-differing-2": source_exhibits.differences(2),
}
