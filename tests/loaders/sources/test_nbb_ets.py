"""The National Bank's port study and the emissions register: structure and labels checked, the sums of parts too.

Hand-made replies are invented, in the documented format, and never shown.
"""

import json

import pytest

from loaders.card import Card
from loaders.datasets import port
from loaders.fetch.client import Client
from loaders.fetch.queries import queries
from loaders.fetch.replies import Raw
from loaders.fetch.source import SourceError
from loaders.refresh import agreement
from loaders.sources import ets, nbb
from tests.support.played import recorded
from tests.support.replies.nbb_ets import message, nbb_raw, register, structure_of


def test_a_recorded_message_is_read_observation_by_observation():
    reply = json.loads(recorded("documented_examples/nbb/data_DF_EXR.json")[0])
    found = nbb.observations(reply, nbb.SOURCE)
    assert len(found) == sum(len(one["observations"]) for one in reply["data"]["dataSets"][0]["series"].values())
    # The first series, "0:1", is monthly and in Australian dollars; its first observation is of March 2026.
    first = found[0]
    assert first["FREQ"] == ("M", "Monthly") and first["EXR_CURRENCY"] == ("AUD", "Australian dollar")
    assert first["TIME_PERIOD"][0] == "2026-03" and first["value"] == 1.6469909090909
    assert first["OBS_STATUS"] == ("A", "Normal")


def test_codes_and_labels_are_those_of_the_recorded_structure():
    structure = json.loads(recorded("documented_examples/nbb/BE2_DF_AMPORTS.json")[0])
    codes = {one["id"]: {code["id"]: code["name"] for code in one["codes"]} for one in structure["dimensions"]}
    assert [one["id"] for one in structure["dimensions"]][:4] == ["FREQ", nbb.PORT, nbb.VARIABLE, nbb.SECTOR]
    config = queries().nbb
    for code, variable in config.variables.items():
        assert (
            variable.label.lower() in codes[nbb.VARIABLE][code].lower()
            and variable.label_unit in codes[nbb.VARIABLE][code]
        )
    assert codes[nbb.PORT]["GN"] == config.port["GN"] and set(config.sectors) <= set(codes[nbb.SECTOR])


def test_the_port_study_fits_the_card_and_stands_beside_what_was_collected():
    frame = nbb.parse(nbb_raw())["port_economy"]
    assert list(frame.columns) == list(Card.of("port_economy").fields.columns)
    assert not frame.duplicated(list(Card.of("port_economy").fields.key)).any()
    rows = frame.set_index(["measure", "category", "year"])
    assert rows.loc[("employment", "direct + indirect", 2022), "value"] == 150
    assert rows.loc[("employment", "direct", 2023), "unit"] == "FTE"
    assert rows.loc[("value added", "direct", 2022), "status"] == "measured"
    assert rows.loc[("value added", "direct", 2023), "status"] == "provisional"
    assert len(frame) == 14, "no cluster of a sector"
    shipped = Card.of("port_economy").read()
    assert set(frame["series"]).isdisjoint(shipped["series"]) and set(frame["source"]).isdisjoint(shipped["source"])
    assert set(frame["concept"]) == {"nbb", "amount"}
    assert "port_economy" in port.NAMES


@pytest.mark.parametrize(
    ("mend", "told"),
    [
        (lambda body: body["data"]["dataSets"][0]["series"]["0:0:0:0"]["observations"]["1"].__setitem__(0, 160.0),
         "value added 2022: direct and indirect do not add up"),
        (lambda body: structure_of(body)["dimensions"]["series"][1]["values"][0].update(name="Port of Liège"),
         r"GN is not North Sea Port Flanders \(seen: Port of Liège\)"),
        (lambda body: structure_of(body)["dimensions"]["series"][2]["values"][1].update(name="Employment (jobs)"),
         "PE is not Employment in FTE"),
        (lambda body: structure_of(body)["attributes"]["observation"][0]["values"][1].update(id="Z"), "unknown status"),
        (lambda body: body["data"]["dataSets"][0]["series"].update({"0:0:9:0": {"observations": {"0": [1]}}}),
         "no SDMX-JSON 2.0 message"),
        (lambda body: body["data"]["dataSets"][0].update(series={}), "holds no observation"),
        (lambda body: body.pop("data"), "no SDMX-JSON 2.0 message"),
        (lambda body: [body["data"]["dataSets"][0]["series"].pop(key) for key in ("0:0:2:1",)], "missing investment"),
        (lambda body: body["data"]["dataSets"][0]["series"]["0:0:1:1"]["observations"]["1"].__setitem__(0, "many"),
         "not a number"),
    ],
)  # fmt: skip
def test_a_changed_port_study_is_refused(mend, told):
    with pytest.raises(SourceError, match=told):
        nbb.parse(nbb_raw(mend))


def test_the_firewalls_page_is_no_answer_and_we_say_who_we_are(httpserver, monkeypatch):
    """Hand-made page: status 200 and HTML, as their firewall answers clients that are no browser."""
    monkeypatch.setenv("NSPD_NBB_URL", httpserver.url_for("/rest/data"))
    httpserver.expect_request("/rest/data/BE2,DF_AMPORTS,1.0/A.GN.VA+PE+IN.TO+DI+IN").respond_with_data(
        "<html><body>Request Rejected</body></html>", content_type="text/html"
    )
    with pytest.raises(SourceError, match="HTML page"):
        nbb.fetch(Client(nbb.SOURCE))
    sent = httpserver.log[0][0].headers
    assert sent["User-Agent"].startswith("nspd-dashboard/") and "Mozilla" not in sent["User-Agent"]
    assert "Origin" not in sent and "Referer" not in sent


def test_the_port_study_is_asked_for_by_its_key(httpserver, monkeypatch):
    monkeypatch.setenv("NSPD_NBB_URL", httpserver.url_for("/rest/data"))
    httpserver.expect_request("/rest/data/BE2,DF_AMPORTS,1.0/A.GN.VA+PE+IN.TO+DI+IN").respond_with_data(
        json.dumps(message()), content_type="application/vnd.sdmx.data+json; version=2.0.0; charset=utf-8"
    )
    client = Client(nbb.SOURCE)
    nbb.fetch(client)
    assert len(nbb.parse(client.raw)["port_economy"]) == 14


@pytest.mark.parametrize("packed", [True, False])
def test_the_register_gives_the_shipped_emissions_and_the_years_after(packed):
    frame = ets.parse(register(packed=packed))["emissions"]
    assert list(frame.columns) == list(Card.of("emissions").fields.columns)
    shipped = Card.of("emissions").read()
    both = agreement.pairs("emissions", frame, shipped)
    assert len(both) == len(shipped) == 385 + 145 and both["equal"].all()
    after = frame[(frame["year"] > 2020) & (frame["account"] == "BE_190")]
    assert after[["account", "year", "value", "place"]].to_dict("records") == [
        {"account": "BE_190", "year": 2023, "value": 4321, "place": "BE-44021"}
    ]
    # The register has whole tonnes; of two accounts it counts the whole site since 2021, as the shipped rows do.
    whole = frame[frame["series"] == "site"]
    assert set(whole["account"]) == {"NL_407", "NL_128"} and whole["year"].min() == 2021 and len(whole) == 10
    assert set(frame["precision"]) == {1}
    assert frame["year"].min() == 2013 and set(frame["source_date"]) == {"2026-09-24"}


def test_installations_of_both_countries_that_nobody_looked_at_are_told_and_not_taken_in():
    def and_others(rows):
        """Invented: a new one that names a place of ours, a new one, one of before, one without a figure."""
        new = [["New Forge", "900001", "BE", "2022", "5"], ["Bakery Gent", "900002", "NL", "2023", "6"]]
        new += [["New Forge", "900001", "BE", "2021", "4"], ["Of old", "900003", "BE", "2020", "7"]]
        return [*rows, *new, ["Of old", "900003", "BE", "2022", "7"], ["Silent", "900004", "NL", "2022", "-1"]]

    frame = ets.parse(register(and_others))["emissions"]
    assert not frame["account"].str.contains("_90000").any()
    (told,) = frame.attrs["remarks"]
    assert told.startswith("Belgian and Dutch installations with figures since 2021 only: 2;")
    assert told.endswith(": NL_900002 Bakery Gent (since 2023); BE_900001 New Forge (since 2021)")
    assert ets.parse(register())["emissions"].attrs["remarks"] == []


def test_places_of_installations_are_those_of_the_shipped_emissions():
    shipped = Card.of("emissions").read().drop_duplicates("account").set_index("account")
    columns = ["installation", "site", "locality", "place"]
    accounts = {key: one.model_dump() for key, one in ets.CONFIG.accounts.items()}
    assert accounts == shipped[columns].to_dict("index")


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (lambda: register(head=("NAME", "ID", "REGISTRY_CODE", "PERIOD_YEAR", "VERIFIED_EMISSIONS")),
         "columns: missing INSTALLATION_IDENTIFIER .seen: ID, NAME"),
        (lambda: register(lambda rows: [row for row in rows if row[1] != "190"]), "installations: missing BE_190"),
        (lambda: register(lambda rows: [*rows, ["Volvo", "190", "BE", "2023", "1"]]), "two values: BE_190 2023"),
        (lambda: register(lambda rows: [*rows, ["Volvo", "190", "BE", "2022", "much"]]), "not a number"),
        (lambda: register(lambda rows: [*rows, ["Volvo", "190", "BE", "2022", "-7"]]), "no year or no emission"),
        (lambda: Raw.of({"yearly": register().body("yearly")[:500]}), "cut off"),
        (lambda: Raw.of({"yearly": b"<html>429</html>"}), "columns: missing"),
    ],
)  # fmt: skip
def test_a_changed_register_is_refused(raw, told):
    with pytest.raises(SourceError, match=told):
        ets.parse(raw())


def test_the_register_is_asked_for_as_a_packed_file(httpserver, monkeypatch):
    monkeypatch.setenv("NSPD_ETS_URL", httpserver.url_for("/extracts"))
    body = register().body("yearly")
    httpserver.expect_request(f"/extracts/{ets.FILE}").respond_with_data(body, content_type="application/x-gzip")
    client = Client(ets.SOURCE)
    ets.fetch(client)
    assert client.raw.body("yearly") == body and len(ets.parse(client.raw)["emissions"]) == 385 + 145 + 1
