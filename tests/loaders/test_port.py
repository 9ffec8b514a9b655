"""Tables on cargo, economy, emissions and plans of the port, compared with their source rows by hand."""

import csv

import pandas as pd
import pytest

from loaders import load
from loaders.card import Card
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
    ("NSP", "seaborne", "total", "FY", 2025, 67, "update, ANP of 2026-01-16"),
    ("NSP", "seaborne", "total", "FY", 2024, 66.3, "update, binnenschifffahrt-online of 2025-01"),
    ("NSP", "seaborne growth", "total", "FY", 2025, 0.4, "update, ANP of 2026-01-16"),
    ("NSP", "seaborne", "total", "Q1", 2026, 15, "update, Belga of 2026-04-28"),
    ("NSP", "seaborne", "containers", "Q1", 2026, 47000, "update, Belga of 2026-04-28, in TEU"),
    ("NSP", "seaborne growth", "liquid bulk", "Q1", 2026, -17.2, "update, Belga of 2026-04-28"),
    ("NSP", "inland navigation", "total", "FY", 2025, 61.5, "update, ANP of 2026-01-16"),
    ("NSP", "inland navigation", "total", "FY", 2024, 64.2, "update, binnenschifffahrt-online of 2025-01"),
    ("NSP", "trade partner", "Canada", "FY", 2025, 5.4, "update, Belga of 2026-01"),
    ("NSP", "trade growth", "Canada", "FY", 2025, 30, "update, ANP of 2026-01-16"),
    ("NSP", "seaborne", "dry bulk", "FY", 2020, 32.5, "update, scheepvaartkrant of 2021-01"),
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
    ("NSP", "companies", "in the port area", 2025, 550, "amount"),
    ("NSP", "companies", "in the port area", 2020, 525, "amount"),
    ("DOW", "employment", "Dow Terneuzen", 2025, 3500, "company"),
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
    # Of the update, in kt: rounded to 1,000 t.
    ("BE_215060", 2025, 4758000),
    ("BE_750", 2021, 3598000),
    ("BE_74", 2021, 815000),
    ("NL_407", 2023, 3220000),
    ("NL_128", 2025, 3118000),
    ("BE_19", 2024, 14000),
    ("BE_220832", 2023, 3000),
    ("NL_206128", 2025, 7000),
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

    # Six rows of Eurostat and two corrections; of the update 34 rows of one collection, and 15 that only the other has.
    assert len(load("port_cargo")) == count("port_throughput.csv") + 6 + 2 + 34 + 15
    # Two shares out of regional.csv, and of the update 12 rows without the 8 that port.yaml leaves out.
    assert len(load("port_economy")) == count("port_economy.csv") + 2 + 12 - 8
    sums = 80
    corrected = 2 - 1  # Two statements on Dow were added; one of Yara without year and address was left out.
    rows = len(load("emissions")) + len(load("energy_projects"))
    assert rows + sums == count("emissions_energy.csv") + corrected + 145, "and the update of emissions"


@needs_prepared
def test_the_shipped_tables_are_made_again_to_the_byte():
    for name, build in snapshot.BUILDERS.items():
        made = build(PREPARED)[list(Card.of(name).fields.columns)]
        assert made.to_csv(index=False, lineterminator="\n") == Card.of(name).path.read_text("utf-8"), name


@needs_prepared
def test_every_address_kept_by_hand_stands_in_the_collected_tables():
    known = "".join(path.read_text("utf-8") for path in PREPARED.rglob("*.csv"))
    for name in ("energy_stages", "port_targets"):
        missing = [address for address in load(name).source if address.split('"')[0] not in known]
        assert not missing, f"{name}: {missing}"


# Kilotonnes by municipality, 2021 to 2025: the table in the notes of the collection.
NOTED = {
    "BE-44021": [9600, 10005, 8786, 10333, 10909],
    "BE-44019": [69, 64, 58, 60, 60],
    "BE-43018": [85, 87, 80, 80, 82],
    "NL-GM0715": [7313, 6414, 6143, 6557, 6305],
    "NL-GM0718": [1344, 1177, 1256, 1093, 1289],
    "NL-GM0654": [1477, 1599, 1471, 1531, 1425],
}


def test_sums_since_2021_are_those_of_the_notes(emissions):
    later = emissions[emissions.year > 2020]
    sums = later.groupby(["place", "year"]).value.sum() / 1000
    assert {place: list(sums[place]) for place in NOTED} == NOTED
    assert list(later.groupby("year").value.sum() / 1000) == [19888, 19346, 17794, 19654, 20070]
    assert list(later.groupby("year").account.nunique()) == [28, 28, 29, 30, 30]
    assert set(later.precision) == {1000} and set(emissions[emissions.year <= 2020].precision) == {1}


def test_a_site_continues_where_accounts_changed_and_an_account_does_not(emissions):
    """2020 and 2021 of a site compare: its level stays; an account that became the whole site jumps."""
    site = emissions.groupby(["site", "year"]).value.sum()
    for name, before, after in [
        ("ArcelorMittal Gent + Knippegroen", 7341588, 7584000),
        ("Dow Benelux Terneuzen", 4125205, 3912000),
        ("Yara Sluiskil", 3298107, 3191000),
        ("Kronos Europe", 118000, 127000),
        ("Oleon Ertvelde", 14000, 15000),
    ]:
        assert site[name, 2020] == pytest.approx(before, abs=1000) and site[name, 2021] == after, name
    whole = emissions[emissions.series == "site"]
    assert {(row.account, row.year) for row in whole.itertuples()} == {
        (account, year) for account in ("NL_407", "NL_128") for year in range(2021, 2026)
    }


def test_what_was_not_found_stays_missing_and_the_share_says_how_much(emissions):
    missing = {"BE_190": 13206, "BE_205998": 2949, "BE_733": 2614, "BE_83": 54}
    later = emissions[emissions.year > 2020]
    assert not set(missing) & set(later.account)
    assert [list(later[later.account == one].year) for one in ("BE_19", "BE_205501")] == [[2024], [2025]]
    known = emissions[emissions.year == 2020].set_index("account").value
    assert known[list(missing)].to_dict() == missing and known.sum() == 19401428
    always = sum(missing.values())
    sonac, aswebo = known["BE_19"], known["BE_205501"]
    by_hand = {2021: always + sonac + aswebo, 2024: always + aswebo, 2025: always + sonac}
    share = port.coverage(emissions)
    for year, lost in by_hand.items():
        assert share[year] == pytest.approx(100 * (1 - lost / 19401428), abs=1e-9)
    assert [round(share[year], 2) for year in range(2021, 2026)] == [99.82, 99.82, 99.82, 99.89, 99.84]


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
    assert years.loc[2022, "known"] == 4 and years.loc[2020, "known"] == 2
    assert 2025 not in years.index, "no goods type of 2024 and 2025 was found"
    assert years.loc[2022, "adds"] == "", "nothing is filled in"
    wrong = rows.assign(value=rows.value.mask(rows.category == "dry bulk", 1.0))
    assert port.parts(wrong[wrong.period == "FY"]).set_index("year").loc[2023, "adds"] == "no"


def test_every_project_stage_is_dated_and_a_later_one_never_stands_before_an_earlier():
    stages = load("energy_stages")
    assert stages[stages["project"] == "arcelormittal_dri"].sort_values("date").stage.tolist() == [
        "announced",
        "funded",
        "postponed",
    ]
    assert stages[stages["project"] == "hydrogen_zelzate_kallo"].sort_values("date")["date"].tolist() == [
        "2025-03",
        "2025-04-15",
        "2025-12-09",
    ]
    restart = stages[(stages["project"] == "hydrogen_zelzate_kallo") & (stages["date"] == "2025-12-09")]
    assert restart.stage.tolist() == ["announced"], "that the work was resumed is not confirmed"
    assert "cancelled" not in set(stages.stage), "none is in our sources; the page says so"
    assert stages[stages["project"] == "yara_ccs"].sort_values("date").iloc[-1].basis == "secondary"


def test_figures_have_the_shape_of_their_place(cargo, emissions):
    assert cargo.crs.to_epsg() == 4326 and set(emissions.geometry.geom_type) <= {"Polygon", "MultiPolygon"}
    shapeless = cargo[cargo.geometry.isna()]
    assert set(shapeless.scope) == {"FLANDERS", "NETHERLANDS"}
    assert set(load("port_sites").geometry.geom_type) == {"Point"}
