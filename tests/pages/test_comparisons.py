"""Two maps, charts, tables or places side by side: each carries its own title, badge, reason, period, unit, source."""

from dataclasses import replace
from html import unescape

import pytest

from briefings.briefing import Briefing, from_json, to_json
from briefings.sources_txt import sources_text
from i18n.translator import Words
from loaders.datasets.catalogue import catalogue, units
from pages.map.map_measures import share_scale
from pages.place import profile_exhibits
from shell.briefing.slides import make_slide
from shell.exhibits.indicator_maps import plain_figures
from shell.indicator_data import areas, figures
from tests.support.briefing_samples import chart, deck
from tests.support.opening import offered, opened, words, written

FIRST, SECOND = catalogue()["population"], catalogue()["house_price"]
T = Words("nl")


def shown(**query: str):
    """The page, and the slides of what it shows."""
    exhibits, app = offered("map", **query)
    return unescape(written(app)), [make_slide(one, query, T) for one in exhibits]


@pytest.mark.parametrize("face", ["map", "chart", "table"])
def test_each_of_two_indicators_has_its_own_badge_reason_source_and_unit(face):
    page, slides = shown(indicator="population", compare="indicator", second="house_price", face=face)
    head, first, second = page.split('<h2 class="part">')[:3]
    assert head and "badge" not in head.partition("<h1")[2], "the heading of both has the badge of neither"
    for part, mine, other in ((first, FIRST, SECOND), (second, SECOND, FIRST)):
        badges = [f'<span class="badge {one.comparability}"' in part for one in (mine, other)]
        assert badges == [True, False]
        assert mine.label["nl"] in part and mine.why["nl"] in part and other.why["nl"] not in part
        assert mine.reference["nl"] in part, "the line of its own source says to which date its figures refer"
    for kept, mine in zip(slides, (FIRST, SECOND), strict=True):
        assert kept.title.startswith(mine.label["nl"]) and kept.compared.endswith(mine.why["nl"])
        assert kept.compared.startswith(words("nl")["comparability"][mine.comparability])
        assert mine.reference["nl"] in kept.source
        assert units()[mine.unit]["nl"] in str(kept.content).lower()


def test_two_years_of_one_indicator_have_each_its_period_badge_and_source():
    page, slides = shown(indicator="house_price", compare="period", period="2024", period2="2018")
    assert f"{SECOND.label['nl']}, 2024 naast 2018</h1>" in page
    assert page.count('<span class="badge not_comparable"') == 2 and page.count(SECOND.why["nl"]) == 2
    for kept, year in zip(slides, ("2024", "2018"), strict=True):
        assert kept.title == f"{SECOND.label['nl']}, {year}" and kept.compared.startswith("Niet vergelijkbaar. ")
        assert kept.content["map"]["period"] == year and kept.source.startswith("Bron")


def test_an_indicator_that_may_not_be_compared_shares_no_scale_with_another_of_its_unit():
    def shared(*keys: str) -> bool:
        return share_scale(*(plain_figures(figures(key, T), T) for key in keys))

    assert {catalogue()[key].unit for key in ("population", "population_projection")} == {"inhabitants"}
    assert catalogue()["population_projection"].comparability == "not_comparable"
    assert not shared("population", "population_projection")
    assert shared("age_share_0_14", "age_share_65_plus")


def test_a_slide_says_whether_its_figure_compares_in_every_part_of_a_kit():
    compared = f"Niet vergelijkbaar. {SECOND.why['nl']}"
    kept = replace(chart(), compared=compared)
    briefing = Briefing(title="Proef", language="nl", slides=(kept,))
    assert from_json(to_json(briefing)).slides[0].compared == compared
    assert compared in sources_text(briefing, {}, {})
    made, _ = deck(kept)
    page = next(one for one in made.slides if one.shapes.title.text == kept.title)
    text = " ".join(shape.text_frame.text for shape in page.shapes if shape.has_text_frame)
    assert "Niet vergelijkbaar. " in text
    boxes = {shape.text_frame.text[:19]: shape for shape in page.shapes if shape.has_text_frame}
    reason = boxes["Niet vergelijkbaar."]
    assert reason.top >= page.shapes.title.top + page.shapes.title.height
    # What does not fit is in the notes.
    assert SECOND.why["nl"] in page.notes_slide.notes_text_frame.text or SECOND.why["nl"] in text


def test_a_briefing_file_from_before_slides_said_so_still_opens():
    body = to_json(Briefing(title="Oud", language="nl", slides=(chart(),))).replace(b',"compared":""', b"")
    assert b"compared" not in body and from_json(body).slides[0].compared == ""


def test_nothing_that_may_not_be_compared_stands_unmarked_in_a_profile_across_the_border():
    places = areas("nl")
    gent, terneuzen, evergem = (places.loc[key] for key in ("BE-44021", "NL-GM0715", "BE-44019"))
    table = profile_exhibits.table_content(gent, terneuzen, T, "1")
    by_label = {row[0]: row for row in table["rows"]}
    for entry in catalogue().values():
        row = next((cells for label, cells in by_label.items() if label.startswith(f"{entry.label['nl']} (")), None)
        if row is None or entry.detail:
            continue
        if entry.comparability == "not_comparable":
            assert row[-1] == "≠", entry.key
        elif entry.comparability == "one_country" and entry.country == "BE":
            assert row[-1] == "Nederland: niet in onze bronnen", entry.key
        elif entry.comparability == "bridged":
            assert "Vergelijkbaar na omrekening" in row[0], entry.key
    assert sum(row[-1] == "≠" for row in table["rows"]) >= 2
    # Two places of one country have one definition.
    assert not any(
        "≠" in row or "omrekening" in row[0] for row in profile_exhibits.table_content(gent, evergem, T)["rows"]
    )


def test_the_page_explains_the_signs_that_stand_instead_of_figures():
    across = written(opened("place", place="BE-44021", other="NL-GM0715"))
    assert ">≠</td>" in across and ">n.b.</td>" in across and ">≈</abbr>" in across
    assert "≠ : niet vergelijkbaar" in across and "n.b. : niet in onze bronnen (Nederland)" in across
    within = written(opened("place", place="BE-44021", other="BE-44019"))
    assert "≠" not in within and "n.b." not in within


def test_a_profile_names_the_sources_of_each_of_its_places():
    gent, district, terneuzen = profile_exhibits.list_sources("BE-44021", "NL-GM0715", "nl")
    assert gent.startswith("Bron Gent: ") and "Statbel" in gent
    assert district.startswith("Bron District: ")
    assert terneuzen.startswith("Bron Terneuzen: ") and "CBS" in terneuzen
