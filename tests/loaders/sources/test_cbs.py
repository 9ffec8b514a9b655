"""CBS StatLine: recorded replies yield the shipped figures, and a changed reply is refused with what was seen.

Hand-made replies are invented, in the format that CBS documents, and never shown.
"""

import pytest

from loaders.card import Card
from loaders.fetch.client import Client
from loaders.fetch.source import SourceError
from loaders.refresh import agreement
from loaders.sources import cbs, cbs_ages, cbs_port, cbs_regional
from tests.support import play_sources
from tests.support.played import cbs_recorded, changed, recorded
from tests.support.replies.cbs import (
    AGE_LISTS,
    MUNICIPALITIES,
    PERSONS,
    PORT,
    PORT_LISTS,
    REGIONAL,
    THREE,
    WOMEN,
    age_code,
    by_age,
    handmade,
    observation,
    port_row,
)


@pytest.fixture(scope="module")
def replies():
    return cbs_recorded("03759ned", "83625NED")


def test_every_recorded_figure_is_the_shipped_one(replies):
    frames = cbs.parse(replies)
    both = agreement.pairs("indicators", frames["indicators"])
    same = both[both["source"] == both["source_shipped"]]
    assert len(frames["indicators"]) == len(same) == 285 and same["equal"].all()
    table = agreement.table(frames).set_index(["source", "shipped"])
    # All 13 municipalities, the province and the country: 11 years of prices and 8 of population.
    assert frames["indicators"]["place"].nunique() == 15 and not frames["indicators"].attrs["remarks"]
    assert table.loc[("cbs-83625ned", "cbs-83625ned"), "equal"] == 15 * 11
    assert table.loc[("cbs-03759ned", "cbs-03759ned"), "equal"] == 15 * 8
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
    for town in ("GM0715", "GM0664"):
        one = handmade(REGIONAL, [*THREE, observation("A047044", town, "2025JJ00", 250.4)])
        with pytest.raises(SourceError, match=r"A047044, 2025: missing .*GM0718"):
            cbs_regional.parse(one)


def test_every_municipality_of_zeeland_is_asked_for_and_what_is_missing_is_reported():
    """Hand-made: five municipalities of the 13; a name with what tells it apart is the same name."""
    rows = [observation("A047044", region, "2024JJ00", 100.5) for region in MUNICIPALITIES]
    frame = cbs_regional.parse(handmade(REGIONAL, rows))["indicators"]
    assert set(frame["place"]) == {f"NL-{code}" for code in MUNICIPALITIES}
    remark = frame.attrs["remarks"][-1]
    assert remark.startswith("70072ned: without GM0677 Hulst, GM0678 Kapelle") and remark.count("GM") == 8
    wrong = [{"Identifier": code, "Title": name.replace("Goes", "Goesting")} for code, name in MUNICIPALITIES.items()]
    with pytest.raises(SourceError, match=r"GM0664 is not Goes any more \(seen: Goesting\)"):
        cbs_regional.parse(handmade(REGIONAL, rows, lists={"regions": wrong}))


def test_a_measure_may_become_two_indicators_and_its_title_is_checked():
    """Hand-made: establishments of 2023 and 2024, of which only the latter are counted as in the longer series."""
    rows = [
        observation(code, region, f"{year}JJ00", value)
        for region in MUNICIPALITIES
        for code, year, value in (("M000200_2", 2023, 900), ("M000200_2", 2024, 1000), ("1050010_6", 2024, 31.5))
    ]
    frame = cbs_regional.parse(handmade(REGIONAL, rows))["indicators"]
    values = frame.set_index(["indicator", "place", "period"])["value"].to_dict()
    assert values["establishments_nl", "NL-GM0664", "2023"] == 900
    assert values["establishments", "NL-GM0664", "2024"] == values["establishments_nl", "NL-GM0664", "2024"] == 1000
    assert ("establishments", "NL-GM0664", "2023") not in values
    assert values["equivalised_income", "NL-GM0715", "2024"] == 31500
    raw = handmade(REGIONAL, rows)
    body = raw.json("70072ned/measures")
    for one in body["value"]:
        if one["Identifier"] == "1050010_6":
            one["Title"] = "Particuliere huishoudens incl. studenten"
    with pytest.raises(SourceError, match=r"its title does not say 'excl\. studenten'"):
        cbs_regional.parse(changed(raw, **{"70072ned__measures": body}))


def test_migration_abroad_is_two_measures_and_exchanged_titles_are_refused():
    """Hand-made: 30 arrivals from abroad and 20 departures; the codes are those of the table's own list."""
    rows = [
        observation(code, region, "2024JJ00", value)
        for region in MUNICIPALITIES
        for code, value in (("M000167_4", 30), ("M000343", 20))
    ]
    raw = handmade(REGIONAL, rows)
    values = cbs_regional.parse(raw)["indicators"].set_index(["indicator", "place"])["value"].to_dict()
    assert (values["immigration", "NL-GM0715"], values["emigration", "NL-GM0715"]) == (30, 20)
    body = raw.json("70072ned/measures")
    titles = {"immigratie": "emigratie", "emigratie": "immigratie"}
    exchanged = [{**one, "Title": titles.get(one["Title"], one["Title"])} for one in body["value"]]
    with pytest.raises(SourceError, match="its title does not say 'immigratie'"):
        cbs_regional.parse(changed(raw, **{"70072ned__measures": {"value": exchanged}}))


def test_ages_are_read_from_their_titles_and_added_up_to_groups():
    """Hand-made: one year of each group; a year above 95 is in the open group, and counts once."""
    frame = cbs_ages.parse(by_age(PERSONS, WOMEN))["indicators"]
    values = frame.set_index(["place", "indicator"])["value"].to_dict()
    groups = ("0_14", "15_24", "25_44", "45_64", "65_plus")
    assert [values["NL-GM0687", f"population_aged_{group}"] for group in groups] == [10, 20, 30, 40, 51]
    assert values["NL-GM0715", "population_women"] == 80
    assert set(frame["source"]) == {"cbs-03759ned"} and set(frame["status"]) == {"measured"}
    assert len(frame) == len(MUNICIPALITIES) * 6 and "GM1676 Schouwen-Duiveland" in frame.attrs["remarks"][0]


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (lambda: by_age({**PERSONS, "GM0664": {**PERSONS["GM0664"], age_code(3): 1}}, WOMEN),
         r"GM0664, 2026JJ00: the ages do not add up \(seen: 152 and 151"),
        (lambda: by_age({code: ages for code, ages in PERSONS.items() if code != "GM0718"}, {}), "missing GM0718"),
        (lambda: changed(by_age(PERSONS, WOMEN), **{"03759ned__Geslacht": {"value": []}}), "GeslachtCodes: missing"),
        (lambda: changed(by_age(PERSONS, WOMEN), **{"03759ned__Leeftijd": {"value": [
            {"Identifier": "10000", "Title": "Totaal"}, {"Identifier": "22000", "Title": "95 jaar of ouder"}]}}),
         "years of age are missing"),
        (lambda: changed(by_age(PERSONS, WOMEN), **{"03759ned__women-1": {}}), "women-1: no observations"),
    ],
)  # fmt: skip
def test_a_changed_reply_on_ages_is_refused(raw, told):
    with pytest.raises(SourceError, match=told):
        cbs_ages.parse(raw())


def test_the_recorded_lists_have_the_codes_of_ages_and_women():
    lists = {name: recorded(f"documented_examples/cbs/03759ned/codes-{name}.json")[0] for name in AGE_LISTS}
    raw = changed(by_age(PERSONS, WOMEN), **{f"03759ned__{name}": body for name, body in lists.items()})
    assert cbs_ages.parse(raw)["indicators"].equals(cbs_ages.parse(by_age(PERSONS, WOMEN))["indicators"])


def test_an_address_with_every_place_stays_short_enough(monkeypatch):
    """Servers commonly refuse addresses of more than some thousands of characters."""
    monkeypatch.delenv("NSPD_CBS_URL", raising=False)
    for module in (cbs, cbs_ages, cbs_regional):
        played = play_sources.Listener(module.SOURCE, play_sources.replies()[module.SOURCE.name])
        module.fetch(played)
        lengths = [len(module.SOURCE.base) + len(path) for path, _ in played.answers]
        assert 300 < max(lengths) < 2500, module.SOURCE.name


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
    assert len(both) == 285 and set(both["why"]) == {why}
    assert set(agreement.pairs("indicators", frame, frame.assign(**cells))["why"]) == {""}
