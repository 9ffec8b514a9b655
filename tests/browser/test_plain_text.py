"""What a link, a file's name or a briefing says is read as text by a real browser: no live link, picture or markup."""

import json
from dataclasses import replace
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from briefings.briefing import Briefing, to_json
from tests.conftest import Reader
from tests.support.briefing_samples import table

pytestmark = pytest.mark.browser

# The first two are what a notice keeps of a value in a link: 40 letters.
LINK, BARE = "[klik](https://evil.example)", "https://evil.example"
PAYLOAD = (
    f"{LINK} {BARE} www.evil.example a@evil.example <https://evil.example> ![x](https://evil.example/x.png) "
    "<img src=x> <b>vet</b> **vet** `code` $x^2$ :smile: :+1: :100: :red[rood] :material/home: :streamlit: a -> b"
)
ALIVE = """a[href*="evil"], a[href^="mailto:"], img[src*="evil"], .katex, [role="img"][aria-label$=" icon"],
    img[alt="Streamlit logo"], .stMarkdownColoredText,
    [data-testid="stAlert"] :is(a, b, img, strong, em, code, h1, li)"""


def shows_as_text(reader: Reader, *texts: str) -> None:
    """Wait until the notices say just these texts, and find nothing alive on the page."""
    notices = reader.page.locator('[data-testid="stAlert"]')
    expect(notices.first).to_be_visible()
    reader.settle()
    said = " ".join(notices.all_inner_texts()).replace("\u2060", "")
    assert [text for text in texts if text not in said] == [], said
    assert reader.page.locator(ALIVE).evaluate_all("all => all.map(one => one.outerHTML)") == []


def test_what_comes_from_outside_is_shown_as_text(reader):
    reader.open(f"/port?lang=nl&scope={quote(LINK)}&span={quote(BARE)}&measure={quote(':smile: :red[x] $x^2$ -> b')}")
    shows_as_text(reader, LINK, BARE, ":smile: :red[x] $x^2$ -> b")
    page = reader.open("/meeting?lang=nl")
    name = PAYLOAD.replace("/", "∕") + ".json"
    for file in (name, f"{BARE} {LINK}.json".replace("//", "\\\\")):
        page.locator('input[type="file"]').set_input_files({"name": file, "mimeType": "text/json", "buffer": b"none"})
        expect(page.locator('[data-testid="stAlert"]').first).to_be_visible()
        shows_as_text(reader)
    slide = replace(table(), title=PAYLOAD, says=PAYLOAD, note=PAYLOAD, source="Bron: x")
    slide = replace(slide, content={"head": ["x", BARE], "rows": [[BARE, BARE], [PAYLOAD, PAYLOAD]]})
    words = replace(slide, kind="words", content={"paragraphs": [PAYLOAD, BARE]}, rows=[])
    texts = {"title": PAYLOAD[:300], "occasion": BARE, "place": BARE, "author": LINK}
    for shown in (slide, words):
        body = to_json(Briefing(language="nl", slides=(shown,), **texts))
        page.locator('input[type="file"]').set_input_files({"name": "b.json", "mimeType": "text/json", "buffer": body})
        page.locator(".st-key-glance").get_by_text(BARE).first.wait_for()
        reader.settle()
        assert page.locator(ALIVE).count() == 0
    assert json.loads(body)["title"] == texts["title"] and reader.foreign == []
