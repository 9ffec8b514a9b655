"""Links and files of version 0.1 still open and show the same numbers, or a fixture says in words what changed.

tests/fixtures/v0_1 was made by version 0.1 itself (commit 9d10ccd, 30 November 2026): addresses with what its pages
showed, the keys of its exhibits, briefing files as it exported them, a draft as its server stored it, and links and
files of scenarios with what its model computed. They are compared as that day saw them: some texts depend on the day.
"""

import gzip
import json
import re
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
import yaml

from briefings.briefing import Briefing, Slide, from_json
from briefings.links import Wanted, from_link
from briefings.presenter import page as presenter
from pages.scenarios.model_runs import data_version
from scenarios.model import run
from scenarios.serialization import Opened, decode, from_yaml
from shell.briefing import drafts
from shell.briefing.builders import build_slides, find_builder
from shell.briefing.layers import add_map_layers
from shell.briefing.read_draft import read
from shell.briefing.slides import is_absent
from tests.support.opening import opened
from tests.support.page_text import texts
from tests.support.scenario_world import real
from tests.support.whole_data import whole_data

FIXTURES = Path(__file__).parent / "fixtures" / "v0_1"
PAGES = ("home", "map", "place", "port", "climate", "trajectory", "scenarios", "meeting", "data")
DAY = "2026-11-30"
NUMBER = "0123456789abcdef" * 2


def fixture(name: str) -> Any:
    return yaml.safe_load((FIXTURES / name).read_text("utf-8"))


ADDRESSES: list[dict[str, Any]] = fixture("addresses.yaml")
SCENARIOS: dict[str, dict[str, Any]] = fixture("scenarios.yaml")
BRIEFING_LINKS: list[dict[str, Any]] = fixture("briefing_links.yaml")
EXHIBIT_KEYS: dict[str, list[str]] = fixture("exhibit_keys.yaml")
BRIEFING_FILES = ("briefing-nl.json.gz", "briefing-en.json.gz", "draft.json")


@pytest.fixture(scope="module", autouse=True)
def whole(tmp_path_factory):
    """All figures: pages and exhibits of then count and rank also those of the other municipalities."""
    with whole_data(tmp_path_factory.mktemp("whole") / "geodata"):
        yield


@pytest.fixture(autouse=True)
def same_day(tmp_path, monkeypatch):
    """The day of the fixtures, on a server that has stored nothing yet."""
    monkeypatch.setenv("NSPD_TODAY", DAY)
    monkeypatch.setenv("NSPD_STATE", str(tmp_path))


def parts(address: str) -> tuple[str, dict[str, str]]:
    """Page and choices of an address."""
    split = urlsplit(address)
    return split.path.strip("/") or "home", dict(parse_qsl(split.query, strict_parsing=True))


def test_the_addresses_cover_every_page_of_then_in_both_languages():
    found = [parts(entry["open"]) for entry in ADDRESSES]
    assert len(found) >= 60
    assert {(page, query["lang"]) for page, query in found} == set(product(PAGES, ("nl", "en")))


@pytest.mark.parametrize("entry", ADDRESSES, ids=lambda entry: entry["open"][:90])
def test_an_address_shows_the_same_numbers(entry):
    page, query = parts(entry["open"])
    app = opened(page, **query)
    assert not app.exception and not app.error and not app.warning
    shown = set(texts(app))
    changed = entry.get("changed", [])
    expected = [*entry["shows"], *(one["now"] for one in changed)]
    assert not [text for text in expected if text not in shown]
    assert not [one for one in changed if one["was"] in shown or not one["why"]], "changed in the fixture only"


def body(name: str) -> bytes:
    """The bytes of a briefing file; the exported ones are stored compressed, for their shapes."""
    stored = (FIXTURES / name).read_bytes()
    return gzip.decompress(stored) if name.endswith(".gz") else stored


def figures(content: dict[str, Any]) -> list[Any]:
    """The cells, series, map values or paragraphs of a slide; the texts of maps hold every value."""
    if "figure" in content:
        return [[trace.get(part) for part in ("x", "y")] for trace in content["figure"]["data"]]
    if "map" in content:
        periods = content.get("periods", {})
        return [content["map"]["alt"], *(periods[key]["alt"] for key in sorted(periods))]
    return content.get("rows") or content["paragraphs"]


def stored_rows(rows: list[dict[str, Any]] | None) -> list[list[Any]] | None:
    """The figures behind a slide without the names of their columns."""
    return None if rows is None else [list(row.values()) for row in rows]


def same_slides(found: Briefing, stored: dict[str, Any]) -> None:
    """Every slide of a stored file, with the same texts and figures."""
    assert len(found.slides) == len(stored["slides"]) > 3
    for slide, was in zip(found.slides, stored["slides"], strict=True):
        same = ("kind", "title", "says", "note", "minutes", "appendix", "page", "figure", "source", "date", "alt")
        assert {name: getattr(slide, name) for name in same} == {name: was[name] for name in same}
        assert figures(slide.content) == figures(was["content"])
        assert stored_rows(slide.rows) == stored_rows(was["rows"])


@pytest.mark.parametrize("name", BRIEFING_FILES)
def test_a_briefing_file_opens_with_the_same_slides_and_can_be_presented(name):
    stored = json.loads(body(name))
    found = read(body(name))
    assert not found.broken
    assert found.briefing.slides == from_json(body(name)).slides, "uploaded and stored alike"
    same_slides(found.briefing, stored)
    about = ("title", "language", "occasion", "place", "day", "author", "layers")
    assert {part: getattr(found.briefing, part) for part in about} == {part: stored[part] for part in about}
    presented = re.search(r'id="briefing">(.*?)</script>', presenter.page(add_map_layers(found.briefing)), re.DOTALL)
    assert presented
    same_slides(from_json(presented[1].encode()), stored)


def test_a_draft_on_the_server_is_there_when_its_reader_comes_back(monkeypatch):
    monkeypatch.setattr(drafts, "number_of_reader", lambda: NUMBER)
    path = drafts.folder() / f"{NUMBER}.json"
    path.parent.mkdir(parents=True)
    path.write_bytes(body("draft.json"))
    app = opened("meeting", lang="nl")
    assert not app.exception and not app.error
    same_slides(app.session_state["briefing.desk"].briefing, json.loads(body("draft.json")))
    assert "Eén & <b>vet</b> 🚢 مرحبا" in [field.value for field in app.text_input]
    assert path.read_bytes() == body("draft.json"), "reading a draft does not change it"


@pytest.mark.parametrize("entry", BRIEFING_LINKS, ids=lambda entry: f"{entry['name']}-{entry['language']}")
def test_a_briefing_link_asks_for_the_same_figures(entry):
    wanted = from_link(entry["link"])
    assert len(wanted) == entry["slides"]
    if "file" not in entry:
        return
    stored = {_key(slide): slide for slide in read(body(entry["file"])).briefing.slides}
    drawn = build_slides(wanted, entry["language"])
    assert not [slide.figure for slide in drawn if is_absent(slide)]
    assert [slide.note for slide in drawn] == [stored[_key(one)].note for one in wanted]
    differ = {slide.figure for slide in drawn if not _alike(slide, stored[_key(slide)])}
    assert differ == set(entry["changed"])


def test_every_exhibit_of_then_has_a_builder():
    """Links, drafts and briefing files hold these keys; one that was renamed is in OLD_KEYS."""
    keys = [(page, key) for page, names in EXHIBIT_KEYS.items() for key in names]
    keys += [(one.page, one.figure) for entry in BRIEFING_LINKS for one in from_link(entry["link"])]
    assert len(keys) > 100
    assert [(page, key) for page, key in keys if find_builder(page, key) is None] == []


def _key(slide: Slide | Wanted) -> str:
    return json.dumps([slide.page, slide.figure, slide.query], sort_keys=True)


def _alike(slide: Slide, was: Slide) -> bool:
    return json.loads(json.dumps(figures(slide.content), default=str)) == figures(was.content)


def same_scenario(found: Opened, expected: dict[str, Any]) -> None:
    """The scenario as it was made, with what changed since then told, and the model gives what it gives since then.

    The fixture keeps what the model of then gave; `now` is what version 2 gives, which the messages explain.
    """
    assert found.scenario and not found.faults
    assert "formula" in {change.what for change in found.messages}
    expected = {**expected, **expected["now"]}
    assert (found.scenario.name, found.scenario.preset) == (expected["scenario"], expected["preset"])
    assert found.scenario.changes == expected["changes"]
    result = run(found.scenario, real())
    asked = {key: key.split() for key in expected["outcomes"]}
    computed = {key: result.value(outcome, int(year), place) for key, (outcome, place, year) in asked.items()}
    assert computed == pytest.approx(expected["outcomes"], rel=1e-9)
    assert list(result.targets.loc[result.targets["met"], "target"]) == expected["met"]


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_scenario_link_gives_what_the_model_gave(name):
    same_scenario(decode(SCENARIOS[name]["link"], data_version()), SCENARIOS[name])


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("scenario-*")), ids=lambda path: path.name)
def test_a_scenario_file_gives_what_the_model_gave(path):
    name = path.stem.removeprefix("scenario-")
    found = from_yaml(path.read_bytes(), data_version())
    same_scenario(found, SCENARIOS[name])
    assert found.scenario == decode(SCENARIOS[name]["link"], data_version()).scenario, "author, notes and reasons too"
