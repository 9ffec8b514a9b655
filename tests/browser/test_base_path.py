"""The dashboard below a path of a host that has more on it (`server.baseUrlPath`): nothing is asked outside of it."""

import contextlib
import re

import pytest
from playwright.sync_api import expect

from tests.conftest import Reader
from tests.support.server import serving

pytestmark = pytest.mark.browser

GOODS = "/port?subject=goods&port=NSP&lang=en&v=1"


def test_everything_works_below_a_base_path(chromium, tmp_path, monkeypatch):
    monkeypatch.setenv("NSPD_STATE", str(tmp_path))
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    with contextlib.ExitStack() as running:
        url, _ = running.enter_context(serving(log=tmp_path / "log.txt", base="/haven"))
        reader = Reader(context.new_page(), url)
        # The map with its script, library and layers; the style sheet.
        page = reader.open("/")
        reader.drawn()
        assert page.evaluate("() => getComputedStyle(document.querySelector('h1.title')).fontSize") == "28px"
        (cookie,) = (one for one in context.cookies(url) if one["name"] == "nspd_briefing")
        assert cookie["path"] == "/haven"
        # On paper a QR code.
        page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
        expect(page.locator(".printed svg")).to_have_count(1)
        page.evaluate("() => dispatchEvent(new Event('afterprint'))")
        # The search, its index and where a result leads.
        page.keyboard.press("/")
        expect(page.locator("dialog input[role=combobox]")).to_be_focused()
        page.keyboard.type("gand")
        result = page.locator("dialog [role=option]").first
        expect(result).to_have_attribute("href", re.compile(r"/haven/place\?place=BE-44021$"))
        page.keyboard.press("Enter")
        page.wait_for_url(f"{url}/place?**place=BE-44021**")
        # A slide, the list of slides, the presentation with its notes.
        reader.open(GOODS)
        reader.plotted()
        page.locator(".st-key-add-port-goods button:not(.wrong)").first.click()
        expect(page.locator(".added")).to_contain_text("1 slide", timeout=30_000)
        page.get_by_role("link", name="Meeting (1)").first.click()
        expect(page.locator(".agenda li")).to_have_count(1, timeout=30_000)
        with context.expect_page() as opened:
            page.get_by_role("link", name="Present", exact=True).click()
        stage = opened.value
        stage.wait_for_selector("html[data-ready]", state="attached")
        assert re.fullmatch(re.escape(url) + r"/present/[0-9a-f]{32}(#1)?", stage.url)
        with stage.expect_popup() as popup:
            stage.keyboard.press("n")
        expect(popup.value.locator("#of")).to_contain_text("1")
        stage.wait_for_function("() => caches.match(location.pathname).then(Boolean)", timeout=30_000)
        scope = "() => navigator.serviceWorker.ready.then(ready => new URL(ready.scope).pathname)"
        assert stage.evaluate(scope) == "/haven/present/"
        # Whoever asks whether it works gets an answer here, and no start page for another question.
        ready = context.request.get(f"{url}/health/ready")
        assert ready.status == 200 and ready.json() == {"ready": True, "broken": {}}
        root = url.removesuffix("/haven")
        for other in (f"{url}/health/live", f"{url}/health", f"{root}/health/ready", f"{root}/own/x.js"):
            assert context.request.get(other).status == 404, other
        gone = context.request.get(f"{url}/present/{'0' * 32}")
        assert gone.status == 404 and 'href="/haven/meeting?lang=nl"' in gone.text()
        assert context.request.get(f"{url}").headers["content-type"].startswith("text/html")
    # The server is gone: the presentation reloads all the same.
    stage.reload()
    stage.wait_for_selector("html[data-ready]", state="attached")
    assert reader.foreign == []
    context.close()
