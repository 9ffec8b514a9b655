"""Facts of the cooperation, each checked by hand against its row in the collection."""

import pandas as pd
import pytest
import yaml

from loaders import load
from loaders.snapshot import trajectory as collected
from loaders.trajectory import datasets


@pytest.fixture(scope="module")
def milestones():
    return load("milestones").set_index("milestone")


@pytest.fixture(scope="module")
def projects():
    return load("projects").set_index("project")


def test_the_registers_hold_what_was_collected_and_corrected():
    assert {name: len(load(name)) for name in datasets.NAMES} == {
        "milestones": 111 + 3 + 16,
        "projects": 40 + 5,
        "targets": 51 + 2,
        "partners": 77,
        "workstreams": 8,
    }
    assert datasets.check() == []


def test_the_founding_is_a_day_and_the_consultation_a_year(milestones):
    """milestones.csv, rows 64 and 5."""
    founded = milestones.loc["bgts-north-sea-port-district-founded"]
    assert (founded["date"], founded["precision"]) == ("2021-12-01", "day")
    assert founded["partners"].split()[:2] == ["gent", "evergem"] and len(founded["partners"].split()) == 9
    start = milestones.loc["canal-zone-municipalities-consultation-starts"]
    assert start["precision"] == "year" and (start["last"] - start["first"]).days == 364
    assert founded["publisher"] == "benelux.int"


def test_what_is_planned_is_told_apart(milestones):
    """milestones.csv, rows 110 to 112: the word PLANNED became a status; and two that no source confirms."""
    planned = milestones[milestones["status"] == "planned"]
    assert list(planned["date"]) == ["2024-09", "2025-11-17", "2026-08-31", "2026-12-13", "2027-12"]
    assert not milestones["title_nl"].str.contains("PLANNED").any()


def test_places_are_approximate_or_absent_and_nothing_is_called_known(milestones):
    assert milestones["coordinates"].value_counts().to_dict() == {"absent": 63 + 2 + 12, "approximate": 48 + 1 + 4}
    lock = milestones.loc["official-opening-of-the-new-lock-terneuzen"].geometry
    assert (lock.x, lock.y) == (3.817, 51.333), "milestones.csv, row 95"


def test_amounts_have_a_reading_and_the_eu_part_stands_apart(projects):
    """projects.csv, rows 2 (GO NSPD: 510000, of which Interreg 255000) and 7 (Interreg 493500, total inferred)."""
    assert tuple(projects.loc["go-nspd", ["budget_eur", "budget_reading", "eu_eur"]]) == (510000, "total", 255000)
    assert projects.loc["grenzeloze-kanaalzone", "budget_reading"] == "estimate"
    assert pd.isna(projects.loc["f424", "budget_eur"]) and projects.loc["f424", "budget_reading"] == ""


def test_both_beginnings_of_the_trajectory_are_kept(milestones):
    """NOTES.md 1: April 2019 by the contractor's page, August 2019 by Ghent's memo."""
    key = "north-sea-port-district-process-starts-phase-1"
    other = datasets.companion("alternatives").query("key == @key")
    assert milestones.loc[key, "date"] == "2019-04" and list(other["value"]) == ["2019-08"]
    assert "Gent" in other["source"].iloc[0]


def test_every_one_of_the_22_contradictions_says_how_it_is_shown():
    rows = datasets.companion("contradictions")
    assert list(rows["contradiction"]) == [str(number) for number in range(1, 23)]
    assert (rows["shown_nl"] != "").all() and (rows["shown_en"] != "").all()


def test_shares_in_the_port_are_those_of_the_source():
    """GOVERNANCE.md 3, after en.northseaport.com/fusion-port: they add up to 99.989, as published."""
    partners = load("partners").set_index("partner")
    shares = partners["share_pct"].dropna()
    assert shares["gent"] == 48.52 and shares["zeeland"] == 25 and len(shares) == 8
    assert round(shares.sum(), 3) == 99.989
    assert set(partners.index[partners["member_since"] == "2021-12-01"]) == set(shares.index)


def test_the_mapping_of_workstreams_is_ours_and_housing_has_no_successor():
    streams = load("workstreams").set_index("workstream")
    assert list(streams["generation"]).count("2020") == 4
    assert streams.loc["labour", "follows"] == ""
    assert streams.loc["landscape", "follows"].split() == ["healthy-wellbeing", "recreational-culture"]


def test_targets_are_numbers_only_where_the_source_gives_numbers():
    """targets.csv, rows 2, 10, 16 and 22."""
    targets = load("targets").set_index("target")
    assert tuple(targets.loc["merger-seaborne", ["base", "value", "year", "status"]]) == (62, 70, 2022, "reached")
    assert targets.loc["connect-road", "status"] == "no_figure", "28% of 2022 says nothing of 2025"
    assert pd.isna(targets.loc["port-co2-neutral", "value"])
    assert targets.loc["hydrogen-demand", "kind"] == "forecast"
    assert targets["kind"].value_counts().to_dict() == {"target": 36 + 1, "observed": 10 + 1, "forecast": 5}


def test_a_target_that_is_reached_was_observed_at_or_above_it():
    targets = load("targets").query("status == 'reached'")
    assert len(targets) == 2 and (targets["seen"] >= targets["value"]).all()
    assert (targets["seen_in"].astype(int) == targets["year"]).all()


def test_every_assigned_goal_has_a_sentence_of_reason_and_every_sentence_is_used(milestones, projects):
    reasons = datasets.companion("sdgs")
    used = {
        (row["theme"], goal)
        for table in (milestones, projects)
        for row in table.to_dict("records")
        for goal in row["sdgs"].split()
    }
    assert used == set(zip(reasons["theme"], reasons["sdg"], strict=True))


def test_every_collected_name_of_a_partner_has_its_entry():
    names = yaml.safe_load((collected.HERE / "partners.yaml").read_text("utf-8"))
    known = datasets.known_keys().partners
    assert len(names) == 160
    assert {key for keys in names.values() for key in keys.split()} <= known
