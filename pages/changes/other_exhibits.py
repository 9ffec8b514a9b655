"""Exhibits of what changed beside the indicators: port and emissions, registers and targets. Needs no Streamlit."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from briefings.exhibit import Exhibit
from i18n.translator import Words
from loaders.clock import today
from loaders.trajectory import datasets
from loaders.trajectory.validation import TABLES
from loaders.versions.figures import MOVED, NEW, SEPARATOR, STATUS, WITHDRAWN
from loaders.versions.files import Version
from pages.changes.selection import PAGE, per_version
from shell import exhibits, port_data
from shell.exhibits import NoFiguresError, register_changes, target_path
from shell.exhibits.table_texts import published_decimals, translate
from shell.exhibits.version_changes import EMISSIONS, PORT, TARGETS, changes

# The measures of the port that its own page names too, by the key of their name there; the others are in the download.
MEASURES = {
    "seaborne": "seaborne",
    "inland navigation": "inland",
    "seaborne + inland": "both",
    "seaborne imports": "imports",
    "seaborne exports": "exports",
}
# Their parts that have a name.
CATEGORIES = ("total", "dry bulk", "liquid bulk", "breakbulk", "ro-ro", "containers")
ROWS = 15


@per_version
def port_changes(version: Version, _subject: str, t: Words) -> Exhibit:
    """New, moved and withdrawn figures of cargo and emissions: the newest periods first."""
    rows = changes(version)
    port, emissions = rows[rows["subject"] == PORT], rows[rows["subject"] == EMISSIONS]
    if port.empty and emissions.empty:
        raise NoFiguresError(t("since.none_port"))
    named = port[port["indicator"].map(_is_named)].sort_values(["period", "indicator"], ascending=[False, False])
    body = [*_emission_rows(emissions, t), *(_port_row(row, t) for row in named.to_dict("records"))]
    columns = ("indicator", "place", "period", "was", "now", "source")
    table = exhibits.table(
        "changes-port",
        PAGE,
        [t(f"since.column_{column}") for column in columns],
        body[:ROWS],
        caption=t("since.heading_port"),
        message=t("since.port_message", port=t.number(len(port)), emissions=t.number(len(emissions))),
    )
    return replace(table, datasets=("port_cargo", "emissions"))


def _is_named(indicator: str) -> bool:
    measure, category, *_ = indicator.split(SEPARATOR)
    return measure in MEASURES and category in CATEGORIES


def _port_row(row: Mapping[Any, Any], t: Words) -> list[str]:
    measure, category, *_ = str(row["indicator"]).split(SEPARATOR)
    label = t(f"port.subject_{MEASURES[measure]}")
    return [
        label if category == "total" else f"{label}: {translate(category, t).lower()}",
        t(f"port.scope_{row['place']}"),
        _describe_period(str(row["period"]), t),
        _value(row, "before", str(row["unit"]), t),
        _value(row, "after", str(row["unit"]), t),
        str(row["source_after"] or row["source_before"]),
    ]


def _describe_period(period: str, t: Words) -> str:
    """A year, or a part of one: 2024 H1."""
    year, _, part = period.partition(" ")
    if part.startswith("Q"):
        return t.period(f"{year}-{part}")
    return f"{t('port.period_' + part).lower()} {year}" if t.find(f"port.period_{part}") else period


def _value(row: Mapping[Any, Any], side: str, unit: str, t: Words) -> str:
    """The figure of one side with its unit and the status that is not simply measured; a dash where there is none."""
    value, status = row[f"value_{side}"], row[f"status_{side}"]
    if pd.isna(value):
        return "–"
    mark = "" if status in ("measured", "") else f" ({t(f'status.{status}')})"
    return f"{published_decimals(float(value), t)} {unit}{mark}".strip()


def _emission_rows(rows: pd.DataFrame, t: Words) -> list[list[str]]:
    """New figures by year, with the sum of the six now; of figures that moved or are gone how many."""
    total = port_data.sum_emissions("place").groupby("year")["value"].sum()
    body = []
    for year in sorted(map(str, rows["period"].unique()), reverse=True):
        of_year = rows[rows["period"] == year]
        kinds = of_year["kind"].value_counts()
        counts = {kind: int(kinds.get(kind, 0)) for kind in (NEW, MOVED, WITHDRAWN)}
        told = "; ".join(t(f"since.installations_{kind}", count=t.number(n)) for kind, n in counts.items() if n)
        value = f"{t.number(total[int(year)], 1)} {t('since.mt_co2')}" if int(year) in total.index else "–"
        sources = dict.fromkeys(filter(None, of_year["source_after"]))
        body.append(
            [f"{t('climate.emissions')}: {told}", t("climate.all_six"), str(year), "–", value, ", ".join(sources)]
        )
    return [row for row in body if not row[0].endswith(": ")]


@per_version
def registers(version: Version, _subject: str, t: Words) -> Exhibit:
    """Milestones and projects that were added, changed or removed after the day of the version: registers go by day."""
    found = register_changes.between(version.day, today())
    if not found:
        raise NoFiguresError(t("since.none_registers", day=t.date(version.day)))
    table = register_changes.table("changes-trajectory", PAGE, found, t)
    message = t("since.registers_message", day=t.date(version.day), found=table.title)
    return replace(table, title=t("since.heading_trajectory"), message=message, datasets=TABLES)


@per_version
def targets(version: Version, _subject: str, t: Words) -> Exhibit:
    """Targets that are new or gone, have another aim, year or status, or something new measured; with today's status.

    And promises of which another date was named since the day of the version.
    """
    body = target_changes(version, t)
    if not body:
        raise NoFiguresError(t("since.none_targets", day=t.date(version.day)))
    columns = ("target", "what", "was", "now", "state", "source")
    table = exhibits.table(
        "changes-targets",
        PAGE,
        [t(f"since.column_{column}") for column in columns],
        body,
        caption=t("since.heading_targets"),
        message=t("since.targets_message", count=t.number(len(body))),
    )
    return replace(table, datasets=("targets", "trajectory_revisions"))


def target_changes(version: Version, t: Words) -> list[list[str]]:
    """The rows of `targets`; none where nothing changed."""
    rows = changes(version)
    known = target_path.register_targets(t).set_index("target").to_dict("index")
    return _target_rows(rows[rows["subject"] == TARGETS], known, t) + _promises(str(version.day), t)


def _target_rows(rows: pd.DataFrame, known: Mapping[Any, Mapping[Any, Any]], t: Words) -> list[list[str]]:
    """One row for each change of a target; of one that is new or gone its year stands beside its aim.

    Where the unit is another one, the old figure is withdrawn and the new one is new: both stand in one row.
    """
    body = []
    for target, changed in rows.groupby("indicator", sort=False):
        entry = known.get(target, {})
        parts: dict[str, list[dict[Any, Any]]] = {}
        for each in changed.to_dict("records"):
            parts.setdefault(str(each["period"]), []).append(each)
        aims = [each["kind"] for each in parts.get("aim", [])]
        whole = aims in ([NEW], [WITHDRAWN])
        year = parts.pop("year")[0] if whole and "year" in parts else None
        for part, both in parts.items():
            old, row = sorted(both, key=lambda each: each["kind"] == NEW) if len(both) > 1 else both * 2
            was, now = _target_value(old, "before", year, t), _target_value(row, "after", year, t)
            if was == now:
                continue
            state = str(entry.get("status", ""))
            name = "status" if row["kind"] == STATUS else "whole" if whole and part == "aim" else part
            body.append(
                [
                    str(entry.get(f"name_{t.language}", target)),
                    t(f"since.part_{name}"),
                    was,
                    now,
                    t(f"progress.{state}") if state else "–",
                    str(row["source_after"] or row["source_before"] or entry.get("source_url", "")),
                ]
            )
    return body


def _target_value(row: Mapping[Any, Any], side: str, year: Mapping[Any, Any] | None, t: Words) -> str:
    """What a target aimed at, its year, what was measured, or its status; a dash where there was nothing."""
    status, value = str(row[f"status_{side}"]), row[f"value_{side}"]
    if row["kind"] == STATUS:
        return t(f"progress.{status}") if status else "–"
    if pd.isna(value):
        # A status without a number: an aim in words.
        return t("since.in_words") if status else "–"
    if row["period"] == "year":
        return f"{value:.0f}"
    text = f"{published_decimals(float(value), t)} {t('unit.' + str(row['unit']))}".strip()
    return text if year is None or row["period"] != "aim" else f"{text} ({year[f'value_{side}']:.0f})"


def _promises(day: str, t: Words) -> list[list[str]]:
    """Other dates that were promised after a day, beside the date that was promised before."""
    body = []
    for _, said in datasets.companion("revisions").groupby("subject", sort=False):
        for before, now in zip(said.to_dict("records"), said.to_dict("records")[1:], strict=False):
            if str(now["said"]) > day and now["promised"] != before["promised"]:
                promised = [row["promised"] or t("progress.no_date") for row in (before, now)]
                state = _describe_move(before["promised"], now["promised"], t)
                body.append(
                    [now[f"promise_{t.language}"], t("since.part_promise"), *promised, state, now["source_url"]]
                )
    return body


def _describe_move(before: str, now: str, t: Words) -> str:
    """What became of a promised year, either of them empty where none was named."""
    if not now:
        return t("progress.open_end")
    return "–" if not before else t("progress.later") if now > before else t("since.earlier")
