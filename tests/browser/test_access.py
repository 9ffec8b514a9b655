"""The menu of a phone in the reader's language, and the way to the accessibility statement."""

import pytest

from shell.frame import IN_FOOT

pytestmark = pytest.mark.browser


def test_the_menu_of_a_phone_has_its_name_in_the_language_of_the_reader_and_the_foot_leads_to_the_statement(reader):
    reader.page.set_viewport_size({"width": 390, "height": 844})
    reader.open("/data?lang=nl")
    reader.page.get_by_role("button", name="Menu openen").click()
    reader.page.get_by_role("button", name="Menu sluiten").click()
    reader.page.get_by_role("link", name="Toegankelijkheid").click()
    reader.shows("WCAG 2.2")
    # It is in no menu.
    assert reader.page.locator(f'[data-testid="stSidebarNav"] a[href$="/{IN_FOOT[0]}"]').count() == 0
    reader.page.set_viewport_size({"width": 1440, "height": 900})
