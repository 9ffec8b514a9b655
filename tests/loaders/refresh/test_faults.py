"""Faulty sources, simulated by a real server for a real refresh: no data are harmed, and the message says why.

All faulty sources are refreshed in one run, which also shows that one does not stop the others. Failures of the machine
(killed during the swap, a full disk, two refreshes at once) have runs of their own.
"""

import gzip
import json
import os
import signal
import subprocess
import time
from resource import RLIMIT_FSIZE, setrlimit

import pytest

from tests.support import refresh_play as play
from tests.support.refresh_play import Copy, changed, newer, shipped

pytestmark = pytest.mark.slow

BODY = json.dumps({"rows": shipped()}).encode()
BOMB = gzip.compress(b" " * 50_000_000)
AREA = shipped()[0]["place"]


def fine_after(times: int, status: int, **headers):
    """Fails a number of times, then answers well."""
    return lambda h, n: h.rows(newer()) if n > times else h.say(b"busy", status, "text/plain", **headers)


# Each fault: how the source answers, what the message must say.
FAULTS = {
    "closed": (None, "it refused the connection"),
    "mute": (play.waits, "it did not answer in time"),
    "server_error": (lambda h, n: h.say(b"oops", 500, "text/plain"), "it answered 500"),
    "come_back_tomorrow": (lambda h, n: h.say(b"", 429, Retry_After="86400"), "asks to wait 86400 s"),
    "not_found": (lambda h, n: h.say(b"no such table", 404, "text/plain"), "404 Not Found"),
    "firewall": (lambda h, n: h.say(b"<html>Request Rejected", 403, "text/html"), "Request Rejected"),
    "html": (lambda h, n: h.say(b"\n<!DOCTYPE html><p>Log in"), "with an HTML page instead of application/json"),
    "html_honestly": (lambda h, n: h.say(b"<!-- (c) --><html>", kind="text/html"), "with an HTML page"),
    "other_kind": (lambda h, n: h.say(b"a;b", kind="text/csv"), "answered with text/csv instead of"),
    "empty": (lambda h, n: h.say(b""), "is empty"),
    "half_json": (lambda h, n: h.say(BODY[: len(BODY) // 2]), "is not whole JSON"),
    "half_sent": (lambda h, n: h.say(BODY[:100], length=len(BODY)), "the reply was cut off"),
    "gzip_cut": (play.packed_and_cut, "the packed reply was cut off"),
    "gzip_none": (lambda h, n: h.say(BODY, Content_Encoding="gzip"), "the packed reply is damaged"),
    "brotli": (lambda h, n: h.say(BODY, Content_Encoding="br"), "packed as br, which was not asked for"),
    "huge": (lambda h, n: h.say(b" " * 2_000_000), "larger than 1,000,000 bytes"),
    "bomb": (lambda h, n: h.say(BOMB, Content_Encoding="gzip"), "larger than 1,000,000"),
    "turning": (lambda h, n: h.say(b"", 302, Location=h.path), "on and on"),
    "looping": (lambda h, n: h.say(b'{"rows": [], "next": "looping/0"}'), "a paging loop"),
    "no_rows": (lambda h, n: h.rows([]), "hold no row for indicators"),
    "other_shape": (lambda h, n: h.say(b'{"error": [{"status": 400}]}'), "KeyError"),
    "other_unit": (lambda h, n: h.rows(changed(unit="pct")), "pct is not the unit of its indicator"),
    "other_codes": (lambda h, n: h.rows(changed(place="NL-GM9999")), "NL-GM9999 is not a place"),
    "other_source": (lambda h, n: h.rows(changed(source="hearsay")), "hearsay is not in indicator_sources"),
    "other_columns": (lambda h, n: h.rows([{"place": AREA}]), "are not those of the card"),
    "null_total": (lambda h, n: h.rows(changed(value=None)), "column value: empty"),
    "dutch_number": (lambda h, n: h.rows(changed(value="12,5")), "'12,5' is not a number"),
    "twice": (lambda h, n: h.rows([*shipped(), shipped()[0]]), "1 rows are delivered twice"),
    "fewer_areas": (lambda h, n: h.rows([r for r in shipped() if r["place"] != AREA]), f"{AREA} is missing from"),
    "half_the_rows": (lambda h, n: h.rows(shipped()[::2]), "moved by more than 5% or were withdrawn"),
    "moved": (lambda h, n: h.rows(changed(value="5")), "→ 5"),
}
# These fail at first, or send fewer headers than usual, and must be accepted all the same.
WELL = {
    "busy_then_fine": fine_after(1, 429, Retry_After="1"),
    "broken_then_fine": fine_after(2, 500),
    "packed": lambda h, n: h.say(gzip.compress(json.dumps({"rows": newer()}).encode()), Content_Encoding="gzip"),
}


# One of each kind for the dry run: no answer, refused by bytes, refused by rows, needing approval, and good.
DRY = ("closed", "not_found", "come_back_tomorrow", "html", "server_error", "gzip_cut", "other_unit", "moved", "packed")


@pytest.fixture(scope="module")
def day(tmp_path_factory):
    """One run of every source, faulty and good: the copy, the server, the output, and the data before."""
    answers = {**{name: answer for name, (answer, _) in FAULTS.items() if answer}, **WELL}
    with play.playing(answers) as server:
        copy = Copy(tmp_path_factory.mktemp("day"), [*FAULTS, *WELL], server.url, closed=("closed",))
        before = copy.files()
        dry = copy.refresh(*DRY, "--dry-run")
        dry.untouched = copy.files() == before and not copy.state.exists()
        failed = copy.refresh(*FAULTS)
        failed.untouched = copy.files() == before
        well = copy.refresh(*WELL)
        yield {"copy": copy, "server": server, "dry": dry, "failed": failed, "well": well, "pages": copy.usable()}


def test_no_fault_touches_what_stands_and_a_dry_run_writes_nothing(day):
    assert day["failed"].returncode == day["dry"].returncode == 1
    assert day["failed"].untouched and day["dry"].untouched
    assert "Traceback" not in day["failed"].stderr + day["dry"].stderr


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_is_told_with_its_source_and_reason(day, name):
    line = next(line for line in day["failed"].stderr.splitlines() if line.startswith(f"{name}: ") and "stays" in line)
    assert FAULTS[name][1] in line and "what stands stays, of 2026-" in line
    noted = json.loads((day["copy"].state / "status.json").read_text("utf-8"))[name]
    assert noted["result"] in ("unreachable", "invalid_reply", "needs_approval") and FAULTS[name][1] in noted["reason"]
    assert noted["good"] == ""


def test_the_kind_of_a_failure_is_known(day):
    noted = json.loads((day["copy"].state / "status.json").read_text("utf-8"))
    kinds = {
        kind: {name for name in noted if noted[name]["result"] == kind}
        for kind in ("unreachable", "needs_approval", "fresh")
    }
    assert kinds["needs_approval"] == {"moved", "fewer_areas", "half_the_rows"}
    silent = {"closed", "mute", "server_error", "come_back_tomorrow", "half_sent", "gzip_cut", "gzip_none"}
    assert kinds["unreachable"] == silent
    assert kinds["fresh"] == set(WELL)


def test_what_is_over_at_the_next_try_is_tried_again_and_what_is_not_is_not(day):
    asked = day["server"].asked
    assert asked["busy_then_fine"] == 2 and asked["broken_then_fine"] == 3
    assert "busy_then_fine: it answered 429 Too Many Requests; trying again in 1 s" in day["well"].stderr
    # Once in the dry run, once in the real one.
    assert asked["not_found"] == asked["come_back_tomorrow"] == asked["html"] == 2
    assert asked["server_error"] == asked["gzip_cut"] == 10, "five times each"


def test_the_good_sources_are_taken_in_after_all_the_bad_ones(day):
    assert day["well"].returncode == 0, day["well"].stderr
    rows = day["copy"].rows()
    assert len(rows[(rows["period"] == "2031") & (rows["source"] == play.KEY)]) == 1
    assert set(map(tuple, changed())) <= set(map(tuple, rows.to_dict("records"))), "and nothing else moved"


def test_the_pages_open_and_say_that_a_refresh_failed_and_how_old_the_data_are(day):
    map_, data = day["pages"].split("== data")
    assert "De laatste verversing van Invented closed, Invented mute, Invented server_error en nog" in map_
    assert "is niet gelukt. U ziet daarvan wat het laatst is opgehaald (" in map_ and "wachten op akkoord" in map_
    assert "antwoord geweigerd" in data and "geen antwoord" in data and "wacht op akkoord" in data
    assert "a paging loop" in data, "the message for whoever keeps the data"


@pytest.fixture
def one(tmp_path):
    """A copy with one good source that has a new figure."""
    with play.playing({"well": lambda h, n: h.rows(newer()), "moved": FAULTS["moved"][0]}) as server:
        yield Copy(tmp_path, ["well", "moved"], server.url)


def taken(copy: Copy) -> bool:
    return "2031" in set(copy.rows().query("source == @play.KEY")["period"])


DIE = "__import__('os').kill(__import__('os').getpid(), 9)"
SWAP = "loaders/dataset_swap.py"
CARD_WRITTEN = "    card.update(**written)\n"
MOMENTS = {
    "before anything": (SWAP, "    _remove_unnamed(card)\n", f"    {DIE}\n    _remove_unnamed(card)\n", False),
    "in the middle of the file": (
        "loaders/storage.py",
        "            file.write(body)\n",
        # Raw replies and the status are written in the same way: only a write into geodata is cut off.
        f'            file.write(body[:99])\n            if "geodata" in path.parts: {DIE}\n'
        "            file.write(body[99:])\n",
        False,
    ),
    "between file and card": (SWAP, CARD_WRITTEN, f"    {DIE}\n", False),
    "after the card": (SWAP, CARD_WRITTEN, f"{CARD_WRITTEN.rstrip()}; {DIE}\n", True),
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_killed_in_the_swap_the_old_data_or_the_new_stand_and_the_next_run_mends_it(one, moment):
    module, here, instead, new = MOMENTS[moment]
    swap = one.root / module
    whole = swap.read_text("utf-8")
    assert whole.count(here) == 1
    swap.write_text(whole.replace(here, instead), "utf-8")
    assert one.refresh("well").returncode == -signal.SIGKILL
    assert taken(one) is new
    assert one.whole()
    swap.write_text(whole, "utf-8")
    again = one.refresh("well")
    assert again.returncode == 0 and taken(one), again.stderr
    if moment == "between file and card":
        one.usable()
    left = {path.name for path in (one.root / "geodata/indicators").iterdir()}
    assert not [name for name in left if name.endswith(".draft")] or new


def test_two_at_once_end_as_one(one):
    both = [one.start("-m", "loaders", "refresh", "well") for _ in range(2)]
    ends = [(*process.communicate(timeout=120), process.returncode) for process in both]
    assert [end[2] for end in ends] == [0, 0], ends
    assert sorted("nothing new" in end[0] for end in ends) == [False, True], "the second starts from the first's rows"
    assert taken(one) and one.whole()


@pytest.mark.parametrize("where", ["geodata", "state"])
def test_a_full_disk_leaves_what_stands(one, where, tmp_path):
    room = tmp_path / "room"
    room.mkdir()
    # Room for the figures, the previous ones and a draft, once the disk is not full any more.
    size = 4 * sum(file.stat().st_size for file in (one.root / "geodata/indicators").iterdir())
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "none", room], capture_output=True)
    if mounted.returncode:
        pytest.skip("a small disk cannot be mounted here; the next test limits the size of a file instead")
    try:
        full = room / "full"
        if where == "state":
            one.state = room
        else:
            folder = one.root / "geodata/indicators"
            (room / "indicators").mkdir()
            for file in folder.iterdir():
                (room / "indicators" / file.name).write_bytes(file.read_bytes())
                file.unlink()
            folder.rmdir()
            folder.symlink_to(room / "indicators")
        with full.open("wb", buffering=0) as file:
            while True:
                try:
                    file.write(b"x" * 4096)
                except OSError:
                    break
        told = one.refresh("well")
        assert told.returncode == 1 and "No space left on device" in told.stderr and "Traceback" not in told.stderr
        assert not taken(one) and "opgehaald" in one.usable()
        full.unlink()
        assert one.refresh("well").returncode == 0 and taken(one)
    finally:
        subprocess.run(["umount", room], check=True)


def test_a_file_that_may_not_grow_leaves_what_stands(one):
    told = one.refresh("well", preexec_fn=lambda: setrlimit(RLIMIT_FSIZE, (100_000, 100_000)))
    assert told.returncode == 1 and "File too large" in told.stderr and "well: " in told.stderr
    assert not taken(one) and one.whole()
    assert not list((one.root / "geodata/indicators").glob(".*.draft"))
    assert one.refresh("well").returncode == 0 and taken(one)


def test_stopped_by_hand_it_says_so(tmp_path):
    with play.playing({"mute": play.waits}) as server:
        copy = Copy(tmp_path, ["mute"], server.url)
        # Tests that run in the background are deaf to this signal, and so would be what they start.
        listens = lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)  # noqa: E731
        process = copy.start("-m", "loaders", "refresh", preexec_fn=listens)
        while not server.asked["mute"]:
            assert process.poll() is None
            time.sleep(0.05)
        os.kill(process.pid, signal.SIGINT)
        _, err = process.communicate(timeout=60)
        assert process.returncode == 130 and "stopped" in err and "Traceback" not in err


def test_what_is_left_of_earlier_runs_may_be_damaged(one):
    assert one.refresh("well").returncode == 0
    kept = next((one.state / "raw/well").glob("*.zip"))
    kept.write_bytes(kept.read_bytes()[:200])
    (one.state / "status.json").write_text('{"well": ', "utf-8")
    again = one.refresh("well")
    assert again.returncode == 0 and json.loads((one.state / "status.json").read_text("utf-8"))["well"]["good"]
    broken = one.refresh("well", "--from", str(kept))
    assert broken.returncode in (0, 1) and "Traceback" not in broken.stderr


def test_broken_data_that_stand_are_not_merged_into(one):
    path = one.root / "geodata/indicators" / "indicators.csv"
    path.write_text(path.read_text("utf-8") + "\n", "utf-8")
    told = one.refresh("well")
    assert told.returncode == 1 and "what stands is broken, mend it first" in told.stderr
