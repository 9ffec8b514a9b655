"""Partners and governance: who, since when, in which role; the chain of predecessors; who works with whom."""

import pandas as pd
import plotly.graph_objects as go

from charts import network
from i18n.translator import Words
from pages.trajectory.registers import join_names, partner_names, projects, streams, table
from shell import components
from shell.datasets import cached, dataset, plain_table

# A partner in the network shares at least so many projects; in the matrix stand the first of them.
AT_LEAST, IN_MATRIX = 2, 12


def show(t: Words) -> None:
    """The whole section."""
    rows = plain_table("partners")
    _founders(rows, t)
    _chain(t)
    _workstreams(t)
    _together(rows, t)
    _roles(t)


def _founders(rows: pd.DataFrame, t: Words) -> None:
    """The eight that founded the BGTS and own the port, the largest share first; then who has another role."""
    components.subheading(t("alliance.members"))
    owners = rows[rows.share_pct.notna()].sort_values("share_pct", ascending=False)
    head = ["partner", "country", "since", "share", "source"]
    components.table(
        [t(f"alliance.{key}") for key in head],
        [
            [
                row[f"name_{t.language}"],
                t(f"country.{row['country']}"),
                t.partial_date(row["member_since"]),
                f"{t.number(row['share_pct'], 3 if row['share_pct'] < 2 else 2)}%",
                row["source_url"],
            ]
            for row in owners.to_dict("records")
        ],
        key="alliance-founders",
        caption=t("alliance.members"),
        words=True,
        headed=True,
    )
    components.note(t("alliance.share_note", sum=t.number(owners.share_pct.sum(), 3), address=owners.share_url.iloc[0]))
    others = rows[(rows[f"role_{t.language}"] != "") & rows.share_pct.isna()]
    components.note(
        *(f"{row[f'name_{t.language}']}: {row[f'role_{t.language}']}." for row in others.to_dict("records"))
    )


def _chain(t: Words) -> None:
    """What came before, and what there is now."""
    components.subheading(t("alliance.chain"))
    names = partner_names(t)
    components.table(
        [t(f"alliance.{key}") for key in ("body", "period", "who", "what", "source")],
        [
            [
                row[f"name_{t.language}"],
                f"{t.partial_date(row['start'])} – {t.partial_date(row['end']) if row['end'] else t('trajectory.now')}",
                join_names(row["members"], names),
                row[f"what_{t.language}"],
                row["source_url"],
            ]
            for row in table("bodies").sort_values("start").to_dict("records")
        ],
        key="alliance-chain",
        caption=t("alliance.chain"),
        words=True,
        headed=True,
    )
    components.note(t("alliance.not_found"))


def _workstreams(t: Words) -> None:
    """The four work lines, the four labels since, and our mapping of the one on the other."""
    components.subheading(t("alliance.workstreams"))
    rows, names = dataset("workstreams"), streams(t)
    components.table(
        [t(f"alliance.{key}") for key in ("line", "content", "label_since", "mapping")],
        [
            [
                row[f"name_{t.language}"],
                row[f"content_{t.language}"],
                join_names(row["follows"], names) or t("alliance.no_successor"),
                row[f"mapping_{t.language}"],
            ]
            for row in rows[rows.generation == "2020"].drop(columns="geometry").to_dict("records")
        ],
        key="alliance-workstreams",
        caption=t("alliance.workstreams"),
        words=True,
        headed=True,
    )
    components.note(t("alliance.mapping_ours"))


def _together(rows: pd.DataFrame, t: Words) -> None:
    """The network of shared projects, and the same as a matrix."""
    components.subheading(t("alliance.network"))
    names = partner_names(t)
    counts, figure = _network(t.language, rows, t)
    often = list(counts.index)
    told = "; ".join(f"{names[key]} {t.number(float(counts.loc[key, key]))}" for key in often)
    alt = f"{t('alliance.network')}. {told}."
    busiest = max(often, key=lambda key: counts.loc[key, key])
    said = {"name": names[busiest], "count": t.number(float(counts.loc[busiest, busiest]))}
    components.key_message(t("alliance.network_said", **said, all=t.number(len(projects(t)))))
    note = t("alliance.network_note", least=AT_LEAST, shown=len(often), all=t.number(len(rows)))
    components.show(figure, key="network", alt=alt, source=note)
    most = sorted(often, key=lambda key: -counts.loc[key, key])[:IN_MATRIX]
    components.table(
        [t("alliance.partner"), *(names[key] for key in most)],
        [
            [
                names[one],
                *(t.number(float(counts.loc[one, other])) if counts.loc[one, other] else "–" for other in most),
            ]
            for one in most
        ],
        key="alliance-together",
        caption=t("alliance.matrix"),
    )
    components.note(t("alliance.matrix_note"))


@cached("projects", "partners")
def _network(language: str, _rows: pd.DataFrame, _t: Words) -> tuple[pd.DataFrame, go.Figure]:
    """The projects that partners share, of those with several, and the drawing of them."""
    counts = network.shared(projects(_t), list(_rows.partner))
    often = [key for key in counts.index if counts.loc[key, key] >= AT_LEAST]
    kind = dict(zip(_rows.partner, _rows.kind, strict=True))
    kinds = {key: _t(f"kind.{kind[key]}") for key in often}
    shown = counts.loc[often, often]
    return shown, network.draw(shown, names=partner_names(_t), kinds=kinds, words=_t)


def _roles(t: Words) -> None:
    """People and their roles, as far as sources name them."""
    components.subheading(t("alliance.people"))
    components.table(
        [t(f"alliance.{key}") for key in ("role", "person", "period", "source")],
        [
            [row[f"role_{t.language}"], t.half(row["person"]), row[f"period_{t.language}"], row["source_url"] or "–"]
            for row in table("roles").to_dict("records")
        ],
        key="alliance-roles",
        caption=t("alliance.people"),
        words=True,
        headed=True,
    )
