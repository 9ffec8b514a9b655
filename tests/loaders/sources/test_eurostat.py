"""Eurostat: JSON-stat is read as documented, silently dropped codes are noticed, and ports are found by label.

Hand-made replies are invented, in the documented format; the recorded ones are of other tables.
"""

import json

import pandas as pd
import pytest

from loaders.card import Card
from loaders.datasets import indicators
from loaders.fetch.client import Client
from loaders.fetch.source import SourceError
from loaders.refresh import agreement
from loaders.sources import eurostat, eurostat_accounts, eurostat_port
from tests.support.opening import ROOT
from tests.support.played import changed, jsonstat, recorded
from tests.support.replies.eurostat import PORTS, REGIONS, accounts, port_replies, ports, recode, replies


def test_a_recorded_dataset_is_read_cell_by_cell():
    reply = json.loads(recorded("eurostat_jsonstat/demo_gind.json")[0])
    found = list(eurostat.cells(reply, {"geo": ["BE", "NL"]}, eurostat.SOURCE, "demo_gind"))
    everything = list(eurostat.cells(reply, {}, eurostat.SOURCE, "demo_gind"))
    assert len([cell for cell in everything if cell["value"] is not None]) == len(reply["value"])
    born = {cell["geo"]: cell["value"] for cell in found if cell["indic_de"] == "JAN"}
    # Population on 1 January 2024, by hand from the recorded positions: geo 5 is BE, 25 is NL, indicator 12 of 28.
    geo, width = reply["dimension"]["geo"]["category"]["index"], 28
    order = reply["id"]
    assert order.index("indic_de") < order.index("geo") and width == reply["size"][order.index("indic_de")]
    assert born == {code: reply["value"][str(12 * len(geo) + geo[code])] for code in ("BE", "NL")}
    assert {cell["flag"] for cell in everything} >= {"", "ep", "p", "e"}


def test_figures_fit_the_card_and_flags_become_status_and_remark():
    frame = eurostat.parse(replies())["indicators"]
    assert list(frame.columns) == list(Card.of("indicators").fields.columns)
    assert not frame.duplicated(list(Card.of("indicators").fields.key)).any()
    # 6 regions x 2 years x (6 of GDP + population + density), and 4 x 2 of unemployment.
    assert len(frame) == 12 * 8 + 8
    rows = frame.set_index(["indicator", "place", "period"])
    assert rows.loc[("gdp", "BE23", "2024"), "status"] == "provisional"
    # The first unit is million euro; the second region follows after two years: cells 2 and 3 hold 3 and 4.
    assert rows.loc[("gdp", "BE233", "2023"), "value"] == 3
    # The second unit begins after 6 regions x 2 years.
    assert rows.loc[("gdp_per_inhabitant", "BE23", "2023"), "value"] == 13
    assert rows.loc[("population", "BE23", "2023"), "note"] == "note-eurostat-break"
    assert rows.loc[("survey_unemployment", "BE2", "2024"), "note"] == (
        "note-eurostat-break note-eurostat-low-reliability"
    )
    assert set(frame["source_date"]) == {"2026-03-04"}


def test_every_flag_of_a_figure_is_kept_and_reaches_the_reader(monkeypatch):
    reply = json.loads((ROOT / "tests/cases/eurostat-flag-bu.json").read_text("utf-8"))
    rows = eurostat.parse(replies(lfst_r_lfu3rt=reply))["indicators"]
    flagged = rows[(rows["indicator"] == "survey_unemployment") & (rows["note"] != "")]
    assert flagged[["place", "period", "value"]].values.tolist() == [["BE2", "2023", 1]]
    source = flagged["source"].item()
    assert flagged["note"].tolist() == ["note-eurostat-break note-eurostat-low-reliability"]
    assert indicators.check(flagged.assign(note="note-eurostat-break nothing"))[0].column == "note"
    every = pd.concat([indicators.CARD.read(), flagged], ignore_index=True)
    monkeypatch.setattr(Card, "read", lambda card, real=Card.read: every if card.name == "indicators" else real(card))
    shown = indicators.load().set_index(["indicator", "place", "period", "source"])
    assert shown.loc[("survey_unemployment", "BE2", "2023", source), "note_en"] == (
        "Eurostat marks a break in the series (flag b); Eurostat calls this figure of low reliability (flag u)"
    )


@pytest.mark.parametrize(
    ("flag", "status", "note"),
    [
        ("ep", "estimated", "note-eurostat-provisional"),
        ("bep", "estimated", "note-eurostat-break note-eurostat-provisional"),
        ("ef", "projected", "note-eurostat-estimated"),
        ("es", "estimated", ""),
    ],
)
def test_a_second_status_of_a_figure_becomes_a_remark(flag, status, note):
    assert eurostat.decode_flag(flag, eurostat.SOURCE, "invented") == (status, note)
    assert set(note.split()) <= set(indicators.definitions()["definition"])


@pytest.mark.parametrize("unit", [{"CP_MEUR": "Current prices, million euro"}, {"MIO_EUR": "Million euro"}])
@pytest.mark.parametrize("name", ["unit", "currency"])
def test_accounts_are_read_with_the_old_and_the_new_code_of_their_unit(unit, name):
    frame = eurostat_accounts.parse(accounts(unit, name))["indicators"].set_index(["indicator", "place", "period"])
    assert frame.loc[("gva", "BE233", "2023"), "value"] == 3
    assert frame.loc[("employment", "BE233", "2023"), "value"] == 3000, "thousands become persons"


@pytest.mark.parametrize(
    ("name", "mend", "told"),
    [
        ("demo_r_pjanaggr3", lambda body: recode(body, "geo", "BE234", "XX"), "geo: missing BE234"),
        ("demo_r_pjanaggr3", lambda body: body["dimension"]["unit"]["category"]["label"].update(NR="Thousand"),
         r"NR is not 'number' \(seen: Thousand\)"),
        ("demo_r_pjanaggr3", lambda body: body["value"].update({"99": 1}), "a value outside the 12 cells"),
        ("demo_r_pjanaggr3", lambda body: body.update(size=[1, 1, 1, 1, 6, 3]), "sizes do not fit"),
        ("demo_r_pjanaggr3", lambda body: body.update(version="1.0"), "no JSON-stat 2.0 dataset"),
        ("demo_r_pjanaggr3", lambda body: body.update(error=[{"status": 400, "label": "no such table"}]),
         "answered with an error .seen: .*no such table"),
        ("demo_r_pjanaggr3", lambda body: body.update(warning={"status": 413, "label": "ASYNCHRONOUS_RESPONSE"}),
         "answered with a warning"),
        ("demo_r_pjanaggr3", lambda body: body.update(status={"0": "q"}), "unknown flag 'q'"),
        ("demo_r_pjanaggr3", lambda body: body["value"].update({"0": "many"}), "not a number"),
        ("demo_r_pjanaggr3", lambda body: [body["value"].pop(at) for at in ("2", "3")], "any year: missing BE233"),
        ("demo_r_pjanaggr3", lambda body: body.pop("dimension"), "not as JSON-stat writes them"),
        ("nama_10r_3gdp", lambda body: recode(body, "unit", "EUR_HAB", "EURO"), "no unit EUR_HAB .seen: MIO_EUR"),
        ("lfst_r_lfu3rt", lambda body: recode(body, "age", "Y15-74", "Y_GE15"), "age: missing Y15-74"),
    ],
)  # fmt: skip
def test_a_changed_reply_is_refused_with_what_was_seen(name, mend, told):
    raw = replies()
    body = raw.json(name)
    mend(body)
    with pytest.raises(SourceError, match=told):
        eurostat.parse(changed(raw, **{name: body}))


def test_a_table_of_all_ages_gives_the_asked_one_only():
    """Hand-made: the filter ignored by the service, so that another age stands before the total."""
    codes = {"sex": {"T": "Total"}, "age": {"Y10": "10", "TOTAL": "Total"}, "unit": {"NR": "Number"}, "geo": REGIONS}
    body = jsonstat({**codes, "time": {"2024": "2024"}}, {at: float(at) for at in range(12)})
    frame = eurostat.parse(replies(demo_r_pjanaggr3=body))["indicators"].query("indicator == 'population'")
    assert sorted(frame["value"]) == [6, 7, 8, 9, 10, 11]


def test_values_may_be_a_list_and_a_dimension_of_one_code_without_an_index():
    reply = {"version": "2.0", "class": "dataset", "id": ["geo", "time"], "size": [1, 2], "value": [None, 5]}
    years = {"index": ["2023", "2024"]}
    reply["dimension"] = {"geo": {"category": {"label": {"BE": "Belgium"}}}, "time": {"category": years}}
    found = list(eurostat.cells(reply, {"geo": ["BE"]}, eurostat.SOURCE, "made"))
    assert found == [{"time": "2024", "geo": "BE", "value": 5.0, "flag": ""}]


def test_port_tonnage_agrees_with_the_yearbook_and_the_shipped_rows():
    yearbook = json.loads(recorded("documented_examples/eurostat/RYB2026_maritime-freight_2024.json")[0])
    drawn = {row["code"]: row["ton_2024_total"] for row in yearbook}
    frames = eurostat_port.parse(port_replies())
    cargo = frames["port_cargo"].set_index(["scope", "category"])["value"]
    assert cargo["GENT", "total"] == drawn["BE00BEGNE"] and cargo["ZSP", "total"] == drawn["NL00NLZSP"]
    for dataset, frame in frames.items():
        assert list(frame.columns) == list(Card.of(dataset).fields.columns)
        both = agreement.pairs(dataset, frame)
        same = both[both["source"] == both["source_shipped"]]
        assert len(same) == len(frame) == 6 and same["equal"].all()
    print(f"\n{agreement.table(frames).to_string()}")


def test_a_port_is_found_by_its_label_whatever_its_code():
    other = {"BE_9": "Gent (Ghent)", "NL_9": "Zeeland Seaports"}
    frame = eurostat_port.parse(port_replies(ports({**other, "NL_0NLRTM": "Rotterdam"}), ports(other)))["port_cargo"]
    assert set(frame["scope"]) == {"GENT", "ZSP"}


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (lambda: port_replies(ports({"NL_0NLRTM": "Rotterdam", "BE_0BEGNE": "Gent (Ghent)"})),
         r"rep_mar: 0 labels fit instead of one \(seen: NL_0NLRTM Rotterdam; BE_0BEGNE Gent"),
        (lambda: port_replies(ports({**PORTS, "BE_1": "Ghent, other"})), "2 labels fit instead of one"),
        (lambda: port_replies(ports(direct={"T": "Total", "I": "Inwards"})), "direct: 0 labels fit"),
        (lambda: port_replies(ports(unit="Tonnes")), "THS_T is not Thousand tonnes"),
        (lambda: port_replies(reply=ports({"X": "Ghent", "Y": "Zeeland Seaports"})), "other ports or directions"),
    ],
)  # fmt: skip
def test_ports_that_are_not_found_are_refused_with_the_labels_that_were_seen(raw, told):
    with pytest.raises(SourceError, match=told):
        eurostat_port.parse(raw())


def test_the_second_question_uses_the_codes_that_were_looked_up(httpserver, monkeypatch):
    monkeypatch.setenv("NSPD_EUROSTAT_URL", httpserver.url_for("/data"))
    httpserver.expect_ordered_request("/data/mar_go_aa").respond_with_json(ports())
    ours = {code: PORTS[code] for code in ("BE_0BEGNE", "NL_0NLZSP")}
    httpserver.expect_ordered_request("/data/mar_go_aa").respond_with_json(ports(ours))
    client = Client(eurostat_port.SOURCE)
    eurostat_port.fetch(client)
    first, second = [request for request, _ in httpserver.log]
    assert first.args["lastTimePeriod"] == "1" and "rep_mar" not in first.args
    assert second.args.getlist("rep_mar") == ["BE_0BEGNE", "NL_0NLZSP"]
    assert second.args.getlist("direct") == ["TOTAL", "IN", "OUT"]
    assert len(eurostat_port.parse(client.raw)["port_cargo"]) == 6


def test_regions_are_asked_for_one_by_one_and_all_units_with_them(httpserver, monkeypatch):
    monkeypatch.setenv("NSPD_EUROSTAT_URL", httpserver.url_for("/data"))
    raw = replies()
    for name in raw.names():
        httpserver.expect_request(f"/data/{name}").respond_with_json(raw.json(name))
    client = Client(eurostat.SOURCE)
    eurostat.fetch(client)
    by_name = {request.path.split("/")[-1]: request.args for request, _ in httpserver.log}
    assert by_name["nama_10r_3gdp"].getlist("geo") == list(REGIONS) and "unit" not in by_name["nama_10r_3gdp"]
    assert by_name["lfst_r_lfu3rt"]["age"] == "Y15-74"
    assert len(eurostat.parse(client.raw)["indicators"]) == 104
