"""The frozen data for every test; a real server and a real browser for browser tests."""

import functools
import os
import shutil
from collections import defaultdict
from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

from tests.support.server import CHROMIUM, serving

# Set before loaders is imported, which reads it once; processes of tests inherit it. See tests/support/freeze.py.
os.environ["NSPD_GEODATA"] = str(Path(__file__).parent / "geodata")

# Milliseconds that a test waits for a page. Playwright's default of five seconds is too short on a machine that runs
# other tests; a wait ends when its condition holds, so a long limit costs nothing.
WAIT = 60_000
expect.set_options(timeout=WAIT)

# Pages share a process, which keeps the scripts that it has compiled; see `clean_page`. Not for every browser of the
# tests: after a reload, a page from a file then still finds a window that it opened before.
ONE_PROCESS = "--process-per-site"

# Maps are drawn at half the resolution: a frame of one then takes less than half of the processor time. All else on a
# page is drawn as ever: of what our pages have, only the map library draws by this number.
COARSE_MAPS = "Object.defineProperty(window, 'devicePixelRatio', {get: () => 0.5})"

# About how long a test takes by its kind, in tests marked slow: only to begin with the files that take longest.
ANY, SLOW, BROWSER = 0.1, 1, 2

READY = '[data-testid="stApp"][data-test-script-state="notRunning"]'


def pytest_collection_modifyitems(items):
    """Begin with the files that take longest, so that none of them is still running when all others are done."""
    weights: dict[Path, float] = defaultdict(float)
    for item in items:
        browser, slow = item.get_closest_marker("browser"), item.get_closest_marker("slow")
        weights[item.path] += BROWSER if browser else SLOW if slow else ANY
    items.sort(key=lambda item: -weights[item.path])


@pytest.fixture(scope="session")
def state(tmp_path_factory):
    """Where the server of `address` stores what readers collect."""
    return tmp_path_factory.mktemp("state")


@pytest.fixture(scope="session")
def address(state, tmp_path_factory):
    """The dashboard as `make run` starts it, with a folder of its own for what it stores."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NSPD_STATE", str(state))
        with serving(log=tmp_path_factory.mktemp("server") / "log.txt") as (url, _):
            # Only the server gets the folder; what tests start themselves does not.
            patch.undo()
            yield url


@pytest.fixture(scope="session")
def playwright():
    """The library that steers browsers; there can be one of it in a process."""
    with sync_playwright() as started:
        yield started


def launch(playwright: Playwright, *arguments: str, program: str = "chromium-headless-shell") -> Browser:
    """Debian's chromium without its window: the pages are the same, its own toolbars are not drawn for each of them.

    Its absence is an error: a skipped browser test would go unnoticed.
    """
    path = shutil.which(program)
    assert path, f"{program} is missing: run `make test`, which installs it"
    browser = playwright.chromium.launch(executable_path=path, args=[*CHROMIUM, *arguments])
    # Without a graphics card each frame is rendered on the processor. Streamlit's fades and its icon of a running page
    # took 5 of the 15 seconds of processor time that opening a page cost; no test is about them.
    start = functools.partial(browser.new_context, reduced_motion="reduce")

    def new_context(**settings) -> BrowserContext:
        context = start(**settings)
        context.add_init_script(COARSE_MAPS)
        return context

    browser.new_context = new_context
    return browser


@pytest.fixture(scope="session")
def chromium(playwright):
    """A browser as a person has it."""
    browser = launch(playwright)
    yield browser
    browser.close()


@pytest.fixture
def overpass(httpserver, monkeypatch) -> list[str]:
    """OpenStreetMap's Overpass on loopback: the queries that it received."""
    from tests.support.replies.overpass import (
        play,
    )  # It imports loaders, which must not be imported before the variable above is set.

    return play(httpserver, monkeypatch)


@pytest.fixture(scope="session")
def profile(playwright):
    """One browser profile at 1440 × 900 for all tests: its cache has the scripts that every page needs.

    Loading and compiling them took more than half of the time of opening a page. All else is cleared for each
    test, see `clean_page`.
    """
    browser = launch(playwright, ONE_PROCESS)
    yield browser.new_context(viewport={"width": 1440, "height": 900}, accept_downloads=True)
    browser.close()


def clean_page(profile: BrowserContext, address: str) -> Page:
    """A new page in a profile that was cleared, except for the cache of `address`.

    The first page of the profile stays open on an answer without scripts. It keeps the window and the process alive, in
    which the scripts are compiled already; to start those anew took half of the processor time of opening a page.
    """
    profile.set_offline(False)
    first, *others = profile.pages or [profile.new_page()]
    for page in others:
        page.close()
    if first.url == "about:blank":
        first.goto(f"{address}/_stcore/health")
    profile.clear_cookies()
    page = profile.new_page()
    devtools = profile.new_cdp_session(page)
    kinds = "local_storage,indexeddb,cache_storage,service_workers,file_systems"
    devtools.send("Storage.clearDataForOrigin", {"origin": address, "storageTypes": kinds})
    devtools.detach()
    return page


class Reader:
    """A reader with a browser: opens addresses, waits until the page is idle, and records requests to other hosts."""

    def __init__(self, page: Page, address: str):
        self.page, self.address = page, address
        self.foreign: list[str] = []
        self.errors: list[str] = []
        page.on("request", self._note)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda m: self.errors.append(m.text) if m.type == "error" else None)

    def _note(self, request):
        if not request.url.startswith((self.address, "data:", "blob:", self.address.replace("http", "ws"))):
            self.foreign.append(request.url)

    def open(self, path: str) -> Page:
        self.page.goto(self.address + path)
        return self.settle()

    def settle(self) -> Page:
        self.page.wait_for_selector(READY, timeout=WAIT)
        self.page.wait_for_function(
            """() => !document.querySelector('[data-testid="stStatusWidget"]')
               && !document.querySelector('[data-stale="true"]')""",
            timeout=WAIT,
        )
        return self.page

    def drawn(self) -> Page:
        """Wait until every map has drawn its last change and is idle."""
        self.settle()
        self.page.wait_for_function(
            """() => [...document.querySelectorAll('.nspd-map')].length
               && [...document.querySelectorAll('.nspd-map')].every(m => m.dataset.shown === m.dataset.change)""",
            timeout=WAIT,
        )
        return self.page

    def at_rest(self) -> Page:
        """Wait until the page is idle: maps and charts are drawn, and animations have ended."""
        self.settle()
        self.page.wait_for_function(
            """() => [...document.querySelectorAll('.nspd-map')].every(m => m.dataset.shown === m.dataset.change)
               && [...document.querySelectorAll('.js-plotly-plot')].every(p => p.querySelector('.main-svg'))
               && document.getAnimations().every(one => one.playState !== 'running'
                  || one.effect?.getComputedTiming().endTime === Infinity)""",
            timeout=WAIT,
        )
        return self.page

    def tools_ready(self) -> None:
        """Wait for the script of search and sharing: it names its buttons, and a key pressed before it runs is lost."""
        self.page.locator(".tools [aria-keyshortcuts]").wait_for()

    def plotted(self) -> None:
        """Wait until a chart is drawn."""
        self.settle()
        self.page.wait_for_selector(".js-plotly-plot .trace", timeout=WAIT)

    def shows(self, text: str) -> None:
        """Wait until the page shows this text and is idle."""
        # Not with each frame, as is the default: the text of a long page takes longer to make than a frame does.
        self.page.wait_for_function(
            "text => document.body.innerText.includes(text)", arg=text, timeout=WAIT, polling=100
        )
        self.settle()

    def serious_faults(self, rules: tuple[str, ...] = ()) -> list[str]:
        """The accessibility violations that axe finds on the page, by these of its rules; none: by all."""
        # Evaluated in the page itself: the content security policy allows no script of another origin.
        self.page.evaluate((files("axe_core_python") / "axe.min.js").read_text("utf-8"))
        options = {"resultTypes": ["violations"]} | ({"runOnly": list(rules)} if rules else {})
        found = self.page.evaluate("options => axe.run(document, options)", options)["violations"]
        return [
            f"{fault['id']}: {fault['help']} {[node['target'] for node in fault['nodes'][:3]]}"
            for fault in found
            if fault["impact"] in ("serious", "critical")
        ]

    def query(self) -> dict[str, str]:
        return self.page.evaluate("Object.fromEntries(new URLSearchParams(location.search))")


@pytest.fixture
def reader(profile, address):
    """A new reader without cookies, at 1440 × 900."""
    return Reader(clean_page(profile, address), address)
