"""Income, work, housing, economy and energy of households: figures copied by hand, second copies, sums and coverage."""

import csv
from pathlib import Path

import pytest

from loaders.card import Card
from loaders.datasets import indicators
from loaders.datasets.catalogue import catalogue
from loaders.datasets.places import SIX

UPDATE = Path(__file__).parents[4] / "shared" / "data" / "update"
THEMES = ("housing", "economy", "work", "income")
# Since 1 January 2025; what a table of an older geography has for their predecessors is not theirs.
MERGED = ["BE-44086", "BE-44087", "BE-44088", "BE-46029", "BE-46030"]

# place, indicator, period, value, source, and the line of the wider tables from which it was copied by hand
SPOT = [
    (
        "BE-44021",
        "equivalised_income",
        "2022",
        27371,
        "statbel-disposable-income",
        "be/disposable_income_poverty_2015_2022.csv:1225",
    ),
    (
        "BE-43018",
        "equivalised_income",
        "2021",
        25659,
        "statbel-disposable-income",
        "be/disposable_income_poverty_2015_2022.csv:1024",
    ),
    (
        "BE-44019",
        "equivalised_income_first_quartile",
        "2015",
        18546,
        "statbel-disposable-income",
        "be/disposable_income_poverty_2015_2022.csv:1130",
    ),
    ("NL-GM0715", "equivalised_income", "2022", 34200, "cbs-70072ned-2025-06", "nl/income_benefits.csv:1200"),
    ("NL-GM0654", "equivalised_income", "2011", 26800, "cbs-70072ned-2025-06", "nl/income_benefits.csv:1111"),
    (
        "BE-44021",
        "low_income",
        "2021",
        11.7,
        "statbel-disposable-income",
        "be/disposable_income_poverty_2015_2022.csv:1208",
    ),
    (
        "BE-43018",
        "low_income",
        "2022",
        7.6,
        "statbel-disposable-income",
        "be/disposable_income_poverty_2015_2022.csv:1009",
    ),
    ("NL-GM0718", "low_income", "2021", 8.2, "cbs-85039ned", "nl/income_benefits.csv:1815"),
    (
        "NL-GM0718",
        "standardised_income_median",
        "2024",
        33700,
        "cbs-household-income-2024",
        "nl/income_benefits.csv:2050",
    ),
    ("BE-41002", "income", "2020", 36117.9, "statbel-fiscal-income-2020", "be/fiscal_income_2005_2020.csv:289"),
    ("NL-GM0715", "income", "2015", 37600, "cbs-70072ned-2025-06", "nl/income_benefits.csv:110"),
    ("NL-GM0718", "household_wealth", "2018", 20700, "cbs-70072ned-2025-06", "nl/income_benefits.csv:1983"),
    ("BE-43018", "employment_rate", "2021", 67.48, "statbel-census-2021-table", "be/census_2021.csv:550"),
    ("BE-44021", "activity_rate", "2021", 75.49, "statbel-census-2021-table", "be/census_2021.csv:634"),
    ("NL-GM0715", "employment_rate", "2021", 66, "cbs-85039ned", "nl/labour.csv:474"),
    ("BE-44021", "unemployment_insured", "2026", 4.56, "onem-rates", "be/unemployment_onem_2017_2026.csv:301"),
    ("BE-43018", "unemployment_insured", "2024", 3.38, "onem-rates", "be/unemployment_onem_2017_2026.csv:259"),
    (
        "BE-43018",
        "unemployment_administrative",
        "2024",
        6.4,
        "administrative-unemployment",
        "be/unemployment_admin_2024.csv:27",
    ),
    ("BE-41002", "house_price", "2024", 286000, "statbel-house-prices", "be/house_prices_2010_2024.csv:286"),
    ("BE-46030", "house_sales", "2010", 604, "statbel-house-prices", "be/house_prices_2010_2024.csv:6341"),
    ("NL-GM0654", "house_price", "2003", 179881, "cbs-83625ned-2025-06", "nl/housing.csv:133"),
    ("NL-GM1714", "house_price", "2025", 338820, "cbs-83625ned", "nl/housing.csv:517"),
    ("NL-GM0718", "woz_value", "2025", 259000, "cbs-70072ned-2026-09", "nl/housing.csv:73"),
    ("NL-GM0715", "woz_value", "2022", 208000, "cbs-map-2022", "nl/housing.csv:49"),
    ("NL-GM0718", "owner_occupied_share", "2024", 56.6, "cbs-70072ned-2026-09", "nl/housing.csv:841"),
    ("NL-GM0718", "owner_occupied_share", "2021", 56, "cbs-85039ned", "nl/housing.csv:838"),
    ("NL-GM0715", "dwellings", "2020", 26966, "cbs-70072ned-2020-08", "nl/housing.csv:683"),
    ("BE-43018", "dwellings", "2025", 6404, "statbel-building-stock", "be/building_stock_2025.csv:677"),
    ("BE-44021", "share_unoccupied", "2021", 22.12, "statbel-census-2021-table", "be/census_2021.csv:650"),
    ("NL-GM1714", "share_unoccupied", "2021", 22, "cbs-85039ned", "nl/housing.csv:956"),
    ("NL-GM0718", "share_single_family", "2021", 63, "cbs-85039ned", "nl/housing.csv:932"),
    ("BE-46030", "dwellings_authorised", "1996", 547, "statbel-permits", "be/building_permits_1996_2025.csv:11372"),
    (
        "BE-44021",
        "electricity_residential",
        "2021",
        321639.702,
        "fluvius-consumption",
        "be/energy_use_fluvius_2018_2021.csv:977",
    ),
    ("BE-43018", "gas_connections", "2021", 4070, "fluvius-consumption", "be/energy_use_fluvius_2018_2021.csv:825"),
    ("NL-GM0715", "electricity_per_dwelling", "2021", 2690, "cbs-85039ned", "nl/energy.csv:21"),
    ("NL-GM0715", "gas_per_dwelling", "2021", 1360, "cbs-85039ned", "nl/energy.csv:34"),
    ("BE-46030", "establishments", "2020", 8348, "statbel-establishments", "be/establishment_units_2018_2023.csv:340"),
    ("NL-GM0715", "establishments", "2024", 5595, "cbs-81575ned", "nl/establishments.csv:2696"),
    ("NL-GM0715", "establishments", "2014", 3455, "cbs-81575ned", "nl/establishments.csv:2686"),
    ("NL341", "establishments", "2015", 9095, "cbs-81578ned", "nl/establishments.csv:2543"),
    ("NL34", "establishments", "2026", 51590, "cbs-70072ned-2026-09", "nl/establishments.csv:2904"),
]
# indicator, source, an independent or second copy, by how much they may differ, and how many figures they share
SECOND_COPIES = [
    ("income", "statbel-fiscal-income", "statbel-fiscal-income-2020", 0.001, 48),
    ("tax_returns", "statbel-fiscal-income", "statbel-fiscal-income-2020", 0, 48),
    # Rounded to whole euros in one of them.
    ("income_per_inhabitant", "statbel-fiscal-income-2020", "statbel-fiscal-income-2013", 0.5, 27),
    ("standardised_income_median", "cbs-86004ned", "omroep-zeeland-2018-03", 0, 1),
    ("dwellings_census", "statbel-census-2021-table", "statbel-census-2021", 0, 3),
    ("share_unoccupied", "statbel-census-2021-table", "statbel-census-2021", 0.05, 3),
    ("unemployment_census", "statbel-census-2021-table", "statbel-census-2021", 0.05, 2),
    ("employed_census", "statbel-census-2021-table", "statbel-census-2021", 0, 2),
    ("dwellings_in_apartment_buildings", "statbel-building-stock", "statbel-building-stock-compiled", 0, 3),
    ("dwellings", "cbs-70072ned-2019-12", "cbs-70072ned-2018-06", 0, 1),
    ("woz_value", "cbs-85039ned", "terneuzen-accounts-2021", 0, 1),
    # The press rounds to thousands.
    ("house_price", "cbs-83625ned", "bn-de-stem-2022", 500, 4),
    # One is the sum of sections that are each rounded to five.
    ("establishments", "cbs-81575ned", "cbs-70072ned-2026-09", 25, 26),
]


@pytest.fixture(scope="module")
def shipped(whole_rows):
    return whole_rows


@pytest.fixture(scope="module")
def drawn(whole_indicators):
    return indicators.preferred(whole_indicators)


def values(rows, indicator, source=None):
    """The values by place and period."""
    found = rows[rows["indicator"] == indicator]
    if source:
        found = found[found["source"] == source]
    return found.set_index(["place", "period"])["value"]


@pytest.mark.parametrize(("place", "indicator", "period", "value", "source", "line"), SPOT)
def test_a_figure_is_as_its_table_has_it(shipped, place, indicator, period, value, source, line):
    assert values(shipped, indicator, source)[place, period] == pytest.approx(value)


@pytest.mark.skipif(not UPDATE.is_dir(), reason="the wider tables are not beside the project (../shared/data/update)")
@pytest.mark.parametrize(("place", "indicator", "period", "value", "source", "line"), SPOT)
def test_the_line_of_the_table_is_about_that_place_and_year(place, indicator, period, value, source, line):
    name, number = line.split(":")
    with (UPDATE / name).open(encoding="utf-8") as file:
        row = list(csv.DictReader(file))[int(number) - 2]
    area = {"PV29": "NL34", "CR31": "NL341"}.get(row["code"], f"{row['country']}-{row['code']}")
    times = 0.001 if row["unit"] == "kWh" else 1
    assert (area, row["year"], float(row["value"]) * times) == (place, period, pytest.approx(value))


@pytest.mark.parametrize(("indicator", "source", "other", "tolerance", "shared"), SECOND_COPIES)
def test_two_copies_of_a_figure_agree(shipped, indicator, source, other, tolerance, shared):
    apart = (values(shipped, indicator, source) - values(shipped, indicator, other)).dropna().abs()
    assert len(apart) == shared
    assert apart.max() <= tolerance + 1e-9


def test_only_the_first_months_of_2026_differ_between_two_vintages_of_the_insured_unemployment(shipped):
    apart = values(shipped, "unemployment_insured", "onem-rates") - values(
        shipped, "unemployment_insured", "onem-unemployment"
    )
    apart = apart.dropna()
    assert len(apart) == 20
    assert {period for _, period in apart[apart.abs() > 1e-9].index} == {"2026"}


@pytest.mark.parametrize(
    ("indicator", "source", "province", "country", "tolerance"),
    [
        ("house_sales", "statbel-house-prices", "BE23", "BE-", 0),
        ("sales_detached", "statbel-house-prices", "BE23", "BE-", 0),
        ("establishments", "statbel-establishments", "BE23", "BE-", 0),
        ("dwellings", "cbs-70072ned-2018-06", "NL34", "NL-GM", 0),
        ("new_dwellings", "cbs-70072ned-2018-06", "NL34", "NL-GM", 0),
        # CBS rounds each figure to five.
        ("establishments", "cbs-70072ned-2026-09", "NL34", "NL-GM", 35),
    ],
)
def test_municipalities_add_up_to_the_province(shipped, indicator, source, province, country, tolerance):
    found = values(shipped, indicator, source)
    municipal = (
        found[found.index.get_level_values("place").str.startswith(country)].groupby("period").agg(["sum", "size"])
    )
    whole = found[province]
    both = municipal.join(whole, how="inner")
    assert len(both) and set(both["size"]) <= {55, 13}
    assert (both["sum"] - both["value"]).abs().max() <= tolerance


def test_the_census_adds_up_in_every_municipality(shipped):
    source = "statbel-census-2021-table"
    parts = [("labour_force_census", "employed_census", "unemployed_census")]
    parts += [("dwellings_census", "occupied_dwellings", "unoccupied_dwellings")]
    for whole, *rest in parts:
        left = values(shipped, whole, source) - sum(values(shipped, part, source) for part in rest)
        assert len(left.dropna()) >= 54 and left.dropna().eq(0).all(), whole
    employed, force = values(shipped, "employed_census", source), values(shipped, "labour_force_census", source)
    residents = force + values(shipped, "inactive_census", source)
    for rate, top in (("employment_rate", employed), ("activity_rate", force)):
        assert ((top / residents * 100 - values(shipped, rate, source)).dropna().abs() < 0.006).all(), rate


def test_older_years_of_merged_municipalities_are_marked_or_left_out(shipped):
    merged = shipped[shipped["place"].isin(MERGED)]
    # These tables have the municipalities of 2019: nothing in them is about the new ones.
    for source in ("statbel-fiscal-income-2020", "statbel-disposable-income", "fluvius-consumption"):
        assert source not in set(merged["source"]) and source in set(shipped["source"])
    census = merged[merged["source"] == "statbel-census-2021-table"]
    theirs = census[census["indicator"].isin(["employment_rate", "share_unoccupied", "dwellings_census"])]
    assert len(theirs) == 15 and set(theirs["status"]) == {"reconstructed"}
    others = shipped[(shipped["source"] == "statbel-census-2021-table") & ~shipped["place"].isin(MERGED)]
    assert set(others["status"]) == {"measured"}


def test_core_indicators_have_all_six_and_sixty_of_the_sixty_eight_in_one_year(drawn):
    core = [key for key, entry in catalogue().items() if entry.core and entry.theme in THEMES]
    assert len(core) >= 12
    municipal = drawn[drawn["place"].str.fullmatch(r"BE-\d{5}|NL-GM\d{4}") & drawn["period"].str.fullmatch(r"\d{4}")]
    for key in core:
        years = municipal[(municipal["indicator"] == key) & (municipal["period"] >= "2019")].groupby("period")["place"]
        best = max(({*places} for _, places in years), key=lambda places: (len({*SIX} & places), len(places)))
        print(f"{key}: {len({*SIX} & best)} of 6, {len(best)} of 68")
        assert {*SIX} <= best and len(best) >= 60, key


def test_what_is_counted_in_another_way_is_not_compared():
    entries = catalogue()
    levels = ("equivalised_income", "low_income", "employment_rate", "establishments", "electricity_per_dwelling")
    assert {entries[key].comparability for key in (*levels, "share_unoccupied")} == {"not_comparable"}
    developments = ("house_price_index", "house_price_change", "equivalised_income_index", "establishments_index")
    assert {entries[key].comparability for key in developments} == {"bridged"}
    assert entries["gas_per_connection"].unit != entries["gas_per_dwelling"].unit


def test_computed_figures_by_hand(drawn):
    # 321639.702 MWh over 121195 connections
    assert values(drawn, "electricity_per_dwelling")["BE-44021", "2021"] == pytest.approx(2653.9, abs=0.05)
    # 75548 of 152381 dwellings
    assert values(drawn, "share_single_family")["BE-44021", "2021"] == pytest.approx(49.58, abs=0.005)
    # 34200 against 26800
    assert values(drawn, "equivalised_income_index")["NL-GM0715", "2022"] == pytest.approx(127.61, abs=0.005)
    # 37518 against 29760
    assert values(drawn, "establishments_index")["BE-44021", "2023"] == pytest.approx(126.07, abs=0.005)
    # 5300 establishments, 54993 inhabitants
    assert values(drawn, "establishments_per_1000")["NL-GM0715", "2023"] == pytest.approx(96.38, abs=0.005)


def test_no_index_of_establishments_crosses_the_year_in_which_more_branches_count(drawn):
    periods = {period for place, period in values(drawn, "establishments_index").index if place == "NL-GM0715"}
    assert min(periods) == "2015" and "2025" in periods


def test_no_shipped_source_of_statbel_points_to_the_list_of_all_its_open_data(shipped):
    sources = Card.of("indicator_sources").raw().set_index("source")["address"]
    used = sources[sources.index.isin(shipped["source"])]
    # Of one figure, of 2023, the table is not known.
    assert [key for key, address in used.items() if address.endswith("open-data")] == ["statbel-local-units"]
