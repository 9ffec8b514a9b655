"""Views of be.STAT: recorded ones become the shipped figures, and changed ones are refused."""

import pytest

from loaders.datasets.places import SIX
from loaders.fetch.client import Client
from loaders.fetch.queries import queries
from loaders.fetch.source import SourceError
from loaders.sources import bestat
from tests.support.played import agrees
from tests.support.replies.bestat import facts, views


def test_recorded_views_are_the_shipped_figures_though_the_newest_quarter_stands_twice():
    frame = bestat.parse(views())["indicators"]
    units = frame[frame["indicator"] == "establishments"]
    # 55 municipalities in six years.
    agrees(units, "statbel-establishments", 330)
    households = frame[frame["indicator"] == "private_households"]
    agrees(households[households["place"].isin(SIX)], "statbel-census-2011", 3)
    assert units.query("place == 'BE-43018' and period == '2023'")["value"].tolist() == [993]


def test_households_of_a_municipality_before_its_merger_are_not_those_of_the_present_one():
    """The recorded view has the borders of 2011: its Aalter, Deinze and Lochristi are smaller than ours."""
    names = {fact["Gemeente"] for fact in views().json("households")["facts"]}
    assert {"Aalter", "Deinze", "Lochristi", "Assenede"} <= names
    frame = bestat.parse(views())["indicators"]
    of_households = set(frame[frame["indicator"] == "private_households"]["place"])
    assert "BE-43002" in of_households
    assert of_households.isdisjoint({"BE-44083", "BE-44084", "BE-44087"})
    remark = frame.attrs["remarks"][0]
    assert "41002 Aalst" in remark and "Deinze" not in remark, "the recorded view was cut to two arrondissements"


def test_households_without_a_year_are_left_out_and_that_is_said():
    frame = bestat.parse(views(**{"households-view": {"title": {"nl": "Private huishoudens"}}}))["indicators"]
    assert set(frame["indicator"]) == {"establishments"}
    assert "names no year" in frame.attrs["remarks"][0]


@pytest.mark.parametrize(
    ("name", "mend", "told"),
    [
        ("households", lambda row: {**row, "Particuliere huishoudens": 1.0} if row["Gemeente"] == "Zelzate" else row,
         "do not add up to the total"),
        ("households", lambda row: None if row["Type particulier huishouden niveau 1"] is None else row,
         "0 totals instead of one"),
        ("households", lambda row: None if row["Gemeente"] == "Gent" else row, "missing Gent"),
        ("establishments", lambda row: {**row, "Kwartaal": "Q4 2023"}, "unknown quarter"),
        ("establishments", lambda row: {("Commune" if key == "Gemeente" else key): row[key] for key in row},
         "columns: missing Gemeente"),
        ("establishments", lambda row: {**row, "Aantal vestigingseenheden": "veel"}, "not a number"),
        ("establishments", lambda row: None, "no facts in the reply"),
    ],
)  # fmt: skip
def test_a_changed_view_is_refused(name, mend, told):
    with pytest.raises(SourceError, match=told):
        bestat.parse(views(**facts(name, mend)))


def test_names_with_blanks_behind_them_are_the_same_places():
    padded = facts("establishments", lambda row: {**row, "Gemeente": f"{row['Gemeente'] or ''} \u00a0"})
    assert bestat.parse(views(**padded))["indicators"].equals(bestat.parse(views())["indicators"])


def test_views_are_asked_for_and_their_description_may_fail(httpserver, monkeypatch):
    """Recorded views, and a description that the service refuses: the local units are still there."""
    monkeypatch.setenv("NSPD_BESTAT_URL", httpserver.url_for("/views"))
    raw = views()
    for name, view in queries().bestat.views.items():
        httpserver.expect_request(f"/views/{view}/result/JSON").respond_with_json(raw.json(name))
    described = httpserver.expect_request(f"/views/{queries().bestat.views['households']}")
    described.respond_with_data("no", status=404)
    client = Client(bestat.SOURCE)
    bestat.fetch(client)
    assert client.raw.names() == ["establishments", "households"]
    assert len(bestat.parse(client.raw)["indicators"]) == 330
