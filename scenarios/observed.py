"""The observations: plain tables that the model is given, checked, and the base that a run starts from."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Self

import pandas as pd

# GOODS and SIX are copies of those in loaders/datasets, which the model may not import; a test holds them equal.
GOODS = ("dry bulk", "liquid bulk", "breakbulk", "ro-ro", "containers")
MODES = ("road", "rail", "water", "transhipment")
PORT, DISTRICT, PROVINCE = "NSP", "NSPD", "NL34"
SIX = ("BE-44021", "BE-44019", "BE-43018", "NL-GM0715", "NL-GM0718", "NL-GM0654")
FLEMISH = SIX[:3]
# A year of emissions counts as observed when this share of the sites has reported.
COVERED = 0.8
# Left out of the data version: a corrected word or address changes no outcome.
WORDS = ("source", "name_nl", "name_en", "why_nl", "why_en")
# Each table and its columns, besides `source`: the address that each number comes from.
TABLES = {
    "cargo": ("goods", "year", "value"),
    "inland": ("year", "value"),
    "split": ("mode", "year", "value"),
    "locks": ("year", "value", "status"),
    "economy": ("outcome", "year", "value"),
    "emissions": ("site", "place", "year", "value"),
    "households": ("place", "year", "value", "status"),
    "working_age": ("place", "year", "value"),
    "labour": ("place", "year", "value", "status"),
    "targets": (
        "target",
        "outcome",
        "place",
        "year",
        "value",
        "unit",
        "compare",
        "name_nl",
        "name_en",
        "why_nl",
        "why_en",
    ),
}


@dataclass(frozen=True)
class Base:
    """The numbers a run starts from. Cargo in Mt, shares in %, emissions in Mt CO₂e, the rest in whole units."""

    year: int
    cargo: Mapping[str, float]
    split: Mapping[str, float]
    passages: float
    # The sourced forecast of passages: (year, ships)
    forecast: tuple[int, float]
    jobs: float
    value_added: float
    emissions_year: int
    # (site, place, emissions in emissions_year)
    sites: tuple[tuple[str, str, float], ...]
    # place → year → households: observed, and the official outlook (none for Terneuzen)
    households: Mapping[str, Mapping[int, float]]
    outlook: Mapping[str, Mapping[int, float]]
    # place → year → persons aged 15-64, observed
    working_age: Mapping[str, Mapping[int, float]]
    # (year, potential labour force of Zeeland)
    labour: tuple[int, float]


@dataclass(frozen=True, eq=False)
class Observed:
    """The tables of TABLES as frames; `version` is the checksum of all numbers."""

    tables: Mapping[str, pd.DataFrame]

    @classmethod
    def of(cls, tables: Mapping[str, pd.DataFrame]) -> Self:
        """Checked tables. Raises ValueError naming each table, column or value that is missing or wrong."""
        faults = [f"table {name} is missing" for name in TABLES if name not in tables]
        for name, columns in TABLES.items():
            frame = tables.get(name)
            if frame is None:
                continue
            lacking = [column for column in (*columns, "source") if column not in frame]
            faults += [f"{name}: column {column} is missing" for column in lacking]
            if not lacking and (bad := frame["value"].isna() | (frame["value"] < 0)).any():
                faults.append(f"{name}: {int(bad.sum())} values are missing or below zero")
            if not lacking and frame.duplicated([c for c in columns if c not in ("value", "status")]).any():
                faults.append(f"{name}: a row stands twice")
        if faults:
            raise ValueError("; ".join(faults))
        return cls({name: tables[name].reset_index(drop=True) for name in TABLES})

    def __getitem__(self, name: str) -> pd.DataFrame:
        return self.tables[name]

    @cached_property
    def version(self) -> str:
        """Eight characters that change when any number does."""
        numbers = {name: self.tables[name].drop(columns=list(WORDS), errors="ignore") for name in TABLES}
        text = "\n".join(f"{name}\n{rows.to_csv(index=False)}" for name, rows in numbers.items())
        return hashlib.sha256(text.encode()).hexdigest()[:8]

    @cached_property
    def base(self) -> Base:
        """The base of a run that starts now: the last year in which all five goods types were observed.

        Emissions are of their own last year, which may be later.
        """
        return self.base_of(max(self._complete_years()), emissions_until=int(self["emissions"]["year"].max()))

    def base_of(self, year: int, *, emissions_until: int | None = None) -> Base:
        """The base of a run that starts in `year`. Raises ValueError where the cargo of that year was not observed.

        Cargo, modal split, passages, jobs and value added are of that year or before, and emissions too, unless
        `emissions_until` says until when. Households and their outlook, the working age, the labour force and the
        forecast of passages are the newest there are, whatever the year: only a run that starts now uses them. A
        hindcast has no outcome that depends on them.
        """
        if year not in self._complete_years():
            raise ValueError(f"cargo by goods type was not observed in {year}, only in {self._complete_years()}")
        cargo = self["cargo"]
        goods = cargo[(cargo["year"] == year) & cargo["goods"].isin(GOODS)]
        expected = self["locks"][self["locks"]["status"] == "projected"].iloc[-1]
        locks = self["locks"][(self["locks"]["status"] == "observed") & (self["locks"]["year"] <= year)]
        economy = (
            self["economy"][self["economy"]["year"] <= year].sort_values("year").groupby("outcome").last()["value"]
        )
        labour = self["labour"][self["labour"]["status"] == "observed"].sort_values("year").iloc[-1]
        return Base(
            year=year,
            cargo={str(row["goods"]): float(row["value"]) for row in goods.to_dict("records")},
            split=self._split(year),
            passages=float(locks.sort_values("year")["value"].iloc[-1]),
            forecast=(int(expected["year"]), float(expected["value"])),
            jobs=float(economy.get("jobs_direct", float("nan"))),
            value_added=float(economy.get("value_direct", float("nan"))),
            emissions_year=self._emissions_year(emissions_until or year),
            sites=self._sites(emissions_until or year),
            households=_by_place(self["households"].query("status == 'observed'")),
            outlook=_by_place(self["households"].query("status == 'projected'")),
            working_age=_by_place(self["working_age"]),
            labour=(int(labour["year"]), float(labour["value"])),
        )

    def _complete_years(self) -> list[int]:
        counted = self["cargo"][self["cargo"]["goods"].isin(GOODS)].groupby("year")["goods"].nunique()
        return [int(year) for year in counted.index[counted == len(GOODS)]]

    def _split(self, until: int) -> dict[str, float]:
        """The newest survey with road, rail and barge: one that leaves out a mode has no full split."""
        wide = self["split"].pivot_table(index="year", columns="mode", values="value").reindex(columns=list(MODES))
        wide = wide[wide.index <= until].dropna(subset=["road", "rail", "water"])
        if wide.empty:
            raise ValueError(f"split: no survey of road, rail and water until {until}")
        shares = wide.iloc[-1]
        # An older survey has three modes; the rest of the 100 % went from ship to ship.
        rest = 100.0 - float(shares[["road", "rail", "water"]].sum())
        return {mode: float(shares[mode]) for mode in MODES[:3]} | {"transhipment": rest}

    def _emissions_year(self, until: int) -> int:
        """The last year in which most sites reported: in a newer one the others would look closed."""
        counted = self["emissions"].query("year <= @until").groupby("year")["site"].nunique()
        return int(counted.index[counted >= COVERED * counted.max()].max())

    def _sites(self, until: int) -> tuple[tuple[str, str, float], ...]:
        last = self._emissions_year(until)
        rows = self["emissions"][self["emissions"]["year"] == last]
        now = pd.DataFrame(rows.groupby(["site", "place"])["value"].sum()).reset_index()
        return tuple((str(row["site"]), str(row["place"]), float(row["value"]) / 1e6) for row in now.to_dict("records"))


def _by_place(rows: pd.DataFrame) -> dict[str, dict[int, float]]:
    """The values by place and year, oldest first."""
    values: dict[str, dict[int, float]] = {}
    for row in rows.sort_values("year").to_dict("records"):
        values.setdefault(str(row["place"]), {})[int(row["year"])] = float(row["value"])
    return values
