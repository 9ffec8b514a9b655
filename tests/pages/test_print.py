"""Pages on A4: what is cut on paper, the QR code, and the screen afterwards; browser/test_views prints every page."""

import io
import re

import pypdfium2 as pdfium
import pytest
import segno

from tests.support.printing import letters, printed

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [1440, 1024, 390])
def test_the_legend_and_the_ranking_of_the_map_are_inside_the_sheet(reader, width):
    reader.page.set_viewport_size({"width": width, "height": 900})
    page = reader.open("/map?indicator=population&period=2026")
    reader.drawn()
    with printed(page) as sheets:
        for label in ("250.000", "274.042", "13.745"):
            assert any(sheet.has_whole(label) for sheet in sheets), label


def test_a_wide_table_shrinks_instead_of_losing_its_last_column(reader):
    page = reader.open("/map?indicator=population&face=table")
    first = page.locator("table.plain thead th").last.inner_text()
    with printed(page) as (sheet,):
        assert sheet.has_whole(first)


def test_the_code_holds_the_address_and_the_screen_stays_as_it_was(reader):
    page = reader.open("/port")
    # The address is completed at the end of the first run.
    page.wait_for_function("location.search.includes('subject=')")
    styles = (
        "[...document.querySelectorAll('[data-testid=stMainBlockContainer], .scroll table')].map(e => e.style.cssText)"
    )
    before = page.evaluate(styles)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    drawn = page.locator(".printed svg path").last.get_attribute("d")
    wanted = io.BytesIO()
    segno.make(page.url, error="m", micro=False).save(wanted, kind="svg", border=2, light="white", omitsize=True)
    assert drawn in wanted.getvalue().decode()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(".printed").count() == 0
    assert page.evaluate(styles) == before
    assert page.evaluate("document.documentElement.className.includes('printing')") is False


def test_scenarios_stand_beside_each_other_and_nothing_lies_over_their_maps(reader):
    page = reader.open("/scenarios?studio=compare&view=course")
    reader.drawn()
    with printed(page) as sheets:
        panels = [place for name in ("Zoals aangekondigd", "Vertraagd") for place in sheets[0].places(name)]
        assert any(abs(one[1] - other[1]) < 3 and other[0] - one[0] > 100 for one in panels for other in panels)
        for sheet in sheets:
            notes, keys = sheet.places("Eén schaal"), sheet.places("grens benaderd")
            assert all(note[3] <= key[1] + 1 for note in notes for key in keys), "the note under the last map"
        assert any(sheet.places("Eén schaal") and sheet.places("grens benaderd") for sheet in sheets)


def test_the_head_of_a_table_is_not_left_alone_at_the_foot_of_a_sheet(reader):
    page = reader.open("/climate?climate=years&municipality=ALL")
    reader.plotted()
    with printed(page) as sheets:
        headed = [sheet for sheet in sheets if re.search(r"Installatie\s+of\s+gemeente", sheet.text)]
        assert headed and all(re.search(r"Gent\s+\d+,\d{3}", sheet.text) for sheet in headed)


def test_the_code_of_a_long_address_is_large_enough_for_a_phone(reader):
    page = reader.open("/scenarios")
    page.wait_for_function("() => location.href.length > 300")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    code = page.locator(".printed svg")
    squares = code.evaluate("svg => svg.viewBox.baseVal.width")
    pixels = 0.4 * 96 / 25.4  # The side of a square, in CSS pixels.
    assert squares > 60 and code.evaluate("svg => parseFloat(getComputedStyle(svg).width)") >= squares * pixels - 1


def test_the_dark_page_prints_light_with_its_letters_dark(reader):
    reader.page.emulate_media(color_scheme="dark")
    for path, drawn in (("/", reader.drawn), ("/port?subject=goods", reader.plotted)):
        page = reader.open(path)
        drawn()
        reader.at_rest()
        shown = "getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"
        assert page.evaluate(shown) == "rgb(16, 24, 29)"
        document = pdfium.PdfDocument(page.pdf(prefer_css_page_size=True, print_background=True))
        sheet = document[0].render().to_pil().convert("L")
        shades = sheet.histogram()
        # Mostly white, with some ink; a dark page, chart or map that was not adapted would cover most of the sheet.
        assert sum(shades[200:]) > 0.8 * sum(shades) and sum(shades[:90]) > 1000
        assert sheet.getpixel((3, 3)) == 255
        document.close()


def test_the_controls_of_a_scenario_print_with_their_names(reader):
    page = reader.open("/scenarios")
    name = page.locator(".st-key-studio-controls label").first.inner_text()
    with printed(page) as sheets:
        assert letters(name) in letters("".join(sheet.text for sheet in sheets))


def test_an_address_too_long_for_a_code_is_still_written_out(reader):
    page = reader.open("/data")
    refused = page.request.get(f"{reader.address}/qr?text={'x' * 4000}")
    assert refused.status == 413 and "QR" in refused.json()["error"]
