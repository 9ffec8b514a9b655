"""Drafts of one invented reader, and checks of the page that shows them."""

import json

from streamlit.testing.v1 import AppTest

from briefings.briefing import Briefing, Slide, to_json
from tests.support.opening import words

NUMBER = "ab" * 16
OWN = {"title": "Eigen", "says": "", "source": "", "date": "", "content": {"paragraphs": ["Verzonnen."]}}


def said(title: str, **more) -> Slide:
    """An invented slide with paragraphs."""
    return Slide(**{"kind": "words", **OWN, "title": title, **more})


def saved(*slides: Slide) -> dict:
    """The JSON of a briefing with these slides, to damage."""
    return json.loads(to_json(Briefing(title="Proef", language="nl", slides=slides)))


def works(app: AppTest) -> AppTest:
    """Check that nothing failed, and that the reader can open another file, remove a slide, or start empty."""
    assert not app.exception and not app.error, [*app.exception, *app.error]
    assert app.get("file_uploader") and app.button(key="ready-replace")
    keys = {button.key for button in app.button}
    empty = words("nl")["briefing"]["empty"] in [one.value for one in app.info]
    assert empty or {"slide-remove", "briefing-clear"} <= keys
    return app


def nested(depth: int) -> object:
    found: object = 1
    for _ in range(depth):
        found = [found]
    return found
