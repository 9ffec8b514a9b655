"""Corrections of the shipped data: each corrected figure against its source, and how corrections are applied."""

import shutil
from datetime import date

import pandas as pd
import pytest

from loaders import load
from loaders.card import GEODATA, Card, DatasetError
from loaders.datasets import formulas, indicators, port
from loaders.datasets.catalogue import catalogue
from loaders.snapshot import corrections
from loaders.snapshot import trajectory as snapshot
from loaders.trajectory import history
from tests.support.opening import ROOT

PREPARED = ROOT.parent / "shared/data"
ACCOUNTS = "zeeland.begrotingsapp.nl/jaarstukken-2024"
ANP = "welingelichtekringen.nl/samenleving/staatssecretaris-hoopt"
BELGA = "belganewsagency.eu/north-sea-port-cargo-volumes-fall-nearly-10-per-cent-in-first-quarter"
YARA = "carboncredits.com/yara-europe-largest-carbon-capture-facility"
LOCKS = "schuttevaer.nl/nieuws/actueel/2024/09/10"
MERGER = "offshore-energy.biz/port-of-ghent-zeeland-seaports-merge"
EUROSTAT = "ec.europa.eu/eurostat/databrowser/view/nama_10r_3gdp"
CBS = "longreads.cbs.nl/regionale-economie-2018/bijlage"

# dataset, cells that identify the row, cells that it must have, and a part of the address of its source.
CORRECTED = [
    ("milestones", "milestone=rail-ghent-terneuzen-exploration-phase-starts-autumn-2024", "status=planned", ACCOUNTS),
    ("milestones", "milestone=eu-grant-for-rail-ghent-terneuzen-studies", "date=2023-06 date_basis=stated", ACCOUNTS),
    ("milestones", "milestone=mirt-start-decision-on-rail-ghent-terneuzen-not-taken", "date=2024", ACCOUNTS),
    ("milestones", "date=2026-01-26 project=rail-gent-terneuzen", "status=happened", ANP),
    ("milestones", "milestone=hourly-bus-terneuzen-gent-dampoort-ebs", "date_basis=inferred", "omroepzvl.nl"),
    ("milestones", "milestone=strategic-plan-connect-2025-presented", "date=2021-07-05", "nieuws/detail/593"),
    ("milestones", "milestone=north-sea-port-strategic-plan-impact-2030", "status=planned", "strategisch-plan-impact"),
    ("milestones", "milestone=carbon-capture-plant-of-yara-sluiskil-opened", "date=2026-09-07", YARA),
    ("projects", "project=rail-gent-terneuzen", "status=study end= end_certainty=unknown", ANP),
    ("projects", "project=yara-ccs", "status=completed end=2026-09-07", "industryandenergy.eu"),
    ("energy_stages", "project=yara_ccs stage=built", "date=2026-09-07 basis=secondary", YARA),
    ("energy_projects", "entity=Yara_Sluiskil measure=CO2_capture_design_capacity", "status=estimated", YARA),
    ("targets", "target=merger-seaborne", "base=62 base_year=2016", MERGER),
    ("targets", "target=merger-inland", "base=55 base_year=2016", MERGER),
    ("port_targets", "target=cargo_2022", "base_value=62 base_year=2016", MERGER),
    ("targets", "target=connect-road", "base=30 base_year=2017", "northseaport.com/sterke-logistieke-ketens"),
    ("port_economy", "year=2018 value=10.9", "measure=infrastructure_maintenance_and_management", "pzc.nl"),
    ("port_economy", "scope=DUTCH_PORTS value=200000", "status=estimated", "amports.h5mag.com"),
    ("port_economy", "measure=shareholding category=Evergem", "year= period=undated value=0.03", "fusion-port"),
    ("port_cargo", "scope=NSP measure=seaborne category=total year=2025 period=Q1", "value=16.6 drawn=yes", BELGA),
    ("port_cargo", "scope=NSP measure=seaborne category=total year=2025 period=Q2", "value=16.6 drawn=yes", BELGA),
    ("port_cargo", "year=2019 value=58.5", "measure=inland_navigation drawn=no", "scheepvaartkrant.nl"),
    ("port_cargo", "category=containers year=2022 period=FY unit=Mt", "value=2.6 drawn=no", "oevz.com"),
    ("port_locks", "lock=westsluis", "length_m=290 width_m=40 depth_m=13", LOCKS),
    ("port_locks", "lock=oostsluis", "length_m=280 width_m=23 depth_m=6.50 since=1968 draught_m=", LOCKS),
    ("energy_projects", "entity=Dow_Terneuzen year=2016", "value=2.7 conflict=dow_account", "nieuws/103565/ING"),
]
# place, indicator, period, the preferred value, the earlier ones kept beside it, and the address.
DRAWN = [
    ("NL341", "gdp_growth", "2017", 1.5, [3.1], CBS),
    ("NL341", "gdp_growth", "2018", 0.8, [1.1], CBS),
    ("NL342", "gdp_growth", "2017", 1.0, [2.7], CBS),
    ("NL342", "gdp_growth", "2018", 2.5, [2.4], CBS),
    ("NL34", "gdp_growth", "2017", 2.9, [], "omroepzeeland.nl"),
    ("BE234", "gdp", "2020", 27104.54, [26355.16, 27281.82], EUROSTAT),
    ("BE23", "gdp", "2020", 55881.55, [54758.07, 56311.96], EUROSTAT),
    ("BE23", "gdp", "2022", 69092.1, [], EUROSTAT),
]


@pytest.fixture(scope="module")
def figures():
    return indicators.load()


def cells(text):
    """{measure: "inland navigation"} for measure=inland_navigation; keys of registers hold no underscore."""
    pairs = (part.split("=") for part in text.split())
    return {name: value.replace("_", " ") if name in ("measure", "entity") else value for name, value in pairs}


@pytest.mark.parametrize(("dataset", "where", "has", "address"), CORRECTED)
def test_a_corrected_row_is_as_its_source_has_it(dataset, where, has, address):
    rows = Card.of(dataset).raw()
    for column, value in cells(where).items():
        rows = rows[rows[column] == value]
    assert len(rows) == 1
    row = rows.iloc[0]
    assert {name: row[name] for name in cells(has)} == cells(has)
    assert any(address in row.get(column, "") for column in ("source_url", "address", "source"))


@pytest.mark.parametrize(("place", "indicator", "period", "value", "earlier", "address"), DRAWN)
def test_the_newest_vintage_is_drawn_and_the_earlier_ones_are_kept(
    figures, place, indicator, period, value, earlier, address
):
    rows = figures[(figures["place"] == place) & (figures["indicator"] == indicator) & (figures["period"] == period)]
    (row,) = indicators.preferred(rows).to_dict("records")
    assert row["value"] == value and address in row["address"]
    assert sorted(rows["value"]) == sorted([value, *earlier])


def test_what_has_no_year_no_address_or_is_one_month_is_left_out():
    figures = Card.of("indicators").raw()
    evergem = figures[(figures.place == "BE-44019") & (figures.indicator == "unemployment_insured")]
    assert "2013" not in set(evergem.period) and len(evergem) > 5
    stated = Card.of("energy_projects").raw()
    assert "2.75" not in set(stated[stated.entity == "Yara Sluiskil"].value)


def test_a_settled_conflict_is_closed_and_the_quarters_are_the_half_year():
    rows = load("port_cargo")
    rows = rows[(rows.scope == "NSP") & (rows.measure == "seaborne") & (rows.category == "total") & (rows.year == 2025)]
    parts = rows[rows.drawn == "yes"].set_index("period").value
    assert parts["Q1"] + parts["Q2"] == pytest.approx(parts["H1"]) == pytest.approx(33.2)
    assert parts["Q1"] == pytest.approx(15.0 / (1 - 0.096), abs=0.05), "15.0 Mt in Q1 2026 at -9.6 %"
    assert "half_2025" not in set(port.conflicts().conflict)


def test_the_measured_fall_of_the_steelworks_is_the_same_in_both_tables_of_targets():
    steel = load("emissions").query("site == 'ArcelorMittal Gent + Knippegroen'").groupby("year").value.sum()
    row = load("targets").set_index("target").loc["arcelor-35"]
    assert row["seen"] == pytest.approx(100 * (1 - steel[2020] / steel[2018]), abs=0.05), "7,341,588 of 9,104,325 t"
    named = load("port_targets").set_index("target").loc["steel_2030"]
    assert named["observed"].startswith("ets:") and named["base_year"] == int(row["base_year"]) == 2018
    assert 100 - named["value"] == row["value"] == 35


def test_english_titles_are_in_english():
    for table, column in (("milestones", "title_en"), ("projects", "name_en")):
        words = " ".join(load(table)[column]).replace("Ørsted", "")
        assert words.isascii() or not set(words) & set("ëïö"), table


def test_a_change_of_border_is_a_break_in_every_count_of_the_area():
    counts = [one for one in catalogue().values() if one.kind == "count"]
    assert len(counts) > 50
    same_borders = set()
    for one in counts:
        if not any("BE23" in at.areas and at.period == "2025" for at in one.breaks):
            same_borders.add(one.key)
        assert any("BE234" in at.areas and at.period == "2025" for at in one.breaks), one.key
    assert same_borders == {"house_sales", "sales_terraced", "sales_detached", "sales_apartments"}
    assert not any(at.period == "2025" for at in catalogue()["house_price"].breaks)
    frame = {
        "place": ["BE23"] * 2,
        "indicator": ["population"] * 2,
        "period": ["2024", "2025"],
        "value": [100.0, 110.0],
    }
    made = formulas.compute(pd.DataFrame(frame).assign(status="measured", source="x"))
    assert made[made.indicator == "population_change"].empty, "no growth across the change of border"


def test_no_source_that_has_a_table_names_only_the_front_page_of_its_publisher():
    sources = Card.of("indicator_sources").raw().set_index("source").address
    assert sources["cbs-population-dynamics"].endswith("37259eng/table")
    assert sources["cbs-neighbourhoods"].endswith("85984NED/table")
    bare = {"https://www.rva.be", "https://opendata.cbs.nl/statline/"}
    assert not bare & set(sources)


def test_the_register_shows_on_which_day_it_was_corrected():
    first, day = date(2026, 11, 23), corrections.day()
    changes = history.changes("milestones", first, day)
    assert [one.kind for one in changes].count("added") == 3 + 16, "three corrections, and what was collected later"
    connect = next(one for one in changes if one.key == "strategic-plan-connect-2025-presented")
    assert (
        connect.columns[0] == "date"
        and history.as_of("milestones", first).set_index("milestone").loc[connect.key, "date"] == "2021-07-08"
    )
    assert {one.key for one in history.changes("projects", first, day)} == {
        *("rail-gent-terneuzen", "yara-ccs", "regio-deal-nspd"),
        *("north-sea-port-talent", "north-sea-port-talent-2", "duurzame-zeehavens"),
        *("waterstofleiding-zelzate-kallo", "leidingen-zomergem-gent"),
    }


@pytest.mark.skipif(not PREPARED.is_dir(), reason="the prepared folder is not here")
def test_a_register_made_again_has_the_same_two_versions(tmp_path):
    for name in ("milestones", "projects", "targets"):
        shutil.copytree(GEODATA / name, tmp_path / name)
    snapshot.make(PREPARED, tmp_path)
    for name in ("milestones", "projects", "targets"):
        made = {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()}
        assert made == {path.name: path.read_bytes() for path in (GEODATA / name).iterdir()}


WRONG = [
    ({"where": {"key": "b"}, "set": {"value": "2"}}, "fits 2 rows, not 1"),
    ({"where": {"key": "c"}, "remove": True}, "fits 0 rows, not 1"),
    ({"where": {"key": "a"}, "set": {"valeu": "2"}}, "no such column: valeu"),
    ({"where": {"key": "a"}}, "exactly one of set, remove, add"),
    ({"where": {"key": "a"}, "set": {"value": "2"}, "why": ""}, "lacks why"),
    ({"set": {"value": "2"}}, "fits 0 rows, not 1"),
]


@pytest.mark.parametrize(("rule", "told"), WRONG)
def test_a_correction_that_fits_no_row_or_says_too_little_is_refused(monkeypatch, rule, told):
    whole = {"why": "invented", "source": "https://example.org", "source_date": "2026", **rule}
    monkeypatch.setattr(corrections, "corrections_of", lambda dataset: [whole])
    rows = pd.DataFrame({"key": ["a", "b", "b"], "value": ["1", "1", "1"]})
    with pytest.raises(DatasetError, match=told):
        corrections.apply_corrections("invented", rows)


def test_a_correction_changes_only_its_row(monkeypatch):
    rules = [
        {"where": {"key": "a"}, "set": {"value": 2}},
        {"add": {"key": "c"}},
        {"where": {"key": "b"}, "remove": True},
    ]
    whole = {"why": "invented", "source": "https://example.org", "source_date": "2026"}
    monkeypatch.setattr(corrections, "corrections_of", lambda dataset: [{**whole, **rule} for rule in rules])
    rows = pd.DataFrame({"key": ["a", "b"], "value": ["1", "1"]})
    assert corrections.apply_corrections("invented", rows).to_numpy().tolist() == [["a", "2"], ["c", ""]]
    assert rows.value.tolist() == ["1", "1"]
