"""Tables on cargo, economy, emissions and plans of the port, compared with their source rows by hand."""

import csv
import shutil
from pathlib import Path

import pandas as pd
import pytest

from loaders import __main__ as command
from loaders import card, load
from loaders.card import Card, DatasetError, seal
from loaders.datasets import port
from loaders.snapshot import port as snapshot
from tests.support.opening import ROOT

PREPARED = ROOT.parent / "shared/data"
COLLECTED = PREPARED / "figures"
needs_prepared = pytest.mark.skipif(not COLLECTED.is_dir(), reason="the prepared folder is not here")


@pytest.fixture(scope="module")
def cargo():
    return load("port_cargo")


@pytest.fixture(scope="module")
def economy():
    return load("port_economy")


@pytest.fixture(scope="module")
def emissions():
    return load("emissions")


# scope, measure, category, period, year, value: read by hand in port_throughput.csv (supplement.csv for Eurostat).
CARGO = [
    ("NSP", "seaborne", "total", "FY", 2023, 65.9, "row of 2024-01-18, ibj-online 3404"),
    ("NSP", "seaborne", "total", "FY", 2022, 73.6, "row of 2023-01, iex 19479305"),
    ("NSP", "seaborne", "dry bulk", "FY", 2023, 35.2, "row of 2024-01-18"),
    ("NSP", "seaborne", "ro-ro", "FY", 2018, 3.5, "row of 2019-01-10"),
    ("NSP", "inland navigation", "total", "FY", 2022, 64.5, "row of 2023-01"),
    ("NSP", "inland navigation", "total", "9M", 2025, 45.9, "row of 2025-10, belganewsagency"),
    ("NSP", "seaborne", "total", "H1", 2025, 33.2, "row of 2025-07, eutrucknews"),
    ("NSP", "modal split hinterland", "road", "FY", 2019, 28, "row of 2020-09"),
    ("NSP", "vessel calls", "seagoing vessels", "FY", 2019, 9436, "row of 2020-07-21"),
    ("NSP", "trade partner rank", "United States", "FY", 2023, 1, "row of 2024-01-16"),
    ("GENT", "seaborne", "total", "FY", 2017, 32.5, "row of 2018-01, rd.nl"),
    ("GENT", "seaborne", "total", "FY", 2009, 20.8, "row of 2011-01, trends"),
    ("GENT", "seaborne", "total", "H1", 2005, 11035640, "row of 2005-07-14, in tonnes"),
    ("ZSP", "seaborne", "total", "FY", 2011, 35.5, "row of 2013-01-07"),
    ("ZSP", "seaborne", "liquid bulk", "FY", 2015, 12.24, "row of flows.be"),
    ("VLISSINGEN", "seaborne", "total", "FY", 2006, 15.9, "row of 2006-12-20"),
    ("TERNEUZEN", "seaborne", "total", "FY", 2005, 14.2, "row of 2005-12-23"),
    ("TERNEUZEN_LOCKS", "vessel calls", "vessels through the Terneuzen lock complex", "FY", 2023, 56000, "schuttevaer"),
]


@pytest.mark.parametrize(("scope", "measure", "category", "period", "year", "value", "row"), CARGO)
def test_cargo_stands_as_in_its_source_row(cargo, scope, measure, category, period, year, value, row):
    here = cargo[(cargo.scope == scope) & (cargo.measure == measure) & (cargo.category == category)]
    here = here[(here.period == period) & (here.year == year) & (here.drawn == "yes")]
    assert list(here.value) == [value], row


def test_eurostat_stands_beside_the_own_count_as_another_series(cargo):
    rows = cargo[cargo.source == "ec.europa.eu"].set_index(["scope", "category"])
    assert rows.loc[("GENT", "total"), "value"] == 29899612
    assert rows.loc[("ZSP", "exports"), "value"] == 12109861
    assert set(rows.series) == {"Eurostat mar_go_aa"} and set(rows.unit) == {"t"}


ECONOMY = [
    ("GENT", "employment", "direct + indirect", 2016, 64193, "nbb"),
    ("GENT", "employment", "direct", 2013, 27368, "nbb"),
    ("ZSP", "employment", "direct + indirect", 2016, 34179, "havenmonitor"),
    ("NSP", "employment", "direct + indirect", 2022, 105912, "mixed"),
    ("NSP", "value added", "direct", 2022, 7.39, "amount"),
    ("NSP", "turnover", "port authority", 2019, 107, "amount"),
    ("NSP", "port area", "total", 2024, 9100, "amount"),
]


@pytest.mark.parametrize(("scope", "measure", "category", "year", "value", "concept"), ECONOMY)
def test_economy_stands_as_in_its_source_row(economy, scope, measure, category, year, value, concept):
    here = economy[(economy.scope == scope) & (economy.measure == measure) & (economy.category == category)]
    here = here[(here.year == year) & (here.period == "FY")]
    assert (value, concept) in set(zip(here.value, here.concept, strict=True))


EMISSIONS = [
    ("BE_203912", 2019, 4329659),
    ("BE_750", 2020, 3879477),
    ("NL_192", 2020, 1687968),
    ("NL_164", 2015, 2054544),
    ("NL_100", 2018, 1632907),
    ("NL_204683", 2020, 0),
]


@pytest.mark.parametrize(("account", "year", "value"), EMISSIONS)
def test_emissions_stand_as_in_the_register(emissions, account, year, value):
    here = emissions[(emissions.account == account) & (emissions.year == year)]
    assert list(here.value) == [value] and set(here.unit) == {"t CO2e"}


@needs_prepared
def test_our_sums_of_emissions_are_those_of_the_collected_table(emissions):
    told = pd.read_csv(COLLECTED / "emissions_energy.csv")
    told = told[told.measure == "verified emissions (EU ETS), computed sum"]
    by_area = emissions.groupby(["place", "year"]).value.sum()
    by_site = emissions.groupby(["site", "year"]).value.sum()
    every = emissions.groupby("year").value.sum()
    areas = snapshot.RULES["emissions"]["areas"]
    for row in told.itertuples():
        name = row.entity.removeprefix("All selected EU ETS installations in ")
        if name in areas:
            ours = by_area[areas[name], row.year]
        elif "six" in name:
            ours = every[row.year]
        else:
            ours = by_site[name.removesuffix(" (all BKG units)"), row.year]
        assert ours == row.value, (name, row.year)
    assert len(told) == 80


@needs_prepared
def test_every_collected_row_is_in_one_of_the_tables():
    def count(name):
        with (COLLECTED / name).open(encoding="utf-8") as file:
            return sum(1 for _ in csv.DictReader(file))

    assert len(load("port_cargo")) == count("port_throughput.csv") + 6 + 2, "and six of Eurostat, and two corrections"
    assert len(load("port_economy")) == count("port_economy.csv") + 2, "and two shares out of regional.csv"
    sums = 80
    corrected = 2 - 1  # Two statements on Dow were added; one of Yara without year and address was left out.
    rows = len(load("emissions")) + len(load("energy_projects"))
    assert rows + sums == count("emissions_energy.csv") + corrected


@needs_prepared
def test_the_shipped_tables_are_made_again_to_the_byte():
    for name, build in snapshot.BUILDERS.items():
        made = build(COLLECTED)[list(Card.of(name).fields.columns)]
        assert made.to_csv(index=False, lineterminator="\n") == Card.of(name).path.read_text("utf-8"), name


@needs_prepared
def test_every_address_kept_by_hand_stands_in_the_collected_tables():
    known = "".join(path.read_text("utf-8") for path in PREPARED.rglob("*.csv"))
    for name in ("energy_stages", "port_targets"):
        missing = [address for address in load(name).source if address.split('"')[0] not in known]
        assert not missing, f"{name}: {missing}"


def test_a_line_has_one_figure_a_year_and_both_sources_are_kept(cargo):
    line = ["scope", "measure", "category", "period", "year", "unit", "series"]
    assert not cargo[cargo.drawn == "yes"].duplicated(line).any()
    record = cargo[(cargo.scope == "NSP") & (cargo.measure == "seaborne") & (cargo.category == "total")]
    record = record[(record.period == "FY") & (record.year == 2019)]
    assert sorted(record.value) == [71.4, 71.5] and list(record[record.drawn == "yes"].value) == [71.5]


def test_the_merger_and_the_count_of_containers_part_the_series(cargo):
    nsp = cargo[(cargo.scope == "NSP") & (cargo.measure == "seaborne") & (cargo.period == "FY")]
    total = nsp[nsp.category == "total"]
    assert set(total[total.year < 2018].series) == {"pro forma"}
    assert set(total[total.year >= 2018].series) == {"own count"}
    teu = nsp[nsp.unit == "TEU"].set_index("year").series
    assert teu[2019] != teu[2021] == teu[2022]


def test_tonnes_become_millions_of_tonnes(cargo):
    rows = port.tonnes(cargo[(cargo.scope == "ZSP") & (cargo.period == "9M") & (cargo.category == "total")])
    assert list(rows[rows.year == 2011].value) == pytest.approx([26.923]) and set(rows.unit) == {"Mt"}


def test_totals_equal_the_sum_of_goods_where_all_five_are_known(cargo):
    rows = port.tonnes(cargo[(cargo.scope == "NSP") & (cargo.measure == "seaborne") & (cargo.drawn == "yes")])
    years = port.parts(rows[rows.period == "FY"]).set_index("year")
    assert list(years[years.adds == "yes"].index) == [2018, 2019, 2021, 2023]
    assert years.loc[2023, "sum"] == pytest.approx(35.2 + 15.1 + 9.6 + 3.8 + 2.2)
    assert years.loc[2022, "known"] == 2 and years.loc[2022, "adds"] == "", "nothing is filled in"
    wrong = rows.assign(value=rows.value.mask(rows.category == "dry bulk", 1.0))
    assert port.parts(wrong[wrong.period == "FY"]).set_index("year").loc[2023, "adds"] == "no"


def test_every_project_stage_is_dated_and_a_later_one_never_stands_before_an_earlier():
    stages = load("energy_stages")
    assert stages[stages["project"] == "arcelormittal_dri"].sort_values("date").stage.tolist() == [
        "announced",
        "postponed",
    ]
    assert "cancelled" not in set(stages.stage), "none is in our sources; the page says so"
    assert stages[stages["project"] == "yara_ccs"].sort_values("date").iloc[-1].basis == "secondary"


def test_figures_have_the_shape_of_their_place(cargo, emissions):
    assert cargo.crs.to_epsg() == 4326 and set(emissions.geometry.geom_type) <= {"Polygon", "MultiPolygon"}
    shapeless = cargo[cargo.geometry.isna()]
    assert set(shapeless.scope) == {"FLANDERS", "NETHERLANDS"}
    assert set(load("port_sites").geometry.geom_type) == {"Point"}


@pytest.fixture
def altered(tmp_path, monkeypatch):
    """Change one cell in a copy of the data and seal the card again. Returns the output of `check`."""
    shutil.copytree(card.GEODATA, tmp_path / "geodata")
    monkeypatch.setattr(card, "GEODATA", tmp_path / "geodata")
    monkeypatch.setattr(command, "GEODATA", tmp_path / "geodata")

    def alter(name: str, line: int, column: str, value: str) -> Path:
        path = tmp_path / "geodata" / name / f"{name}.csv"
        table = pd.read_csv(path, dtype=str, keep_default_na=False)
        table.loc[line - 2, column] = value
        table.to_csv(path, index=False, lineterminator="\n")
        seal(name, tmp_path / "geodata")
        return path

    return alter


@pytest.mark.parametrize("column", ["unit", "source", "period"])
def test_a_row_without_unit_source_or_period_fails_the_check_with_its_line(altered, capsys, column):
    altered("port_cargo", 12, column, "")
    assert command.main(["check"]) == 1
    assert f"port_cargo/port_cargo.csv, row 12, column {column}: empty, but must be filled" in capsys.readouterr().out


def test_a_figure_drawn_twice_or_on_no_place_fails_the_check_with_its_line(altered, capsys):
    table = Card.of("port_cargo").path
    rows = pd.read_csv(table, dtype=str, keep_default_na=False)
    line = int(rows.index[(rows.value == "71.4") & (rows.scope == "NSP")][0]) + 2
    altered("port_cargo", line, "drawn", "yes")
    altered("emissions", 7, "place", "BE-99999")
    assert command.main(["check"]) == 1
    told = capsys.readouterr().out
    assert "is drawn twice on one line" in told
    assert "emissions/emissions.csv, row 7, column place: BE-99999 is not a place" in told
    with pytest.raises(DatasetError, match="not a place"):
        port.load("emissions")
