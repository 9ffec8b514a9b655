"""Partners and governance: who, since when, in which role; the chain of predecessors; who works with whom."""

from i18n.translator import Words
from pages.trajectory import partner_exhibits as exhibits
from shell import components
from shell.datasets import plain_table


def show(t: Words) -> None:
    """The whole section."""
    components.show_with_heading(exhibits.founders({}, t), words=True, headed=True)
    owners = exhibits.owners()
    components.note(t("alliance.share_note", sum=t.number(owners.share_pct.sum(), 3), address=owners.share_url.iloc[0]))
    rows = plain_table("partners")
    others = rows[(rows[f"role_{t.language}"] != "") & rows.share_pct.isna()]
    components.note(
        *(f"{row[f'name_{t.language}']}: {row[f'role_{t.language}']}." for row in others.to_dict("records"))
    )
    components.show_with_heading(exhibits.chain({}, t), words=True, headed=True)
    components.note(t("alliance.not_found"))
    components.show_with_heading(exhibits.workstreams({}, t), words=True, headed=True)
    components.note(t("alliance.mapping_ours"))
    components.show_with_heading(exhibits.partner_network({}, t))
    components.show_exhibit(exhibits.matrix({}, t))
    components.note(t("alliance.matrix_note"))
    components.show_with_heading(exhibits.roles({}, t), words=True, headed=True)
