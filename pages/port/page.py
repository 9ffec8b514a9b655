"""What the port carries and earns: cargo, goods, trade, economy, targets and a map; where sources differ."""

from functools import partial

from pages.port import cargo, economy, goods, port_map, trade
from shell import port_data, tables, target_section
from shell.frame import heading, run_as_fragment, words
from shell.url_state import choose_part

PARTS = {
    "cargo": partial(run_as_fragment, cargo.over_time),
    "goods": partial(run_as_fragment, goods.goods),
    "trade": partial(run_as_fragment, trade.trade),
    "economy": partial(run_as_fragment, economy.economy),
    "targets": partial(target_section.show, "port"),
    "map": partial(run_as_fragment, port_map.port_map),
    "differ": partial(tables.conflict_table, "port"),
}

t = words()
heading(t("port.title"), t("port.lead"))
part = choose_part("subject", {key: t(f"port.part_{key}") for key in PARTS}, label=t("port.part"), words=t)
PARTS[part](t)
table = "port_economy" if part == "economy" else "port_cargo"
tables.offer_table_downloads(table, port_data.read_table(table), t)
