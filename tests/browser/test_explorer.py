"""Journeys of a reader in a real browser: what AppTest cannot know."""

import csv
import io
import json

import openpyxl
import pytest

from loaders import load
from loaders.datasets.catalogue import catalogue
from loaders.datasets.places import SIX

pytestmark = pytest.mark.browser
MAP = "window.__maps['districta']"
COUNT = "() => Number(document.querySelector('.nspd-map').dataset.change)"


def changed(reader, act):
    """Do something, and wait until the map has been told of it and has drawn it."""
    before = reader.page.evaluate(COUNT)
    act()
    reader.page.wait_for_function(
        "before => Number(document.querySelector('.nspd-map').dataset.change) > before", arg=before
    )
    return reader.drawn()


def place(reader):
    return reader.page.evaluate(f"[{MAP}.getZoom(), ...{MAP}.getCenter().toArray()]")


def listed(reader):
    return reader.page.locator(".nspd-list button").all_inner_texts()


def test_the_first_deep_link_of_a_visit_shows_what_its_sender_saw_with_two_legends_for_two_countries(reader):
    reader.open("/map?v=1&indicator=house_price&period=2020&face=map&lang=en")
    page = reader.drawn()
    assert "2020" in page.locator("h1").first.inner_text()
    assert page.evaluate("document.documentElement.lang") == "en"
    assert reader.query() | {"indicator": "house_price", "period": "2020", "lang": "en"} == reader.query()
    # What may not be compared has two legends and no rank.
    assert page.locator(".nspd-title").count() == 2
    assert page.locator(".nspd-list .rank").count() == 0


def test_choices_change_the_map_its_place_stays_and_it_needs_no_network(reader):
    reader.open("/map")
    page = reader.drawn()
    page.evaluate(f"{MAP}.jumpTo({{center: [3.8, 51.3], zoom: 10.5}})")
    before, told = place(reader), listed(reader)
    slider = page.get_by_role("slider")
    slider.focus()
    for _ in range(3):
        changed(reader, lambda: slider.press("ArrowLeft"))
    assert listed(reader) != told
    assert place(reader) == pytest.approx(before, abs=1e-6)
    page.context.set_offline(True)
    page.evaluate(f"{MAP}.zoomTo(11)")
    assert len(listed(reader)) == 6
    page.context.set_offline(False)
    assert reader.foreign == []


def test_two_maps_move_together(reader):
    reader.open("/map?compare=period")
    page = reader.drawn()
    assert page.locator(".nspd-map").count() == 2
    page.evaluate(f"{MAP}.jumpTo({{center: [3.7, 51.1], zoom: 11}})")
    both = page.evaluate("Object.values(window.__maps).map(m => [m.getZoom(), ...m.getCenter().toArray()])")
    assert both[0] == pytest.approx(both[1], abs=1e-6)


def test_a_click_on_the_map_highlights_a_place_in_list_chart_and_table_and_leads_to_its_profile(reader):
    reader.open("/map")
    page = reader.drawn()
    at = page.evaluate(f"{MAP}.project([3.72, 51.05])")
    box = page.locator(".nspd-canvas canvas").bounding_box()
    page.mouse.click(box["x"] + at["x"], box["y"] + at["y"])
    page.wait_for_url("**focus=BE-44021**")
    reader.settle()
    assert page.locator(".nspd-list button[data-area='BE-44021']").get_attribute("aria-pressed") == "true"
    page.locator('.nspd-list button[data-area="NL-GM0718"]').click()
    page.wait_for_url("**focus=NL-GM0718**")
    reader.settle()
    page.get_by_text("Tabel", exact=True).click()
    page.locator("tr.marked").first.wait_for()
    assert page.locator("tr.marked th").inner_text() == "Vlissingen"
    page.get_by_text("Kaart", exact=True).last.click()
    page.get_by_role("button", name="Profiel van Vlissingen").click()
    page.wait_for_url("**/place?**")
    reader.settle()
    assert "Vlissingen" in page.locator("h1").first.inner_text() and reader.query()["place"] == "NL-GM0718"


def test_a_sent_link_shows_the_same_with_one_legend_and_ranks(reader, chromium, address):
    page = reader.open("/map?indicator=population&period=2020&level=municipality")
    reader.drawn()
    seen, link = listed(reader), page.url
    assert page.locator(".nspd-title").count() == 1
    assert page.locator(".nspd-list .rank").count() == 6
    context = chromium.new_context()
    other = type(reader)(context.new_page(), address)
    other.open(link.removeprefix(address))
    other.drawn()
    assert listed(other) == seen
    context.close()


def test_the_keyboard_alone_reaches_every_control(reader):
    reader.open("/map")
    page = reader.drawn()
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate(
                """() => { const e = document.activeElement;
                return e.dataset.area || e.getAttribute('aria-label') || e.innerText || e.tagName }"""
            )
        )
    told = " | ".join(map(str, reached))
    assert set(SIX) <= reached, told
    for control in ("Thema", "Indicator", "Niveau", "Vergelijken", "Tabel", "Downloaden", "Inzoomen"):
        assert control in told, f"{control} was not reached: {told}"
    page.locator('.nspd-list button[data-area="BE-43018"]').focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**focus=BE-43018**")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_downloads_hold_the_figures_of_the_source(reader, language):
    reader.open(f"/map?indicator=population&lang={language}")
    page = reader.drawn()
    page.get_by_role("button", name="Downloaden" if language == "nl" else "Download").first.click()
    taken = {}
    for ending in ("nl.csv", "en.csv", "xlsx", "geojson"):
        with page.expect_download() as download:
            page.locator(f".st-key-take-{ending.replace('.', '-')} button").click()
        taken[ending] = download.value.path().read_bytes()
    dutch = list(csv.DictReader(io.StringIO(taken["nl.csv"].decode("utf-8-sig")), delimiter=";"))
    english = list(csv.DictReader(io.StringIO(taken["en.csv"].decode("utf-8-sig"))))
    sheet = openpyxl.load_workbook(io.BytesIO(taken["xlsx"])).active
    shapes = json.loads(taken["geojson"])["features"]
    every = load("indicators").query("indicator == 'population'")
    assert len(dutch) == len(english) == sheet.max_row - 1 == len(shapes) == len(every)
    zelzate = next(row for row in dutch if row["place"] == "BE-43018" and row["period"] == "2021")
    assert zelzate["status"] and zelzate["publisher"] and zelzate["definition_nl"]
    assert any(shape["geometry"] for shape in shapes)


def test_the_profile_prints_on_one_a4(reader):
    reader.open("/place")
    reader.at_rest()
    printed = reader.page.pdf(format="A4", prefer_css_page_size=True)
    assert printed.count(b"/Type /Page\n") + printed.count(b"/Type /Page ") + printed.count(b"/Type /Page/") == 1


def test_missing_places_are_hatched_and_named(reader):
    indicator = next(
        key for key, one in catalogue().items() if one.comparability == "one_country" and one.country == "BE"
    )
    reader.open(f"/map?indicator={indicator}")
    reader.drawn()
    assert reader.page.locator(".nspd-list .none").count() >= 3


def test_playing_walks_through_the_years_by_itself(reader):
    reader.open("/map?period=2019")
    page = reader.drawn()
    page.get_by_role("button", name="Afspelen").click()
    page.wait_for_function("() => document.querySelector('h1').innerText.match(/, (\\d{4})/)?.[1] > '2020'")
    page.get_by_role("button", name="Stop").click()
    page.wait_for_function("() => new URLSearchParams(location.search).get('period') > '2020'")
    reader.drawn()
    # The whole play is one step back.
    page.go_back()
    reader.shows("Inwoners, 2019")
    assert reader.query()["period"] == "2019"


def test_another_theme_opens_its_first_indicator(reader):
    reader.open("/map")
    page = reader.drawn()
    before = page.locator("h1").first.inner_text()
    page.locator(".st-key-_theme input").click()
    page.get_by_role("option", name="Wonen").click()
    page.wait_for_function("text => document.querySelector('h1').innerText !== text", arg=before)
    reader.drawn()
    assert catalogue()[reader.query()["indicator"]].theme == "housing"


def test_every_year_counts_however_fast_the_keys_come_and_the_language_keeps_it(reader):
    page = reader.open("/map?lang=nl&indicator=population")
    reader.drawn()
    year = page.locator("input[type=range]").first
    year.focus()
    for delay, steps, shown in ((30, 6, 2020), (120, 3, 2017), (300, 3, 2014)):
        for _ in range(steps):
            page.keyboard.press("ArrowLeft", delay=delay)
        reader.shows(f"Inwoners, {shown}")
        assert year.get_attribute("aria-valuetext") == reader.query()["period"] == str(shown)
    # A step and the step back at once, then six steps on.
    for key in ("ArrowLeft", "ArrowRight", *["ArrowRight"] * 6):
        page.keyboard.press(key)
    reader.shows("Inwoners, 2020")
    assert year.get_attribute("aria-valuetext") == reader.query()["period"] == "2020"
    page.get_by_text("English", exact=True).click()
    reader.shows("Population, 2020")
    assert page.locator("h1").first.inner_text() == "Population, 2020"
    assert page.evaluate("document.documentElement.lang") == "en"
    assert reader.query()["lang"] == "en" and reader.query()["period"] == "2020"
    page.go_back()
    reader.shows("Inwoners, 2020")
