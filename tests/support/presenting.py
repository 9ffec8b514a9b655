"""A presentation in a browser: the briefing that it shows, and what the slide on the screen says."""

from tests.conftest import WAIT

NASTY = "</script><img src=x onerror=alert(1)> <b>vet</b> 🚢 مرحبا بالعالم"
LONG = "Goederenoverslag, modal split en ruimtegebruik in de haven en de zes gemeenten eromheen " * 3


def opened(page, address):
    page.goto(address, timeout=WAIT)
    page.wait_for_selector("html[data-ready]", state="attached", timeout=WAIT)
    return page


def title(page):
    return page.locator(".slide:not([hidden]) h1").inner_text()


def number(page):
    return page.locator(".slide:not([hidden]) .number").last.inner_text()
