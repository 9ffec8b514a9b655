"""Targets of the cooperation and how far they are, promises that slipped, and where sources disagree."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from charts import slippage
from i18n.translator import Words
from loaders.card import Card
from loaders.trajectory.target_status import STATUSES
from pages.trajectory.registers import EVERY, partner_names, table
from shell import components, target_path, url_state
from shell.table_texts import published_decimals

# How many targets of a status the overview names; the table below has them all.
NAMED = 4


def targets(t: Words) -> None:
    """Targets with baseline, observed, target and status; what slipped; and what is a figure and no target."""
    components.subheading(t("progress.slippage"))
    rows = table("revisions")
    named = rows.assign(promise=rows[f"promise_{t.language}"], note=rows[f"note_{t.language}"])
    figure = slippage.draw(named, words=t)
    components.key_message(_describe_slippage(rows, t))
    components.show(figure, key="slippage", alt=t("progress.slippage_alt"), source=t("progress.slippage_note"))
    components.table(
        [t(f"progress.{key}") for key in ("promise", "said", "promised", "slipped", "note", "source")],
        [
            [
                row["promise"],
                t.partial_date(row["said"]),
                row["promised"] or t("progress.no_date"),
                _format_delay(row, rows, t),
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
    every = target_path.register_targets(t)
    by_status = [(name.lower(), int((every.status == key).sum())) for key, name in statuses.items()]
    counts = "; ".join(f"{name} {t.number(count)}" for name, count in by_status if count)
    components.key_message(t("progress.counted", count=t.number(int((every.kind == "target").sum())), counts=counts))
    _status_table(every[every.kind == "target"], statuses, t)
    for kind in ("target", "forecast", "observed"):
        of_kind = every[every.kind == kind]
        of_kind = of_kind if wanted == EVERY else of_kind[of_kind.status == wanted]
        if len(of_kind):
            _table(of_kind, kind, t)
    components.note(t("progress.foot"))


def _describe_slippage(rows: pd.DataFrame, t: Words) -> str:
    """How many promises now have a later year than at first, and how many have none any more."""
    later = without = 0
    for _, revisions in rows.groupby("subject", sort=False):
        years = [int(year) for year in revisions.promised if year]
        later += bool(years) and max(years) > years[0]
        without += not revisions.promised.iloc[-1]
    every = rows.subject.nunique()
    return t("progress.slipped_said", later=t.number(later), all=t.number(every), without=t.number(without))


def _status_table(rows: pd.DataFrame, statuses: Mapping[str, str], t: Words) -> None:
    """The targets by status: how many, and which."""
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
            "target_value": _target_value(row, t),
            "observed": _observed(row, t),
            "state": " ".join(filter(None, [_status(row, t), row[f"note_{t.language}"]])),
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


def _status(row: Mapping[Any, Any], t: Words) -> str:
    return f"{t('progress.' + row['status'])}." if row["status"] else "–"


def _number(value: float, unit: str, t: Words) -> str:
    return f"{published_decimals(value, t)} {t(f'unit.{unit}')}".strip()


def _baseline(row: Mapping[Any, Any], t: Words) -> str:
    year = f" ({row['base_year']})" if row["base_year"] else ""
    if pd.isna(row["base"]):
        return "–"
    about = f"{t('progress.about')} " if row["base_about"] else ""
    return f"{about}{_number(row['base'], row['base_unit'] or row['unit'], t)}{year}"


def _target_value(row: Mapping[Any, Any], t: Words) -> str:
    """The target in words, and its year."""
    year = row[f"when_{t.language}"] or ("" if pd.isna(row["year"]) else f"{row['year']:.0f}")
    text = row[f"what_{t.language}"]
    if not text and pd.notna(row["value"]):
        unit = "pct" if row["sign"] == "less_pct" else row["unit"]
        text = _number(row["value"], unit, t)
        if pd.notna(row["value_high"]):
            low = text.removesuffix(t(f"unit.{unit}")).strip()
            text = f"{low} – {_number(row['value_high'], unit, t)}"
        text = t(f"progress.sign_{row['sign']}", value=text)
    return f"{text} ({year})" if year else text or "–"


def _observed(row: Mapping[Any, Any], t: Words) -> str:
    """What was measured, and when."""
    if row["seen_text"]:
        return str(row["seen_text"])
    if pd.isna(row["seen"]):
        return t("progress.none_found")
    text = _number(row["seen"], row["unit"], t)
    if row["kind"] == "observed" and row["sign"] == "at_least":
        text = t("progress.sign_at_least", value=text)
    mark = f", {t('basis.inferred')}" if row["seen_mark"] == "inferred" else ""
    return f"{text} ({row['seen_in']}{mark})"


def _format_delay(row: Mapping[Any, Any], rows: pd.DataFrame, t: Words) -> str:
    """How many years later than first promised."""
    if not row["promised"]:
        return t("progress.open_end")
    years = int(row["promised"]) - int(rows.loc[rows.subject == row["subject"], "promised"].iloc[0])
    return t("progress.years", count=t.number(years, signed=True)) if years else "–"


def contradictions(t: Words) -> None:
    """Where sources contradict each other, and what the pages show."""
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
