"""The exhibits of this page by their key, for pages, briefings and files. Keys never change: links hold them."""

from pages.data import card_exhibits, coverage_exhibits
from shell.exhibits import Builder, freshness_exhibits

BUILDERS: dict[str, Builder] = {
    **{card_exhibits.key_of_card(name): card_exhibits.dataset_card(name) for name in card_exhibits.NAMES},
    "table-register-coverage": coverage_exhibits.coverage,
    "coverage-years": coverage_exhibits.coverage_by_year,
    "table-freshness-table": freshness_exhibits.freshness_table,
    "table-freshness-years": freshness_exhibits.years_table,
}
