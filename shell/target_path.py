"""Targets with the measured years beside them: the figure of the pages on port and climate, and the verdict for all.

Every printed difference is that of the printed figures, so that a reader can redo it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from charts import target_path
from charts import time_series as lines
from i18n.translator import Words
from loaders.clock import today
from loaders.trajectory import target_status
from shell import arithmetic, components, emission_sums, tables
from shell.tables import translate
from shell.url_state import choose


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
    def figures(self) -> dict[int, float]:
        """The full years after the base year by which the target may be judged: those of the same boundary."""
        if self.years is None or self.row["comparable"] != "same":
            return {}
        after = self.years[self.years["year"] > self.target.base_year]
        return {int(year): float(value) for year, value in zip(after["year"], after["value"], strict=True)}

    def status(self, register: Mapping[Any, Any] | None = None) -> str:
        """The verdict of today; `register_targets` is the row of the same target in the register, where it is there."""
        sign = "at_most" if self.target.value < self.target.base else "at_least"
        row = register or {"status": "open", "sign": sign}
        asked = {"status": row["status"], "sign": row["sign"], "value": self.target.value, "year": self.target.year}
        return target_status.target_status(asked, self.figures, today())


def measure_target(key: str) -> Measured:
    """The target `key` of port_targets."""
    row = tables.read_table("port_targets").set_index("target").loc[key].to_dict()
    target = target_path.Target(row["base_value"], int(row["base_year"]), row["value"], int(row["year"]))
    decimals = {"jobs": 0, "%": 1}.get(str(row["unit"]), 1 if row["page"] == "port" else 2)
    years = _years(str(row["observed"]), str(row["unit"]), target) if row["comparable"] != "not" else None
    part = None
    if years is not None and len(years) and (names := str(row["observed"]).split(":"))[0] == "cargo":
        part = tables.find_newer_part("NSP", names[1], names[2], int(years["year"].max()))
    return Measured(row, target, decimals, years, part)


def show(page: str, t: Words) -> None:
    """A target of the page with the measured years beside it, and how far they are from it."""
    table = tables.read_table("port_targets")
    table = table[table["page"] == page]
    names = {row["target"]: f"{row[f'name_{t.language}']} ({row['year']})" for row in table.to_dict("records")}
    key = choose("target", names, label=t("target.label"), words=t)
    one, register = measure_target(key), _register_row(key)
    components.subheading(names[key])
    told = describe_target(one, t)
    components.key_message(f"{told} {t('target.status', status=t('progress.' + one.status(register)).lower())}")
    shown = one.years if one.years is not None else pd.DataFrame({"year": [], "value": []})
    names_of_lines = {"name": t("target.measured"), "line_name": t("target.line")}
    figure = target_path.draw(one.target, shown, words=t, unit=_unit(one, t), decimals=one.decimals, **names_of_lines)
    if events := tables.choose_milestones(t):
        within = [event for event in events if one.target.base_year <= event[0] <= one.target.year]
        values = pd.Series([one.target.base, one.target.value, *shown["value"]], dtype=float)
        lines.vertical_lines(figure, within, values, t)
    source = t("observed.read", site=str(one.row["source"]))
    components.show(figure, key="target", alt=f"{names[key]}. {_start(one, t)}", source=source)
    compared = f"{t('target.compared_' + one.row['comparable'])} {one.row[f'why_{t.language}']}"
    components.note(compared, t("target.even"), t("climate.covid") if page == "climate" else "")


def describe_target(one: Measured, t: Words) -> str:
    """The target in words: its year, the newest full year, and a newer part of a year where there is one."""
    newest = target_path.distance(one.target, one.years) if one.years is not None else None
    if one.years is None or newest is None:
        return f"{_start(one, t)} {t('target.not' if one.years is None else 'target.none')}"
    due, told = one.target.year, [_start(one, t)]
    by_year = dict(zip(one.years["year"], one.years["value"], strict=True))
    if due in by_year:
        told.append(_against("target.in_year", due, by_year[due], one.target.value, one, t))
    if newest.year > due:
        told.append(_against("target.newest", newest.year, newest.value, one.target.value, one, t))
    elif newest.year < due:
        told.append(_against("target.by_line", newest.year, newest.value, newest.line, one, t))
    if due not in by_year and due < today().year:
        told.append(t("target.none_in_year", year=due))
    if one.part:
        told.append(tables.describe_part_of_year(one.part, one.decimals, t))
    return " ".join(told)


def register_targets(t: Words) -> pd.DataFrame:
    """The targets of the register: base and status are those that the pages on port and climate derive too.

    seen_text   what was measured in words, for targets that are in port_targets; empty for the others
    """
    rows = []
    for row in tables.read_table("targets").to_dict("records"):
        one = measure_target(key) if (key := target_status.linked(row["target"])) else None
        if one:
            row |= {"status": one.status(row), "seen_text": observed_for_target(one, row, t)}
            row |= {"base": one.target.base, "base_year": str(one.target.base_year)}
        else:
            row |= {"status": target_status.target_status(row, {}, today()), "seen_text": ""}
        rows.append(row)
    return pd.DataFrame(rows)


def observed_for_target(one: Measured, row: Mapping[Any, Any], t: Words) -> str:
    """What was measured in the year of the target and in the newest full year, in the unit of the register."""
    newest = target_path.distance(one.target, one.years) if one.years is not None else None
    if one.years is None or newest is None:
        return t("progress.none_found")
    by_year = dict(zip(one.years["year"], one.years["value"], strict=True))
    years = [year for year in (one.target.year, newest.year) if year in by_year]
    apart = f", {t('progress.other_boundary')}" if one.row["comparable"] == "bridged" else ""
    return "; ".join(f"{_as_written(one, row, by_year[year], t)} ({year}{apart})" for year in dict.fromkeys(years))


def _as_written(one: Measured, row: Mapping[Any, Any], value: float, t: Words) -> str:
    unit = t(f"unit.{row['unit']}")
    if one.row["unit"] == "%" and row["sign"] == "less":
        # The register says how much less; the series is the part that is left of the base year.
        less = arithmetic.difference(one.target.base, value, one.decimals)
        return t("progress.sign_less", value=f"{t.number(less, one.decimals)} {unit}")
    return f"{t.number(value, one.decimals)} {unit}"


def _register_row(key: str) -> Mapping[Any, Any] | None:
    rows = tables.read_table("targets")
    mine = rows[rows["target"].map(target_status.linked) == key]
    return None if mine.empty else mine.iloc[0].to_dict()


def _start(one: Measured, t: Words) -> str:
    ends = {"base": t.number(one.target.base, one.decimals), "value": t.number(one.target.value, one.decimals)}
    years = {"base_year": one.target.base_year, "year": one.target.year}
    return t("target.reading", **ends, **years, unit=_unit(one, t))


def _against(key: str, year: int, value: float, aim: float, one: Measured, t: Words) -> str:
    """A measured year beside what it is held against, and the difference between the two as printed."""
    gap = arithmetic.difference(value, aim, one.decimals)
    unit = _unit(one, t)
    apart = {"gap": t.number(abs(gap), one.decimals), "unit": t("target.points") if unit == "%" else unit}
    side = t("target.above" if gap > 0 else "target.below", **apart) if gap else t("target.level")
    words = {"measured": t.number(value, one.decimals), "aim": t.number(aim, one.decimals)}
    return t(key, at=year, unit=unit, side=side, **words)


def _unit(one: Measured, t: Words) -> str:
    unit = str(one.row["unit"])
    return translate(unit, t) if unit in ("jobs", "persons") else unit


def _years(series: str, unit: str, target: target_path.Target) -> pd.DataFrame | None:
    """The measured full years that go with a target, in its unit; none where there is no such series."""
    kind, _, rest = series.partition(":")
    if kind == "cargo":
        measure, category = rest.split(":")
        table = tables.cargo()
        here = table[(table["scope"] == "NSP") & (table["measure"] == measure) & (table["category"] == category)]
        here = here[(here["period"] == "FY") & (here["series"] == "own count") & (here["status"] == "measured")]
        return here[["year", "value"]].astype({"year": int}).sort_values("year")
    if kind != "ets":
        return None
    sums = emission_sums.sum_emissions("site" if rest else "place")
    sums = sums[sums["line"] == rest] if rest else sums
    each = sums.groupby("year", as_index=False)["value"].sum().astype({"year": int})
    if unit == "%":
        base = float(each.loc[each["year"] == target.base_year, "value"].iloc[0])
        each["value"] = 100 * each["value"] / base
    return each[["year", "value"]]
