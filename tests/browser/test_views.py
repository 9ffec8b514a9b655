"""Every view, opened once: whole on a phone, usable without eyes or a mouse, and every page complete on paper."""

import pytest

from tests.support.opening import PAGES
from tests.support.printing import A4, letters, printed

pytestmark = pytest.mark.browser

PAGE_ADDRESSES = ["/" if name == "home" else f"/{name}" for name in PAGES]
PARTS = [
    *(f"/map?face={face}" for face in ("chart", "table", "sources")),
    *(f"/port?subject={subject}" for subject in ("map", "economy")),
    "/climate?climate=projects",
    *(f"/scenarios?studio={part}" for part in ("compare", "assumptions", "share")),
    *(f"/trajectory?section={section}" for section in ("projects", "partners", "targets", "changes", "sources")),
]


@pytest.mark.parametrize("path", [*PAGE_ADDRESSES, *PARTS])
def test_a_view_fits_a_phone_axe_finds_no_serious_fault_and_its_page_prints_whole(reader, path):
    reader.page.set_viewport_size({"width": 390, "height": 844})
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
