"""Links and files of scenarios: round trips, old ones that open with messages, and refusals."""

import base64
import hashlib
import json
import random
import zlib
from pathlib import Path

import pytest
import yaml

from i18n.translator import Words
from pages.scenarios.model_runs import write_message
from scenarios.parameters import parameters
from scenarios.presets import presets
from scenarios.safe_yaml import LARGEST
from scenarios.scenario import Scenario, check
from scenarios.serialization import decode, encode, from_yaml, to_yaml
from scenarios.versions import Change, migrate

DUTCH, ENGLISH = Words("nl"), Words("en")
DATA = "84b71c56"
FIXTURE = Path(__file__).parent / "links_v1.txt"
FIXTURE_2 = Path(__file__).parent / "links_v2.txt"
FULL = Scenario(
    name="Mijn kanaalzone – proef 3",
    changes={"growth_2030": 1.2, "steel_dri": 1, "steel_dri_start": 2034, "labour_zeeland": 220000},
    author="Planbureau (test)",
    notes="één regel, “aanhalingstekens”: ja 👨‍👩‍👧\r\nen een tweede # regel",
    preset="as_announced",
    reasons={"growth_2030": "hoger dan WLO", "steel_dri": {"nl": "eigen keuze", "en": "own choice"}},
)


def link(fields: object) -> str:
    """A link of any fields, with a checksum that fits: what somebody could make by hand."""
    packed = zlib.compress(json.dumps(fields).encode())
    text = base64.urlsafe_b64encode(packed).decode().rstrip("=")
    return f"1.{text}.{hashlib.sha256(packed).hexdigest()[:10]}"


def fields(**other: object) -> dict[str, object]:
    return {"m": 2, "d": DATA, "p": "baseline", "n": "s", "c": {"growth_2030": 1}, **other}


def some_scenarios(count: int) -> list[Scenario]:
    """Scenarios with random allowed changes; always the same ones."""
    generator = random.Random(7)
    made = []
    for number in range(count):
        changes = {}
        for parameter in generator.sample(list(parameters().values()), generator.randint(0, 30)):
            value = generator.uniform(parameter.low, parameter.high)
            changes[parameter.key] = float(round(value) if parameter.kind != "number" else value)
        if not check(changes):
            made.append(Scenario(f"s {number} é “,.", changes, notes="n" * number))
    return made


@pytest.mark.parametrize("scenario", [FULL, *[preset.scenario("nl") for preset in presets().values()]])
def test_a_link_and_a_file_bring_back_the_same_scenario(scenario):
    opened = decode(encode(scenario, DATA), DATA)
    assert opened.scenario == scenario and not opened.messages and not opened.faults
    opened = from_yaml(to_yaml(scenario, DATA), DATA)
    assert opened.scenario == scenario and not opened.messages and not opened.faults


def test_any_allowed_scenario_survives_the_round_trip():
    scenarios = some_scenarios(200)
    assert len(scenarios) > 150
    for scenario in scenarios:
        assert decode(encode(scenario, DATA), DATA).scenario == scenario
        assert from_yaml(to_yaml(scenario), DATA).scenario == scenario
        as_json = json.dumps(yaml.safe_load(to_yaml(scenario)), ensure_ascii=False)
        assert from_yaml(as_json).scenario == scenario


def test_links_stay_short_and_safe_in_an_address():
    for preset in presets().values():
        text = encode(preset.scenario("nl"), DATA)
        assert len(text) < 400 and set(text) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.")


def test_links_of_version_1_open_for_ever():
    lines = [line.split(" ", 1) for line in FIXTURE.read_text("utf-8").splitlines() if not line.startswith("#")]
    assert len(lines) == 11
    for name, text in lines:
        opened = decode(text, "")
        assert opened.scenario is not None, f"{name}: {[str(fault) for fault in opened.faults]}"
    opened = {name: decode(text, "").scenario for name, text in lines}
    assert opened["delayed-nl"].changes["delay"] == 5 and opened["delayed-nl"].name == "Vertraagd"
    assert opened["own"].changes == {**FULL.changes, "hinterland_ratio": 1.5}
    assert opened["own"].author == "Planbureau (test)" and "tweede regel" in opened["own"].notes


def test_links_of_version_2_open_for_ever():
    lines = [line.split(" ", 1) for line in FIXTURE_2.read_text("utf-8").splitlines() if not line.startswith("#")]
    opened = {name: decode(text, "") for name, text in lines}
    assert len(opened) == 11 and not [name for name, one in opened.items() if one.scenario is None]
    own = opened["own"].scenario
    assert own is not None and own.changes == {"growth_2050": 2.0, "steel_stop": 1, "steel_stop_start": 2034}


def test_a_link_of_version_1_says_what_version_2_calculates_in_another_way():
    old = link({"m": 1, "d": DATA, "p": "baseline", "n": "s", "c": {"recovery": 100, "barge_load": 2000}})
    opened = decode(old, DATA)
    assert opened.scenario is not None and opened.scenario.changes == {"barge_load": 2000}
    told = [write_message(change.message, ENGLISH) for change in opened.messages]
    assert "recovery: exists no more and was left out" in told
    assert any("Hydrogen in the DRI plant also avoids" in text for text in told)
    assert "Electricity per tonne of CO₂ avoided by electric cracking: the baseline was 3 and is now 4.75" in told
    assert all(write_message(change.message, DUTCH) for change in opened.messages)


def test_other_data_are_told():
    opened = decode(encode(FULL, "aaaaaaaa"), DATA)
    assert opened.scenario == FULL
    assert [change.what for change in opened.messages] == ["data"]
    message = opened.messages[0].message
    assert "aaaaaaaa" in write_message(message, DUTCH) and DATA in write_message(message, ENGLISH)


def test_an_older_version_tells_exactly_what_changed():
    """As it will be in version 3: a value moved, one renamed, one gone, one new, two other ranges, another formula."""
    now = dict(parameters())
    now["growth_2050"] = now["growth_2050"].model_copy(update={"value": 0.7})
    now["growth_early"] = now.pop("growth_2030").model_copy(update={"key": "growth_early"})
    now["ship_growth"] = now["ship_growth"].model_copy(update={"high": 2.0})
    now["vacancy"] = now["vacancy"].model_copy(update={"low": 1.5})
    words = {"nl": "Walstroom", "en": "Shore power"}
    now["shore_power"] = now["delay"].model_copy(update={"key": "shore_power", "label": words, "value": 3.0})
    del now["train_load"]
    steps = {2: lambda changes: {"growth_early" if key == "growth_2030" else key: v for key, v in changes.items()}}
    old = {"growth_2030": 1.2, "train_load": 900.0, "ship_growth": 2.4, "road_2030": 20.0}
    formulas = {3: [{"nl": "Treinen rijden alleen op werkdagen", "en": "Trains run on working days only"}]}
    changes, messages = migrate(old, 2, now=3, steps=steps, formulas=formulas, current=now)
    assert changes == {"growth_early": 1.2, "road_2030": 20.0}
    english = {change.what: write_message(change.message, ENGLISH) for change in messages}
    assert english == {
        "formula": "Trains run on working days only",
        "growth_2050": "Growth of seaborne cargo 2031-2050: the baseline was 0.4 and is now 0.7",
        "shore_power": "Shore power: did not exist yet and is now 3",
        "train_load": "train_load: exists no more and was left out",
        "ship_growth": "Ships grow larger: 2.4 is no longer allowed (0 to 2) and is now the baseline, 1.5",
        "vacancy": "Vacancy needed so that people can move: the range was 2 to 5 and is now 1.5 to 5",
    }
    assert all(isinstance(change, Change) and write_message(change.message, DUTCH) for change in messages)
    dutch = {change.what: write_message(change.message, DUTCH) for change in messages}
    assert dutch["growth_2050"] == "Groei zeevracht 2031-2050: het basispad was 0,4 en is nu 0,7"


def test_a_tampered_link_is_refused():
    text = encode(FULL, DATA)
    kind, body, check_sum = text.split(".")
    for place in range(0, len(body), 7):
        other = "A" if body[place] != "A" else "B"
        opened = decode(f"{kind}.{body[:place]}{other}{body[place + 1 :]}.{check_sum}", DATA)
        assert opened.scenario is None and opened.faults[0].field == "link"
    fault = decode(f"{kind}.{body}.0000000000", DATA).faults[0]
    assert "altered" in write_message(fault.reason, ENGLISH)


@pytest.mark.parametrize(
    ("text", "field", "reason"),
    [
        ("", "link", "not a link"),
        ("hello", "link", "not a link"),
        ("1.é.0", "link", "not a link"),
        ("1." + "A" * 20_000 + ".0", "link", "not a link"),
        ("2.AAAA.0000000000", "link", "made by a newer version"),
        (None, "link", "not a link"),
        (link([1, 2]), "link", "not readable"),
        (link(fields(m=3)), "model", "newer than this model"),
        (link(fields(m=0)), "model", "no version of the model"),
        (link(fields(m="1")), "model", "no version of the model"),
        (link(fields(m=True)), "model", "no version of the model"),
        (link(fields(m=10**4000)), "model", "no version of the model"),
        (link(fields(p="utopia")), "preset", "there is no such preset"),
        (link(fields(p=["baseline"])), "preset", "there is no such preset"),
        (link(fields(n="")), "scenario", "is missing"),
        (link(fields(n="x" * 81)), "scenario", "too long"),
        (link(fields(n=5)), "scenario", "no text"),
        (link(fields(n="\ud800")), "scenario", "odd signs"),
        (link(fields(o="bell \a")), "notes", "odd signs"),
        (link(fields(c={"growth_2030": 10**400})), "growth_2030", "not a finite number"),
        (link(fields(c={"\ud800": 1})), "\ufffd", "there is no such parameter"),
        (link(fields(d="../..")), "data", "no version of the data"),
        (link(fields(c=[1])), "changes", "not a list of values"),
        (link(fields(c={"growth_2030": 99})), "growth_2030", "99 lies outside"),
        (link(fields(c={"growth_2030": float("nan")})), "growth_2030", "not a finite number"),
        (link(fields(c={"nonsense": 1})), "nonsense", "there is no such parameter"),
        (link(fields(r=[1])), "reasons", "no list of reasons"),
        (link(fields(r={"growth_2030": {"nl": 5}})), "reasons", "no list of reasons"),
        (link({}), "scenario", "is missing"),
    ],
)
def test_a_bad_link_is_refused_with_field_and_reason(text, field, reason):
    opened = decode(text, DATA)
    assert opened.scenario is None
    found = {fault.field: write_message(fault.reason, ENGLISH) for fault in opened.faults}
    assert reason in found[field], found
    messages = [message for fault in opened.faults for message in (fault.reason, fault.allowed)]
    assert all(write_message(message, t) for message in messages for t in (DUTCH, ENGLISH))


def test_a_link_that_inflates_without_end_is_refused():
    packed = zlib.compress(b" " * 10_000_000, 9)
    text = base64.urlsafe_b64encode(packed).decode().rstrip("=")
    opened = decode(f"1.{text}.{hashlib.sha256(packed).hexdigest()[:10]}", DATA)
    assert opened.scenario is None and write_message(opened.faults[0].reason, ENGLISH) == "too large"


@pytest.mark.parametrize(
    ("text", "field", "reason"),
    [
        ("scenario: s\n" * 800_000, "file", f"larger than {LARGEST // 1000} kB"),
        ("scenario: !!python/object/apply:os.system ['true']", "file", "line 1: a tag"),
        ("scenario: s\nchanges: {growth_2030: !!float 1}", "file", "line 2: a tag"),
        ("scenario: &a [x, x]\nnotes: [*a, *a]", "file", "line 1: a tag, anchor or alias"),
        ("{" * 3000, "file", "nested too deep"),
        ("scenario: s\nchanges: {a: {b: {c: {d: {e: {f: {g: {h: {i: 1}}}}}}}}}", "file", "nested too deep"),
        ("scenario: s\nscenario: t", "file", "a field stands twice"),
        ("scenario: s\nchanges: {growth_2030: 1, growth_2030: 2}", "file", "a field stands twice"),
        ("scenario: [unclosed", "file", "not readable YAML"),
        ("? [1, 2]\n: x", "file", "not readable YAML"),
        ("- a\n- b", "file", "not a list of fields"),
        ("", "file", "not a list of fields"),
        (b"\xff\xfe\x00bad", "file", "no text in UTF-8"),
        ("scenario: s\nsecret: 1", "secret", "there is no such field"),
        ("scenario: s\nmodel: 7", "model", "version 7 is newer"),
        ("scenario: s\nchanges: {growth_2030: .nan}", "growth_2030", "not a finite number"),
        ("scenario: s\nchanges: {growth_2030: .inf}", "growth_2030", "not a finite number"),
        ("scenario: s\nchanges: {growth_2030: fast}", "growth_2030", "'fast' is not a number"),
        ("scenario: s\nchanges: {growth_2030: 2024-01-01}", "growth_2030", "is not a number"),
        ("scenario: s\nchanges: {growth_2030: " + "9" * 5000 + "}", "file", "not readable YAML"),
        ("scenario: s\nchanges: {growth_2030: 2024-13-45}", "file", "not readable YAML"),
        ('scenario: "\\ud800"', "scenario", "odd signs"),
        ("scenario: s\nchanges: {steel_dri_start: 1850}", "steel_dri_start", "1850 lies outside"),
        ("scenario: s\nchanges: hello", "changes", "not a list of values"),
        ("changes: {}", "scenario", "is missing"),
        ("scenario: s\nnotes: 5", "notes", "no text"),
        ("scenario: s\npreset: utopia", "preset", "there is no such preset"),
    ],
)
def test_a_bad_file_is_refused_with_field_and_reason(text, field, reason):
    opened = from_yaml(text, DATA)
    assert opened.scenario is None
    found = {fault.field: write_message(fault.reason, ENGLISH) for fault in opened.faults}
    assert reason in found[field], found


def test_no_text_at_all_makes_it_raise():
    """Links and files cut, doubled and mixed at random are read or refused, and never raise."""
    generator = random.Random(11)
    sound = [encode(FULL, DATA), to_yaml(FULL, DATA), json.dumps(fields()), link(fields())]
    for _ in range(600):
        text = generator.choice(sound)
        start, end = sorted((generator.randrange(len(text)), generator.randrange(len(text))))
        text = (
            text[:start]
            + generator.choice(["", "\0", "{", "!", "&a", "*a", "é\ud83d", "9" * 20, ": ", text[end:]])
            + text[end:]
        )
        for opened in (decode(text, DATA), from_yaml(text, DATA)):
            assert (opened.scenario is None) == bool(opened.faults)


def test_a_small_file_by_hand_is_enough():
    opened = from_yaml("scenario: Proef\nchanges:\n  road_2050: 20\n", DATA)
    assert opened.scenario == Scenario("Proef", {"road_2050": 20.0}) and not opened.messages
