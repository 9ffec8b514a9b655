"""The exhibits of this page by their key, for pages, briefings and files. Keys never change: links hold them."""

from briefings.exhibit import Exhibit
from i18n.translator import Words
from pages.port import cargo_exhibits, economy_exhibits, goods_exhibits, map_exhibits, owner_exhibits, trade_exhibits
from shell.exhibits import Builder, port_exhibits, target_path
from shell.exhibits.choices import Choice, Choices

LISTED: dict[str, Builder] = {"cargo": cargo_exhibits.listed_cargo, "goods": goods_exhibits.listed_goods}
LISTED_TRADE: dict[str, Builder] = {
    "modes": trade_exhibits.listed_modes,
    "flows": trade_exhibits.listed_flows,
    "eurostat": trade_exhibits.listed_eurostat,
}


def _listed(choices: Choices, t: Words) -> Exhibit:
    """The figures of the chart of a section as a table: one key in all sections, as links of version 0.1 have it."""
    part = Choice("subject", {key: t(f"port.part_{key}") for key in (*LISTED, "trade")}).of(choices)
    if part != "trade":
        return LISTED[part](choices, t)
    view = Choice("trade", {key: t(f"port.trade_{key}") for key in LISTED_TRADE}).of(choices)
    return LISTED_TRADE[view](choices, t)


BUILDERS: dict[str, Builder] = {
    "port-lines": cargo_exhibits.cargo_by_year,
    "port-goods": goods_exhibits.goods_by_year,
    "table-observed-listed": _listed,
    "port-modes": trade_exhibits.modes,
    "port-flows": trade_exhibits.flows,
    "table-trade-partners": trade_exhibits.ranks,
    "table-trade-partners-2": trade_exhibits.partner_tonnes,
    "port-eurostat": trade_exhibits.eurostat,
    "port-economy": economy_exhibits.points_by_year,
    "table-economy-points": economy_exhibits.points_table,
    "table-economy-finance": economy_exhibits.finance_table,
    "port-owners": owner_exhibits.owners,
    "table-economy-owners": owner_exhibits.land_table,
    "target": target_path.target_chart("port"),
    "map-port": map_exhibits.port_map,
    "table-harbour-locks": map_exhibits.locks_table,
    "table-observed-conflicts": port_exhibits.conflicts("port"),
}
