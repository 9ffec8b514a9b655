"""Every figure of a briefing as a picture: charts by kaleido and this machine's own chromium, maps by matplotlib.

One browser draws all charts of one briefing, from files of its own: parallel calls do not meet, and nothing is asked
of the network. A figure that cannot be drawn becomes the reason why, and the next one is drawn.
"""

import asyncio
import logging
import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from queue import SimpleQueue
from typing import Any

import kaleido

from briefings import style
from briefings.briefing import Briefing, Slide
from briefings.cuts import cuts
from briefings.plotted import staged
from briefings.words import Texts
from charts import paper

LOG = logging.getLogger("dashboard")
# The driver of the browser reports, with tracebacks, what it then ignores; what fails is told by an error.
for _chatty in ("choreographer", "kaleido"):
    logging.getLogger(_chatty).setLevel(logging.CRITICAL)
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SECONDS = 60


@dataclass(frozen=True)
class Picture:
    """A figure as PNG (finer than the stage) and SVG; `why` it is not there, where it is not."""

    png: bytes = b""
    svg: bytes = b""
    why: str = ""


# Of a slide whose figure takes more than one picture, all of them in their order.
Pictures = Mapping[int, Sequence[Picture]]


@dataclass
class Progress:
    """Counts the steps of a job and tells of each: `told(done, of, what)`."""

    of: int
    told: Callable[[int, int, str], None] | None = None
    done: int = field(default=0)

    def step(self, what: str) -> None:
        """One more step is done; next comes `what`."""
        self.done = min(self.done + 1, self.of)
        if self.told:
            self.told(self.done, self.of, what)


def chromium() -> str | None:
    """The browser that draws: NSPD_CHROMIUM, or the first that is installed."""
    named = os.environ.get("NSPD_CHROMIUM")
    if named is not None:
        return shutil.which(named)
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


def draw(briefing: Briefing, progress: Progress) -> dict[int, list[Picture]]:
    """The pictures of all charts and maps, by the place of their slide in `briefing.ordered`, from 0."""
    texts, slides = Texts(briefing.language), dict(enumerate(briefing.ordered))
    made = {
        place: [_map(slide, briefing.layers, texts, progress)] for place, slide in slides.items() if slide.kind == "map"
    }
    charts = {place: slide for place, slide in slides.items() if slide.kind == "chart"}
    if not charts:
        return made
    browser = chromium()
    if browser is None:
        return made | {place: [Picture(why=texts("no_chromium"))] for place in charts}
    return made | _apart(charts, browser, progress)


def _apart(charts: Mapping[int, Slide], browser: str, progress: Progress) -> dict[int, list[Picture]]:
    """The charts, drawn by a loop in a thread of its own; progress is told in the thread that waits for them.

    Whoever calls may have a loop running, and a page of the dashboard may be told only where its script runs.
    """
    told: SimpleQueue[str | None] = SimpleQueue()
    with ThreadPoolExecutor(1, "charts") as pool:
        drawing = pool.submit(lambda: asyncio.run(_charts(charts, browser, told.put)))
        drawing.add_done_callback(lambda _: told.put(None))
        while (title := told.get()) is not None:
            progress.step(title)
        return drawing.result()


def _map(slide: Slide, layers: Mapping[str, Any], texts: Texts, progress: Progress) -> Picture:
    """One map on paper, at the size of the figure on a slide."""
    width, height = style.FIGURE.width, style.FIGURE.height
    try:
        sheet = paper.png(slide.content["map"], layers, width=width, height=height, ratio=1.5)
        drawn = Picture(sheet, paper.svg(slide.content["map"], layers, width=width, height=height).encode())
    except ValueError as error:
        LOG.warning("a map cannot be drawn: %s", error)
        drawn = Picture(why=f"{texts('no_layers')} ({error})")
    except Exception as error:  # a description from a file may be anything
        LOG.warning("a map cannot be drawn: %r", error)
        drawn = Picture(why=_told(error))
    progress.step(slide.title)
    return drawn


async def _charts(charts: Mapping[int, Slide], browser: str, told: Callable[[str], None]) -> dict[int, list[Picture]]:
    made: dict[int, list[Picture]] = {place: [] for place in charts}
    waiting = [(place, slide.title, part) for place, slide in charts.items() for part in cuts(slide.content["figure"])]
    # A browser that was brought down by one figure is started again for the next: one attempt a figure.
    while waiting:
        before = len(waiting)
        try:
            # Without `mathjax=False` kaleido would ask another host for it.
            own = kaleido.PageGenerator(mathjax=False)
            async with kaleido.Kaleido(n=1, timeout=SECONDS, page_generator=own, path=browser) as drawer:
                while waiting:
                    place, title, part = waiting[0]
                    made[place].append(await _chart(part, drawer))
                    del waiting[0]
                    if not waiting or waiting[0][0] != place:
                        told(title)
        except Exception as error:
            LOG.warning("the browser that draws charts stopped: %r", error)
            if len(waiting) == before:
                place, *_ = waiting.pop(0)
                made[place].append(Picture(why=_told(error)))
    return made


async def _chart(part: Mapping[str, Any], drawer: kaleido.Kaleido) -> Picture:
    width, height = style.FIGURE.width, style.FIGURE.height
    try:
        figure = staged(part, width=width, height=height)
        size: Any = {"width": width, "height": height}
        png = await asyncio.wait_for(drawer.calc_fig(figure, {"format": "png", "scale": 2, **size}), SECONDS)
        svg = await asyncio.wait_for(drawer.calc_fig(figure, {"format": "svg", **size}), SECONDS)
    except Exception as error:  # the words of Plotly or of the browser, whatever they are
        LOG.warning("a chart cannot be drawn: %r", error)
        return Picture(why=_told(error))
    return Picture(png, svg)


def _told(error: BaseException) -> str:
    """The first line of what went wrong, short enough for a slide."""
    first = str(error).strip().splitlines()
    return f"{type(error).__name__}: {first[0][:200]}" if first else type(error).__name__
