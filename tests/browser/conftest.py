"""A briefing as a file that presents, and a speaker's browser without a network."""

from dataclasses import replace

import pytest

from briefings.briefing import Briefing
from briefings.presenter import page as presenter
from tests.conftest import launch
from tests.support.briefing_samples import chart, mapped, sample, table
from tests.support.presenting import LONG, NASTY


@pytest.fixture(scope="module")
def briefing() -> Briefing:
    lost = {**mapped().content["map"], "level": "mars", "layers": {"areas": "/layers/areas-mars.0.json"}}
    slides = (
        chart(),
        replace(mapped(), content={**mapped().content, "map": {**mapped().content["map"], "selected": "BE-44019"}}),
        replace(chart(), title=NASTY, note="Let op de haakjes."),
        replace(mapped(), title="Kaart zonder omtrek", content={"map": lost}),
        replace(table(rows=60), title=LONG, appendix=False),
        table(),
    )
    return replace(sample(), slides=slides)


@pytest.fixture(scope="module")
def file(briefing, tmp_path_factory):
    path = tmp_path_factory.mktemp("kit") / "presentatie.html"
    presenter.write(briefing, path)
    return path.as_uri()


@pytest.fixture(scope="module")
def offline(playwright, tmp_path_factory):
    """A browser without a network, with a window that a presentation can fill.

    An empty page keeps its window and its process alive between tests.
    """
    chromium = launch(playwright, program="chromium")
    empty = tmp_path_factory.mktemp("empty") / "empty.html"
    empty.write_text("", "utf-8")
    context = chromium.new_context()
    context.set_offline(True)
    context.new_page().goto(empty.as_uri())
    yield context
    chromium.close()


@pytest.fixture
def speaker(offline, request):
    """A speaker's browser without a network: what is asked for and what goes wrong is noted."""
    width, height = getattr(request, "param", (1920, 1080))
    page = offline.new_page()
    page.set_viewport_size({"width": width, "height": height})
    page.asked, page.wrong = [], []
    page.on("request", lambda one: page.asked.append(one.url))
    page.on("pageerror", lambda error: page.wrong.append(str(error)))
    page.on("console", lambda one: page.wrong.append(one.text) if one.type == "error" else None)
    page.on("dialog", lambda one: page.wrong.append(one.message))
    yield page
    for each in offline.pages[1:]:
        each.close()
