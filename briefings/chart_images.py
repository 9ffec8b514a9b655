"""Every figure of a briefing as a picture: charts by kaleido and this machine's own chromium, maps by matplotlib.

One browser draws all charts of one briefing, in a process group of its own (`chart_process`): parallel calls do not
interfere, and nothing is asked of the network. A figure that cannot be drawn has a reason instead.
"""

import json
import logging
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from briefings import chromium, style
from briefings.briefing import Briefing, Slide
from briefings.chart_pagination import split_chart
from briefings.chromium import Deadline
from briefings.plotly_export import apply_house_style
from charts import static_map
from i18n.translator import Words

LOG = logging.getLogger("dashboard")
ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Picture:
    """A figure as PNG (of a higher resolution than the stage) and SVG; or `why` there is none."""

    png: bytes = b""
    svg: bytes = b""
    why: str = ""


# By the place of a slide: the pictures of its figure, more than one where a chart is split.
Pictures = Mapping[int, Sequence[Picture]]


@dataclass
class Progress:
    """Counts the steps of a job and reports each: `callback(done, total, what comes next)`."""

    total: int
    callback: Callable[[int, int, str], None] | None = None
    done: int = field(default=0)

    def step(self, what: str) -> None:
        """One more step is done; next comes `what`."""
        self.done = min(self.done + 1, self.total)
        if self.callback:
            self.callback(self.done, self.total, what)


def draw(briefing: Briefing, progress: Progress, deadline: Deadline) -> dict[int, list[Picture]]:
    """The pictures of all charts and maps, by the place of their slide in `briefing.ordered`, from 0.

    deadline    after it the charts that are not drawn yet are given up
    """
    texts, slides = Words(briefing.language).section("kit"), dict(enumerate(briefing.ordered))
    charts = {place: slide for place, slide in slides.items() if slide.kind == "chart"}
    pictures = _draw_charts(charts, texts, progress, deadline) if charts else {}
    return pictures | {
        place: [_draw_map(slide, briefing.layers, texts, progress)]
        for place, slide in slides.items()
        if slide.kind == "map"
    }


def _draw_map(slide: Slide, layers: Mapping[str, Any], texts: Words, progress: Progress) -> Picture:
    """A map at the size of the figure on a slide."""
    width, height = style.FIGURE.width, style.FIGURE.height
    try:
        sheet = static_map.png(slide.content["map"], layers, width=width, height=height, ratio=1.5)
        picture = Picture(sheet, static_map.svg(slide.content["map"], layers, width=width, height=height).encode())
    except ValueError as error:
        LOG.warning("a map cannot be drawn: %s", error)
        picture = Picture(why=f"{texts('no_layers')} ({error})")
    except Exception as error:  # a description from a file may be anything
        LOG.warning("a map cannot be drawn: %r", error)
        picture = Picture(why=_first_line(error))
    progress.step(slide.title)
    return picture


def _draw_charts(
    charts: Mapping[int, Slide], texts: Words, progress: Progress, deadline: Deadline
) -> dict[int, list[Picture]]:
    browser = chromium.find()
    if browser is None:
        return {place: [Picture(why=texts("no_chromium"))] for place in charts}
    with tempfile.TemporaryDirectory(prefix="charts-", ignore_cleanup_errors=True) as folder:
        drawing = _ChartDrawing(Path(folder), charts, texts, progress)
        while drawing.waiting:
            drawing.run(browser, deadline)
        return drawing.pictures()


class _ChartDrawing:
    """The charts of one briefing: which are drawn and which wait, by number."""

    def __init__(self, folder: Path, charts: Mapping[int, Slide], texts: Words, progress: Progress):
        self.folder, self.charts, self.texts, self.progress = folder, charts, texts, progress
        self.places: list[int] = []
        self.done: dict[int, Picture] = {}
        for place, slide in charts.items():
            for part in split_chart(slide.content["figure"]):
                self._stage(len(self.places), part)
                self.places.append(place)

    def _stage(self, number: int, part: Mapping[str, Any]) -> None:
        try:
            figure = json.dumps(apply_house_style(part, width=style.FIGURE.width, height=style.FIGURE.height))
        except Exception as error:  # a description from a file may be anything
            LOG.warning("a chart cannot be drawn: %r", error)
            self.done[number] = Picture(why=_first_line(error))
        else:
            (self.folder / f"{number}.json").write_text(figure, "utf-8")

    @property
    def waiting(self) -> list[int]:
        """The numbers of the charts that are neither drawn nor given up."""
        return [number for number in range(len(self.places)) if number not in self.done]

    def run(self, browser: str, deadline: Deadline) -> None:
        """Start a browser and draw until all is done, it stops, or the deadline passes. One attempt per figure."""
        waiting, started = self.waiting, False
        command = [sys.executable, "-m", "briefings.chart_process", str(self.folder), browser, *map(str, waiting)]
        # Files that the browser leaves when it is killed are removed with the folder.
        settings: dict[str, Any] = {"cwd": ROOT, "env": {**os.environ, "TMPDIR": str(self.folder)}}
        with chromium.process_group(
            command, deadline, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, **settings
        ) as process:
            for line in process.stdout or ():
                started, report = True, json.loads(line)
                if report:
                    self._finish(report["chart"], report["error"])
        if deadline.passed:
            self._give_up(self.waiting, self.texts("too_slow", seconds=f"{deadline.seconds:g}"))
        elif self.waiting:
            # A browser that one figure crashed is started again for the next; one that does not start is not.
            failed = waiting[:1] if started and self.waiting == waiting else []
            self._give_up(failed if started else waiting, self.texts("chromium_stopped"))

    def _finish(self, number: int, error: str) -> None:
        png, svg = (self.folder / f"{number}.{ending}" for ending in ("png", "svg"))
        self.done[number] = Picture(why=_first_line(error)) if error else Picture(png.read_bytes(), svg.read_bytes())
        if error:
            LOG.warning("a chart cannot be drawn: %s", error)
        place = self.places[number]
        if place not in self.places[number + 1 :]:
            self.progress.step(self.charts[place].title)

    def _give_up(self, numbers: Sequence[int], why: str) -> None:
        if numbers:
            LOG.warning("%d charts are not drawn: %s", len(numbers), why)
        self.done |= {number: Picture(why=why) for number in numbers}

    def pictures(self) -> dict[int, list[Picture]]:
        """All pictures by the place of their slide, parts in their order."""
        return {
            place: [self.done[number] for number, own in enumerate(self.places) if own == place]
            for place in self.charts
        }


def _first_line(error: BaseException | str) -> str:
    """The first line of an error, short enough for a slide."""
    text = error if isinstance(error, str) else f"{type(error).__name__}: {error}"
    return text.strip().splitlines()[0][:200].removesuffix(": ")
