"""Journeys of a reader on the pages on port and climate."""

import pytest

pytestmark = pytest.mark.browser
MAP = "window.__maps['porta']"


def said(reader):
    return reader.page.locator(".reading").first.inner_text()


def test_a_reader_follows_the_port_from_cargo_to_its_sources_that_differ(reader):
    reader.open("/")
    reader.page.get_by_role("link", name="Haven").first.click()
    reader.page.wait_for_url("**/port**")
    reader.plotted()
    assert said(reader).startswith("In 2025: 67,0 Mt (North Sea Port), 0,4 % boven 2024 volgens de haven zelf")
    reader.page.get_by_text("Goederen", exact=True).click()
    reader.shows("35,2 Mt")
    assert reader.query()["subject"] == "goods"
    reader.page.get_by_text("Bronnen die verschillen", exact=True).click()
    reader.shows("Eerste halfjaar 2024")
    assert reader.foreign == [] and reader.errors == []


def test_a_sent_link_shows_the_same_part_in_the_other_language(reader):
    reader.open("/port?v=1&subject=cargo&scope=GENT&span=FY&measure=seaborne&lang=en")
    reader.plotted()
    assert said(reader).startswith("In 2017: 32.5 Mt (Port of Ghent), 11.7 % above 2016")
    reader.page.get_by_text("Nederlands", exact=True).click()
    reader.shows("Haven van Gent")
    reader.settle()
    assert reader.query() | {"scope": "GENT", "measure": "seaborne", "lang": "nl"} == reader.query()


def test_a_link_to_a_port_that_is_not_known_falls_back_with_a_message(reader):
    page = reader.open("/port?scope=ROTTERDAM")
    reader.plotted()
    assert "ROTTERDAM" in page.locator('[data-testid="stAlert"]').inner_text()
    assert "Traceback" not in page.inner_text("body")


def test_a_point_on_the_map_is_drawn_and_opens_what_is_there(reader):
    reader.open("/port?subject=map&lang=en")
    page = reader.drawn()
    assert page.evaluate(f"{MAP}.queryRenderedFeatures({{layers: ['points']}}).length") >= 8
    at = page.evaluate(f"{MAP}.project([3.83611, 51.27833])")
    box = page.locator(".nspd-canvas canvas").bounding_box()
    page.mouse.click(box["x"] + at["x"], box["y"] + at["y"])
    reader.shows("six EU ETS installations of Yara")
    assert reader.query()["site"] == "site-sluiskil"
    page.locator('.nspd-list button[data-area="port-gent"]').click()
    reader.shows("Seaport BEGNE")
    assert reader.query()["site"] == "port-gent"


def test_a_reader_changes_the_year_of_emissions_and_counts_the_steelworks_as_installations(reader):
    reader.open("/climate?lang=en&year=2019")
    page = reader.drawn()
    reader.plotted()
    assert "In 2019: 22.1 Mt" in said(reader) and "ArcelorMittal Gent + Knippegroen" in said(reader)
    page.get_by_text("Installation", exact=True).click()
    reader.shows("Electrabel - Knippegroen;")
    reader.settle()
    assert reader.query() | {"year": "2019", "count": "account"} == reader.query()


def test_a_municipality_on_the_map_opens_its_installations(reader):
    reader.open("/climate?lang=en")
    page = reader.drawn()
    page.locator('.nspd-list button[data-area="NL-GM0718"]').click()
    reader.shows("Verified emissions: Vlissingen")
    reader.plotted()
    assert "Sloe Centrale B.V." in page.inner_text("body") and reader.query()["climate"] == "years"


def test_a_table_of_the_port_can_be_taken_along(reader):
    page = reader.open("/port?lang=en")
    reader.plotted()
    page.get_by_test_id("stPopover").get_by_role("button").click()
    with page.expect_download() as taken:
        page.get_by_text("CSV (comma, point)", exact=False).or_(
            page.get_by_text("CSV (comma", exact=False)
        ).first.click()
    text = taken.value.path().read_text("utf-8-sig")
    assert text.splitlines()[0].startswith("scope,measure,category,period,year,value,unit,status")
    assert len(text.splitlines()) == 505
