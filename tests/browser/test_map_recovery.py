"""A map whose WebGL context is lost: it says so, and is drawn again as it was."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

HOLD = "map => { window.graphics = __maps[map].getCanvas().getContext('webgl2').getExtension('WEBGL_lose_context'); }"
LOSE = "() => window.graphics.loseContext()"
RESTORE = "() => window.graphics.restoreContext()"
MOVE = "map => { __maps[map].jumpTo({center: [3.75, 51.2], zoom: 9.5}); }"
# What a reader has on the map: where it stands, and how each place or point stands out.
SEEN = """([map, source, ids]) => [__maps[map].getZoom(), ...__maps[map].getCenter().toArray(),
    ...ids.map(id => __maps[map].getFeatureState({source, id}))]"""
# How many colours are drawn, which an empty map has not.
COLOURS = """map => new Promise(done => {
    __maps[map].once('render', () => {
        const {width, height} = __maps[map].getCanvas(), gl = __maps[map].getCanvas().getContext('webgl2');
        const pixels = new Uint32Array(width * height);
        gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(pixels.buffer));
        done(new Set(pixels).size);
    });
    __maps[map].triggerRepaint();
})"""
VALUES = ("/map?lang=en&indicator=population&period=2020", "districta", "areas", ["BE-44021", "NL-GM0715"])
CHOSEN = ("/port?subject=map&lang=en&site=lock-terneuzen", "porta", "points", ["lock-terneuzen"])


@pytest.mark.parametrize(("seen", "restored"), [(CHOSEN, True), (VALUES, False)], ids=["restored", "not restored"])
def test_a_lost_context_is_told_and_the_map_comes_back_as_it_was(reader, seen, restored):
    path, map_, source, ids = seen
    reader.open(path)
    page = reader.drawn()
    page.evaluate(MOVE, map_)
    before = page.evaluate(SEEN, [map_, source, ids])
    assert all(before[3:]), "every one of them stands out"
    assert page.evaluate(COLOURS, map_) > 20
    told = page.locator('.nspd-frame [role="status"]')
    expect(told).to_be_hidden()
    page.evaluate(HOLD, map_)
    page.evaluate(LOSE)
    expect(told).to_be_visible()
    expect(told).to_contain_text("being drawn again")
    expect(page.locator(".nspd-canvas canvas")).to_have_count(0)
    if restored:
        page.evaluate(RESTORE)
    page.wait_for_selector(".nspd-frame.ready", timeout=60_000)
    expect(told).to_be_hidden()
    assert page.evaluate(SEEN, [map_, source, ids]) == before
    assert page.evaluate(COLOURS, map_) > 20


def test_without_graphics_for_good_the_map_says_so_and_the_list_stays(reader):
    reader.open(VALUES[0].replace("lang=en", "lang=nl"))
    page = reader.drawn()
    page.evaluate(HOLD, "districta")
    # From now on the browser gives no context, and its clock runs ahead.
    page.evaluate("""() => {
        HTMLCanvasElement.prototype.getContext = () => null;
        const later = window.setTimeout;
        window.setTimeout = (act, wait, ...rest) => later(act, wait >= 2000 ? 0 : wait, ...rest);
    }""")
    page.evaluate(LOSE)
    page.wait_for_selector(".nspd-frame.failed", timeout=60_000)
    expect(page.locator('.nspd-frame [role="status"]')).to_contain_text("kon niet worden getekend")
    expect(page.locator(".nspd-list button").first).to_be_visible()
