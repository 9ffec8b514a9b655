"""Exhibits of targets of the cooperation: how far they are, promises that slipped, and where sources disagree."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from briefings.exhibit import Exhibit
from charts import slippage
from i18n.translator import Words
from loaders.trajectory.target_status import STATUSES
from pages.trajectory.registers import EVERY, partner_names, table
from shell import exhibits
from shell.datasets import note_used
from shell.exhibits import Builder, NoFiguresError, builder, target_path
from shell.exhibits.choices import Choice, Choices
from shell.exhibits.table_texts import published_decimals

PAGE = "trajectory"
# How many targets of a status the overview names; the table below has them all.
NAMED = 4
# What the register has: targets, forecasts, and figures that are neither. Version 0.1 numbered their tables.
KINDS = ("target", "forecast", "observed")


def status_choice(t: Words) -> Choice:
    """The status of the targets in the tables."""
    return Choice("reached", {EVERY: t("trajectory.every"), **{key: t(f"progress.{key}") for key in STATUSES}})


def _revisions(t: Words) -> pd.DataFrame:
    """The dates that were promised: columns of trajectory_revisions, and promise and note in the reader's language."""
    rows = table("revisions")
    return rows.assign(promise=rows[f"promise_{t.language}"], note=rows[f"note_{t.language}"])


@builder
def slipped_promises(_choices: Choices, t: Words) -> Exhibit:
    """Promises whose date moved."""
    return exhibits.chart(
        "slippage",
        PAGE,
        slippage.draw(_revisions(t), words=t),
        title=t("progress.slippage"),
        message=_describe_slippage(table("revisions"), t),
        alt=t("progress.slippage_alt"),
        source=t("progress.slippage_note"),
    )


@builder
def slipped_table(_choices: Choices, t: Words) -> Exhibit:
    """What was said of each promise, and when."""
    rows = _revisions(t)
    return exhibits.table(
        "table-progress-targets",
        PAGE,
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
            for row in rows.to_dict("records")
        ],
        caption=t("progress.slippage"),
        message=_describe_slippage(rows, t),
        source=t("progress.slippage_note"),
    )


def _describe_slippage(rows: pd.DataFrame, t: Words) -> str:
    """How many promises now have a later year than at first, and how many have none any more."""
    later = without = 0
    for _, revisions in rows.groupby("subject", sort=False):
        years = [int(year) for year in revisions.promised if year]
        later += bool(years) and max(years) > years[0]
        without += not revisions.promised.iloc[-1]
    every = rows.subject.nunique()
    return t("progress.slipped_said", later=t.number(later), all=t.number(every), without=t.number(without))


def describe_counts(every: pd.DataFrame, t: Words) -> str:
    """How many targets there are, and how many of each status."""
    by_status = [(t(f"progress.{key}").lower(), int((every.status == key).sum())) for key in STATUSES]
    counts = "; ".join(f"{name} {t.number(count)}" for name, count in by_status if count)
    return t("progress.counted", count=t.number(int((every.kind == "target").sum())), counts=counts)


def read_targets(t: Words) -> pd.DataFrame:
    """The register as target_path.register_targets has it."""
    # The source line of these tables has always named the promises above them too.
    note_used("trajectory_revisions")
    return target_path.register_targets(t)


@builder
def status_table(_choices: Choices, t: Words) -> Exhibit:
    """The targets by status: how many, and which."""
    every = read_targets(t)
    rows, body = every[every.kind == "target"], []
    for key in STATUSES:
        names = list(rows.loc[rows.status == key, f"name_{t.language}"])
        if names:
            more = f" {t('sources.more', count=len(names) - NAMED)}" if len(names) > NAMED else ""
            body.append([t(f"progress.{key}"), t.number(len(names)), "; ".join(names[:NAMED]) + more])
    return exhibits.table(
        "table-progress-standings",
        PAGE,
        [t("progress.state"), t("progress.how_many"), t("progress.which")],
        body,
        caption=t("progress.standings"),
        message=describe_counts(every, t),
    )


def tables_shown(choices: Choices, t: Words) -> list[str]:
    """The kinds that have an entry of the chosen status."""
    every, wanted = read_targets(t), status_choice(t).of(choices)
    chosen = every if wanted == EVERY else every[every.status == wanted]
    return [kind for kind in KINDS if (chosen.kind == kind).any()]


def target_table(number: int) -> Builder:
    """The builder of the first, second or third table of the register: kinds without an entry have none.

    Raises NoFiguresError where there are fewer.
    """

    @builder
    def build(choices: Choices, t: Words) -> Exhibit:
        every, choice = read_targets(t), status_choice(t)
        wanted, kinds = choice.of(choices), tables_shown(choices, t)
        if number > len(kinds):
            raise NoFiguresError(t("briefing.no_figure"))
        rows = every[every.kind == kinds[number - 1]]
        rows = rows if wanted == EVERY else rows[rows.status == wanted]
        return _target_table(number, rows, kinds[number - 1], describe_counts(every, t), t)

    return build


def _target_table(number: int, rows: pd.DataFrame, kind: str, message: str, t: Words) -> Exhibit:
    names, partial_names = partner_names(t), ("target_value", "state")
    columns = ("target", "by", "baseline", "target_value", "observed", "state", "source")
    head = [column for column in columns if not (kind == "observed" and column in partial_names)]
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
    return exhibits.table(
        "table-progress-table" + (f"-{number}" if number > 1 else ""),
        PAGE,
        [t(f"progress.{key}") for key in head],
        body,
        caption=t(f"progress.kind_{kind}"),
        message=message,
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
    key = "progress.year" if abs(years) == 1 else "progress.years"
    return t(key, count=t.number(years, signed=True)) if years else "–"


@builder
def contradictions(_choices: Choices, t: Words) -> Exhibit:
    """Where sources contradict each other, and what the pages show."""
    return exhibits.table(
        "table-progress-contradictions",
        PAGE,
        [t(f"contradictions.{key}") for key in ("title", "what", "shown")],
        [
            [
                f"{row['contradiction']}. {row[f'title_{t.language}']}",
                row[f"what_{t.language}"],
                row[f"shown_{t.language}"],
            ]
            for row in table("contradictions").to_dict("records")
        ],
        caption=t("contradictions.caption"),
    )
