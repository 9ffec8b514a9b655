"""Search, sharing and “something wrong?” as a reader uses them: by keyboard alone, and on a phone."""

import pytest
from playwright.sync_api import expect

from shell.search.index import index_address
from shell.server.own_files import own_address
from tests.conftest import Reader

pytestmark = pytest.mark.browser

ASK = """async ([script, index, questions]) => {
  const {ask, readIndex} = await import(script);
  const read = readIndex(await (await fetch(index)).json());
  return questions.map(question => {
    const {groups, exact} = ask(question, read);
    return [exact, ...groups.flatMap(group => group.results.map(result => result.label))];
  });
}"""
FIELD = "dialog input[role=combobox]"
# The first answer to each question, by language.
FIRST = {
    "nl": {
        "werkloosheid": "Werkloosheid",
        "werkloosheid Terneuzen": "Werkloosheid (ILO, CBS) · Terneuzen",
        "inwoners in gent": "Inwoners · Gent",
        "immo": "Huizenprijs",
        "loon": "Inkomen",
        "inwoners": "Inwoners",
        "inwonrs": "Inwoners",
        "uitstoot": "Uitstoot",
        "Gand": "Gent",
        "terneusen": "Terneuzen",
        "huizenprys": "Huizenprijs",
        "zomergem": "Waterstof- en CO2-leiding Zomergem – haven van Gent",
        "nieuwe sluis": "Nieuwe Sluis Terneuzen",
        # Whole questions, as a reader asks them who has never seen the dashboard.
        "welke gemeente groeit het snelst sinds 2012": "Bevolkingsindex",
        "gemiddeld inkomen": "Inkomen",
        "overslag voor de fusie": "Overslag",
        "grootste uitstoter": "Uitstoot",
        "afstand tot 2030": "Doelen",
        "wat is bereikt sinds 2019": "Afgerond en te laat",
        "lopende EU-projecten": "Geld van Europa",
        "Evergem Excel": "Evergem",
        "vergelijkbare gemeenten": "Naast andere gemeenten",
        "wat is er veranderd sinds het voorjaar": "Nieuw",
        "hoeveel mensen werken over de grens": "Grenswerkers",
        "huizenprijzen": "Huizenprijs",
    },
    "en": {
        "unemployment": "Unemployment",
        "wage": "Income",
        "house price Gand": "House price · Ghent",
        "fastest growth": "Population index",
        "average income": "Income",
        "largest emitter": "Emissions",
        "EU projects": "Money from Europe",
        "cross-border commuters": "Cross-border workers",
    },
}


def faults(reader) -> list[str]:
    """The errors of scripts; Streamlit itself asks for its health below the page, where there is none."""
    return [error for error in reader.errors if "404" not in error]


def search(reader, text: str, by: str = "/"):
    """Open the search by a key and type; waits for an answer."""
    reader.tools_ready()
    reader.page.keyboard.press(by)
    expect(reader.page.locator(FIELD)).to_be_focused()
    reader.page.keyboard.type(text)
    expect(reader.page.locator("dialog [role=option]").first).to_be_visible()


def test_the_best_answer_comes_first_and_an_error_is_forgiven(reader):
    page = reader.open("/data")
    for language, questions in FIRST.items():
        asked = [own_address("search_ranking.js"), index_address(language), [*questions, "qqqxyz"]]
        *answers, nothing = page.evaluate(ASK, asked)
        assert dict(zip(questions, [answer[1] for answer in answers], strict=True)) == questions
        assert all(exact for exact, *_ in answers) and nothing == [False]
        assert page.evaluate(ASK, asked) == [*answers, nothing], "the same question has the same answer"


def test_a_reader_goes_from_page_to_map_to_place_by_keyboard_alone(reader):
    fetched, sent = [], []
    reader.page.on("request", lambda request: fetched.append(request.url))
    reader.page.on("websocket", lambda line: line.on("framesent", lambda frame: sent.append(frame)))
    page = reader.open("/port?subject=goods")
    assert not [url for url in fetched if "/search/" in url or "search.js" in url], "not before it is used"
    page.evaluate("() => { window.stayed = true; }")
    runs = len(sent)
    search(reader, "huizenprijs")
    assert len(sent) == runs, "typing asks the server nothing"
    assert [fault for fault in reader.serious_faults() if "dialog" in fault or "search" in fault] == []
    page.keyboard.press("Enter")
    page.wait_for_url("**/map?**indicator=house_price**")
    reader.drawn()
    assert "Huizenprijs" in page.locator("h1").first.inner_text()
    # On the same page too, with another theme, by the other shortcut and by the arrows.
    search(reader, "inwoners", by="Control+k")
    chosen = page.locator("dialog [role=option][aria-selected=true]")
    expect(chosen).to_have_text("InwonersMensen · 6 van 6 · 1977–2026")
    page.keyboard.press("ArrowDown")
    expect(chosen).not_to_have_text("InwonersMensen · 6 van 6 · 1977–2026")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url("**/map?**indicator=population**")
    reader.drawn()
    assert page.locator("h1").first.inner_text().startswith("Inwoners,")
    search(reader, "flessingue")
    page.keyboard.press("Enter")
    page.wait_for_url("**/place?**place=NL-GM0718**")
    reader.settle()
    assert "Vlissingen" in page.locator("h1").first.inner_text()
    assert page.evaluate("() => window.stayed"), "nothing was loaded again"
    # Escape closes, and the focus is where a keyboard goes on; no notice said that a link was wrong.
    page.keyboard.press("/")
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    expect(page.locator(".tools button").first).to_be_focused()
    assert page.locator("[data-testid=stAlert]").count() == 0 and faults(reader) == [] and reader.foreign == []


def test_search_works_on_a_phone_in_the_dark(chromium, address):
    context = chromium.new_context(viewport={"width": 390, "height": 844}, color_scheme="dark", has_touch=True)
    reader = Reader(context.new_page(), address)
    page = reader.open("/climate?lang=en")
    page.get_by_role("button", name="Search", exact=True).tap()
    page.locator(FIELD).fill("gan")
    page.locator(FIELD).fill("gand")
    expect(page.locator("dialog [role=option]").first).to_contain_text("Ghent")
    assert [fault for fault in reader.serious_faults() if "dialog" in fault or "search" in fault] == []
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    page.locator("dialog [role=option]").first.tap()
    page.wait_for_url("**/place?**place=BE-44021**")
    reader.settle()
    assert "Ghent" in page.locator("h1").first.inner_text()
    context.close()


def test_a_view_is_shared_with_and_without_permission_to_copy(reader):
    page = reader.open("/port?subject=goods&lang=en")
    reader.plotted()
    # A browser without the permission, and without the older way.
    page.evaluate(
        """() => { navigator.clipboard.writeText = () => Promise.reject(new Error('denied'));
        document.execCommand = () => false; }"""
    )
    page.get_by_role("button", name="Share", exact=True).click()
    link = page.get_by_label("Link to this view")
    assert link.input_value() == page.url
    page.get_by_role("button", name="Copy link").click()
    expect(page.locator("dialog [role=status]")).to_contain_text("press Ctrl + C")
    assert page.evaluate("() => getSelection().toString() || document.activeElement.selectionEnd") != 0
    page.evaluate(
        "() => { navigator.clipboard.writeText = text => { window.copied = text; return Promise.resolve(); }; }"
    )
    page.get_by_role("button", name="Copy link").click()
    expect(page.locator("dialog [role=status]")).to_have_text("The link is copied.")
    assert page.evaluate("() => window.copied") == page.url
    with page.expect_download() as download:
        page.get_by_role("button", name="Save picture").click()
    assert download.value.suggested_filename == "seaborne-cargo-by-goods-type-north-sea-port.png"
    assert download.value.path().read_bytes().startswith(b"\x89PNG")
    page.keyboard.press("Escape")
    # The message names the figure, the address and the versions.
    page.locator(".st-key-add-port-goods .wrong").click()
    message = page.get_by_label("Message").input_value()
    assert "North Sea Port (port-goods)" in message and f"Address: {page.url}" in message
    assert "version 0." in message and page.get_by_role("link", name="Send by mail").count() == 0
    page.get_by_role("button", name="Copy message").click()
    expect(page.locator("dialog [role=status]")).to_have_text("The message is copied.")
    assert faults(reader) == []


def test_a_tool_that_cannot_be_fetched_says_so_and_gives_the_keys_back(chromium, address):
    # A browser that kept no script of an earlier page.
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    reader = Reader(context.new_page(), address)
    for name in ("search.js", "share.js"):
        context.route(f"**{own_address(name)}", lambda route: route.abort())
    page = reader.open("/data")
    # The script that listens to keys gives the button its name.
    page.get_by_role("button", name="Zoeken", exact=True).wait_for()
    said = page.locator(".tools [role=alert]")
    page.keyboard.press("/")
    expect(said).to_have_text("Dit kon niet worden geladen. Laad de pagina opnieuw.")
    press = """() => document.body.dispatchEvent(
        new KeyboardEvent('keydown', {key: 'x', bubbles: true, cancelable: true}))"""
    assert page.evaluate(press), "a key of the page is not kept from it"
    page.locator("h1").first.click()
    expect(said).to_have_count(0)
    page.get_by_role("button", name="Delen", exact=True).click()
    expect(said).to_be_visible()
    context.close()


def test_the_start_page_is_found_at_its_own_address_and_sharing_the_meeting_says_what_stays_behind(reader):
    page = reader.open("/meeting")
    search(reader, "beide zijden naast elkaar")
    link = page.locator("dialog [role=option]", has_text="Beide zijden naast elkaar").first
    assert link.get_attribute("href") == "/?home=both"
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Delen", exact=True).click()
    expect(page.locator("dialog .about").first).to_contain_text("zonder uw dia’s")
