"""Draw charts with kaleido and one browser, in a process that may be killed at any moment.

`python -m briefings.chart_process FOLDER BROWSER NUMBER…` draws FOLDER/NUMBER.json, a Plotly figure, as .png and .svg
beside it. On standard output it writes one line of JSON when the browser is ready, {}, and one per finished chart:
{"chart": number, "error": text}, the text empty if it was drawn. It ends as soon as the browser can no longer draw. It
closes nothing: the driver would wait for ever for a browser that hangs, and the caller kills the process group.
"""

import asyncio
import json
import logging
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import kaleido
from choreographer.browsers import Chromium

from briefings import style
from briefings.chromium import NO_NETWORK

# The driver of the browser reports, with tracebacks, what it then ignores; what fails is reported by an error.
for _chatty in ("choreographer", "kaleido"):
    logging.getLogger(_chatty).setLevel(logging.CRITICAL)
CHART_SECONDS = 60


class GroupedChromium(Chromium):
    """Chromium in the process group of this process, so that it is killed with it; it reaches no host."""

    def get_popen_args(self) -> Mapping[str, Any]:
        """The arguments of subprocess.Popen, without a session of its own."""
        return {**super().get_popen_args(), "start_new_session": False}

    def get_cli(self) -> Sequence[str]:
        """The command."""
        return [*super().get_cli(), NO_NETWORK]


async def _draw_all(folder: Path, browser: str, numbers: Sequence[str]) -> None:
    # Without `mathjax=False` kaleido would ask another host for it.
    page = kaleido.PageGenerator(mathjax=False)
    drawer = kaleido.Kaleido(n=1, timeout=CHART_SECONDS, page_generator=page, browser_cls=GroupedChromium, path=browser)
    await drawer.open()
    _report()
    for number in numbers:
        try:
            await asyncio.wait_for(_draw(folder / number, drawer), CHART_SECONDS)
        except Exception as error:  # the words of Plotly or of the browser, whatever they are
            if drawer.subprocess.poll() is not None:
                return
            _report(chart=int(number), error=f"{type(error).__name__}: {error}")
            if isinstance(error, TimeoutError):
                return
        else:
            _report(chart=int(number), error="")


async def _draw(path: Path, drawer: kaleido.Kaleido) -> None:
    figure = json.loads(path.with_suffix(".json").read_text("utf-8"))
    size: Any = {"width": style.FIGURE.width, "height": style.FIGURE.height}
    png = await drawer.calc_fig(figure, {"format": "png", "scale": 2, **size})
    svg = await drawer.calc_fig(figure, {"format": "svg", **size})
    path.with_suffix(".png").write_bytes(png)
    path.with_suffix(".svg").write_bytes(svg)


def _report(**report: Any) -> None:
    print(json.dumps(report), flush=True)


async def _main(folder: Path, browser: str, numbers: Sequence[str]) -> None:
    try:
        await _draw_all(folder, browser, numbers)
    except Exception as error:
        print(repr(error), file=sys.stderr, flush=True)
    # Before the loop is closed: that waits for threads which may wait for the browser.
    os._exit(0)


if __name__ == "__main__":
    asyncio.run(_main(Path(sys.argv[1]), sys.argv[2], sys.argv[3:]))
