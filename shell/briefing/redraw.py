"""Draw wanted figures anew: run the very pages they stand on, and keep what they show.

`python -m shell.briefing.redraw` reads {"language": …, "wanted": [[page, query, figure, title, note, minutes,
appendix], …]} on standard input and writes a briefing with those slides on standard output. It is a process of its
own, because Streamlit's way to run a page without a browser replaces the runtime that a server needs. A figure that
is no longer there becomes a slide of words that says why.
"""

import json
import logging
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefings.briefing import Briefing, Slide, to_json
from briefings.links import Wanted
from i18n.translator import Words
from shell.briefing import collect
from shell.briefing.choice_keys import KEYS
from shell.briefing.slides import Exhibit, make_slide
from shell.streamlit_hooks import log_errors_only, page_without_browser

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

LOG = logging.getLogger("dashboard")
ROOT = Path(__file__).parents[2]
# One page takes a second or two when nothing is read yet; a page that takes this long does not come.
PAGE_SECONDS = 30


def draw_slides(wanted: Sequence[Wanted], language: str) -> list[Slide]:
    """The slides of `wanted` in their order, drawn in this process; never call it in the server."""
    t = Words(language)
    pages: dict[str, list[int]] = {}
    for place, one in enumerate(wanted):
        pages.setdefault(json.dumps([one.page, one.query], sort_keys=True), []).append(place)
    made: dict[int, Slide] = {}
    for places in pages.values():
        page, query = wanted[places[0]].page, wanted[places[0]].query
        made |= _from_page(page, query, {place: wanted[place] for place in places}, t)
    return [made[place] for place in range(len(wanted))]


def prepare_page(page: str, query: Mapping[str, str], seconds: float) -> "AppTest":
    """A page at an address, ready to run without a browser; a run that takes longer raises RuntimeError."""
    return page_without_browser(ROOT / "pages" / "router.py", page, query, seconds)


def _from_page(page: str, query: dict[str, str], wanted: dict[int, Wanted], t: Words) -> dict[int, Slide]:
    """The wanted figures of one page with one choice."""
    if page not in KEYS:
        return {place: _absent(one, t("briefing.no_page", page=page), t) for place, one in wanted.items()}
    app = prepare_page(page, {**query, "lang": t.language}, PAGE_SECONDS)
    with collect.recording() as found:
        try:
            app.run()
        except RuntimeError:  # how AppTest says that the time is up
            return {place: _absent(one, t("briefing.no_time"), t) for place, one in wanted.items()}
        why = "; ".join(error.value for error in app.error) or t("briefing.no_figure")
        # A page may run more than once until it stands still: the last is what a reader would see.
        last = {exhibit.figure: exhibit for exhibit in found}
        slides = {}
        for place, one in wanted.items():
            exhibit = last.get(one.figure)
            slides[place] = _made(exhibit, one, t) if exhibit else _absent(one, why, t)
        return slides


def _made(exhibit: Exhibit, one: Wanted, t: Words) -> Slide:
    """The slide of an exhibit; one that cannot be made is one slide that says so."""
    try:
        return _wanted(make_slide(exhibit, one.query, t), one)
    except Exception:  # whatever it was: the others are made
        LOG.exception("%s of %s could not be made", one.figure, one.page)
        return _absent(one, t("briefing.not_made"), t)


def _wanted(made: Slide, one: Wanted) -> Slide:
    return replace(made, title=one.title or made.title, note=one.note, minutes=one.minutes, appendix=one.appendix)


def _absent(one: Wanted, why: str, t: Words) -> Slide:
    """A slide that says why its figure is not there."""
    return Slide(
        kind="words",
        title=one.title or t("briefing.absent"),
        says="",
        source="",
        date="",
        content={"paragraphs": [why, t("briefing.absent_where", page=one.page, figure=one.figure)]},
        note=one.note,
        minutes=one.minutes,
        appendix=one.appendix,
        page=one.page,
        query=one.query,
        figure=one.figure,
    )


def main() -> None:
    """Read what is wanted, draw it, write it."""
    asked: dict[str, Any] = json.load(sys.stdin.buffer)
    log_errors_only()
    logging.disable(logging.WARNING)
    slides = draw_slides([Wanted(*one) for one in asked["wanted"]], asked["language"])
    sys.stdout.buffer.write(to_json(Briefing(title="", language=asked["language"], slides=tuple(slides))))


if __name__ == "__main__":
    main()
