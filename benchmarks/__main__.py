"""All measurements in one table: `make bench`. Each is printed beside its limit."""

import warnings

import pandas as pd

from benchmarks import choice, first_view, kit, map_change, readers, scenarios, scripts, studio
from loaders import DATASETS, load
from loaders.datasets.catalogue import catalogue
from tests.support.server import serving


def indicator_change(address: str) -> map_change.Change:
    """Choose another indicator of the theme and go back: the largest change on the map page."""
    with map_change.opened(address, "/map?theme=people") as (page, received):

        def choose(turn: int) -> None:
            page.locator(".st-key-_indicator input").click()
            page.get_by_role("option").first.wait_for()
            page.keyboard.press("ArrowDown" if turn % 2 == 0 else "ArrowUp")
            # Time is measured from the choice: opening the list is not part of it.
            page.evaluate("() => { performance.mark('asked') }")
            page.keyboard.press("Enter")

        map_change.measure(page, choose, received, times=2)
        return map_change.measure(page, choose, received, times=20)


def main() -> None:
    """Measure, and print one line per limit."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for page, milliseconds in scripts.measure().items():
            line(f"warm script, page {page}", f"{milliseconds:.0f} ms", "≤ 50 ms")
    model = scenarios.measure()
    four = f"{model['four_ms']:.0f} ms (p75 {model['four_p75_ms']:.0f})"
    line("four scenarios, 27 years, 1,000 draws each", four, "≤ 200 ms")
    line("tornado of all assumptions", f"{model['tornado_ms']:.0f} ms", "")
    line("memory grown by meanwhile", f"{model['megabytes']:.0f} MB", "")
    with serving() as (address, _):
        for name, vertices, promise in (("shipped layers", 0, "≤ 200 ms"), ("100,000 vertices", 100_000, "≤ 300 ms")):
            change = map_change.run(address, "/map", vertices)
            report(f"another year, {name}", change, promise)
        report("another indicator", indicator_change(address), "≤ 200 ms")
        moved = studio.measure(address)
        line("studio, a slider: change to drawn", f"{moved['ms']:.0f} ms (p75 {moved['p75_ms']:.0f})", "≤ 400 ms")
        line("studio, a slider: over the WebSocket", f"{moved['kilobytes']:.1f} kB", "")
        for name, (path, key) in choice.CHOICES.items():
            milliseconds, kilobytes = choice.measure(address, path, key)
            line(f"{name}: all received", f"{milliseconds:.0f} ms, {kilobytes:.1f} kB", "")
        first = first_view.measure(address)
        line("cold first view at 10 Mbit/s: LCP", f"{first['lcp_s']:.2f} s", "≤ 2.5 s")
        line("cold first view: received", f"{first['megabytes']:.2f} MB", "≤ 1.5 MB")
        line("cold first view: map at rest", f"{first['map_s']:.1f} s", "")
        line("requests to other hosts", f"{first['foreign']:.0f}", "0")
    for slides, promise in ((10, "≤ 15 s"), (40, "")):
        seconds, megabytes, _ = kit.measure(slides)
        line(f"kit of {slides} slides, all parts", f"{seconds:.1f} s, {megabytes:.1f} MB", promise)
    with serving() as (address, process):
        for state, megabytes in readers.measure(address, process).items():
            line(f"memory of the server, {state.replace('_', ' ')}", f"{megabytes:.0f} MB", "")
    figures = pd.DataFrame(load("indicators").drop(columns="geometry"))
    line("datasets, indicators, observations", f"{len(DATASETS)}, {len(catalogue())}, {len(figures):,}", "")


def report(name: str, change: map_change.Change, promise: str) -> None:
    """The lines of one kind of change."""
    line(f"{name}: change to map at rest", f"{change.waited:.0f} ms (p75 {change.waited_p75:.0f})", promise)
    line(f"{name}: values to map at rest", f"{change.drawn:.0f} ms (p75 {change.drawn_p75:.0f})", "")
    line(f"{name}: over the WebSocket", f"{change.bytes / 1000:.1f} kB", "≤ 10 kB")
    line(f"{name}: place after {change.changes} changes", "kept" if change.kept else "LOST", "kept")


def line(what: str, measured: str, promised: str) -> None:
    """One measurement beside its limit."""
    print(f"{what:56} {measured:24} {promised}", flush=True)


if __name__ == "__main__":
    main()
