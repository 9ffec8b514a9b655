"""From a change of values to an idle map: time, bytes over the WebSocket, whether the map kept its position.

    python -m benchmarks.map_change [--url http://localhost:8501] [--page /map] [--vertices 100000]

The change is a press of an arrow key on the page's first slider. Two times are taken in the browser: from the
key to the idle map (what a reader waits for: server, network, drawing), and from the arrival of the values
(drawing).
"""

import argparse
import contextlib
import json
import math
import shutil
import statistics
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from playwright.sync_api import Page, Route, WebSocket, sync_playwright

from tests.support.server import CHROMIUM, serving

AREAS = "**/layers/areas-municipality.*"
# The map counts the changes that it receives, and stores the number of the last one after which it was idle.
RESTED = ".nspd-map[data-change='{count}'][data-shown='{count}']"
PLACE = "() => Object.values(window.__maps).map(m => [m.getZoom(), ...m.getCenter().toArray()])"
CHANGES = "() => Math.max(...[...document.querySelectorAll('.nspd-map')].map(m => +m.dataset.change))"
LAST = "name => performance.getEntriesByName(name).at(-1).startTime"


@dataclass(frozen=True)
class Change:
    """Medians and 75th percentiles over all changes; times in milliseconds."""

    changes: int
    waited: float
    waited_p75: float
    drawn: float
    drawn_p75: float
    bytes: float
    kept: bool

    def __str__(self) -> str:
        return (
            f"{self.changes} changes: key to rest {self.waited:.0f} ms (p75 {self.waited_p75:.0f}),"
            f" values to rest {self.drawn:.0f} ms (p75 {self.drawn_p75:.0f}), {self.bytes:,.0f} bytes, place"
            f" {'kept' if self.kept else 'LOST'}"
        )


def measure(page: Page, change: Callable[[int], None], received: list[int], times: int = 20) -> Change:
    """Run `change(0)`, `change(1)`, … on a page whose map is idle, and wait each time until it is idle again.

    received: the sizes of the WebSocket messages of the page, which grows meanwhile; see `listening`
    """
    before = page.evaluate(PLACE)
    waited, drawn, sizes = [], [], []
    for turn in range(times):
        shown, got = page.evaluate(CHANGES), len(received)
        page.evaluate("() => { performance.mark('asked') }")
        change(turn)
        page.wait_for_selector(RESTED.format(count=shown + 1), state="attached", timeout=60_000)
        rest = page.evaluate(LAST, "map-idle")
        waited.append(rest - page.evaluate(LAST, "asked"))
        drawn.append(rest - page.evaluate(LAST, "map-change"))
        # The other messages of a run (its end, the address) arrive right after, and count too.
        page.wait_for_timeout(250)
        sizes.append(sum(received[got:]))
    after = page.evaluate(PLACE)
    kept = all(
        math.isclose(a, b, abs_tol=1e-9) for x, y in zip(before, after, strict=True) for a, b in zip(x, y, strict=True)
    )
    return Change(
        times,
        statistics.median(waited),
        _p75(waited),
        statistics.median(drawn),
        _p75(drawn),
        statistics.median(sizes),
        kept,
    )


def _p75(values: list[float]) -> float:
    return statistics.quantiles(values, n=4, method="inclusive")[2]


def listening(page: Page) -> list[int]:
    """The sizes of all WebSocket messages the page will get, before any compression."""
    received: list[int] = []

    def heard(socket: WebSocket) -> None:
        socket.on("framereceived", lambda frame: received.append(len(frame)))

    page.on("websocket", heard)
    return received


def arrow(page: Page) -> Callable[[int], None]:
    """Move the page's first slider back and forth, so that it works at either end."""
    slider = page.get_by_role("slider").first
    slider.focus()

    def press(turn: int) -> None:
        page.keyboard.press("ArrowLeft" if turn % 2 == 0 else "ArrowRight")

    return press


def denser(layer: bytes, vertices: int) -> bytes:
    """The same GeoJSON with at least `vertices` points: edges are cut into pieces, shapes stay the same."""
    collection = json.loads(layer)
    rings = [ring for feature in collection["features"] for ring in _rings(feature["geometry"])]
    pieces = math.ceil(vertices / sum(len(ring) - 1 for ring in rings))
    for ring in rings:
        ring[:] = [
            [round(a[axis] + (b[axis] - a[axis]) * piece / pieces, 6) for axis in (0, 1)]
            for a, b in pairwise(ring)
            for piece in range(pieces)
        ] + [ring[-1]]
    return json.dumps(collection, separators=(",", ":")).encode()


def _rings(geometry: dict[str, Any]) -> list[list[list[float]]]:
    parts = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return [ring for polygon in parts for ring in polygon]


@contextlib.contextmanager
def opened(address: str, path: str, vertices: int = 0) -> Iterator[tuple[Page, list[int]]]:
    """A page in a fresh browser, zoomed in a little, with its map idle; and the sizes of the messages that it receives.

    vertices: where this is more than the shipped areas have, the browser receives those of `denser` instead
    """

    def replaced(route: Route) -> None:
        reply = route.fetch()
        route.fulfill(response=reply, body=denser(reply.body(), vertices))

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM)
        try:
            context = browser.new_context(viewport={"width": 1440, "height": 900})
            if vertices:
                context.route(AREAS, replaced)
            page = context.new_page()
            received = listening(page)
            page.goto(address + path)
            page.wait_for_selector(".nspd-map", timeout=60_000)
            page.wait_for_selector(".nspd-map[data-idle='0']", state="detached", timeout=60_000)
            # Not the initial position, or a map that was loaded again would seem to have kept it.
            page.evaluate("() => Object.values(window.__maps)[0].jumpTo({center: [3.72, 51.22], zoom: 9.4})")
            page.wait_for_timeout(1500)
            yield page, received
        finally:
            browser.close()


def run(address: str, path: str, vertices: int = 0, times: int = 20) -> Change:
    """Open a page of a dashboard, change its slider, and measure."""
    with opened(address, path, vertices) as (page, received):
        press = arrow(page)
        measure(page, press, received, times=2)
        return measure(page, press, received, times)


def main() -> None:
    """Print the measurements with the shipped layer and with a layer of many vertices."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", help="a dashboard that runs already; else one is started")
    parser.add_argument("--page", default="/map")
    parser.add_argument("--vertices", type=int, default=100_000)
    options = parser.parse_args()
    with contextlib.ExitStack() as stack:
        address = options.url or stack.enter_context(serving())[0]
        print("as shipped:", run(address, options.page))
        print(f"{options.vertices:,} vertices:", run(address, options.page, options.vertices))


if __name__ == "__main__":
    main()
