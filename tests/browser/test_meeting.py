"""Journeys of somebody who prepares a meeting: collect, order, present, take along, and what may go wrong."""

import io
import json
import re

import pypdf
import pytest
from playwright.sync_api import expect

from briefings.briefing import from_json, to_json
from tests.conftest import Reader
from tests.support.server import serving

pytestmark = pytest.mark.browser
# Milliseconds in which a slide is built on a server with empty caches, also while other programs run.
BUILD = 60_000


def collect(reader: Reader, path: str, figure: str, says: str) -> int:
    """Press the button under a figure; gives the bytes that came over the wire for it."""
    received: list[int] = []
    reader.page.once("websocket", lambda line: line.on("framereceived", lambda frame: received.append(len(frame))))
    reader.open(path)
    reader.at_rest()
    received.clear()
    reader.page.locator(f".st-key-add-{figure} button:not(.wrong)").first.click()
    expect(reader.page.locator(".added")).to_have_text(f"✓ Added to the briefing ({says})")
    reader.settle()
    return sum(received)


def listed(reader: Reader, *expected: str) -> None:
    """Wait until the list holds these slides, in this order; some of them are built for it."""
    expect(reader.page.locator(".agenda .title")).to_have_text(list(expected), timeout=BUILD)
    reader.settle()


def draft(state, reader: Reader):
    """The file in which the server keeps what this browser has collected."""
    (cookie,) = (one for one in reader.page.context.cookies() if one["name"] == "nspd_briefing")
    assert cookie["httpOnly"] and re.fullmatch("[0-9a-f]{32}", cookie["value"])
    return state / ".briefings" / "drafts" / f"{cookie['value']}.json"


def kept(state, reader: Reader, *expected: str) -> None:
    """Wait until the server has kept these slides, in this order; the list on the page shows it sooner."""
    for _ in range(300):
        titles = [slide.title for slide in from_json(draft(state, reader).read_bytes()).slides]
        if titles == list(expected):
            break
        reader.page.wait_for_timeout(100)
    assert titles == list(expected)


GOODS = "/port?subject=goods&port=NSP&lang=en&v=1"
YEARS = "/climate?climate=years&municipality=ALL&lang=en&v=1"
TARGETS = "/trajectory?section=targets&lang=en&v=1"
PORT = "Seaborne cargo by goods type, North Sea Port"


def test_from_three_pages_to_a_presentation(reader, state):
    page = reader.page
    assert collect(reader, GOODS, "port-goods", "1 slide") < 10_000
    assert collect(reader, YEARS, "climate-years", "2 slides") < 10_000
    assert collect(reader, TARGETS, "slippage", "3 slides") < 10_000
    page.get_by_role("link", name="Meeting (3)").first.click()
    first, second, third = (slide.title for slide in from_json(draft(state, reader).read_bytes()).slides)
    assert first == PORT
    listed(reader, first, second, third)
    # By keys alone, faster than the page is drawn anew: choose the last, bring it up twice.
    page.locator(".agenda").focus()
    for key in ("End", "Alt+ArrowUp", "Alt+ArrowUp"):
        page.keyboard.press(key)
    listed(reader, third, first, second)
    kept(state, reader, third, first, second)
    field = page.get_by_label("Title", exact=True)
    # While the form of another slide takes the place of the first, both are there for a moment.
    expect(field).to_have_count(1, timeout=30_000)
    expect(field).to_have_value(third, timeout=30_000)
    field.fill("What slipped <b>& why</b> 🚢")
    field.press("Enter")
    listed(reader, "What slipped <b>& why</b> 🚢", first, second)
    # Dragged back to the end.
    page.locator(".agenda li").nth(0).drag_to(page.locator(".agenda li").nth(2))
    listed(reader, first, second, "What slipped <b>& why</b> 🚢")
    page.reload()
    listed(reader, first, second, "What slipped <b>& why</b> 🚢")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Present", exact=True).click()
    stage = opened.value
    stage.wait_for_load_state()
    assert re.search(r"/present/[0-9a-f]{32}", stage.url)
    expect(stage.locator("body")).to_contain_text(first)
    expect(stage.locator("body")).to_contain_text("What slipped <b>& why</b> 🚢")
    assert reader.foreign == []


def test_what_was_collected_outlives_the_server(chromium, tmp_path, monkeypatch):
    monkeypatch.setenv("NSPD_STATE", str(tmp_path))
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    with serving(log=tmp_path / "one.txt") as (url, process):
        reader = Reader(context.new_page(), url)
        collect(reader, GOODS, "port-goods", "1 slide")
        port = int(url.rpartition(":")[2])
        process.terminate()
        process.wait(20)
        with serving(log=tmp_path / "two.txt", port=port) as (again, _):
            Reader(reader.page, again).open("/meeting?lang=en")
            listed(reader, PORT)
    context.close()


def test_a_file_goes_to_a_browser_with_a_briefing_of_its_own_and_a_wrong_one_is_refused(
    reader, chromium, address, tmp_path
):
    collect(reader, GOODS, "port-goods", "1 slide")
    page = reader.open("/meeting?lang=en")
    page.get_by_text("Save, open, send, start again").click()
    with page.expect_download() as taken:
        page.get_by_role("button", name="Save as a file").click()
    saved = taken.value.path().read_bytes()
    assert [slide.title for slide in from_json(saved).slides] == [PORT]
    wrong = json.loads(saved)
    wrong["slides"][0]["surprise"] = 1
    for name, body, says in (("no.json", b"no briefing", "JSON"), ("odd.json", json.dumps(wrong).encode(), "surprise")):
        page.locator('input[type="file"]').set_input_files({"name": name, "mimeType": "text/json", "buffer": body})
        expect(page.locator('[data-testid="stAlert"]').first).to_contain_text(says)
        expect(page.locator('[data-testid="stAlert"]').first).to_contain_text(f"{name} was not opened")
        listed(reader, PORT)
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    other = Reader(context.new_page(), address)
    other.open("/meeting?lang=nl")
    expect(other.page.locator("body")).to_contain_text("Er zit nog niets in de briefing")
    mine = context.request.get(f"{address}/present/mine")
    assert mine.status == 409 and "briefing" in mine.text()
    other.page.locator('input[type="file"]').set_input_files(
        {"name": "good.json", "mimeType": "application/json", "buffer": saved}
    )
    listed(other, PORT)
    context.close()


def test_a_link_is_drawn_anew_in_the_readers_language(reader, chromium, address):
    collect(reader, GOODS, "port-goods", "1 slide")
    page = reader.open("/meeting?lang=en")
    page.get_by_text("Save, open, send, start again").click()
    link = page.locator('[data-testid="stCode"] code').inner_text().strip()
    assert link.startswith(f"{address}/meeting?briefing=")
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    other = Reader(context.new_page(), address)
    other.open(link.removeprefix(address).replace("lang=en", "lang=nl"))
    other.page.get_by_role("button", name="Briefing openen", exact=True).click()
    # The title is the sender's own; what the page says is in the reader's language.
    listed(other, PORT)
    expect(other.page.get_by_label("Boodschap (één zin)")).to_have_value(re.compile("de grootste goederensoort"))
    assert "briefing" not in other.query()
    context.close()


def test_changed_data_are_told_and_renewed_with_a_way_back(reader, state):
    collect(reader, GOODS, "port-goods", "1 slide")
    path = draft(state, reader)
    old = json.loads(path.read_bytes())
    old["slides"][0] |= {"data": {"port_cargo": "0" * 64}, "date": "2025-01-31", "says": "As it was."}
    path.write_text(json.dumps(old), "utf-8")
    page = reader.open("/meeting?lang=en")
    expect(page.locator(".agenda")).to_contain_text("data changed")
    expect(page.locator('[data-testid="stAlert"]')).to_contain_text("31 January 2025")
    page.get_by_role("button", name="Renew", exact=True).first.click()
    message = page.get_by_label("Message (one sentence)")
    expect(message).to_have_value(re.compile("^In 2023 the largest goods type was dry bulk"), timeout=BUILD)
    expect(page.locator(".agenda")).not_to_contain_text("data changed")
    page.get_by_role("button", name="Undo").click()
    expect(message).to_have_value("As it was.")


def test_a_disk_that_refuses_loses_nothing_and_says_so(chromium, tmp_path, monkeypatch):
    monkeypatch.setenv("NSPD_STATE", str(tmp_path))
    # A file where the folder should be: each write fails, as on a disk that is full.
    (tmp_path / ".briefings").write_text("", "utf-8")
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    with serving(log=tmp_path / "log.txt") as (url, _):
        reader = Reader(context.new_page(), url)
        page = reader.open(GOODS)
        page.locator(".st-key-add-port-goods button:not(.wrong)").first.click()
        expect(page.locator('[data-testid="stAlert"]')).to_contain_text("save it as a file")
        page.get_by_role("link", name=re.compile("^Meeting")).first.click()
        listed(reader, PORT)
        expect(page.locator("body")).to_contain_text("remembered in this window only")
        page.get_by_text("Save, open, send, start again").click()
        with page.expect_download() as taken:
            page.get_by_role("button", name="Save as a file").click()
        assert len(from_json(taken.value.path().read_bytes()).slides) == 1
    context.close()


def test_two_hundred_slides_are_still_one_page_and_a_damaged_file_is_put_aside_and_told(reader, state):
    collect(reader, GOODS, "port-goods", "1 slide")
    path = draft(state, reader)
    whole = from_json(path.read_bytes())
    path.write_bytes(to_json(type(whole)(**{**vars(whole), "slides": whole.slides * 200})))
    page = reader.open("/meeting?lang=en")
    expect(page.locator(".agenda li")).to_have_count(200)
    page.locator(".agenda").focus()
    page.keyboard.press("End")
    expect(page.locator('.agenda [aria-selected="true"] .number')).to_have_text("200.")
    # On paper the list does not scroll.
    sheets = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    printed = "\n".join(sheet.extract_text() for sheet in sheets.pages)
    assert all(f"{number}." in printed for number in (1, 100, 199, 200))
    path.write_bytes(path.read_bytes()[:500])
    page = reader.open("/meeting?lang=en")
    expect(page.locator('[data-testid="stAlert"]').first).to_contain_text("put aside")
    assert path.with_suffix(".broken").is_file() and "Traceback" not in page.inner_text("body")


def test_the_kit_is_made_with_a_bar_and_taken_along(reader):
    collect(reader, GOODS, "port-goods", "1 slide")
    page = reader.open("/meeting?lang=en")
    page.get_by_role("button", name="Make the kit (zip)").click()
    expect(page.locator('[data-testid="stProgress"]')).to_be_visible()
    take = page.get_by_role("button", name=re.compile("^Download the kit"))
    take.wait_for(timeout=180_000)
    with page.expect_download() as taken:
        take.click()
    assert taken.value.suggested_filename.endswith(".zip") and taken.value.path().read_bytes()[:2] == b"PK"
    assert reader.foreign == []


def test_axe_finds_no_serious_fault_and_a_phone_does_not_scroll_sideways(reader):
    page = reader.open("/meeting?lang=en")
    reader.tools_ready()
    assert reader.serious_faults() == []
    collect(reader, GOODS, "port-goods", "1 slide")
    assert reader.serious_faults() == []
    page = reader.open("/meeting?lang=en")
    page.get_by_text("Save, open, send, start again").click()
    page.get_by_text("About the meeting").click()
    reader.at_rest()
    assert reader.serious_faults() == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
