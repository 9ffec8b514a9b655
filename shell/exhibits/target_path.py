"""Targets with the measured years beside them: the exhibit of the pages on port and climate, and the status for all.

Every printed difference is that of the printed figures, so that a reader can compute it again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from briefings.exhibit import Exhibit
from charts import target_path
from charts.vertical_lines import vertical_lines
from i18n.translator import Words
from loaders.clock import today
from loaders.trajectory import target_status
from shell import exhibits, port_data
from shell.exhibits import Builder, arithmetic, builder, table_texts
from shell.exhibits.choices import Choice, Choices
from shell.exhibits.table_texts import translate
from shell.milestone_overlay import Event, chosen_milestones


@dataclass(frozen=True)
class Measured:
    """A target of port_targets and what was measured of it.

    years   full years, oldest first: columns year, value in the unit of the target; none where nothing is comparable
    part    the newest part of a year after the newest full year: a row of port_cargo
    """

    row: Mapping[Any, Any]
    target: target_path.Target
    decimals: int
    years: pd.DataFrame | None
    part: Mapping[Any, Any] | None = None

    @property
    def by_year(self) -> dict[int, float]:
        """The values of the full years."""
        if self.years is None:
            return {}
        return {int(year): float(value) for year, value in zip(self.years["year"], self.years["value"], strict=True)}

    @property
    def figures(self) -> dict[int, float]:
        """The full years after the base year by which the target may be judged: those of the same boundary."""
        if self.row["comparable"] != "same":
            return {}
        return {year: value for year, value in self.by_year.items() if year > self.target.base_year}

    def status(self, register: Mapping[Any, Any] | None = None) -> str:
        """The status of today; `register` is the row of the same target in the register, where it is there."""
        sign = "at_most" if self.target.value < self.target.base else "at_least"
        row = register or {"status": "open", "sign": sign}
        target = {"status": row["status"], "sign": row["sign"], "value": self.target.value, "year": self.target.year}
        return target_status.target_status(target, self.figures, today())


def measure_target(key: str) -> Measured:
    """The target `key` of port_targets."""
    row = port_data.read_table("port_targets").set_index("target").loc[key].to_dict()
    target = target_path.Target(row["base_value"], int(row["base_year"]), row["value"], int(row["year"]))
    decimals = {"jobs": 0, "%": 1}.get(str(row["unit"]), 1 if row["page"] == "port" else 2)
    years = _years(str(row["observed"]), str(row["unit"]), target) if row["comparable"] != "not" else None
    part = None
    if years is not None and len(years) and (names := str(row["observed"]).split(":"))[0] == "cargo":
        part = port_data.find_newer_part("NSP", names[1], names[2], int(years["year"].max()))
    return Measured(row, target, decimals, years, part)


def target_choice(page: str, t: Words) -> Choice:
    """The targets of a page."""
    table = port_data.read_table("port_targets")
    rows = table[table["page"] == page].to_dict("records")
    return Choice("target", {row["target"]: f"{row[f'name_{t.language}']} ({row['year']})" for row in rows})


def target_chart(page: str) -> Builder:
    """The builder of the chart of a target of a page, with the measured years and how far they are from it."""

    @builder
    def build(choices: Choices, t: Words) -> Exhibit:
        choice = target_choice(page, t)
        key = choice.of(choices)
        measured = measure_target(key)
        status = t("progress." + measured.status(_register_row(key))).lower()
        return exhibits.chart(
            "target",
            page,
            _draw(measured, chosen_milestones(choices, t), t),
            title=choice.options[key],
            message=f"{describe_target(measured, t)} {t('target.status', status=status)}",
            alt=f"{choice.options[key]}. {_describe_ends(measured, t)}",
            source=t("observed.read", site=str(measured.row["source"])),
        )

    return build


def _draw(measured: Measured, events: list[Event], t: Words) -> go.Figure:
    target = measured.target
    years = measured.years if measured.years is not None else pd.DataFrame({"year": [], "value": []})
    figure = target_path.draw(
        target,
        years,
        words=t,
        unit=_unit(measured, t),
        decimals=measured.decimals,
        name=t("target.measured"),
        line_name=t("target.line"),
    )
    if events:
        within = [event for event in events if target.base_year <= event[0] <= target.year]
        values = pd.Series([target.base, target.value, *years["value"]], dtype=float)
        vertical_lines(figure, within, values, t)
    return figure


def describe_target(measured: Measured, t: Words) -> str:
    """The target in words: its year, the newest full year, and a newer part of a year where there is one."""
    newest = target_path.distance(measured.target, measured.years) if measured.years is not None else None
    if newest is None:
        return f"{_describe_ends(measured, t)} {t('target.not' if measured.years is None else 'target.none')}"
    due, goal, by_year = measured.target.year, measured.target.value, measured.by_year
    texts = [_describe_ends(measured, t)]
    if due in by_year:
        texts.append(_compare("target.in_year", due, by_year[due], goal, measured, t))
    if newest.year > due:
        texts.append(_compare("target.newest", newest.year, newest.value, goal, measured, t))
    elif newest.year < due:
        texts.append(_compare("target.by_line", newest.year, newest.value, newest.line, measured, t))
    if due not in by_year and due < today().year:
        texts.append(t("target.none_in_year", year=due))
    if measured.part:
        texts.append(table_texts.describe_part_of_year(measured.part, measured.decimals, t))
    return " ".join(texts)


def register_targets(t: Words) -> pd.DataFrame:
    """The targets of the register: base and status are those that the pages on port and climate derive too.

    seen_text   what was measured in words, for targets that are in port_targets; empty for the others
    """
    rows = []
    for row in port_data.read_table("targets").to_dict("records"):
        if key := target_status.linked(row["target"]):
            measured = measure_target(key)
            row |= {"status": measured.status(row), "seen_text": observed_for_target(measured, row, t)}
            row |= {"base": measured.target.base, "base_year": str(measured.target.base_year)}
        else:
            row |= {"status": target_status.target_status(row, {}, today()), "seen_text": ""}
        rows.append(row)
    return pd.DataFrame(rows)


def observed_for_target(measured: Measured, row: Mapping[Any, Any], t: Words) -> str:
    """What was measured in the year of the target and in the newest full year, in the unit of the register."""
    newest = target_path.distance(measured.target, measured.years) if measured.years is not None else None
    if newest is None:
        return t("progress.none_found")
    by_year = measured.by_year
    years = [year for year in (measured.target.year, newest.year) if year in by_year]
    boundary = f", {t('progress.other_boundary')}" if measured.row["comparable"] == "bridged" else ""
    return "; ".join(
        f"{_format_for_register(measured, row, by_year[year], t)} ({year}{boundary})" for year in dict.fromkeys(years)
    )


def _format_for_register(measured: Measured, row: Mapping[Any, Any], value: float, t: Words) -> str:
    unit, decimals = t(f"unit.{row['unit']}"), measured.decimals
    if measured.row["unit"] == "%" and row["sign"] == "less":
        # The register says how much less; the series is the part that is left of the base year.
        less = arithmetic.difference(measured.target.base, value, decimals)
        key = "progress.sign_more" if less < 0 else "progress.sign_less"
        return t(key, value=f"{t.number(abs(less), decimals)} {unit}")
    return f"{t.number(value, decimals)} {unit}"


def _register_row(key: str) -> Mapping[Any, Any] | None:
    """The row of the register about the target `key` of port_targets."""
    rows = port_data.read_table("targets")
    rows = rows[rows["target"].map(target_status.linked) == key]
    return None if rows.empty else rows.iloc[0].to_dict()


def _describe_ends(measured: Measured, t: Words) -> str:
    """The base year and the year of the target, each with its value."""
    target = measured.target
    values = {
        name: t.number(value, measured.decimals) for name, value in (("base", target.base), ("value", target.value))
    }
    return t("target.reading", **values, base_year=target.base_year, year=target.year, unit=_unit(measured, t))


def _compare(key: str, year: int, value: float, goal: float, measured: Measured, t: Words) -> str:
    """A measured year beside the value it should have, and the difference between the two as printed."""
    unit, decimals = _unit(measured, t), measured.decimals
    gap = arithmetic.difference(value, goal, decimals)
    words = {"gap": t.number(abs(gap), decimals), "unit": t("target.points") if unit == "%" else unit}
    side = t("target.above" if gap > 0 else "target.below", **words) if gap else t("target.level")
    return t(key, at=year, unit=unit, side=side, measured=t.number(value, decimals), aim=t.number(goal, decimals))


def _unit(measured: Measured, t: Words) -> str:
    unit = str(measured.row["unit"])
    return translate(unit, t) if unit in ("jobs", "persons") else unit


def _years(series: str, unit: str, target: target_path.Target) -> pd.DataFrame | None:
    """The measured full years that go with a target, in its unit; none where there is no such series.

    series  "cargo:<measure>:<category>", "ets:<site>", or "ets:" for all six municipalities
    """
    kind, _, rest = series.partition(":")
    if kind == "cargo":
        measure, category = rest.split(":")
        rows = port_data.own_full_years(measure, category)
        rows = rows.loc[rows["status"] == "measured", ["year", "value"]]
        return rows.assign(year=rows["year"].astype(int))
    if kind != "ets":
        return None
    sums = port_data.sum_emissions("site" if rest else "place")
    sums = sums[sums["line"] == rest] if rest else sums
    values = sums.groupby("year")["value"].sum()
    if unit == "%":
        values = 100 * values / float(values[target.base_year])
    return pd.DataFrame({"year": values.index.astype(int), "value": values.to_numpy()})
