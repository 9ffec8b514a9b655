"""Every exhibit of a page can be collected, and its slide shows the same."""

import json
import re
from collections import Counter

import pytest
import yaml
from pydantic import ValidationError

from briefings.briefing import Briefing, to_json
from briefings.links import Wanted
from i18n.translator import Words
from loaders import load
from loaders.card import Card
from shell.briefing import templates
from shell.briefing.builders import build_slides, find_builder, page_builders
from shell.briefing.choice_keys import KEYS
from shell.briefing.layers import add_map_layers
from shell.briefing.slides import make_slide
from tests.support.opening import ROOT, offered, opened, written

# A view of each page with exhibits, and their number.
VIEWS = [
    ("home", {}, 3),
    ("map", {"indicator": "population"}, 1),
    ("map", {"indicator": "house_price", "compare": "period"}, 2),
    ("map", {"indicator": "population", "face": "chart"}, 1),
    ("map", {"indicator": "population", "face": "table"}, 1),
    ("map", {"indicator": "population", "face": "sources"}, 4),
    ("map", {"indicator": "population", "compare": "indicator", "face": "sources"}, 8),
    ("map", {"indicator": "maritime_freight"}, 1),
    ("place", {"place": "BE-43018"}, 2),
    ("place", {"place": "BE-43018", "sheet": "peers"}, 2),
    *[("port", {"subject": subject}, 1) for subject in ("cargo", "goods", "trade", "targets", "differ")],
    ("port", {"subject": "map"}, 2),
    ("port", {"subject": "economy", "economy": "owners"}, 2),
    *[("climate", {"climate": part}, 2) for part in ("map", "years")],
    *[("climate", {"climate": part}, 1) for part in ("projects", "targets", "statements", "differ")],
    ("trajectory", {"section": "timeline"}, 3),
    ("trajectory", {"section": "projects"}, 5),
    ("trajectory", {"section": "partners"}, 6),
    ("trajectory", {"section": "targets"}, 6),
    ("trajectory", {"section": "sources"}, 1),
    ("trajectory", {"section": "changes", "since": "2026-01-01"}, 2),
    ("data", {"part": "datasets"}, 21),
    ("data", {"part": "fresh"}, 2),
    ("data", {"part": "coverage"}, 2),
    ("scenarios", {"studio": "set"}, 2),
    ("scenarios", {"studio": "compare", "view": "course"}, 8),
    *[("scenarios", {"studio": "compare", "view": view}, 2) for view in ("inputs", "targets", "moves")],
    ("scenarios", {"studio": "assumptions"}, 1),
    ("scenarios", {"studio": "assumptions", "assumed": "formulas"}, 5),
    ("scenarios", {"studio": "assumptions", "assumed": "hindcast"}, 2),
]


def shown(page: str, query: dict[str, str], language: str = "nl"):
    """The slides of all exhibits that a page shows."""
    exhibits, _ = offered(page, **query, lang=language)
    return [make_slide(exhibit, query, Words(language)) for exhibit in exhibits]


def one(page: str, figure: str, language: str = "nl", **query: str):
    return next(each for each in shown(page, query, language) if each.figure == figure)


@pytest.mark.parametrize(("page", "query", "count"), VIEWS)
def test_all_that_a_page_shows_becomes_slides_with_title_source_and_date(page, query, count):
    slides = {language: shown(page, query, language) for language in ("nl", "en")}
    assert len(slides["nl"]) == count
    keys = [each.figure for each in slides["nl"]]
    assert len(set(keys)) == count and keys == [each.figure for each in slides["en"]]
    for language, begins in (("nl", "Bron"), ("en", "Source")):
        for each in slides[language]:
            assert each.title and each.source.startswith(begins) and each.licences and each.alt
            assert re.fullmatch(r"\d{4}-\d\d-\d\d", each.date)
            assert each.data and all(Card.of(name).fields.sha256 == sha for name, sha in each.data.items())
            assert each.rows or each.kind != "table"
    t = Words("nl")
    for each in slides["nl"]:
        build = find_builder(page, each.figure)
        assert build and make_slide(build(query, t), query, t) == each, "a briefing has what its page shows"
    # They have only values that JSON can hold.
    to_json(Briefing(title="", language="nl", slides=tuple(slides["nl"])))


def test_a_page_has_a_button_for_each_figure():
    app = opened("trajectory", section="projects")
    keys = [button.key for button in app.button if str(button.key).startswith("add-")]
    shown = ("table-portfolio-counts", "gantt", "story-projects", "projects-map", "table-portfolio-money")
    assert keys == [f"add-{figure}" for figure in shown]


def test_a_press_puts_the_slide_into_the_briefing_and_says_how_many_there_are():
    app = opened("port", subject="goods", port="NSP")
    app.button(key="add-port-goods").click().run()
    assert "✓ Toegevoegd aan de briefing (1 dia)" in written(app)
    (kept,) = app.session_state["briefing.desk"].briefing.slides
    assert (kept.page, kept.figure, kept.query["port"]) == ("port", "port-goods", "NSP")
    assert "lang" not in kept.query and "v" not in kept.query
    app.button(key="add-port-goods").click().run()
    assert len(app.session_state["briefing.desk"].briefing.slides) == 2


@pytest.mark.parametrize(
    ("page", "figure", "query"),
    [
        ("map", "map-0", {"indicator": "population"}),
        ("map", "map-1", {"indicator": "population", "compare": "period"}),
        ("scenarios", "map-studio-1", {"studio": "compare", "view": "course"}),
    ],
)
def test_a_map_that_stands_alone_on_its_slide_says_whose_shapes_it_is_made_of(page, figure, query):
    told = one(page, figure, **query).content["map"]["attribution"].split(" · ")
    assert any("OpenStreetMap" in each for each in told) and any("Kadaster" in each for each in told)
    assert len(set(told)) == len(told) and told.count("GeoNames, CC BY 4.0") == 1


def test_a_panel_that_stands_alone_on_its_slide_has_the_legend_of_all():
    kept = one("scenarios", "studio-panel-0", studio="compare", view="course").content["figure"]
    named = [trace["name"] for trace in kept["data"] if trace.get("showlegend")]
    assert {"Basis", "waargenomen"} <= set(named) and any(name.startswith("band") for name in named)


def test_a_chart_keeps_its_numbers_as_lists():
    kept = one("port", "port-goods", subject="goods", port="NSP")
    bulk = next(trace for trace in kept.content["figure"]["data"] if trace["name"] == "Droge bulk")
    assert dict(zip(bulk["x"], bulk["y"], strict=True))["2023"] == 35.2
    assert "template" not in kept.content["figure"]["layout"]
    assert kept.says == "In 2023 was droge bulk de grootste goederensoort: 35,2 Mt, 53 % van het totaal."


def test_a_map_keeps_every_period_and_takes_its_shapes_along_once():
    kept = one("map", "map-0", indicator="population", period="2021")
    table = load("indicators").query("indicator == 'population' and period == '2021'").set_index("place").value
    zelzate = Words("nl").number(table["BE-43018"].iloc[0] if table["BE-43018"].size > 1 else table["BE-43018"])
    assert kept.title == "Inwoners, 2021" and kept.says.endswith(f"laagst: Zelzate, {zelzate} inwoners.")
    assert zelzate in [row["Waarde"] for row in kept.rows if row["key"] == "BE-43018" and row["Jaar"] == "2021"]
    assert {"2012", "2021"} <= set(kept.content["periods"])
    assert all("layers" not in drawn for drawn in kept.content["periods"].values())
    whole = add_map_layers(Briefing(title="", language="nl", slides=(kept, kept)))
    assert {"areas-municipality", "borders", "sea"} <= set(whole.layers)
    assert len(whole.layers["areas-municipality"]["features"]) > 6


def test_figures_that_may_not_be_compared_get_no_highest_and_lowest():
    assert one("map", "map-0", indicator="house_price").says == ""
    assert one("map", "chart-0", indicator="house_price", face="chart").says == ""


def test_what_explains_the_signs_of_a_figure_is_for_the_speaker_and_no_source():
    kept = one("trajectory", "gantt", section="projects")
    assert kept.source.startswith("Bron: eigen werk (") and kept.note.startswith("Een dichte balk")


def test_wanted_figures_are_built_as_their_page_shows_them():
    query = {"subject": "goods", "port": "NSP"}
    wanted = [
        Wanted("port", query, "port-goods", "Mijn titel", "een noot", 3.0, True),
        Wanted("port", query, "no-such-figure"),
        Wanted("no-such-page", {}, "x"),
        Wanted("../router", {}, "x"),
    ]
    same, gone, *lost = build_slides(wanted, "nl")
    drawn = one("port", "port-goods", **query)
    assert same.content == json.loads(json.dumps(drawn.content)) and same.says == drawn.says
    assert (same.title, same.note, same.minutes, same.appendix) == ("Mijn titel", "een noot", 3.0, True)
    assert gone.kind == "words" and "staat niet (meer) op haar pagina" in gone.content["paragraphs"][0]
    assert all(each.kind == "words" and "bestaat niet meer" in each.content["paragraphs"][0] for each in lost)


@pytest.mark.parametrize("name", list(templates.template_names("nl")))
def test_a_ready_made_briefing_is_whole_in_both_languages(name, tmp_path, monkeypatch):
    monkeypatch.setenv("NSPD_STATE", str(tmp_path))
    for language in ("nl", "en"):
        briefing = templates.make_from_template(name, language)
        assert [each.figure for each in briefing.slides if each.kind == "words"] == []
        assert briefing.title and len(briefing.slides) == len(templates.read_template(name, language))
        assert all(each.says and each.note for each in briefing.main), "one message, and something to say"
        with monkeypatch.context() as patch:
            patch.delattr(templates, "build_slides")
            assert templates.make_from_template(name, language) == briefing, "kept for the next time"


def test_ten_minutes_are_ten_minutes_and_no_note_states_a_number():
    ready = yaml.safe_load((ROOT / "shell/briefing/templates.yaml").read_text("utf-8"))
    for each in ready.values():
        assert sum(one.get("minutes", 1) for one in each["slides"] if not one.get("appendix")) == 10
    notes = [text for each in ready.values() for one in each["slides"] for text in one.get("note", {}).values()]
    assert len(notes) > 10 and not any(re.search(r"\d", note) for note in notes)


def test_a_briefing_without_figures_is_not_offered():
    ready = yaml.safe_load((ROOT / "shell/briefing/templates.yaml").read_text("utf-8"))
    assert set(templates.template_names("nl")) == {name for name, one in ready.items() if one["slides"]}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"colour": "red"}, "colour"),
        ({"minutes": "2"}, "minutes"),
        ({"note": {"nl": "Alleen Nederlands."}}, "note.en"),
        ({"note": {"nl": "Drie.", "en": "Three.", "fr": "Trois."}}, "note.fr"),
        ({"query": {"by": 2040}}, "query.by"),
    ],
)
def test_a_mistake_in_a_template_is_named(change, field):
    with pytest.raises(ValidationError) as refused:
        templates.TemplateSlide.model_validate({"page": "home", "figure": "map-0"} | change)
    assert [".".join(map(str, error["loc"])) for error in refused.value.errors()] == [field]


def test_the_keys_of_tables_that_links_of_version_0_1_hold_are_still_there():
    """Links and saved briefings name a table by its key, so a renamed one would be lost."""
    held = (ROOT / "tests/table_keys_v0_1.txt").read_text("utf-8").split()
    assert len(held) > 30
    built = {key.removeprefix("table-") for page in KEYS for key in page_builders(page)}
    assert sorted(set(held) - built) == []


def test_a_key_of_two_pages_means_the_same_on_both():
    """A choice is kept for the whole visit: with another meaning it would become the default on the other page."""
    on_pages = Counter(key for keys in KEYS.values() for key in keys)
    same_meaning = {"theme", "indicator", "milestones", "since"}
    # Older links hold these; the options of the two pages differ.
    kept = {"target"}
    assert {key for key, count in on_pages.items() if count > 1} == same_meaning | kept
