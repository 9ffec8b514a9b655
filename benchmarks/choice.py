"""Another choice on a page of charts: bytes over the WebSocket, and time until the last of them has arrived."""

import shutil
import statistics
import time

from playwright.sync_api import WebSocket, sync_playwright
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.first_view import READY
from tests.support.server import CHROMIUM

# Page, and the key of the list in which the second and the first option are chosen in turn.
CHOICES = {
    "map, lines from another year": ("/map?face=chart&chart=time", "start"),
    "map, small charts from another year": ("/map?face=chart&chart=multiples", "start"),
    "map, change since another year": ("/map?shown_as=change_pct", "base"),
    "map, another place stands out": ("/map?face=chart&chart=time", "focus"),
    "home, another pair": ("/?home=both", "sides"),
    "place, another municipality": ("/place", "place"),
    "port, cargo of another port": ("/port", "scope"),
    "port, another kind of job": ("/port?subject=economy", "concept"),
    "climate, another municipality": ("/climate?climate=years", "municipality"),
    "climate, another target": ("/climate?climate=targets", "target"),
    "scenarios, another outcome": ("/scenarios?studio=compare", "outcome"),
    "trajectory, another theme": ("/trajectory", "lane"),
}


def measure(address: str, path: str, key: str, times: int = 10) -> tuple[float, float]:
    """Median milliseconds and kilobytes of a choice in the list `key` on the page `path`."""
    frames: list[tuple[float, int, str]] = []

    def heard(socket: WebSocket) -> None:
        def got(frame: str | bytes) -> None:
            raw = frame if isinstance(frame, bytes) else frame.encode()
            message = ForwardMsg()
            message.ParseFromString(raw)
            frames.append((time.perf_counter(), len(raw), str(message.WhichOneof("type"))))

        socket.on("framereceived", got)

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM)
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.on("websocket", heard)
        page.goto(address + path)
        page.wait_for_selector(READY, timeout=60_000)
        page.wait_for_timeout(3000)
        spent, sizes = [], []
        for turn in range(times):
            page.locator(f".st-key-_{key} input").click()
            option = page.get_by_role("option").nth(1 if turn % 2 == 0 else 0)
            option.wait_for()
            frames.clear()
            start = time.perf_counter()
            option.click()
            while not any(kind == "script_finished" for *_, kind in frames):
                page.wait_for_timeout(5)
            page.wait_for_timeout(400)
            spent.append((max(at for at, *_ in frames) - start) * 1000)
            sizes.append(sum(size for _, size, _ in frames) / 1000)
        browser.close()
    # The first two choices fill the cache that later ones use.
    return statistics.median(spent[2:]), statistics.median(sizes[2:])
