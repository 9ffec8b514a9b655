"""The exhibit of European money: by fund, lead or year, with what is unknown named. Needs no Streamlit."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from briefings.exhibit import Exhibit
from i18n.translator import Words
from loaders.trajectory.validation import EU_FUNDS
from pages.trajectory.project_exhibits import euros, status_names
from pages.trajectory.registers import partner_names, projects
from shell import exhibits
from shell.exhibits import builder
from shell.exhibits.choices import Choice, Choices

PAGE = "trajectory"
GROUPS = ("fund", "lead", "year")
HEADS = ("project", "year", "lead", "state", "whole", "eu_part", "source")
# The readings of an amount that stand for the whole project; the other one is a part of it.
WHOLE = ("total", "estimate")


def group_choice(t: Words) -> Choice:
    """By what the projects are grouped."""
    return Choice("money", {key: t(f"europe.by_{key}") for key in GROUPS})


def eu_projects(t: Words) -> pd.DataFrame:
    """The projects with European money: the columns of registers.projects."""
    rows = projects(t)
    return rows[[bool(set(keys.split()) & set(EU_FUNDS)) for keys in rows.funds]]


@builder
def money(choices: Choices, t: Words) -> Exhibit:
    """Every project with European money, grouped; amounts are never added up."""
    group, rows = group_choice(t).of(choices), eu_projects(t)
    records = sorted(rows.to_dict("records"), key=lambda row: (_sort_key(row, group, t), str(row["start"])))
    statuses, head = status_names(t), t(f"europe.by_{group}")
    return exhibits.table(
        "europe",
        PAGE,
        [head[:1].upper() + head[1:], *(t(f"europe.{key}") for key in HEADS)],
        [
            [
                _group(row, group, t),
                row["name"],
                _year(row, t),
                _lead(row, t),
                statuses[row["status"]],
                _amount(row, t),
                t("money.unknown") if pd.isna(row["eu_eur"]) else euros(row["eu_eur"], t),
                row["source_url"],
            ]
            for row in records
        ],
        caption=t("europe.title"),
        message=summary(t),
        source=t("europe.note"),
    )


def summary(t: Words) -> str:
    """How many projects have European money, of how many which amount is known, and which have none."""
    rows = eu_projects(t)
    without = rows[rows.eu_eur.isna() & rows.budget_eur.isna()]
    # Of what no source names the European part: the amount of the whole project, or only that of a phase.
    unsplit = rows[rows.eu_eur.isna() & rows.budget_eur.notna()]
    whole = int(unsplit.budget_reading.isin(WHOLE).sum())
    counts = {"all": len(rows), "part": int(rows.eu_eur.notna().sum()), "whole": whole, "without": len(without)}
    counts["phase"] = len(unsplit) - whole
    text = t("europe.summary", **{key: t.number(count) for key, count in counts.items()})
    return f"{text} {t('europe.unknown', names='; '.join(without.name))}" if len(without) else text


def _sort_key(row: Mapping[Any, Any], group: str, t: Words) -> str:
    """Funds in the order of the register; what is not named comes last."""
    if group == "fund":
        return str(min(EU_FUNDS.index(fund) for fund in row["funds"].split() if fund in EU_FUNDS))
    if group == "lead":
        return partner_names(t).get(row["lead"], "\uffff")
    return str(row["start"])[:4] or "9999"


def _group(row: Mapping[Any, Any], group: str, t: Words) -> str:
    if group == "fund":
        return ", ".join(t(f"fund.{fund}") for fund in row["funds"].split() if fund in EU_FUNDS)
    return _lead(row, t) if group == "lead" else _year(row, t)


def _year(row: Mapping[Any, Any], t: Words) -> str:
    return str(row["start"])[:4] or t("trajectory.start_unknown")


def _lead(row: Mapping[Any, Any], t: Words) -> str:
    return partner_names(t).get(row["lead"], t("trajectory.not_named"))


def _amount(row: Mapping[Any, Any], t: Words) -> str:
    """The amount of the project and what it is (total, estimate or part), or that none was found."""
    if pd.isna(row["budget_eur"]):
        return t("money.unknown")
    return f"{euros(row['budget_eur'], t)} ({t('money.' + row['budget_reading'])})"
