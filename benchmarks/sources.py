"""What parsers read from replies of the live sources, on loopback: `python -m benchmarks.sources`.

Rows read of each source; how far recorded replies agree with the shipped figures, and why not where they do not; memory
and time for the largest reply; and how far the outlines of municipalities lie from the official ones, before a refresh
and after it. Recorded replies and official outlines lie beside the project; without them that part is left out.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pandas as pd
import pytest

from loaders.datasets import places
from loaders.datasets.places import SIX
from loaders.refresh import agreement
from loaders.sources import boundaries
from loaders.sources.registry import modules
from tests.support import play_sources
from tests.support.play_shapes import official_rows, overlap, replies
from tests.support.replies import overpass
from tests.support.replies import statbel as statbel_made
from tests.support.server import ROOT

# In a process of its own, so that only this parser's memory is measured.
YEAR = """
import resource, sys, time
from pathlib import Path
from loaders.sources import statbel
from loaders.fetch.replies import Raw
raw = Raw.of({"population-2026": Path(sys.argv[1]).read_bytes()})
before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
frame = statbel.parse(raw)["indicators"]
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
total = frame.query("place == 'BE-44019' and indicator == 'population'")["value"].item()
print(total, after / 1024, (after - before) / 1024, time.monotonic() - began)
"""


def parsed() -> tuple[pd.DataFrame, dict[str, dict[str, pd.DataFrame]]]:
    """Print one line per source (kind and size of replies, rows, seconds); returns the parsed frames by source."""
    played = play_sources.replies()
    played |= {"boundaries": replies(official_rows()), "openstreetmap": overpass.replies()}
    kinds = play_sources.RECORDED | {"boundaries": "official outlines in a hand-made reply"}
    lines, frames = [], {}
    for name, raw in played.items():
        began = time.monotonic()
        frames[name] = modules()[name].parse(raw)
        seconds = time.monotonic() - began
        kilobytes = sum(len(raw.body(reply)) for reply in raw.names()) / 1000
        rows = ", ".join(f"{dataset} {len(frame):,}" for dataset, frame in frames[name].items())
        lines.append((name, kinds.get(name, "hand-made"), f"{kilobytes:,.0f}", f"{seconds:.2f}", rows))
    return pd.DataFrame(lines, columns=["source", "replies", "kB", "seconds", "rows"]), frames


def largest() -> tuple[float, float, float, float]:
    """Read one year of population, 104 MB of text. Returns MB of text, MB of the process, MB it grew by, and seconds.

    Raises RuntimeError if not every person was counted.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.zip"
        times, megabytes = statbel_made.a_full_year(path)
        done = subprocess.run([sys.executable, "-c", YEAR, path], cwd=ROOT, capture_output=True, text=True, check=True)
    total, peak, more, seconds = map(float, done.stdout.split())
    if total != times * 100:
        raise RuntimeError(f"{total:.0f} persons were counted of {times * 100}")
    return megabytes, peak, more, seconds


def outlines() -> pd.DataFrame:
    """How much of each municipality's outline and the official one is common to both, before a refresh and after."""
    shipped, frames = places.load(), boundaries.parse(replies(official_rows()))
    after = boundaries.build_datasets(frames, lambda _: shipped)["places"]
    official = frames["places"].set_index("code")
    shares = pd.DataFrame({"before": overlap(shipped, official), "after": overlap(after, official)})
    return shares.assign(name=official["name"])


def main() -> None:
    """Measure, and print it all."""
    lines, frames = parsed()
    print(f"rows read of each source\n{lines.to_string(index=False, justify='left')}\n")
    agreed = pd.concat([agreement.table(frames[name]) for name in play_sources.RECORDED], ignore_index=True)
    print("agreement with the shipped figures, of replies that hold real ones")
    print(agreed.to_string(index=False, float_format="{:.2%}".format))
    for name in play_sources.RECORDED:
        for line in agreement.differing(frames[name], most=20):
            print(f"  {line}")
    print(
        f"figures: {agreed['overlap'].sum():,} compared, {agreed['equal'].sum():,} equal, "
        f"{agreed['differing'].sum():,} differing\n"
    )
    text, peak, more, seconds = largest()
    print(
        f"largest reply (a year of Statbel's population, {text:.0f} MB of text): {seconds:.1f} s, "
        f"{more:.0f} MB more than before, {peak:.0f} MB in all\n"
    )
    shares = outlines()
    print("overlap of outlines with the official ones (common area over area of either)")
    print(shares.loc[[key[3:] for key in SIX]].to_string(float_format="{:.4f}".format))
    summary = shares[["before", "after"]].agg(["min", "median", "mean"])
    print(f"all {len(shares)}\n{summary.to_string(float_format='{:.4f}'.format)}")


if __name__ == "__main__":
    try:
        main()
    except pytest.skip.Exception as missing:
        sys.exit(f"nothing to play: {missing}")
