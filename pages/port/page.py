"""What the port carries and earns: cargo, goods, trade, economy, targets and a map; where sources differ."""

from pages.port import cargo, economy, port_map, trade
from shell import tables, target_path
from shell.frame import heading, run_as_fragment, words
from shell.url_state import choose_part

t = words()
heading(t("port.title"), t("port.lead"))
parts = {key: t(f"port.part_{key}") for key in ("cargo", "goods", "trade", "economy", "targets", "map", "differ")}
part = choose_part("subject", parts, label=t("port.part"), words=t)
if part == "cargo":
    run_as_fragment(cargo.over_time, t)
elif part == "goods":
    run_as_fragment(cargo.goods, t)
elif part == "trade":
    run_as_fragment(trade.both_ways, t)
elif part == "economy":
    run_as_fragment(economy.economy, t)
elif part == "targets":
    target_path.show("port", t)
elif part == "map":
    run_as_fragment(port_map.port_map, t)
else:
    tables.conflict_table("port", t)
table = "port_economy" if part == "economy" else "port_cargo"
tables.offer_table_downloads(table, tables.read_table(table), t)
