"""Every view, opened once: whole when enlarged, usable without eyes or a mouse, and every page complete on paper."""

import pytest

from tests.support.opening import PAGES
from tests.support.printing import A4, letters, printed

pytestmark = pytest.mark.browser

PAGE_ADDRESSES = ["/" if name == "home" else f"/{name}" for name in PAGES]
PARTS = [
    "/?home=both",
    *(f"/map?{query}" for query in ("face=chart", "face=table", "face=sources", "compare=indicator&face=scatter")),
    "/place?sheet=peers",
    *(f"/port?subject={subject}" for subject in ("map", "economy")),
    "/climate?climate=projects",
    *(f"/scenarios?studio={part}" for part in ("compare", "assumptions", "share")),
    *(f"/trajectory?section={section}" for section in ("projects", "partners", "targets", "late", "europe")),
]


@pytest.mark.parametrize("path", [*PAGE_ADDRESSES, *PARTS])
def test_a_view_fits_a_small_phone_axe_finds_no_serious_fault_and_its_page_prints_whole(reader, path):
    # Also what 400 % zoom leaves of a screen of 1280 pixels: WCAG 2.2, success criterion 1.4.10.
    reader.page.set_viewport_size({"width": 320, "height": 640})
    page = reader.open(path)
    page.wait_for_selector("footer.foot")
    reader.at_rest()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "a phone would scroll sideways"
    page.set_viewport_size({"width": 1440, "height": 900})
    if path in ("/", "/map", "/climate"):
        reader.drawn()
    reader.at_rest()
    assert reader.serious_faults() == []
    if path in PAGE_ADDRESSES:
        prints_whole_on_a4(page)
        page.emulate_media(color_scheme="dark")
        page.wait_for_function(
            """() => getComputedStyle(document.querySelector('[data-testid="stApp"]')).backgroundColor
               !== 'rgb(255, 255, 255)'"""
        )
        reader.at_rest()
        # All that the other rules look at is the same as in the light theme.
        assert reader.serious_faults(rules=("color-contrast",)) == [], "in the dark theme"
        page.emulate_media(color_scheme="light")


def prints_whole_on_a4(page) -> None:
    title = page.locator("h1").inner_text()
    with printed(page) as sheets:
        assert len(sheets) <= 8
        text = letters("".join(sheet.text for sheet in sheets))
        for said in (title, "Afgedrukt op", page.url, page.title()):
            assert letters(said) in text, said
        for sheet in sheets:
            assert (round(sheet.width), round(sheet.height)) in A4
            assert sheet.beyond() == []
            assert sheet.text.strip(), "a sheet with nothing on it"
