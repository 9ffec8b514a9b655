"""Where the cooperation stands: targets and slippage, and where sources disagree."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from charts import slippage
from i18n.translator import Words
from loaders.card import Card
from loaders.trajectory.target_status import STATUSES
from pages.trajectory.registers import EVERY, partner_names, table
from shell import components, url_state
from shell import target_path as measured

# How many targets of a status are named in the overview; the table under it has them all.
NAMED = 4


def targets(t: Words) -> None:
    """Targets with baseline, observed, target and status; what slipped; and what is a figure and no target."""
    components.subheading(t("progress.slippage"))
    rows = table("revisions")
    named = rows.assign(promise=rows[f"promise_{t.language}"], note=rows[f"note_{t.language}"])
    figure = slippage.draw(named, words=t)
    components.key_message(_slipped(rows, t))
    components.show(figure, key="slippage", alt=t("progress.slippage_alt"), source=t("progress.slippage_note"))
    components.table(
        [t(f"progress.{key}") for key in ("promise", "said", "promised", "slipped", "note", "source")],
        [
            [
                row["promise"],
                t.partial_date(row["said"]),
                row["promised"] or t("progress.no_date"),
                _slip(row, rows, t),
                row["note"],
                row["source_url"],
            ]
            for row in named.to_dict("records")
        ],
        key="progress-targets",
        caption=t("progress.slippage"),
        words=True,
        headed=True,
    )
    components.subheading(t("progress.targets"))
    statuses = {key: t(f"progress.{key}") for key in STATUSES}
    wanted = url_state.choose(
        "reached", {EVERY: t("trajectory.every"), **statuses}, label=t("trajectory.state"), words=t
    )
    every = measured.register_targets(t)
    held = [(name.lower(), int((every.status == key).sum())) for key, name in statuses.items()]
    counts = "; ".join(f"{name} {t.number(count)}" for name, count in held if count)
    components.key_message(t("progress.counted", count=t.number(int((every.kind == "target").sum())), counts=counts))
    _standings(every[every.kind == "target"], statuses, t)
    for kind in ("target", "forecast", "observed"):
        mine = every[every.kind == kind]
        mine = mine if wanted == EVERY else mine[mine.status == wanted]
        if len(mine):
            _table(mine, kind, t)
    components.note(t("progress.foot"))


def _slipped(rows: pd.DataFrame, t: Words) -> str:
    """How many promises got a later year than the first one named, and how many have none any more."""
    later = without = 0
    for _, mine in rows.groupby("subject", sort=False):
        years = [int(year) for year in mine.promised if year]
        later += bool(years) and max(years) > years[0]
        without += not mine.promised.iloc[-1]
    every = rows.subject.nunique()
    return t("progress.slipped_said", later=t.number(later), all=t.number(every), without=t.number(without))


def _standings(rows: pd.DataFrame, statuses: Mapping[str, str], t: Words) -> None:
    """The targets by where they stand: how many, and which."""
    body = []
    for key, name in statuses.items():
        names = list(rows.loc[rows.status == key, f"name_{t.language}"])
        if names:
            more = f" {t('sources.more', count=len(names) - NAMED)}" if len(names) > NAMED else ""
            body.append([name, t.number(len(names)), "; ".join(names[:NAMED]) + more])
    head = [t("progress.state"), t("progress.how_many"), t("progress.which")]
    components.table(head, body, key="progress-standings", caption=t("progress.standings"), words=True)


def _table(rows: pd.DataFrame, kind: str, t: Words) -> None:
    names = partner_names(t)
    columns = ("target", "by", "baseline", "target_value", "observed", "state", "source")
    head = [column for column in columns if not (kind == "observed" and column in ("target_value", "state"))]
    body = []
    for row in rows.to_dict("records"):
        cells = {
            "target": row[f"name_{t.language}"],
            "by": names.get(row["by"], "–"),
            "baseline": _baseline(row, t),
            "target_value": _aim(row, t),
            "observed": _seen(row, t),
            "state": " ".join(filter(None, [_standing(row, t), row[f"note_{t.language}"]])),
            "source": row["source_url"],
        }
        if kind == "observed" and row[f"note_{t.language}"]:
            cells["observed"] += f". {row[f'note_{t.language}']}"
        body.append([cells[column] for column in head])
    components.table(
        [t(f"progress.{key}") for key in head],
        body,
        key="progress-table",
        caption=t(f"progress.kind_{kind}"),
        words=True,
    )


def _standing(row: Mapping[Any, Any], t: Words) -> str:
    return f"{t('progress.' + row['status'])}." if row["status"] else "–"


def _number(value: float, unit: str, t: Words) -> str:
    decimals = next(d for d in range(4) if d == 3 or abs(round(value, d) - value) < 1e-9)
    return f"{t.number(value, decimals)} {t(f'unit.{unit}')}".strip()


def _baseline(row: Mapping[Any, Any], t: Words) -> str:
    year = f" ({row['base_year']})" if row["base_year"] else ""
    if pd.isna(row["base"]):
        return "–"
    about = f"{t('progress.about')} " if row["base_about"] else ""
    return f"{about}{_number(row['base'], row['base_unit'] or row['unit'], t)}{year}"


def _aim(row: Mapping[Any, Any], t: Words) -> str:
    """What was aimed at, and when."""
    when = row[f"when_{t.language}"] or ("" if pd.isna(row["year"]) else f"{row['year']:.0f}")
    told = row[f"what_{t.language}"]
    if not told and pd.notna(row["value"]):
        unit = "pct" if row["sign"] == "less_pct" else row["unit"]
        told = _number(row["value"], unit, t)
        if pd.notna(row["value_high"]):
            low = _number(row["value"], unit, t).removesuffix(t(f"unit.{unit}")).strip()
            told = f"{low} – {_number(row['value_high'], unit, t)}"
        told = t(f"progress.sign_{row['sign']}", value=told)
    return f"{told} ({when})" if when else told or "–"


def _seen(row: Mapping[Any, Any], t: Words) -> str:
    if row["seen_text"]:
        return str(row["seen_text"])
    if pd.isna(row["seen"]):
        return t("progress.none_found")
    told = (
        t("progress.sign_at_least", value=_number(row["seen"], row["unit"], t))
        if row["kind"] == "observed" and (row["sign"] == "at_least")
        else _number(row["seen"], row["unit"], t)
    )
    mark = f", {t('basis.inferred')}" if row["seen_mark"] == "inferred" else ""
    return f"{told} ({row['seen_in']}{mark})"


def _slip(row: Mapping[Any, Any], rows: pd.DataFrame, t: Words) -> str:
    """How many years later than first promised."""
    mine = rows[rows.subject == row["subject"]]
    first = mine.promised.iloc[0]
    if not row["promised"]:
        return t("progress.open_end")
    years = int(row["promised"]) - int(first)
    return t("progress.years", count=t.number(years, signed=True)) if years else "–"


def contradictions(t: Words) -> None:
    """Where sources contradict each other, and how each is shown."""
    rows = table("contradictions")
    components.note(t("contradictions.lead", count=t.number(len(rows))))
    components.table(
        [t(f"contradictions.{key}") for key in ("title", "what", "shown")],
        [
            [
                f"{row['contradiction']}. {row[f'title_{t.language}']}",
                row[f"what_{t.language}"],
                row[f"shown_{t.language}"],
            ]
            for row in rows.to_dict("records")
        ],
        key="progress-contradictions",
        caption=t("contradictions.caption"),
        words=True,
    )
    if day := Card.of("trajectory_contradictions").fields.retrieved_on:
        components.note(t("contradictions.date", day=t.date(day)))
