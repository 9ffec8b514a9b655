"""A cold first view at 10 Mbit/s and 40 ms: largest contentful paint, bytes, and requests to foreign hosts."""

import shutil
import statistics
import time

from playwright.sync_api import sync_playwright

from tests.support.server import CHROMIUM

READY = '[data-testid="stApp"][data-test-script-state="notRunning"]'
MEGABIT = 1_000_000 / 8
LCP = """() => new Promise(done => new PerformanceObserver(list => {
    const all = list.getEntries(); done(all[all.length - 1].startTime);
}).observe({type: 'largest-contentful-paint', buffered: true}))"""


def measure(address: str, page_path: str = "/", runs: int = 5) -> dict[str, float]:
    """Medians over `runs` fresh browser profiles: lcp_s, megabytes, map_s (map idle, nan without one), foreign."""
    lcp, bytes_, maps, foreign = [], [], [], 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM)
        for _ in range(runs):
            context = browser.new_context(viewport={"width": 1440, "height": 900})
            page = context.new_page()
            network = context.new_cdp_session(page)
            network.send("Network.enable")
            network.send(
                "Network.emulateNetworkConditions",
                {
                    "offline": False,
                    "latency": 40,
                    "downloadThroughput": 10 * MEGABIT,
                    "uploadThroughput": 2 * MEGABIT,
                },
            )
            got: list[float] = []
            network.on("Network.loadingFinished", lambda event, got=got: got.append(event["encodedDataLength"]))
            network.on(
                "Network.webSocketFrameReceived",
                lambda event, got=got: got.append(len(event["response"]["payloadData"]) * 3 / 4),
            )
            outside: list[str] = []
            page.on(
                "request",
                lambda request, outside=outside: (
                    request.url.startswith(("data:", "blob:"))
                    or address.split("//")[1] in request.url
                    or outside.append(request.url)
                ),
            )
            start = time.monotonic()
            page.goto(address + page_path)
            page.wait_for_selector(READY, timeout=60_000)
            page.wait_for_function("() => Object.values(window.__maps ?? {}).every(m => m.loaded())", timeout=60_000)
            maps.append(time.monotonic() - start)
            page.wait_for_timeout(1500)
            lcp.append(page.evaluate(LCP) / 1000)
            bytes_.append(sum(got) / 1e6)
            foreign += len(outside)
            context.close()
        browser.close()
    return {
        "lcp_s": statistics.median(lcp),
        "megabytes": statistics.median(bytes_),
        "map_s": statistics.median(maps),
        "foreign": foreign,
    }
