"""A presentation as a speaker gives it: keys and a remote, from a file with no network, and through a dead server."""

import contextlib
import io

import pypdf
import pytest

from shell.briefing import present
from tests.support.presenting import NASTY, number, opened, title
from tests.support.server import free_port, serving

pytestmark = pytest.mark.browser


def test_by_keyboard_from_first_to_last_with_nothing_asked_of_any_host(speaker, file, briefing):
    page = opened(speaker, file)
    assert title(page) == briefing.title and number(page) == "1 / 11"
    for key in ("ArrowRight", "PageDown", " ", "ArrowDown"):
        page.keyboard.press(key)
    assert number(page) == "5 / 11" and title(page) == NASTY and page.url.endswith("#5")
    for key in ("ArrowLeft", "PageUp", "ArrowUp"):
        page.keyboard.press(key)
    assert number(page) == "2 / 11" and page.locator(".agenda li").count() == 5
    page.keyboard.press("End")
    assert title(page) == "Licenties" and "OpenStreetMap" in page.locator(".slide:not([hidden]) .body").inner_text()
    page.keyboard.press("ArrowRight")
    assert number(page) == "11 / 11", "there is nothing after the last one"
    page.keyboard.press("PageUp")
    assert title(page) == "Bronnen" and "Statbel, CBS" in page.locator(".slide:not([hidden]) .body").inner_text()
    page.keyboard.press("Home")
    page.keyboard.type("4")
    assert page.locator("#asked").inner_text() == "4 …"
    page.keyboard.press("Enter")
    assert number(page) == "4 / 11" and page.locator("#asked").count() == 0
    page.keyboard.type("77")
    page.keyboard.press("Enter")
    assert number(page) == "4 / 11" and "van 1 tot 11" in page.locator("#told").inner_text()
    assert page.locator("#said").inner_text() == page.locator("#told").inner_text()
    # The keys of 1 and 0 on a Belgian keyboard, as the browser tells of them.
    for key, code in (("&", "Digit1"), ("à", "Digit0")):
        pressed = {"key": key, "code": code, "bubbles": True}
        page.evaluate("pressed => document.body.dispatchEvent(new KeyboardEvent('keydown', pressed))", pressed)
    page.keyboard.press("Enter")
    assert number(page) == "10 / 11"
    page.keyboard.type("4")
    page.keyboard.press("Enter")
    page.keyboard.press("b")
    assert page.locator("#black").is_visible()
    page.keyboard.press("PageDown")
    assert page.locator("#black").count() == 0 and number(page) == "4 / 11", "out of the dark to the same slide"
    page.keyboard.press(".")
    page.keyboard.press(".")
    page.keyboard.press("?")
    assert "notities en klok" in page.get_by_role("dialog").inner_text()
    page.keyboard.press("Escape")
    page.keyboard.press("f")
    page.wait_for_function("document.fullscreenElement !== null")
    page.keyboard.press("F5")
    page.wait_for_function("document.fullscreenElement === null")
    page.reload()
    page.wait_for_selector("html[data-ready]", state="attached")
    assert number(page) == "4 / 11"
    assert page.wrong == [] and {one for one in page.asked if not one.startswith("file:")} == set()


def test_a_title_is_text_whatever_is_in_it_and_reads_from_its_own_side(speaker, file):
    page = opened(speaker, file + "#5")
    assert title(page) == NASTY and page.locator("h1 b, h1 img, #deck script").count() == 0
    assert page.locator(".slide:not([hidden]) h1").get_attribute("dir") == "auto"


def test_a_slide_that_cannot_be_drawn_says_why_and_the_next_one_is_there(speaker, file):
    page = opened(speaker, file + "#6")
    assert "mars" in page.get_by_role("alert").inner_text()
    page.keyboard.press("ArrowRight")
    assert page.locator(".slide:not([hidden]) tbody tr").count() == 60


def test_a_remote_reaches_every_row_of_a_long_table(speaker, file):
    page = opened(speaker, file + "#7")
    seen: list[int] = []
    while number(page) == "7 / 11" and len(seen) < 200:
        seen += page.evaluate("""() => {
            const rows = [...document.querySelectorAll('.slide:not([hidden]) tbody tr')];
            const box = document.querySelector('.slide:not([hidden]) .scrolls').getBoundingClientRect();
            const head = document.querySelector('.slide:not([hidden]) thead').offsetHeight;
            return rows.flatMap((row, place) => {
              const {top, bottom} = row.getBoundingClientRect();
              return top >= box.top + head - 1 && bottom <= box.bottom + 1 ? [place] : [];
            });
        }""")
        page.keyboard.press("PageDown")
    assert set(seen) == set(range(60)) and number(page) == "8 / 11"


def test_the_browsers_own_print_gives_every_sheet_and_the_slide_comes_back(speaker, file, briefing):
    page = opened(speaker, file + "#4")
    sheets = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    texts = [" ".join(sheet.extract_text().split()) for sheet in sheets.pages]
    for slide in briefing.slides:
        # Letters that run from the right stand in a .pdf in the order they are drawn.
        start = slide.title[:40].strip()
        assert any(start in text for text in texts[2:]), slide.title
    assert "250.000" in texts[2] and "OpenStreetMap" in texts[3]
    assert number(page) == "4 / 11" and page.locator(".slide:not([hidden]) .land").count() == 1


def test_a_chart_shows_figures_zooms_and_comes_back(speaker, file):
    page = opened(speaker, file + "#3")
    page.wait_for_selector(".plot .scatterlayer")
    span = "document.querySelector('.slide:not([hidden]) .plot > div')._fullLayout.xaxis.range.map(Number)"
    before = page.evaluate(span)
    mark = page.locator(".slide:not([hidden]) .plot .points path").last.bounding_box()
    page.mouse.move(mark["x"] + mark["width"] / 2, mark["y"] + mark["height"] / 2)
    page.wait_for_selector(".hoverlayer text")
    box = page.locator(".slide:not([hidden]) .plot .nsewdrag").bounding_box()
    left, right = box["x"] + box["width"] / 2, box["x"] + box["width"] * 0.9
    page.mouse.move(left, box["y"] + 100)
    page.mouse.down()
    page.mouse.move(right, box["y"] + 105, steps=8)
    page.mouse.up()
    page.wait_for_function(f"Math.abs({span}[0] - {before[0]}) > 1")
    after = page.evaluate(span)
    # The letters are enlarged; the pointer must still mean the year it points at.
    middle = before[0] + (before[1] - before[0]) / 2
    assert abs(after[0] - middle) < (before[1] - before[0]) * 0.01
    page.keyboard.press("r")
    page.wait_for_function(f"Math.abs({span}[0] - {before[0]}) < 0.01")


def test_a_map_tells_figures_changes_year_zooms_and_comes_back(speaker, file, briefing):
    page = opened(speaker, file + "#4")
    slide = page.locator(".slide:not([hidden])")
    says = slide.locator(".says").inner_text()
    assert "Evergem" in slide.locator("li.chosen").inner_text(), "what was chosen when it was kept"
    # Somewhere in Gent that no name covers.
    place = page.evaluate("""() => {
        const path = document.querySelector('.slide:not([hidden]) .area[fill="#0b4366"]');
        const box = path.getBoundingClientRect();
        for (let x = box.left + 4; x < box.right; x += 6) for (let y = box.top + 4; y < box.bottom; y += 6)
          if (document.elementFromPoint(x, y) === path) return [x, y];
    }""")
    page.mouse.move(*place)
    assert "Gent" in slide.locator(".tip").inner_text() and "274.042" in slide.locator(".tip").inner_text()
    assert slide.locator("li.near").count() == 1
    first = slide.locator(".land > g").first.get_attribute("transform")
    page.mouse.wheel(0, -400)
    page.wait_for_function(
        f"document.querySelector('.slide:not([hidden]) .land > g').getAttribute('transform') !== '{first}'"
    )
    zoomed = slide.locator(".land > g").first.get_attribute("transform")
    page.keyboard.press("J")
    page.keyboard.press("Shift+J")
    assert slide.locator("output").inner_text() == "2025"
    assert slide.locator(".land > g").first.get_attribute("transform") == zoomed, "another year keeps the place"
    shown = slide.locator(".side").inner_text()
    assert "272.657" in shown and "274.042" not in shown
    assert slide.locator(".says").inner_text() == f"Over 2026: {says}", "the message stays with its own year"
    page.keyboard.press("r")
    assert slide.locator("output").inner_text() == "2026" and slide.locator(".says").inner_text() == says
    slide.get_by_role("slider").press("ArrowLeft")
    assert slide.locator("output").inner_text() == "2025" and number(page) == "4 / 11"
    slide.get_by_role("slider").press("PageDown")
    assert number(page) == "5 / 11", "a remote turns the slide wherever the focus is"


def test_a_finger_turns_slides_but_moves_a_map(chromium, file):
    context = chromium.new_context(viewport={"width": 1024, "height": 768}, has_touch=True)
    page = opened(context.new_page(), file + "#4")
    touch = context.new_cdp_session(page)

    def swipe(y: float, left: float, right: float) -> None:
        for kind, x in (("touchStart", right), ("touchMove", (left + right) / 2), ("touchMove", left), ("touchEnd", 0)):
            points = [] if kind == "touchEnd" else [{"x": x, "y": y}]
            touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    group = page.locator(".slide:not([hidden]) .land > g").first
    before = group.get_attribute("transform")
    swipe(450, 100, 400)
    assert number(page) == "4 / 11" and group.get_attribute("transform") != before
    swipe(60, 100, 400)
    assert number(page) == "5 / 11"
    context.close()


def test_notes_follow_in_a_second_window_and_steer(speaker, file, briefing):
    page = opened(speaker, file + "#3")
    with page.expect_popup() as popup:
        page.keyboard.press("n")
    notes = popup.value
    assert notes.locator("#note").inner_text() == briefing.slides[0].note
    assert "2 van" not in notes.locator("#of").inner_text() and "3 van 11" in notes.locator("#of").inner_text()
    assert notes.locator("#planned").inner_text() == "2:00" and "4. " in notes.locator("#next").inner_text()
    page.keyboard.press("ArrowRight")
    assert notes.locator("#note").inner_text() == briefing.slides[1].note
    assert notes.locator("#planned").inner_text() == "3:30"
    notes.keyboard.press("PageDown")
    assert number(page) == "5 / 11" and notes.locator("#note").inner_text() == "Let op de haakjes."
    assert NASTY in notes.locator("#title").inner_text() and notes.locator("h1 img").count() == 0
    notes.wait_for_selector("#elapsed:not(:text-is('0:00'))")
    # After a reload a page from a file may not touch its old window: that closes, and N brings the notes back.
    page.reload()
    page.wait_for_selector("#told:has-text('Druk op N')")
    assert number(page) == "5 / 11"
    with page.expect_popup() as popup:
        page.keyboard.press("n")
    assert popup.value.locator("#note").inner_text() == "Let op de haakjes."
    assert popup.value.locator("#elapsed").inner_text() != "0:00", "the clock ran on"
    assert page.wrong == []


def test_a_presentation_survives_its_server_at_the_same_slide(chromium, briefing, tmp_path, monkeypatch):
    monkeypatch.setenv("NSPD_STATE", str(tmp_path))
    identity, port = present.keep(briefing), free_port()
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.wrong, page.asked = [], []
    page.on("pageerror", lambda error: page.wrong.append(str(error)))
    with contextlib.ExitStack() as stack:
        address, _ = stack.enter_context(serving(log=tmp_path / "first.txt", port=port))
        page.on("request", lambda one: page.asked.append(one.url))
        opened(page, f"{address}/present/{identity}")
        page.keyboard.type("4")
        page.keyboard.press("Enter")
        assert page.locator(".slide:not([hidden]) .land .area").count() == 68
        page.wait_for_function("caches.match(location.pathname).then(Boolean)")
        # No menu, no language switch, nothing of the dashboard.
        assert page.locator('[data-testid="stApp"], header[data-testid="stHeader"]').count() == 0
        with page.expect_popup() as popup:
            page.keyboard.press("n")
        notes = popup.value
    # The server is gone now.
    page.keyboard.press("ArrowRight")
    assert title(page) == NASTY
    page.wait_for_selector(".slide:not([hidden]) .plot .scatterlayer")
    page.reload()
    page.wait_for_selector("html[data-ready]", state="attached")
    assert number(page) == "5 / 11" and title(page) == NASTY
    # The reloaded presentation has its notes in hand again.
    page.keyboard.press("ArrowLeft")
    notes.wait_for_selector("#of:text('4 van 11')")
    page.keyboard.press("ArrowRight")
    with serving(log=tmp_path / "second.txt", port=port):
        page.keyboard.press("PageDown")
        page.reload()
        page.wait_for_selector("html[data-ready]", state="attached")
        assert number(page) == "6 / 11"
        fresh = chromium.new_context().new_page()
        opened(fresh, f"{address}/present/{identity}#4")
        assert number(fresh) == "4 / 11", "the server still has it, for whoever opens it now"
        fresh.context.close()
        gone = context.request.get(f"{address}/present/{'0' * 32}")
        assert gone.status == 404 and "niet (meer)" in gone.text()
        policy = context.request.get(f"{address}/present/{identity}").headers["content-security-policy"]
        assert policy.startswith("default-src 'none'")
    assert {one for one in page.asked if not one.startswith(address)} == set() and page.wrong == []
    context.close()
