"""What the port carries and earns: cargo, goods, trade, economy, targets and a map; where sources differ."""

from pages.port import cargo, economy, port_map, trade
from shell import tables, target_path
from shell.frame import alone, heading, words
from shell.url_state import choose_part

t = words()
heading(t("port.title"), t("port.lead"))
parts = {key: t(f"port.part_{key}") for key in ("cargo", "goods", "trade", "economy", "targets", "map", "differ")}
part = choose_part("subject", parts, label=t("port.part"), words=t)
if part == "cargo":
    alone(cargo.over_time, t)
elif part == "goods":
    alone(cargo.goods, t)
elif part == "trade":
    alone(trade.both_ways, t)
elif part == "economy":
    alone(economy.economy, t)
elif part == "targets":
    target_path.show("port", t)
elif part == "map":
    alone(port_map.harbour, t)
else:
    tables.conflicts("port", t)
table = "port_economy" if part == "economy" else "port_cargo"
tables.take_away(table, tables.rows(table), t)
