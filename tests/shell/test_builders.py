"""Every exhibit that has a builder, for every option of the choices it reads, in both languages, without a page."""

import json
import re
from collections.abc import Iterator

import pytest

import loaders
from briefings.exhibit import Exhibit
from briefings.links import Wanted
from i18n.translator import LANGUAGES, Words
from loaders.datasets.catalogue import catalogue
from pages.data import card_exhibits
from shell.briefing import builders
from shell.briefing.choice_keys import KEYS
from shell.briefing.redraw_process import draw_in_process
from shell.briefing.slides import is_absent, make_slide
from shell.exhibits import NoFiguresError
from shell.exhibits.choices import Choice, ChoiceError

# Every indicator has a builder of its definitions, all with the same code: one of each comparability is tried.
DEFINED = {entry.comparability: f"defined-{key}" for key, entry in catalogue().items() if not entry.live}.values()
EXHIBITS = [
    (page, key)
    for page in KEYS
    for key in builders.page_builders(page)
    if not key.startswith("defined-") or key in DEFINED
]
# Exhibits that wait for data: a first refresh, a change of the registers.
AWAITED = {("data", card_exhibits.key_of_card(name)) for name in loaders.AWAITED}
AWAITED |= {("trajectory", "table-changes-show"), ("trajectory", "table-changes-show-2")}
# Choices of which not every option has figures; the page says so in words.
WITH_GAPS = {"energy", "stage", *("lane", "stream", "partner", "fund", "sdg", "from", "to", "state", "reached"), "span"}
# On the map page: not every level has a map, one indicator has no second view, and definitions are of one indicator.
WITH_GAPS_ON_MAP = {"theme", "indicator", "level", "compare", "second"}
# Exhibits of a second indicator: only on their page where two are compared.
OF_SECOND = (
    *("map-1", "chart-1", "table-faces-tables-2", "table-sources-differing-2"),
    *("table-sources-sources-3", "table-sources-sources-4"),
)
SHOWN_WITH = {("map", key): {"compare": "indicator"} for key in OF_SECOND}
# A list of options longer than this is not tried as a whole.
LONG = 12


@pytest.fixture
def read(monkeypatch) -> list[Choice]:
    """The choices that were read since the list was emptied."""
    choices: list[Choice] = []
    of = Choice.of
    monkeypatch.setattr(Choice, "of", lambda choice, query: (choices.append(choice), of(choice, query))[1])
    return choices


def built(page: str, key: str, read: list[Choice], t: Words) -> Iterator[tuple[dict[str, str], Exhibit]]:
    """The exhibit for every option of every choice that it reads, one at a time, and the address of each."""
    build, shown_with = builders.page_builders(page)[key], SHOWN_WITH.get((page, key), {})
    gaps = WITH_GAPS | (WITH_GAPS_ON_MAP if page == "map" else set())
    waiting, varied = [shown_with], set()
    while waiting:
        query = waiting.pop(0)
        read.clear()
        try:
            yield query, build(query, t)
        except NoFiguresError as error:
            varied_here = {name for name, option in query.items() if option != shown_with.get(name)}
            assert str(error) and ((page, key) in AWAITED or varied_here & gaps), query
        new = {choice.key: choice for choice in read if choice.key not in varied}
        varied |= new.keys()
        waiting += [query | {key: option} for key, choice in new.items() for option in some(list(choice.options))]


def some(options: list[str]) -> list[str]:
    """All options; of long lists, such as years and indicators, the ends and the middle."""
    return options if len(options) <= LONG else [options[0], options[len(options) // 2], options[-1]]


@pytest.mark.parametrize(("page", "key"), EXHIBITS)
def test_an_exhibit_has_its_key_and_texts_for_every_choice_in_both_languages(page, key, read):
    shown = {}
    for language in LANGUAGES:
        for query, exhibit in built(page, key, read, Words(language)):
            assert (exhibit.key, exhibit.page) == (key, page)
            assert query.keys() <= KEYS[page], "a choice that briefings would leave out"
            assert exhibit.title and exhibit.datasets
            assert exhibit.alt or exhibit.kind in ("table", "words")
            content = json.dumps(exhibit.content()) if exhibit.kind in ("table", "words") else ""
            shown[language, json.dumps(query)] = (exhibit.title, exhibit.alt, exhibit.source, content)
    addresses = {language: {query for at, query in shown if at == language} for language in LANGUAGES}
    assert addresses["nl"] == addresses["en"]
    assert all(shown["nl", query] != shown["en", query] for query in addresses["nl"])


@pytest.mark.parametrize(("page", "key"), [one for one in EXHIBITS if one not in AWAITED])
def test_its_slide_has_a_source_a_date_and_an_alternative_text(page, key):
    for language, begins in (("nl", "Bron"), ("en", "Source")):
        t = Words(language)
        query = SHOWN_WITH.get((page, key), {})
        slide = make_slide(builders.page_builders(page)[key](query, t), query, t)
        assert slide.title and slide.alt and slide.licences and slide.source.startswith(begins)
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", slide.date)
        assert slide.rows or slide.kind != "table"


def test_a_choice_that_does_not_exist_is_named_with_what_may_be_chosen():
    with pytest.raises(ChoiceError) as refused:
        builders.page_builders("climate")["climate-years"]({"municipality": "Atlantis"}, Words("nl"))
    assert str(refused.value).startswith("municipality=Atlantis: not one of ALL, BE-44021, ")
    for language, begins in (("nl", "De link vraagt om “Atlantis”"), ("en", "The link asks for “Atlantis”")):
        (slide,) = draw_in_process([Wanted("climate", {"municipality": "Atlantis"}, "climate-years")], language)
        assert is_absent(slide)
        why = slide.content["paragraphs"][0]
        assert why.startswith(begins) and "“municipality”" in why and "BE-44021" in why


def test_a_slide_of_figures_that_are_not_there_says_so_in_the_words_of_the_page():
    (slide,) = draw_in_process([Wanted("climate", {"energy": "cracking"}, "table-energy-projects")], "en")
    with pytest.raises(NoFiguresError) as none:
        builders.page_builders("climate")["table-energy-projects"]({"energy": "cracking"}, Words("en"))
    assert is_absent(slide) and slide.content["paragraphs"][0] == str(none.value)


def test_only_the_builders_of_pages_that_exist_are_imported():
    assert builders.page_builders("climate") and not builders.page_builders("../climate")
    assert builders.find_builder("climate", "no-such-figure") is None
    assert all(builders.find_builder(page, old) for page, old in builders.OLD_KEYS)
