"""One journey through the whole dashboard: search, map, place, peers, Excel, briefing; by mouse, keys and touch."""

import io
import re
from collections.abc import Callable

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from playwright.sync_api import Locator, Page, expect

from tests.conftest import Reader

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
PLACE = "BE-43018"
SIX_NAMES = ("Gent", "Evergem", "Zelzate", "Terneuzen", "Vlissingen", "Borsele")
# Controls on the way to the one that is sought: the longest is through all of the page of a municipality.
MOST_TABS = 120
Press = Callable[[Locator], None]


def press_keys(control: Locator) -> None:
    """Reach a control by Tab, and by an arrow within a group, and press it; no mouse, no focus by script."""
    page = control.page
    control.wait_for()
    group = control.get_attribute("role") == "radio"
    is_reached = """(sought, group) => sought.contains(document.activeElement)
        || (group && document.activeElement.closest('[role=radiogroup]')?.contains(sought))"""
    for _ in range(MOST_TABS):
        if control.evaluate(is_reached, group):
            break
        page.keyboard.press("Tab")
    else:
        pytest.fail(f"Tab does not reach {control}")
    if group:
        page.keyboard.press("ArrowRight")
        expect(control).to_be_focused()
    page.keyboard.press("Enter")


def year_in(heading: Locator) -> int:
    """The last year that a heading names: `Inwoners, 2026`, `Inwoners (2025)`."""
    return int(re.findall(r"\d{4}", heading.inner_text())[-1])


def inhabitants(sheet: Worksheet) -> set[tuple[int, str]]:
    """The year and the number of inhabitants of Zelzate in each row that has it, as the page writes numbers."""
    head, *rows = sheet.iter_rows(values_only=True)
    figures = [dict(zip(head, row, strict=True)) for row in rows]
    return {
        (row["Periode"], f"{row['Waarde']:,}".replace(",", "."))
        for row in figures
        if row["Gemeente"] == "Zelzate" and row["Sleutel"] == "population"
    }


def travel(reader: Reader, press: Press, search: Callable[[Page], None], *, in_menu: bool) -> None:
    """The journey; every step ends where the page shows what the next one needs."""
    page = reader.open("/")
    reader.tools_ready()
    search(page)
    field = page.locator("dialog input[role=combobox]")
    expect(field).to_be_focused()
    page.keyboard.type("inwoners")
    expect(page.locator("dialog [role=option]").first).to_contain_text("Inwoners")
    page.keyboard.press("Enter")
    page.wait_for_url("**/map?**indicator=population&**")
    reader.drawn()

    listed = page.locator(f'.nspd-list button[data-area="{PLACE}"]')
    press(listed)
    expect(listed).to_have_attribute("aria-pressed", "true")
    page.wait_for_url(f"**focus={PLACE}**")
    on_map = (year_in(page.locator("h1")), listed.locator(".value").inner_text().splitlines()[0])

    press(page.get_by_role("button", name="Profiel van Zelzate"))
    page.wait_for_url(f"**/place?**place={PLACE}**")
    expect(page.locator("h1")).to_have_text("Profiel van Zelzate")
    reader.settle()
    press(page.get_by_role("radio", name="Naast andere gemeenten"))
    expect(page.locator("h1")).to_have_text("Zelzate naast andere gemeenten")
    reader.at_rest()
    table = page.locator("table", has_text="Afstand")
    first = table.locator("tbody tr").first.locator("th, td").all_inner_texts()
    in_table = (year_in(table.locator("thead th").nth(2)), first[2])
    assert first[0] == "Zelzate"

    press(page.get_by_role("button", name="Downloaden"))
    with page.expect_download() as download:
        press(page.get_by_role("button", name="Excel (XLSX)"))
    book = openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes()))
    assert on_map in inhabitants(book["Nieuwste cijfers"])
    assert {on_map, in_table} <= inhabitants(book["Alle cijfers"])
    page.keyboard.press("Escape")

    press(page.locator(".st-key-add-peer-bars button:not(.wrong)"))
    expect(page.locator(".added")).to_contain_text("1 dia")
    reader.settle()
    if in_menu:
        press(page.get_by_role("button", name="Menu openen"))
    press(page.get_by_role("link", name="Vergadering (1)").first)
    page.wait_for_url("**/meeting?**")
    expect(page.locator(".agenda .title")).to_have_text(
        ["Inwoners: Zelzate en de gemeenten die er het meest op lijken"]
    )
    # Streamlit itself asks for its health below the page, where there is none: "Failed to load resource: 404".
    wrong = [error for error in reader.errors if "Failed to load resource" not in error]
    assert reader.foreign == [] and wrong == [], "nothing is asked of another host and no script fails"


def test_by_mouse(reader):
    click = Locator.click

    def search(page: Page) -> None:
        reader.drawn()
        names = page.locator(".nspd-list button").all_inner_texts()
        assert all(name in " ".join(names) for name in SIX_NAMES)
        assert page.locator(".card").count() == 6 + 3, "the key figures, and the largest changes"
        click(page.get_by_role("button", name="Zoeken", exact=True))

    travel(reader, click, search, in_menu=False)


def test_by_keys_alone(reader):
    travel(reader, press_keys, lambda page: page.keyboard.press("/"), in_menu=False)


def test_on_a_phone(chromium, address):
    context = chromium.new_context(viewport=PHONE, has_touch=True, is_mobile=True, accept_downloads=True)
    reader = Reader(context.new_page(), address)
    tap = Locator.tap
    travel(reader, tap, lambda page: tap(page.get_by_role("button", name="Zoeken", exact=True)), in_menu=True)
    assert reader.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    context.close()
