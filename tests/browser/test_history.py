"""The browser's back and forward buttons take back one choice or one page each, on every page."""

import pytest

from tests.conftest import WAIT

pytestmark = pytest.mark.browser

# A choice on each page: its query parameter, the label of another option, and the key of that option.
PARTS = {
    "map": ("face", "Tabel", "table"),
    "port": ("subject", "Goederen", "goods"),
    "climate": ("climate", "Verloop per jaar", "years"),
    "trajectory": ("section", "Projecten", "projects"),
    "scenarios": ("studio", "Vergelijken", "compare"),
    "data": ("part", "Indicatoren", "indicators"),
}


def is_at(reader, page, **query):
    """Wait until this page with these choices is in the address, and has been drawn."""
    reader.page.wait_for_function(
        """([page, query]) => location.pathname === `/${page}`
           && Object.entries(query).every(([key, value]) => new URLSearchParams(location.search).get(key) === value)""",
        arg=[page, query],
        timeout=WAIT,
    )
    reader.page.wait_for_selector("footer.foot")
    reader.settle()


def is_chosen(reader, label, chosen):
    """Wait until an option is chosen, or is not: the address changes before the page, which mounts the widget anew."""
    reader.page.wait_for_function(
        """([label, chosen]) => {
            const radios = [...document.querySelectorAll('[role=radio]')];
            const options = radios.filter(each => each.innerText.trim() === label);
            return options.length === 1 && (options[0].getAttribute('aria-checked') === 'true') === chosen;
        }""",
        arg=[label, chosen],
        timeout=WAIT,
    )


def opens(reader, name):
    reader.page.locator(f'header a[href*="/{name}"]').first.click()
    is_at(reader, name, v="1")


def test_back_and_forward_take_one_choice_or_page_each(reader):
    page = reader.open("/")
    is_at(reader, "", v="1")
    for name, (key, label, chosen) in PARTS.items():
        opens(reader, name)
        first = reader.query()[key]
        page.get_by_role("radio", name=label, exact=True).click()
        is_at(reader, name, **{key: chosen})
        page.go_back()
        is_at(reader, name, **{key: first})
        is_chosen(reader, label, False)
        page.go_forward()
        is_at(reader, name, **{key: chosen})
        is_chosen(reader, label, True)
    opens(reader, "place")
    first = reader.query()["other"]
    page.locator(".st-key-_other input").click()
    page.get_by_role("option", name="Borsele").first.click()
    is_at(reader, "place", other="NL-GM0654")
    page.go_back()
    is_at(reader, "place", other=first)
    # A page is one step too: the last two as they were left.
    for name in ("data", "scenarios"):
        key, _, chosen = PARTS[name]
        page.go_back()
        is_at(reader, name, **{key: chosen})
        page.go_back()
        is_at(reader, name)
        assert reader.query()[key] != chosen


def test_the_language_and_a_pressed_button_are_choices_too(reader):
    page = reader.open("/trajectory?section=timeline")
    story = reader.query()["story"]
    page.get_by_role("button", name="Vorige").click()
    page.wait_for_function("before => !location.search.includes(before)", arg=story, timeout=WAIT)
    reader.settle()
    earlier = reader.query()["story"]
    page.get_by_text("English", exact=True).click()
    is_at(reader, "trajectory", lang="en", story=earlier)
    page.go_back()
    is_at(reader, "trajectory", lang="nl", story=earlier)
    page.wait_for_function("() => document.documentElement.lang === 'nl'")
    page.go_back()
    is_at(reader, "trajectory", lang="nl", story=story)
