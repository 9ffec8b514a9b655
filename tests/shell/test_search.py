"""What can be found: complete, by the words that readers use, and at addresses that open what they say."""

import ast
import gzip
import json
from datetime import date
from functools import cache
from urllib.parse import parse_qsl

import pytest

from i18n.synonyms import synonyms
from i18n.translator import LANGUAGES, Words
from loaders.card import DatasetError
from loaders.datasets.catalogue import catalogue
from loaders.datasets.places import SIX
from pages.climate import emission_exhibits
from pages.data import dataset_cards
from pages.map import selection, views
from pages.place import profile, profile_exhibits
from pages.port import cargo_exhibits, map_exhibits
from pages.scenarios import studio
from pages.trajectory import project_exhibits, registers, timeline_exhibits
from shell import datasets
from shell.briefing.choice_keys import KEYS, known_choices
from shell.exhibits.target_path import target_choice
from shell.indicator_data import all_municipalities, areas, offered_indicators
from shell.search import cooperation_entries, index, place_entries, tools
from shell.search.entries import KINDS, Entry, fold
from tests.support.opening import ROOT, opened, written

DUTCH = Words("nl")
SELECT = {"projects": project_exhibits.chosen_projects, "timeline": timeline_exhibits.chosen_milestones}
ENTRIES = {language: index.list_entries(Words(language)) for language in LANGUAGES}


def choices_of(entry: Entry) -> tuple[str, dict[str, str]]:
    page, _, query = entry.address.partition("?")
    return page, dict(parse_qsl(query))


def found_by(text: str, language: str = "nl") -> list[str]:
    """The labels of entries that have every word of the text in label, names or keywords."""
    return [
        entry.label
        for entry in ENTRIES[language]
        if set(fold(text).split()) <= set(fold(" ".join((entry.label, *entry.names, *entry.keywords))).split())
    ]


def literal_keys(path: str, name: str) -> set[str]:
    """The keys of every dictionary that is assigned to `name` in a module, without running it."""
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    dicts = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign | ast.AnnAssign)
        and isinstance(node.value, ast.Dict)
        and name in [getattr(each, "id", "") for each in getattr(node, "targets", [getattr(node, "target", None)])]
    ]
    assert dicts, f"{path}: no {name}"
    return {key.value for each in dicts for key in each.keys}


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_there_is_can_be_found_once(language):
    entries = ENTRIES[language]
    assert len({entry.address for entry in entries if entry.kind == "indicator"}) == len(offered_indicators())
    names = areas(language)["name"]
    found = [entry.label for entry in entries if entry.kind == "place"]
    assert len(all_municipalities()) == 68 and sorted(found) == sorted(names)
    counts = {kind: sum(entry.kind == kind for entry in entries) for kind in KINDS}
    for kind, name in (("project", "projects"), ("milestone", "milestones"), ("partner", "partners")):
        assert counts[kind] == len(datasets.plain_table(name))
    assert all(entry.label and entry.address for entry in entries)


def test_synonyms_lead_to_what_exists():
    words, addresses = synonyms(), {entry.address for entry in ENTRIES["nl"]}
    assert set(words.indicators) <= set(catalogue())
    assert set(words.places) <= set(areas("nl").index)
    assert set(words.addresses) <= addresses
    # YAML reads an unquoted `on` or `no` as true or false.
    texts = [*words.ignored, *(word for group in words.indicators.values() for word in group)]
    assert all(isinstance(text, str) for text in texts) and "on" in texts


@pytest.mark.parametrize(
    ("asked", "label"),
    [
        ("werkloosheid", "Werkloosheid (ILO, CBS)"),
        ("immo", "Huizenprijs"),
        ("loon", "Inkomen"),
        ("huizen", "Huizenprijs"),
        ("bevolking", "Inwoners"),
        ("uitstoot", "Uitstoot"),
        ("Gand", "Gent"),
        ("Ghent", "Gent"),
        ("Wachtebeke", "Lochristi"),
        ("Zomergem", "Lievegem"),
        ("Sas van Gent", "Terneuzen"),
        ("Flushing", "Vlissingen"),
        ("unemployment", "Werkloosheid (ILO, CBS)"),
    ],
)
def test_a_word_that_readers_use_leads_to_the_thing(asked, label):
    assert label in found_by(asked)


def test_an_english_reader_finds_by_dutch_words_too():
    assert "House price" in found_by("immo", "en") and "Income" in found_by("loon", "en")


def test_accents_capitals_signs_and_ij_do_not_count():
    assert fold("Oost-Vlaanderen: CO₂, één ’s-Gravenpolder") == "oost vlaanderen co een s gravenpolder"
    assert fold("Wijk IJzer") == "wyk yzer"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_address_has_a_page_and_only_choices_that_it_knows(language):
    for entry in ENTRIES[language]:
        page, choices = choices_of(entry)
        assert page in KEYS and known_choices(page, choices) == choices, entry.address
        assert tools.read_address(entry.address) == (page, choices)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_indicator_place_and_entry_of_the_cooperation_opens_without_a_notice(language):
    """An unknown value raises ChoiceError here, which a page shows as a notice."""
    t = Words(language)
    every = set(t.section("search").texts())
    assert every, "the texts travel with the index"
    # Building the filters takes longer than applying them: entries with the same ones share their rows.
    rows_of = cache(lambda chosen, kind: SELECT[kind](dict(chosen), t))
    for entry in ENTRIES[language]:
        page, choices = choices_of(entry)
        filters = tuple((key, value) for key, value in choices.items() if key not in ("project", "story"))
        if page == "map" and "level" in choices:
            assert views.read_selection(choices, t).view.level == choices["level"]
        elif page == "map" and "indicator" in choices:
            assert views.any_indicator().of(choices) == choices["indicator"]
        elif page == "place" and "place" in choices:
            assert profile_exhibits.place_choice(t).of(choices) == choices["place"]
        elif entry.kind == "project":
            rows = rows_of(filters, "projects")
            assert project_exhibits.project_choice(rows).of(choices) == choices["project"]
        elif entry.kind == "milestone":
            rows = rows_of(filters, "timeline")
            assert timeline_exhibits.story_choice(rows).of(choices) == choices["story"]
        elif entry.kind == "partner" and "partner" in choices:
            rows = rows_of(filters, choices["section"])
            assert all(choices["partner"] in keys.split() for keys in rows["members"])


def test_every_part_of_a_page_exists():
    parts = {
        ("map", "face"): set(selection.FACES),
        ("place", "sheet"): {profile.PROFILE, profile.PEERS},
        ("port", "subject"): literal_keys("pages/port/page.py", "PARTS"),
        ("port", "measure"): set(cargo_exhibits.subject_choice(DUTCH).options),
        ("port", "trade"): literal_keys("pages/port/trade.py", "views"),
        ("port", "economy"): literal_keys("pages/port/economy.py", "views"),
        ("port", "site"): set(map_exhibits.site_choice(DUTCH).options),
        ("port", "target"): set(target_choice("port", DUTCH).options),
        ("climate", "climate"): literal_keys("pages/climate/page.py", "PARTS"),
        ("climate", "target"): set(target_choice("climate", DUTCH).options),
        ("trajectory", "section"): literal_keys("pages/trajectory/page.py", "SECTIONS"),
        ("scenarios", "studio"): set(studio.PARTS),
        ("data", "part"): {*dataset_cards.PARTS, "fresh"},
    }
    asked: dict[tuple[str, str], set[str]] = {}
    for entry in ENTRIES["nl"]:
        page, choices = choices_of(entry)
        for key, value in choices.items():
            asked.setdefault((page, key), set()).add(value)
    for where, options in parts.items():
        assert asked[where] <= options, where
        if where != ("data", "part"):
            assert asked[where] == options, f"{where}: not all of them can be found"
    assert emission_exhibits.PAGE == "climate"


def test_whoever_has_a_profile_opens_it():
    opened = {entry.address for entry in place_entries.places(DUTCH)}
    profiles = profile_exhibits.place_choice(DUTCH).options
    assert len(profiles) == 68 and {f"place?place={place}" for place in profiles} <= opened


def test_an_indicator_says_where_it_has_a_figure():
    places = place_entries.listed_places()
    assert tuple(places[:6]) == SIX
    by_address = {entry.address: entry for entry in ENTRIES["nl"]}
    dutch_only = by_address["map?indicator=unemployment_ilo"]
    assert places.index("NL-GM0715") in dutch_only.places and places.index("BE-44021") not in dutch_only.places
    for entry in (dutch_only, by_address["map?indicator=population"]):
        choices = choices_of(entry)[1]
        for position in entry.places:
            # The address that search_ranking.js makes of a subject and a place.
            level = place_entries.map_level(places[position])
            assert views.read_selection({**choices, "level": level}, DUTCH).view.level == level


def test_no_filter_of_the_page_hides_an_old_milestone():
    first = registers.milestones(DUTCH).iloc[0]
    (entry,) = (entry for entry in ENTRIES["nl"] if entry.address.endswith(f"story={first['key']}"))
    assert choices_of(entry)[1]["from"] == "1993" and choices_of(entry)[1]["lane"] == "all"


def test_the_index_is_small_and_has_another_address_with_other_data_or_words(monkeypatch):
    before = {language: index.index_address(language) for language in LANGUAGES}
    assert before["nl"].partition(".")[2] != before["en"].partition(".")[2]
    body = index.write_index(DUTCH)
    assert len(gzip.compress(body)) < 60_000
    content = json.loads(body)
    assert len(content["entries"]) == len(ENTRIES["nl"]) and content["places"][0] == [0, SIX[0], "municipality"]
    assert content["texts"]["open"] == "Zoeken" and [kind for kind, _ in content["kinds"]] == list(KINDS)
    monkeypatch.setattr(datasets, "data_version", lambda: "another")
    assert index.index_address("nl") != before["nl"]


def test_an_address_that_no_page_has_is_not_followed():
    assert tools.read_address("nowhere?x=1") is None
    assert tools.read_address("map?indicator=population&embed=true") == ("map", {"indicator": "population"})


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_tools_are_on_every_page_in_the_readers_language(language):
    app = opened("data", lang=language)
    assert not app.exception and not app.warning
    (component,) = (one for one in app.get("bidi_component") if "frame-tools" in one.proto.id)
    assert Words(language)("search.wrong") in str(component.proto)


def test_the_tools_failing_leave_the_frame_and_the_page(monkeypatch):
    def refused(language: str) -> str:
        raise DatasetError("indicators.yaml: invented fault")

    monkeypatch.setattr(tools, "index_address", refused)
    app = opened("data")
    assert not app.exception and "invented fault" in app.error[0].value
    assert "<h1" in written(app) and 'class="foot"' in written(app)


def test_a_project_is_found_with_its_status_today_and_the_index_is_of_that_day(monkeypatch):
    def details() -> dict[str, str]:
        return {choices_of(entry)[1]["project"]: entry.detail for entry in cooperation_entries.projects(DUTCH)}

    late = DUTCH("project.overdue")
    monkeypatch.setattr(cooperation_entries, "today", lambda: date(2025, 12, 31))
    assert details()["regio-deal-zv"] == "lopend"
    monkeypatch.setattr(cooperation_entries, "today", lambda: date(2026, 1, 1))
    assert details()["regio-deal-zv"] == late and details()["go-nspd"] == "lopend"
    before = index.index_address("nl")
    monkeypatch.setattr(index, "today", lambda: date(2026, 1, 1))
    assert index.index_address("nl") != before


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_below_a_partner_is_cut(language):
    roles = dict(datasets.plain_table("partners")[["partner", f"role_{language}"]].itertuples(index=False))
    shown = {entry.detail for entry in ENTRIES[language] if entry.kind == "partner"}
    assert any(detail.endswith("…") for detail in shown)
    words = {" ".join(text.split()[:count]) for text in roles.values() for count in range(len(text.split()) + 1)}
    assert {detail.removesuffix("…") for detail in shown} <= words
