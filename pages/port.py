"""What the port carries and earns: cargo, goods, trade, economy, targets and a map; where sources differ."""

from shell import cargo, economy, harbour, observed, targets, trade
from shell.choices import choose_part
from shell.frame import alone, heading, words

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
    targets.show("port", t)
elif part == "map":
    alone(harbour.harbour, t)
else:
    observed.conflicts("port", t)
table = "port_economy" if part == "economy" else "port_cargo"
observed.take_away(table, observed.rows(table), t)
