"""Draw wanted figures from the data of today: build them, or run the page of those that have no builder yet.

`python -m shell.briefing.redraw` reads {"language": …, "wanted": [[page, query, figure, title, note, minutes,
appendix], …]} on standard input and writes a briefing with those slides on standard output. It runs in a
separate process, because Streamlit's AppTest replaces the runtime that a server needs. A figure that no longer exists
becomes a slide of words that says why.
"""

import json
import logging
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefings.briefing import Briefing, Slide, to_json
from briefings.exhibit import Exhibit
from briefings.links import Wanted
from i18n.translator import Words
from shell.briefing import collect
from shell.briefing.builders import absent_slide, build_slide, find_builder, with_texts_of
from shell.briefing.choice_keys import KEYS
from shell.briefing.slides import make_slide
from shell.streamlit_hooks import log_errors_only, page_without_browser

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

LOG = logging.getLogger("dashboard")
ROOT = Path(__file__).parents[2]
# One page takes a second or two with empty caches; a page that takes longer than this is given up.
PAGE_SECONDS = 30


def draw_slides(wanted: Sequence[Wanted], language: str) -> list[Slide]:
    """The slides of `wanted` in their order, drawn in this process; never call it in the server."""
    t = Words(language)
    slides: dict[int, Slide] = {}
    pages: dict[str, list[int]] = {}
    for place, each in enumerate(wanted):
        if build := find_builder(each.page, each.figure):
            slides[place] = build_slide(build, each, t)
        else:
            pages.setdefault(json.dumps([each.page, each.query], sort_keys=True), []).append(place)
    for places in pages.values():
        page, query = wanted[places[0]].page, wanted[places[0]].query
        slides |= _draw_page(page, query, {place: wanted[place] for place in places}, t)
    return [slides[place] for place in range(len(wanted))]


def prepare_page(page: str, query: Mapping[str, str], seconds: float) -> "AppTest":
    """A page at an address, ready to run without a browser; a run that takes longer raises RuntimeError."""
    return page_without_browser(ROOT / "pages" / "router.py", page, query, seconds)


def _draw_page(page: str, query: dict[str, str], wanted: dict[int, Wanted], t: Words) -> dict[int, Slide]:
    """The wanted figures of one page with one choice."""
    if page not in KEYS:
        return {place: absent_slide(each, t("briefing.no_page", page=page), t) for place, each in wanted.items()}
    app = prepare_page(page, {**query, "lang": t.language}, PAGE_SECONDS)
    with collect.recording() as exhibits:
        try:
            app.run()
        except RuntimeError:  # AppTest raises it after the time limit
            return {place: absent_slide(each, t("briefing.no_time"), t) for place, each in wanted.items()}
        why = "; ".join(error.value for error in app.error) or t("briefing.no_figure")
        # A page may rerun itself: the exhibits of its last run are what a reader would see.
        last = {exhibit.key: exhibit for exhibit in exhibits}
        slides = {}
        for place, each in wanted.items():
            exhibit = last.get(each.figure)
            slides[place] = _make_slide(exhibit, each, t) if exhibit else absent_slide(each, why, t)
        return slides


def _make_slide(exhibit: Exhibit, wanted: Wanted, t: Words) -> Slide:
    """The slide of an exhibit, or one that says that it cannot be made."""
    try:
        return with_texts_of(make_slide(exhibit, wanted.query, t), wanted)
    except Exception:  # the other slides are made
        LOG.exception("%s of %s could not be made", wanted.figure, wanted.page)
        return absent_slide(wanted, t("briefing.not_made"), t)


def main() -> None:
    """Read the wanted figures from standard input, and write their slides to standard output."""
    request: dict[str, Any] = json.load(sys.stdin.buffer)
    log_errors_only()
    logging.disable(logging.WARNING)
    slides = draw_slides([Wanted(*one) for one in request["wanted"]], request["language"])
    sys.stdout.buffer.write(to_json(Briefing(title="", language=request["language"], slides=tuple(slides))))


if __name__ == "__main__":
    main()
