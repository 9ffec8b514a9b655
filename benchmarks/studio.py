"""A slider in the scenario studio: time from the key press to the last line drawn, and bytes over the WebSocket."""

import shutil
import statistics

from playwright.sync_api import WebSocket, sync_playwright

from benchmarks.first_view import READY
from tests.support.server import CHROMIUM

# Each step is a new value, so that every change runs a thousand draws and nothing comes from the cache.
SLIDER = ".st-key-studio-line-road_2050 input[type=range]"
QUIET = 700
WATCH = """() => {
    const drawn = () => { window.__drawn = performance.now(); };
    new MutationObserver(drawn).observe(
        document.querySelector('[data-testid="stMain"]'),
        {subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ['d']});
    addEventListener('keydown', () => { window.__asked = performance.now(); window.__drawn = 0; }, true);
}"""


def measure(address: str, times: int = 12) -> dict[str, float]:
    """Milliseconds (median and third quartile) and kilobytes of a step, the lorries drawn."""
    received: list[int] = []

    def heard(socket: WebSocket) -> None:
        socket.on("framereceived", lambda frame: received.append(len(frame)))

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM)
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.on("websocket", heard)
        page.goto(f"{address}/scenarios?outcome=lorries")
        page.wait_for_selector(READY, timeout=60_000)
        page.wait_for_selector(".js-plotly-plot .trace", timeout=60_000)
        page.wait_for_timeout(2000)
        page.evaluate(WATCH)
        page.locator(SLIDER).focus()
        spent, sizes = [], []
        for _ in range(times):
            received.clear()
            page.keyboard.press("ArrowLeft")
            page.wait_for_function(
                "quiet => window.__drawn && performance.now() - window.__drawn > quiet", arg=QUIET, timeout=60_000
            )
            spent.append(float(page.evaluate("window.__drawn - window.__asked")))
            sizes.append(sum(received) / 1000)
        browser.close()
    return {
        "ms": statistics.median(spent[2:]),
        "p75_ms": statistics.quantiles(spent[2:], n=4)[2],
        "kilobytes": statistics.median(sizes[2:]),
    }
