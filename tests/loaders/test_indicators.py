"""The indicators: cards, figures as in their source, which one is preferred, and computed ones."""

import pandas as pd
import pytest

from loaders.card import Card
from loaders.datasets import formulas, indicators
from loaders.datasets.catalogue import catalogue
from loaders.datasets.places import SIX

GENT, EVERGEM, ZELZATE, TERNEUZEN, VLISSINGEN, BORSELE = SIX

# place, indicator, period, value, source, and the row of the collected tables from which it was copied by hand
SPOT = [
    (GENT, "population", "2026", 274042, "statbel-population", "municipal.csv:1554"),
    (EVERGEM, "population", "2026", 37371, "statbel-population", "municipal.csv:919"),
    (ZELZATE, "population", "2026", 13745, "statbel-population", "municipal.csv:323"),
    (TERNEUZEN, "population", "2024", 55132, "cbs-03759ned", "supplement.csv:23"),
    (TERNEUZEN, "population", "2024", 55128, "wikipedia-terneuzen-de", "municipal.csv:2066"),
    (VLISSINGEN, "population", "2024", 45389, "cbs-03759ned", "supplement.csv:31"),
    (BORSELE, "population", "2024", 23121, "cbs-03759ned", "supplement.csv:15"),
    (BORSELE, "population", "2024", 23116, "wikipedia-borsele-de", "municipal.csv:1900"),
    (GENT, "population", "2024", 269597, "statbel-population", "municipal.csv:1552"),
    (GENT, "population", "2024", 269191, "gent-report-2023", "municipal.csv:1551"),
    ("BE234", "population", "2020", 563982, "eurostat-population", "regional.csv:448"),
    (ZELZATE, "area_total", "2018", 13.71, "wikipedia-zelzate-qwe", "municipal.csv:46"),
    (ZELZATE, "area_total", "2025", 13.77, "statbel-land-register", "municipal.csv:48"),
    (EVERGEM, "area_total", "2005", 75.04, "wikipedia-evergem-fr", "municipal.csv:547"),
    (EVERGEM, "area_total", "2023", 75.37, "wikikids-evergem", "municipal.csv:548"),
    (EVERGEM, "area_total", "2025", 75.38, "statbel-land-register", "municipal.csv:549"),
    (BORSELE, "area_land", "2024", 141.47, "wikipedia-borsele-de", "municipal.csv:1782"),
    (BORSELE, "area_total", "2024", 194.52, "wikipedia-borsele-de", "municipal.csv:1783"),
    (BORSELE, "density_land", "2023", 164, "cbs-population-dynamics", "municipal.csv:1913"),
    (BORSELE, "density_total", "2024", 119, "wikipedia-borsele-de", "municipal.csv:1914"),
    (GENT, "density_total", "2025", 1728.2, "statbel-land-register", "municipal.csv:1595"),
    (EVERGEM, "income", "2023", 44305.02, "statbel-fiscal-income", "municipal.csv:580"),
    (EVERGEM, "income_all_returns", "2023", 42957, "statbel-fiscal-income-all-returns", "municipal.csv:581"),
    (VLISSINGEN, "standardised_income_median", "2015", 22900, "omroep-zeeland-2018-03", "municipal.csv:2180"),
    (GENT, "house_price", "2024", 369000, "statbel-house-prices", "municipal.csv:1417"),
    (BORSELE, "house_price", "2025", 397874, "cbs-83625ned", "supplement.csv:55"),
    (VLISSINGEN, "house_price_brokers", "2016", 179000, "nu-nl-2017", "municipal.csv:2114"),
    (EVERGEM, "house_price_quarterly", "2026-Q1", 359000, "statbel-house-sales", "municipal.csv:732"),
    (GENT, "unemployment_insured", "2025", 5.26, "onem-unemployment", "municipal.csv:1746"),
    (GENT, "unemployment_census", "2021", 8.2, "statbel-census-2021", "municipal.csv:1749"),
    (GENT, "unemployment_administrative", "2024", 8.2, "administrative-unemployment", "municipal.csv:1748"),
    (GENT, "job_seeker_rate", "", 11.2, "stadsmonitor", "municipal.csv:1293"),
    (TERNEUZEN, "unemployment_ilo", "2016", 4.7, "pzc-unemployment-2017", "municipal.csv:2100"),
    (ZELZATE, "unemployment_undefined", "2013", 8.03, "wikipedia-zelzate-fr", "municipal.csv:471"),
    ("NL34", "labour_tightness", "2024", 155, "cbs-tightness-2024", "regional.csv:1029"),
    ("NL34", "labour_tightness_inverse", "2017", 1.8, "omroep-zeeland-2017", "regional.csv:1027"),
    (GENT, "private_households", "2011", 117118, "flanders-household-outlook", "municipal.csv:1605"),
    (GENT, "private_households", "2011", 117371, "statbel-census-2011", "municipal.csv:1606"),
    (GENT, "private_households", "2040", 134464, "flanders-household-outlook", "municipal.csv:1636"),
    (GENT, "share_unoccupied", "2021", 22.1, "statbel-census-2021", "municipal.csv:1668"),
    (GENT, "live_births", "2022", 2791, "pzc-gent-2023", "municipal.csv:1305"),
    (GENT, "live_births", "2022", 2870, "gent-report-2023", "municipal.csv:1306"),
    (TERNEUZEN, "demographic_pressure", "2021", 80.3, "terneuzen-accounts-2021", "municipal.csv:1964"),
    (EVERGEM, "dependency_ratio", "2026", 59.9, "statbel-population", "municipal.csv:513"),
    (GENT, "dwellings_authorised", "2024", 1359, "statbel-permits", "municipal.csv:1244"),
    ("BE234", "gdp", "2020", 27104.54, "eurostat-gdp-2024", "update/eu/regional.csv"),
    ("BE234", "gdp", "2020", 27281.82, "eurostat-gdp", "supplement.csv:375"),
    ("BE234", "gdp", "2020", 26355.16, "eurostat-gdp-2022", "regional.csv:427"),
    ("NL341", "gdp_per_inhabitant", "2020", 40100, "eurostat-gdp", "supplement.csv:177"),
    ("BEGNE", "maritime_freight", "2024", 29899612, "eurostat-mar-go-aa", "supplement.csv:925"),
    ("NLZSP", "maritime_freight", "2024", 37292573, "eurostat-mar-go-aa", "supplement.csv:928"),
    ("NL34", "population_projection", "2040", 370000, "cbs-projection-2017", "regional.csv:1113"),
    (
        "BE23+BE25",
        "dutch_residents_working_in_flanders",
        "2017",
        4068,
        "pzc-cross-border-2017",
        "regional.csv:225",
    ),
]


@pytest.fixture(scope="module")
def rows():
    return indicators.load()


@pytest.fixture(scope="module")
def drawn(rows):
    return indicators.preferred(rows)


def only(rows, place, indicator, period, source=None):
    """The one row; the test fails where there is none or more than one."""
    hit = (rows["place"] == place) & (rows["indicator"] == indicator) & (rows["period"] == period)
    found = rows[hit & (rows["source"] == source)] if source else rows[hit]
    assert len(found) == 1, f"{len(found)} rows for {place} {indicator} {period} {source}"
    return found.iloc[0]


@pytest.mark.parametrize("name", ["indicators", "indicator_sources", "indicator_definitions"])
def test_the_card_is_kept(name):
    assert Card.of(name).faults() == []


def test_nothing_names_what_does_not_exist():
    assert indicators.check() == []


@pytest.mark.parametrize(("place", "indicator", "period", "value", "source", "row"), SPOT)
def test_a_figure_is_as_its_source_wrote_it(rows, place, indicator, period, value, source, row):
    assert only(rows, place, indicator, period, source)["value"] == pytest.approx(value), row


def test_every_row_has_a_source_a_definition_and_the_shape_of_its_place(rows):
    assert list(rows.columns) == indicators.COLUMNS
    assert rows.crs.to_epsg() == 4326
    for column in ("name", "publisher", "definition_nl", "definition_en"):
        assert (rows[column] != "").all() and rows[column].notna().all(), column
    without = set(rows.loc[rows.geometry.isna(), "place"])
    assert without == {"BE", "BE2", "NL", "BE23+BE25"}


def test_the_first_source_in_order_is_drawn_and_the_other_is_told(rows, drawn):
    assert only(drawn, BORSELE, "population", "2024")["value"] == 23121
    beside = only(indicators.alternatives(rows), BORSELE, "population", "2024", "wikipedia-borsele-de")
    assert beside["value"] == 23116 and beside["differs"]


def test_the_same_value_from_another_source_does_not_count_as_different(rows):
    beside = only(indicators.alternatives(rows), EVERGEM, "population", "2020", "statbel-population-2020")
    assert not beside["differs"]


def test_each_place_and_period_is_drawn_once_and_no_row_is_lost(rows, drawn):
    key = ["place", "indicator", "period"]
    assert not drawn.duplicated(key).any()
    assert len(drawn) + len(indicators.alternatives(rows)) == len(rows)
    assert len(drawn) == len(rows[key].drop_duplicates())


def test_a_projection_is_marked_and_never_enters_a_computation(rows):
    assert only(rows, GENT, "private_households", "2040")["status"] == "projected"
    assert only(rows, GENT, "private_households", "2023", "flanders-household-outlook")["status"] == "measured"
    assert "projected" not in set(rows.loc[rows["source"] == "computed", "status"])
    assert rows[(rows["indicator"] == "household_size") & (rows["place"] == GENT)]["year"].max() == 2023


def test_what_is_not_final_is_marked_provisional(rows):
    for vintage in ("onem-rates", "onem-unemployment"):
        assert only(rows, GENT, "unemployment_insured", "2026", vintage)["status"] == "provisional"
        assert only(rows, GENT, "unemployment_insured", "2025", vintage)["status"] == "measured"
    assert only(rows, "NL34", "gdp", "2021", "eurostat-gdp")["status"] == "provisional"


def test_a_year_that_the_source_does_not_show_is_told(rows):
    assert "niet" in only(rows, VLISSINGEN, "standardised_income_median", "2015")["note_nl"]
    november = only(rows, BORSELE, "population", "2013", "wikipedia-borsele-2014")
    assert november["note_en"] == "Not the state on 1 January"
    assert pd.isna(only(rows, GENT, "job_seeker_rate", "")["year"])


def test_the_district_is_the_sum_of_the_six_and_only_where_all_six_exist(rows):
    district = rows[rows["place"] == "NSPD"]
    # 274042 + 37371 + 13745 + 55955 + 45878 + 23186, added by hand
    assert only(district, "NSPD", "population", "2026")["value"] == 450177
    assert sorted(district.loc[district["indicator"] == "population", "year"]) == list(range(2006, 2027))
    # Belgium has households of every year to 2023, the Netherlands of these four.
    households = district[district["indicator"] == "private_households"]
    assert sorted(households["period"]) == ["2015", "2016", "2020", "2021"]
    assert not {"area_total", "density_total", "house_price"} & set(district["indicator"])
    assert all(place in only(district, "NSPD", "population", "2026")["derived_from"] for place in SIX)


def test_computed_figures_by_hand(rows):
    # 23121 of 2024 to 23125 of 2025
    assert only(rows, BORSELE, "population_change", "2025")["value"] == pytest.approx(0.0173, abs=1e-4)
    # 303236 against 168323
    assert only(rows, VLISSINGEN, "house_price_index", "2025")["value"] == pytest.approx(180.151, abs=1e-3)
    # 369000 against 240000
    assert only(rows, GENT, "house_price_index", "2024")["value"] == pytest.approx(153.75)
    # 7568 + 14293 against 5364 + 12394 + 15513
    assert only(rows, TERNEUZEN, "dependency_ratio", "2024")["value"] == pytest.approx(65.706, abs=1e-3)
    # 228 births, 23159 inhabitants
    assert only(rows, BORSELE, "births_per_1000", "2023")["value"] == pytest.approx(9.845, abs=1e-3)
    # 1359 dwellings, 269597 inhabitants
    authorised = only(rows, GENT, "dwellings_authorised_per_1000", "2024")
    assert authorised["value"] == pytest.approx(5.041, abs=1e-3)
    # 23186 inhabitants on 141.47 km2 of land and on 194.52 km2 in all
    assert only(rows, BORSELE, "density_land", "2026")["value"] == pytest.approx(163.894, abs=1e-3)
    assert only(rows, BORSELE, "density_total", "2026")["value"] == pytest.approx(119.196, abs=1e-3)


def test_a_computed_figure_says_what_went_in_and_of_which_year(rows):
    made = rows[rows["source"] == "computed"]
    assert (made["derived_from"] != "").all()
    assert (rows.loc[rows["source"] != "computed", "derived_from"] == "").all()
    density = only(rows, BORSELE, "density_total", "2026")["derived_from"]
    assert density == "population 2026 (cbs-03759ned) / area_total 2024 (wikipedia-borsele-de)"


def test_no_figure_is_computed_without_all_its_inputs(rows):
    have = set(zip(rows["place"], rows["indicator"], rows["period"], strict=True))
    anywhere = set(zip(rows["place"], rows["indicator"], strict=True))
    made = rows[rows["source"] == "computed"]
    assert len(made) > 500
    for row in made.itertuples():
        entry = catalogue()[row.indicator]
        if row.place == "NSPD" and entry.total:
            assert all((place, row.indicator, row.period) in have for place in SIX)
            continue
        names = list(entry.inputs)
        if entry.formula and entry.formula.newest:
            assert (row.place, names.pop()) in anywhere
        assert all((row.place, name, row.period) in have for name in names), row
        if entry.formula and entry.formula.operation == "change":
            assert (row.place, names[0], str(int(row.period) - 1)) in have
        if entry.formula and entry.formula.operation == "index":
            assert (row.place, names[0], entry.formula.base) in have
    # The births of Brakel are missing in the copy for 2017-2022, its deaths are not.
    assert ("BE-45059", "deaths_per_1000", "2021") in have
    assert not {("BE-45059", "births_per_1000", "2021"), ("BE-45059", "natural_increase", "2021")} & have


def test_a_published_figure_is_not_computed_again(rows):
    density = rows[(rows["place"] == BORSELE) & (rows["indicator"] == "density_land") & (rows["period"] == "2023")]
    assert density["source"].tolist() == ["cbs-population-dynamics"]


def test_nothing_is_computed_across_a_break(rows):
    change = rows[(rows["indicator"] == "population_change") & (rows["place"] == "BE23")]
    assert not {"2011", "2012", "2014"} & set(change["period"]) and "2013" in set(change["period"])
    index = rows[(rows["indicator"] == "population_index") & (rows["place"] == "BE23")]
    assert set(index["period"]) == {"2012", "2013"}


def test_a_formula_skips_what_is_missing_and_marks_what_is_provisional():
    columns = ["place", "indicator", "period", "value", "status", "source"]
    few = pd.DataFrame(
        [
            ("BE-44021", "population", "2023", 200.0, "measured", "a"),
            ("BE-44021", "population", "2025", 210.0, "measured", "a"),
            ("BE-44021", "dwellings_authorised", "2023", 3.0, "provisional", "b"),
            ("BE-44021", "dwellings_authorised", "2024", 9.0, "measured", "b"),
            ("BE-44021", "private_households", "2023", 100.0, "projected", "c"),
        ],
        columns=columns,
    )
    made = formulas.compute(few)
    assert made["indicator"].tolist() == ["dwellings_authorised_per_1000"]
    assert made["value"].tolist() == [15.0] and made["status"].tolist() == ["provisional"]
