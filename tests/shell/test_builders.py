"""Every exhibit that has a builder, for every option of the choices it reads, without a page.

The option that is chosen where the address says nothing is tried as that: to name it too would build the same again.
In English one option of each choice: only words and separators differ, and a test of i18n checks that both have them.
"""

import json
import re
from collections.abc import Iterator

import pytest

import loaders
from briefings.briefing import Slide
from briefings.exhibit import Exhibit
from briefings.links import Wanted
from i18n.translator import LANGUAGES, Words
from loaders.datasets.catalogue import catalogue
from pages.data import card_exhibits
from pages.scenarios.scenario_link import LONGEST_LINK, SEPARATOR, read_link, write_link
from shell.briefing import builders
from shell.briefing.choice_keys import KEYS
from shell.briefing.slides import is_absent, make_slide
from shell.datasets import same_data_version
from shell.exhibits import NoFiguresError
from shell.exhibits.choices import Choice, ChoiceError, Choices
from tests.support.scenario_sets import scenarios_of

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
WITH_GAPS = {
    "energy",
    "stage",
    "about",
    "flow",
    *("lane", "stream", "partner", "fund", "sdg", "from", "to", "state", "reached", "owner"),
    "span",
}
# On the map page: not every level has a map, one indicator has no second view, and definitions are of one indicator.
WITH_GAPS_ON_MAP = {"theme", "indicator", "level", "compare", "second"}
# A change compares a later period with an earlier one, and two periods are not the same one.
WITH_GAPS_ON_MAP |= {"shown_as", "base", "start", "period", "period2"}
# Exhibits of a second indicator: only on their page where two are compared.
OF_SECOND = (
    *("map-1", "chart-1", "table-faces-tables-2", "table-sources-differing-2"),
    *("table-sources-sources-3", "table-sources-sources-4", "scatter", "map-two"),
    *("ranking-1", "multiples-1"),
)
SHOWN_WITH = {("map", key): {"compare": "indicator"} for key in OF_SECOND}
SHOWN_WITH[("map", "table-difference")] = {"compare": "period"}
# The same for some exhibits only, by the beginning of their key.
WITH_GAPS_OF = {"map-studio": {"outcome"}, "table-studio_assumptions-formulas": {"chain"}}
# Exhibits that the default choices do not have: the fourth scenario.
OF_FOUR = {("scenarios", "studio-panel-3"), ("scenarios", "map-studio-3")}
# A list of options longer than this is not tried as a whole.
LONG = 12


@pytest.fixture
def read(monkeypatch) -> Iterator[list[tuple[Choice, str]]]:
    """The choices that were read since the list was emptied, each with the option that was chosen."""
    choices: list[tuple[Choice, str]] = []
    of = Choice.of

    def note(choice: Choice, query: Choices) -> str:
        chosen = of(choice, query)
        choices.append((choice, chosen))
        return chosen

    monkeypatch.setattr(Choice, "of", note)
    # As in a run of a page: else every cached call looks at the stamps of all cards.
    with same_data_version():
        yield choices


def begin(page: str, key: str) -> dict[str, str]:
    """An address that has the exhibit."""
    if (page, key) in OF_FOUR:
        return {"s": write_link(scenarios_of("as_announced", "delayed", "accelerated", "strong_trade"))}
    return SHOWN_WITH.get((page, key), {})


def built(page: str, key: str, read: list[tuple[Choice, str]], t: Words) -> Iterator[tuple[dict[str, str], Exhibit]]:
    """The exhibit for options of every choice that it reads, one at a time, and the address of each."""
    build, shown_with = builders.page_builders(page)[key], begin(page, key)
    gaps = WITH_GAPS.union(*(choices for first, choices in WITH_GAPS_OF.items() if key.startswith(first)))
    gaps |= WITH_GAPS_ON_MAP if page == "map" else set()
    waiting, varied = [shown_with], set()
    while waiting:
        query = waiting.pop(0)
        read.clear()
        try:
            yield query, build(query, t)
        except NoFiguresError as error:
            varied_here = {name for name, option in query.items() if option != shown_with.get(name)}
            assert str(error) and ((page, key) in AWAITED or varied_here & gaps), query
        new = {choice.key: some(choice, chosen, t) for choice, chosen in read if choice.key not in varied}
        varied |= new.keys()
        waiting += [query | {key: option} for key, options in new.items() for option in options]


def some(choice: Choice, chosen: str, t: Words) -> list[str]:
    """The other options than the chosen one: all in Dutch, in English one; of long lists the ends and the middle."""
    options = [option for option in choice.options if option != chosen] or [chosen]
    if t.language != LANGUAGES[0]:
        return options[-1:]
    return options if len(options) <= LONG else [options[0], options[len(options) // 2], options[-1]]


@pytest.mark.parametrize(("page", "key"), EXHIBITS)
def test_an_exhibit_has_its_key_and_texts_for_every_choice_and_its_slide_a_source_and_a_date(page, key, read):
    shown = {}
    for language in LANGUAGES:
        t = Words(language)
        for query, exhibit in built(page, key, read, t):
            if query == begin(page, key):
                check_slide(make_slide(exhibit, query, t), {"nl": "Bron", "en": "Source"}[language])
            assert (exhibit.key, exhibit.page) == (key, page)
            assert query.keys() <= KEYS[page], "a choice that briefings would leave out"
            assert exhibit.title and exhibit.datasets
            assert exhibit.alt or exhibit.kind in ("table", "words")
            content = json.dumps(exhibit.content()) if exhibit.kind in ("table", "words") else ""
            shown[language, json.dumps(query)] = (exhibit.title, exhibit.alt, exhibit.source, content)
    addresses = {language: {query for at, query in shown if at == language} for language in LANGUAGES}
    both = addresses["nl"] & addresses["en"]
    assert both or (page, key) in AWAITED
    assert all(shown["nl", query] != shown["en", query] for query in both)


def check_slide(slide: Slide, begins: str) -> None:
    assert slide.title and slide.alt and slide.licences and slide.source.startswith(begins)
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", slide.date)
    assert slide.rows or slide.kind != "table"


def test_a_choice_that_does_not_exist_is_named_with_what_may_be_chosen():
    with pytest.raises(ChoiceError) as refused:
        builders.page_builders("climate")["climate-years"]({"municipality": "Atlantis"}, Words("nl"))
    assert str(refused.value).startswith("municipality=Atlantis: not one of ALL, BE-44021, ")
    for language, begins in (("nl", "De link vraagt om “Atlantis”"), ("en", "The link asks for “Atlantis”")):
        (slide,) = builders.build_slides([Wanted("climate", {"municipality": "Atlantis"}, "climate-years")], language)
        assert is_absent(slide)
        why = slide.content["paragraphs"][0]
        assert why.startswith(begins) and "“municipality”" in why and "BE-44021" in why


@pytest.fixture
def two() -> str:
    """A link of two scenarios."""
    return write_link(scenarios_of("accelerated", "delayed"))


def test_a_figure_shows_the_scenarios_of_its_address_and_the_one_that_is_active_there(two):
    build, t = builders.page_builders("scenarios")["studio-goals"], Words("nl")
    assert [build({"s": two, **at}, t).title for at in ({}, {"at": "1"}, {"at": "2"})] == [
        "Wat ‘Versnelde transitie’ geeft",
        "Wat ‘Versnelde transitie’ geeft",
        "Wat ‘Vertraagd’ geeft",
    ]
    assert build({}, t).title == "Wat ‘Zoals aangekondigd’ geeft", "the scenarios that a visit begins with"
    with pytest.raises(ChoiceError, match="at=3: not one of 1, 2"):
        build({"s": two, "at": "3"}, t)
    with pytest.raises(NoFiguresError):
        builders.page_builders("scenarios")["studio-panel-2"]({"s": two}, t)


def test_a_scenario_that_is_the_baseline_has_its_differences_too():
    build = builders.page_builders("scenarios")["table-studio_courses-differences"]
    base, same = build({"s": write_link(scenarios_of("baseline"))}, Words("nl")).content()["rows"]
    assert not any(" · " in cell for cell in base) and all(" · " in cell for cell in same[1:])


def test_a_link_whose_scenarios_cannot_all_be_read_is_refused_with_the_part_and_the_reason(two):
    first, second = two.split(SEPARATOR)
    for link, dutch, english in (
        (f"{first}{SEPARATOR}{second[:-3]}abc", "Scenario 2 in de link is niet geopend. ", "Scenario 2 of the link "),
        (f"x{SEPARATOR}{second}", "Scenario 1 in de link is niet geopend. ", "Scenario 1 of the link "),
        (SEPARATOR.join([first] * 5), "De link bevat meer dan 4 scenario’s.", "The link holds more than 4 scenarios."),
        ("1." * LONGEST_LINK, "De link is langer dan 16.000 tekens ", "The link is longer than 16,000 characters "),
    ):
        for language, begins in (("nl", dutch), ("en", english)):
            (slide,) = builders.build_slides([Wanted("scenarios", {"s": link}, "studio-panels")], language)
            why = slide.content["paragraphs"][0]
            assert is_absent(slide) and why.startswith(begins) and "blijven" not in why and "stay" not in why
    with pytest.raises(ChoiceError, match=r"scenario 2: link: refused\.altered_link"):
        read_link(f"{first}{SEPARATOR}{second[:-3]}abc")


def test_a_slide_of_figures_that_are_not_there_says_so_in_the_words_of_the_page():
    (slide,) = builders.build_slides([Wanted("climate", {"energy": "cracking"}, "table-energy-projects")], "en")
    with pytest.raises(NoFiguresError) as none:
        builders.page_builders("climate")["table-energy-projects"]({"energy": "cracking"}, Words("en"))
    assert is_absent(slide) and slide.content["paragraphs"][0] == str(none.value)


def test_only_the_builders_of_pages_that_exist_are_imported():
    assert builders.page_builders("climate") and not builders.page_builders("../climate")
    assert builders.find_builder("climate", "no-such-figure") is None
    assert all(builders.find_builder(page, old) for page, old in builders.OLD_KEYS)
