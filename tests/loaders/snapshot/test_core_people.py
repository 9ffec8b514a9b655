"""The core set on people and land: figures as their tables have them, second copies, identities, and coverage."""

import csv
from pathlib import Path

import pandas as pd
import pytest

from loaders.datasets import indicators
from loaders.datasets.catalogue import catalogue
from loaders.datasets.places import SIX

UPDATE = Path(__file__).parents[4] / "shared" / "data" / "update"
THEMES = ("people", "land")
AHEAD = ("projected", "target", "plan")
MERGED_2019 = ["BE-44083", "BE-44084", "BE-44085", "BE-45068"]
MERGED_2025 = ["BE-44086", "BE-44087", "BE-44088", "BE-46029", "BE-46030"]

# place, indicator, period, value, status, source, and the lines of the table whose sum it is
with Path(__file__).with_name("people_figures.csv").open(encoding="utf-8") as file:
    SPOT = [(*row[:3], float(row[3]), *row[4:]) for row in list(csv.reader(file))[1:]]
# indicator, source, another copy of the same figures, and how many both have
SECOND_COPIES = [
    ("population", "statbel-population", "statbel-population-age-2024", 54),
    ("population_aged_0_14", "statbel-population", "statbel-population-age-2024", 54),
    ("population_aged_15_64", "statbel-population", "statbel-population-age-2024", 54),
    ("population_aged_65_plus", "statbel-population", "statbel-population-age-2024", 54),
    ("population", "cbs-03759ned", "cbs-population-dynamics", 79),
    ("population", "cbs-37259ned", "cbs-population-dynamics", 91),
    ("private_households", "flanders-household-outlook", "statbel-census-2021", 51),
    ("one_person_households", "flanders-household-outlook", "statbel-census-2021", 51),
]
# A second copy that is not shipped: file, our indicator, and how many figures are compared
NOT_SHIPPED = [
    ("be/population_2017_2020.csv", "population", 100),
    ("be/stadsmonitor_population_area_2015_2025.csv", "population", 400),
    ("be/population_fiscal_2006_2021.csv", "population", 150),
    ("nl/population.csv", "population", 400),
]
update = pytest.mark.skipif(
    not UPDATE.is_dir(), reason="the wider tables are not beside the project (../shared/data/update)"
)


@pytest.fixture(scope="module")
def shipped(whole_rows):
    return whole_rows.set_index(["place", "indicator", "period", "source"])


@pytest.fixture(scope="module")
def drawn(whole_indicators):
    rows = indicators.preferred(whole_indicators)
    return pd.DataFrame(rows[rows["period"].str.fullmatch(r"\d{4}")].drop(columns="geometry"))


@pytest.fixture(scope="module")
def municipal(drawn):
    """By place and year: the value of each indicator."""
    rows = drawn[drawn["place"].str.match("BE-|NL-GM")]
    return rows.pivot_table(index=["place", "period"], columns="indicator", values="value")


@pytest.mark.parametrize(("place", "indicator", "period", "value", "status", "source", "lines"), SPOT)
def test_a_figure_is_as_its_table_has_it(shipped, place, indicator, period, value, status, source, lines):
    row = shipped.loc[(place, indicator, period, source)]
    assert (row["value"], row["status"]) == (value, status)


@update
@pytest.mark.parametrize(("place", "indicator", "period", "value", "status", "source", "lines"), SPOT)
def test_its_lines_in_the_table_are_about_that_place_and_year(place, indicator, period, value, status, source, lines):
    name, numbers = lines.split(":")
    rows = list(csv.DictReader((UPDATE / name).read_text("utf-8").splitlines()))
    parts = [rows[int(number) - 2] for number in numbers.split()]
    for part in parts:
        assert place in (f"{part['country']}-{part['code']}", {"PV29": "NL34"}.get(part["code"]))
        assert part["year"] == period
    assert sum(float(part["value"]) for part in parts) == value


@pytest.mark.parametrize(("indicator", "source", "other", "shared"), SECOND_COPIES)
def test_two_shipped_copies_of_a_figure_agree(shipped, indicator, source, other, shared):
    rows = shipped["value"].unstack("source")
    both = rows[rows.index.get_level_values("indicator") == indicator][[source, other]].dropna()
    assert len(both) == shared
    assert (both[source] == both[other]).all()


@update
@pytest.mark.parametrize(("name", "indicator", "least"), NOT_SHIPPED)
def test_a_second_copy_that_is_not_shipped_agrees(municipal, name, indicator, least):
    table = pd.read_csv(UPDATE / name, dtype=str)
    table = table[table["indicator"] == indicator]
    copies = pd.Series(
        pd.to_numeric(table["value"]).to_numpy(),
        index=pd.MultiIndex.from_arrays([table["country"] + "-" + table["code"], table["year"]]),
    )
    copies = copies[copies.index.isin(municipal.index)]
    ours = municipal[indicator].reindex(copies.index)
    assert ours.notna().sum() >= least
    assert (ours - copies).dropna().eq(0).all()


def test_age_groups_add_up_in_every_municipality_and_year(municipal):
    age = {key[len("population_aged_") :]: municipal[key] for key in municipal if key.startswith("population_aged_")}
    for whole, parts, least in (
        (municipal["population"], ("0_14", "15_64", "65_plus"), 900),
        (municipal["population"], ("0_19", "20_64", "65_plus"), 400),
        (age["15_64"], ("15_24", "25_44", "45_64"), 400),
    ):
        left = (whole - sum(age[part] for part in parts)).dropna()
        assert len(left) > least and left.eq(0).all(), parts


def test_households_by_size_and_flows_of_people_add_up(municipal):
    sizes = ["one_person_households", *(f"households_{size}" for size in ("2_persons", "3_persons", "4_plus_persons"))]
    left = (municipal["private_households"] - municipal[sizes].sum(axis=1, min_count=4)).dropna()
    assert len(left) > 1500 and left.eq(0).all()
    balance = municipal["net_internal_migration"] + municipal["net_international_migration"]
    left = (municipal["net_migration"] - balance).dropna()
    assert len(left) > 600 and left.eq(0).all()


def test_the_population_changes_by_births_deaths_and_migration(municipal):
    population = municipal["population"].unstack()
    later = population.shift(-1, axis="columns").stack()
    change = later - municipal["population"] - municipal["natural_increase"] - municipal["net_migration"]
    adjustment = (change / municipal["population"] * 1000).dropna()
    by_country = adjustment.groupby(adjustment.index.get_level_values("place").str[:2])
    # Corrections of the registers are in the population and not in the flows: at most 1.6 per 1,000 (Aalter 2025).
    assert by_country.size().to_dict() == {"BE": 480, "NL": 156}
    assert by_country.median().abs().max() < 0.05
    assert (adjustment.abs() <= 0.45).groupby(adjustment.index.get_level_values("place").str[:2]).mean().min() > 0.9
    assert adjustment.abs().idxmax() == ("BE-44084", "2025") and adjustment.abs().max() < 1.6


@pytest.mark.parametrize(
    ("indicator", "province", "years"),
    [
        ("population", "BE23", 2),  # its own borders are those of the places only since 2025
        ("population_aged_65_plus", "BE23", 2),
        ("population", "NL34", 24),
        ("live_births", "NL34", 12),
        ("net_migration", "NL34", 12),
        ("population_aged_0_14", "NL34", 2),
        ("private_households", "NL34", 2),
    ],
)
def test_municipalities_add_up_to_the_province(drawn, municipal, indicator, province, years):
    country, count = {"BE23": ("BE-", 55), "NL34": ("NL-", 13)}[province]
    own = municipal[municipal.index.get_level_values("place").str.startswith(country)]
    if province == "BE23":
        own = own[own.index.get_level_values("period") >= "2025"]
    sums = own[indicator].dropna().groupby("period").agg(["sum", "size"])
    whole = drawn[(drawn["place"] == province) & (drawn["indicator"] == indicator)].set_index("period")["value"]
    both = sums[sums["size"] == count].join(whole, how="inner")
    assert len(both) == years
    assert (both["sum"] == both["value"]).all()


def test_figures_of_before_a_merger_are_marked_and_no_merged_municipality_has_any(shipped):
    rows = shipped.reset_index()
    # The other tables are published in the borders of 2019 or 2024.
    rows = rows[
        rows["source"].isin(["statbel-population", "statbel-population-age-2024", "statbel-movement"])
        | rows["source"].eq("statbel-census-2021")
    ]
    for places, since in ((MERGED_2019, "2019"), (MERGED_2025, "2025")):
        before = rows[rows["place"].isin(places) & (rows["period"] < since)]
        assert set(before["place"]) == set(places) and set(before["status"]) == {"reconstructed"}
    after = rows[rows["status"] == "reconstructed"]
    assert set(after["place"]) == {*MERGED_2019, *MERGED_2025} and after["period"].max() == "2024"
    assert not {"BE-44034", "BE-44001", "BE-46014"} & set(shipped.reset_index()["place"])


def test_missing_years_stay_missing(municipal):
    brakel = municipal.xs("BE-45059")["live_births"].dropna()
    assert list(brakel.index) == ["2023", "2024", "2025"]
    for place in MERGED_2025:
        assert pd.isna(municipal["deaths"].get((place, "2024"))) and municipal["deaths"][place, "2023"] > 0


def test_every_core_indicator_has_a_recent_year_of_the_six_and_most_places(drawn):
    """Prints, per core indicator, its best year since 2019: places of the six and of the 68."""
    counted = drawn[~drawn["status"].isin(AHEAD) & drawn["place"].str.match("BE-|NL-GM")]
    wide = 0
    for key, entry in catalogue().items():
        if not entry.core or entry.theme not in THEMES:
            continue
        by_year = counted[counted["indicator"] == key].groupby("period")["place"].agg(set)
        recent = {year: places for year, places in by_year.items() if year >= "2019"}
        year, best = max(recent.items(), key=lambda item: (len(item[1] & {*SIX}), len(item[1]), item[0]))
        print(
            f"{key}: {year}, {len(best & {*SIX})} of 6, {len(best)} of 68; {len(by_year)} years to {by_year.index[-1]}"
        )
        assert best >= {*SIX}, key
        assert entry.comparable, key
        wide += len(best) >= 60
    assert wide >= 20


def test_projections_of_households_end_in_2040(shipped):
    rows = shipped.reset_index()
    ahead = rows[(rows["source"] == "flanders-household-outlook") & (rows["period"] > "2023")]
    assert set(ahead["status"]) == {"projected"} and ahead["period"].max() == "2040"
    assert set(ahead["indicator"]) == {
        *("private_households", "one_person_households"),
        *("households_2_persons", "households_3_persons", "households_4_plus_persons"),
    }
