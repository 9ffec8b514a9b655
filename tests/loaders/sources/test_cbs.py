"""CBS StatLine: recorded replies yield the shipped figures, and a changed reply is refused with what was seen.

Hand-made replies are invented, in the format that CBS documents, and never shown.
"""

import pytest

from loaders.card import Card
from loaders.fetch.client import Client
from loaders.fetch.source import SourceError
from loaders.refresh import agreement
from loaders.sources import cbs, cbs_port, cbs_regional
from tests.support.played import cbs_recorded, changed
from tests.support.replies.cbs import MUNICIPALITIES, PORT, PORT_LISTS, REGIONAL, THREE, handmade, observation, port_row


@pytest.fixture(scope="module")
def replies():
    return cbs_recorded("03759ned", "83625NED")


def test_every_recorded_figure_is_the_shipped_one(replies):
    frames = cbs.parse(replies)
    both = agreement.pairs("indicators", frames["indicators"])
    same = both[both["source"] == both["source_shipped"]]
    assert len(frames["indicators"]) == len(same) == 76 and same["equal"].all()
    table = agreement.table(frames).set_index(["source", "shipped"])
    assert table.loc[("cbs-83625ned", "cbs-83625ned"), "equal"] == 44
    assert table.loc[("cbs-03759ned", "cbs-population-dynamics"), "equal"] == 24
    print(f"\n{table.to_string()}")


def test_the_rows_keep_the_card(replies):
    frame = cbs.parse(replies)["indicators"]
    assert list(frame.columns) == list(Card.of("indicators").fields.columns)
    assert not frame.duplicated(list(Card.of("indicators").fields.key)).any()
    # By hand from the recorded page: Terneuzen on 1 January 2026, and the mean price in Borsele in 2025.
    values = frame.set_index(["place", "indicator", "period"])["value"]
    assert values["NL-GM0715", "population", "2026"] == 55955
    assert values["NL-GM0654", "house_price", "2025"] == 397874
    assert (
        set(frame["source_date"]) == {"2026-06-12", "2026-02-17"}
        or frame["source_date"].str.fullmatch(r"2026-\d\d-\d\d").all()
    )


@pytest.mark.parametrize(
    ("name", "mend", "told"),
    [
        ("measures", lambda body: body["value"][0].update(Unit="x 1 000"), r"the unit is not 'euro' \(seen: x 1 000\)"),
        ("measures", lambda body: body["value"].clear(), "MeasureCodes: missing M001534"),
        ("regions", lambda body: [one.update(Identifier="GM9") for one in body["value"] if one["Title"] == "Terneuzen"],
         "RegioSCodes: missing GM0715"),
        ("regions", lambda body: [one.update(Title="Goes") for one in body["value"] if one["Identifier"] == "GM0715"],
         r"GM0715 is not Terneuzen any more \(seen: Goes\)"),
        ("periods", lambda body: [one.update(Status="Concept") for one in body["value"]], "unknown status"),
        ("periods", lambda body: body["value"].pop(), "PeriodenCodes: missing 2025JJ00"),
        ("properties", lambda body: body.update(Identifier="83625ENG"), "of another table"),
        ("observations-1", lambda body: body.update(value="none"), "no observations"),
        ("observations-1", lambda body: body["value"].clear(), "not one row of what was asked for"),
        ("observations-1", lambda body: [row.pop("Perioden") for row in body["value"]], "columns: missing Perioden"),
        ("observations-1", lambda body: [row.update(ValueAttribute="Secret") for row in body["value"]],
         "unknown ValueAttribute"),
        ("observations-1", lambda body: [row.update(Value="many") for row in body["value"]], "not a number"),
        ("observations-1",
         lambda body: body.update(value=[row for row in body["value"] if row["RegioS"] != "GM0718"]),
         "M001534: missing GM0718"),
        ("observations-1",
         lambda body: body["value"].append({**next(r for r in body["value"] if r["RegioS"] == "GM0715"), "Value": 1}),
         "stands twice with two values: NL-GM0715 house_price"),
    ],
)  # fmt: skip
def test_a_changed_reply_is_refused_with_what_was_seen(replies, name, mend, told):
    body = replies.json(f"83625NED/{name}")
    mend(body)
    with pytest.raises(SourceError, match=told):
        cbs.parse(changed(replies, **{f"83625NED__{name}": body}))


def test_half_a_page_is_refused(replies):
    body = replies.body("83625NED/observations-1")
    with pytest.raises(SourceError, match="not whole JSON"):
        cbs.parse(changed(replies, **{"83625NED__observations-1": body[: len(body) // 2]}))


def test_the_same_row_twice_and_padded_codes_change_nothing(replies):
    body = replies.json("83625NED/observations-1")
    body["value"] += [{**row, "RegioS": f"{row['RegioS']}  "} for row in body["value"]]
    again = cbs.parse(changed(replies, **{"83625NED__observations-1": body}))["indicators"]
    assert again.equals(cbs.parse(replies)["indicators"])


def test_thousands_become_units_and_what_cbs_withholds_stays_missing():
    """Hand-made: 12.3 thousand jobs, a WOZ value of 251 thousand euros, one figure that is not available."""
    rows = [
        *THREE,
        *(observation("M000308_3", region, "2024JJ00", 12.3) for region in MUNICIPALITIES),
        *(observation("M003039", region, "2024JJ00", 251 if region == "GM0715" else None) for region in MUNICIPALITIES),
        observation("M003039", "GM0715", "2024KW01", 999),
    ]
    frame = cbs_regional.parse(handmade(REGIONAL, rows))["indicators"]
    values = frame.set_index(["indicator", "place"])["value"].to_dict()
    assert values["jobs_employees_nl", "NL-GM0715"] == 12300
    assert values["woz_value", "NL-GM0715"] == 251000 and ("woz_value", "NL-GM0718") not in values
    assert values["area_land", "NL-GM0654"] == 141.5
    assert set(frame["status"]) == {"provisional"} and set(frame["source"]) == {"cbs-70072ned"}
    assert "M000134 (deaths)" in frame.attrs["remarks"][0], "a measure that is listed but empty is told"


def test_a_province_may_be_a_year_ahead_of_its_municipalities():
    """Hand-made: a figure of Zeeland for 2025, and none yet of a municipality."""
    ahead = handmade(REGIONAL, [*THREE, observation("A047044", "PV29", "2025JJ00", 1780.0)])
    assert cbs_regional.parse(ahead)["indicators"]["period"].tolist().count("2025") == 1
    one = handmade(REGIONAL, [*THREE, observation("A047044", "GM0715", "2025JJ00", 250.4)])
    with pytest.raises(SourceError, match="A047044, 2025: missing GM0654, GM0718"):
        cbs_regional.parse(one)


def test_port_tonnage_of_cbs_is_a_measure_of_its_own():
    """Hand-made: whole years only, thousands of tonnes, nothing of another port or cargo."""
    rows = [
        port_row("2024JJ00", 41000),
        port_row("2024KW04", 11000),
        port_row("2023JJ00", None),
        port_row("2022JJ00", 9, NederlandseZeehavens="A041797"),
    ]
    frame = cbs_port.parse(handmade(PORT, rows, lists=PORT_LISTS))["port_cargo"]
    assert frame[["year", "value", "unit", "scope"]].to_dict("records") == [
        {"year": 2024, "value": 41000, "unit": "kt", "scope": "ZSP"}
    ]
    shipped = Card.of("port_cargo").read()
    assert set(frame["measure"]).isdisjoint(shipped["measure"]), "never on the axis of Eurostat's gross weight"
    assert set(frame["series"]).isdisjoint(shipped["series"])


@pytest.mark.parametrize(
    ("lists", "told"),
    [
        (
            {"NederlandseZeehavens": [{"Identifier": "A041798", "Title": "Rotterdam"}]},
            "is not 'Zeeland Seaports' any more",
        ),
        ({"SoortLading": [{"Identifier": "T9", "Title": "Totaal"}]}, "SoortLadingCodes: missing T001292"),
        ({"measures": [{"Identifier": "M004032", "Unit": "mln kg"}]}, "the unit is not '1 000 ton'"),
    ],
)
def test_a_port_table_with_other_codes_is_refused(lists, told):
    with pytest.raises(SourceError, match=told):
        cbs_port.parse(handmade(PORT, [port_row("2024JJ00", 1)], lists={**PORT_LISTS, **lists}))


def test_fetch_follows_every_page_and_asks_only_for_our_places(httpserver, monkeypatch):
    """Hand-made pages: the second is found by the first one's nextLink, as CBS writes it in full."""
    monkeypatch.setenv("NSPD_CBS_URL", httpserver.url_for("/CBS"))
    raw = handmade(REGIONAL, THREE)
    official = "https://datasets.cbs.nl/odata/v1/CBS/70072ned/Observations"
    first, second = {"value": THREE[:1], "@odata.nextLink": f"{official}?page=2"}, {"value": THREE[1:]}
    httpserver.expect_request("/CBS/70072ned/Observations", query_string="page=2").respond_with_json(second)
    httpserver.expect_request("/CBS/70072ned/Observations").respond_with_json(first)
    for name, resource in cbs.LISTS.items():
        body = raw.json(f"70072ned/{name}")
        httpserver.expect_request(f"/CBS/70072ned/{resource}").respond_with_json(body)
    client = Client(cbs_regional.SOURCE)
    cbs_regional.fetch(client)
    assert client.raw.names("70072ned/observations-") == ["70072ned/observations-1", "70072ned/observations-2"]
    filtered = [request.args["$filter"] for request, _ in httpserver.log if "$filter" in request.args]
    assert len(filtered) == 1 and "RegioS eq 'GM0715'" in filtered[0] and "Measure eq '1050010_2'" in filtered[0]
    assert len(cbs_regional.parse(client.raw)["indicators"]) == 3


@pytest.mark.parametrize(
    ("link", "told"),
    [
        ("{here}/CBS/70072ned/Observations?page=1", "paging loop"),
        ("https://elsewhere.invalid/x", "lies at another host"),
    ],
)
def test_pages_that_go_round_or_lead_away_are_refused(httpserver, monkeypatch, link, told):
    monkeypatch.setenv("NSPD_CBS_URL", httpserver.url_for("/CBS"))
    raw = handmade(REGIONAL, THREE, next_link=link.format(here=httpserver.url_for("").rstrip("/")))
    for name, resource in {**cbs.LISTS, "observations-1": "Observations"}.items():
        httpserver.expect_request(f"/CBS/70072ned/{resource}").respond_with_json(raw.json(f"70072ned/{name}"))
    with pytest.raises(SourceError, match=told):
        cbs_regional.fetch(Client(cbs_regional.SOURCE))


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({}, "revised since"),
        ({"source": "another"}, "another edition"),
        ({"source": "another", "definition": "counted-otherwise"}, "another definition: counted-otherwise"),
        ({"definition": "counted-otherwise", "status": "projected"}, "a projection"),
    ],
)
def test_of_a_figure_that_differs_it_is_told_why(replies, cells, why):
    """Invented: the same figures, one more everywhere, as if they stood so in geodata."""
    frame = cbs.parse(replies)["indicators"]
    both = agreement.pairs("indicators", frame, frame.assign(value=frame["value"] + 1, **cells))
    assert len(both) == 76 and set(both["why"]) == {why}
    assert set(agreement.pairs("indicators", frame, frame.assign(**cells))["why"]) == {""}
