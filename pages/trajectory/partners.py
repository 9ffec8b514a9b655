"""Partners and governance: who, since when, in which role; the chain of predecessors; who works with whom."""

import pandas as pd
import plotly.graph_objects as go

from charts import network
from i18n.translator import Words
from pages.trajectory.registers import format_period, join_names, partner_names, projects, streams, table
from shell import components
from shell.datasets import cached, plain_table

# In how many projects a partner of the network takes part at least, and how many partners the matrix shows.
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
    """The eight partners that founded the BGTS and own the port, the largest share first; then other roles."""
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
    """The bodies of the cooperation, from the first to that of today."""
    components.subheading(t("alliance.chain"))
    names = partner_names(t)
    components.table(
        [t(f"alliance.{key}") for key in ("body", "period", "who", "what", "source")],
        [
            [
                row[f"name_{t.language}"],
                format_period(row["start"], row["end"], t),
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
    """The four work lines, the four labels since, and our mapping between them."""
    components.subheading(t("alliance.workstreams"))
    rows, names = plain_table("workstreams"), streams(t)
    components.table(
        [t(f"alliance.{key}") for key in ("line", "content", "label_since", "mapping")],
        [
            [
                row[f"name_{t.language}"],
                row[f"content_{t.language}"],
                join_names(row["follows"], names) or t("alliance.no_successor"),
                row[f"mapping_{t.language}"],
            ]
            for row in rows[rows.generation == "2020"].to_dict("records")
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
    counts, figure = _network(t.language, rows)
    own = {str(key): int(counts.loc[key, key]) for key in counts.index}
    texts = "; ".join(f"{names[key]} {t.number(count)}" for key, count in own.items())
    busiest = max(own, key=lambda key: own[key])
    components.key_message(
        t("alliance.network_said", name=names[busiest], count=t.number(own[busiest]), all=t.number(len(projects(t))))
    )
    note = t("alliance.network_note", least=AT_LEAST, shown=len(own), all=t.number(len(rows)))
    components.show(figure, key="network", alt=f"{t('alliance.network')}. {texts}.", source=note)
    most = sorted(own, key=lambda key: -own[key])[:IN_MATRIX]
    matrix = counts.loc[most, most].to_numpy().tolist()
    components.table(
        [t("alliance.partner"), *(names[key] for key in most)],
        [
            [names[key], *(t.number(count) if count else "–" for count in shared)]
            for key, shared in zip(most, matrix, strict=True)
        ],
        key="alliance-together",
        caption=t("alliance.matrix"),
    )
    components.note(t("alliance.matrix_note"))


@cached("projects", "partners")
def _network(language: str, _rows: pd.DataFrame) -> tuple[pd.DataFrame, go.Figure]:
    """How many projects two partners share, on the diagonal how many a partner has, and the chart of it."""
    t = Words(language)
    counts = network.shared(projects(t), list(_rows.partner))
    often = [key for key in counts.index if counts.loc[key, key] >= AT_LEAST]
    kind = dict(zip(_rows.partner, _rows.kind, strict=True))
    kinds = {key: t(f"kind.{kind[key]}") for key in often}
    counts = counts.loc[often, often]
    return counts, network.draw(counts, names=partner_names(t), kinds=kinds, words=t)


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
