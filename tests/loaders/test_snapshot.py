"""From the collected tables to geodata/indicators: no row lost, doubled or added."""

import shutil
from pathlib import Path

import pandas as pd
import pytest
import yaml

from loaders.card import GEODATA, Card, DatasetError
from loaders.snapshot import figures

PREPARED = Path(__file__).parents[3] / "shared" / "data"

pytestmark = pytest.mark.skipif(
    not (PREPARED / "figures").is_dir(),
    reason="the collected tables are not beside the project (../shared/data)",
)


@pytest.fixture(scope="module")
def table():
    return figures.read_collected(PREPARED)


@pytest.fixture(scope="module")
def made(table):
    return figures.convert(table, GEODATA)


def test_every_collected_row_is_kept_once_or_left_out_with_a_reason(table, made):
    kept, out = made
    origins = [row for rows in kept["rows"] for row in rows.split()]
    print(f"{len(table)} collected = {len(origins)} kept in {len(kept)} rows + {len(out)} left out")
    for why, rows in out.groupby("why"):
        print(f"  {len(rows)} left out: {why}")
    assert len(origins) == len(set(origins))
    assert set(origins).isdisjoint(out["row"])
    assert set(origins) | set(out["row"]) == set(table["row"])
    assert (out["why"] != "").all()


def test_a_kept_row_has_the_value_the_year_and_the_date_of_its_origin(table, made):
    kept, _ = made
    origin = kept["rows"].str.split().explode()
    side = table.set_index("row").loc[origin]
    rows = kept.loc[origin.index]
    for ours, theirs in (("value", "value"), ("period", "year"), ("source_date", "source_date")):
        assert (rows[ours].to_numpy() == side[theirs].to_numpy()).all(), ours


def test_the_words_left_out_are_few_and_known(made):
    _, out = made
    month = out[out["year"].eq("2013") & out["indicator"].eq("unemployment rate")]
    assert list(zip(month["code"], month["value"], strict=True)) == [("44019", "4.73")]
    assert set(out.drop(month.index)["code"]) - {"BE231", "BE232", "BE235", "BE236", "EU27_2020"} == set(
        out.loc[out["indicator"] == "GDP MIO_NAC", "code"]
    )
    both = out[out["indicator"] == "GDP MIO_NAC"]
    assert len(both) == 121


def test_the_gdp_in_national_currency_that_is_left_out_is_the_same_as_in_euros(table):
    key = ["code", "year"]
    gdp = table[table["row"].str.startswith("supplement")].set_index(key)
    euros = gdp.loc[gdp["indicator"] == "GDP", "value"]
    national = gdp.loc[gdp["indicator"] == "GDP MIO_NAC", "value"]
    assert euros.equals(national)


@pytest.fixture
def copied(whole, tmp_path):
    for name in ("indicators", "indicator_sources", "indicator_definitions"):
        shutil.copytree(whole / name, tmp_path / name)
    return tmp_path


def test_the_shipped_file_is_what_the_tables_give(whole, copied):
    figures.make(PREPARED, copied)
    for name in ("indicators", "indicator_sources", "indicator_definitions"):
        for path in (whole / name).iterdir():
            assert (copied / name / path.name).read_bytes() == path.read_bytes(), path.name


def test_an_indicator_added_by_hand_stays_and_other_rows_are_those_of_the_tables(copied):
    path = copied / "indicators/indicators.csv"
    before = path.read_text("utf-8")
    added = "BE-44021,zz_invented,2024,1,persons,measured,invented,invented,,\n"
    # An indicator of the tables gets no row by hand: its figures are the collected ones.
    place, indicator, _, *rest = before.splitlines()[1].split(",")
    lost = ",".join([place, indicator, "1902", *rest]) + "\n"
    path.write_text(before + added + lost, "utf-8")
    gone = figures.make(PREPARED, copied)
    assert path.read_text("utf-8") == before + added
    assert gone.to_dict() == {rest[-4]: 1}, "what is left out is told, by its source"


def test_every_rule_is_used(table, made):
    kept, _ = made
    rules = yaml.safe_load(figures.RULES.read_text("utf-8"))
    named = set(table["indicator"] + " | " + table["unit"])
    assert set(rules["indicators"]) <= named
    assert set(rules["areas"]) <= set(table["code"])
    told = [word for those in rules["notes"].values() for word in those]
    told += [word for name in ("provisional", "estimated", "projected") for word in rules["status"][name]]
    told += [
        *rules["status"]["provisional_in"],
        *rules["status"]["projected_after"],
        *rules["source_of_definition"],
    ]
    assert set(told) <= set(kept["definition"])


def test_every_source_and_definition_of_the_companions_is_used(made, whole_rows):
    kept, _ = made
    sources = pd.read_csv(Card.of("indicator_sources").path, dtype=str, keep_default_na=False)
    words = pd.read_csv(Card.of("indicator_definitions").path, dtype=str, keep_default_na=False)
    # An indicator that no collected table has is in queries.yaml or a source module.
    loaders = Path(figures.__file__).parent.parent
    live = " ".join(path.read_text("utf-8") for path in [loaders / "fetch/queries.yaml", *loaders.rglob("*.py")])
    shipped = whole_rows
    unused = (set(sources["source"]) - set(shipped["source"]) - {"computed"}) | (
        set(words["definition"]) - set(shipped["definition"]) - set(shipped["note"])
    )
    assert [key for key in unused if key not in live] == []
    assert len(unused) < 30, "an invented key must not pass"
    assert set(kept["definition"]) | (set(kept["note"]) - {""}) <= set(words["definition"])


def test_a_projection_in_the_words_is_a_projection_in_the_status(table, made):
    kept, _ = made
    words = Card.of("indicator_definitions").read().set_index("definition")["collected_as"]
    said = kept["definition"].map(words).str.contains("PROJECTION")
    assert said.any() and set(kept.loc[said, "status"]) == {"projected"}


def test_a_word_without_a_rule_is_refused_by_name(table):
    for column, value in (("code", "99999"), ("indicator", "happiness"), ("definition", "as felt")):
        odd = table.head(1).assign(**{column: value})
        with pytest.raises(DatasetError, match=value):
            figures.convert(odd, GEODATA)


def test_one_source_that_says_the_same_twice_is_one_row(table):
    twice = pd.concat([table.head(1), table.head(1).assign(row="municipal.csv:again")], ignore_index=True)
    kept, _ = figures.convert(twice, GEODATA)
    assert kept["rows"].tolist() == ["municipal.csv:2 municipal.csv:again"]
