"""ONEM's file of unemployment rates: hand-made in the documented layout, invented and never shown."""

import pytest

from loaders.fetch.client import Client
from loaders.fetch.source import SourceError
from loaders.sources import onem
from tests.support.replies.onem import HEAD, PLACES, ROWS, average, rates


def test_the_average_of_a_year_is_read_and_months_and_larger_areas_are_not():
    larger = [average("44000", 2025, "9.00", level=4), average("99", 2025, "9.00", level=1)]
    frame = onem.parse(rates([*ROWS, *larger, average("11001", 2025, "9.00")]))["indicators"]
    values = frame.set_index(["place", "period"])["value"].to_dict()
    assert values == {(f"BE-{code}", year): value for code in PLACES for year, value in (("2025", 5), ("2026", 4.5))}
    assert set(frame["indicator"]) == {"unemployment_insured"} and set(frame["unit"]) == {"pct"}
    assert set(frame["source"]) == {"onem-interact-taux"}, "not the copy that the shipped rows came from"


def test_a_year_without_its_december_is_provisional():
    frame = onem.parse(rates(ROWS))["indicators"]
    assert dict(zip(frame["period"], frame["status"], strict=True)) == {"2025": "measured", "2026": "provisional"}


def test_a_municipality_that_the_file_lacks_is_told_unless_it_is_one_of_the_six():
    remarks = onem.parse(rates(ROWS))["indicators"].attrs["remarks"]
    assert [one.split(":")[0] for one in remarks] == ["rates, 2025", "rates, 2026"]
    assert "41002 Aalst" in remarks[0] and "44087" not in remarks[0]
    with pytest.raises(SourceError, match="rates, 2025: missing 43018"):
        onem.parse(rates([row for row in ROWS if "43018" not in row]))


@pytest.mark.parametrize(
    ("rows", "head", "told"),
    [
        (ROWS, "jaar;maand;level;zonegeog;diff1an;graad", "the heads are not jaar;maand;level;zonegeog;graad;diff1an"),
        (ROWS, "", "the heads are not"),
        ([*ROWS, average("44021", 2024, "4.50")], HEAD, "2024: missing 44019, 43018"),
        ([average(place, 2024, "") for place in PLACES], HEAD, "44021 Gent: no rate of a year"),
        ([average(place, 2024, "104.5") for place in PLACES], HEAD, "no rate of a year"),
        ([average(place, 2024, "4,5") for place in PLACES], HEAD, "44021 Gent: not a number"),
        ([*ROWS, *(average(place, 2027, "4.00", "0.50") for place in PLACES)], HEAD, "its change is not that of its"),
        ([row.replace(";5;", ";6;") for row in ROWS], HEAD, "holds not one figure"),
    ],
)
def test_a_changed_file_is_refused(rows, head, told):
    with pytest.raises(SourceError, match=told):
        onem.parse(rates(rows, head))


def test_the_file_is_fetched_once_and_a_page_for_humans_is_refused(httpserver, monkeypatch):
    monkeypatch.setenv("NSPD_ONEM_URL", httpserver.url_for("/").rstrip("/"))
    body = rates(ROWS).body("rates")
    httpserver.expect_oneshot_request("/interact_taux_V1.csv").respond_with_data(body, content_type="text/csv")
    client = Client(onem.SOURCE)
    onem.fetch(client)
    assert len(onem.parse(client.raw)["indicators"]) == len(PLACES) * 2
    httpserver.expect_request("/interact_taux_V1.csv").respond_with_data("<html>", content_type="text/html")
    with pytest.raises(SourceError, match="HTML page"):
        onem.fetch(Client(onem.SOURCE))
