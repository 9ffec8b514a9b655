"""A kit whose browser hangs, crashes or prints without end is ready in time, without the files of that browser."""

import io
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pptx import Presentation

from briefings import chromium
from briefings.briefing import Briefing, Slide
from briefings.kit import make
from tests.support.briefing_samples import chart

pytestmark = pytest.mark.slow

HANG = "trap '' TERM INT HUP\nsleep 300 & echo $! >> {pids}\nwait\nwait\n"
# What the browser does, its time limit, and the messages on the .pdf and on the chart.
FAULTS = {
    "hangs and ignores SIGTERM": (HANG, 3, "na 3 s", "na 3 seconden niet klaar"),
    "prints garbage and hangs": (
        "head -c 300000 /dev/urandom\nhead -c 300000 /dev/urandom >&2\n" + HANG,
        3,
        "na 3 s",
        "na 3 seconden niet klaar",
    ),
    "crashes": (
        "echo 'cannot open shared object' >&2\nexit 127\n",
        120,
        "cannot open shared object",
        "Chromium is gestopt",
    ),
}


@pytest.fixture
def browser(tmp_path, monkeypatch):
    """Replace chromium by a shell script. Returns the ids of the processes that it started."""
    script, pids = tmp_path / "chromium", tmp_path / "pids"
    pids.touch()
    monkeypatch.setenv("NSPD_CHROMIUM", str(script))

    def put(body: str):
        script.write_text(f"#!/bin/sh\necho $$ >> {pids}\n" + body.format(pids=pids))
        script.chmod(0o755)
        return lambda: [int(line) for line in pids.read_text().split()]

    return put


def running(pid: int) -> bool:
    """Whether a process runs and is no zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def briefing():
    text = Slide(kind="words", title="Woorden", says="", source="", date="", content={"paragraphs": ["tekst"]})
    return Briefing(title="x", language="nl", slides=(chart(), text))


def kit(limit, **settings):
    out = io.BytesIO()
    report = make(briefing(), out, limit=limit, **settings)
    with zipfile.ZipFile(out) as packed:
        return report, {name.partition("/")[2]: packed.read(name) for name in packed.namelist()}


@pytest.mark.parametrize("fault", FAULTS)
def test_two_kits_at_once_come_without_what_the_browser_makes_and_say_why(browser, fault):
    body, limit, pdf, figure = FAULTS[fault]
    started = browser(body)
    with ThreadPoolExecutor(2) as pool:
        kits = [made.result() for made in [pool.submit(kit, limit), pool.submit(kit, limit)]]
    for report, files in kits:
        assert set(files) == {"x.pptx", "x.html", "x.xlsx", "x.json", "SOURCES.txt"}
        assert set(report.missing) == {"pdf"} and pdf in report.missing["pdf"]
        assert set(report.problems) == {1} and figure in report.problems[1]
        assert pdf in files["SOURCES.txt"].decode() and figure in files["SOURCES.txt"].decode()
        slides = Presentation(io.BytesIO(files["x.pptx"])).slides
        assert any(shape.has_chart for page in slides for shape in page.shapes), "a native chart needs no browser"
    # One that prints and one that draws for each kit; on a slow machine the latter may not have got so far.
    assert len(started()) >= 2 and not [pid for pid in started() if running(pid)]


def test_a_kit_that_is_given_up_ends_its_browsers_at_once(browser):
    started, begun = browser(HANG), time.monotonic()

    def leave(done, of, what):
        if what != "HTML":
            while len(started()) < 2:  # the browser that prints runs, and so does its child
                time.sleep(0.01)
            raise KeyError("the reader went to another page")

    with pytest.raises(KeyError):
        kit(60, parts=("pdf", "xlsx"), progress=leave)
    assert time.monotonic() - begun < 60 and not [pid for pid in started() if running(pid)]


def test_one_browser_is_found_for_all_parts(tmp_path, monkeypatch):
    installed = tmp_path / "google-chrome-stable"
    installed.write_text("#!/bin/sh\n")
    installed.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    for unset in ("", None):
        monkeypatch.delenv("NSPD_CHROMIUM", raising=False)
        if unset is not None:
            monkeypatch.setenv("NSPD_CHROMIUM", unset)
        assert chromium.find() == str(installed), "one that is set to nothing is not set"
    monkeypatch.setenv("NSPD_CHROMIUM", str(tmp_path / "none"))
    assert chromium.find() is None, "one that is named and not there is not replaced by another"
