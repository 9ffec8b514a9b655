"""Every page enlarged, in both themes, and for a screen reader: axe, a width of 320 pixels, labels."""

import pytest

from shell.frame import IN_FOOT, PAGES

pytestmark = pytest.mark.browser
# A width of 320 pixels is 400 % zoom on a screen of 1280 pixels: WCAG 2.2, success criterion 1.4.10.
NARROW = {"width": 320, "height": 640}
WIDE = {"width": 1440, "height": 900}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_no_serious_faults_in_either_theme_and_fits_at_400_per_cent(reader, page):
    # One page opened once, because opening costs more than all that is asked of it.
    reader.page.emulate_media(color_scheme="light")
    reader.open("/" if page == "home" else f"/{page}?lang=en")
    reader.at_rest()
    found = {"light": reader.serious_faults()}
    reader.page.emulate_media(color_scheme="dark")
    reader.page.wait_for_function(
        """() => getComputedStyle(document.querySelector('[data-testid="stApp"]')).backgroundColor
           !== 'rgb(255, 255, 255)'"""
    )
    reader.at_rest()
    found["dark"] = reader.serious_faults()
    assert found == {"light": [], "dark": []}
    reader.page.set_viewport_size(NARROW)
    reader.at_rest()
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    reader.page.set_viewport_size(WIDE)


def test_the_menu_of_a_phone_has_its_name_in_the_language_of_the_reader_and_the_foot_leads_to_the_statement(reader):
    reader.page.set_viewport_size({"width": 390, "height": 844})
    reader.open("/data?lang=nl")
    reader.page.get_by_role("button", name="Menu openen").click()
    reader.page.get_by_role("button", name="Menu sluiten").click()
    reader.page.get_by_role("link", name="Toegankelijkheid").click()
    reader.shows("WCAG 2.2")
    # It is in no menu.
    assert reader.page.locator(f'[data-testid="stSidebarNav"] a[href$="/{IN_FOOT[0]}"]').count() == 0
    reader.page.set_viewport_size(WIDE)
