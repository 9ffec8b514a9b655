"""Exhibits of partners and governance: who, since when, in which role; predecessors; who works with whom."""

import pandas as pd
import plotly.graph_objects as go

from briefings.exhibit import Exhibit
from charts import network
from i18n.translator import Words
from pages.trajectory.registers import format_period, join_names, partner_names, projects, streams, table
from shell import exhibits
from shell.datasets import cached, note_used, plain_table
from shell.exhibits import builder
from shell.exhibits.choices import Choices

PAGE = "trajectory"
# In how many projects a partner of the network takes part at least, and how many partners the matrix shows.
AT_LEAST, IN_MATRIX = 2, 12


def owners() -> pd.DataFrame:
    """The eight partners that founded the BGTS and own the port, the largest share first."""
    rows = plain_table("partners")
    return rows[rows.share_pct.notna()].sort_values("share_pct", ascending=False)


@builder
def founders(_choices: Choices, t: Words) -> Exhibit:
    """The founders with their share in the port."""
    head = ["partner", "country", "since", "share", "source"]
    return exhibits.table(
        "table-alliance-founders",
        PAGE,
        [t(f"alliance.{key}") for key in head],
        [
            [
                row[f"name_{t.language}"],
                t(f"country.{row['country']}"),
                t.partial_date(row["member_since"]),
                f"{t.number(row['share_pct'], 3 if row['share_pct'] < 2 else 2)} %",
                row["source_url"],
            ]
            for row in owners().to_dict("records")
        ],
        caption=t("alliance.members"),
    )


@builder
def chain(_choices: Choices, t: Words) -> Exhibit:
    """The bodies of the cooperation, from the first to that of today."""
    names = partner_names(t)
    return exhibits.table(
        "table-alliance-chain",
        PAGE,
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
        caption=t("alliance.chain"),
    )


@builder
def workstreams(_choices: Choices, t: Words) -> Exhibit:
    """The four work lines, the four labels since, and our mapping between them."""
    rows, names = plain_table("workstreams"), streams(t)
    # The source line of an exhibit of this section has always named the datasets of those above it too.
    note_used("partners", "trajectory_bodies")
    return exhibits.table(
        "table-alliance-workstreams",
        PAGE,
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
        caption=t("alliance.workstreams"),
    )


@builder
def partner_network(_choices: Choices, t: Words) -> Exhibit:
    """The network of shared projects."""
    rows, names = plain_table("partners"), partner_names(t)
    counts, figure = _network(t.language, rows)
    own = _own(counts)
    texts = "; ".join(f"{names[key]} {t.number(count)}" for key, count in own.items())
    note_used("trajectory_bodies", "workstreams")
    return exhibits.chart(
        "network",
        PAGE,
        figure,
        title=t("alliance.network"),
        message=_describe_busiest(own, t),
        alt=f"{t('alliance.network')}. {texts}.",
        source=_network_note(own, t),
    )


def _own(counts: pd.DataFrame) -> dict[str, int]:
    """In how many projects each partner of the network takes part."""
    return {str(key): int(counts.loc[key, key]) for key in counts.index}


def _describe_busiest(own: dict[str, int], t: Words) -> str:
    busiest = max(own, key=lambda key: own[key])
    name, count = partner_names(t)[busiest], t.number(own[busiest])
    return t("alliance.network_said", name=name, count=count, all=t.number(len(projects(t))))


def _network_note(own: dict[str, int], t: Words) -> str:
    every = t.number(len(plain_table("partners")))
    return t("alliance.network_note", least=AT_LEAST, shown=len(own), all=every)


@builder
def matrix(_choices: Choices, t: Words) -> Exhibit:
    """The network as a matrix: in how many projects two partners both take part."""
    names = partner_names(t)
    counts, _ = _network(t.language, plain_table("partners"))
    own = _own(counts)
    most = sorted(own, key=lambda key: -own[key])[:IN_MATRIX]
    shared = counts.loc[most, most].to_numpy().tolist()
    note_used("trajectory_bodies", "workstreams")
    return exhibits.table(
        "table-alliance-together",
        PAGE,
        [t("alliance.partner"), *(names[key] for key in most)],
        [
            [names[key], *(t.number(count) if count else "–" for count in row)]
            for key, row in zip(most, shared, strict=True)
        ],
        caption=t("alliance.matrix"),
        message=_describe_busiest(own, t),
        source=_network_note(own, t),
    )


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


@builder
def roles(_choices: Choices, t: Words) -> Exhibit:
    """People and their roles, as far as sources name them."""
    note_used("partners", "trajectory_bodies", "workstreams", "projects")
    return exhibits.table(
        "table-alliance-roles",
        PAGE,
        [t(f"alliance.{key}") for key in ("role", "person", "period", "source")],
        [
            [row[f"role_{t.language}"], t.half(row["person"]), row[f"period_{t.language}"], row["source_url"] or "–"]
            for row in table("roles").to_dict("records")
        ],
        caption=t("alliance.people"),
    )
