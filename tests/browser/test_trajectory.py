"""Journeys along the trajectory in a real browser: by mouse, and by keyboard alone."""

import pytest

pytestmark = pytest.mark.browser
DOTS = ".stPlotlyChart .scatterlayer .trace .points path.point"


def drawn(reader):
    reader.settle()
    reader.page.wait_for_selector(DOTS, timeout=30_000)
    return reader.page


def headline(reader):
    return reader.page.locator(".story h2").inner_text()


def test_a_click_on_a_dot_opens_its_story_with_its_source(reader):
    reader.open("/trajectory")
    page = drawn(reader)
    before = headline(reader)
    page.locator(DOTS).first.click(force=True)
    page.wait_for_function("before => document.querySelector('.story h2')?.innerText !== before", arg=before)
    reader.settle()
    assert reader.query()["story"] == "canal-zone-municipalities-consultation-starts"
    link = page.locator(".story .from a")
    assert link.get_attribute("href").startswith("https://www.euregioscheldemond.be")
    assert reader.foreign == []


def test_the_map_shows_the_selection_and_a_place_opens_its_story(reader):
    reader.open("/trajectory?lane=infrastructure&story=netherlands-and-flanders-agree-on-a-new-sea-lock")
    page = drawn(reader)
    page.wait_for_selector(".nspd-list button")
    places = page.locator(".nspd-list button")
    assert places.count() == 2, "the lock and the tunnel of Zelzate"
    tunnel = places.filter(has_text="Zelzatetunnel")
    tunnel.click()
    page.wait_for_function("() => new URLSearchParams(location.search).get('story').includes('zelzate-tunnel')")
    reader.settle()
    assert "Zelzatetunnel" in headline(reader)


def test_the_keyboard_alone_walks_the_timeline_and_filters_it(reader):
    reader.open("/trajectory")
    page = drawn(reader)
    reached = []
    for _ in range(60):
        page.keyboard.press("Tab")
        name = page.evaluate(
            """() => { const e = document.activeElement;
               return e.getAttribute('aria-label') || (e.matches('button, a') ? e.innerText : e.tagName) }"""
        )
        reached.append(name)
        if "Vorige" in name:
            break
    told = " | ".join(reached)
    for control in ("Thema", "Werklijn", "Partner", "Fonds", "SDG", "Van", "Tot en met", "Cijfers", "Vorige"):
        assert control in told, f"{control} was not reached: {told}"
    before = headline(reader)
    page.keyboard.press("Enter")
    page.wait_for_function("before => document.querySelector('.story h2')?.innerText !== before", arg=before)
    reader.settle()
    assert headline(reader) != before
    assert page.evaluate("document.activeElement.innerText").strip().endswith("Vorige"), (
        "the focus stays for the next step"
    )
    box = page.get_by_role("combobox", name="Thema")
    box.focus()
    page.keyboard.type("Haven")
    page.keyboard.press("Enter")
    page.wait_for_function("() => new URLSearchParams(location.search).get('lane') === 'port'")
    reader.settle()
    assert "14 mijlpalen" in page.locator(".note").all_inner_texts()[0]


def test_one_step_sends_little(reader):
    """The drawing does not change with the story, so it is not sent again."""
    sent = []
    reader.page.on("websocket", lambda ws: ws.on("framereceived", lambda frame: sent.append(len(frame))))
    reader.open("/trajectory")
    page = drawn(reader)
    before, start = headline(reader), len(sent)
    page.get_by_role("button", name="Vorige").click()
    page.wait_for_function("before => document.querySelector('.story h2')?.innerText !== before", arg=before)
    reader.settle()
    step = sum(sent[start:])
    print(f"\none step along the timeline: {step / 1000:.1f} kB")
    assert 0 < step < 15_000


def test_a_link_shows_the_same_in_the_other_language(reader):
    reader.open("/trajectory?story=bgts-north-sea-port-district-founded&fund=all&lang=en")
    drawn(reader)
    assert headline(reader) == "BGTS North Sea Port District founded"
    reader.page.get_by_role("radio", name="Nederlands").click()
    reader.page.wait_for_function("() => document.querySelector('.story h2')?.innerText.startsWith('Oprichting')")
    assert reader.query()["story"] == "bgts-north-sea-port-district-founded"
